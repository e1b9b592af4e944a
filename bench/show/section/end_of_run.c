/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/end_of_run.h"

#include "show/section/section.h"

enum up_status report_end_of_run(const struct report_context *context, struct up_error *err)
{
	UP_BUFFER text = {0};

	(void)err;
	end_of_run_append(&text, context->report->run);
	if (text.length > 0)
		document_take(context->document, BLOCK_LEAD, &text);
	return UP_OK;
}
