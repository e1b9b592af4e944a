/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/history_export.h"
#include "show/export/xml.h"
#include "show/words/comparison_words.h"
#include "show/words/history_words.h"
#include "text/quantity.h"

static const char *const elements[HISTORY_VERDICTS] = {
	[HISTORY_REGRESSED] = "failure",
	[HISTORY_SHORT] = "skipped",
	[HISTORY_INCOMPARABLE] = "skipped",
};

/* "+12.5 % since 2026-11-24T14:46:56Z, from 27.5 ms to 31.0 ms; above all 20 earlier runs" */
static void append_message(struct up_buffer *message, const struct history_finding *finding)
{
	const struct history_change *change = history_finding_change(finding);
	UP_BUFFER remark = {0};

	if (change != NULL && change->is_news)
		up_buffer_append_format(message, "%s since %s, from %s to %s",
					comparison_change(1 + change->change).text,
					change->time != NULL ? change->time : "-",
					quantity_duration(change->before_ns).text,
					quantity_duration(change->after_ns).text);
	history_append_remark(&remark, finding);
	up_buffer_append_format(message, "%s%s",
				message->length > 0 && remark.length > 0 ? "; " : "",
				up_buffer_string(&remark));
	message->failed = message->failed || remark.failed;
}

static void append_case(struct up_buffer *xml, const struct history_finding *finding)
{
	const char *element = elements[finding->verdict];
	UP_BUFFER message = {0};

	up_buffer_append_string(xml, "    <testcase classname=\"upbench.compare.history\" name=\"");
	xml_append_escaped(xml, finding->case_name);
	up_buffer_append_format(xml, "\" time=\"%.9f\"", finding->now_ns / 1e9);
	if (element == NULL) {
		up_buffer_append_string(xml, "/>\n");
		return;
	}
	append_message(&message, finding);
	up_buffer_append_format(xml, ">\n      <%s message=\"", element);
	xml_append_escaped(xml, up_buffer_string(&message));
	if (finding->verdict == HISTORY_REGRESSED)
		up_buffer_append_format(xml, "\" type=\"%s",
					history_verdict_names[finding->verdict]);
	up_buffer_append_string(xml, "\"/>\n    </testcase>\n");
	xml->failed = xml->failed || message.failed;
}

enum up_status history_print_junit(FILE *file, const struct history_finding_list *list,
				   struct up_error *err)
{
	UP_BUFFER xml = {0};

	up_buffer_append_format(
		&xml,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"upbench compare\">\n"
		"  <testsuite name=\"upbench compare --history\" tests=\"%zu\" failures=\"%zu\" "
		"errors=\"0\" skipped=\"%zu\">\n",
		list->count, history_finding_count(list, HISTORY_REGRESSED),
		history_finding_count(list, HISTORY_SHORT) +
			history_finding_count(list, HISTORY_INCOMPARABLE));
	for (size_t f = 0; f < list->count; f++)
		append_case(&xml, &list->items[f]);
	up_buffer_append_string(&xml, "  </testsuite>\n</testsuites>\n");
	UP_TRY(up_buffer_check(&xml, err));
	if (fwrite(xml.data, 1, xml.length, file) != xml.length)
		return up_fail_errno(err, UP_IO, "cannot write the comparison");
	return UP_OK;
}
