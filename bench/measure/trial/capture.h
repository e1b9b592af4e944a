/* SPDX-License-Identifier: PostgreSQL */
/*
 * The plans of one sample: explaining around its sync, and what became of it.
 *
 *   trial_capture_begin() → the sync → trial_capture_end()
 *
 * Explaining must not make a case fail that works without it.  There are engines that refuse to explain
 * a statement that they execute.  So a sync that failed meanwhile is repeated without, on a fresh connection:
 * if that works, the case has no plans, for the reason that trial_capture_blame() keeps.
 */
#ifndef MEASURE_TRIAL_CAPTURE_H
#define MEASURE_TRIAL_CAPTURE_H

#include "measure/case/case.h"
#include "measure/plan/capture.h"

/* Why there are plans, or none. */
enum trial_plans {
	TRIAL_PLANS_NONE,     /* they were not asked for, or the sample was not ok, or cold */
	TRIAL_PLANS_CAPTURED, /* plans holds them */
	TRIAL_PLANS_FAILED,   /* not those of this case; plans holds the reason */
	TRIAL_PLANS_REFUSED, /* the role may not, or there is no auto_explain; refusal has the reason */
};

struct trial_capture {    /* begin with {0} */
	bool is_for_cold; /* also of a sample on a fresh connection */
	enum trial_plans outcome;
	struct case_plans plans;
	struct up_error refusal;
	struct plan_capture session; /* of the connection, between begin and end */
	bool is_explaining;          /* likewise; it stays true when the sync fails */
};

void trial_capture_release(struct trial_capture *capture);
#define TRIAL_CAPTURE UP_CLEANUP(trial_capture_release) struct trial_capture

/* Starts explaining what conn does to the relation, unless the server refuses, which is no error. */
UP_MUST_CHECK enum up_status trial_capture_begin(struct trial_capture *capture,
						 struct up_conn *conn,
						 const struct up_relation *relation,
						 struct up_error *err);

/* Stops it, after a sync that worked; the settings of the case are made again. */
UP_MUST_CHECK enum up_status trial_capture_end(struct trial_capture *capture,
					       const struct trial_case *trial_case,
					       struct up_error *err);

/* The sample ended with status and, unless that is UP_OK, reason.  Can explaining be the cause?
 * Then the reason is kept, and nothing more is to be explained. */
UP_MUST_CHECK bool trial_capture_blame(struct trial_capture *capture, enum up_status status,
				       const struct up_error *reason);

/* Without explaining it failed, too. */
void trial_capture_acquit(struct trial_capture *capture);

#endif
