/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a family of cases costs as a function of its rows n and of the network's round-trip
 * time r:
 *
 *   T(n, r) = curve(n) + round trips(n) * r
 *
 * T is the time of update and commit (measured.h), the curve one of curve.h, and the round
 * trips are those of trips.h.  Where cases of one size were measured at several r, the
 * coefficient of the second term is fitted, too; otherwise it is 1.  Costs in bytes are
 * curves of n alone, and peaks of memory straight ones: pages of the server's cache count in
 * them, and come by steps.
 *
 * Intervals are those of 95 % of the median of a size that was not measured, bootstrapped
 * and seeded: samples are drawn anew within each case, a curve is fitted to their medians,
 * which decide again what form it has, and one of the curve's own residuals, made larger by
 * the degrees of freedom that the fit took, is added.  Beyond the largest size they widen
 * with the logarithm of the distance, by as much as the largest size was missed from the
 * others, which is as far away as its logarithm is from that of the next, and by no less
 * than CURVE_DISCREPANCY.  What no measured size shows, as pages that no longer fit into the
 * server's cache, is in no interval.
 */
#ifndef JUDGE_PREDICT_FIT_H
#define JUDGE_PREDICT_FIT_H

#include "judge/predict/curve.h"
#include "judge/predict/family.h"
#include "judge/predict/resource.h"
#include "judge/predict/trips.h"
#include "stats/statistics.h"

/* Nothing is predicted for sizes that are more than so many times larger or smaller than
 * what was measured. */
#define FIT_REACH 20

/* Below so many samples in any case there are no intervals. */
#define FIT_LEAST_SAMPLES 3

/* A file that grew by fewer pages at a size grew by a step, which is no law of the rows: that size is
 * left out, and with fewer than CURVE_LEAST_SIZES others nothing is predicted of the file.  One that
 * grew at no size is predicted not to grow. */
#define FIT_LEAST_PAGES 16

struct fit {
	double least; /* rows that were measured, and have the plan of the most (plan_group.h) */
	double most;
	double turn; /* the most rows that were measured with another plan; NaN: there are none */
	size_t sizes;
	struct curve time;
	struct trips trips;
	bool cost_known[COST_COUNT];
	struct curve costs[COST_COUNT];
	bool has_steps; /* a growth is not known because of FIT_LEAST_PAGES */
	bool touched_known;
	struct curve touched; /* working_set.h */
	double touched_most;  /* of the sizes that were measured */
	double cache;         /* NaN when not known */
	double residual;      /* the largest, as a share of the measured median */
	double holdout;       /* the largest size as the others predict it, over what was measured,
			    less 1; NaN when there are too few */
	double next;          /* the largest size but one */
	struct curve *resamples; /* owned */
	double *errors;          /* owned; a factor for each resample */
	size_t resample_count;   /* 0: no intervals */
};

void fit_release(struct fit *fit);
#define FIT UP_CLEANUP(fit_release) struct fit

/* UP_INVALID when there are too few sizes, or too few with one plan; the message does not name the
 * family. */
UP_MUST_CHECK enum up_status fit_make(const struct run *run, const struct family *family,
				      uint64_t seed, struct fit *fit, struct up_error *err);

/* Fails with UP_INVALID, with the reason, for rows that are too far from what was measured, or were
 * measured with another plan. */
UP_MUST_CHECK enum up_status fit_check_rows(const struct fit *fit, double rows,
					    struct up_error *err);

/* The smallest and the largest rows that it lets pass: whole numbers. */
double fit_least_rows(const struct fit *fit);
double fit_most_rows(const struct fit *fit);

/* What a time is asked for. */
struct fit_load {
	double rows; /* not checked */
	double trips;
	double rtt_ns;  /* of each of the trips */
	double speedup; /* what all but the round trips is divided by */
};

/* NaN when there is a delay, and the round trips are NaN. */
double fit_time(const struct fit *fit, const struct fit_load *load);
struct interval fit_time_interval(const struct fit *fit, const struct fit_load *load);

/* Whether so many rows touch more pages than the server's cache holds, and no size that was
 * measured did. */
bool fit_outgrows_cache(const struct fit *fit, double rows);

/* NaN when it is not known. */
double fit_cost(const struct fit *fit, enum cost cost, double rows);

#endif
