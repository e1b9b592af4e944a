/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which of the connections of a sync waits for a lock, and for whom.
 *
 * Workers update different rows, so their statements alone never wait for each other; what the
 * table adds (a trigger, a foreign key, an index) may.  Each worker keeps its locks until all of
 * them are done, so such a wait does not end, and the server sees no deadlock: the session that
 * is waited for does not wait for a lock, but for its client.
 */
#ifndef MEASURE_TRIAL_LOCK_WAIT_H
#define MEASURE_TRIAL_LOCK_WAIT_H

#include "pg/conn.h"

#include <stdbool.h>
#include <stddef.h>

struct lock_wait {
	int waiter;             /* the number of the connection, from 1; 0: none waits */
	int blocker;            /* likewise of the one that it waits for; 0: of another session */
	int blocker_pid;        /* of that session; 0: a prepared transaction */
	bool is_to_end;         /* the lock is kept until the end of the blocker's transaction */
	char blocker_name[64];  /* application_name; may be empty */
	char blocker_state[32]; /* as in pg_stat_activity; empty: not known */
	char table[64];         /* whose row is locked; empty: not known */
};

/* Asks the server over a connection of its own.  Of several waits, one for another of the
 * connections is preferred.  No table is read for it unless there is a wait, so that the
 * counters of a sample stay what they are. */
UP_MUST_CHECK enum up_status lock_wait_find(struct up_conn *own, struct up_conn *const *conns,
					    size_t count, struct lock_wait *wait,
					    struct up_error *err);

/* The same two sessions? */
bool lock_wait_equal(const struct lock_wait *a, const struct lock_wait *b);

/* Why a sync with such a wait was stopped: "worker 2 waits for worker 1 of the same sync: ...". */
void lock_wait_append_workers(struct up_buffer *text, const struct lock_wait *wait);

/* What a sync waited for when its limit was over: ", waiting for ..."; nothing without a wait. */
void lock_wait_append_timeout(struct up_buffer *text, const struct lock_wait *wait);

#endif
