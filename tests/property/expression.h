/* SPDX-License-Identifier: PostgreSQL */
/*
 * Immutable expressions of one column that none of its values fails in and that are null only for a null: what
 * generated columns, checks and indexes of random tables are made of.
 */
#ifndef PROPERTY_EXPRESSION_H
#define PROPERTY_EXPRESSION_H

#include "base/random.h"
#include "property/value.h"

struct expression {
	enum up_type type;      /* of the column, */
	const char *definition; /* or its kind; NULL: any of that type */
	const char *result;     /* its type in SQL */
	const char *text;       /* SQL; @ stands for the column */
};

/* One for a column of that profile. */
struct expression expression_draw(const struct value_profile *profile, struct up_random *random);

/* Without parentheses around it. */
void expression_append(struct up_buffer *sql, const struct expression *expression,
		       const char *column);

/* Can a virtual generated column be made of a column of that profile?  Not of types that are the
 * user's. */
bool expression_may_be_virtual(const struct value_profile *profile);

/* An access method whose index takes every value of such a column; NULL: none. */
const char *expression_index_method(const struct value_profile *profile);

#endif
