/* SPDX-License-Identifier: PostgreSQL */
/* Which cases leave a run when their arms are decided; their times are made up. */
#include "measure/trial/pair_decision.h"

#include <criterion/criterion.h>
#include <string.h>

enum {
	CASES = 3, /* row, unnest, null */
	MOST_ARMS = 3,
	EACH = 8 /* pairs per session */
};

static const struct sampling sampling = {
	.samples = 80, .min_samples = 80, .sessions = 10, .decide = 0.05};

/* Cases lie by case and then by arm, as their list has them. */
struct fixture {
	size_t arms;
	struct case_list cases;
	struct manifest manifest;
	struct case_progress progress[CASES * MOST_ARMS];
	struct pair_decision_list decisions;
	int64_t round;
};

static const struct arm *take_arm(struct case_list *list, const char *name)
{
	ARM arm = {.text = strdup(name), .name = strdup(name)};
	const struct arm *taken = NULL;
	struct up_error err;

	cr_assert_eq(case_list_arm(list, &arm, &taken, &err), UP_OK);
	return taken;
}

static void fixture_init(struct fixture *fixture, size_t arm_count)
{
	static const char *const names[CASES] = {"row", "unnest", "null"};
	static const char *const arm_names[MOST_ARMS] = {"base", "new", "other"};
	const struct arm *arms[MOST_ARMS] = {NULL};
	struct up_error err;

	fixture->arms = arm_count;
	for (size_t a = 0; a < arm_count; a++)
		arms[a] = take_arm(&fixture->cases, arm_names[a]);
	manifest_init(&fixture->manifest);
	for (size_t c = 0; c < CASES * arm_count; c++) {
		FACTORS factors;
		struct contender contender = {0};
		factors_init(&factors);
		for (size_t known = 0; known < contender_count(); known++) {
			if (strcmp(contender_at(known).strategy->name, names[c / arm_count]) == 0)
				contender = contender_at(known);
		}
		contender.arm = arms[c % arm_count];
		cr_assert_eq(case_list_add(&fixture->cases, &contender, &factors, &sampling, &err),
			     UP_OK);
		cr_assert_not_null(manifest_add_case(&fixture->manifest));
		cr_assert_eq(fixture->cases.count, c + 1);
	}
	for (size_t c = 0; c < fixture->cases.count; c++)
		fixture->progress[c].trial_case = &fixture->cases.items[c];
	cr_assert_eq(pair_decision_describe(&fixture->cases, &fixture->manifest.stopping, &err),
		     UP_OK);
	cr_assert_eq(pair_decision_init(&fixture->decisions, &fixture->manifest.stopping,
					&fixture->cases, fixture->progress, &err),
		     UP_OK);
}

static void fixture_release(struct fixture *fixture)
{
	pair_decision_release(&fixture->decisions);
	for (size_t c = 0; c < fixture->cases.count; c++)
		case_progress_release(&fixture->progress[c]);
	manifest_release(&fixture->manifest);
	case_list_release(&fixture->cases);
}

/* A session in which the arms of each case behind the first take so many times as long as that:
 * ratios by case and then by arm. */
static void run_session(struct fixture *fixture, int64_t session, const double *ratios)
{
	struct up_error err;

	for (size_t p = 0; p < EACH; p++) {
		fixture->round++;
		for (size_t c = 0; c < fixture->cases.count; c++) {
			struct case_progress *progress = &fixture->progress[c];
			const size_t of = c / fixture->arms;
			const size_t arm = c % fixture->arms;
			if (progress->left)
				continue;
			progress->measured_round = fixture->round;
			progress->measured_ns = 1000000;
			if (arm > 0)
				progress->measured_ns =
					(int64_t)(1e6 * ratios[of * (fixture->arms - 1) + arm - 1]);
		}
		pair_decision_count_round(&fixture->decisions, fixture->progress, fixture->round);
	}
	cr_assert_eq(pair_decision_end_session(&fixture->decisions, session, fixture->progress,
					       &fixture->manifest, &err),
		     UP_OK);
}

static void expect_stopped(const struct fixture *fixture, size_t of, const char *verdict,
			   int64_t pairs)
{
	const struct manifest_case *base = &fixture->manifest.cases.items[of * fixture->arms];
	const struct manifest_stopped *stopped = &base[1].stopped;

	cr_expect(fixture->progress[of * fixture->arms].left);
	cr_expect(fixture->progress[of * fixture->arms + 1].left);
	cr_assert_not_null(base->stopped.by);
	cr_expect_str_eq(base->stopped.by, "decision");
	cr_expect_null(base->stopped.verdict);
	cr_assert_not_null(stopped->by);
	cr_expect_str_eq(stopped->by, "decision");
	cr_assert_not_null(stopped->verdict);
	cr_expect_str_eq(stopped->verdict, verdict);
	cr_expect_eq(stopped->pairs, pairs);
}

/* One case is decided by the third session, the other one only after its second half. */
Test(pair_decision, decided_cases_leave_with_their_arms)
{
	UP_CLEANUP(fixture_release) struct fixture fixture = {0};

	fixture_init(&fixture, 2);
	cr_expect_str_eq(fixture.manifest.stopping.rule, "decision");
	cr_expect_eq(fixture.manifest.stopping.cases, 2, "null is not compared");
	cr_expect_float_eq(fixture.manifest.stopping.threshold, 0.05, 1e-12);

	run_session(&fixture, 1, (double[]){1.01, 1.10, 1});
	run_session(&fixture, 2, (double[]){1.01, 0.99, 1});
	for (size_t c = 0; c < fixture.cases.count; c++)
		cr_expect_not(fixture.progress[c].left, "before the third session");
	run_session(&fixture, 3, (double[]){1.01, 1.10, 1});
	expect_stopped(&fixture, 0, "equivalent", 24);
	for (size_t c = fixture.arms; c < fixture.cases.count; c++)
		cr_expect_not(fixture.progress[c].left, "case %zu", c);
	run_session(&fixture, 4, (double[]){1.2, 1.10, 1});
	cr_expect_not(fixture.progress[fixture.arms].left, "24 of 32");
	run_session(&fixture, 5, (double[]){1.2, 1.10, 1});
	expect_stopped(&fixture, 1, "regressed", 40);
	cr_expect_eq(fixture.decisions.items[0].counts.pairs, 24);
	cr_expect(fixture.progress[4].left && fixture.progress[5].left, "null stays alone");
	cr_expect_str_eq(fixture.manifest.cases.items[5].stopped.by, "decision");
}

/* A case stays until each of its arms is decided; what was decided first holds. */
Test(pair_decision, three_arms_leave_together)
{
	UP_CLEANUP(fixture_release) struct fixture fixture = {0};

	fixture_init(&fixture, 3);
	cr_expect_eq(fixture.manifest.stopping.cases, 4, "two arms of row and of unnest");
	for (int64_t session = 1; session <= 3; session++)
		run_session(&fixture, session,
			    (double[]){1.01, session == 2 ? 0.99 : 1.10, 1.2, 0.8, 1, 1});
	for (size_t c = 0; c < 3; c++)
		cr_expect_not(fixture.progress[c].left, "one arm of three is open");
	expect_stopped(&fixture, 1, "regressed", 24);
	cr_expect_str_eq(fixture.manifest.cases.items[5].stopped.verdict, "improved");
	run_session(&fixture, 4, (double[]){1.5, 1.10, 1, 1, 1, 1});
	cr_expect_not(fixture.progress[0].left, "24 of 32");
	run_session(&fixture, 5, (double[]){1.5, 1.10, 1, 1, 1, 1});
	expect_stopped(&fixture, 0, "equivalent", 24);
	cr_expect_str_eq(fixture.manifest.cases.items[2].stopped.verdict, "regressed");
	cr_expect_eq(fixture.manifest.cases.items[2].stopped.pairs, 40);
}

/* The arms of a case that has left for another reason are not said to be decided. */
Test(pair_decision, failed_cases_are_not_decided)
{
	UP_CLEANUP(fixture_release) struct fixture fixture = {0};

	fixture_init(&fixture, 2);
	fixture.progress[1].left = true;
	for (int64_t session = 1; session <= 3; session++)
		run_session(&fixture, session, (double[]){1, 1, 1});
	cr_expect_not(fixture.progress[0].left);
	cr_expect_null(fixture.manifest.cases.items[1].stopped.by);
	expect_stopped(&fixture, 1, "equivalent", 24);
}

/* A record of a decision is read as it was written, and one without stays without. */
Test(pair_decision, record)
{
	MANIFEST read;
	struct up_error err;
	const char *text =
		"{\"format\": 1, \"stopping\": {\"rule\": \"decision\", \"threshold\": "
		"0.02, \"cases\": 3}, \"cases\": [{\"name\": \"a\", \"stopped\": {\"by\": "
		"\"decision\", \"verdict\": \"improved\", \"pairs\": 24}}, {\"name\": "
		"\"b\"}]}";

	cr_assert_eq(manifest_parse(text, "run.json", &read, &err), UP_OK, "%s", err.message);
	cr_expect_eq(read.stopping.cases, 3);
	cr_expect_float_eq(read.stopping.threshold, 0.02, 1e-12);
	cr_expect_str_eq(read.cases.items[0].stopped.verdict, "improved");
	cr_expect_eq(read.cases.items[0].stopped.pairs, 24);
	cr_expect_null(read.cases.items[1].stopped.by);
}
