/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/conditions.h"

#include "show/words/conditions.h"
#include "show/words/probe_cost.h"

#include <string.h>

enum up_status conditions_append_section(struct document *document, const struct run *run,
					 const struct summary_list *summaries, struct up_error *err)
{
	struct probe_cost cost;
	UP_BUFFER text = {0};
	char *state = NULL;

	UP_TRY(conditions_append(&text, run, summaries, err));
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		document_append(document, BLOCK_HEADING, "Conditions");
	for (char *line = text.length > 0 ? strtok_r(text.data, "\n", &state) : NULL; line != NULL;
	     line = strtok_r(NULL, "\n", &state))
		document_item(document, 0, EMPHASIS_NONE, line, NULL);
	UP_TRY(probe_cost_find(run, &cost, err));
	up_buffer_clear(&text);
	probe_cost_append(&text, &cost);
	if (text.length > 0) {
		document_append(document, BLOCK_HEADING, "Cost of probing");
		document_take(document, BLOCK_PARAGRAPH, &text);
	}
	return UP_OK;
}
