/* SPDX-License-Identifier: PostgreSQL */
/* Which server a connection has reached: behind one address can be several, as behind a load
 * balancer, and what is made on one is missing on the others. */
#ifndef MEASURE_SERVER_IDENTITY_H
#define MEASURE_SERVER_IDENTITY_H

#include "pg/conn.h"

/* The start of its postmaster in microseconds, which no other server has; a server that does not know
 * it has none, and *identity is NULL.  To be freed. */
UP_MUST_CHECK enum up_status identity_read(struct up_conn *conn, char **identity,
					   struct up_error *err);

/* UP_INVALID: the connection has reached another server than that of an identity, which may be NULL. */
UP_MUST_CHECK enum up_status identity_check(struct up_conn *conn, const char *identity,
					    struct up_error *err);

#endif
