/* SPDX-License-Identifier: PostgreSQL */
/*
 * How wide the values of a type are as text, which strategies send and servers parse: how many digits
 * numbers have, whether moments have parts of a second, and how long words are to a part of a byte.
 */
#ifndef MEASURE_GENERATOR_TEXT_WIDTH_H
#define MEASURE_GENERATOR_TEXT_WIDTH_H

#include "measure/generator/value_type.h"

/* Sets what decides it in a type whose width is set.  width: bytes of a text on average; NaN: not
 * known, and nothing is set.  What a check bounds is left as it is, and so are texts whose average
 * disagrees with the type's width: the longest ones are not among the statistics that it is made of. */
void text_width_set(struct value_type *type, double width);

/* Bytes of text in a value of that many bytes. */
size_t text_width_length(size_t width);

#endif
