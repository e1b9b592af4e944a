/* SPDX-License-Identifier: PostgreSQL */
/* Comparisons of runs that never took place: verdicts, pairing, correction, facts. */
#include "judge/compare/comparison_group.h"

#include "judge/summary/intact.h"
#include "show/words/comparison_words.h"
#include "unit/fake_run.h"
#include "unit/manifest_of.h"
#include "unit/sort_run.h"

#include <criterion/criterion.h>

#define MS 1e6

/* A noise of about 1 %, that no two of these samples share. */
static double noise(size_t i, uint64_t stream)
{
	struct up_random random = up_random_at(7, stream, i);
	return exp(0.01 * fake_normal(&random));
}

static struct sample *add(struct run *run, const char *case_name, size_t number, double update_ns)
{
	run->samples.items =
		realloc(run->samples.items, (run->samples.count + 1) * sizeof *run->samples.items);
	struct sample *sample = &run->samples.items[run->samples.count++];
	sample_init(sample);
	sample->case_name = strdup(case_name);
	sample->key.strategy = strndup(case_name, strcspn(case_name, " "));
	sample->phase = PHASE_MEASURE;
	sample->round = (int64_t)number + 1;
	sample->sample = (int64_t)number + 1;
	sample->update_ns = (int64_t)update_ns;
	sample->round_trips = 3;
	return sample;
}

static void add_case(struct run *run, const char *case_name, double median_ns, size_t count,
		     uint64_t stream)
{
	for (size_t i = 0; i < count; i++)
		add(run, case_name, i, median_ns * noise(i, stream));
}

static struct run make_run(const char *directory)
{
	return (struct run){
		.directory = strdup(directory),
		.manifest =
			manifest_of(json_pack("{s:s, s:s, s:{s:{s:b}}}", "id", directory, "outcome",
					      "complete", "strategies", "null", "ranked", 0)),
	};
}

static const enum metric update[] = {METRIC_UPDATE};
static const enum metric trips[] = {METRIC_ROUND_TRIPS};
/* A machine whose sessions do not differ: two runs of one session each are then judged by their
 * samples. */
static char row_name[] = "row";
static struct noise_case calm_case = {.name = row_name, .windows = 1000, .ratio = 1};
static const struct noise calm = {
	.common_degrees = NAN, .common_ratio = NAN, .cases = {&calm_case, 1}};
static const struct compare_options by_time = {
	.threshold = 0.05, .metrics = update, .metric_count = 1, .noise = &calm};
static const struct compare_options by_time_alone = {
	.threshold = 0.05, .metrics = update, .metric_count = 1};
static const struct compare_options by_trips = {
	.threshold = 0.05, .metrics = trips, .metric_count = 1};

static struct comparison_list compare(const struct run *base, const struct run *new,
				      const struct compare_options *options)
{
	struct comparison_list list = {0};
	struct up_error err = {0};
	sort_run(base);
	sort_run(new);
	cr_assert_eq(compare_runs(base, new, options, &list, &err), UP_OK, "%s", err.message);
	return list;
}

/* The one case of two runs with these medians. */
static struct comparison_list compare_medians(double base_ns, size_t base_count, double new_ns,
					      size_t new_count)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", base_ns, base_count, 1);
	add_case(&new, "row", new_ns, new_count, 2);
	struct comparison_list list = compare(&base, &new, &by_time);
	cr_assert_eq(list.count, 1);
	return list;
}

static void expect_verdict(const struct comparison *comparison, enum verdict verdict)
{
	cr_expect_eq(comparison->verdict, verdict, "%s: %s, expected %s (%g: %g to %g, p %g)",
		     comparison->case_name, verdict_names[comparison->verdict],
		     verdict_names[verdict], comparison->ratio, comparison->low, comparison->high,
		     comparison->p_value);
}

/* ---- verdicts --------------------------------------------------------- */

Test(compare, finds_what_got_slower_faster_or_stayed)
{
	static const struct {
		double factor;
		enum verdict verdict;
	} rows[] = {
		{1.2, VERDICT_REGRESSED},   {0.8, VERDICT_IMPROVED},      {1.0, VERDICT_EQUIVALENT},
		{1.02, VERDICT_EQUIVALENT}, {1.05, VERDICT_INCONCLUSIVE},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		COMPARISON_LIST list = compare_medians(20 * MS, 12, rows[r].factor * 20 * MS, 12);
		expect_verdict(&list.items[0], rows[r].verdict);
		cr_expect_float_eq(list.items[0].ratio, rows[r].factor, 0.02);
		cr_expect_lt(list.items[0].low, list.items[0].ratio);
		cr_expect_gt(list.items[0].high, list.items[0].ratio);
		cr_expect_gt(list.items[0].detectable, 0.05);
		cr_expect_eq(list.items[0].wanted > 12, rows[r].verdict == VERDICT_INCONCLUSIVE);
	}
}

Test(compare, wants_the_threshold_exceeded_by_the_whole_interval)
{
	const struct compare_options tight = {
		.threshold = 0.25, .metrics = update, .metric_count = 1, .noise = &calm};
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", 20 * MS, 12, 1);
	add_case(&new, "row", 24 * MS, 12, 2);
	COMPARISON_LIST list = compare(&base, &new, &tight);
	expect_verdict(&list.items[0], VERDICT_EQUIVALENT);
}

/* An interval of 95 % takes a and b samples with 2 / C(a + b, a) of at most 0.05. */
Test(compare, says_nothing_of_too_few)
{
	static const size_t few[][2] = {{1, 12}, {12, 1}, {2, 7}, {3, 3}};
	static const size_t enough[][2] = {{2, 8}, {8, 2}, {3, 5}, {5, 3}, {4, 4}};
	for (size_t r = 0; r < sizeof few / sizeof few[0]; r++) {
		COMPARISON_LIST list = compare_medians(20 * MS, few[r][0], 60 * MS, few[r][1]);
		expect_verdict(&list.items[0], VERDICT_INCONCLUSIVE);
		cr_expect(list.items[0].few);
		cr_expect(isnan(list.items[0].p_value) && isnan(list.items[0].detectable));
		cr_expect_geq(list.items[0].wanted, 4);
	}
	for (size_t r = 0; r < sizeof enough / sizeof enough[0]; r++) {
		COMPARISON_LIST list =
			compare_medians(20 * MS, enough[r][0], 28 * MS, enough[r][1]);
		expect_verdict(&list.items[0], VERDICT_REGRESSED);
		cr_expect_null(list.items[0].reason);
	}
}

/* What became 600 times as slow has few samples for that very reason. */
Test(compare, sees_gross_differences_in_few_samples)
{
	COMPARISON_LIST slower = compare_medians(20 * MS, 20, 12000 * MS, 3);
	expect_verdict(&slower.items[0], VERDICT_REGRESSED);
	COMPARISON_LIST four = compare_medians(580 * MS, 4, 11300 * MS, 3);
	expect_verdict(&four.items[0], VERDICT_REGRESSED);
	cr_expect_str_eq(four.items[0].reason,
			 "every sample of new is above 1.5 times the largest of base");
	COMPARISON_LIST faster = compare_medians(11300 * MS, 3, 580 * MS, 4);
	expect_verdict(&faster.items[0], VERDICT_IMPROVED);
	cr_expect_str_eq(faster.items[0].reason,
			 "every sample of base is above 1.5 times the largest of new");
}

/* A threshold above it is the user's. */
Test(compare, does_not_call_gross_what_the_threshold_allows)
{
	const struct compare_options generous = {
		.threshold = 9, .metrics = update, .metric_count = 1};
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", 20 * MS, 4, 1);
	add_case(&new, "row", 60 * MS, 3, 2);
	COMPARISON_LIST list = compare(&base, &new, &generous);
	expect_verdict(&list.items[0], VERDICT_INCONCLUSIVE);
}

Test(compare, takes_equal_values_for_equivalent)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	for (size_t i = 0; i < 8; i++) {
		add(&base, "row", i, 20 * MS);
		add(&new, "row", i, 20 * MS);
	}
	COMPARISON_LIST list = compare(&base, &new, &by_time);
	expect_verdict(&list.items[0], VERDICT_EQUIVALENT);
	cr_expect_eq(list.items[0].ratio, 1);
	cr_expect_not(list.items[0].exact, "a time never is");
}

/* Two runs whose sessions nobody measured. */
static struct comparison_list compare_alone(double base_ns, double new_ns, size_t sessions)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", base_ns, 12, 1);
	add_case(&new, "row", new_ns, 12, 2);
	for (size_t s = 0; s < 12; s++) {
		base.samples.items[s].session = 1 + (int64_t)(s % sessions);
		new.samples.items[s].session = 1 + (int64_t)(s % 3);
	}
	return compare(&base, &new, &by_time_alone);
}

Test(compare, has_no_verdict_where_a_side_has_fewer_than_three_sessions)
{
	static const double factors[] = {1, 0.8, 1.4};
	for (size_t f = 0; f < sizeof factors / sizeof factors[0]; f++) {
		for (size_t sessions = 1; sessions < 3; sessions++) {
			COMPARISON_LIST list =
				compare_alone(20 * MS, factors[f] * 20 * MS, sessions);
			UP_BUFFER reason = {0};
			expect_verdict(&list.items[0], VERDICT_INCONCLUSIVE);
			cr_expect(list.items[0].lacks_sessions && list.few_sessions);
			cr_expect(isnan(list.items[0].detectable), "nobody can tell");
			comparison_append_reason(&reason, &list.items[0]);
			cr_expect_not_null(strstr(up_buffer_string(&reason), "--sessions 3"));
			cr_expect_not_null(strstr(up_buffer_string(&reason), "--noise"));
		}
		COMPARISON_LIST three = compare_alone(20 * MS, factors[f] * 20 * MS, 3);
		cr_expect_neq(three.items[0].verdict, VERDICT_INCONCLUSIVE);
		cr_expect_not(three.items[0].lacks_sessions);
	}
	COMPARISON_LIST gross = compare_alone(20 * MS, 40 * MS, 1);
	expect_verdict(&gross.items[0], VERDICT_REGRESSED);
	cr_expect_not_null(gross.items[0].reason);
}

/* The custom plans of the first five samples are as fast as before. */
Test(compare, takes_the_plan_that_a_case_settled_on)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", 20 * MS, 12, 1);
	for (size_t i = 0; i < 12; i++)
		add(&new, "row", i, (i < 5 ? 20 : 30) * MS * noise(i, 2))->plan =
			i < 5 ? SAMPLE_PLAN_CUSTOM : SAMPLE_PLAN_GENERIC;
	COMPARISON_LIST list = compare(&base, &new, &by_time);
	expect_verdict(&list.items[0], VERDICT_REGRESSED);
	cr_expect_eq(list.items[0].n_new, 7);
	cr_expect_float_eq(list.items[0].ratio, 1.5, 0.02);
}

/* ---- counters --------------------------------------------------------- */

Test(compare, takes_any_difference_of_an_exact_counter)
{
	static const struct {
		int64_t new;
		enum verdict verdict;
		double ratio;
	} rows[] = {
		{1000, VERDICT_EQUIVALENT, 1},
		{1001, VERDICT_REGRESSED, 1.001},
		{999, VERDICT_IMPROVED, 0.999},
	};
	for (size_t r = 0; r < 3; r++) {
		RUN base = make_run("base");
		RUN new = make_run("new");
		add(&base, "row", 0, 1)->round_trips = 1000;
		add(&new, "row", 0, 1)->round_trips = rows[r].new;
		COMPARISON_LIST list = compare(&base, &new, &by_trips);
		expect_verdict(&list.items[0], rows[r].verdict);
		cr_expect(list.items[0].exact);
		cr_expect_eq(list.items[0].threshold, 0);
		cr_expect_float_eq(list.items[0].ratio, rows[r].ratio, 1e-12);
		cr_expect(isnan(list.items[0].p_value));
	}
}

Test(compare, takes_a_counter_that_varies_for_a_measurement)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	for (size_t i = 0; i < 8; i++) {
		add(&base, "row", i, 1)->round_trips = 1000 + (int64_t)i;
		add(&new, "row", i, 1)->round_trips = 1002;
	}
	COMPARISON_LIST list = compare(&base, &new, &by_trips);
	expect_verdict(&list.items[0], VERDICT_EQUIVALENT);
	cr_expect_not(list.items[0].exact);
	cr_expect_eq(list.items[0].threshold, 0.05);
}

Test(compare, judges_what_the_server_counts_by_its_ranges)
{
	static const enum metric wal[] = {METRIC_WAL_BYTES};
	const struct compare_options by_wal = {
		.threshold = 0.05, .metrics = wal, .metric_count = 1};
	RUN base = make_run("base");
	RUN new = make_run("new");
	for (size_t i = 0; i < 5; i++) {
		add(&base, "row", i, 1)->wal_bytes = 100000 + (int64_t)i;
		add(&new, "row", i, 1)->wal_bytes = 104900 + (int64_t)i;
	}
	COMPARISON_LIST five = compare(&base, &new, &by_wal);
	expect_verdict(&five.items[0], VERDICT_INCONCLUSIVE);
	cr_expect(five.items[0].few);
	cr_expect_eq(five.items[0].wanted, 6);
	add(&base, "row", 5, 1)->wal_bytes = 100005;
	add(&new, "row", 5, 1)->wal_bytes = 104905;
	COMPARISON_LIST six = compare(&base, &new, &by_wal);
	expect_verdict(&six.items[0], VERDICT_REGRESSED);
	cr_expect_not(six.items[0].exact, "a counter of the server never is");
	cr_expect(six.items[0].counted);
	cr_expect_eq(six.items[0].threshold, 0.001);
	cr_expect(isnan(six.items[0].low) && isnan(six.items[0].p_value));
	COMPARISON_LIST same = compare(&base, &base, &by_wal);
	expect_verdict(&same.items[0], VERDICT_EQUIVALENT);
	COMPARISON_LIST less = compare(&new, &base, &by_wal);
	expect_verdict(&less.items[0], VERDICT_IMPROVED);
}

Test(compare, knows_no_ratio_to_nothing)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add(&base, "row", 0, 1)->round_trips = 0;
	add(&new, "row", 0, 1)->round_trips = 0;
	COMPARISON_LIST none = compare(&base, &new, &by_trips);
	expect_verdict(&none.items[0], VERDICT_EQUIVALENT);
	cr_expect_eq(none.items[0].ratio, 1);
	new.samples.items[0].round_trips = 2;
	COMPARISON_LIST some = compare(&base, &new, &by_trips);
	expect_verdict(&some.items[0], VERDICT_REGRESSED);
	cr_expect(isinf(some.items[0].ratio));
	add(&new, "row", 1, 1)->round_trips = 3;
	COMPARISON_LIST varying = compare(&base, &new, &by_trips);
	expect_verdict(&varying.items[0], VERDICT_INCOMPARABLE);
	cr_expect_not_null(strstr(varying.items[0].reason, "0"));
}

/* ---- incomparable ----------------------------------------------------- */

Test(compare, says_which_side_lacks_a_case)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", 20 * MS, 8, 1);
	add_case(&new, "json", 20 * MS, 8, 1);
	manifest_add_case(&base.manifest)->name = strdup("planned");
	add_case(&new, "planned", 20 * MS, 8, 1);
	COMPARISON_LIST list = compare(&base, &new, &by_time);
	cr_assert_eq(list.count, 3);
	cr_expect_eq(comparison_list_count(&list, VERDICT_INCOMPARABLE), 2);
	expect_verdict(&list.items[2], VERDICT_NEW);
	cr_expect_eq(list.items[2].n_new, 8);
	cr_expect_str_eq(list.items[0].reason, "no sample of base has update");
	cr_expect_str_eq(list.items[1].reason, "missing in new");
	cr_expect_str_eq(list.items[2].reason, "missing in base");
}

static struct comparison_list compare_with_failure(size_t good, enum sample_status status)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "row", 20 * MS, 8, 1);
	add_case(&new, "row", 20 * MS, good, 2);
	struct sample *bad = add(&new, "row", good, 20 * MS);
	bad->status = (int)status;
	bad->error = strdup("why");
	return compare(&base, &new, &by_time);
}

Test(compare, judges_without_the_sample_that_failed_unless_it_left_a_wrong_state)
{
	static const struct {
		enum sample_status status;
		const char *reason;
		const char *failures;
	} rows[] = {
		{SAMPLE_FAILED, "failed in new: why", "1 of 9 samples failed in new: why"},
		{SAMPLE_TIMEOUT, "timed out in new: why", "1 of 9 samples timed out in new: why"},
		{SAMPLE_MISMATCH, "left the table in a wrong state in new: why", NULL},
		{SAMPLE_SKIPPED, "was skipped in new: why",
		 "1 of 9 samples was skipped in new: why"},
	};
	for (size_t r = 0; r < 4; r++) {
		COMPARISON_LIST alone = compare_with_failure(0, rows[r].status);
		expect_verdict(&alone.items[0], VERDICT_INCOMPARABLE);
		cr_expect_str_eq(alone.items[0].reason, rows[r].reason);
		cr_expect_null(alone.items[0].failures);
		COMPARISON_LIST list = compare_with_failure(8, rows[r].status);
		cr_expect(comparison_is_error(&list.items[0]));
		if (rows[r].failures == NULL) {
			expect_verdict(&list.items[0], VERDICT_INCOMPARABLE);
			cr_expect_str_eq(list.items[0].reason, rows[r].reason);
			continue;
		}
		expect_verdict(&list.items[0], VERDICT_EQUIVALENT);
		cr_expect_eq(list.items[0].n_new, 8);
		cr_expect_str_eq(list.items[0].failures, rows[r].failures);
	}
}

Test(compare, leaves_out_who_is_idle)
{
	RUN base = make_run("base");
	RUN new = make_run("new");
	add_case(&base, "null rows=1", 300, 8, 1);
	add_case(&new, "null rows=1", 900, 8, 1);
	COMPARISON_LIST list = compare(&base, &new, &by_time);
	cr_expect_eq(list.count, 0);
}

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

/* ---- fingerprints ----------------------------------------------------- */

static const char manifest[] =
	"{'outcome': 'complete', 'seed': 1, 'started': 'x', 'tool': {'revision': 'a'},"
	" 'command_line': ['a'], 'checkpoint': true, 'restore': ['CHECKPOINT'],"
	" 'host': {'cpu': 'C', 'cores': 2, 'usable_processors': 2, 'cpu_limit': 1.5,"
	"  'memory_bytes': 8000000000, 'memory_limit_bytes': 0, 'kernel': 'K'},"
	" 'server': {'version': '15.4', 'jit_available': true, 'private': true,"
	" 'data_checksums': 'off', 'block_size': 8192, 'debug_assertions': false,"
	" 'shows_all_settings': true, 'sync_standbys': 1, 'filesystem': 'ext4', 'database': {"
	"   'encoding': 'UTF8', 'collation_provider': 'icu', 'collation': 'en-US',"
	"   'collation_version': '153.120', 'character_type': 'ctype',"
	"   'extensions': ['pg_trgm 1.6', 'plpgsql 1.0']}, 'settings': ["
	"   {'name': 'port', 'value': '1', 'unit': null},"
	"   {'name': 'work_mem', 'value': '4', 'unit': 'kB'}]},"
	" 'relation': {'table': 't', 'scope': 's', 'columns': ["
	"   {'name': 'a', 'type': 'text', 'nullable': false},"
	"   {'name': 'b', 'type': 'date', 'nullable': true}]},"
	" 'arms': [{'name': 'z', 'own_server': true, 'server': {'version': '14.9',"
	"  'jit_available': false, 'data_checksums': 'on', 'database': {'collation': 'de-DE'},"
	"  'settings': [{'name': 'fsync', 'value': 'off', 'unit': null}]}},"
	"  {'name': 'shared', 'own_server': false, 'server': {'version': '13.5'}}],"
	" 'cases': [{'name': 'row', 'rows': 10, 'changed': 1, 'chunk': 100, 'peer': null}]}";

/* The manifest with one text in place of another. */
static struct run parse_manifest(const char *old, const char *new)
{
	UP_BUFFER text = {0};
	const char *place = strstr(manifest, old);
	cr_assert_not_null(place, "%s", old);
	up_buffer_append(&text, manifest, (size_t)(place - manifest));
	up_buffer_append_string(&text, new);
	up_buffer_append_string(&text, place + strlen(old));
	for (char *c = text.data; *c != '\0'; c++)
		*c = *c == '\'' ? '"' : *c;
	return (struct run){.directory = strdup("run"),
			    .manifest = manifest_of(json_loads(text.data, 0, NULL))};
}

Test(fingerprint, lists_what_numbers_depend_on)
{
	static const struct {
		const char *old;
		const char *new;
		const char *fact;
		const char *of_base;
		const char *of_new;
	} rows[] = {
		{"15.4", "16.1", "server version", "15.4", "16.1"},
		{"'jit_available': true", "'jit_available': false", "JIT compiler", "yes", "no"},
		{"'jit_available': true", "'jit_available': null", "JIT compiler", "yes",
		 "not recorded"},
		{"'private': true", "'private': false", "private cluster", "yes", "no"},
		{"'off'", "'on'", "data checksums", "off", "on"},
		{"'off'", "null", "data checksums", "off", "not recorded"},
		{"'value': '4'", "'value': '8'", "setting work_mem", "4 × kB", "8 × kB"},
		{"'name': 'work_mem'", "'name': 'jit'", "setting work_mem", "4 × kB", "default"},
		{"'seed': 1", "'seed': 2", "seed", "1", "2"},
		{"'seed': 1", "'seed': 1, 'source': {'kind': 'csv'}", "source of the rows",
		 "synthetic", "csv"},
		{"'seed': 1", "'seed': 1, 'source': {'bytes': 7}", "bytes of the source",
		 "not recorded", "7"},
		{"'seed': 1", "'seed': 1, 'source': {'xxh128': 'ab'}", "content of the source",
		 "not recorded", "ab"},
		{"'seed': 1", "'seed': 1, 'source': {'url': 'u'}", "URL of the source",
		 "not recorded", "u"},
		{"'seed': 1", "'seed': 1, 'source': {'page_rows': 7}",
		 "rows of a page of the source", "not recorded", "7"},
		{"'seed': 1", "'seed': 1, 'source': {'latency_ns': 7}",
		 "latency of a page of the source", "not recorded", "7"},
		{"'cpu': 'C'", "'cpu': null", "host cpu", "C", "not recorded"},
		{"'cores': 2", "'cores': 4", "host cores", "2", "4"},
		{"'usable_processors': 2", "'usable_processors': 1", "usable processors", "2", "1"},
		{"'usable_processors': 2, ", "", "usable processors", "2", "not recorded"},
		{"1.5", "0", "cpu limit", "1.5", "none"},
		{"1.5", "null", "cpu limit", "1.5", "not recorded"},
		{"'memory_limit_bytes': 0", "'memory_limit_bytes': 4096", "memory limit", "none",
		 "4096"},
		{"'memory_limit_bytes': 0, ", "", "memory limit", "none", "not recorded"},
		{"8000000000", "9000000000", "host memory", "8000000000", "9000000000"},
		{"'ext4'", "'tmpfs'", "file system", "ext4", "tmpfs"},
		{"8192", "16384", "block size", "8192", "16384"},
		{"'seed': 1", "'seed': 1, 'pooler': 'transaction'", "mode of the pooler",
		 "none named", "transaction"},
		{"'name': 'shared'", "'name': 'shared', 'pooler': 'session'",
		 "arm shared: mode of the pooler", "none named", "session"},
		{"'debug_assertions': false", "'debug_assertions': true", "assertions", "no",
		 "yes"},
		{"'shows_all_settings': true", "'shows_all_settings': false",
		 "all settings visible", "yes", "no"},
		{"'sync_standbys': 1", "'sync_standbys': 0", "synchronous standbys", "1", "0"},
		{"'sync_standbys': 1", "'sync_standbys': null", "synchronous standbys", "1",
		 "not recorded"},
		{"'UTF8'", "'LATIN1'", "encoding", "UTF8", "LATIN1"},
		{"'icu'", "'libc'", "collation provider", "icu", "libc"},
		{"'en-US'", "'C'", "collation", "en-US", "C"},
		{"153.120", "153.121", "collation version", "153.120", "153.121"},
		{"'ctype'", "'C'", "character type", "ctype", "C"},
		{"'pg_trgm 1.6', ", "", "extensions", "pg_trgm 1.6, plpgsql 1.0", "plpgsql 1.0"},
		{"['pg_trgm 1.6', 'plpgsql 1.0']", "null", "extensions", "pg_trgm 1.6, plpgsql 1.0",
		 "none recorded"},
		{"'kernel': 'K'", "'kernel': 'L'", "host kernel", "K", "L"},
		{"'table': 't'", "'table': 'u'", "relation table", "t", "u"},
		{"'table': 't'", "'table': 't', 'server_columns': ['a', 'b']",
		 "relation server columns", "none", "a, b"},
		{"'table': 't'", "'table': 't', 'named_columns': ['b']", "relation named columns",
		 "none", "b"},
		{"'table': 't'", "'table': 't', 'own_table': {'undone': true}",
		 "syncs undone in the table", "not recorded", "yes"},
		{"'date', 'nullable': true", "'date', 'nullable': false", "relation column b",
		 "date, nullable", "date"},
		{"'name': 'a'", "'name': 'c'", "relation column a", "text", "none"},
		{"'checkpoint': true", "'checkpoint': false", "checkpoint before each sample",
		 "yes", "no"},
		{"['CHECKPOINT']", "['VACUUM']", "restore before each sample", "CHECKPOINT",
		 "VACUUM"},
		{"'rows': 10", "'rows': 20", "case row: rows", "10", "20"},
		{"'chunk': 100", "'fetch_delay_ns': 5", "case row: fetch_delay_ns", "0", "5"},
		{"14.9", "17.0", "arm z: server version", "14.9", "17.0"},
		{"'jit_available': false", "'jit_available': true", "arm z: JIT compiler", "no",
		 "yes"},
		{"'on'", "'off'", "arm z: data checksums", "on", "off"},
		{"'name': 'z'", "'name': 'z', 'relation': {'own_table': {'structure': 's'}}",
		 "arm z: shape of the table", "not recorded", "s"},
		{"'de-DE'", "'C'", "arm z: collation", "de-DE", "C"},
		{"'name': 'fsync', 'value': 'off'", "'name': 'fsync', 'value': 'on'",
		 "arm z: setting fsync", "off", "on"},
		{"'peer': null", "'peer': 'asyncpg'", "portable data", "no", "yes"},
		{"'seed': 1", "'seed': 1, 'hostile_values': false", "hostile values in the data",
		 "yes", "no"},
		{"'complete'", "null", "end of the run", "complete",
		 "none: it was killed, or still runs"},
		{"'complete'", "'interrupted by SIGINT'", "end of the run", "complete",
		 "interrupted by SIGINT"},
	};
	RUN base = parse_manifest("{", "{");
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		RUN new = parse_manifest(rows[r].old, rows[r].new);
		DIFFERENCE_LIST list = {0};
		struct up_error err;
		cr_assert_eq(fingerprint_compare(&base, &new, &list, &err), UP_OK);
		cr_assert_geq(list.count, 1, "%s", rows[r].new);
		cr_expect_str_eq(list.items[0].fact, rows[r].fact);
		cr_expect_str_eq(list.items[0].base, rows[r].of_base);
		cr_expect_str_eq(list.items[0].new, rows[r].of_new);
	}
}

Test(fingerprint, does_not_mind_what_a_comparison_is_made_for)
{
	static const struct {
		const char *old;
		const char *new;
	} rows[] = {
		{"'started': 'x'", "'started': 'y'"},
		{"'revision': 'a'", "'revision': 'b'"},
		{"'command_line': ['a']", "'command_line': ['b', '--samples=30']"},
		{"'name': 'port', 'value': '1'", "'name': 'port', 'value': '2'"},
		{"8000000000", "8010000000"},
		{"'chunk': 100", "'chunk': 50"},
		{"'changed': 1", "'changed': 1.0"},
		/* It is that of the run, which is compared. */
		{"13.5", "13.6"},
		{"'chunk': 100", "'fetch_delay_ns': 0"},
		{"{'name': 'row'", "{'name': 'more'}, {'name': 'row'"},
	};
	RUN base = parse_manifest("{", "{");
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		RUN new = parse_manifest(rows[r].old, rows[r].new);
		DIFFERENCE_LIST list = {0};
		struct up_error err;
		cr_assert_eq(fingerprint_compare(&base, &new, &list, &err), UP_OK);
		cr_expect_eq(list.count, 0, "%s: %s", rows[r].new,
			     list.count > 0 ? list.items[0].fact : "");
	}
}

Test(fingerprint, does_not_mind_what_neither_run_recorded)
{
	RUN base = parse_manifest("'data_checksums': 'off', ", "");
	RUN new = parse_manifest("'data_checksums': 'off', ", "");
	DIFFERENCE_LIST list = {0};
	struct up_error err;

	cr_assert_eq(fingerprint_compare(&base, &new, &list, &err), UP_OK);
	cr_expect_eq(list.count, 0);
}

Test(fingerprint, names_a_processor_that_neither_run_knows)
{
	RUN known = parse_manifest("{", "{");
	RUN base = parse_manifest("'cpu': 'C', ", "");
	RUN new = parse_manifest("'cpu': 'C'", "'cpu': null");

	cr_expect(fingerprint_lacks_cpu(&base, &new));
	cr_expect_not(fingerprint_lacks_cpu(&known, &new), "a difference");
	cr_expect_not(fingerprint_lacks_cpu(&base, &known));
	cr_expect_not(fingerprint_lacks_cpu(&known, &known));
}

/* ---- intact ----------------------------------------------------------- */

Test(intact, finds_samples_that_no_run_wrote)
{
	struct up_error err;
	RUN run = make_run("run");
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_INVALID, "no sample");
	add_case(&run, "row", 20 * MS, 3, 1);
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_OK);
	run.samples.items[2].run = strdup("another");
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_INVALID, "of another run");
	cr_expect_not_null(strstr(err.message, "belongs to run another"));
	free(run.samples.items[2].run);
	run.samples.items[2].run = strdup("run");
	add(&run, "row", 0, 20 * MS);
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_INVALID, "twice");
	cr_expect_not_null(strstr(err.message, "duplicate sample 1 of row"));
	run.samples.items[3].session = 2;
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_OK, "another session counts anew");
}

Test(compare, changes_in_words)
{
	cr_expect_str_eq(comparison_change(1.221).text, "+22.1 %");
	cr_expect_str_eq(comparison_change(0.9997).text, "-0.03 %");
	cr_expect_str_eq(comparison_change(1).text, "0 %");
	cr_expect_str_eq(comparison_change(1 + 3.7e-10).text, "0 %", "what two medians leave");
	cr_expect_str_eq(comparison_change(6).text, "\u00d76.00");
}

/* ---- the noise of the machine ------------------------------------------ */

/* It is that of times: of two runs of one session each, it does not cover memory and tails. */
Test(compare, calls_no_tail_or_memory_of_two_runs_by_the_noise_of_times)
{
	static const enum metric metrics[] = {METRIC_UPDATE, METRIC_UPDATE_MEAN,
					      METRIC_BACKEND_PEAK};
	static char name[] = "row";
	struct noise_case of = {.name = name, .windows = 30, .ratio = 1, .session_sd = 0.001};
	struct noise machine = {.common_degrees = NAN, .common_ratio = NAN, .cases = {&of, 1}};
	const struct compare_options without = {
		.threshold = 0.05, .metrics = metrics, .metric_count = 3};
	struct compare_options with = without;
	RUN base = make_run("base");
	RUN new = make_run("new");

	with.noise = &machine;
	for (size_t i = 0; i < 20; i++) {
		add(&base, "row", i, 20 * MS * noise(i, 1))->backend_peak_bytes = 1000 + (int)i;
		add(&new, "row", i, 30 * MS * noise(i, 2))->backend_peak_bytes = 2000 + (int)i;
	}
	COMPARISON_LIST unknown = compare(&base, &new, &without);
	COMPARISON_LIST known = compare(&base, &new, &with);
	cr_assert_eq(known.count, 3);
	for (size_t c = 0; c < 3; c++) {
		UP_BUFFER reason = {0};
		/* Twice the memory is a gross difference, which needs no sessions. */
		expect_verdict(&unknown.items[c], c < 2 ? VERDICT_INCONCLUSIVE : VERDICT_REGRESSED);
		cr_expect(unknown.items[c].lacks_sessions);
		cr_expect_eq(known.items[c].lacks_sessions, c > 0);
		comparison_append_reason(&reason, &known.items[c]);
		cr_expect_null(strstr(up_buffer_string(&reason), "--noise"));
	}
	expect_verdict(&known.items[0], VERDICT_REGRESSED);
	expect_verdict(&known.items[1], VERDICT_INCONCLUSIVE);
}
