/* SPDX-License-Identifier: PostgreSQL */
/*
 * The kinds of types of one value, each in one of the tables that scalar.c lists: numbers, points
 * in time, words, bytes and bits, addresses, documents, geometry.
 */
#ifndef MEASURE_GENERATOR_SCALAR_H
#define MEASURE_GENERATOR_SCALAR_H

#include "measure/generator/value_type.h"

struct value_kind_list {
	const struct value_kind *items;
	size_t count;
};

#define VALUE_KIND_LIST(table)                                                                     \
	{                                                                                          \
		(table), sizeof(table) / sizeof(table)[0]                                          \
	}

extern const struct value_kind_list number_kinds;
extern const struct value_kind_list moment_kinds;
extern const struct value_kind_list word_kinds;
extern const struct value_kind_list octet_kinds;
extern const struct value_kind_list address_kinds;
extern const struct value_kind_list document_kinds;
extern const struct value_kind_list geometry_kinds;

/* The first of the days that are made up, 2015-01-01, as days since 1970-01-01. */
#define SCALAR_FIRST_DAY 16436

/* Decimals of a numeric. */
int32_t scalar_scale(const struct value_type *type);

/* NULL when no values of that type can be made. */
const struct value_kind *scalar_find(const char *name);

/* Its number in the table of all; NULL behind the last one. */
const struct value_kind *scalar_at(size_t number);

/* A number that has nothing in common with its argument but that it is decided by it: for what
 * does not tell values apart. */
uint64_t scalar_scatter(uint64_t number, uint64_t purpose);

/* The kind of an enum, which has no name of its own. */
extern const struct value_kind enum_kind;

/* The kind of what checks leave only literals of. */
extern const struct value_kind choice_kind;

#endif
