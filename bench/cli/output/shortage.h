/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a comparison lacks to be a result: samples, or sessions.
 *
 * A comparison that is inconclusive passes only where it would have shown a slow-down that is large
 * enough to matter in any case, `must_see`: a job that is too noisy or too short to see anything
 * must not be green.  One with a verdict has shown what it is about, and passes whatever else it
 * could have shown.
 */
#ifndef CLI_OUTPUT_SHORTAGE_H
#define CLI_OUTPUT_SHORTAGE_H

#include "show/words/comparison.h"

struct shortage_rule {
	double must_see;         /* share; 0: off, NaN: SHORTAGE_TIMES the threshold of the case
				    and SHORTAGE_MORE */
	bool require_conclusive; /* what is inconclusive never passes */
};

#define SHORTAGE_TIMES 2
#define SHORTAGE_MORE 0.05

/* Is there a comparison that does not pass?  With must_see 0 and require_conclusive false: does none
 * of those that can be compared have a verdict, or show what it could have shown? */
bool shortage_exists(const struct comparison_report *report, const struct shortage_rule *rule);

/* One line, for standard error, where it exists. */
void shortage_print(const struct comparison_report *report, const struct shortage_rule *rule,
		    FILE *errors);

#endif
