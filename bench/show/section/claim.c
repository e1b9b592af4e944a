/* SPDX-License-Identifier: PostgreSQL */
/* What was claimed before it was measured, and what a run found. */
#include "show/section/claim.h"

#include "judge/summary/jit.h"
#include "record/case_key.h"
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>
#include <string.h>

#define RUNS_TITLE "The claim, by run"
#define RUNS_SHOWN 11

/* The factors of the workload in which the figures do not differ: names go without them. */
static factor_set shared_factors(const struct claim *claim)
{
	factor_set differing = 0;

	for (size_t f = 1; f < claim->figure_count; f++)
		differing |= factors_difference(&claim->figures[0].claimed->key.factors,
						&claim->figures[f].claimed->key.factors);
	return factors_of_workload() & ~differing;
}

static const char *contender(const struct case_key *key)
{
	return key->peer != NULL ? key->peer : key->strategy;
}

/* ---- sentences -------------------------------------------------------- */

static void append_range(struct up_buffer *text, const struct claim_ratio *ratio)
{
	const struct interval *any_two = &ratio->any_two;

	if (!isnan(ratio->interval.low))
		up_buffer_append_format(
			text, " (95 %% interval %s)",
			quantity_interval(ratio->interval.low, ratio->interval.high).text);
	else if (any_two->high > any_two->low) /* too few samples for an interval */
		up_buffer_append_format(text, " (any two samples: %s)",
					quantity_interval(any_two->low, any_two->high).text);
}

static void append_change(struct up_buffer *text, const struct claim_figure *figure)
{
	const struct claim_figure *before = figure->before;
	const struct interval *claimed = &figure->claimed_ratio;
	const double times = figure->ratio.times;

	up_buffer_append_format(
		text, "The %s takes %s (%s) instead of %s (%s): %s times as %s",
		figure->claimed->stage, quantity_duration(figure->median_ns).text,
		contender(&figure->claimed->key), quantity_duration(before->median_ns).text,
		contender(&before->claimed->key),
		quantity_number(times >= 1 ? times : 1 / times).text, times >= 1 ? "fast" : "slow");
	append_range(text, &figure->ratio);
	up_buffer_append_format(text, "; %s times was claimed.",
				claimed->high > claimed->low
					? quantity_interval(claimed->low, claimed->high).text
					: quantity_number(claimed->low).text);
}

static void append_pair(struct up_buffer *text, const struct claim_pair *pair, bool has_jit,
			factor_set omit)
{
	const double times = pair->ratio.times;

	up_buffer_append_format(text, "%s: ", pair->claimed->words);
	case_key_append_name(text, &pair->subject->key, omit);
	up_buffer_append_format(text, " takes %s, ",
				quantity_duration(pair->subject->median_ns).text);
	case_key_append_name(text, &pair->against->key, omit);
	up_buffer_append_format(text, " %s", quantity_duration(pair->against->median_ns).text);
	if (pair->is_jit && !has_jit) {
		up_buffer_append_string(text, "; this server has no JIT compiler, so jit=off "
					      "changes nothing.");
		return;
	}
	up_buffer_append_format(text, ", %s times as %s",
				quantity_number(times >= 1 ? times : 1 / times).text,
				times >= 1 ? "fast" : "slow");
	append_range(text, &pair->ratio);
	up_buffer_append_char(text, '.');
}

void claim_append_verdict(struct document *document, const struct claim *claim,
			  enum block_kind kind)
{
	UP_BUFFER text = {0};

	for (size_t f = 0; f < claim->figure_count; f++) {
		if (claim->figures[f].before == NULL)
			continue;
		append_change(&text, &claim->figures[f]);
		document_take(document, kind, &text);
	}
}

static void append_pairs(struct document *document, const struct manifest *manifest,
			 const struct claim *claim)
{
	const bool has_jit = jit_of(manifest) != FACT_NO;
	bool names_jit = false;
	bool is_first = true;
	UP_BUFFER text = {0};

	for (size_t p = 0; p < claim->pair_count; p++) {
		const struct claim_pair *pair = &claim->pairs[p];
		if (pair->subject == NULL)
			continue;
		if (is_first)
			document_append(document, BLOCK_HEADING, "Explanation");
		is_first = false;
		append_pair(&text, pair, has_jit, shared_factors(claim));
		document_item(document, 0, EMPHASIS_NONE, up_buffer_string(&text), NULL);
		up_buffer_clear(&text);
		names_jit |= pair->is_jit && has_jit && pair->ratio.times > 1;
	}
	if (names_jit && jit_is_on_by_default(manifest))
		document_append(document, BLOCK_NOTE,
				"The JIT compiler is on by default in PostgreSQL 12 to 18 and off "
				"in 19, where the time with jit=off applies.");
	document->failed |= text.failed;
}

/* ---- the table of a run ----------------------------------------------- */

#define NUMBER(field_name) .field = (field_name), .alignment = ALIGN_RIGHT

static void append_figure(struct table *table, const struct claim_figure *figure, factor_set omit)
{
	const struct manifest_figure *claimed = figure->claimed;
	const double low = (double)claimed->low_ns;
	const double high = (double)claimed->high_ns;
	UP_BUFFER name = {0};

	case_key_append_name(&name, &claimed->key, omit);
	table_row(table, figure->before != NULL ? EMPHASIS_BEST : EMPHASIS_NONE);
	table_take(table, &name);
	table_text(table, claimed->stage);
	table_interval(table, low, high,
		       high > low ? quantity_duration_interval(low, high).text
				  : quantity_duration(low).text);
	table_number(table, figure->median_ns, quantity_duration(figure->median_ns).text);
	table_number(table, figure->ratio.times, quantity_ratio(figure->ratio.times).text);
	const double count = figure->count > 0 ? (double)figure->count : NAN;
	table_number(table, count, quantity_count(count).text);
}

void claim_append(struct document *document, const struct run *run, const struct claim *claim)
{
	static const struct table_column columns[] = {
		{.heading = "case", .field = "case"},
		{.heading = "stage", .field = "stage"},
		{.heading = "claimed",
		 .field = "claimed_low_ns",
		 .field_high = "claimed_high_ns",
		 .alignment = ALIGN_RIGHT},
		{.heading = "measured", NUMBER("measured_ns")},
		{.heading = "times as fast", NUMBER("times_as_fast"), .priority = 1},
		{.heading = "samples", NUMBER("samples"), .priority = 2},
	};

	if (claim->measured_count == 0)
		return;
	struct table *table = document_table(document, "claim", NULL, columns,
					     sizeof columns / sizeof columns[0]);
	for (size_t f = 0; f < claim->figure_count; f++)
		append_figure(table, &claim->figures[f], shared_factors(claim));
	document_append(document, BLOCK_NOTE,
			"Medians. The update ends when its rows are durable. A case with a "
			"fetch-delay has samples of its own.");
	append_pairs(document, &run->manifest, claim);
}

/* ---- the table of several runs ---------------------------------------- */

/* The row of a figure or pair of the first run, in another run. */
static const struct claim_figure *figure_of(const struct claim_run *item,
					    const struct claim_figure *like)
{
	for (size_t f = 0; f < item->claim.figure_count; f++) {
		const struct claim_figure *figure = &item->claim.figures[f];
		if (strcmp(figure->claimed->stage, like->claimed->stage) == 0 &&
		    case_key_equal(&figure->claimed->key, &like->claimed->key, 0))
			return figure;
	}
	return NULL;
}

static const struct claim_pair *pair_of(const struct claim_run *item, const struct claim_pair *like)
{
	for (size_t p = 0; p < item->claim.pair_count; p++) {
		const struct claim_pair *pair = &item->claim.pairs[p];
		if (case_key_equal(&pair->claimed->subject.key, &like->claimed->subject.key, 0) &&
		    case_key_equal(&pair->claimed->against.key, &like->claimed->against.key, 0))
			return pair;
	}
	return NULL;
}

static struct quantity measured_text(const struct claim_run *item, const struct claim_figure *like)
{
	const struct claim_figure *figure = figure_of(item, like);
	return quantity_duration(figure != NULL ? figure->median_ns : NAN);
}

static struct quantity first_call_text(const struct claim_run *item,
				       const struct claim_figure *like)
{
	const struct claim_figure *figure = figure_of(item, like);
	return quantity_duration(
		figure != NULL && figure->summary != NULL ? figure->summary->cold_ns : NAN);
}

static struct quantity times_text(const struct claim_run *item, const struct claim_figure *like)
{
	const struct claim_figure *figure = figure_of(item, like);
	return quantity_number(figure != NULL ? figure->ratio.times : NAN);
}

struct runs_table {
	struct table *table;
	const struct claim_run *items; /* that are shown */
	size_t count;
	factor_set omit;
};

static void append_quantities(const struct runs_table *runs, const struct claim_figure *figure,
			      const char *what,
			      struct quantity (*show)(const struct claim_run *,
						      const struct claim_figure *))
{
	UP_BUFFER name = {0};

	case_key_append_name(&name, &figure->claimed->key, runs->omit);
	up_buffer_append_format(&name, ": %s", what);
	table_row(runs->table, EMPHASIS_NONE);
	table_take(runs->table, &name);
	for (size_t r = 0; r < runs->count; r++)
		table_text(runs->table, show(&runs->items[r], figure).text);
}

static void append_figures(const struct runs_table *runs)
{
	const struct claim *first = &runs->items[0].claim;

	for (size_t f = 0; f < first->figure_count; f++) {
		const struct claim_figure *figure = &first->figures[f];
		UP_BUFFER what = {0};
		append_quantities(runs, figure, figure->claimed->stage, measured_text);
		if (strcmp(figure->claimed->stage, "update") == 0)
			append_quantities(runs, figure, "first call on a connection",
					  first_call_text);
		if (figure->before == NULL)
			continue;
		up_buffer_append_format(&what, "times as fast (%s)", figure->claimed->stage);
		append_quantities(runs, figure, up_buffer_string(&what), times_text);
	}
}

static void append_pair_rows(const struct runs_table *runs)
{
	const struct claim *first = &runs->items[0].claim;

	for (size_t p = 0; p < first->pair_count; p++) {
		UP_BUFFER name = {0};
		up_buffer_append_format(&name, "%s (times)", first->pairs[p].claimed->words);
		table_row(runs->table, EMPHASIS_NONE);
		table_take(runs->table, &name);
		for (size_t r = 0; r < runs->count; r++) {
			const struct claim_pair *pair = pair_of(&runs->items[r], &first->pairs[p]);
			table_text(runs->table,
				   quantity_number(pair != NULL ? pair->ratio.times : NAN).text);
		}
	}
}

/* The server, and the programs of the figures. */
static void append_versions(const struct runs_table *runs)
{
	static const char *const has_jit[] = {
		[FACT_UNKNOWN] = "-", [FACT_NO] = "no", [FACT_YES] = "yes"};
	const struct claim *first = &runs->items[0].claim;

	table_row(runs->table, EMPHASIS_NONE);
	table_text(runs->table, "PostgreSQL");
	for (size_t r = 0; r < runs->count; r++) {
		const char *version = runs->items[r].run->manifest.server.version;
		UP_BUFFER text = {0};
		/* Without what a packager adds to it: "17.12 (Debian 17.12-0+deb13u1)". */
		up_buffer_append(&text, version != NULL ? version : "-",
				 version != NULL ? strcspn(version, " ") : 1);
		table_take(runs->table, &text);
	}
	table_row(runs->table, EMPHASIS_NONE);
	table_text(runs->table, "JIT compiler");
	for (size_t r = 0; r < runs->count; r++)
		table_text(runs->table, has_jit[jit_of(&runs->items[r].run->manifest)]);
	for (size_t f = 0; f < first->figure_count; f++) {
		const struct case_key *key = &first->figures[f].claimed->key;
		bool is_listed = key->peer == NULL;
		for (size_t earlier = 0; earlier < f; earlier++)
			is_listed |= strcmp(contender(&first->figures[earlier].claimed->key),
					    contender(key)) == 0;
		if (is_listed)
			continue;
		table_row(runs->table, EMPHASIS_NONE);
		table_text(runs->table, key->peer);
		for (size_t r = 0; r < runs->count; r++) {
			const char *version =
				named_text_find(&runs->items[r].run->manifest.peers, key->peer);
			table_text(runs->table, version != NULL ? version : "-");
		}
	}
}

/* Of the workload of the first figure. */
static void append_fastest(const struct runs_table *runs)
{
	table_row(runs->table, EMPHASIS_NONE);
	table_text(runs->table, "fastest");
	for (size_t r = 0; r < runs->count; r++) {
		const struct claim_run *item = &runs->items[r];
		const struct summary *of = item->claim.figures[0].summary;
		UP_BUFFER text = {0};
		for (size_t c = 0; of != NULL && c < item->summaries.count; c++) {
			const struct summary *summary = &item->summaries.items[c];
			if (of->reference == NULL || strcmp(summary->case_name, of->reference) != 0)
				continue;
			case_key_append_name(&text, &summary->key, runs->omit);
			up_buffer_append_format(&text, ", %s",
						quantity_duration(summary->median_ns).text);
		}
		if (text.length == 0)
			up_buffer_append_char(&text, '-');
		table_take(runs->table, &text);
	}
}

static const char *last_part(const char *directory)
{
	const char *slash = directory != NULL ? strrchr(directory, '/') : NULL;
	return slash != NULL && slash[1] != '\0' ? slash + 1 : directory;
}

static void append_runs(struct document *document, const char *caption,
			const struct claim_run_list *list)
{
	const size_t first = list->count > RUNS_SHOWN ? list->count - RUNS_SHOWN : 0;
	struct table_column columns[1 + RUNS_SHOWN] = {{.heading = "", .field = "figure"}};
	struct runs_table runs = {.items = &list->items[first],
				  .count = list->count - first,
				  .omit = shared_factors(&list->items[first].claim)};

	for (size_t r = 0; r < runs.count; r++) {
		const char *name = last_part(runs.items[r].run->directory);
		columns[1 + r] =
			(struct table_column){.heading = name, .field = name, .may_wrap = true};
	}
	runs.table = document_table(document, "claim-runs", caption, columns, 1 + runs.count);
	append_versions(&runs);
	append_figures(&runs);
	append_pair_rows(&runs);
	append_fastest(&runs);
}

void claim_run_list_append(struct document *document, const struct claim_run_list *list)
{
	if (list->count < 2)
		return;
	document_append(document, BLOCK_HEADING, RUNS_TITLE);
	append_runs(document, NULL, list);
}

enum up_status report_claim_runs(const struct report_context *context, struct up_error *err)
{
	const struct claim_run_list *list = context->report->claims;

	(void)err;
	if (list == NULL || list->count < 2)
		return UP_OK;
	document_section(context->document, "claim-runs", RUNS_TITLE);
	append_runs(context->document, "Medians. The update ends when its rows are durable.", list);
	return UP_OK;
}
