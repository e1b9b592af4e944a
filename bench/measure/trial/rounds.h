/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rounds: every case once in each, in a balanced order (schedule.h), until each
 * has its samples.
 *
 * By its struct sampling a case leaves
 *   - when it has `samples` measured ones;
 *   - when its budget is spent (wall time of its samples, restoring included) and
 *     it has `min_samples`;
 *   - when the interval of its median is as narrow as `precision` wants it, and it has
 *     `min_samples` and PRECISION_LEAST (precision.h);
 *   - at the end of a session from the third on, with all of its arms, when they are decided
 *     (pair_decision.h), if its struct sampling has `decide`;
 *   - at once when a sample failed, timed out or was wrong: the next one would;
 *   - with `stop_at_budget`, before its first sample, when those of its smaller sizes
 *     predict that it would take too long (forecast.h).  It is recorded as skipped.
 * Its first sample is cold; `warmup` more are not counted, none when the cold one
 * alone has spent the budget.  Unless `warmup` is 0, the warm-ups of a case with prepared statements go
 * on until the server has decided about their plans, to CASE_PROGRESS_PLAN_WARMUPS at most and within
 * the budget.  That a case has enough is looked at when a round ends; its
 * arms, which are compared pair by pair, go together, when all of them may, and the first
 * to spend its budget spends it for all.
 *
 * `sessions` share all of that evenly: each begins anew, with fresh connections, on a
 * private cluster that was restarted, and with a cold sample and warm-ups, so that what
 * differs from one connection or start of the server to the next is in the samples.
 * Rounds are counted across sessions; the order of the cases begins anew in each.
 *
 * In the first warm-up the plans of the case are captured (trial.h) and given to the
 * writer.  For their sake it takes place even when the budget is spent, unless the cold
 * sync took more than CASE_PROGRESS_PLAN_NS.  Where it took more than a quarter of the limit
 * there are no plans, so that explaining does not become a timeout.
 * With `warmup` 0 they are captured in the very first sample, which is cold; that of later sessions is
 * not explained.
 *
 * A case with `stop_at_budget` waits in the first round until every smaller size of
 * its family has had its sample or is out; the round goes over its order again until
 * nobody waits.  That round has cold samples only, which no case is compared by, and
 * an order seed gives the same order each time that the predictions are the same.
 */
#ifndef MEASURE_TRIAL_ROUNDS_H
#define MEASURE_TRIAL_ROUNDS_H

#include "measure/trial/admission.h"
#include "measure/trial/servers.h"
#include "record/run.h"

/* Called between samples; must not block. */
struct rounds_observer {
	void (*before_sample)(void *context, const struct trial_case *trial_case, int64_t round,
			      int64_t rounds, double done /* share, 0 to 1 */);
	enum up_status (*after_sample)(void *context, const struct trial_case *trial_case,
				       const struct sample *sample, struct up_error *err);
	void *context;
};

struct rounds_result {
	int64_t failed;                /* cases that ended as failed or timeout */
	int64_t mismatch;              /* cases that ended as mismatch, but for these: */
	int64_t by_table;              /* the table itself wrote what was wrong (wrong_columns.h) */
	int64_t measured;              /* cases with at least one good measured sample */
	struct up_error plans_refused; /* why there are no plans; UP_OK: there are, or
					  was not asked */
	struct up_error probes_refused; /* likewise, what samples cost */
};

struct rounds_options {
	uint64_t seed;       /* of the data sets */
	uint64_t order_seed; /* of the order of the cases: schedule.h */
	int64_t memory;      /* bytes that a case may need; see footprint.h */
	struct row_source row_source;
	bool probe_cost; /* every second round goes without the probes of cost.h */
};

/* Loads the data sets, runs the rounds, and appends every sample to the writer.
 * result is filled also when an error is returned. */
UP_MUST_CHECK enum up_status rounds_run(struct server_list *servers, const struct case_list *cases,
					const struct rounds_options *options,
					const struct rounds_observer *observer,
					struct run_writer *writer, struct rounds_result *result,
					struct up_error *err);

#endif
