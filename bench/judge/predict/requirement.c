/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/requirement.h"

#include <string.h>

#define BIT(requirement) (1U << REQUIRES_##requirement)

#define COPIES (BIT(COPY) | BIT(TEMPORARY_TABLE))
#define COPIES_BINARY (COPIES | BIT(BINARY))

static const struct {
	const char *strategy;
	unsigned mask;
} known[] = {
	{"row-autocommit", BIT(MANY_TRANSACTIONS)},
	{"row", 0},
	{"row-prepared", BIT(PREPARED) | BIT(BINARY)},
	{"row-pipeline", BIT(PREPARED) | BIT(BINARY) | BIT(PIPELINE)},
	{"case-when", 0},
	{"values", BIT(PREPARED)},
	{"copy-temp", COPIES},
	{"copy-temp-binary", COPIES_BINARY},
	{"copy-staging", BIT(COPY) | BIT(BINARY) | BIT(KEPT_TABLE)},
	{"unnest", BIT(NO_ARRAYS)},
	{"unnest-binary", BIT(NO_ARRAYS) | BIT(PREPARED) | BIT(BINARY)},
	{"json", 0},
	{"merge-copy", BIT(SERVER_15) | COPIES_BINARY},
	{"merge-unnest", BIT(SERVER_15) | BIT(NO_ARRAYS) | BIT(BINARY)},
	{"upsert-copy", BIT(UNIQUE_KEY) | BIT(WHOLE_ROWS) | COPIES_BINARY},
	{"upsert-unnest", BIT(UNIQUE_KEY) | BIT(WHOLE_ROWS) | BIT(NO_ARRAYS) | BIT(BINARY)},
};

static const struct {
	const char *name;
	const char *text;
} words[REQUIREMENT_COUNT] = {
	[REQUIRES_SERVER_15] = {"server-15", "PostgreSQL 15 or later (MERGE)."},
	[REQUIRES_MANY_TRANSACTIONS] =
		{"many-transactions",
		 "Every row is a transaction of its own: what fails in the middle leaves a part of "
		 "the rows updated."},
	[REQUIRES_UNIQUE_KEY] = {"unique-key",
				 "A unique constraint or index on the key (ON CONFLICT)."},
	[REQUIRES_WHOLE_ROWS] =
		{"whole-rows", "All columns that may not be null must be sent, as for an INSERT."},
	[REQUIRES_NO_ARRAYS] = {"no-arrays",
				"No column may be an array: unnest() would take it apart."},
	[REQUIRES_TEMPORARY_TABLE] =
		{"temporary-table",
		 "The privilege TEMPORARY on the database, and a temporary table in each "
		 "transaction: its catalog rows are work for vacuum. It lives inside one "
		 "transaction, so PgBouncer in transaction mode is fine."},
	[REQUIRES_KEPT_TABLE] =
		{"kept-table",
		 "The privilege TEMPORARY on the database, and a session that keeps its temporary "
		 "table from one transaction to the next: not PgBouncer in transaction mode."},
	[REQUIRES_PREPARED] = {"prepared",
			       "Statements that are prepared once a session: PgBouncer in "
			       "transaction mode from version 1.21 on."},
	[REQUIRES_COPY] = {"copy", "A client library with COPY FROM STDIN."},
	[REQUIRES_BINARY] = {"binary", "Values in PostgreSQL's binary format: an encoder for the "
				       "type of every column."},
	[REQUIRES_PIPELINE] = {"pipeline", "A client library with a pipeline mode (libpq from "
					   "version 14 on)."},
};

bool requirement_find(const char *strategy, unsigned *mask)
{
	for (size_t k = 0; strategy != NULL && k < sizeof known / sizeof known[0]; k++) {
		if (strcmp(known[k].strategy, strategy) == 0) {
			*mask = known[k].mask;
			return true;
		}
	}
	return false;
}

const char *requirement_name(enum requirement requirement)
{
	return words[requirement].name;
}

const char *requirement_text(enum requirement requirement)
{
	return words[requirement].text;
}
