/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/xml.h"
#include "show/words/comparison.h"
#include "show/words/comparison_words.h"

#include <math.h>

static void append_message(struct up_buffer *message, const struct comparison *comparison)
{
	UP_BUFFER reason = {0};

	/* The verdict over all cases has neither medians nor a reason. */
	if (isnan(comparison->base) && comparison_is_judged(comparison)) {
		up_buffer_append_format(message, "%s (%s)",
					comparison_change(comparison->ratio).text,
					comparison_interval(comparison).text);
		return;
	}
	comparison_append_reason(&reason, comparison);
	if (comparison->verdict == VERDICT_REGRESSED)
		up_buffer_append_format(message, "%s (%s), from %s to %s%s",
					comparison_change(comparison->ratio).text,
					comparison_interval(comparison).text,
					comparison_value(comparison->metric, comparison->base).text,
					comparison_value(comparison->metric, comparison->new).text,
					reason.length > 0 ? "; " : "");
	up_buffer_append_string(message, up_buffer_string(&reason));
	message->failed |= reason.failed;
}

enum outcome {
	OUTCOME_PASSED,
	OUTCOME_FAILURE,
	OUTCOME_ERROR,
	OUTCOME_SKIPPED,
	OUTCOME_COUNT
};

static const char *const elements[OUTCOME_COUNT] = {
	[OUTCOME_FAILURE] = "failure",
	[OUTCOME_ERROR] = "error",
	[OUTCOME_SKIPPED] = "skipped",
};

static enum outcome outcome_of(const struct comparison *comparison)
{
	if (comparison->verdict == VERDICT_REGRESSED)
		return OUTCOME_FAILURE;
	if (comparison_is_error(comparison))
		return OUTCOME_ERROR;
	switch (comparison->verdict) {
	case VERDICT_INCONCLUSIVE:
	case VERDICT_NEW:
	case VERDICT_NOT_MEASURED:
		return OUTCOME_SKIPPED;
	default:
		return OUTCOME_PASSED;
	}
}

/* Times are those of the new side, in seconds: what a viewer shows as duration. */
static void append_case(struct up_buffer *xml, const struct comparison *comparison)
{
	const enum outcome outcome = outcome_of(comparison);
	UP_BUFFER message = {0};

	up_buffer_append_string(xml, "    <testcase classname=\"upbench.compare.");
	up_buffer_append_format(xml, "%s\" name=\"", metric_names[comparison->metric]);
	xml_append_escaped(xml, comparison->case_name);
	up_buffer_append_char(xml, '"');
	if (metric_is_time(comparison->metric) && comparison->new >= 0)
		up_buffer_append_format(xml, " time=\"%.9f\"", comparison->new / 1e9);
	if (outcome == OUTCOME_PASSED) {
		up_buffer_append_string(xml, "/>\n");
		return;
	}
	append_message(&message, comparison);
	up_buffer_append_format(xml, ">\n      <%s message=\"", elements[outcome]);
	xml_append_escaped(xml, up_buffer_string(&message));
	if (outcome != OUTCOME_SKIPPED)
		up_buffer_append_format(xml, "\" type=\"%s",
					outcome == OUTCOME_ERROR && comparison->failures != NULL
						? "failures"
						: verdict_names[comparison->verdict]);
	up_buffer_append_string(xml, "\"/>\n    </testcase>\n");
	xml->failed = xml->failed || message.failed;
}

static void append_suite_head(struct up_buffer *xml, const struct comparison_list *list,
			      size_t tests, const size_t outcomes[OUTCOME_COUNT])
{
	up_buffer_append_string(xml, "  <testsuite name=\"upbench compare ");
	xml_append_escaped(xml, list->base_label);
	up_buffer_append_char(xml, ' ');
	xml_append_escaped(xml, list->new_label);
	up_buffer_append_format(
		xml, "\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n", tests,
		outcomes[OUTCOME_FAILURE], outcomes[OUTCOME_ERROR], outcomes[OUTCOME_SKIPPED]);
}

/* The differences of the runs are their own test case: an error when they are the
 * reason for there being no other. */
static void append_differences(struct up_buffer *xml, const struct comparison_list *list,
			       bool refused)
{
	UP_BUFFER line = {0};

	if (list->differences.count == 0)
		return;
	up_buffer_append_string(xml, "    <testcase classname=\"upbench.compare\" "
				     "name=\"the runs can be compared\">\n");
	up_buffer_append_string(
		xml, refused ? "      <error message=\"the runs differ in server, settings, host "
			       "or data, or a run is incomplete\" type=\"refused\">"
			     : "      <system-out>");
	for (size_t d = 0; d < list->differences.count; d++) {
		up_buffer_clear(&line);
		comparison_append_difference(&line, &list->differences.items[d]);
		xml_append_escaped(xml, up_buffer_string(&line));
		up_buffer_append_char(xml, '\n');
	}
	up_buffer_append_string(xml, refused ? "</error>\n" : "</system-out>\n");
	up_buffer_append_string(xml, "    </testcase>\n");
	xml->failed = xml->failed || line.failed;
}

static void append_suite(struct up_buffer *xml, const struct comparison_list *list, bool refused)
{
	const size_t differs = list->differences.count > 0;
	const size_t has_overall = list->overall_cases > 0 && !refused;
	const size_t cases = refused ? 0 : list->count;
	size_t outcomes[OUTCOME_COUNT] = {[OUTCOME_ERROR] = refused ? differs : 0};

	for (size_t c = 0; c < cases; c++)
		outcomes[outcome_of(&list->items[c])]++;
	if (has_overall)
		outcomes[outcome_of(&list->overall)]++;
	append_suite_head(xml, list, cases + differs + has_overall, outcomes);
	append_differences(xml, list, refused);
	for (size_t c = 0; c < cases; c++)
		append_case(xml, &list->items[c]);
	if (has_overall && !refused)
		append_case(xml, &list->overall);
	up_buffer_append_string(xml, "  </testsuite>\n");
}

enum up_status comparison_print_junit(FILE *file, const struct comparison_report *report,
				      struct up_error *err)
{
	UP_BUFFER xml = {0};

	up_buffer_append_string(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				      "<testsuites name=\"upbench compare\">\n");
	for (size_t l = 0; l < report->count; l++)
		append_suite(&xml, &report->lists[l], report->refused);
	up_buffer_append_string(&xml, "</testsuites>\n");
	UP_TRY(up_buffer_check(&xml, err));
	if (fwrite(xml.data, 1, xml.length, file) != xml.length)
		return up_fail_errno(err, UP_IO, "cannot write the comparison");
	return UP_OK;
}
