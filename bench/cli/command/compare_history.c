/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/compare_history.h"

#include "cli/output/output_option.h"
#include "cli/output/print_document.h"
#include "judge/compare/history_compare.h"
#include "record/replace.h"
#include "show/export/history_json.h"
#include "show/section/history.h"

struct printing {
	const struct history_request *request;
	const struct history_finding_list *list;
};

static enum up_status print_into(FILE *file, const void *context, struct up_error *err)
{
	const struct printing *printing = context;
	DOCUMENT document = {0};
	UP_BUFFER json = {0};

	if (!printing->request->json) {
		history_findings_append(&document, printing->list);
		return print_document(file, &document, printing->request->format, err);
	}
	UP_TRY(history_append_json(&json, printing->list, err));
	return replace_write_text(file, &json, err);
}

static enum up_status print(const struct invocation *invocation,
			    const struct history_request *request,
			    const struct history_finding_list *list, struct up_error *err)
{
	const struct printing printing = {request, list};

	if (request->output == NULL && request->quiet && !request->json)
		return UP_OK;
	return output_option_write(request->output, invocation->out, print_into, &printing, err);
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
