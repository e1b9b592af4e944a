/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/comparison.h"
#include "text/display.h"

#include <jansson.h>
#include <math.h>

#define FORMAT_VERSION 1

/* JSON has neither NaN nor infinity. */
static json_t *number(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

/* Names of directories and errors of others need not be UTF-8. */
static json_t *text(const char *content)
{
	UP_BUFFER printable = {0};

	if (content == NULL)
		return json_null();
	display_append(&printable, content, SIZE_MAX);
	return printable.failed ? NULL : json_string(up_buffer_string(&printable));
}

static json_t *describe_comparison(const struct comparison *comparison)
{
	return json_pack(
		"{s:o, s:s, s:s, s:s, s:o, s:b, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
		"s:o}",
		"case", text(comparison->case_name), "metric", metric_names[comparison->metric],
		"unit", metric_is_time(comparison->metric) ? "ns" : "", "verdict",
		verdict_names[comparison->verdict], "reason", text(comparison->reason), "exact",
		(int)comparison->exact, "n_base", (json_int_t)comparison->n_base, "n_new",
		(json_int_t)comparison->n_new, "base", number(comparison->base), "new",
		number(comparison->new), "ratio", number(comparison->ratio), "low",
		number(comparison->low), "high", number(comparison->high), "p_value",
		number(comparison->p_value), "threshold", number(comparison->threshold),
		"detectable", number(comparison->detectable), "wanted",
		comparison->wanted >= 0 ? json_integer(comparison->wanted) : json_null());
}

static json_t *describe_differences(const struct difference_list *list)
{
	json_t *array = json_array();
	int failed = array == NULL;

	for (size_t d = 0; d < list->count; d++)
		failed |= json_array_append_new(array, json_pack("{s:o, s:o, s:o}", "fact",
								 text(list->items[d].fact), "base",
								 text(list->items[d].base), "new",
								 text(list->items[d].new)));
	if (!failed)
		return array;
	json_decref(array);
	return NULL;
}

static json_t *describe_list(const struct comparison_list *list, bool refused)
{
	json_t *array = json_array();
	int failed = array == NULL;

	for (size_t c = 0; c < list->count && !refused; c++)
		failed |= json_array_append_new(array, describe_comparison(&list->items[c]));
	if (!failed)
		return json_pack("{s:o, s:o, s:b, s:b, s:o, s:o}", "base", text(list->base_label),
				 "new", text(list->new_label), "paired", (int)list->paired,
				 "few_sessions", (int)list->few_sessions, "differences",
				 describe_differences(&list->differences), "cases", array);
	json_decref(array);
	return NULL;
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

static json_t *describe(const struct comparison_report *report)
{
	json_t *lists = json_array();
	int failed = lists == NULL;

	for (size_t l = 0; l < report->count; l++)
		failed |= json_array_append_new(lists,
						describe_list(&report->lists[l], report->refused));
	if (!failed)
		return json_pack("{s:i, s:f, s:f, s:b, s:o, s:o}", "format", FORMAT_VERSION,
				 "threshold", report->threshold, "level", COMPARE_LEVEL, "refused",
				 (int)report->refused, "counts", describe_counts(report),
				 "comparisons", lists);
	json_decref(lists);
	return NULL;
}

enum up_status comparison_print_json(FILE *file, const struct comparison_report *report,
				     struct up_error *err)
{
	json_t *document = describe(report);

	if (document == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a comparison");
	int failed = json_dumpf(document, file, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
	json_decref(document);
	if (failed || fputc('\n', file) == EOF)
		return up_fail_errno(err, UP_IO, "cannot write the comparison");
	return UP_OK;
}
