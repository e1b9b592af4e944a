/* SPDX-License-Identifier: PostgreSQL */
/* The times of a family (family.h), case after case, and their medians: what its curve is fitted to. */
#ifndef JUDGE_PREDICT_FAMILY_TIMES_H
#define JUDGE_PREDICT_FAMILY_TIMES_H

#include "base/random.h"
#include "judge/predict/curve.h"
#include "judge/predict/family.h"
#include "judge/predict/trips.h"
#include "judge/summary/measured.h"

struct family_times {
	const struct run *run;       /* borrowed */
	const struct family *family; /* borrowed */
	size_t count;                /* cases */
	struct curve_point *points;  /* owned: one per case */
	struct trips trips;
	bool is_line;    /* one statement per chunk or per row does the same again and again */
	double *samples; /* owned: of case after case, in the order of the file */
	size_t *first;   /* owned: where a case's samples begin; one more than cases */
	double *values;  /* owned: scratch for as many as the run has samples */
};

void family_times_release(struct family_times *times);
#define FAMILY_TIMES UP_CLEANUP(family_times_release) struct family_times

/* UP_INVALID where a delay was measured with an unknown number of round trips. */
UP_MUST_CHECK enum up_status family_times_make(const struct run *run, const struct family *family,
					       struct family_times *times, struct up_error *err);

/* One point per case that has such a figure: medians over its samples.  points has room for all
 * cases; returns how many. */
size_t family_times_points(struct family_times *times, measured_figure *figure, const void *context,
			   struct curve_point *points);

/* The median of as many samples of a case, drawn with replacement. */
double family_times_redraw(struct family_times *times, size_t of, struct up_random *random);

/* The least number of samples of a case. */
size_t family_times_least_samples(const struct family_times *times);

#endif
