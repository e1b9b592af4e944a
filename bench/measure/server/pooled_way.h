/* SPDX-License-Identifier: PostgreSQL */
/*
 * A way to a server through a pooler, on which each sample is one transaction.
 *
 * Before it is used, it is made sure that it leads to the server, the database and the role of the
 * direct connection, that the pooler takes transactions, and how many of them at once.  Nothing is set on
 * it, and nothing is left there.
 */
#ifndef MEASURE_SERVER_POOLED_WAY_H
#define MEASURE_SERVER_POOLED_WAY_H

#include "pg/conn.h"
#include "record/survey/finding.h"
#include "record/survey/survey.h"

/* What is asked for; borrowed. */
struct pooled_request {
	const char *conninfo;
	const char *named_by; /* how messages call it: "--dbname" */
	const char *arm;      /* whose it is, for messages; NULL: the run's */
	size_t transactions;  /* that are open at once */
};

struct pooled_way {
	char *named;    /* owned; the conninfo as it was given */
	char *conninfo; /* owned; with the one host that was reached, without the environment */
	int pooling;    /* enum pooling, as it shows */
	bool keeps_prepared; /* prepared statements are there in all transactions */
};

struct pooled_way_list {
	struct pooled_way *items; /* owned */
	size_t count;
};

/* One for each request.  UP_INVALID, naming arm and option: it cannot be right there.  Adds to findings
 * where no pooler shows.  The list is to be released also after a failure. */
UP_MUST_CHECK enum up_status pooled_way_list_find(const struct pooled_request *requests,
						  size_t count, struct up_conn *direct,
						  struct finding_list *findings,
						  struct pooled_way_list *list,
						  struct up_error *err);
void pooled_way_list_release(struct pooled_way_list *list);

/* That of the request with this conninfo, which may be NULL; NULL: there is none. */
const struct pooled_way *pooled_way_named(const struct pooled_way_list *list, const char *conninfo);

#endif
