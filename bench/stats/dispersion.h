/* SPDX-License-Identifier: PostgreSQL */
/*
 * Estimates that were made again and again (windows), each with the standard error that it
 * claims for itself: how far do they scatter, and is that more than they claim?  Everything is
 * in logarithms.
 *
 *   sd        s, the standard deviation of the estimates, with W - 1 degrees of freedom
 *   sd_upper  its upper bound of 95 %: s sqrt((W - 1) / chi2(0.05; W - 1))
 *   error     the root of the mean square of the claimed errors
 *   ratio     F = s² / error²: 1 when the errors are honest; with its interval of 95 %,
 *             [(W - 1) F / chi2(0.975; W - 1), (W - 1) F / chi2(0.025; W - 1)]
 *
 * Normal estimates are supposed.
 */
#ifndef STATS_DISPERSION_H
#define STATS_DISPERSION_H

#include "stats/statistics.h"

/* An F above this is no chance with 30 windows (p < 0.01). */
#define DISPERSION_WIDE 1.8

/* NaN where there are fewer than two windows, or no error above 0. */
struct dispersion {
	size_t windows;
	double mean;
	double sd;
	double sd_upper;
	double error;
	double ratio;
	struct interval ratio_interval;
};

struct dispersion dispersion_of(const double *estimates, const double *errors, size_t count);

/* The probability that a window whose true value is 0 is reported to lie beyond the margin is at
 * most this: 2 (1 - T((margin + q error) / sd_upper; W - 1)), q = 1.96, since the whole
 * interval must lie there.  0 where all estimates are equal; NaN where nothing is known. */
double dispersion_alarm(const struct dispersion *dispersion, double margin);

/* What many dispersions have in common (Smyth, Statistical Applications in Genetics and
 * Molecular Biology 3, 2004, doi:10.2202/1544-6115.1027): F of a case is drawn around `ratio`
 * as if that were known from so many degrees of freedom; infinite when cases do not differ. */
struct moderation {
	double degrees;
	double ratio;
};

/* ratios have the same degrees of freedom (at least 1); NaN for fewer than two, or when one
 * is not above 0. */
struct moderation moderation_of(const double *ratios, size_t count, size_t degrees);

/* The ratio of a case with its degrees, drawn towards what it has in common with the others; its
 * own where that is not known. */
double moderation_apply(const struct moderation *moderation, double ratio, size_t degrees);

#endif
