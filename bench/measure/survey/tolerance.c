/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/tolerance.h"

enum up_status tolerance_query(struct up_conn *conn, const char *sql, PGresult **result,
			       struct up_error *err)
{
	const bool is_inside = PQtransactionStatus(conn->pg) == PQTRANS_INTRANS;
	const struct up_params none = {0};
	UP_RESULT *got = NULL;

	if (is_inside)
		UP_TRY(up_conn_exec(conn, "SAVEPOINT upbench", err));
	const enum up_status status = up_conn_exec_params(conn, sql, &none, NULL, &got, err);
	/* If that fails, so does what is asked next. */
	if (is_inside)
		(void)!up_conn_exec(conn, "ROLLBACK TO SAVEPOINT upbench", NULL);
	if (status == UP_OK)
		*result = UP_TAKE(got);
	return status;
}
