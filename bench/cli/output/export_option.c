/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/export_option.h"

#include "record/replace.h"
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

static enum up_status check_file(const char *pair, struct up_error *err)
{
	const int kind = (int)strcspn(pair, "=");

	if (file_of(pair)[0] == '\0')
		return up_fail(err, UP_INVALID,
			       "--export: %s names no file: name one, as in %.*s=FILE", pair, kind,
			       pair);
	if (strcmp(file_of(pair), "-") == 0)
		return up_fail(err, UP_INVALID,
			       "--export: %s: a file name is required: use %.*s=/dev/stdout to "
			       "print the results and nothing else",
			       pair, kind, pair);
	return UP_OK;
}

static bool is_printed(const char *pair)
{
	return replace_reaches_standard_output(file_of(pair));
}

enum up_status export_option_check(const struct string_list *exports, const char *output,
				   struct up_error *err)
{
	const bool is_taken = output != NULL && replace_reaches_standard_output(output);

	for (size_t e = 0; e < exports->count; e++) {
		const char *pair = exports->items[e];
		if (kind_of(pair) == NULL)
			return fail_unknown(pair, err);
		UP_TRY(check_file(pair, err));
		if (is_taken && is_printed(pair))
			return up_fail(err, UP_INVALID,
				       "--export: %s is the standard output, and so is the file of "
				       "--output: name a file for one of them",
				       pair);
		for (size_t before = 0; before < e; before++) {
			const char *other = exports->items[before];
			if (strcmp(file_of(other), file_of(pair)) == 0)
				return up_fail(err, UP_INVALID, "--export: %s is named twice",
					       file_of(pair));
			if (is_printed(other) && is_printed(pair))
				return up_fail(
					err, UP_INVALID,
					"--export: %s and %s are both standard output: name a "
					"file for one of them",
					other, pair);
		}
	}
	return UP_OK;
}

enum up_status export_option_write(const struct string_list *exports,
				   const struct stored_run *stored, struct up_error *err)
{
	for (size_t e = 0; e < exports->count; e++) {
		const char *pair = exports->items[e];
		if (export_write(kind_of(pair), &stored->run, &stored->summaries, file_of(pair),
				 err) != UP_OK)
			return up_error_prefix(err, "--export");
	}
	return UP_OK;
}

bool export_option_is_printed(const struct string_list *exports)
{
	for (size_t e = 0; e < exports->count; e++) {
		if (is_printed(exports->items[e]))
			return true;
	}
	return false;
}
