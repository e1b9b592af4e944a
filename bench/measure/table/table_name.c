/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/table_name.h"

#include "base/buffer.h"
#include "record/shape/shape.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(const char **at)
{
	while (is_blank(**at))
		(*at)++;
}

/* Behind the opening quote. */
static enum up_status take_quoted(const char **at, struct up_buffer *name, const char *text,
				  struct up_error *err)
{
	for (;; (*at)++) {
		if (**at == '\0')
			return up_fail(err, UP_INVALID, "%s: a double quote is not closed", text);
		if (**at == '"' && (*at)[1] != '"')
			break;
		if (**at == '"')
			(*at)++;
		up_buffer_append_char(name, **at);
	}
	(*at)++;
	return UP_OK;
}

static void take_plain(const char **at, char separator, struct up_buffer *name)
{
	for (; **at != '\0' && **at != separator && **at != '"' && !is_blank(**at); (*at)++)
		up_buffer_append_char(name,
				      **at >= 'A' && **at <= 'Z' ? (char)(**at - 'A' + 'a') : **at);
}

/* One name, up to the separator or the end. */
static enum up_status take_name(const char **at, char separator, const char *text,
				struct up_buffer *name, struct up_error *err)
{
	up_buffer_clear(name);
	skip_blanks(at);
	if (**at == '"') {
		(*at)++;
		UP_TRY(take_quoted(at, name, text, err));
	} else {
		take_plain(at, separator, name);
	}
	skip_blanks(at);
	UP_TRY(up_buffer_check(name, err));
	if (**at != '\0' && **at != separator)
		return up_fail(err, UP_INVALID,
			       "%s: not a name; put one with capitals, blanks or quotes in double "
			       "quotes: \"My table\"",
			       text);
	if (name->length == 0)
		return up_fail(err, UP_INVALID, "%s: a name is empty",
			       text[0] != '\0' ? text : "\"\"");
	if (name->length > SHAPE_NAME_MAX)
		return up_fail(err, UP_INVALID,
			       "%.20s…: a name has at most %d bytes, and this one has %zu",
			       up_buffer_string(name), SHAPE_NAME_MAX, name->length);
	return UP_OK;
}

void table_name_release(struct table_name *name)
{
	free(name->schema);
	free(name->name);
	*name = (struct table_name){0};
}

enum up_status table_name_parse(const char *text, struct table_name *name, struct up_error *err)
{
	TABLE_NAME parsed = {0};
	UP_BUFFER part = {0};
	const char *at = text;

	UP_TRY(take_name(&at, '.', text, &part, err));
	parsed.name = up_buffer_detach(&part);
	if (*at == '.') {
		at++;
		UP_TRY(take_name(&at, '.', text, &part, err));
		parsed.schema = UP_TAKE(parsed.name);
		parsed.name = up_buffer_detach(&part);
	}
	if (*at != '\0')
		return up_fail(err, UP_INVALID,
			       "%s: a table is SCHEMA.TABLE or TABLE; --dbname names the database",
			       text);
	name->schema = UP_TAKE(parsed.schema);
	name->name = UP_TAKE(parsed.name);
	return UP_OK;
}

enum up_status column_names_parse(const char *text, struct text_list *names, struct up_error *err)
{
	UP_BUFFER part = {0};
	const char *at = text;

	for (;; at++) {
		UP_TRY(take_name(&at, ',', text, &part, err));
		UP_TRY(text_list_add(names, up_buffer_string(&part), err));
		if (*at == '\0')
			return UP_OK;
	}
}
