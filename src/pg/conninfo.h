/* SPDX-License-Identifier: PostgreSQL */
/* Parameters of connections, and strings of them, as libpq reads both:
 * https://www.postgresql.org/docs/current/libpq-connect.html */
#ifndef UP_PG_CONNINFO_H
#define UP_PG_CONNINFO_H

#include "pg/conn.h"

/* Appends keyword='value', quoted.  Of a keyword that occurs twice, libpq takes the last; an empty
 * value keeps it from looking into the environment for one. */
void up_conninfo_append(struct up_buffer *conninfo, const char *keyword, const char *value);

/* Appends the string with which the same server is reached again, without environment and service
 * file: host, address and port are the ones of the connection, also where its own string had several
 * or a name with several addresses.  Includes the password. */
UP_MUST_CHECK enum up_status up_conninfo_append_reached(struct up_buffer *conninfo,
							const struct up_conn *conn,
							struct up_error *err);

/* Calls receive(variable, value) for each connection parameter, by the name of the variable that
 * libpq reads it from ("PGHOST"), so that a child process can reach the same server.  Includes the
 * password. */
typedef void up_parameter_receiver(void *context, const char *variable, const char *value);
UP_MUST_CHECK enum up_status up_conn_parameters(const struct up_conn *conn,
						up_parameter_receiver *receive, void *context,
						struct up_error *err);

/* UP_INVALID, naming the option and repeating no part that may be a password, where libpq does not
 * understand the connection string.  Connects to no server. */
UP_MUST_CHECK enum up_status up_conninfo_check(const char *conninfo, const char *named_by,
					       struct up_error *err);

/* Has it a password and a fault, so that libpq, which quotes what it cannot parse, may quote that? */
bool up_conninfo_has_unspeakable_fault(const char *conninfo);

#endif
