/* SPDX-License-Identifier: PostgreSQL */
/*
 * A statement that a server refuses as such, whatever the rows: it lacks the feature, the role lacks the
 * right, or the statement is beyond a limit.  No engine has to be known by name or version for that.
 */
#ifndef MEASURE_SERVER_REFUSAL_H
#define MEASURE_SERVER_REFUSAL_H

#include "base/error.h"

#include <stdbool.h>

/*
 * By the SQLSTATE of an error: feature not supported (0A), syntax error or access rule violation (42), program limit
 * exceeded (54), and internal error (XX000), which is what Citus reports for a MERGE that it cannot plan.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 *
 * Anything else is about rows (a constraint, a value, what a trigger raises), other sessions (a lock, a
 * serialization failure), resources or the connection: another attempt may end otherwise.
 */
bool refusal_is(const struct up_error *err);

#endif
