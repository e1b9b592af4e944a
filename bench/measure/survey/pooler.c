/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/pooler.h"

#include "measure/survey/patience.h"

#include <stdlib.h>

/* A pooler in session mode lets a connection wait while all of its backends are taken. */
#define WAIT_MS 5000
/* Transactions of each connection. */
#define TURNS 3

#define NO_BACKEND 0

/* By a transaction of its own; NO_BACKEND: no answer, and the connection cannot be used any more. */
static int ask(struct up_conn *conn)
{
	int pid = NO_BACKEND;

	if (!PQsendQuery(conn->pg, "SELECT pg_catalog.pg_backend_pid()"))
		return NO_BACKEND;
	for (;;) {
		bool in_time;
		UP_RESULT *result = patience_result(conn, WAIT_MS, &in_time);
		if (!in_time)
			return NO_BACKEND;
		if (result == NULL)
			return pid;
		if (PQresultStatus(result) == PGRES_TUPLES_OK)
			pid = (int)strtol(PQgetvalue(result, 0, 0), NULL, 10);
	}
}

enum pooling pooler_find(struct up_conn *conn, const char *conninfo)
{
	UP_CONN *other = NULL;
	const int first = ask(conn);
	bool is_pooled = first != conn->backend_pid;
	bool others_answer = up_conn_open(conninfo, &other, NULL) == UP_OK;
	int before = NO_BACKEND;

	if (first == NO_BACKEND)
		return POOLING_UNKNOWN;
	for (int turn = 0; turn < TURNS; turn++) {
		const int second = others_answer ? ask(other) : NO_BACKEND;
		others_answer = second != NO_BACKEND;
		const bool changed = before != NO_BACKEND && others_answer && second != before;
		if (second == first || changed || ask(conn) != first)
			return POOLING_TRANSACTION;
		before = second;
		is_pooled |= others_answer && second != other->backend_pid;
	}
	return is_pooled ? POOLING_SESSION : POOLING_NONE;
}
