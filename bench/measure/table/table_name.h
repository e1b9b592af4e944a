/* SPDX-License-Identifier: PostgreSQL */
/*
 * Names as psql takes them: orders, sales.orders, "We ird"."T""x".  What is not in double quotes is
 * folded to lower case (ASCII letters, as the server does); inside them two are one.
 */
#ifndef MEASURE_TABLE_TABLE_NAME_H
#define MEASURE_TABLE_TABLE_NAME_H

#include "record/text_list.h"

struct table_name {
	char *schema; /* both owned; NULL: found by the search path */
	char *name;
};

void table_name_release(struct table_name *name);
#define TABLE_NAME UP_CLEANUP(table_name_release) struct table_name

/* UP_INVALID: no name, one of more than two parts, longer than the server's 63 bytes, or a quote
 * that is not closed. */
UP_MUST_CHECK enum up_status table_name_parse(const char *text, struct table_name *name,
					      struct up_error *err);

/* Appends the names of columns to a list, which commas separate; likewise. */
UP_MUST_CHECK enum up_status column_names_parse(const char *text, struct text_list *names,
						struct up_error *err);

#endif
