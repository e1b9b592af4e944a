/* SPDX-License-Identifier: PostgreSQL */
/* Finds the table of a name, and refuses by name what is none, or none that can be measured. */
#ifndef MEASURE_TABLE_TARGET_H
#define MEASURE_TABLE_TARGET_H

#include "measure/table/table_name.h"
#include "pg/conn.h"

#include <inttypes.h>

struct target {
	char oid[24]; /* in digits */
	char *schema; /* both owned */
	char *name;
	bool is_readable; /* the role may SELECT at least a column: it sees statistics of that */
	bool is_filtered; /* row-level security is in force for the role: it sees none */
};

void target_release(struct target *target);
#define TARGET UP_CLEANUP(target_release) struct target

/* In a transaction of catalog_begin(), under the session's own search path.  UP_INVALID: there is none;
 * it is a view, a materialized view, a foreign table, a part of an inheritance tree, a
 * partition, unless it takes these, a hypertable, a table of the system's, a temporary table. */
UP_MUST_CHECK enum up_status target_find(struct up_conn *conn, const struct table_name *name,
					 bool takes_partitions, struct target *target,
					 struct up_error *err);

#endif
