/* SPDX-License-Identifier: PostgreSQL */
/*
 * Parses the output of auto_explain for a statement (in its JSON format).
 *
 * Where the members are described:
 * https://www.postgresql.org/docs/current/auto-explain.html and using-explain.html
 */
#ifndef MEASURE_PLAN_EXPLAIN_H
#define MEASURE_PLAN_EXPLAIN_H

#include "model/relation.h"
#include "record/query_plan.h"

/* Is it a message of auto_explain, of any statement? */
bool explain_is_plan(const char *message);

/* Reads a message of auto_explain.  Sets *found when it is of a statement that
 * writes the relation (a ModifyTable on a table of its name, in a statement whose
 * text has the name as up_sql_table() writes it), and fills shape then, with a count
 * of 1 and the cost of that statement, but for its planning.  Anything else, also a message that is of no plan, is not found.
 * Without values, the text of the statement and the conditions of the plan have "?" in place of
 * literals (text/outline.h), before anything of them is cut or kept. */
UP_MUST_CHECK enum up_status explain_read(const char *message, const struct up_relation *relation,
					  bool without_values, bool *found,
					  struct plan_shape *shape, struct up_error *err);

/* Appends what two plans have in common when the server does the same in both: node
 * types, relations, indexes and joins.  "Hash Join (Function Scan unnest, Hash (Seq Scan t))" */
void explain_append_shape(const json_t *node, struct up_buffer *text);

#endif
