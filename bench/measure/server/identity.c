/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/identity.h"

enum up_status identity_read(struct up_conn *conn, char **identity, struct up_error *err)
{
	const enum up_status status = up_conn_query_value(
		conn, "SELECT extract(epoch FROM pg_catalog.pg_postmaster_start_time())", identity,
		err);

	if (status == UP_STATEMENT)
		*identity = NULL;
	return status == UP_STATEMENT ? UP_OK : status;
}

enum up_status identity_check(struct up_conn *conn, const char *identity, struct up_error *err)
{
	UP_FREE char *reached = NULL;

	UP_TRY(identity_read(conn, &reached, err));
	if (reached == NULL || identity == NULL || strcmp(reached, identity) == 0)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "its connections reach different servers, as through a load balancer: name "
		       "one server");
}
