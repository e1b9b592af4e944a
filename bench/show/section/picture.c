/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/section.h"

/* With more panels than that, most are folded. */
#define PANELS_OPEN 3

void report_pictures(const struct report_context *context, enum plot_kind kind,
		     const struct summary *of, const char *caption)
{
	const struct plot_result *plots = context->report->plots;

	for (size_t p = 0; plots != NULL && p < plots->count; p++) {
		const struct picture *picture = &plots->pictures[p];
		const struct picture_block block = {picture->file, picture->narrow, picture->title,
						    picture->description};
		if (picture->kind == kind &&
		    (of == NULL || case_key_same_workload(&picture->of->key, &of->key)))
			document_picture(context->document, &block, caption);
	}
}

bool report_panel_fold(const struct report_context *context, const struct plot_cases *cases,
		       size_t first)
{
	UP_BUFFER name = {0};

	if (plot_cases_panels(cases) <= PANELS_OPEN ||
	    first + plot_cases_same_panel(cases, first) == cases->count)
		return false;
	up_buffer_append_string(&name, "At ");
	plot_cases_panel(&name, cases, cases->items[first]);
	document_take(context->document, BLOCK_FOLD, &name);
	return true;
}
