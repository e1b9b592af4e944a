/* SPDX-License-Identifier: PostgreSQL */
#include "render/plot_data.h"

#include "analyse/measured.h"
#include "render/plot_text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define JITTER 0.3 /* of a row's height, to either side */

static void append_name(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER family = {0};

	plot_cases_family(&family, summary);
	up_buffer_append_char(text, '"');
	plot_text_append(text, up_buffer_string(&family));
	up_buffer_append_char(text, '"');
	text->failed |= family.failed;
}

/* The same within its panel. */
static void append_short_name(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER name = {0};

	plot_cases_name(&name, summary);
	up_buffer_append_char(text, '"');
	plot_text_append(text, up_buffer_string(&name));
	up_buffer_append_char(text, '"');
	text->failed |= name.failed;
}

/* A clock may see nothing pass, but a logarithmic axis has no 0. */
static void append_time(struct up_buffer *text, double ns)
{
	if (isfinite(ns))
		up_buffer_append_format(text, "\t%.9g", (ns > 1 ? ns : 1) * 1e-9);
	else
		up_buffer_append_string(text, "\tNaN");
}

/* Radical inverse in base 2 (van der Corput's sequence) in [-1, 1): neighbors are far from each
 * other, and a picture drawn again is the same. */
static double spread(size_t index)
{
	double value = 0;

	for (double part = 0.5; index > 0; index /= 2, part /= 2)
		value += part * (double)(index % 2);
	return 2 * value - 1;
}

static bool is_of(const struct sample *sample, const struct summary *summary)
{
	return sample->phase == PHASE_MEASURE && sample->status == SAMPLE_OK &&
	       sample->update_ns != UNMEASURED && sample->rows == summary->rows &&
	       sample->case_name != NULL && summary->case_name != NULL &&
	       strcmp(sample->case_name, summary->case_name) == 0;
}

static void append_samples(struct up_buffer *text, const struct run *run,
			   const struct summary *summary, size_t place)
{
	size_t seen = 0;

	for (size_t i = 0; i < run->samples.count; i++) {
		const struct sample *sample = &run->samples.items[i];
		if (!is_of(sample, summary))
			continue;
		up_buffer_append_format(text, "%zu\t", place);
		append_short_name(text, summary);
		up_buffer_append_format(text, "\t%" PRId64 "\t%.4f", sample->sample,
					JITTER * spread(++seen));
		append_time(text, (double)measured_ns(run, sample));
		up_buffer_append_char(text, '\n');
	}
}

enum up_status plot_data_distribution(struct up_buffer *text, const struct run *run,
				      const struct plot_panel *panel, struct up_error *err)
{
	up_buffer_append_string(text, "# place\tcase\tpanel\tn\tmedian_s\tlow_s\thigh_s\n");
	for (size_t i = 0; i < panel->count; i++) {
		const struct summary *summary = panel->cases[i];
		up_buffer_append_format(text, "%zu\t", i + 1);
		append_short_name(text, summary);
		up_buffer_append_format(text, "\t\"%s\"\t%" PRId64, panel->name, summary->n);
		append_time(text, summary->median_ns);
		append_time(text, summary->low_ns);
		append_time(text, summary->high_ns);
		up_buffer_append_char(text, '\n');
	}
	up_buffer_append_string(text, "\n\n# place\tcase\tsample\toffset\tmeasured_s\n");
	for (size_t i = 0; i < panel->count; i++)
		append_samples(text, run, panel->cases[i], i + 1);
	return up_buffer_check(text, err);
}

#define STAGES 6
#define STAGE_UPDATE 3

struct stages {
	const struct summary *summary;
	double ns[STAGES]; /* 0 for what was not measured */
	double total_ns;
};

static struct stages stages_of(const struct summary *summary)
{
	struct stages stages = {
		.summary = summary,
		.ns = {summary->fetch_ns, summary->classify_ns, summary->create_ns,
		       summary->update_ns, summary->business_ns, summary->commit_ns},
		.total_ns = summary->total_ns,
	};
	double sum = 0;

	/* A bar needs a length: gnuplot 5.4 crashes when none of its labels has a place. */
	if (!(stages.ns[STAGE_UPDATE] >= 1))
		stages.ns[STAGE_UPDATE] = 1;
	for (size_t i = 0; i < STAGES; i++) {
		if (!isfinite(stages.ns[i]) || stages.ns[i] < 0)
			stages.ns[i] = 0;
		sum += stages.ns[i];
	}
	if (!isfinite(stages.total_ns))
		stages.total_ns = sum;
	return stages;
}

static int compare_totals(const void *left, const void *right)
{
	const struct stages *a = left;
	const struct stages *b = right;

	return (a->total_ns > b->total_ns) - (a->total_ns < b->total_ns);
}

enum up_status plot_data_stages(struct up_buffer *text, const struct plot_panel *panel,
				struct up_error *err)
{
	const size_t count = panel->count;
	UP_FREE struct stages *bars = calloc(count + 1, sizeof *bars);

	if (bars == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0; i < count; i++)
		bars[i] = stages_of(panel->cases[i]);
	qsort(bars, count, sizeof *bars, compare_totals);

	up_buffer_append_string(text, "# place\tcase\tpanel\ttotal_s\tfetch_s\tclassify_s\t"
				      "create_s\tupdate_s\tbusiness_s\tcommit_s\n");
	for (size_t i = 0; i < count; i++) {
		up_buffer_append_format(text, "%zu\t", i + 1);
		append_short_name(text, bars[i].summary);
		up_buffer_append_format(text, "\t\"%s\"\t%.9g", panel->name,
					bars[i].total_ns * 1e-9);
		for (size_t stage = 0; stage < STAGES; stage++)
			up_buffer_append_format(text, "\t%.9g", bars[i].ns[stage] * 1e-9);
		up_buffer_append_char(text, '\n');
	}
	return up_buffer_check(text, err);
}

/* Cases that differ in their rows only. */
struct family {
	char *name;                   /* owned */
	const struct summary **cases; /* owned; in the order of their rows */
	size_t count;
};

struct families {
	struct family *items; /* owned */
	size_t count;
};

static void families_release(struct families *families)
{
	for (size_t i = 0; i < families->count; i++) {
		free(families->items[i].name);
		free(families->items[i].cases);
	}
	free(families->items);
}

static enum up_status add_case(struct families *families, const struct plot_cases *cases,
			       const struct summary *summary, struct up_error *err)
{
	UP_BUFFER name = {0};
	size_t at = 0;

	plot_cases_family(&name, summary);
	UP_TRY(up_buffer_check(&name, err));
	while (at < families->count && strcmp(families->items[at].name, name.data) != 0)
		at++;
	struct family *family = &families->items[at];
	if (at == families->count) {
		family->cases = calloc(cases->count, sizeof(struct summary *));
		if (family->cases == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
		family->name = up_buffer_detach(&name);
		families->count++;
	}
	family->cases[family->count++] = summary;
	return UP_OK;
}

static int compare_ends(const void *left, const void *right)
{
	const struct family *a = left;
	const struct family *b = right;
	double a_ns = a->cases[a->count - 1]->median_ns;
	double b_ns = b->cases[b->count - 1]->median_ns;

	if (a_ns != b_ns)
		return a_ns < b_ns ? -1 : 1;
	return strcmp(a->name, b->name);
}

static void append_point(struct up_buffer *text, size_t number, const struct summary *summary)
{
	up_buffer_append_format(text, "%zu\t", number);
	append_name(text, summary);
	up_buffer_append_format(text, "\t%" PRId64, summary->rows);
	append_time(text, summary->median_ns);
}

static void append_families(struct up_buffer *text, const struct families *families,
			    const struct plot_cases *cases)
{
	up_buffer_append_string(text, "# family\tname\trows\tmedian_s\n");
	for (size_t i = 0; i < families->count; i++) {
		const struct family *family = &families->items[i];
		append_point(text, i + 1, family->cases[family->count - 1]);
		up_buffer_append_char(text, '\n');
	}
	up_buffer_append_string(text, "\n\n# rows\n");
	for (size_t i = 0; i < cases->count; i += plot_cases_same_rows(cases, i))
		up_buffer_append_format(text, "%" PRId64 "\n", cases->items[i]->rows);
	for (size_t i = 0; i < families->count; i++) {
		const struct family *family = &families->items[i];
		up_buffer_append_string(text,
					"\n\n# family\tname\trows\tmedian_s\tlow_s\thigh_s\n");
		for (size_t j = 0; j < family->count; j++) {
			append_point(text, i + 1, family->cases[j]);
			append_time(text, family->cases[j]->low_ns);
			append_time(text, family->cases[j]->high_ns);
			up_buffer_append_char(text, '\n');
		}
	}
}

enum up_status plot_data_scaling(struct up_buffer *text, const struct plot_cases *cases,
				 struct up_error *err)
{
	UP_CLEANUP(families_release)
	struct families families = {.items = calloc(cases->count + 1, sizeof(struct family))};

	if (families.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0; i < cases->count; i++)
		UP_TRY(add_case(&families, cases, cases->items[i], err));
	qsort(families.items, families.count, sizeof *families.items, compare_ends);
	append_families(text, &families, cases);
	return up_buffer_check(text, err);
}
