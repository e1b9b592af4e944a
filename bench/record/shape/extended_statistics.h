/* SPDX-License-Identifier: PostgreSQL */
/* Statistics over several columns (CREATE STATISTICS) of a shape. */
#ifndef RECORD_SHAPE_EXTENDED_STATISTICS_H
#define RECORD_SHAPE_EXTENDED_STATISTICS_H

#include "record/member.h"

/* How many combinations of values the columns have. */
struct shape_combinations {
	struct text_list columns;
	double n_distinct;
};

/* How often the first columns decide the value of the last one: 0 to 1. */
struct shape_dependency {
	struct text_list columns;
	double degree;
};

/* An expression is written as "(1)", by its place. */
struct shape_extended_statistics {
	char *name;       /* qualified and quoted; texts are owned */
	char *definition; /* CREATE STATISTICS */
	struct text_list columns;
	struct {
		struct shape_combinations *items;
		size_t count;
	} n_distinct;
	struct {
		struct shape_dependency *items;
		size_t count;
	} dependencies;
};

extern const struct record_table shape_extended_statistics_table;

#endif
