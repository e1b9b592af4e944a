/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a family of cases costs as a function of its rows n and of the network's round-trip
 * time r:
 *
 *   T(n, r) = curve(n) + round trips(n) * r
 *
 * T is the time of update and commit (measured.h), the curve one of curve.h, and the round
 * trips are those of trips.h.  Where cases of one size were measured at several r, the
 * coefficient of the second term is fitted, too; otherwise it is 1.  Where the rows go in chunks or
 * one by one, the curve is a line.  Costs in bytes are laws of n alone (byte_law.h).
 *
 * Intervals are those of 95 % of the median of a size that was not measured, bootstrapped
 * and seeded: samples are drawn anew within each case, a curve is fitted to their medians,
 * which decide again what form it has, and one of the residuals that the families of the run
 * share is added.  Beyond the sizes that were measured, in both directions, the part of the time
 * that is not round trips drifts as the curves of the run did (drift.h): the prediction is
 * corrected by their bias, and the interval widens with the distance.  Without curves that could be
 * held against a larger size, that is with fewer than four sizes, there is no interval there.  What
 * no measured size shows, as pages that no longer fit into the server's cache, is in no interval.
 */
#ifndef JUDGE_PREDICT_FIT_H
#define JUDGE_PREDICT_FIT_H

#include "judge/predict/byte_law.h"
#include "judge/predict/resource.h"
#include "judge/predict/shared_error.h"
#include "stats/statistics.h"

/* Nothing is predicted for sizes that are more than so many times larger or smaller than
 * what was measured. */
#define FIT_REACH 20

/* Less of a measured time, without what its round trips took, is not known: medians are off by a percent
 * of the whole. */
#define FIT_LEAST_LEFT 0.1

/* Below so many samples in any case there are no intervals: medians of resamples of fewer say
 * little about a median (statistics.h). */
#define FIT_LEAST_SAMPLES 6

#define FIT_RESAMPLES DRIFT_QUANTILES

struct fit {
	double least; /* rows that were measured, and have the plan of the most (plan_group.h) */
	double most;
	double turn; /* the most rows that were measured with another plan; NaN: there are none */
	double table_rows; /* that the table holds in all sizes (family.h); INFINITY: it grows with them */
	double old_share; /* of the rows of a sync: those that the table must have */
	size_t sizes;
	double least_rtt_ns; /* that was measured */
	double most_rtt_ns;
	struct curve time;
	struct trips trips;
	struct byte_law costs[COST_COUNT];
	bool images_known;
	struct curve images; /* pages that are written to the WAL as a whole (checkpoint.h) */
	bool touched_known;
	struct curve
		touched; /* bytes of table, indexes and TOAST whose pages a sync finds or adds */
	double touched_most;   /* of the sizes that were measured */
	double residual;       /* the largest, as a share of the measured median */
	double holdout;        /* the largest size as the others predict it, over what was measured,
			    less 1; NaN when there are too few */
	double step[2];        /* e-folds from the outermost size to the next, by enum
				    drift_direction */
	struct drift drift[2]; /* likewise */
	struct curve *resamples; /* owned; FIT_RESAMPLES of them, or NULL: no intervals */
	double *errors;          /* owned; a factor for each resample */
	double *drifts[2];       /* owned; drift_quantiles() by enum drift_direction */
};

void fit_release(struct fit *fit);
#define FIT UP_CLEANUP(fit_release) struct fit

/* shared: of the families of the run.  UP_INVALID when there are too few sizes, or too few with one
 * plan; the message does not name the family. */
UP_MUST_CHECK enum up_status fit_make(const struct run *run, const struct family *family,
				      const struct shared_error *shared, uint64_t seed,
				      struct fit *fit, struct up_error *err);

/* Fails with UP_INVALID, with the reason, for rows that are too far from what was measured, or were
 * measured with another plan. */
UP_MUST_CHECK enum up_status fit_check_rows(const struct fit *fit, double rows,
					    struct up_error *err);

/* Likewise for rows that the table does not hold: fit_check_rows() includes it. */
UP_MUST_CHECK enum up_status fit_check_table(const struct fit *fit, double rows,
					     struct up_error *err);

/* The smallest and the largest rows that fit_check_rows() lets pass: whole numbers. */
double fit_least_rows(const struct fit *fit);
double fit_most_rows(const struct fit *fit);

/* The most that fit_check_table() lets pass; INFINITY. */
double fit_table_most(const struct fit *fit);

/* Is a round-trip time shorter or longer than all that were measured? */
bool fit_extrapolates_rtt(const struct fit *fit, double rtt_ns);

/* What a time is asked for. */
struct fit_load {
	double rows; /* not checked */
	double trips;
	double rtt_ns;          /* of each of the trips */
	double speedup;         /* what all but the round trips is divided by */
	const double *speedups; /* borrowed; one for each resample; NULL: speedup is exact */
};

/* Fails with UP_INVALID where the delay is shorter than any that was measured, and hardly any of the measured time
 * is left without it. */
UP_MUST_CHECK enum up_status fit_check_rtt(const struct fit *fit, const struct fit_load *load,
					   struct up_error *err);

/* NaN when there is a delay, and the round trips are NaN. */
double fit_time(const struct fit *fit, const struct fit_load *load);

/* NaN where there is none. */
struct interval fit_time_interval(const struct fit *fit, const struct fit_load *load);

/* Pages that are written to the WAL as a whole, with a checkpoint before the sync and none in it; NaN
 * when it is not known. */
double fit_images(const struct fit *fit, double rows);

#endif
