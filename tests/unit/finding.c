/* SPDX-License-Identifier: PostgreSQL */
/* What summaries say, as data and in words. */
#include "judge/summary/finding.h"

#include "show/words/finding.h"
#include "unit/manifest_of.h"
#include "unit/sort_run.h"
#include "unit/summary_case.h"

#include <criterion/criterion.h>
#include <math.h>

#define ROLES                                                                                      \
	"{\"strategies\": {\"null\": {\"ranked\": false}, "                                        \
	"\"floor\": {\"ranked\": false, \"bound\": true}}}"

/* As summarize() does. */
static void give_roles(const struct manifest *manifest, const struct summary_list *summaries)
{
	for (size_t s = 0; s < summaries->count; s++)
		summaries->items[s].role =
			manifest_role(manifest, summaries->items[s].key.strategy);
}

static struct finding_list findings_of(const struct summary_list *summaries)
{
	RUN run = {.manifest = manifest_of(json_loads(ROLES, 0, NULL))};
	struct finding_list list = {0};
	struct up_error err = {0};
	give_roles(&run.manifest, summaries);
	cr_assert_eq(finding_list_make(&run, summaries, &list, &err), UP_OK, "%s", err.message);
	return list;
}

static void expect_sentences(const struct summary_list *summaries, const char *expected)
{
	FINDING_LIST findings = findings_of(summaries);
	UP_BUFFER text = {0};
	for (size_t f = 0; f < findings.count; f++) {
		sentence_append(&text, &findings.items[f], summaries);
		up_buffer_append_char(&text, '\n');
	}
	cr_expect_str_eq(up_buffer_string(&text), expected);
}

Test(finding, nothing_of_nothing)
{
	SUMMARY_LIST list = {0};
	expect_sentences(&list, "");
	rank_against(add_summary(&list, "row rows=20", 20, 1e6), "row rows=20", 1);
	expect_sentences(&list, "");
}

Test(finding, spread_bound_and_harness_of_a_workload)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "case-when rows=1914", 1914, 13.9e9), "copy-temp rows=1914",
		     512.9);
	rank_against(add_summary(&list, "copy-temp rows=1914", 1914, 27.1e6), "copy-temp rows=1914",
		     1);
	rank_against(add_summary(&list, "values rows=1914", 1914, 40e6), "copy-temp rows=1914",
		     1.476);
	add_summary(&list, "floor rows=1914", 1914, 10.2e6);
	add_summary(&list, "null rows=1914", 1914, 104);
	FINDING_LIST findings = findings_of(&list);
	cr_assert_eq(findings.count, 3);
	cr_expect_eq(findings.items[0].kind, FINDING_SPREAD);
	cr_expect_eq(findings.items[0].subject, &list.items[0]);
	cr_expect_eq(findings.items[0].against, &list.items[1]);
	cr_expect_eq(findings.items[0].factor, FACTOR_NONE);
	cr_expect_eq(findings.items[0].certainty, FINDING_SHOWN);
	cr_expect_float_eq(findings.items[0].ratio, 13.9e9 / 27.1e6, 1e-9);
	expect_sentences(
		&list,
		"At 1,914 rows, case-when takes 513 times as long as copy-temp (13.9 s against "
		"27.1 "
		"ms).\n"
		"At 1,914 rows, copy-temp takes 2.66 times as long as its bound, floor (27.1 ms "
		"against 10.2 "
		"ms).\n"
		"At 1,914 rows, the overhead of upbench (null) is 104 ns, 0.0004 % of the fastest "
		"(copy-temp, 27.1 ms).\n");
}

Test(finding, contrasts_against_the_defaults_largest_first)
{
	static const char reference[] = "case-when rows=1914 chunk=100 jit=off";
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "case-when rows=1914", 1914, 13.9e9), reference, 60);
	rank_against(add_summary(&list, "case-when rows=1914 jit=off", 1914, 0.7e9), reference, 3);
	rank_against(add_summary(&list, "case-when rows=1914 chunk=100", 1914, 0.25e9), reference,
		     1.1)
		->key.factors.chunk = 100;
	struct summary *both =
		rank_against(add_summary(&list, reference, 1914, 0.23e9), reference, 1);
	both->key.factors.chunk = 100;
	expect_sentences(
		&list,
		"At 1,914 rows, case-when takes 60.4 times as long as case-when chunk=100 jit=off "
		"(13.9 s against 230 ms).\n"
		"case-when at 1,914 rows: chunk=100 makes it 55.6 times faster "
		"(250 ms against 13.9 s in one statement).\n"
		"case-when at 1,914 rows: jit=off makes it 19.9 times faster "
		"(700 ms against 13.9 s with the server's defaults).\n"
		"case-when jit=off at 1,914 rows: chunk=100 makes it 3.04 times faster "
		"(230 ms against 700 ms in one statement).\n"
		"case-when chunk=100 at 1,914 rows: jit=off makes it 1.09 times faster "
		"(230 ms against 250 ms with the server's defaults).\n");
}

Test(finding, contrasts_against_the_first_level_without_a_default)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "values rows=20 chunk=10", 20, 1e6),
		     "values rows=20 chunk=10", 1)
		->key.factors.chunk = 10;
	rank_against(add_summary(&list, "values rows=20 chunk=5", 20, 2e6),
		     "values rows=20 chunk=10", 2)
		->key.factors.chunk = 5;
	expect_sentences(&list,
			 "At 20 rows, values chunk=5 takes 2.00 times as long as values chunk=10 "
			 "(2.00 ms against 1.00 ms).\n"
			 "values at 20 rows: chunk=5 makes it 2.00 times slower "
			 "(2.00 ms against 1.00 ms with chunk=10).\n");
}

Test(finding, workloads_are_contrasted_and_not_ranked)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "row rows=20", 20, 4e6), "row rows=20", 1);
	rank_against(add_summary(&list, "row rows=20 columns=5", 20, 1e6), "row rows=20 columns=5",
		     1)
		->key.factors.columns = 5;
	/* Another number of rows is another workload, and no contrast. */
	rank_against(add_summary(&list, "row rows=40", 40, 8e6), "row rows=40", 1);
	expect_sentences(&list, "row at 20 rows: columns=5 makes it 4.00 times faster "
				"(1.00 ms against 4.00 ms with columns=20).\n");
}

/* A sync that creates all of its rows updates none, which is no way to be fast. */
Test(finding, created_rows_are_no_contrast)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "row rows=20", 20, 4e6), "row rows=20", 1)
		->key.factors.new = 0;
	rank_against(add_summary(&list, "row rows=20 new=1", 20, 1e3), "row rows=20 new=1", 1)
		->key.factors.new = 1;
	expect_sentences(&list, "");
}

Test(finding, two_differences_are_no_contrast)
{
	SUMMARY_LIST list = {0};
	struct summary *other =
		rank_against(add_summary(&list, "values chunk=5 jit=off", 20, 2e6), "values", 2);
	other->key.factors.chunk = 5;
	rank_against(add_summary(&list, "values", 20, 1e6), "values", 1);
	FINDING_LIST findings = findings_of(&list);
	cr_assert_eq(findings.count, 1);
	cr_expect_eq(findings.items[0].kind, FINDING_SPREAD);
}

Test(finding, chance_is_called_chance)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "row", 20, 1.01e6), "row jit=off", 1.01);
	rank_against(add_summary(&list, "row jit=off", 20, 1e6), "row jit=off", 1);
	add_summary(&list, "floor", 20, 0.99e6);
	expect_sentences(&list, "At 20 rows, no difference between the slowest and the fastest "
				"could be shown: row and "
				"row jit=off (1.01 ms against 1.00 ms; ratio \u00d71.01, "
				"interval 0.990 \u2026 1.03).\n"
				"At 20 rows, row jit=off shows no difference from its bound, floor "
				"(1.00 ms against 990 \u00b5s).\n"
				"row at 20 rows: no effect of jit=off could be shown "
				"(1.00 ms against 1.01 ms with the server's defaults; ratio "
				"\u00d70.990, interval 0.951 \u2026 1.03).\n");
}

Test(finding, without_a_compiler_there_is_none_to_turn_off)
{
	SUMMARY_LIST summaries = {0};
	FINDING_LIST list = {0};
	UP_BUFFER text = {0};
	struct up_error err = {0};
	RUN run = {.manifest = manifest_of(json_pack("{s:{s:b}}", "server", "jit_available", 0))};
	rank_against(add_summary(&summaries, "row", 20, 2e6), "row jit=off", 2);
	rank_against(add_summary(&summaries, "row jit=off", 20, 1e6), "row jit=off", 1);
	cr_assert_eq(finding_list_make(&run, &summaries, &list, &err), UP_OK, "%s", err.message);
	sentence_append(&text, &list.items[list.count - 1], &summaries);
	cr_expect_str_eq(up_buffer_string(&text),
			 "row at 20 rows: this server has no JIT compiler, so jit=off changes "
			 "nothing (1.00 ms against 2.00 ms with the server's defaults).");
}

Test(finding, few_samples_are_called_few)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "values", 20, 2e6), "row", 2)->ratio_low = NAN;
	rank_against(add_summary(&list, "row", 20, 1e6), "row", 1);
	expect_sentences(&list,
			 "At 20 rows, values takes 2.00 times as long as row (2.00 ms against "
			 "1.00 ms). There are too few samples for an interval.\n");
}

Test(finding, a_bound_that_is_none)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "row", 20, 1e6), "row", 1);
	add_summary(&list, "floor", 20, 2e6);
	expect_sentences(&list, "At 20 rows, row is faster than its assumed bound, floor "
				"(1.00 ms against 2.00 ms).\n");
}

Test(finding, only_what_was_measured_is_compared)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "row", 20, 1e6), "row", 1);
	struct summary *late = add_summary(&list, "values", 20, 9e6); /* timed out: not ranked */
	late->status = SAMPLE_TIMEOUT;
	struct summary *wrong = add_summary(&list, "row jit=off", 20, NAN);
	wrong->status = SAMPLE_MISMATCH;
	add_summary(&list, "null", 20, 0);
	expect_sentences(&list, "");
}

/* ---- plans ------------------------------------------------------------ */

static void add_planned_sample(struct run *run, const char *case_name, int phase, int64_t number,
			       enum sample_plan plan)
{
	struct sample *sample = add_sample(run, case_name, phase, number, 1000000);
	sample->sample = number;
	sample->plan = (int)plan;
}

static void add_plan(struct run *run, const char *case_name, double estimated, double actual,
		     enum sample_plan plan)
{
	struct up_error err = {0};
	CASE_PLANS plans = {.case_name = own(case_name), .sample = 2, .plan = (int)plan};
	PLAN_SHAPE shape = {.count = 1,
			    .shape = own("x"),
			    .estimated_rows = estimated,
			    .actual_rows = actual,
			    .loops = 1,
			    .total_cost = 1};
	cr_assert_eq(case_plans_add(&plans, &shape, &err), UP_OK);
	cr_assert_eq(plan_list_add(&run->plans, &plans, &err), UP_OK);
}

static void expect_of_run(const struct run *run, const struct summary_list *summaries,
			  const char *expected)
{
	FINDING_LIST findings = {0};
	UP_BUFFER text = {0};
	struct up_error err = {0};
	sort_run(run);
	give_roles(&run->manifest, summaries);
	cr_assert_eq(finding_list_make(run, summaries, &findings, &err), UP_OK);
	for (size_t f = 0; f < findings.count; f++) {
		sentence_append(&text, &findings.items[f], summaries);
		up_buffer_append_char(&text, '\n');
	}
	cr_expect_str_eq(up_buffer_string(&text), expected);
}

Test(finding, a_plan_that_changed)
{
	static const char name[] = "unnest-binary rows=1914";
	SUMMARY_LIST list = {0};
	RUN run = {0};
	UP_BUFFER text = {0};
	add_summary(&list, name, 1914, 1e6);
	add_planned_sample(&run, name, PHASE_COLD, 1, SAMPLE_PLAN_MIXED);
	add_planned_sample(&run, name, PHASE_WARMUP, 2, SAMPLE_PLAN_GENERIC);
	for (int64_t number = 3; number <= 5; number++)
		add_planned_sample(&run, name, PHASE_MEASURE, number, SAMPLE_PLAN_CUSTOM);
	add_planned_sample(&run, name, PHASE_MEASURE, 6, SAMPLE_PLAN_UNKNOWN);
	add_planned_sample(&run, "other", PHASE_MEASURE, 7, SAMPLE_PLAN_GENERIC);
	expect_of_run(&run, &list, "");
	add_planned_sample(&run, name, PHASE_MEASURE, 7, SAMPLE_PLAN_GENERIC);
	expect_of_run(&run, &list,
		      "unnest-binary at 1,914 rows: the plan changed from custom to generic at "
		      "sample 7; the ranking uses the 1 sample with a generic plan (1.00 ms) and "
		      "ignores the other 4 (1.00 ms).\n");
	add_planned_sample(&run, name, PHASE_MEASURE, 8, SAMPLE_PLAN_CUSTOM);
	sort_run(&run);
	struct plan_change change = plan_change_find(run_find_case(&run, name));
	plan_change_append(&change, &text);
	cr_expect_str_eq(up_buffer_string(&text), "custom \u2192 generic at sample 7 (2 changes)");
	cr_expect_eq(plan_change_find(run_find_case(&run, NULL)).count, 0);
}

Test(finding, a_planner_that_was_wrong)
{
	SUMMARY_LIST list = {0};
	RUN run = {0};
	static const struct {
		const char *name;
		double estimated, actual;
		enum sample_plan plan;
	} plans[] = {
		{"values", 10, 1914, SAMPLE_PLAN_GENERIC},
		{"json", 191.4, 1914, SAMPLE_PLAN_UNKNOWN}, /* exactly ten times */
		{"copy-temp", 20000, 1914, SAMPLE_PLAN_UNKNOWN},
		{"row", 1, 0, SAMPLE_PLAN_MIXED},
		{"floor", 11, 0, SAMPLE_PLAN_MIXED},
		{"unnest", NAN, 1914, SAMPLE_PLAN_CUSTOM},
	};
	for (size_t p = 0; p < sizeof plans / sizeof plans[0]; p++) {
		add_summary(&list, plans[p].name, 1914, 1e6);
		add_plan(&run, plans[p].name, plans[p].estimated, plans[p].actual, plans[p].plan);
	}
	add_summary(&list, "none", 1914, 1e6);
	expect_of_run(
		&run, &list,
		"values at 1,914 rows: the planner estimated 10 rows; actual rows: 1,914 (generic "
		"plan).\n"
		"copy-temp at 1,914 rows: the planner estimated 20,000 rows; actual rows: 1,914.\n"
		"floor at 1,914 rows: the planner estimated 11 rows; actual rows: 0 (mixed "
		"plans).\n");
	list.items[0].status = SAMPLE_TIMEOUT;
	list.items[2].median_ns = NAN;
	list.items[4].median_ns = NAN;
	expect_of_run(&run, &list, "");
}

static void add_json_plan(struct run *run, const char *case_name, int64_t count, double rows,
			  const char *json)
{
	struct up_error err = {0};
	CASE_PLANS plans = {.case_name = own(case_name), .sample = 2};
	PLAN_SHAPE shape = {.count = count,
			    .shape = own("x"),
			    .estimated_rows = rows,
			    .actual_rows = rows,
			    .loops = 1,
			    .plan = json_loads(json, 0, NULL)};
	cr_assert_not_null(shape.plan);
	cr_assert_eq(case_plans_add(&plans, &shape, &err), UP_OK);
	cr_assert_eq(plan_list_add(&run->plans, &plans, &err), UP_OK);
}

#define MODIFY(operation, more, child)                                                             \
	"{\"Node Type\": \"ModifyTable\", \"Operation\": \"" operation                             \
	"\", \"Alias\": \"t\", " more "\"Plans\": [" child "]}"
#define SCAN(type, operation, alias)                                                               \
	"{\"Node Type\": \"" type "\", \"Operation\": \"" operation "\", \"Alias\": \"" alias "\"" \
	"}"
#define JOIN(a, b) "{\"Node Type\": \"Nested Loop\", \"Plans\": [" a ", " b "]}"

Test(finding, updates_that_reach_a_foreign_server)
{
	SUMMARY_LIST list = {0};
	RUN run = {0};
	static const struct {
		const char *name;
		int64_t count;
		double rows;
		const char *json;
	} plans[] = {
		{"unnest", 1, 1914,
		 MODIFY("Update", "",
			JOIN(SCAN("Seq Scan", "", "u"), SCAN("Foreign Scan", "Select", "t")))},
		{"values", 20, 100,
		 MODIFY("Update", "",
			JOIN(SCAN("Foreign Scan", "Select", "t"), SCAN("Values Scan", "", "u")))},
		{"row-prepared", 1914, 1,
		 MODIFY("Update", "", SCAN("Foreign Scan", "Update", "t"))},
		{"json", 1, NAN, MODIFY("Update", "", SCAN("Foreign Scan", "Select", "t"))},
		/* The rows of the sync may be foreign, too. */
		{"copy-temp", 1, 1914,
		 MODIFY("Update", "",
			JOIN(SCAN("Foreign Scan", "Select", "u"), SCAN("Seq Scan", "", "t")))},
		{"upsert-copy", 1, 1914, MODIFY("Insert", "", SCAN("Foreign Scan", "Select", "t"))},
		{"copy-staging", 1, 1914,
		 MODIFY("Update", "\"Target Tables\": [{\"Alias\": \"a\"}, {\"Alias\": \"t\"}], ",
			SCAN("Foreign Scan", "Select", "t"))},
	};
	for (size_t p = 0; p < sizeof plans / sizeof plans[0]; p++) {
		add_summary(&list, plans[p].name, 1914, 1e6);
		add_json_plan(&run, plans[p].name, plans[p].count, plans[p].rows, plans[p].json);
	}
	expect_of_run(
		&run, &list,
		"unnest at 1,914 rows: an UPDATE per row is sent to the foreign server: "
		"1,914 round trips per statement (from the plan).\n"
		"values at 1,914 rows: an UPDATE per row is sent to the foreign server: 100 "
		"round trips per statement, of which there are 20 (from the plan).\n"
		"row-prepared at 1,914 rows: the foreign server gets the statement as a whole: "
		"1 round trip per statement, of which there are 1,914 (from the plan).\n"
		"json at 1,914 rows: an UPDATE per row is sent to the foreign server (from the "
		"plan).\n");
}

/* ---- what a median hides ---------------------------------------------- */

Test(finding, compilation_above_a_tenth_of_the_median)
{
	static const char *const names[] = {"case-when", "values"};
	SUMMARY_LIST list = {0};
	RUN run = {0};
	struct up_error err = {0};
	for (size_t n = 0; n < 2; n++) {
		CASE_PLANS plans = {.case_name = own(names[n])};
		PLAN_SHAPE shape = {
			.shape = own("x"),
			.jit = json_pack("{s:i, s:{s:f}}", "Functions", 38282, "Timing", "Total",
					 12345.6),
		};
		add_summary(&list, names[n], 1914, n == 0 ? 13.7e9 : 124e9);
		cr_assert_eq(case_plans_add(&plans, &shape, &err), UP_OK);
		cr_assert_eq(plan_list_add(&run.plans, &plans, &err), UP_OK);
	}
	expect_of_run(&run, &list,
		      "case-when at 1,914 rows: the server compiled 38,282 functions in 12.3 s "
		      "(JIT, from the plan).\n");
}

Test(finding, a_first_call_of_three_medians)
{
	SUMMARY_LIST list = {0};
	RUN run = {.manifest = manifest_of(json_loads(ROLES, 0, NULL))};
	add_summary(&list, "copy", 1914, 25e6)->cold_ns = 900e6;
	add_summary(&list, "unnest", 1914, 25e6)->cold_ns = 74e6;
	add_summary(&list, "values", 1914, 25e6)->cold_ns = NAN;
	add_summary(&list, "null", 1914, 100)->cold_ns = 1000;
	expect_of_run(&run, &list,
		      "copy at 1,914 rows: the first call on a connection takes 900 ms, a later "
		      "one 25.0 ms.\n");
}

Test(finding, a_peer_whose_clock_differs)
{
	static const char *const names[] = {"much", "little", "unknown"};
	static const int64_t by_own_clock[] = {50, 95, UNMEASURED};
	SUMMARY_LIST list = {0};
	RUN run = {0};
	for (size_t n = 0; n < 3; n++) {
		add_summary(&list, names[n], 1914, 100)->key.peer = own(names[n]);
		for (int64_t s = 1; s <= 3; s++)
			add_sample(&run, names[n], PHASE_MEASURE, s, 100)->peer_ns =
				by_own_clock[n];
	}
	expect_of_run(&run, &list,
		      "much at 1,914 rows: 50 ns by its own clock, 100 ns by that of upbench.\n");
}
