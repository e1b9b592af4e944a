/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/history_terminal.h"

#include "text/quantity.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* ---- for people ------------------------------------------------------- */

static const char *text_of(const char *text)
{
	return text != NULL ? text : "?";
}

static void append_difference(struct up_buffer *text, const char *what, const char *before,
			      const char *after)
{
	if (strcmp(text_of(before), text_of(after)) == 0)
		return;
	up_buffer_append_format(text, ", %s %s → %s", what, text_of(before), text_of(after));
}

static void append_change(struct up_buffer *text, const struct history_change *change)
{
	up_buffer_append_format(text, "%s → %s (%+.3g %%, p = %.2g) for %zu %s, since %s, run %.*s",
				quantity_duration(change->before_ns).text,
				quantity_duration(change->after_ns).text, 100 * change->change,
				change->p_value, change->runs, change->runs == 1 ? "run" : "runs",
				text_of(change->time), HISTORY_ID_SHOWN, text_of(change->run));
	append_difference(text, "revision", change->revision_before, change->revision);
	append_difference(text, "server", change->server_version_before, change->server_version);
}

static void append_finding(struct up_buffer *text, const struct history_finding *finding)
{
	const size_t count = finding->change_count;

	up_buffer_append_format(text, "%s: ", finding->case_name);
	switch (finding->verdict) {
	case HISTORY_REGRESSED:
	case HISTORY_IMPROVED:
		append_change(text, &finding->changes[count - 1]);
		break;
	case HISTORY_STEADY:
		up_buffer_append_format(
			text, "%s over %zu runs", quantity_duration(finding->level_ns).text,
			count > 0 ? finding->changes[count - 1].runs : finding->runs);
		if (count > 0) {
			up_buffer_append_string(text, "; before that ");
			append_change(text, &finding->changes[count - 1]);
		}
		break;
	case HISTORY_SHORT:
		up_buffer_append_format(text, "%zu %s; %d are needed", finding->runs,
					finding->runs == 1 ? "run" : "runs", HISTORY_SHORTEST);
		break;
	}
}

void history_append_tally(struct up_buffer *text, const struct history_finding_list *list)
{
	up_buffer_append_format(text, "%zu %s: %zu regressed, %zu improved, %zu steady, %zu short",
				list->count, list->count == 1 ? "case" : "cases",
				history_finding_count(list, HISTORY_REGRESSED),
				history_finding_count(list, HISTORY_IMPROVED),
				history_finding_count(list, HISTORY_STEADY),
				history_finding_count(list, HISTORY_SHORT));
}

void history_append_text(struct up_buffer *text, const struct history_finding_list *list,
			 bool color)
{
	static const char *const colors[] = {
		[HISTORY_REGRESSED] = "\033[31m",
		[HISTORY_IMPROVED] = "\033[32m",
		[HISTORY_STEADY] = "",
		[HISTORY_SHORT] = "\033[2m",
	};

	for (size_t f = 0; f < list->count; f++) {
		const struct history_finding *finding = &list->items[f];
		const char *begin = color ? colors[finding->verdict] : "";
		up_buffer_append_format(text, "%s%-9s%s  ", begin,
					history_verdict_names[finding->verdict],
					begin[0] != '\0' ? "\033[0m" : "");
		append_finding(text, finding);
		up_buffer_append_char(text, '\n');
	}
	up_buffer_append_char(text, '\n');
	history_append_tally(text, list);
	up_buffer_append_char(text, '\n');
}

/* ---- for programs ----------------------------------------------------- */

static json_t *number(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

static json_t *describe_change(const struct history_change *change)
{
	return json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:I, s:o, s:o, s:o, s:o}", "time",
			 change->time, "run", change->run, "revision", change->revision,
			 "revision_before", change->revision_before, "server_version",
			 change->server_version, "server_version_before",
			 change->server_version_before, "runs", (json_int_t)change->runs, "p_value",
			 number(change->p_value), "before_ns", number(change->before_ns),
			 "after_ns", number(change->after_ns), "change", number(change->change));
}

static json_t *describe_finding(const struct history_finding *finding)
{
	json_t *changes = json_array();
	int failed = 0;

	for (size_t c = 0; c < finding->change_count; c++)
		failed |= json_array_append_new(changes, describe_change(&finding->changes[c]));
	if (failed) {
		json_decref(changes);
		return NULL;
	}
	return json_pack("{s:s, s:s, s:I, s:o, s:o, s:o}", "case", finding->case_name, "verdict",
			 history_verdict_names[finding->verdict], "runs", (json_int_t)finding->runs,
			 "now_ns", number(finding->now_ns), "level_ns", number(finding->level_ns),
			 "changes", changes);
}

enum up_status history_append_json(struct up_buffer *text, const struct history_finding_list *list,
				   struct up_error *err)
{
	json_t *cases = json_array();
	int failed = 0;

	for (size_t f = 0; f < list->count; f++)
		failed |= json_array_append_new(cases, describe_finding(&list->items[f]));
	json_t *root =
		json_pack("{s:o, s:o}", "threshold", number(list->threshold), "cases", cases);
	char *dump = failed ? NULL : json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
	json_decref(root);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "cannot write the findings as JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return up_buffer_check(text, err);
}
