/* SPDX-License-Identifier: PostgreSQL */
/* The limits that a role, a database or a server sets for the statements, locks and transactions of a
 * session, and which stay in force for what is measured. */
#ifndef MEASURE_SERVER_ROLE_LIMITS_H
#define MEASURE_SERVER_ROLE_LIMITS_H

#include "pg/conn.h"

/* Appends to the failure of a statement the limit that explains it, if one does, with its value and its
 * owner: "...; statement_timeout of the role is 50ms".  conn has the settings of the connection that
 * failed, and is in no transaction; its statement_timeout is off afterwards.  false: the limit itself, or
 * something else, has ended what looks for it. */
UP_MUST_CHECK bool role_limits_explain(struct up_conn *conn, struct up_error *failure);

/* The same for what ends a whole command, over connections of its own, with what to do. */
void role_limits_explain_end(const char *conninfo, struct up_error *failure);

/* Could a limit explain it?  So that no connection is needed otherwise. */
bool role_limits_may_explain(const struct up_error *failure);

#endif
