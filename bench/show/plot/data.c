/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/data.h"

#include "judge/summary/measured.h"
#include "show/plot/text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define JITTER 0.3 /* of a row's height, to either side */

static void append_quoted(struct up_buffer *text, const char *foreign)
{
	up_buffer_append_char(text, '"');
	plot_text_append(text, foreign);
	up_buffer_append_char(text, '"');
}

/* The name of a case without these factors. */
static void append_case(struct up_buffer *text, const struct summary *summary, factor_set omit)
{
	UP_BUFFER name = {0};

	case_key_append_name(&name, &summary->key, omit);
	append_quoted(text, up_buffer_string(&name));
	text->failed |= name.failed;
}

/* A clock may see nothing pass, but a logarithmic axis has no 0. */
static void append_seconds(struct up_buffer *text, int digits, double ns)
{
	if (isfinite(ns))
		up_buffer_append_format(text, "\t%.*g", digits, (ns > 1 ? ns : 1) * 1e-9);
	else
		up_buffer_append_string(text, "\tNaN");
}

static void append_time(struct up_buffer *text, double ns)
{
	append_seconds(text, 9, ns);
}

/* As exact as a picture can be looked at. */
static void append_short_time(struct up_buffer *text, double ns)
{
	append_seconds(text, 5, ns);
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

static void append_samples(struct up_buffer *text, const struct run *run,
			   const struct plot_panel *panel, size_t place)
{
	const struct summary *summary = panel->cases[place - 1];
	const struct run_case *of = run_find_case(run, summary->case_name);
	size_t seen = 0;

	for (size_t i = 0; i < of->count; i++) {
		const struct sample *sample = of->samples[i];
		if (!measured_counts(of, sample))
			continue;
		up_buffer_append_format(text, "%zu\t", place);
		append_case(text, summary, panel->factors);
		up_buffer_append_format(text, "\t%" PRId64 "\t%.4f", sample->sample,
					JITTER * spread(++seen));
		append_time(text, (double)sample_compared_ns(sample, of->role));
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
		append_case(text, summary, panel->factors);
		up_buffer_append_char(text, '\t');
		append_quoted(text, panel->name);
		up_buffer_append_format(text, "\t%" PRId64, summary->n);
		append_time(text, summary->median_ns);
		append_time(text, summary->low_ns);
		append_time(text, summary->high_ns);
		up_buffer_append_char(text, '\n');
	}
	up_buffer_append_string(text, "\n\n# place\tcase\tsample\toffset\tmeasured_s\n");
	for (size_t i = 0; i < panel->count; i++)
		append_samples(text, run, panel, i + 1);
	return up_buffer_check(text, err);
}

#define STAGES 7
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
		       summary->update_ns, summary->business_ns, summary->commit_ns,
		       summary->gone_ns},
		.total_ns = summary->total_ns,
	};
	const double critical[STAGES] = {
		summary->fetch_critical_ns,    summary->classify_critical_ns,
		summary->create_critical_ns,   summary->update_critical_ns,
		summary->business_critical_ns, summary->commit_critical_ns,
		summary->gone_critical_ns,
	};
	double sum = 0;

	if (isfinite(critical[0]))
		memcpy(stages.ns, critical, sizeof critical);
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
				      "create_s\tupdate_s\tbusiness_s\tcommit_s\tgone_s\n");
	for (size_t i = 0; i < count; i++) {
		up_buffer_append_format(text, "%zu\t", i + 1);
		append_case(text, bars[i].summary, panel->factors);
		up_buffer_append_char(text, '\t');
		append_quoted(text, panel->name);
		up_buffer_append_format(text, "\t%.9g", bars[i].total_ns * 1e-9);
		for (size_t stage = 0; stage < STAGES; stage++)
			up_buffer_append_format(text, "\t%.9g", bars[i].ns[stage] * 1e-9);
		up_buffer_append_char(text, '\n');
	}
	return up_buffer_check(text, err);
}

/* ---- growth ----------------------------------------------------------- */

/* Of a curve on logarithmic axes nobody sees the corners, and its table stays short.  Steps
 * add to them. */
#define CURVE_POINTS 40

static void append_point(struct up_buffer *text, size_t number, const struct summary *summary)
{
	up_buffer_append_format(text, "%zu\t", number);
	append_case(text, summary, FACTOR_BIT(FACTOR_ROWS));
	up_buffer_append_format(text, "\t%" PRId64, summary->key.factors.rows);
	append_time(text, summary->median_ns);
}

static void append_ends(struct up_buffer *text, const struct plot_line_list *lines)
{
	up_buffer_append_string(text, "# family\tname\trows\tmedian_s\tfitted\tcolor\tdash\n");
	for (size_t i = 0; i < lines->count; i++) {
		const struct plot_line *line = &lines->items[i];
		append_point(text, i + 1, line->cases[line->count - 1]);
		up_buffer_append_format(text, "\t%d\t%zu\t%zu\n", plot_line_is_curve(line),
					line->color, line->dash);
	}
}

static void append_medians(struct up_buffer *text, size_t number, const struct plot_line *line)
{
	up_buffer_append_string(text, "\n\n# family\tname\trows\tmedian_s\tlow_s\thigh_s\n");
	for (size_t i = 0; i < line->count; i++) {
		append_point(text, number, line->cases[i]);
		append_time(text, line->cases[i]->low_ns);
		append_time(text, line->cases[i]->high_ns);
		up_buffer_append_char(text, '\n');
	}
}

/* What a line goes through. */
static void append_vertex(struct up_buffer *text, size_t number, double rows, double ns,
			  struct interval band)
{
	up_buffer_append_format(text, "%zu\t%.6g", number, rows);
	append_short_time(text, ns);
	append_short_time(text, band.low);
	append_short_time(text, band.high);
	up_buffer_append_char(text, '\n');
}

/* Steps that are wider than the vertices are apart are drawn.  Of others each vertex has the
 * rows for which the round trips are their mean: elsewhere on its step the line would waver. */
static double next_rows(const struct plot_line *line, double rows)
{
	const double step = plot_line_step(line);
	double next = rows * pow(line->most / line->least, 1.0 / (CURVE_POINTS - 1));

	if (step > next - rows) {
		const double edge = ceil(rows / step) * step;
		next = rows < edge ? fmin(next, edge) : edge + 1;
	} else if (step > 0) {
		next = (floor(next / step) + 1) * step - (step - 1) / 2;
	}
	return next < line->most * (1 - 1e-9) ? next : line->most;
}

static void append_curve(struct up_buffer *text, size_t number, const struct plot_line *line)
{
	double rows = line->least;

	for (;;) {
		append_vertex(text, number, rows, model_time(line->model, rows, line->rtt_ns),
			      model_time_interval(line->model, rows, line->rtt_ns));
		if (rows >= line->most)
			return;
		rows = next_rows(line, rows);
	}
}

static void append_line(struct up_buffer *text, size_t number, const struct plot_line *line)
{
	up_buffer_append_string(text, "\n\n# family\trows\ttime_s\tlow_s\thigh_s\n");
	for (size_t i = 0; i < line->count && !plot_line_is_curve(line); i++)
		append_vertex(text, number, (double)line->cases[i]->key.factors.rows,
			      line->cases[i]->median_ns, (struct interval){NAN, NAN});
	if (plot_line_is_curve(line))
		append_curve(text, number, line);
}

enum up_status plot_data_scaling(struct up_buffer *text, const struct plot_cases *cases,
				 const struct plot_line_list *lines, struct up_error *err)
{
	append_ends(text, lines);
	up_buffer_append_string(text, "\n\n# rows\n");
	for (size_t i = 0; i < cases->count; i += plot_cases_same_rows(cases, i))
		up_buffer_append_format(text, "%" PRId64 "\n", cases->items[i]->key.factors.rows);
	for (size_t i = 0; i < lines->count; i++)
		append_medians(text, i + 1, &lines->items[i]);
	for (size_t i = 0; i < lines->count; i++)
		append_line(text, i + 1, &lines->items[i]);
	return up_buffer_check(text, err);
}
