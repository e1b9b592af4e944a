/* SPDX-License-Identifier: PostgreSQL */
/*
 * How the target is spread over the nodes of a Citus cluster, for a strategy that has a table of its
 * own beside it.  A table whose shards are where those of the target are is joined shard by shard; any
 * other is sent to every node.
 */
#ifndef UP_STRATEGY_DISTRIBUTION_H
#define UP_STRATEGY_DISTRIBUTION_H

#include "model/relation.h"
#include "pg/conn.h"

/* The column of the relation by which the target is distributed, its scope or one of its key; NULL: it
 * is not distributed, or by a column that rows of a batch do not have, or a recorder
 * (pg/recorder.h) has no server to ask. */
UP_MUST_CHECK enum up_status up_distribution_read(struct up_conn *conn,
						  const struct up_relation *relation,
						  const struct up_column **column,
						  struct up_error *err);

#endif
