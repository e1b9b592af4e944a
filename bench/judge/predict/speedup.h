/* SPDX-License-Identifier: PostgreSQL */
/*
 * By how much W workers are faster than one: as measured where both were measured with the same
 * rows, or by the law of scalability (scalability.h) where the strategy was measured with enough
 * numbers of workers.
 *
 * Its error is bootstrapped: the samples of each number of workers are drawn anew, and for a law each
 * throughput is off by CURVE_DISCREPANCY more, as no law goes through all medians; three numbers of
 * workers leave it no residual to see that by.
 */
#ifndef JUDGE_PREDICT_SPEEDUP_H
#define JUDGE_PREDICT_SPEEDUP_H

#include "judge/predict/family.h"
#include "judge/predict/trips.h"

enum speedup_kind {
	SPEEDUP_NONE, /* the curve is of that many workers */
	SPEEDUP_MEASURED,
	SPEEDUP_LAW,
};

struct speedup {
	enum speedup_kind kind;
	double factor;     /* above 1: faster; 1 for SPEEDUP_NONE */
	double workers;    /* that it is of */
	double rows;       /* that it was measured with */
	double *resamples; /* owned; factors, FIT_RESAMPLES of them (fit.h); NULL: too few samples */
};

void speedup_release(struct speedup *speedup);

/* The family that differs from that one in its workers alone; NULL: there is none. */
const struct family *speedup_sibling(const struct family_list *families, const struct family *of,
				     int64_t workers);

/* Of a family of one worker.  UP_INVALID, with the reason, where it is not known. */
UP_MUST_CHECK enum up_status speedup_make(const struct run *run, const struct family_list *families,
					  const struct family *of, int64_t workers, uint64_t seed,
					  struct speedup *speedup, struct up_error *err);

/* The round trips of its workers, from those of one (trips.h). */
struct trips speedup_trips(const struct run *run, const struct family_list *families,
			   const struct family *of, const struct speedup *speedup,
			   const struct trips *one);

#endif
