/* SPDX-License-Identifier: PostgreSQL */
/* Comparisons of more than two sides: arms of a run, several runs, sessions. */
#include "unit/compared.h"

#include "show/words/comparison_words.h"

/* ---- arms ------------------------------------------------------------- */

static void plan_arm(struct run *run, const char *pair, const char *arm)
{
	struct manifest_case *planned = manifest_add_case(&run->manifest);
	manifest_add_arm(&run->manifest)->name = strdup(arm);
	cr_assert(asprintf(&planned->name, "%s arm=%s", pair, arm) > 0);
	planned->pair = strdup(pair);
	planned->key.arm = strdup(arm);
}

static struct comparison_list compare_arms_of(const struct run *run)
{
	struct comparison_list list = {0};
	struct up_error err = {0};
	sort_run(run);
	cr_assert_eq(compare_arm(run, "new", &by_time_alone, &list, &err), UP_OK, "%s",
		     err.message);
	cr_assert_eq(list.count, 1);
	return list;
}

/* The machine gets three times as slow within the run; new is 8 % slower all the while.
 * Its samples come in the opposite order. */
static struct run make_drifting_run(size_t count)
{
	struct run run = make_run("run");
	plan_arm(&run, "row", "base");
	plan_arm(&run, "row", "new");
	for (size_t i = 0; i < count; i++)
		add(&run, "row arm=base", i,
		    (20 + 40.0 * (double)i / (double)count) * MS * noise(i, 1));
	for (size_t i = count; i-- > 0;)
		add(&run, "row arm=new", i,
		    1.08 * (20 + 40.0 * (double)i / (double)count) * MS * noise(i, 2));
	return run;
}

Test(compare, pairs_arms_by_their_round)
{
	RUN run = make_drifting_run(12);
	COMPARISON_LIST list = compare_arms_of(&run);
	expect_verdict(&list.items[0], VERDICT_REGRESSED);
	cr_expect_float_eq(list.items[0].ratio, 1.08, 0.01);
	cr_expect(list.items[0].paired);
	cr_expect_str_eq(list.items[0].case_name, "row");
	cr_expect_str_eq(list.base_label, "base");
	cr_expect_str_eq(list.new_label, "new");
	cr_expect_not(list.few_sessions, "pairs share their session");
}

Test(compare, drops_what_has_no_partner)
{
	RUN run = make_drifting_run(12);
	run.samples.items[0].round = 99;
	run.samples.items[1].session = 2;
	run.samples.items[2].round = UNMEASURED;
	run.samples.items[3].phase = PHASE_COLD;
	COMPARISON_LIST list = compare_arms_of(&run);
	cr_expect_eq(list.items[0].n_base, 8);
	cr_expect_eq(list.items[0].n_new, 8);
	expect_verdict(&list.items[0], VERDICT_REGRESSED);
}

Test(compare, needs_six_pairs)
{
	RUN five = make_drifting_run(5);
	COMPARISON_LIST few = compare_arms_of(&five);
	expect_verdict(&few.items[0], VERDICT_INCONCLUSIVE);
	cr_expect(few.items[0].few);
	cr_expect_geq(few.items[0].wanted, 6);
	RUN apart = make_drifting_run(8);
	for (size_t s = 0; s < 8; s++)
		apart.samples.items[s].round += 100;
	COMPARISON_LIST none = compare_arms_of(&apart);
	expect_verdict(&none.items[0], VERDICT_INCOMPARABLE);
	cr_expect_str_eq(none.items[0].reason, "no round has a sample of both");
}

Test(compare, warns_of_one_arm_by_a_peer_and_another_without)
{
	for (size_t peers = 0; peers <= 2; peers++) {
		RUN run = make_drifting_run(6);
		UP_BUFFER note = {0};
		for (size_t a = 0; a < peers; a++)
			run.manifest.arms.items[a].peer = strdup("old/upbench");
		COMPARISON_LIST list = compare_arms_of(&run);
		comparison_append_note(&note, &list);
		cr_expect_eq(list.is_mixed, peers == 1);
		cr_expect_eq(strstr(up_buffer_string(&note), "Give both arms a peer") != NULL,
			     peers == 1);
	}
}

Test(compare, names_arms)
{
	const char *names[2];
	RUN run = make_drifting_run(6);
	RUN plain = make_run("plain");
	COMPARISON_LIST list = {0};
	struct up_error err;
	cr_expect_eq(compare_arms(&run, names, 2), 2);
	cr_expect_str_eq(names[0], "base");
	cr_expect_str_eq(names[1], "new");
	cr_expect_eq(compare_arms(&plain, names, 2), 0);
	cr_expect_eq(compare_arm(&plain, "new", &by_time, &list, &err), UP_INVALID);
}

/* Of many comparisons at once, what one alone would have shown does not count. */
Test(compare, corrects_for_the_number_of_comparisons)
{
	RUN run = make_run("run");
	plan_arm(&run, "row", "base");
	plan_arm(&run, "row", "new");
	for (size_t i = 0; i < 6; i++) {
		add(&run, "row arm=base", i, 20 * MS * noise(i, 1));
		add(&run, "row arm=new", i, 28 * MS * noise(i, 2));
	}
	COMPARISON_LIST alone = compare_arms_of(&run);
	expect_verdict(&alone.items[0], VERDICT_REGRESSED);
	for (size_t c = 0; c < 9; c++) {
		char names[2][32];
		char pair[16];
		snprintf(pair, sizeof pair, "values %zu", c);
		for (size_t a = 0; a < 2; a++) {
			snprintf(names[a], sizeof names[a], "%s arm=%s", pair, a ? "new" : "base");
			plan_arm(&run, pair, a ? "new" : "base");
			add_case(&run, names[a], 20 * MS, 6, 10 + 2 * c + a);
		}
	}
	COMPARISON_LIST many = {0};
	struct up_error err = {0};
	sort_run(&run);
	cr_assert_eq(compare_arm(&run, "new", &by_time_alone, &many, &err), UP_OK, "%s",
		     err.message);
	cr_assert_eq(many.count, 10);
	expect_verdict(&many.items[0], VERDICT_INCONCLUSIVE);
	cr_expect_gt(many.items[0].low, 1.05, "the interval alone would say it");
	cr_expect(isnan(many.items[0].detectable), "six pairs cannot show anything");
	cr_expect_gt(many.items[0].wanted, 6);
	cr_expect_geq(many.items[0].p_value, alone.items[0].p_value);
}

/* Several arms share the level of one: 10 pairs, which show 8 % of one arm, do not show it of one of a
 * hundred. */
Test(compare, shares_the_level_among_arms)
{
	RUN run = make_drifting_run(10);
	struct compare_options options = by_time_alone;
	COMPARISON_LIST alone = compare_arms_of(&run);
	COMPARISON_LIST one_of_four = {0};
	COMPARISON_LIST one_of_hundred = {0};
	struct up_error err = {0};

	options.together = 4;
	cr_assert_eq(compare_arm(&run, "new", &options, &one_of_four, &err), UP_OK);
	options.together = 100;
	cr_assert_eq(compare_arm(&run, "new", &options, &one_of_hundred, &err), UP_OK);
	expect_verdict(&alone.items[0], VERDICT_REGRESSED);
	cr_expect_float_eq(one_of_four.items[0].p_value, 4 * alone.items[0].p_value, 1e-12);
	expect_verdict(&one_of_hundred.items[0], VERDICT_INCONCLUSIVE);
	cr_expect_gt(one_of_hundred.items[0].low, 1.05, "the interval is not corrected");
	cr_expect_gt(one_of_hundred.items[0].wanted, 10);
}

/* ---- all against one -------------------------------------------------- */

Test(compare, holds_every_arm_against_the_first)
{
	struct up_error err = {0};
	RUN run = make_drifting_run(12);
	RUN plain = make_run("plain");
	COMPARISON_GROUP group = {0};
	plan_arm(&run, "row", "young");
	for (size_t i = 0; i < 12; i++)
		add(&run, "row arm=young", i, 90 * MS * noise(i, 3));
	cr_assert_eq(comparison_group_add_arms(&group, &plain, &by_time, &err), UP_OK);
	cr_expect_eq(group.count, 0);
	sort_run(&run);
	cr_assert_eq(comparison_group_add_arms(&group, &run, &by_time, &err), UP_OK);
	cr_assert_eq(group.count, 2);
	cr_expect_str_eq(group.items[0].new_label, "new");
	cr_expect_str_eq(group.items[1].new_label, "young");
	cr_expect_str_eq(group.items[1].base_label, "base");
	expect_verdict(&group.items[1].items[0], VERDICT_REGRESSED);
}

Test(compare, holds_every_later_run_against_the_first)
{
	struct up_error err = {0};
	RUN a = make_run("a");
	RUN b = make_run("b");
	RUN c = make_run("c");
	COMPARISON_GROUP group = {0};
	add_case(&a, "row", 20 * MS, 12, 1);
	add_case(&b, "row", 20 * MS, 12, 2);
	add_case(&c, "row", 30 * MS, 12, 3);
	const struct run *const runs[] = {&a, &b, &c};
	for (size_t r = 0; r < 3; r++)
		sort_run(runs[r]);
	cr_assert_eq(comparison_group_add_runs(&group, runs, 1, &by_time, &err), UP_OK);
	cr_expect_eq(group.count, 0);
	cr_assert_eq(comparison_group_add_runs(&group, runs, 3, &by_time, &err), UP_OK);
	cr_assert_eq(group.count, 2);
	expect_verdict(&group.items[0].items[0], VERDICT_EQUIVALENT);
	expect_verdict(&group.items[1].items[0], VERDICT_REGRESSED);
	cr_expect_str_eq(group.items[1].base_label, "a");
	cr_expect_str_eq(group.items[1].new_label, "c");
}

Test(compare, knows_a_run_by_its_identifier)
{
	RUN a = make_run("a");
	RUN copy = make_run("a");
	RUN other = make_run("b");
	free(copy.directory);
	copy.directory = strdup("copy");
	cr_expect(run_is_same(&a, &copy));
	cr_expect_not(run_is_same(&a, &other));
	a.manifest.id[0] = '\0';
	cr_expect_not(run_is_same(&a, &copy));
	copy.manifest.id[0] = '\0';
	cr_expect_not(run_is_same(&a, &copy));
	cr_expect(run_is_same(&a, &a));
}

/* ---- sessions --------------------------------------------------------- */

/* What differs between the sessions of a side is far more than what does within one. */
static void add_sessions(struct run *run, double median_ns, size_t sessions, uint64_t stream)
{
	for (size_t i = 0; i < 6 * sessions; i++) {
		double of_session = pow(noise(i / 6, 100 + stream), 5);
		add(run, "row", i, median_ns * of_session * noise(i, stream))->session =
			(int64_t)(i / 6) + 1;
	}
}

Test(compare, puts_what_differs_between_sessions_into_the_interval)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_sessions(&base, 20 * MS, 5, 1);
	add_sessions(&new, 20 * MS, 5, 2);
	COMPARISON_LIST known = compare(&base, &new, &by_time_alone);
	cr_expect_not(known.few_sessions);
	cr_expect(known.items[0].by_session);
	for (size_t s = 0; s < base.samples.count; s++)
		base.samples.items[s].session = new.samples.items[s].session = 1;
	COMPARISON_LIST unknown = compare(&base, &new, &by_time_alone);
	cr_expect(unknown.few_sessions);
	cr_expect_gt(known.items[0].high / known.items[0].low,
		     1.5 * (unknown.items[0].high / unknown.items[0].low - 1) + 1);
	cr_expect_neq(known.items[0].verdict, VERDICT_REGRESSED);
}

Test(compare, finds_over_sessions_what_is_large)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_sessions(&base, 20 * MS, 5, 1);
	add_sessions(&new, 40 * MS, 5, 2);
	COMPARISON_LIST list = compare(&base, &new, &by_time);
	expect_verdict(&list.items[0], VERDICT_REGRESSED);
	cr_expect_float_eq(list.items[0].ratio, 2, 0.3);
}
