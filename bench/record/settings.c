/* SPDX-License-Identifier: PostgreSQL */
#include "record/settings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where a value without quotes ends: before a blank that a word with "=" follows. */
static const char *plain_end(const char *value)
{
	const char *end = value + strcspn(value, " ");

	for (const char *word = end; *word != '\0';) {
		word += strspn(word, " ");
		size_t length = strcspn(word, " ");
		if (memchr(word, '=', length) != NULL)
			break;
		word += length;
		end = word;
	}
	return end;
}

static const char *quoted_end(const char *value, struct up_buffer *text)
{
	const char *c = value + 1;

	for (; *c != '\0' && (*c != '\'' || c[1] == '\''); c++) {
		c += *c == '\'';
		up_buffer_append_char(text, *c);
	}
	return c + (*c == '\'');
}

bool settings_next(const char **rest, struct up_buffer *name, struct up_buffer *value)
{
	const char *begin = *rest != NULL ? *rest + strspn(*rest, " ") : "";
	const size_t length = strcspn(begin, "= ");

	up_buffer_clear(name);
	up_buffer_clear(value);
	if (*begin == '\0')
		return false;
	up_buffer_append(name, begin, length);
	*rest = begin + length;
	if (**rest == '=')
		++*rest;
	if (**rest == '\'') {
		*rest = quoted_end(*rest, value);
	} else {
		const char *end = plain_end(*rest);
		up_buffer_append(value, *rest, (size_t)(end - *rest));
		*rest = end;
	}
	return true;
}

static void append(struct up_buffer *text, const char *name, const char *value)
{
	const bool is_plain = strpbrk(value, " '") == NULL;

	up_buffer_append_format(text, "%s%s=", text->length > 0 ? " " : "", name);
	if (is_plain) {
		up_buffer_append_string(text, value);
		return;
	}
	up_buffer_append_char(text, '\'');
	for (const char *c = value; *c != '\0'; c++)
		up_buffer_append_format(text, *c == '\'' ? "'%c" : "%c", *c);
	up_buffer_append_char(text, '\'');
}

enum up_status settings_add(char **settings, const char *assignment, struct up_error *err)
{
	const size_t length = strcspn(assignment, "=");
	const char *value = assignment[length] == '=' ? assignment + length + 1 : "";
	UP_FREE char *name = strndup(assignment, length);
	UP_BUFFER text = {0};
	UP_BUFFER other = {0};
	UP_BUFFER its = {0};
	bool is_added = false;

	if (name == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for settings");
	for (const char *rest = *settings; settings_next(&rest, &other, &its);) {
		const int order = strcasecmp(up_buffer_string(&other), name);
		if (order >= 0 && !is_added) {
			append(&text, name, value);
			is_added = true;
		}
		if (order != 0)
			append(&text, up_buffer_string(&other), up_buffer_string(&its));
	}
	if (!is_added)
		append(&text, name, value);
	text.failed |= other.failed || its.failed;
	UP_TRY(up_buffer_check(&text, err));
	free(*settings);
	*settings = up_buffer_detach(&text);
	return UP_OK;
}
