/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/compare_history.h"

#include "cli/command/output_option.h"
#include "cli/option/terminal.h"
#include "judge/compare/history_compare.h"
#include "record/replace.h"
#include "show/section/history_terminal.h"

static enum up_status print(const struct invocation *invocation,
			    const struct history_request *request,
			    const struct history_finding_list *list, struct up_error *err)
{
	UP_BUFFER text = {0};

	if (request->json)
		UP_TRY(history_append_json(&text, list, err));
	else
		history_append_text(&text, list,
				    replace_is_standard_output(request->output) &&
					    look_of(invocation->out).color);
	UP_TRY(up_buffer_check(&text, err));
	if (request->output == NULL && request->quiet && !request->json)
		return UP_OK;
	return output_option_write(request->output, invocation->out, replace_write_text, &text,
				   err);
}

enum up_status compare_history(const struct invocation *invocation, const struct run *run,
			       const struct history_request *request, enum exit_code *code,
			       struct up_error *err)
{
	HISTORY_FINDING_LIST list = {0};

	UP_TRY(history_compare(request->path, run, request->threshold, request->seed, &list, err));
	UP_TRY(print(invocation, request, &list, err));
	const size_t cannot_tell = history_finding_count(&list, HISTORY_SHORT);
	if (history_finding_count(&list, HISTORY_REGRESSED) > 0) {
		*code = EXIT_CODE_REGRESSED;
	} else if (cannot_tell == list.count || (request->require_conclusive && cannot_tell > 0)) {
		fprintf(invocation->errors,
			"upbench compare: not enough data: %zu of %zu cases have too short a "
			"history\n",
			cannot_tell, list.count);
		*code = EXIT_CODE_INCONCLUSIVE;
	}
	return UP_OK;
}
