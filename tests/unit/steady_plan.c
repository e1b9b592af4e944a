/* SPDX-License-Identifier: PostgreSQL */
/* The plan that a case settles on, and warm-ups that go on until it has. */
#include "record/steady_plan.h"

#include "measure/trial/case_progress.h"

#include <criterion/criterion.h>

/* One letter per sample, by the first of its plan's name; u: not known; blanks begin a session. */
static enum sample_plan steady_of(const char *plans)
{
	struct sample samples[32] = {{0}};
	const struct sample *list[32];
	int64_t session = 1;
	size_t count = 0;

	for (; *plans != '\0'; plans++) {
		struct sample *sample = &samples[count];
		session += *plans == ' ';
		if (*plans == ' ')
			continue;
		sample->session = session;
		sample->phase = PHASE_MEASURE;
		sample->plan = *plans == 'c'   ? SAMPLE_PLAN_CUSTOM
			       : *plans == 'g' ? SAMPLE_PLAN_GENERIC
			       : *plans == 'm' ? SAMPLE_PLAN_MIXED
					       : SAMPLE_PLAN_UNKNOWN;
		list[count++] = sample;
	}
	return steady_plan_find(list, count);
}

Test(steady_plan, is_that_after_the_last_change_within_a_session)
{
	static const struct {
		const char *plans;
		enum sample_plan steady;
	} rows[] = {
		{"", SAMPLE_PLAN_UNKNOWN},
		{"uuuu", SAMPLE_PLAN_UNKNOWN},
		{"cccc cccc", SAMPLE_PLAN_UNKNOWN},
		{"cucu", SAMPLE_PLAN_UNKNOWN},
		{"ccccg", SAMPLE_PLAN_GENERIC},
		{"ccmgg", SAMPLE_PLAN_GENERIC},
		{"ccug", SAMPLE_PLAN_GENERIC},
		/* The second session ended before its statement turned. */
		{"ccgg cc", SAMPLE_PLAN_GENERIC},
		{"ggcc", SAMPLE_PLAN_CUSTOM},
		{"cgcg", SAMPLE_PLAN_GENERIC},
		{"cccc gggg", SAMPLE_PLAN_GENERIC},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		cr_expect_eq(steady_of(rows[r].plans), rows[r].steady, "%s", rows[r].plans);
}

static int64_t warmups_of(int64_t asked, bool undecided, int64_t spent_ns)
{
	struct trial_case of = {
		.sampling = {.samples = 8, .min_samples = 3, .warmup = asked, .budget_ns = 100}};
	struct case_progress progress = {.trial_case = &of, .spent_ns = spent_ns};

	progress.trial.plan_count.undecided = undecided;
	while (case_progress_next_phase(&progress, 1, false) == PHASE_WARMUP &&
	       progress.warmups < 20)
		progress.warmups++;
	return progress.warmups;
}

Test(steady_plan, warm_ups_go_on_until_the_server_has_decided)
{
	cr_expect_eq(warmups_of(1, false, 0), 1);
	cr_expect_eq(warmups_of(1, true, 0), CASE_PROGRESS_PLAN_WARMUPS);
	cr_expect_eq(warmups_of(9, true, 0), 9);
	cr_expect_eq(warmups_of(0, true, 0), 0);
	cr_expect_eq(warmups_of(1, true, 100), 0, "the budget is spent");
}
