/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/compare_history.h"

#include "cli/output/format_option.h"
#include "cli/output/output_option.h"
#include "cli/output/print_document.h"
#include "judge/history/history_compare.h"
#include "judge/history/history_series.h"
#include "record/replace.h"
#include "show/export/history_export.h"
#include "show/export/history_json.h"
#include "show/section/history.h"
#include "show/words/history_words.h"

#include <string.h>

struct printing {
	const struct history_finding_list *list;
	const char *const *formats;
	int format;
};

static enum up_status print_json(FILE *file, const struct history_finding_list *list,
				 struct up_error *err)
{
	UP_BUFFER json = {0};

	UP_TRY(history_append_json(&json, list, err));
	return replace_write_text(file, &json, err);
}

static enum up_status print_into(FILE *file, const void *context, struct up_error *err)
{
	const struct printing *printing = context;
	const char *format = printing->formats[printing->format];
	DOCUMENT document = {0};

	if (strcmp(format, "json") == 0)
		return print_json(file, printing->list, err);
	if (strcmp(format, "junit") == 0)
		return history_print_junit(file, printing->list, err);
	if (strcmp(format, "csv") == 0)
		return history_print_csv(file, printing->list, err);
	history_findings_append(&document, printing->list);
	return print_document(
		file, &document,
		strcmp(format, "markdown") == 0 ? DOCUMENT_MARKDOWN : DOCUMENT_TERMINAL, err);
}

static enum up_status print(const struct invocation *invocation,
			    const struct history_request *request,
			    const struct history_finding_list *list, struct up_error *err)
{
	struct printing printing = {list, request->formats,
				    format_option_main(request->format, request->formats)};
	UP_BUFFER tally = {0};

	UP_TRY(format_option_write(request->format, request->formats, print_into, &printing,
				   &printing.format, err));
	if (request->output == NULL && request->quiet && printing.format == DOCUMENT_TERMINAL)
		return UP_OK;
	UP_TRY(output_option_write(request->output, invocation->out, print_into, &printing, err));
	if (request->quiet || replace_reaches_standard_output(request->output))
		return UP_OK;
	history_append_tally(&tally, list);
	UP_TRY(up_buffer_check(&tally, err));
	fprintf(invocation->out, "%s\n", up_buffer_string(&tally));
	return UP_OK;
}

enum up_status compare_history(const struct invocation *invocation, const struct run *run,
			       const struct history_request *request, enum exit_code *code,
			       struct up_error *err)
{
	HISTORY_FINDING_LIST list = {0};

	UP_TRY(history_compare(request->path, run, request->threshold, request->seed, &list, err));
	UP_TRY(print(invocation, request, &list, err));
	const size_t unknown = history_finding_count(&list, HISTORY_SHORT) +
			       history_finding_count(&list, HISTORY_INCOMPARABLE);
	if (history_finding_count(&list, HISTORY_REGRESSED) > 0) {
		*code = EXIT_CODE_REGRESSED;
	} else if (request->require_conclusive && unknown > 0) {
		fprintf(invocation->errors,
			"upbench compare: not enough data: %zu of %zu cases have fewer than %d "
			"comparable runs\n",
			unknown, list.count, HISTORY_SHORTEST);
		*code = EXIT_CODE_INCONCLUSIVE;
	}
	return UP_OK;
}
