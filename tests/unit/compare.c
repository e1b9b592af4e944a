/* SPDX-License-Identifier: PostgreSQL */
/* Comparisons of two runs: verdicts, counters, what cannot be compared. */
#include "unit/compared.h"

#include "show/words/comparison_words.h"

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
