/* SPDX-License-Identifier: PostgreSQL */
/*
 * Looking at a named server before anything is written there: `upbench doctor`, and the first step
 * of every command that works on a named server.
 */
#ifndef MEASURE_SURVEY_SURVEY_H
#define MEASURE_SURVEY_SURVEY_H

#include "pg/conn.h"
#include "record/survey/survey.h"

/* What is to be done there.  A number that is not known is 0. */
struct survey_demand {
	const char *schema;  /* that was named for it, which is to be empty; NULL: one of its own */
	bool is_distributed; /* a table over the nodes of the server */
	bool may_publish;    /* in a database with a publication FOR ALL TABLES, too */
	size_t connections;  /* at once, beside those for control and for the watchdog */
	size_t rows;         /* of the largest table */
	double table_bytes;  /* of all tables at their height */
	double wal_bytes;    /* written before a checkpoint; max_wal_size limits it */
};

/* For control, and for the watchdog. */
#define SURVEY_OWN_CONNECTIONS 2

/* Fills a survey that is initialized, with effects and findings.  conn was opened with conninfo, which serves
 * for a second one.  Each part is read in a transaction that only reads, no setting outlives it, and a
 * part that the server refuses is among those unread.  Fails where the server is lost. */
UP_MUST_CHECK enum up_status survey_take(struct up_conn *conn, const char *conninfo,
					 const struct survey_demand *demand, struct survey *survey,
					 struct up_error *err);

#endif
