/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/pooler.h"

#include "base/clock.h"

#include <poll.h>
#include <stdlib.h>

/* A pooler in session mode lets a connection wait while all of its backends are taken. */
#define WAIT_MS 5000
/* Transactions of each connection. */
#define TURNS 3

#define NO_BACKEND 0

/* false: nothing arrived in time. */
static bool wait_for_answer(PGconn *pg)
{
	const int64_t end = up_clock_ns() + INT64_C(1000000) * WAIT_MS;

	while (PQisBusy(pg)) {
		const int64_t left = (end - up_clock_ns()) / 1000000;
		struct pollfd socket = {.fd = PQsocket(pg), .events = POLLIN};
		if (left <= 0 || poll(&socket, 1, (int)left) < 0 || !PQconsumeInput(pg))
			return false;
	}
	return true;
}

/* By a transaction of its own; NO_BACKEND: no answer, and the connection cannot be used any more. */
static int ask(struct up_conn *conn)
{
	int pid = NO_BACKEND;

	if (!PQsendQuery(conn->pg, "SELECT pg_catalog.pg_backend_pid()"))
		return NO_BACKEND;
	for (;;) {
		if (!wait_for_answer(conn->pg))
			return NO_BACKEND;
		UP_RESULT *result = PQgetResult(conn->pg);
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

	if (first == NO_BACKEND)
		return POOLING_UNKNOWN;
	for (int turn = 0; turn < TURNS; turn++) {
		const int second = others_answer ? ask(other) : NO_BACKEND;
		others_answer = second != NO_BACKEND;
		if (second == first || ask(conn) != first)
			return POOLING_TRANSACTION;
		is_pooled |= others_answer && second != other->backend_pid;
	}
	return is_pooled ? POOLING_SESSION : POOLING_NONE;
}
