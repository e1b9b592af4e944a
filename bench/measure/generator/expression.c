/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/expression.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LEVELS 64

struct reader {
	const char *at;
	int level;
	bool has_no_memory;
};

void expression_release(struct expression *expression)
{
	for (size_t p = 0; p < expression->part_count; p++)
		expression_release(&expression->parts[p]);
	free(expression->parts);
	free(expression->text);
	*expression = (struct expression){0};
}

/* ---- words ---- */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip_blanks(struct reader *reader)
{
	while (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\t')
		reader->at++;
}

static bool take_char(struct reader *reader, char c)
{
	skip_blanks(reader);
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

/* As a whole word. */
static bool take_word(struct reader *reader, const char *word)
{
	const size_t length = strlen(word);

	skip_blanks(reader);
	if (strncmp(reader->at, word, length) != 0 || is_word(reader->at[length]))
		return false;
	reader->at += length;
	return true;
}

/* What is in quotes, in which a quote stands twice; false: they do not end. */
static bool read_quoted(struct reader *reader, bool has_backslashes, struct up_buffer *text)
{
	const char quote = *reader->at++;

	for (;; reader->at++) {
		if (*reader->at == '\0')
			return false;
		if (*reader->at == quote && *++reader->at != quote)
			return true;
		if (has_backslashes && *reader->at == '\\' && reader->at[1] == '\\')
			reader->at++;
		up_buffer_append_char(text, *reader->at);
	}
}

static bool keep_text(struct reader *reader, struct expression *node, struct up_buffer *text)
{
	reader->has_no_memory = reader->has_no_memory || text->failed;
	node->text = strdup(up_buffer_string(text));
	reader->has_no_memory = reader->has_no_memory || node->text == NULL;
	return !reader->has_no_memory;
}

/* ---- expressions ---- */

static bool read_expression(struct reader *reader, struct expression *node);

static bool read_part(struct reader *reader, struct expression *node)
{
	struct expression *parts =
		reallocarray(node->parts, node->part_count + 1, sizeof *node->parts);

	reader->has_no_memory = reader->has_no_memory || parts == NULL;
	if (parts == NULL)
		return false;
	node->parts = parts;
	parts[node->part_count] = (struct expression){0};
	return read_expression(reader, &parts[node->part_count++]);
}

/* Puts what was read into a new node, as its first part. */
static bool wrap(struct reader *reader, struct expression *node, enum expression_kind kind)
{
	struct expression *part = malloc(sizeof *part);

	reader->has_no_memory = reader->has_no_memory || part == NULL;
	if (part == NULL)
		return false;
	*part = *node;
	*node = (struct expression){.kind = kind, .parts = part, .part_count = 1};
	return true;
}

static bool read_items(struct reader *reader, struct expression *node, char end)
{
	if (take_char(reader, end))
		return true;
	do {
		if (!read_part(reader, node))
			return false;
	} while (take_char(reader, ','));
	return take_char(reader, end);
}

static bool read_name_part(struct reader *reader, struct up_buffer *name)
{
	if (*reader->at == '"')
		return read_quoted(reader, false, name);
	const size_t start = name->length;
	while (is_word(*reader->at))
		up_buffer_append_char(name, *reader->at++);
	return name->length > start;
}

/* A column, or a function with its arguments. */
static bool read_name(struct reader *reader, struct expression *node)
{
	UP_BUFFER name = {0};

	if (!read_name_part(reader, &name))
		return false;
	while (*reader->at == '.') {
		up_buffer_append_char(&name, *reader->at++);
		if (!read_name_part(reader, &name))
			return false;
	}
	node->kind = EXPRESSION_COLUMN;
	if (!keep_text(reader, node, &name))
		return false;
	if (*reader->at != '(')
		return true;
	reader->at++;
	node->kind = EXPRESSION_CALL;
	return read_items(reader, node, ')');
}

static bool read_literal(struct reader *reader, struct expression *node)
{
	UP_BUFFER text = {0};
	const bool has_backslashes = *reader->at == 'E';

	node->kind = EXPRESSION_LITERAL;
	reader->at += has_backslashes;
	if (*reader->at == '\'') {
		if (!read_quoted(reader, has_backslashes, &text))
			return false;
	} else {
		while (is_word(*reader->at) || *reader->at == '.')
			up_buffer_append_char(&text, *reader->at++);
	}
	return keep_text(reader, node, &text);
}

static bool read_boolean(struct reader *reader, struct expression *node, const char *text)
{
	node->kind = EXPRESSION_LITERAL;
	node->text = strdup(text);
	reader->has_no_memory = reader->has_no_memory || node->text == NULL;
	return node->text != NULL;
}

/* Behind "::". */
static bool skip_type(struct reader *reader)
{
	static const char *const more[] = {"varying", "precision", "with", "without",
					   "time",    "zone",      NULL};
	UP_BUFFER name = {0};

	do {
		if (!read_name_part(reader, &name))
			return false;
	} while (take_char(reader, '.'));
	for (bool goes_on = true; goes_on;) {
		goes_on = false;
		if (*reader->at == '(') {
			reader->at += strcspn(reader->at, ")");
			goes_on = take_char(reader, ')');
		}
		for (size_t m = 0; more[m] != NULL; m++)
			goes_on = take_word(reader, more[m]) || goes_on;
	}
	while (strncmp(reader->at, "[]", 2) == 0)
		reader->at += 2;
	return true;
}

static bool read_operator(struct reader *reader, struct up_buffer *text)
{
	static const char characters[] = "+-*/<>=~!@#%^&|`?";

	skip_blanks(reader);
	const size_t length = strspn(reader->at, characters);
	up_buffer_append(text, reader->at, length);
	reader->at += length;
	if (take_word(reader, "ANY"))
		up_buffer_append_string(text, " ANY");
	else if (take_word(reader, "ALL"))
		up_buffer_append_string(text, " ALL");
	return length > 0;
}

static bool read_joined(struct reader *reader, struct expression *node, const char *word)
{
	while (take_word(reader, word)) {
		if (!read_part(reader, node))
			return false;
	}
	return true;
}

/* What stands in parentheses, up to the one that ends it. */
static bool read_inner(struct reader *reader, struct expression *node)
{
	UP_BUFFER text = {0};

	if (take_word(reader, "NOT")) {
		node->kind = EXPRESSION_NOT;
		return read_part(reader, node);
	}
	if (!read_expression(reader, node))
		return false;
	skip_blanks(reader);
	if (*reader->at == ')')
		return true;
	if (strncmp(reader->at, "AND ", 4) == 0)
		return wrap(reader, node, EXPRESSION_AND) && read_joined(reader, node, "AND");
	if (strncmp(reader->at, "OR ", 3) == 0)
		return wrap(reader, node, EXPRESSION_OR) && read_joined(reader, node, "OR");
	if (take_word(reader, "IS"))
		return take_word(reader, "NULL") && wrap(reader, node, EXPRESSION_IS_NULL);
	return read_operator(reader, &text) && wrap(reader, node, EXPRESSION_OPERATOR) &&
	       keep_text(reader, node, &text) && read_part(reader, node);
}

/* Behind the parenthesis that ends the group; false: it does not end. */
static bool skip_group(struct reader *reader)
{
	int depth = 1;

	for (; depth > 0; reader->at++) {
		if (*reader->at == '\0')
			return false;
		if (*reader->at == '\'' || *reader->at == '"') {
			reader->at = strchr(reader->at + 1, *reader->at);
			if (reader->at == NULL)
				return false;
		}
		depth += *reader->at == '(';
		depth -= *reader->at == ')';
	}
	return true;
}

static bool read_group(struct reader *reader, struct expression *node)
{
	const char *start = ++reader->at;
	const int level = reader->level;

	if (read_inner(reader, node) && take_char(reader, ')'))
		return true;
	expression_release(node);
	reader->at = start;
	reader->level = level;
	return !reader->has_no_memory && skip_group(reader);
}

static bool read_plain(struct reader *reader, struct expression *node)
{
	skip_blanks(reader);
	if (*reader->at == '(')
		return read_group(reader, node);
	if (*reader->at == '\'' || is_digit(*reader->at) || strncmp(reader->at, "E'", 2) == 0)
		return read_literal(reader, node);
	if (take_word(reader, "true"))
		return read_boolean(reader, node, "t");
	if (take_word(reader, "false"))
		return read_boolean(reader, node, "f");
	if (strncmp(reader->at, "ARRAY[", 6) == 0) {
		reader->at += 6;
		node->kind = EXPRESSION_LIST;
		return read_items(reader, node, ']');
	}
	return read_name(reader, node);
}

static bool read_expression(struct reader *reader, struct expression *node)
{
	if (++reader->level > MOST_LEVELS)
		return false;
	bool is_read = read_plain(reader, node);
	while (is_read && strncmp(reader->at, "::", 2) == 0) {
		reader->at += 2;
		is_read = skip_type(reader);
	}
	reader->level--;
	return is_read;
}

enum up_status expression_parse(const char *definition, struct expression *expression,
				struct up_error *err)
{
	struct reader reader = {.at = definition};

	*expression = (struct expression){0};
	if (take_word(&reader, "CHECK") && read_expression(&reader, expression))
		return UP_OK;
	if (reader.has_no_memory)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a check");
	expression_release(expression);
	return UP_OK;
}
