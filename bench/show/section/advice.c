/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/advice.h"

#include "judge/predict/requirement.h"
#include "text/quantity.h"

#include <math.h>

/* Names may hold what Markdown takes for its own. */
static void append_name(struct up_buffer *text, enum grid_style style, const char *name)
{
	if (style == GRID_MARKDOWN)
		grid_append_markdown(text, name);
	else
		up_buffer_append_string(text, name);
}

static void begin_list(struct up_buffer *text, enum grid_style style, const char *heading)
{
	up_buffer_append_format(text, style == GRID_MARKDOWN ? "\n### %s\n\n" : "\n%s:\n", heading);
}

static void begin_item(struct up_buffer *text, enum grid_style style)
{
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "- " : "  - ");
}

/* ---- who -------------------------------------------------------------- */

static void append_workload(struct up_buffer *text, const struct advice *advice)
{
	const struct workload *workload = &advice->workload;

	up_buffer_append_format(text, "%s rows", quantity_count(workload->rows).text);
	if (!isnan(advice->columns))
		up_buffer_append_format(text, " of %s columns",
					quantity_count(advice->columns).text);
	if (workload->changed < 1)
		up_buffer_append_format(text, ", %s of them changed",
					quantity_share(workload->changed).text);
	if (workload->table_rows != UNMEASURED)
		up_buffer_append_format(text, ", in a table of %s",
					quantity_count((double)workload->table_rows).text);
	if (workload->rtt_ns > 0)
		up_buffer_append_format(text, ", round-trip time %s",
					quantity_duration(workload->rtt_ns).text);
}

static void append_interval(struct up_buffer *text, const struct candidate *candidate)
{
	if (!isnan(candidate->low_ns) && !isnan(candidate->high_ns))
		up_buffer_append_string(
			text,
			quantity_duration_interval(candidate->low_ns, candidate->high_ns).text);
}

static const char *origin_of(const struct candidate *candidate)
{
	if (candidate->measured != NULL)
		return "measured";
	return candidate->base != NULL ? "measured, and its round trips" : "foretold";
}

static void append_recommended(struct up_buffer *text, const struct advice *advice,
			       enum grid_style style)
{
	const struct candidate *best = &advice->candidates.items[0];
	UP_BUFFER interval = {0};

	append_interval(&interval, best);
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "## " : "");
	append_name(text, style, best->model->short_name);
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "\n\nFor " : ", for ");
	append_workload(text, advice);
	up_buffer_append_format(text, ": %s", quantity_duration(best->ns).text);
	if (interval.length > 0)
		up_buffer_append_format(text, " (%s)", up_buffer_string(&interval));
	up_buffer_append_format(text, ", %s.\n", origin_of(best));
	text->failed |= interval.failed;
}

static void append_nearest(struct up_buffer *text, const struct advice *advice)
{
	const struct workload *asked = &advice->asked;
	const struct workload *workload = &advice->workload;

	if (fabs(asked->changed - workload->changed) > 1e-9)
		up_buffer_append_format(
			text, "changed %g was not measured: this is for the nearest, %g.\n",
			asked->changed, workload->changed);
	if (asked->table_rows == workload->table_rows)
		return;
	up_buffer_append_string(text, "A table of ");
	up_buffer_append_string(text, asked->table_rows != UNMEASURED
					      ? quantity_count((double)asked->table_rows).text
					      : "no other rows");
	up_buffer_append_string(text, " was not measured: this is for the nearest, ");
	up_buffer_append_format(text, "%s.\n",
				workload->table_rows != UNMEASURED
					? quantity_count((double)workload->table_rows).text
					: "one of no other rows");
}

static void append_candidates(struct up_buffer *text, const struct advice *advice,
			      enum grid_style style)
{
	static const char *const names[] = {"strategy", "time", "95 % interval",
					    "ratio",    "from", ""};
	const struct candidate_list *list = &advice->candidates;
	GRID grid = {.columns = 6, .left = {true, false, false, false, true, true}};

	for (size_t c = 0; c < grid.columns; c++)
		grid_add(&grid, names[c]);
	for (size_t c = 0; c < list->known; c++) {
		const struct candidate *candidate = &list->items[c];
		UP_BUFFER interval = {0};
		append_interval(&interval, candidate);
		grid_add(&grid, candidate->model->short_name);
		grid_add(&grid, quantity_duration(candidate->ns).text);
		grid_add(&grid, up_buffer_string(&interval));
		grid_add(&grid, quantity_ratio(candidate->ns / list->items[0].ns).text);
		grid_add(&grid, origin_of(candidate));
		grid_add(&grid, c > 0 && advice->as_good[c] ? "as good" : "");
		text->failed |= interval.failed;
	}
	up_buffer_append_char(text, '\n');
	grid_append(text, &grid, style);
	if (list->known < list->count)
		begin_list(text, style, "Left out");
	for (size_t c = list->known; c < list->count; c++) {
		begin_item(text, style);
		append_name(text, style, list->items[c].model->short_name);
		up_buffer_append_format(text, ": %s\n", list->items[c].refusal);
	}
}

/* ---- why -------------------------------------------------------------- */

static void append_round_trips(struct up_buffer *text, const struct advice_reason *reason)
{
	up_buffer_append_format(text, "%s round trips instead of %s",
				quantity_count(round(reason->own)).text,
				quantity_count(round(reason->others)).text);
	if (reason->others_ns > 0)
		up_buffer_append_format(text, ", which take %s instead of %s",
					quantity_duration(reason->own_ns).text,
					quantity_duration(reason->others_ns).text);
}

static void append_figures(struct up_buffer *text, const struct advice_reason *reason)
{
	switch (reason->kind) {
	case ADVICE_ROUND_TRIPS:
		append_round_trips(text, reason);
		return;
	case ADVICE_COMPILING:
		up_buffer_append_format(text,
					"the server's JIT compiler does not take %s of its time",
					quantity_duration(reason->others - reason->own).text);
		break;
	case ADVICE_ESTIMATE:
		up_buffer_append_format(
			text, "the planner's estimate of rows is wrong by %s instead of %s",
			quantity_ratio(reason->own).text, quantity_ratio(reason->others).text);
		break;
	case ADVICE_WAL:
		up_buffer_append_format(text, "%s of WAL instead of %s",
					quantity_bytes(reason->own).text,
					quantity_bytes(reason->others).text);
		break;
	case ADVICE_SENT:
		up_buffer_append_format(text, "%s sent instead of %s",
					quantity_bytes(reason->own).text,
					quantity_bytes(reason->others).text);
		break;
	case ADVICE_ENCODING:
		up_buffer_append_format(text, "%s of encoding on the client instead of %s",
					quantity_duration(reason->own).text,
					quantity_duration(reason->others).text);
		break;
	case ADVICE_CONTENTION:
		up_buffer_append_format(
			text, "that number of workers makes it %s instead of %s: %s",
			quantity_duration(reason->own).text, quantity_duration(reason->others).text,
			"the others wait for each other, or leave the server idle");
		break;
	}
	up_buffer_append_format(text, " (at %s rows)", quantity_count(reason->rows).text);
}

static bool has_slower(const struct advice *advice)
{
	for (size_t c = 1; c < advice->candidates.known; c++) {
		if (!advice->as_good[c])
			return true;
	}
	return false;
}

static void append_reasons(struct up_buffer *text, const struct advice *advice,
			   enum grid_style style)
{
	if (advice->candidates.known < 2)
		return;
	begin_list(text, style, "Why");
	for (size_t r = 0; r < advice->reason_count; r++) {
		begin_item(text, style);
		up_buffer_append_string(text, "against ");
		append_name(text, style, advice->reasons[r].against->model->short_name);
		up_buffer_append_string(text, ": ");
		append_figures(text, &advice->reasons[r]);
		up_buffer_append_char(text, '\n');
	}
	if (advice->reason_count == 0) {
		begin_item(text, style);
		up_buffer_append_string(text, has_slower(advice)
						      ? "the run has no figure that shows it\n"
						      : "no other is clearly slower\n");
	}
}

/* ---- what else -------------------------------------------------------- */

static void append_level(struct up_buffer *text, const struct advice_change *change)
{
	if (change->factor == FACTOR_RTT)
		up_buffer_append_string(text, quantity_duration(change->level).text);
	else if (change->factor == FACTOR_CHANGED)
		up_buffer_append_format(text, "%g", change->level);
	else
		up_buffer_append_string(text, isnan(change->level)
						      ? "no other rows"
						      : quantity_count(change->level).text);
}

static void append_change(struct up_buffer *text, const struct advice_change *change,
			  enum grid_style style)
{
	static const char *const kinds[] = {
		[ADVICE_BELOW] = "below ", [ADVICE_ABOVE] = "from ", [ADVICE_AT] = "at "};

	begin_item(text, style);
	up_buffer_append_format(text, "%s: ", factor_table[change->factor].name);
	if (change->kind == ADVICE_SAME) {
		up_buffer_append_string(text, "nothing, as far as the run can tell\n");
	} else if (change->kind == ADVICE_NOT_MEASURED) {
		up_buffer_append_string(text, "not measured\n");
	} else {
		up_buffer_append_string(text, kinds[change->kind]);
		append_level(text, change);
		up_buffer_append_string(text, ", ");
		append_name(text, style, change->model->short_name);
		up_buffer_append_char(text, '\n');
	}
}

static void append_requirements(struct up_buffer *text, const struct advice *advice,
				enum grid_style style)
{
	if (!advice->requirements_known)
		return;
	begin_list(text, style, "What it asks for");
	for (enum requirement r = 0; r < REQUIREMENT_COUNT; r++) {
		if ((advice->requirements >> r & 1) == 0)
			continue;
		begin_item(text, style);
		up_buffer_append_format(text, "%s\n", requirement_text(r));
	}
	if (advice->many_workers) {
		begin_item(text, style);
		up_buffer_append_string(text, "A transaction for each connection: they commit one "
					      "after the other, not as one.\n");
	}
	if (advice->requirements == 0 && !advice->many_workers) {
		begin_item(text, style);
		up_buffer_append_string(text, "Nothing but one transaction.\n");
	}
}

enum up_status advice_append_text(struct up_buffer *text, const struct advice *advice,
				  enum grid_style style, struct up_error *err)
{
	append_recommended(text, advice, style);
	append_nearest(text, advice);
	append_candidates(text, advice, style);
	append_reasons(text, advice, style);
	begin_list(text, style, "What would change it");
	for (size_t c = 0; c < advice->change_count; c++)
		append_change(text, &advice->changes[c], style);
	append_requirements(text, advice, style);
	return up_buffer_check(text, err);
}
