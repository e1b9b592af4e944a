/* SPDX-License-Identifier: PostgreSQL */
/*
 * The condition of a check as a tree, from the text that the server prints of it
 * (pg_get_constraintdef()): a group in parentheses is one thing, an operator, AND or OR between
 * others.  Casts are left out.  A group that is of no form listed here is of kind
 * EXPRESSION_UNKNOWN, and what is around it is read all the same.
 *
 *   EXPRESSION condition = {0};
 *   UP_TRY(expression_parse("CHECK (((a >= 1) AND (a <= 5)))", &condition, err));
 */
#ifndef MEASURE_GENERATOR_EXPRESSION_H
#define MEASURE_GENERATOR_EXPRESSION_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>

enum expression_kind {
	EXPRESSION_UNKNOWN,
	EXPRESSION_COLUMN,   /* text: its name, unquoted; VALUE of a domain is one */
	EXPRESSION_LITERAL,  /* text: without its quotes; t and f of a boolean */
	EXPRESSION_CALL,     /* text: the function; parts: its arguments */
	EXPRESSION_LIST,     /* parts: items of an ARRAY */
	EXPRESSION_OPERATOR, /* text: "=", "~~", "= ANY"; two parts */
	EXPRESSION_AND,
	EXPRESSION_OR,
	EXPRESSION_NOT,     /* one part */
	EXPRESSION_IS_NULL, /* one part */
};

struct expression {
	enum expression_kind kind;
	char *text;               /* owned, as are the parts; NULL where it has none */
	struct expression *parts; /* NULL: none */
	size_t part_count;
};

/* Parses the definition of a check.  It fails with UP_NO_MEMORY alone.  The tree has to be released
 * also after a failure. */
UP_MUST_CHECK enum up_status expression_parse(const char *definition, struct expression *expression,
					      struct up_error *err);
void expression_release(struct expression *expression); /* all zeros are fine */
#define EXPRESSION UP_CLEANUP(expression_release) struct expression

#endif
