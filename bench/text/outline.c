/* SPDX-License-Identifier: PostgreSQL */
#include "text/outline.h"

#include <ctype.h>
#include <strings.h>

/* The lexical structure: https://www.postgresql.org/docs/current/sql-syntax-lexical.html */

static bool is_name_start(char c)
{
	return isalpha((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name_part(char c)
{
	return is_name_start(c) || is_digit(c) || c == '$';
}

static bool is_word(const char *text, size_t length, const char *word)
{
	return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

/* ---- the ends of literals ------------------------------------------------ */

/* Each returns what follows the token that begins at text, or NULL where its end is not known. */

static const char *skip_string(const char *text)
{
	for (const char *at = text + 1; *at != '\0'; at++) {
		if (*at == '\\') {
			/* Escaped or not, a quote may end the string here. */
			if (at[strspn(at, "\\")] == '\'' && strspn(at, "\\") % 2 == 1)
				return NULL;
			at += strspn(at, "\\") - 1;
		} else if (*at == '\'') {
			if (at[1] != '\'')
				return at + 1;
			at++;
		}
	}
	return NULL;
}

/* E'...' */
static const char *skip_escaped(const char *text)
{
	for (const char *at = text + 1; *at != '\0'; at++) {
		if (*at == '\\' && at[1] != '\0') {
			at++;
		} else if (*at == '\'') {
			if (at[1] != '\'')
				return at + 1;
			at++;
		}
	}
	return NULL;
}

/* The length of $tag$; 0: it is none. */
static size_t dollar_length(const char *text)
{
	size_t length = 1;

	if (is_digit(text[1]))
		return 0;
	while (text[length] != '$' && is_name_part(text[length]))
		length++;
	return text[length] == '$' ? length + 1 : 0;
}

static const char *skip_dollars(const char *text, size_t length)
{
	const char *at = text + length;

	while ((at = strchr(at, '$')) != NULL) {
		if (strncmp(at, text, length) == 0)
			return at + length;
		at++;
	}
	return NULL;
}

/* Also 1_000, 0x1F, 1.5e-3, and whatever a number has run into. */
static const char *skip_number(const char *text)
{
	const char *at = text;
	const bool is_based = text[0] == '0' && isalpha((unsigned char)text[1]);

	while (is_name_start(*at) || is_digit(*at) || *at == '.') {
		const bool has_exponent = !is_based && (*at == 'e' || *at == 'E');
		at++;
		if (has_exponent && (*at == '-' || *at == '+') && is_digit(at[1]))
			at++;
	}
	return at;
}

static const char *skip_comment(const char *text)
{
	size_t depth = 0;

	for (const char *at = text; *at != '\0'; at++) {
		if (at[0] == '/' && at[1] == '*') {
			depth++;
			at++;
		} else if (at[0] == '*' && at[1] == '/') {
			at++;
			if (--depth == 0)
				return at + 1;
		}
	}
	return NULL;
}

static const char *skip_line(const char *text)
{
	return text + strcspn(text, "\r\n");
}

static const char *skip_quoted_name(const char *text)
{
	for (const char *at = text + 1; *at != '\0'; at++) {
		if (*at == '"') {
			if (at[1] != '"')
				return at + 1;
			at++;
		}
	}
	return NULL;
}

/* ---- tokens --------------------------------------------------------------- */

/* What IS and IS NOT make of the word that follows. */
enum before {
	BEFORE_ANYTHING,
	BEFORE_IS,
	BEFORE_IS_NOT,
};

struct outline {
	struct up_buffer *text;
	enum before before;
};

/* Past a cast that the server writes for some values alone; text itself where there is none. */
static const char *skip_cast(const char *text)
{
	static const char *const types[] = {"integer", "numeric", "boolean"};

	if (strncmp(text, "::", 2) != 0)
		return text;
	for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
		const size_t length = strlen(types[t]);
		const char *end = text + 2 + strnlen(text + 2, length);
		/* Not of an array, nor with a modifier, which is written for all values. */
		if (strncmp(text + 2, types[t], length) == 0 && !is_name_part(*end) &&
		    *end != '[' && *end != '(' && *end != '.')
			return end;
	}
	return text;
}

/* A literal that ends before end; NULL: nobody knows where. */
static const char *put_literal(struct outline *outline, const char *end)
{
	up_buffer_append_char(outline->text, '?');
	return end != NULL ? skip_cast(end) : "";
}

/* Whether the literal that follows has a sign of its own: "= -1", but not "a - 1" and "a-1". */
static bool is_sign(const char *sql, const char *at)
{
	if ((*at != '-' && *at != '+') || !(is_digit(at[1]) || (at[1] == '.' && is_digit(at[2]))))
		return false;
	return at == sql || !(is_name_part(at[-1]) || strchr(")]\"'", at[-1]) != NULL);
}

static bool is_number(const char *at)
{
	return is_digit(at[0]) || (at[0] == '.' && is_digit(at[1]));
}

static bool is_constant(const char *text, size_t length)
{
	return is_word(text, length, "true") || is_word(text, length, "false") ||
	       is_word(text, length, "null");
}

/* E'', B'', X'', N'', U&'': where its quote is; NULL: it is a word of another kind. */
static const char *prefixed_quote(const char *text, size_t length)
{
	if (length != 1)
		return NULL;
	if (strchr("eEbBxXnN", text[0]) != NULL && text[1] == '\'')
		return text + 1;
	return (text[0] == 'u' || text[0] == 'U') && strncmp(text + 1, "&'", 2) == 0 ? text + 2
										     : NULL;
}

static const char *put_word(struct outline *outline, const char *text)
{
	size_t length = 1;

	while (is_name_part(text[length]))
		length++;
	const char *quote = prefixed_quote(text, length);
	const enum before before = outline->before;
	outline->before = BEFORE_ANYTHING;
	if (quote != NULL)
		return put_literal(outline, text[0] == 'e' || text[0] == 'E' ? skip_escaped(quote)
									     : skip_string(quote));
	if (is_constant(text, length) && before == BEFORE_ANYTHING)
		return put_literal(outline, text + length);
	if (is_word(text, length, "is"))
		outline->before = BEFORE_IS;
	else if (is_word(text, length, "not") && before == BEFORE_IS)
		outline->before = BEFORE_IS_NOT;
	up_buffer_append(outline->text, text, length);
	return text + length;
}

static const char *put_quoted_name(struct outline *outline, const char *text)
{
	const char *end = skip_quoted_name(text);

	if (end == NULL)
		return put_literal(outline, NULL);
	up_buffer_append(outline->text, text, (size_t)(end - text));
	return end;
}

static const char *put_comment(struct outline *outline, const char *end)
{
	if (end == NULL)
		return put_literal(outline, NULL);
	up_buffer_append_char(outline->text, ' ');
	return end;
}

/* $1, or a dollar in no place for one. */
static const char *put_dollar(struct outline *outline, const char *text)
{
	size_t length = 1;

	while (is_digit(text[length]))
		length++;
	up_buffer_append(outline->text, text, length);
	return text + length;
}

static const char *put_token(struct outline *outline, const char *sql, const char *at)
{
	if (is_name_start(*at))
		return put_word(outline, at);
	if (strncmp(at, "--", 2) == 0)
		return put_comment(outline, skip_line(at));
	if (strncmp(at, "/*", 2) == 0)
		return put_comment(outline, skip_comment(at));
	if (isspace((unsigned char)*at)) {
		up_buffer_append_char(outline->text, *at);
		return at + 1;
	}
	outline->before = BEFORE_ANYTHING;
	if (is_sign(sql, at))
		return at + 1;
	if (is_number(at))
		return put_literal(outline, skip_number(at));
	if (*at == '\'')
		return put_literal(outline, skip_string(at));
	if (*at == '"')
		return put_quoted_name(outline, at);
	if (*at == '$') {
		const size_t length = dollar_length(at);
		return length > 0 ? put_literal(outline, skip_dollars(at, length))
				  : put_dollar(outline, at);
	}
	up_buffer_append_char(outline->text, *at);
	return at + 1;
}

void outline_append_sql(struct up_buffer *text, const char *sql)
{
	struct outline outline = {.text = text};

	for (const char *at = sql; *at != '\0';)
		at = put_token(&outline, sql, at);
}
