/* SPDX-License-Identifier: PostgreSQL */
/* Random values of every type, and random text for names. */
#ifndef PROPERTY_VALUE_H
#define PROPERTY_VALUE_H

#include "base/random.h"
#include "measure/conformance/column_kind.h"
#include "model/batch.h"

/* What the values of one column have in common. */
struct value_profile {
	enum up_type type;
	const struct column_kind *kind; /* the values are its; NULL: those of the type */
	double null_share;
	size_t max_characters; /* of text; 0: any number */
	int precision;         /* of numeric; 0: any */
	int scale;             /* decimals that every value has; -1: as many as it needs */
	bool finite;           /* no infinities of numeric, which begin with PostgreSQL 14 */
	bool negative_zero;    /* of floats: the zero that there is */
	bool tame;             /* short, as a key in an index or one of very many columns must be */
};

bool value_chance(struct up_random *random, double share);

/* From 0 to 1, and these two more often than others. */
double value_share(struct up_random *random);

/* Appends a value or a null. */
void value_append(struct up_vector *vector, const struct value_profile *profile,
		  struct up_random *random);

/* Appends hostile text of at most that many characters. */
void value_append_text(struct up_buffer *buffer, size_t max_characters, struct up_random *random);

#endif
