/* SPDX-License-Identifier: PostgreSQL */
/*
 * A type whose values are made: a tree, whose leaves are types of one value and whose other nodes
 * are arrays, composites, ranges and multiranges.  A domain is the type that it is made of.
 *
 * The values of a type are numbered from 0, and its kind turns a number into the text that
 * PostgreSQL prints for the value in a session with UP_TEXT_SESSION (pg/text.h).  Different
 * numbers below the domain are different values; no two ranges of one type overlap.  The domain
 * is how many of them a column draws from: values look likelier when they come from a small part
 * of what the type has.
 */
#ifndef MEASURE_GENERATOR_VALUE_TYPE_H
#define MEASURE_GENERATOR_VALUE_TYPE_H

#include "measure/generator/limits.h"
#include "record/shape/shape.h"

struct value_type;

/* How values of a type are made: one line of a table. */
struct value_kind {
	const char *name; /* as format_type() prints it without a modifier */
	/* How many values there are, at most VALUE_MAX_CAPACITY. */
	uint64_t (*capacity)(const struct value_type *type);
	/* The text of value `number`, which is below the domain, into an empty buffer. */
	void (*append)(const struct value_type *type, uint64_t number, struct up_buffer *text);
	uint64_t plausible; /* the domain has at least so many, where the type has them */
	bool is_ordered;    /* a larger number is a larger value */
};

#define VALUE_MAX_CAPACITY ((uint64_t)1 << 60)

struct value_type {
	const struct value_kind *kind;
	struct limits limits; /* that checks set */
	int64_t shift;        /* of value 0, in steps of the kind, from where the kind begins */
	uint64_t most;        /* as many values are within the bounds; 0: there are none */
	int32_t decimals; /* of a floating-point number between bounds that are close, or of a second */
	int32_t modifiers[2]; /* as in the name: character varying(64) has 64 */
	size_t modifier_count;
	size_t width;  /* bytes that a value has on average; 0: not known */
	double length; /* the same of a text without its header, to a part of a byte; 0: not known */
	uint64_t likely; /* as many numbers give texts of the right width; 0: not known */
	bool is_even;    /* all texts are that wide, instead of about that */
	uint64_t domain; /* numbers of values are below it */
	const struct text_list *labels; /* of an enum; borrowed from the shape */
	struct value_type *parts;       /* owned: element, attributes, subtype or range */
	size_t part_count;
	size_t digits; /* of an array: elements that its number is written in */
};

/* Finds the type that a name in a shape stands for, with its modifier and within the checks of its
 * domains.  UP_UNSUPPORTED, naming it,
 * when none of its values can be made: a type of an extension or a base type that is not known, or
 * an enum without labels.  The shape must outlive the type, which has to be released also after a
 * failure. */
UP_MUST_CHECK enum up_status value_type_find(struct value_type *type, const struct shape *shape,
					     const char *name, struct up_error *err);
/* The same for a column, whose values are also within the table's checks of it alone. */
UP_MUST_CHECK enum up_status value_type_find_column(struct value_type *type,
						    const struct shape *shape,
						    const struct shape_column *column,
						    struct up_error *err);
void value_type_release(struct value_type *type); /* all zeros are fine */
#define VALUE_TYPE UP_CLEANUP(value_type_release) struct value_type

/* Whether the domain that the name stands for, or one that it is made of, may not be null. */
bool value_type_is_not_null(const struct shape *shape, const char *name);

uint64_t value_type_capacity(const struct value_type *type);

/* Sets the domain, of all parts too, to at least `numbers`, which is no more than the capacity. */
void value_type_set_domain(struct value_type *type, uint64_t numbers);

/* Writes the text of value `number` into a buffer that is empty. */
void value_type_append(const struct value_type *type, uint64_t number, struct up_buffer *text);

/* Of two factors of a number of values, and of a power, at most VALUE_MAX_CAPACITY. */
uint64_t value_capacity_product(uint64_t a, uint64_t b);
uint64_t value_capacity_power(uint64_t base, size_t exponent);

#endif
