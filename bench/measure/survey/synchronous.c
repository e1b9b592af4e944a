/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/synchronous.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

static const char *skip_space(const char *text)
{
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

/* Behind the word, or text itself where another one is there. */
static const char *skip_word(const char *text, const char *word)
{
	const size_t length = strlen(word);

	if (strncasecmp(text, word, length) == 0 && isspace((unsigned char)text[length]))
		return skip_space(text + length);
	return text;
}

int64_t synchronous_required(const char *names)
{
	char *behind;

	names = skip_space(names);
	if (*names == '\0')
		return 0;
	const char *number = skip_word(skip_word(names, "first"), "any");
	const int64_t required = strtoimax(number, &behind, 10);
	/* A list without a number, in which a name may begin with a digit or be such a word. */
	if (!isdigit((unsigned char)*number) || *skip_space(behind) != '(')
		return 1;
	return required;
}
