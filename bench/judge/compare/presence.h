/* SPDX-License-Identifier: PostgreSQL */
/*
 * What each side has of a case, and what follows from it before any value is compared:
 *
 *   both have values                    it is compared; samples that failed beside them are
 *                                       counted in `failures`
 *   of two runs, only the new one has   new; not measured, if the new run skipped it
 *   it
 *   both skipped it                     not measured
 *   anything else                       incomparable: a side lacks it, has no value, or left the
 *                                       table in a wrong state
 *
 * With --strict, new and not measured are incomparable, too.  A case of --expect is incomparable if
 * no side measured it, also if neither lists it.
 */
#ifndef JUDGE_COMPARE_PRESENCE_H
#define JUDGE_COMPARE_PRESENCE_H

#include "judge/compare/case_pair.h"
#include "judge/compare/comparison.h"
#include "record/text_list.h"

struct presence_side {
	const struct run_case *of; /* borrowed; NULL: the side does not list it */
	size_t count;              /* of its values */
	const char *label;         /* borrowed */
};

struct presence {
	struct presence_side base;
	struct presence_side new;
	bool paired;
	bool strict;
	const struct text_list *expected; /* borrowed: names of cases; NULL: none */
};

/* Sets the verdict, with its reason, unless the case is compared, and failures. */
UP_MUST_CHECK enum up_status presence_check(const struct presence *presence,
					    struct comparison *comparison, struct up_error *err);

/* Appends a pair without sides for each expected name that is not in the list. */
UP_MUST_CHECK enum up_status presence_expect(const struct text_list *expected,
					     struct case_pair_list *pairs, struct up_error *err);

#endif
