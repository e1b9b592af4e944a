/* SPDX-License-Identifier: PostgreSQL */
/* The statement that treats rows which a sync did not bring. */
#ifndef UP_PG_GONE_STATEMENT_H
#define UP_PG_GONE_STATEMENT_H

#include "model/gone.h"
#include "model/relation.h"
#include "pg/conn.h"

struct up_sql_gone {
	const struct up_relation *relation;
	const struct up_gone *gone; /* its action is not UP_GONE_IGNORE */
	const char *from;  /* a table or a parenthesized query that has the keys of the sync */
	const char *scope; /* an expression for the scope's value, such as $1; where there is one */
	bool has_scope;    /* the keys come with their scope: AND t."scope" = u."scope", see
			      struct up_sql_update */
};

/* SELECT count(*) FROM table AS t WHERE t."scope" = <scope> AND NOT EXISTS
 *   (SELECT FROM <from> AS u WHERE t."key" = u."key")
 * or DELETE FROM … WHERE …, or UPDATE … SET "column" = 'value' WHERE …, of rows that have another value.
 * conn quotes the value. */
UP_MUST_CHECK enum up_status up_sql_gone(struct up_buffer *sql, const struct up_sql_gone *what,
					 struct up_conn *conn, struct up_error *err);

/* What a MERGE does with them (server 17 and up), of a gone that marks or deletes:
 *   WHEN NOT MATCHED BY SOURCE AND t."scope" = <scope> [AND …] THEN DELETE, or UPDATE SET … */
UP_MUST_CHECK enum up_status up_sql_merge_gone(struct up_buffer *sql,
					       const struct up_sql_gone *what, struct up_conn *conn,
					       struct up_error *err);

#endif
