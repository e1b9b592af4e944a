/* SPDX-License-Identifier: PostgreSQL */
/*
 * A family is the cases of a run that differ in nothing but their rows and rtt: what one
 * curve goes through.  Only cases of status ok belong to one; of a case that failed or timed
 * out the slow samples are missing.
 */
#ifndef JUDGE_PREDICT_FAMILY_H
#define JUDGE_PREDICT_FAMILY_H

#include "record/manifest.h"
#include "record/run.h"
#include "record/summary.h"

#include <stdbool.h>

#define FAMILY_FACTORS (FACTOR_BIT(FACTOR_ROWS) | FACTOR_BIT(FACTOR_RTT))

struct family {
	char *name; /* owned; of its cases, without rows and rtt: "copy-temp chunk=100" */
	enum role role;
	const struct summary **cases; /* owned, not what it points to; at least one */
	size_t count;
	/* Borrowed.  Of a run that is scaled down: the size that it is for, if that was measured as well, to hold
	 * the prediction against; it is none of the cases.  NULL: it was not. */
	const struct summary *target;
};

struct family_list {
	struct family *items; /* owned */
	size_t count;
};

void family_list_release(struct family_list *list);
#define FAMILY_LIST UP_CLEANUP(family_list_release) struct family_list

/* In the order of their first case; the summaries are those of the run and must live as long. */
UP_MUST_CHECK enum up_status family_list_make(const struct run *run,
					      const struct summary_list *summaries,
					      struct family_list *list, struct up_error *err);

/* Does a case with this key belong to the family? */
bool family_has(const struct family *family, const struct case_key *key);

/* Do they do the same work but for rows and rtt, in the same arm?  Others are never ranked with
 * each other. */
bool family_is_rival(const struct family *a, const struct family *b);

/* Brings rivals together, each group where its first family was. */
void family_list_group(struct family_list *list);

/* Workers of its cases; at least 1. */
int64_t family_workers(const struct family *family);

/* How many rows the table holds, as the experiment said it; UNMEASURED: those that the
 * sync brings and that are not new, no others. */
int64_t family_table_rows(const struct family *family);

/* Round-trip time that a case was measured with; 0: no delay. */
double family_rtt_ns(const struct summary *summary);

#endif
