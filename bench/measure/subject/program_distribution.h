/* SPDX-License-Identifier: PostgreSQL */
/*
 * The built-in table (measure/subject/program_subject.h) spread over the nodes of a Citus cluster.
 *
 *   none       a table of the coordinator alone
 *   scope      by username: all rows of a sync are in one shard, and so are their businesses
 *   key        by program_id: the rows of a sync are in all shards; businesses stay on the coordinator
 *   reference  all rows on every node
 *
 * A unique index has the distribution column, so the primary key of a table with shards has it, too.
 */
#ifndef MEASURE_SUBJECT_PROGRAM_DISTRIBUTION_H
#define MEASURE_SUBJECT_PROGRAM_DISTRIBUTION_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

#define PROGRAM_NOT_DISTRIBUTED "none"
#define PROGRAM_SHARDS_MAX 64000 /* as for citus.shard_count */

/* Appends the statements, in the schema of the table: nothing for none.  by may also be the name of the
 * column; shards 0: as the server has it by default.  UP_INVALID: neither that nor a word of the list,
 * or shards of a table that has none. */
UP_MUST_CHECK enum up_status program_distribution_append(struct up_buffer *sql, const char *by,
							 int64_t shards, struct up_error *err);

#endif
