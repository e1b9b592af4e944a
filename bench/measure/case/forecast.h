/* SPDX-License-Identifier: PostgreSQL */
/*
 * Predicts from smaller sizes of a case whether it is worth starting.
 *
 * Cases that differ only in their rows are a family.  The time of a sync of a
 * larger size follows from those of the smaller ones by a power law through the
 * two largest of them,
 *
 *   time = t2 × (rows / rows2) ^ log(t2 / t1) / log(rows2 / rows1)
 *
 * with an exponent from 1 to 2: it is at least linear, as constant costs fade
 * with size, and nothing here grows faster than the square of the rows but across
 * a threshold, which is crossed once (or by a hiccup, which must not decide).  From
 * one size alone it is linear.
 */
#ifndef MEASURE_CASE_FORECAST_H
#define MEASURE_CASE_FORECAST_H

#include "measure/case/case.h"

struct forecast_point {
	size_t rows;
	int64_t sync_ns;
	bool stopped; /* after that time: it would have taken longer */
};

/* Nanoseconds of a sync of rows rows; points are in the order of their rows, all
 * smaller than rows and none twice.  NaN without a point. */
double forecast_ns(const struct forecast_point *points, size_t count, size_t rows);

/* How far beyond its budget the samples that a case gets anyway may take it.  A
 * budget is no limit, and a forecast from few samples is a rough one. */
#define FORECAST_TOLERANCE 2

/* UP_UNSUPPORTED with the reason, when one sync is predicted to take longer than the
 * timeout, or the least that the case would do (the cold sample and min_samples,
 * each with the time of a sync alone) more than FORECAST_TOLERANCE times its budget. */
UP_MUST_CHECK enum up_status forecast_check(const struct forecast_point *points, size_t count,
					    size_t rows, const struct sampling *sampling,
					    struct up_error *err);

#endif
