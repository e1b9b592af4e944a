/* SPDX-License-Identifier: PostgreSQL */
/* One verdict over all cases, of sides that were never measured. */
#include "judge/compare/overall.h"

#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#define MOST_CASES 200
#define ROUNDS 30

/* Cases with their samples: of one side. */
struct side {
	struct sample samples[MOST_CASES][ROUNDS];
	const struct sample *pointers[MOST_CASES][ROUNDS];
	struct run_case cases[MOST_CASES];
};

/* All samples of a session share what sessions differ by, 0.3 %. */
static struct side *make_side(size_t cases, int64_t sessions, double factor, uint64_t stream)
{
	struct side *side = calloc(1, sizeof *side);
	struct up_random random = up_random_at(3, stream, 0);
	double session_noise[ROUNDS];

	for (size_t s = 0; s < ROUNDS; s++)
		session_noise[s] = 0.003 * fake_normal(&random);
	for (size_t c = 0; c < cases; c++) {
		side->cases[c] = (struct run_case){.samples = side->pointers[c], .count = ROUNDS};
		for (size_t i = 0; i < ROUNDS; i++) {
			struct sample *sample = &side->samples[c][i];
			sample_init(sample);
			sample->phase = PHASE_MEASURE;
			sample->status = SAMPLE_OK;
			sample->round = (int64_t)i + 1;
			sample->session = (int64_t)i * sessions / ROUNDS + 1;
			sample->update_ns = (int64_t)(1e7 * (double)(c + 1) * factor *
						      exp(0.01 * fake_normal(&random) +
							  session_noise[sample->session]));
			side->pointers[c][i] = sample;
		}
	}
	return side;
}

static struct comparison_list find(struct side *base, struct side *new, size_t cases, bool paired,
				   double threshold)
{
	struct case_pair items[MOST_CASES];
	const struct case_pair_list pairs = {items, cases};
	struct comparison_list list = {.paired = paired};
	struct up_error err = {0};

	for (size_t c = 0; c < cases; c++)
		items[c] = (struct case_pair){"case", &base->cases[c], &new->cases[c]};
	cr_assert_eq(overall_find(&pairs, threshold, &list, &err), UP_OK, "%s", err.message);
	return list;
}

static struct comparison_list compare(size_t cases, int64_t sessions, double factor, bool paired)
{
	UP_FREE struct side *base = make_side(cases, sessions, 1, 1);
	UP_FREE struct side *new = make_side(cases, sessions, factor, 2);
	return find(base, new, cases, paired, 0.05);
}

static void expect(double factor, bool paired, enum verdict verdict)
{
	COMPARISON_LIST list = compare(MOST_CASES, 6, factor, paired);
	cr_assert_eq(list.overall_cases, MOST_CASES);
	cr_expect_eq(list.overall.verdict, verdict, "%g: %s (%g: %g to %g)", factor,
		     verdict_names[list.overall.verdict], list.overall.ratio, list.overall.low,
		     list.overall.high);
	cr_expect_float_eq(list.overall.ratio, factor, 0.01);
	cr_expect_eq(list.overall.n_base, 6);
	cr_expect_float_eq(list.overall.threshold, OVERALL_THRESHOLD, 1e-12);
	cr_expect_str_eq(list.overall.case_name, OVERALL_NAME);
}

/* Each of them alone is equivalent at 5 %. */
Test(overall, sees_that_all_cases_are_a_little_slower)
{
	expect(1.03, true, VERDICT_REGRESSED);
	expect(1.03, false, VERDICT_REGRESSED);
	expect(1 / 1.03, true, VERDICT_IMPROVED);
	expect(1 / 1.03, false, VERDICT_IMPROVED);
}

Test(overall, does_not_see_what_is_not_there)
{
	expect(1, true, VERDICT_EQUIVALENT);
	expect(1, false, VERDICT_EQUIVALENT);
	expect(1.02, true, VERDICT_INCONCLUSIVE);
}

/* A session is one value, whatever the number of rounds and cases. */
Test(overall, takes_three_sessions_and_two_cases)
{
	static const struct {
		size_t cases;
		int64_t sessions;
		size_t counted;
	} rows[] = {{10, 1, 0}, {10, 2, 0}, {10, 3, 10}, {1, 3, 0}, {2, 3, 2}};

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		COMPARISON_LIST paired = compare(rows[r].cases, rows[r].sessions, 1.03, true);
		COMPARISON_LIST unpaired = compare(rows[r].cases, rows[r].sessions, 1.03, false);
		cr_expect_eq(paired.overall_cases, rows[r].counted);
		cr_expect_eq(unpaired.overall_cases, rows[r].counted);
	}
}

Test(overall, leaves_out_what_other_sessions_measured)
{
	UP_FREE struct side *base = make_side(10, 6, 1, 1);
	UP_FREE struct side *new = make_side(10, 6, 1.03, 2);

	/* One case ended early, one failed, one is on one side only. */
	new->cases[3].count = ROUNDS / 2;
	for (size_t i = 0; i < ROUNDS; i++)
		base->samples[4][i].status = SAMPLE_FAILED;
	new->cases[5].count = 0;
	COMPARISON_LIST list = find(base, new, 10, true, 0.05);
	cr_expect_eq(list.overall_cases, 7);
	cr_expect_eq(list.overall.verdict, VERDICT_REGRESSED);
}

Test(overall, has_no_larger_threshold_than_the_cases)
{
	UP_FREE struct side *base = make_side(10, 6, 1, 1);
	UP_FREE struct side *new = make_side(10, 6, 1.015, 2);
	COMPARISON_LIST wide = find(base, new, 10, true, 0.05);
	COMPARISON_LIST tight = find(base, new, 10, true, 0.005);
	cr_expect_neq(wide.overall.verdict, VERDICT_REGRESSED);
	cr_expect_eq(tight.overall.verdict, VERDICT_REGRESSED);
}
