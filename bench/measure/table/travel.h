/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which columns an update sets, and which of them must take their values from the same row.
 *
 * New values of a column are values of the same column in other rows, so each by itself is right:
 * of its type, its domain, its checks.  What a constraint says of several columns together holds
 * if they move together.  A generated column in a constraint or an index stands for the columns
 * that it is made of.  A group with a column that stays, stays as a whole.
 */
#ifndef MEASURE_TABLE_TRAVEL_H
#define MEASURE_TABLE_TRAVEL_H

#include "record/shape/shape.h"

/* Something that ties columns: a row of sql/ties.sql.  Texts are owned. */
struct tie {
	char *kind; /* "generated" (name is the column, columns those that it is made of), "unique",
		       "exclusion", "check", "foreign key", "partition key" */
	char *name;
	struct text_list columns;
};

struct tie_list {
	struct tie *items;
	size_t count;
};

extern const struct record_table tie_table;

void tie_list_release(struct tie_list *ties);
#define TIE_LIST UP_CLEANUP(tie_list_release) struct tie_list

/* Decides travels, why_not and moves_with of all columns of a shape whose key and scope are set. */
UP_MUST_CHECK enum up_status travel_decide(struct shape *shape, const struct tie_list *ties,
					   struct up_error *err);

#endif
