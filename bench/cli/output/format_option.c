/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/format_option.h"

#include "base/buffer.h"

#include <string.h>

/* -1: none. */
static int find(const char *given, const char *const *formats)
{
	const size_t length = strcspn(given, "=");

	for (size_t s = 0; format_synonyms[s] != NULL; s += 2) {
		if (strlen(format_synonyms[s]) == length &&
		    memcmp(format_synonyms[s], given, length) == 0)
			return find(format_synonyms[s + 1], formats);
	}
	for (int f = 0; formats[f] != NULL; f++) {
		if (strlen(formats[f]) == length && memcmp(formats[f], given, length) == 0)
			return f;
	}
	return -1;
}

static enum up_status fail_unknown(const char *given, const char *const *formats,
				   struct up_error *err)
{
	UP_BUFFER names = {0};

	for (int f = 0; formats[f] != NULL; f++)
		up_buffer_append_format(&names, "%s%s", f == 0 ? "" : ", ", formats[f]);
	return up_fail(err, UP_INVALID, "--format: \"%.*s\" is none of %s",
		       (int)strcspn(given, "="), given, up_buffer_string(&names));
}

/* The file that is given, and the index of its format; NULL: there is none. */
static const char *file_of(const char *given, const char *const *formats, int *format)
{
	const char *equals = strchr(given, '=');

	*format = find(given, formats);
	return equals != NULL ? equals + 1 : NULL;
}

enum up_status format_option_check(const struct string_list *given, const char *const *formats,
				   const char *output, struct up_error *err)
{
	int format;

	for (size_t g = 0; g < given->count; g++) {
		const char *file = file_of(given->items[g], formats, &format);
		if (format < 0)
			return fail_unknown(given->items[g], formats, err);
		if (file == NULL)
			continue;
		if (file[0] == '\0' || strcmp(file, "-") == 0)
			return up_fail(err, UP_INVALID,
				       "--format: %s names no file: name one, as in %s=FILE",
				       given->items[g], formats[format]);
		bool is_taken = output != NULL && strcmp(output, file) == 0;
		for (size_t before = 0; before < g; before++) {
			int other_format;
			const char *other = file_of(given->items[before], formats, &other_format);
			is_taken |= other != NULL && strcmp(other, file) == 0;
		}
		if (is_taken)
			return up_fail(err, UP_INVALID, "--format: %s is named twice", file);
	}
	return UP_OK;
}

int format_option_main(const struct string_list *given, const char *const *formats)
{
	int main_format = 0;
	int format;

	for (size_t g = 0; g < given->count; g++) {
		if (file_of(given->items[g], formats, &format) == NULL)
			main_format = format;
	}
	return main_format;
}

enum up_status format_option_write(const struct string_list *given, const char *const *formats,
				   replace_writer *write, const void *context, int *format,
				   struct up_error *err)
{
	const int before = *format;
	enum up_status status = UP_OK;

	for (size_t g = 0; g < given->count && status == UP_OK; g++) {
		const char *file = file_of(given->items[g], formats, format);
		if (file != NULL)
			status = replace_output(file, NULL, write, context, err);
	}
	*format = before;
	return status == UP_OK ? UP_OK : up_error_prefix(err, "--format");
}
