/* SPDX-License-Identifier: PostgreSQL */
/*
 * The kinds of types whose values have others in them.
 *
 * A composite's number is written in its attributes as digits, the first ones first, as many as
 * are needed; the other attributes vary with it.  An array's number is written in its first
 * elements.  Ranges are intervals of an ordered subtype, each of which has a stretch of it alone;
 * a multirange is one range.
 */
#ifndef MEASURE_GENERATOR_COMPOUND_H
#define MEASURE_GENERATOR_COMPOUND_H

#include "measure/generator/value_type.h"

extern const struct value_kind composite_kind;
extern const struct value_kind array_kind;
extern const struct value_kind range_kind;
extern const struct value_kind multirange_kind;

/* Sets the domains of a compound type's parts, when its own is set. */
void compound_set_domain(struct value_type *type);

#endif
