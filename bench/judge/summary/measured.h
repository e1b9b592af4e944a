/* SPDX-License-Identifier: PostgreSQL */
/* The values of a case's samples, and what is made of them: medians, and ratios of the time that
 * contenders are compared by (sample_compared_ns()). */
#ifndef JUDGE_SUMMARY_MEASURED_H
#define JUDGE_SUMMARY_MEASURED_H

#include "record/run.h"
#include "stats/statistics.h"

/* Was it measured, with a time? */
bool measured_is_timed(const struct sample *sample);

/* Is a sample one of those that the median time of its case is taken of?  Where the plan of a prepared
 * statement changed, those with the plan that it settled on (record/steady_plan.h) are. */
bool measured_counts(const struct run_case *of, const struct sample *sample);

/* A value of a sample; NaN: it has none. */
typedef double measured_figure(const struct run_case *of, const struct sample *sample,
			       const void *context);

measured_figure measured_time;   /* ns; context is ignored */
measured_figure measured_member; /* context: the offset (size_t) of an int64_t in struct sample */

/* The known values of the samples of status ok in a phase, in the order of samples.csv, and of the
 * phase measure with the plan that the case settled on; a cold one that was explained is left out; values
 * has room for all samples of the case. */
size_t measured_collect(const struct run_case *of, enum sample_phase phase, measured_figure *figure,
			const void *context, double *values);

/* Their median; NaN when there is none, and when memory runs out. */
double measured_median(const struct run_case *of, enum sample_phase phase, measured_figure *figure,
		       const void *context);

/* The median of one counter of a case over its measured samples. */
double sample_median(const struct run *run, const char *case_name, size_t offset);

/* The ratio of two cases' medians, 95 %, from pairs of the same round (statistics.h).
 * Seeded, hence the same for the same run. */
UP_MUST_CHECK enum up_status measured_ratio_interval(const struct run *run, const char *numerator,
						     const char *denominator,
						     struct interval *interval,
						     struct up_error *err);

#endif
