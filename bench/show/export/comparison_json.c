/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/json.h"
#include "show/words/comparison.h"
#include "text/display.h"

#define FORMAT_VERSION 1

/* Names of directories and errors of others need not be UTF-8. */
static json_t *text(const char *content)
{
	UP_BUFFER printable = {0};

	if (content == NULL)
		return json_null();
	display_append(&printable, content, SIZE_MAX);
	return printable.failed ? NULL : json_string(up_buffer_string(&printable));
}

static json_t *describe_confirmation(const struct comparison *comparison)
{
	static const char *const states[] = {
		[CONFIRMATION_MISSING] = "missing",
		[CONFIRMATION_YES] = "confirmed",
		[CONFIRMATION_NO] = "not confirmed",
	};
	const enum confirmation confirmation = comparison->confirmation;

	if (confirmation == CONFIRMATION_NONE)
		return json_null();
	if (confirmation == CONFIRMATION_MISSING)
		return export_json_object("state", json_string(states[confirmation]));
	return export_json_object("state", json_string(states[confirmation]), "ratio",
				  export_json_real(comparison->again.ratio), "low",
				  export_json_real(comparison->again.low), "high",
				  export_json_real(comparison->again.high), "n",
				  json_integer((json_int_t)comparison->again.n));
}

static json_t *describe_modes(const struct modes *modes)
{
	if (!modes->are_two)
		return json_null();
	return json_pack("[{s:f, s:f}, {s:f, s:f}]", "median", modes->low.median, "share",
			 modes->low.share, "median", modes->high.median, "share",
			 modes->high.share);
}

static json_t *describe_comparison(const struct comparison *comparison)
{
	const int64_t wanted = comparison->wanted;

	return export_json_object(
		"case", text(comparison->case_name), "metric",
		json_string(metric_names[comparison->metric]), "unit",
		json_string(metric_unit(comparison->metric)), "verdict",
		json_string(verdict_names[comparison->verdict]), "reason", text(comparison->reason),
		"exact", json_boolean(comparison->exact), "n_base",
		json_integer((json_int_t)comparison->n_base), "n_new",
		json_integer((json_int_t)comparison->n_new), "base",
		export_json_real(comparison->base), "new", export_json_real(comparison->new),
		"base_p90", export_json_real(comparison->base_p90), "new_p90",
		export_json_real(comparison->new_p90), "base_modes",
		describe_modes(&comparison->base_modes), "new_modes",
		describe_modes(&comparison->new_modes), "ratio",
		export_json_real(comparison->ratio), "low", export_json_real(comparison->low),
		"high", export_json_real(comparison->high), "p_value",
		export_json_real(comparison->p_value), "threshold",
		export_json_real(comparison->threshold), "threshold_source",
		json_string(threshold_source_names[comparison->threshold_source]), "detectable",
		export_json_real(comparison->detectable), "by_session",
		json_boolean(comparison->by_session), "wanted",
		wanted >= 0 ? json_integer(wanted) : json_null(), "decided_at_pair",
		comparison->decision != DECISION_OPEN
			? json_integer((json_int_t)comparison->decision_pairs)
			: json_null(),
		"failures", text(comparison->failures), "confirmation",
		describe_confirmation(comparison));
}

static json_t *describe_case(const void *context, size_t index)
{
	return describe_comparison(&((const struct comparison_list *)context)->items[index]);
}

static json_t *describe_overall(const struct comparison_list *list)
{
	json_t *overall = describe_comparison(&list->overall);

	return export_json_check(
		overall, json_object_set_new(overall, "cases",
					     json_integer((json_int_t)list->overall_cases)));
}

static json_t *describe_difference(const void *context, size_t index)
{
	const struct difference *difference =
		&((const struct difference_list *)context)->items[index];

	return export_json_object("fact", text(difference->fact), "base", text(difference->base),
				  "new", text(difference->new));
}

static json_t *describe_list(const void *context, size_t index)
{
	const struct comparison_report *report = context;
	const struct comparison_list *list = &report->lists[index];
	const size_t cases = report->refused ? 0 : list->count;

	return export_json_object(
		"base", text(list->base_label), "new", text(list->new_label), "paired",
		json_boolean(list->paired), "few_sessions", json_boolean(list->few_sessions),
		"cpu_unknown", json_boolean(list->cpu_unknown), "differences",
		export_json_array(list->differences.count, describe_difference, &list->differences),
		"cases", export_json_array(cases, describe_case, list), "overall",
		report->refused || list->overall_cases == 0 ? json_null() : describe_overall(list));
}

static json_t *describe_counts(const struct comparison_report *report)
{
	json_t *counts = json_object();

	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++) {
		size_t count = report->refused ? 0 : comparison_report_count(report, verdict);
		json_object_set_new(counts, verdict_names[verdict],
				    json_integer((json_int_t)count));
	}
	return counts;
}

enum up_status comparison_print_json(FILE *file, const struct comparison_report *report,
				     struct up_error *err)
{
	json_t *document = export_json_object(
		"format", json_integer(FORMAT_VERSION), "threshold", json_real(report->threshold),
		"level", json_real(COMPARE_LEVEL), "refused", json_boolean(report->refused),
		"counts", describe_counts(report), "comparisons",
		export_json_array(report->count, describe_list, report));

	if (document == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a comparison");
	int failed = json_dumpf(document, file, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
	json_decref(document);
	if (failed || fputc('\n', file) == EOF)
		return up_fail_errno(err, UP_IO, "cannot write the comparison");
	return UP_OK;
}
