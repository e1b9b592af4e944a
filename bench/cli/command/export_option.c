/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/export_option.h"

#include "judge/summary/summarize.h"
#include "show/export/export.h"

#include <string.h>

static const char *file_of(const char *pair)
{
	return strchr(pair, '=') + 1;
}

static const struct export_kind *kind_of(const char *pair)
{
	return export_find(pair, strcspn(pair, "="));
}

static enum up_status fail_unknown(const char *pair, struct up_error *err)
{
	size_t count;
	const struct export_kind *kinds = export_kinds(&count);
	UP_BUFFER names = {0};

	for (size_t k = 0; k < count; k++)
		up_buffer_append_format(&names, "%s%s", k == 0 ? "" : ", ", kinds[k].name);
	return up_fail(err, UP_INVALID, "--export: \"%.*s\" is none of %s", (int)strcspn(pair, "="),
		       pair, up_buffer_string(&names));
}

enum up_status export_option_check(const struct string_list *exports, struct up_error *err)
{
	for (size_t e = 0; e < exports->count; e++) {
		const char *pair = exports->items[e];
		if (kind_of(pair) == NULL)
			return fail_unknown(pair, err);
		if (file_of(pair)[0] == '\0' || strcmp(file_of(pair), "-") == 0)
			return up_fail(
				err, UP_INVALID,
				"--export: \"%s\" names no file; standard output is already in use",
				pair);
		for (size_t before = 0; before < e; before++) {
			if (strcmp(file_of(exports->items[before]), file_of(pair)) == 0)
				return up_fail(err, UP_INVALID, "--export: %s is named twice",
					       file_of(pair));
		}
	}
	return UP_OK;
}

enum up_status export_option_write(const struct string_list *exports, const struct run *run,
				   struct up_error *err)
{
	SUMMARY_LIST summaries = {0};

	if (exports->count == 0)
		return UP_OK;
	UP_TRY(summarise(run, &summaries, err));
	for (size_t e = 0; e < exports->count; e++) {
		const char *pair = exports->items[e];
		UP_TRY(export_write(kind_of(pair), run, &summaries, file_of(pair), err));
	}
	return UP_OK;
}
