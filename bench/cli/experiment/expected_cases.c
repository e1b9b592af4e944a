/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/expected_cases.h"

#include "cli/option/text_file.h"

#include <string.h>

#define BLANKS " \t\r"

static enum up_status add_line(char *line, struct text_list *names, struct up_error *err)
{
	line += strspn(line, BLANKS);
	for (size_t end = strlen(line); end > 0 && strchr(BLANKS, line[end - 1]) != NULL; end--)
		line[end - 1] = '\0';
	return *line == '\0' || *line == '#' ? UP_OK : text_list_add(names, line, err);
}

enum up_status expected_cases_read(const char *path, struct text_list *names, struct up_error *err)
{
	UP_BUFFER text = {0};
	const size_t before = names->count;

	UP_TRY(text_file_read("--expect", path, &text, err));
	for (char *rest = text.data, *line; (line = strsep(&rest, "\n")) != NULL;)
		UP_TRY(add_line(line, names, err));
	if (names->count > before)
		return UP_OK;
	return up_fail(err, UP_INVALID, "--expect: %s names no case", path);
}
