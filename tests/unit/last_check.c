/* SPDX-License-Identifier: PostgreSQL */
/* The whole table is checked after the last sample of a case. */
#include "measure/trial/case_progress.h"

#include <criterion/criterion.h>

static char pair[] = "pair";

static bool is_last(struct case_progress *progress, int64_t measured, int64_t session)
{
	progress->measured = measured;
	case_progress_prepare_check(progress, session);
	return progress->trial.verification.is_last;
}

Test(last_check, is_known_beforehand_where_samples_end_a_case)
{
	struct trial_case of = {.sampling = {.samples = 8, .sessions = 2}};
	struct case_progress progress = {.trial_case = &of};

	cr_expect_not(is_last(&progress, 2, 1));
	cr_expect(is_last(&progress, 3, 1));
	cr_expect_not(is_last(&progress, 4, 2));
	cr_expect(is_last(&progress, 7, 2));
}

/* By its budget or its precision, or by that of another arm. */
Test(last_check, is_made_up_for_where_something_else_ends_it)
{
	struct trial_case of = {.sampling = {.samples = 8}, .pair = pair};
	struct trial_case alone = {.sampling = {.samples = 8}};
	struct case_progress list[3] = {
		{.trial_case = &of}, {.trial_case = &of}, {.trial_case = &alone}};

	cr_expect(case_progress_was_seen(list, 3, &list[0]));
	list[1].trial.verification.is_quick = true;
	list[2].trial.verification.is_quick = true;
	cr_expect_not(case_progress_was_seen(list, 3, &list[0]));
	cr_expect(is_last(&list[0], 1, 1));
	cr_expect(is_last(&list[1], 1, 1));
	cr_expect_not(is_last(&list[2], 1, 1));
	list[1].trial.verification.is_quick = false;
	cr_expect(case_progress_was_seen(list, 3, &list[0]));
	cr_expect_not(case_progress_was_seen(list, 3, &list[2]));
}
