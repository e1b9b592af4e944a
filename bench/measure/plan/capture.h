/* SPDX-License-Identifier: PostgreSQL */
/*
 * Captures how the server executes the statements of a connection, by
 * auto_explain: between begin and end, every statement that writes the relation is
 * explained as it ran (EXPLAIN ANALYZE without clocks), in a notice to the client, with the WAL that it
 * wrote and the pages that it made dirty; log_planner_stats adds the time to plan it.
 * That costs time, so nothing is measured meanwhile; afterwards the session is as it
 * was, but for the loaded module, which does nothing.
 *
 * Of a connection that keeps values out (up_conn_keep_values_out()), statements and plans are kept
 * without their literals.
 *
 * Only superusers may do so.  Others have no plans, and their session is untouched.
 */
#ifndef MEASURE_PLAN_CAPTURE_H
#define MEASURE_PLAN_CAPTURE_H

#include "model/relation.h"
#include "pg/conn.h"
#include "record/query_plan.h"

struct plan_capture {
	struct up_conn *conn;               /* borrowed; NULL: not capturing */
	const struct up_relation *relation; /* borrowed */
	struct case_plans plans;            /* case_name, sample and plan are the caller's */
	/* Since the last statement that was explained; UNMEASURED: the server has reported no planning
	 * yet. */
	int64_t planning_ns;
	enum up_status status; /* of what went wrong in a notice, with its error */
	struct up_error error;
};

/* Begins.  UP_UNSUPPORTED, with the server's reason, when the role may not or the
 * server has no auto_explain. The capture must stay where it is until it ends. */
UP_MUST_CHECK enum up_status plan_capture_begin(struct plan_capture *capture, struct up_conn *conn,
						const struct up_relation *relation,
						struct up_error *err);

/* Ends: settings of the session that were changed are as at its start again (the caller
 * repeats its own). The plans are in capture->plans. */
UP_MUST_CHECK enum up_status plan_capture_end(struct plan_capture *capture, struct up_error *err);

/* Also in the middle, of a connection that is not used any more. */
void plan_capture_release(struct plan_capture *capture);
#define PLAN_CAPTURE UP_CLEANUP(plan_capture_release) struct plan_capture

#endif
