/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/own_sequence.h"

#include "pg/statement.h"

static const char draw[] = "nextval('";

bool own_sequence_is_drawn(const struct shape_column *column)
{
	return column->default_expression != NULL && column->generated == SHAPE_GENERATED_NOT &&
	       column->identity == SHAPE_IDENTITY_NOT &&
	       (column->sequence.type != NULL ||
		strstr(column->default_expression, "nextval(") != NULL);
}

/* No character in the middle. */
static size_t whole_characters(const char *text, size_t length)
{
	while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
		length--;
	return length;
}

void own_sequence_append_name(struct up_buffer *name, const char *table, const char *column)
{
	const size_t room = SHAPE_NAME_MAX - strlen("__seq");
	size_t first = strlen(table);
	size_t second = strlen(column);

	/* The longer one is cut, as makeObjectName() of the server does it. */
	while (first + second > room) {
		if (first > second)
			first--;
		else
			second--;
	}
	up_buffer_append(name, table, whole_characters(table, first));
	up_buffer_append_char(name, '_');
	up_buffer_append(name, column, whole_characters(column, second));
	up_buffer_append_string(name, "_seq");
}

/* Behind the literal that begins at text, and its cast. */
static const char *behind_argument(const char *text)
{
	while (*text != '\0' && (*text != '\'' || text[1] == '\''))
		text += *text == '\'' ? 2 : 1;
	return strchr(text, ')');
}

enum up_status own_sequence_replace(struct shape_column *column, const struct place *place,
				    bool *done, struct up_error *err)
{
	const char *text = column->default_expression;
	const char *begin = strstr(text, draw);
	const char *end = begin == NULL ? NULL : behind_argument(begin + strlen(draw));
	UP_BUFFER name = {0};
	UP_BUFFER qualified = {0};
	UP_BUFFER sql = {0};

	*done = false;
	if (end == NULL || strstr(end, "nextval(") != NULL)
		return UP_OK;
	own_sequence_append_name(&name, place->name, column->name);
	UP_TRY(up_buffer_check(&name, err));
	place_append(&qualified, &(struct place){place->schema, name.data});
	UP_TRY(up_buffer_check(&qualified, err));
	up_buffer_append(&sql, text, (size_t)(begin - text));
	up_buffer_append_string(&sql, "nextval(");
	literal_append(&sql, qualified.data);
	up_buffer_append_string(&sql, "::regclass");
	up_buffer_append_string(&sql, end);
	UP_TRY(up_buffer_check(&sql, err));
	free(column->default_expression);
	column->default_expression = up_buffer_detach(&sql);
	*done = true;
	return UP_OK;
}
