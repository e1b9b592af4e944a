/* SPDX-License-Identifier: PostgreSQL */
/*
 * One partition of a partitioned table, as an ordinary table: with its own columns, in their order,
 * and indexes and constraints, as far as they can be read.  What a file has of it are those of
 * the partitioned table; that rows are in its bound is not checked in either case.
 */
#ifndef MEASURE_CLONE_LEAF_H
#define MEASURE_CLONE_LEAF_H

#include "measure/clone/definition.h"
#include "pg/conn.h"

/* Where the original's partition of that name is: the texts are those of the shape.  UP_INVALID: the
 * table has none that holds rows. */
UP_MUST_CHECK enum up_status leaf_find(const struct shape *source, const char *name,
				       struct place *place, struct up_error *err);

/* Makes the shape of a partitioned table that of a partition.  UP_INVALID as leaf_find(). */
UP_MUST_CHECK enum up_status leaf_take(struct shape *shape, const char *name, struct up_error *err);

/* Reads the shape of the partition, with the key of the source, on the server of the source, with
 * its statistics but for values.  The shape is initialized, and to be released also after a failure.  Errors are those of
 * leaf_find() and table_shape_read(). */
UP_MUST_CHECK enum up_status leaf_read(struct up_conn *conn, const struct shape *source,
				       const char *name, struct shape *leaf, struct up_error *err);

/* Gives the indexes of the partitions of a table the names that those of its original have, as far as
 * they are free, so that plans read alike.  Two that have each other's names keep them. */
UP_MUST_CHECK enum up_status leaf_rename_indexes(struct up_conn *conn, const struct place *original,
						 const struct place *table, struct up_error *err);

#endif
