/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/history_words.h"

#include "show/words/comparison_words.h"

#include <math.h>

#define DATE_LENGTH 10 /* of a time as RFC 3339 has it */

static void begin_remark(struct up_buffer *text, size_t before)
{
	if (text->length > before)
		up_buffer_append_string(text, "; ");
}

void history_append_remark(struct up_buffer *text, const struct history_finding *finding)
{
	const size_t before = text->length;

	if (finding->outside != 0)
		up_buffer_append_format(text, "%s all %zu earlier runs",
					finding->outside > 0 ? "above" : "below",
					finding->runs - 1);
	if (!isnan(finding->crept)) {
		begin_remark(text, before);
		up_buffer_append_format(text, "%s in small steps within %d runs",
					comparison_change(1 + finding->crept).text, HISTORY_CREEP);
	}
	if (finding->runs < HISTORY_SHORTEST) {
		begin_remark(text, before);
		up_buffer_append_format(text, "%d runs are needed", HISTORY_SHORTEST);
	}
	if (finding->machine != NULL) {
		begin_remark(text, before);
		up_buffer_append_format(text, "%sthe machine changed on %.*s (%s)",
					finding->verdict == HISTORY_INCOMPARABLE ? "incomparable: "
										 : "",
					DATE_LENGTH, finding->machine_since, finding->machine);
	}
}

void history_append_tally(struct up_buffer *text, const struct history_finding_list *list)
{
	up_buffer_append_format(text, "%zu %s:", list->count, list->count == 1 ? "case" : "cases");
	for (enum history_verdict verdict = 0; verdict < HISTORY_VERDICTS; verdict++) {
		const size_t count = history_finding_count(list, verdict);
		if (verdict < HISTORY_INCOMPARABLE || count > 0)
			up_buffer_append_format(text, "%s %zu %s", verdict > 0 ? "," : "", count,
						history_verdict_names[verdict]);
	}
}
