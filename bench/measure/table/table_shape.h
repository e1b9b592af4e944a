/* SPDX-License-Identifier: PostgreSQL */
/*
 * Reads the shape of a table from a server: from its catalogs and statistics alone.  Nothing is
 * written there, no row is read, and the table is locked no more than the functions that tell the
 * size of a table do (ACCESS SHARE, for a moment).
 */
#ifndef MEASURE_TABLE_TABLE_SHAPE_H
#define MEASURE_TABLE_TABLE_SHAPE_H

#include "measure/table/table_name.h"
#include "pg/conn.h"
#include "record/shape/shape.h"

enum table_statistics {
	TABLE_STATISTICS_NONE,
	TABLE_STATISTICS_SHAPE,  /* without values of rows */
	TABLE_STATISTICS_VALUES, /* also most common values and bounds of histograms */
};

struct table_request {
	const struct table_name *name;
	const struct text_list *key; /* columns; NULL: chosen (measure/table/key.h) */
	const char *scope;           /* column; NULL: none */
	enum table_statistics statistics;
	const char
		*without; /* advice for whoever may not see them: how to do without; NULL: none */
	const char *tool; /* "upbench 0.1.0" */
	bool takes_partitions; /* of other tables, as if they were none */
};

/* Initializes the shape, which is to be released also after a failure.  UP_INVALID: as target_find()
 * and key_choose(); there is no such scope; statistics are wanted that the role may not see.
 * UP_UNSUPPORTED: the server is older than version 13.  UP_TIMEOUT: another session has locked the
 * table. */
UP_MUST_CHECK enum up_status table_shape_read(struct up_conn *conn,
					      const struct table_request *request,
					      struct shape *shape, struct up_error *err);

#endif
