/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/pooler.h"

#include "measure/survey/patience.h"

#include <stdlib.h>
#include <string.h>

#define WAIT_MS (POOLER_WAIT_SECONDS * 1000)
/* Transactions of each connection. */
#define TURNS 3

#define NO_BACKEND 0

#define BACKEND "SELECT pg_catalog.pg_backend_pid()"

/* By a statement that returns it last; NO_BACKEND: no answer, and the connection cannot be used any
 * more. */
static int ask_by(struct up_conn *conn, const char *sql)
{
	int pid = NO_BACKEND;

	if (!PQsendQuery(conn->pg, sql))
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

/* By a transaction of its own. */
static int ask(struct up_conn *conn)
{
	return ask_by(conn, BACKEND);
}

/* Ends a transaction block that it begins, or the connection: then the pooler takes none. */
static enum pooling find_mode(struct up_conn *conn)
{
	if (up_conn_exec(conn, "BEGIN TRANSACTION READ ONLY", NULL) != UP_OK &&
	    !up_conn_is_alive(conn))
		return POOLING_STATEMENT;
	up_conn_rollback(conn);
	return POOLING_TRANSACTION;
}

/* other: NULL where no second connection was to be had. */
static enum pooling compare(struct up_conn *conn, struct up_conn *other, enum fact *second_answers)
{
	const int first = ask(conn);
	bool is_pooled = first != conn->backend_pid;
	bool others_answer = other != NULL;
	int before = NO_BACKEND;

	if (first == NO_BACKEND)
		return POOLING_UNKNOWN;
	for (int turn = 0; turn < TURNS; turn++) {
		const int second = other != NULL && others_answer ? ask(other) : NO_BACKEND;
		others_answer = second != NO_BACKEND;
		if (turn == 0 && other != NULL)
			*second_answers = fact_of(others_answer);
		const bool changed = before != NO_BACKEND && others_answer && second != before;
		if (second == first || changed || ask(conn) != first)
			return others_answer ? find_mode(other) : POOLING_TRANSACTION;
		before = second;
		is_pooled |= others_answer && second != other->backend_pid;
	}
	return is_pooled ? POOLING_SESSION : POOLING_NONE;
}

/* Does the server have the address, or for a socket the port, that the connection was made to?  With
 * address translation it has not, either. */
static bool is_at_address(struct up_conn *conn)
{
	const char *address = PQhostaddr(conn->pg);
	UP_RESULT *result =
		PQexec(conn->pg, "SELECT pg_catalog.host(pg_catalog.inet_server_addr()), "
				 "COALESCE(pg_catalog.inet_server_port()::text, "
				 "pg_catalog.current_setting('port'))");

	if (PQresultStatus(result) != PGRES_TUPLES_OK || address == NULL)
		return true;
	return strcmp(PQgetvalue(result, 0, 0), address) == 0 &&
	       strcmp(PQgetvalue(result, 0, 1), PQport(conn->pg)) == 0;
}

/* UNMEASURED: it is no pgpool-II.  A server has an error for this in its log, so one without anything
 * in between is not asked. */
static int64_t count_pgpool_servers(struct up_conn *conn)
{
	if (is_at_address(conn))
		return UNMEASURED;
	UP_RESULT *result = PQexec(conn->pg, "SHOW pool_nodes");
	return PQresultStatus(result) == PGRES_TUPLES_OK ? PQntuples(result) : UNMEASURED;
}

void pooler_find(struct up_conn *conn, const char *conninfo, struct survey_connection *found)
{
	UP_CONN *other = NULL;

	if (up_conn_open(conninfo, &other, NULL) != UP_OK)
		other = NULL;
	found->second_answers = FACT_UNKNOWN;
	found->pooling = (int)compare(conn, other, &found->second_answers);
	found->pgpool_servers = UNMEASURED;
	if (found->pooling != POOLING_NONE)
		return;
	found->pgpool_servers = count_pgpool_servers(conn);
	if (found->pgpool_servers != UNMEASURED)
		found->pooling = POOLING_SESSION;
}

bool pooler_spreads(const struct survey_connection *found)
{
	return found->pgpool_servers != UNMEASURED && found->pgpool_servers > 1;
}

/* All keep theirs until the last one has been counted. */
size_t pooler_count_backends(const char *conninfo, size_t wanted)
{
	struct up_conn **conns = calloc(wanted + 1, sizeof(struct up_conn *));
	size_t opened = 0;
	size_t count = 0;

	while (conns != NULL && count < wanted && count == opened &&
	       up_conn_open(conninfo, &conns[opened], NULL) == UP_OK)
		count += ask_by(conns[opened++], "BEGIN TRANSACTION READ ONLY; " BACKEND) !=
			 NO_BACKEND;
	for (size_t c = 0; c < opened; c++) {
		/* A pooler ends the backend of a client that leaves in a transaction. */
		if (c < count)
			up_conn_rollback(conns[c]);
		up_conn_close(conns[c]);
	}
	free(conns);
	return count;
}
