/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a side of fewer than three sessions cannot show, how much sessions differ, taken from
 * noise.json (record/noise.h): it widens the interval of a comparison.
 *
 *   pairs     SE² becomes F SE², F (at least 1) moderated over the cases (stats/dispersion.h)
 *   two runs  SE² becomes SE² + sigma_b² / S_base + sigma_b² / S_new, S sessions a side
 *
 * where SE is the half width of the interval over 1.96.  The new interval and p-values are those
 * of Student's distribution with W - 1 degrees of freedom, W windows behind the noise.
 *
 * A threshold below what sessions differ by asks for a verdict on the state that a start happens to
 * leave behind.  So that of a time is at least SESSION_NOISE_REACH sigma_b, whatever the number of
 * sessions; of pairs sigma_b is what windows scatter by beyond their own errors,
 * sqrt(s² - error²).
 */
#ifndef JUDGE_COMPARE_SESSION_NOISE_H
#define JUDGE_COMPARE_SESSION_NOISE_H

#include "judge/compare/evidence.h"
#include "judge/compare/fingerprint.h"
#include "record/noise.h"

/* Does the comparison have fewer than three sessions on a side? */
bool session_noise_is_missing(const struct contrast *contrast);

/* Widens the evidence of a case, named without its arm, if that has an interval and sessions are
 * missing.  Returns whether the noise of the case is known; nothing changes where it is not.
 * noise may be NULL. */
bool session_noise_widen(const struct noise *noise, const char *case_name,
			 const struct contrast *contrast, double margin, struct evidence *evidence);

#define SESSION_NOISE_REACH 3

/* The threshold of a case, a share, named without its arm: the given one, or what the noise asks for
 * where that is more.  noise may be NULL, or without the case. */
double session_noise_threshold(const struct noise *noise, const char *case_name, bool paired,
			       double threshold);

/* The facts of machine, server and settings in which a run differs from the one that the noise
 * was measured in. */
UP_MUST_CHECK enum up_status session_noise_compare(const struct noise *noise, const struct run *run,
						   struct difference_list *list,
						   struct up_error *err);

#endif
