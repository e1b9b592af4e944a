/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/sql_file.h"

#include "cli/option/text_file.h"

#include <string.h>

/* Behind a text in quotes, which doubles the quote where it is meant; its end is that of the file when
 * it has none.  A backslash escapes only in E'...', which is left to the server: at worst a line that
 * begins with a backslash is not found. */
static const char *skip_quoted(const char *at)
{
	const char *end = strchr(at + 1, *at);

	return end != NULL ? end + 1 : at + strlen(at);
}

/* Behind $tag$ ... $tag$; one character on when there is no tag. */
static const char *skip_dollar_quoted(const char *at)
{
	const size_t tag = strcspn(at + 1, "$ \t\r\n;'\"(),") + 2; /* with both dollars */
	UP_BUFFER word = {0};

	if (at[tag - 1] != '$')
		return at + 1;
	up_buffer_append(&word, at, tag);
	const char *end = strstr(at + tag, up_buffer_string(&word));
	return end != NULL ? end + tag : at + strlen(at);
}

static const char *skip_comment(const char *at)
{
	const char *end = at[0] == '-' ? strchr(at, '\n') : strstr(at, "*/");

	return end == NULL ? at + strlen(at) : at[0] == '-' ? end : end + 2;
}

/* The line that begins with a backslash; NULL: none does. */
static const char *find_command(const char *sql)
{
	bool is_start = true; /* of a line, but for blanks */
	const char *at = sql;

	while (*at != '\0') {
		if (is_start && *at == '\\')
			return at;
		is_start = *at == '\n' || (is_start && strchr(" \t\r", *at) != NULL);
		if (*at == '\'' || *at == '"')
			at = skip_quoted(at);
		else if (*at == '$')
			at = skip_dollar_quoted(at);
		else if (strncmp(at, "--", 2) == 0 || strncmp(at, "/*", 2) == 0)
			at = skip_comment(at);
		else
			at++;
	}
	return NULL;
}

static size_t line_of(const char *text, const char *place)
{
	size_t line = 1;

	for (; text < place; text++)
		line += *text == '\n';
	return line;
}

enum up_status sql_file_read(const char *what, const char *path, struct up_buffer *sql,
			     struct up_error *err)
{
	UP_TRY(text_file_read(what, path, sql, err));
	const char *command = find_command(up_buffer_string(sql));
	if (command != NULL)
		return up_fail(err, UP_INVALID, "%s %s:%zu: %.*s is a command of psql, not SQL",
			       what, path, line_of(up_buffer_string(sql), command),
			       (int)strcspn(command, " \t\r\n"), command);
	return UP_OK;
}
