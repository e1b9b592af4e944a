/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/export.h"

#include "record/replace.h"
#include "show/export/case_name.h"

#include <string.h>

static const struct export_kind kinds[] = {
	{"bencher", "Bencher (bencher run --adapter json)", export_bencher},
	{"benchfmt", "benchstat and others that read Go's benchmark format", export_benchfmt},
	{"github-action-benchmark", "github-action-benchmark (tool: customSmallerIsBetter)",
	 export_github_action_benchmark},
	{"google-benchmark", "compare.py of Google Benchmark, and others that read its JSON",
	 export_google_benchmark},
	{"openmetrics", "GitLab's metrics reports, Prometheus", export_openmetrics},
};

const struct export_kind *export_kinds(size_t *count)
{
	*count = sizeof kinds / sizeof *kinds;
	return kinds;
}

const struct export_kind *export_find(const char *name, size_t length)
{
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		if (strlen(kinds[k].name) == length && strncmp(kinds[k].name, name, length) == 0)
			return &kinds[k];
	}
	return NULL;
}

enum up_status export_write(const struct export_kind *kind, const struct run *run,
			    const struct summary_list *summaries, const char *path,
			    struct up_error *err)
{
	UP_BUFFER text = {0};
	bool any = false;

	for (size_t c = 0; c < summaries->count; c++)
		any = any || export_case_has_result(&summaries->items[c]);
	if (!any)
		return up_fail(err, UP_INVALID, "%s: no case has a result to export", path);
	UP_TRY(kind->write(run, summaries, &text, err));
	UP_TRY(up_buffer_check(&text, err));
	return replace_output(path, NULL, replace_write_text, &text, err);
}
