/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/requirement.h"

#include <string.h>

static const struct {
	const char *name;
	const char *text;
} words[REQUIREMENT_COUNT] = {
	[REQUIRES_SERVER_15] = {"server-15", "PostgreSQL 15 or later (MERGE)."},
	[REQUIRES_MANY_TRANSACTIONS] = {"many-transactions",
					"Each row is committed on its own: after a failure, part "
					"of the rows are updated."},
	[REQUIRES_UNIQUE_KEY] = {"unique-key",
				 "A unique constraint or index on the key (ON CONFLICT)."},
	[REQUIRES_WHOLE_ROWS] =
		{"whole-rows", "All columns that may not be null must be sent, as for an INSERT."},
	[REQUIRES_NO_ARRAYS] = {"no-arrays", "For a column that is an array, text with a cast: "
					     "unnest() would expand the array."},
	[REQUIRES_TEMPORARY_TABLE] =
		{"temporary-table",
		 "The privilege TEMPORARY on the database, and a temporary table per transaction, "
		 "whose catalog rows must be vacuumed. PgBouncer in transaction mode works."},
	[REQUIRES_KEPT_TABLE] =
		{"kept-table",
		 "The privilege TEMPORARY on the database, and a session that keeps its temporary "
		 "table from one transaction to the next: not PgBouncer in transaction mode."},
	[REQUIRES_PREPARED] = {"prepared",
			       "Statements that are prepared once per session: PgBouncer in "
			       "transaction mode from version 1.21 on."},
	[REQUIRES_COPY] = {"copy", "A client library with COPY FROM STDIN."},
	[REQUIRES_BINARY] = {"binary", "Values in PostgreSQL's binary format: an encoder for the "
				       "type of every column."},
	[REQUIRES_PIPELINE] = {"pipeline", "A client library with a pipeline mode (libpq from "
					   "version 14 on)."},
	[REQUIRES_UNLOGGED_TABLE] =
		{"unlogged-table",
		 "The privilege CREATE on the schema of the table, and an unlogged table per "
		 "connection, which keeps the rows of the last sync and has to be dropped. "
		 "PgBouncer "
		 "in transaction mode works."},
};

bool requirement_find(const struct manifest *manifest, const char *strategy, unsigned *mask)
{
	const struct manifest_strategy *found = manifest_strategy(manifest, strategy);

	*mask = 0;
	for (size_t n = 0; found != NULL && n < found->requires.count; n++) {
		for (unsigned r = 0; r < REQUIREMENT_COUNT; r++) {
			if (strcmp(words[r].name, found->requires.items[n]) == 0)
				*mask |= 1U << r;
		}
	}
	/* Recorded since the same version. */
	return found != NULL && found->is_autocommit != FACT_UNKNOWN;
}

const char *requirement_name(enum requirement requirement)
{
	return words[requirement].name;
}

const char *requirement_text(enum requirement requirement)
{
	return words[requirement].text;
}
