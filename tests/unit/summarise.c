/* SPDX-License-Identifier: PostgreSQL */
/* From samples to summaries. */
#include "judge/summary/summarize.h"

#include "record/case_key.h"
#include "unit/manifest_of.h"
#include "unit/sort_run.h"
#include "unit/summary_case.h"

#include <criterion/criterion.h>
#include <math.h>

static struct run run_of(const char *manifest)
{
	return (struct run){.manifest = manifest_of(json_loads(manifest, 0, NULL))};
}

static struct summary_list summaries_of(const struct run *run)
{
	struct summary_list list = {0};
	struct up_error err = {0};
	sort_run(run);
	cr_assert_eq(summarise(run, &list, &err), UP_OK, "%s", err.message);
	return list;
}

#define ROLES                                                                                      \
	"\"strategies\": {\"null\": {\"ranked\": false}, "                                         \
	"\"floor\": {\"ranked\": false, \"bound\": true}, \"row\": {\"ranked\": true}}"

/* Seven rounds of a case whose times are times[0] times factor, ... */
static void add_rounds(struct run *run, const char *case_name, int64_t factor)
{
	static const int64_t times[] = {5, 3, 9, 7, 4, 8, 6};
	for (int64_t round = 1; round <= 7; round++)
		add_sample(run, case_name, PHASE_MEASURE, round, times[round - 1] * factor);
}

Test(summarise, statistics_of_one_case)
{
	RUN run = run_of("{}");
	add_sample(&run, "row", PHASE_COLD, 0, 900)->total_ns = 5000;
	add_sample(&run, "row", PHASE_WARMUP, 0, 800)->total_ns = 4000;
	add_rounds(&run, "row", 100);
	for (size_t s = 2; s < run.samples.count; s++) {
		run.samples.items[s].total_ns = run.samples.items[s].update_ns + 50;
		run.samples.items[s].round_trips = 2;
	}
	run.samples.items[3].encode_ns = 7;
	SUMMARY_LIST list = summaries_of(&run);

	cr_assert_eq(list.count, 1);
	const struct summary *row = &list.items[0];
	cr_expect_str_eq(row->case_name, "row");
	cr_expect_str_eq(row->key.strategy, "row");
	cr_expect_eq(row->key.factors.rows, 1914);
	cr_expect_eq(row->status, SAMPLE_OK);
	cr_expect_null(row->error);
	cr_expect_eq(row->n, 7);
	cr_expect_eq(row->min_ns, 300);
	cr_expect_eq(row->median_ns, 600);
	cr_expect_eq(row->mean_ns, 600);
	cr_expect_float_eq(row->p95_ns, 870, 1e-9);
	cr_expect_eq(row->max_ns, 900);
	/* Between the first two and the last two: statistics.h. */
	cr_expect(row->low_ns >= 300 && row->low_ns < 400);
	cr_expect(row->high_ns > 800 && row->high_ns < 900);
	cr_expect_float_eq(row->rows_per_second, 1914e9 / 600, 1e-3);
	cr_expect_eq(row->cold_ns, 900);
	cr_expect_eq(row->total_ns, 650);
	cr_expect_eq(row->encode_ns, 7);
	cr_expect_eq(row->round_trips, 2);
	cr_expect(isnan(row->fetch_ns), "what was not measured is not 0");
	cr_expect_str_eq(row->reference, "row");
	cr_expect(row->ratio == 1 && row->ratio_low == 1 && row->ratio_high == 1);
}

Test(summarise, few_samples_have_no_interval)
{
	RUN run = run_of("{}");
	for (int64_t round = 1; round <= 5; round++) {
		add_sample(&run, "row", PHASE_MEASURE, round, 100);
		add_sample(&run, "values", PHASE_MEASURE, round, 300);
	}
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect_eq(list.items[1].n, 5);
	cr_expect_eq(list.items[1].ratio, 3);
	cr_expect(isnan(list.items[1].low_ns) && isnan(list.items[1].ratio_low));
}

Test(summarise, a_run_without_samples)
{
	RUN run = run_of("{\"cases\": []}");
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect_eq(list.count, 0);
}

Test(summarise, order_is_the_manifests_then_the_samples)
{
	RUN run = run_of("{\"cases\": [{\"name\": \"c\"}, {\"name\": \"b\"}]}");
	static const char *const expected[] = {"c", "b", "z", "a"};
	add_rounds(&run, "z", 1);
	add_rounds(&run, "a", 1);
	add_rounds(&run, "b", 1);
	add_rounds(&run, "c", 1);
	SUMMARY_LIST list = summaries_of(&run);
	cr_assert_eq(list.count, 4);
	for (size_t c = 0; c < 4; c++)
		cr_expect_str_eq(list.items[c].case_name, expected[c]);
}

Test(summarise, planned_cases_without_samples_are_skipped)
{
	RUN run = run_of(
		"{\"cases\": [{\"name\": \"row rows=20\", \"strategy\": \"row\", \"rows\": 20,"
		" \"columns\": 5, \"chunk\": null, \"changed\": 0.5, \"new\": 0,"
		" \"skip_unchanged\": true, \"fetch_delay_ns\": 7, \"settings\": {\"jit\": "
		"\"off\"}, \"case\": \"x\","
		" \"n\": 3, \"median_ns\": 1.5}]}");
	SUMMARY_LIST list = summaries_of(&run);
	cr_assert_eq(list.count, 1);
	const struct summary *row = &list.items[0];
	cr_expect_str_eq(row->case_name, "row rows=20");
	cr_expect_str_eq(row->key.strategy, "row");
	cr_expect(row->key.factors.rows == 20 && row->key.factors.columns == 5 &&
		  row->key.factors.chunk == UNMEASURED);
	cr_expect(row->key.factors.changed == 0.5 && row->key.factors.new == 0 &&
		  row->key.factors.skip_unchanged == 1);
	cr_expect_eq(row->key.factors.fetch_delay_ns, 7);
	cr_expect_eq(row->status, SAMPLE_SKIPPED);
	cr_expect_not_null(row->error);
	cr_expect(row->n == 0 && isnan(row->median_ns) && row->reference == NULL);
}

Test(summarise, the_worst_status_wins_with_its_first_error)
{
	static const struct {
		int statuses[3];
		int worst;
		const char *error;
	} rows[] = {
		{{SAMPLE_OK, SAMPLE_OK, SAMPLE_OK}, SAMPLE_OK, NULL},
		{{SAMPLE_OK, SAMPLE_SKIPPED, SAMPLE_OK}, SAMPLE_SKIPPED, "1"},
		{{SAMPLE_SKIPPED, SAMPLE_FAILED, SAMPLE_FAILED}, SAMPLE_FAILED, "1"},
		{{SAMPLE_TIMEOUT, SAMPLE_FAILED, SAMPLE_OK}, SAMPLE_TIMEOUT, "0"},
		{{SAMPLE_FAILED, SAMPLE_TIMEOUT, SAMPLE_MISMATCH}, SAMPLE_MISMATCH, "2"},
		{{SAMPLE_MISMATCH, SAMPLE_OK, SAMPLE_TIMEOUT}, SAMPLE_MISMATCH, "0"},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		RUN run = run_of("{}");
		for (int s = 0; s < 3; s++) {
			struct sample *sample = add_sample(&run, "row", PHASE_MEASURE, s + 1, 100);
			char number[2] = {(char)('0' + s), '\0'};
			sample->status = rows[r].statuses[s];
			sample->error = sample->status != SAMPLE_OK ? own(number) : NULL;
		}
		SUMMARY_LIST list = summaries_of(&run);
		cr_expect_eq(list.items[0].status, rows[r].worst, "row %zu", r);
		if (rows[r].error == NULL)
			cr_expect_null(list.items[0].error);
		else
			cr_expect_str_eq(list.items[0].error, rows[r].error, "row %zu", r);
	}
}

Test(summarise, a_wrong_result_has_no_time)
{
	RUN run = run_of("{}");
	add_rounds(&run, "row", 100);
	add_rounds(&run, "values", 10);
	struct sample *wrong = add_sample(&run, "values", PHASE_COLD, 0, 900);
	wrong->status = SAMPLE_MISMATCH;
	wrong->total_ns = 1000;
	SUMMARY_LIST list = summaries_of(&run);
	const struct summary *values = &list.items[1];
	cr_expect_eq(values->n, 0);
	cr_expect(isnan(values->median_ns) && isnan(values->low_ns) && isnan(values->total_ns));
	cr_expect(isnan(values->cold_ns) && isnan(values->rows_per_second));
	cr_expect(values->reference == NULL && isnan(values->ratio));
	cr_expect_str_eq(list.items[0].reference, "row");
}

Test(summarise, what_timed_out_keeps_its_times_but_is_not_ranked)
{
	RUN run = run_of("{}");
	add_rounds(&run, "row", 100);
	add_rounds(&run, "values", 10);
	add_sample(&run, "values", PHASE_MEASURE, 8, 99999)->status = SAMPLE_TIMEOUT;
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect_eq(list.items[1].n, 7);
	cr_expect_eq(list.items[1].median_ns, 60);
	cr_expect_null(list.items[1].reference);
	cr_expect_str_eq(list.items[0].reference, "row");
}

Test(summarise, the_fastest_ranked_case_of_the_workload_is_the_reference)
{
	RUN run = run_of("{" ROLES "}");
	add_rounds(&run, "row", 100);
	add_rounds(&run, "values", 50);
	add_rounds(&run, "floor", 20);
	add_rounds(&run, "null", 1);
	add_rounds(&run, "values columns=5", 10);
	for (size_t s = run.samples.count - 7; s < run.samples.count; s++)
		run.samples.items[s].key.factors.columns = 5;
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect_str_eq(list.items[0].reference, "values");
	cr_expect_eq(list.items[0].ratio, 2);
	/* In each round it was exactly twice. */
	cr_expect(list.items[0].ratio_low == 2 && list.items[0].ratio_high == 2);
	cr_expect_str_eq(list.items[1].reference, "values");
	cr_expect_null(list.items[2].reference);
	cr_expect_null(list.items[3].reference);
	cr_expect_eq(list.items[2].median_ns, 120);
	cr_expect_str_eq(list.items[4].reference, "values columns=5");
}

Test(summarise, everybody_is_ranked_where_nobody_says_otherwise)
{
	RUN run = run_of("{}");
	add_rounds(&run, "row", 100);
	add_rounds(&run, "null", 1);
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect_str_eq(list.items[0].reference, "null");
	cr_expect_str_eq(list.items[1].reference, "null");
}

Test(summarise, rounds_are_paired_by_number)
{
	RUN run = run_of("{}");
	/* Backwards: paired by place, the ratios would differ from round to round. */
	for (int64_t round = 1; round <= 7; round++)
		add_sample(&run, "row", PHASE_MEASURE, round, round * 30);
	for (int64_t round = 7; round >= 1; round--)
		add_sample(&run, "values", PHASE_MEASURE, round, round * 10);
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect(list.items[0].ratio_low == 3 && list.items[0].ratio_high == 3);
}

Test(summarise, a_pair_needs_both_samples)
{
	RUN run = run_of("{}");
	for (int64_t round = 1; round <= 20; round++)
		add_sample(&run, round <= 10 ? "row" : "values", PHASE_MEASURE, round,
			   round <= 10 ? 100 : 300);
	SUMMARY_LIST list = summaries_of(&run);
	cr_expect_eq(list.items[1].ratio, 3);
	cr_expect(isnan(list.items[1].ratio_low), "no round has both");
}

Test(summarise, measures_until_the_rows_are_durable)
{
	static const struct {
		const char *name;
		int64_t commit_ns;
		bool is_peer;
		double median_ns;
		double stage_ns;
	} rows[] = {
		{"row", 20, false, 120, 100},
		{"old", UNMEASURED, false, 100, 100}, /* of a run without the column */
		{"null", 20, false, 100, 100},        /* has nothing to commit */
		{"psycopg", 20, true, 100, 100},      /* has committed already */
	};
	RUN run = run_of("{" ROLES "}");
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		for (int64_t round = 0; round <= 6; round++) {
			int phase = round == 0 ? PHASE_COLD : PHASE_MEASURE;
			struct sample *sample = add_sample(&run, rows[r].name, phase, round, 100);
			sample->commit_ns = rows[r].commit_ns;
			sample->key.peer = own(rows[r].is_peer ? rows[r].name : NULL);
		}
	}
	SUMMARY_LIST list = summaries_of(&run);
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		cr_expect_eq(list.items[r].median_ns, rows[r].median_ns, "%s", rows[r].name);
		cr_expect_eq(list.items[r].cold_ns, rows[r].median_ns, "%s", rows[r].name);
		cr_expect_eq(list.items[r].low_ns, rows[r].median_ns, "%s", rows[r].name);
		cr_expect_eq(list.items[r].update_ns, rows[r].stage_ns, "%s", rows[r].name);
	}
	cr_expect_float_eq(list.items[0].ratio, 1.2, 1e-9);
	cr_expect_float_eq(list.items[0].ratio_low, 1.2, 1e-9);
}

/* Two lucky samples after a delay must not become what all others are held against. */
Test(summarise, a_delayed_sync_is_a_workload_of_its_own)
{
	RUN run = run_of("{\"cases\": [{\"name\": \"row\", \"rows\": 1914, \"fetch_delay_ns\": 0},"
			 " {\"name\": \"row fetch-delay=5.8s\", \"rows\": 1914,"
			 " \"fetch_delay_ns\": 5800000000}]}");
	add_rounds(&run, "row", 100);
	add_rounds(&run, "row fetch-delay=5.8s", 90);
	SUMMARY_LIST list = summaries_of(&run);
	cr_assert_eq(list.count, 2);
	cr_expect_str_eq(list.items[0].reference, "row");
	cr_expect_str_eq(list.items[1].reference, "row fetch-delay=5.8s");
	UP_BUFFER name = {0};
	UP_BUFFER level = {0};
	case_key_append_name(&name, &list.items[1].key, factors_of_workload());
	factor_append(FACTOR_FETCH_DELAY, &list.items[1].key.factors, &level);
	cr_expect_str_eq(up_buffer_string(&name), "row");
	cr_expect_str_eq(up_buffer_string(&level), "fetch-delay=5.8s");
}

/* A median over both plans would be that of neither. */
Test(summarise, ranks_the_plan_that_a_case_settled_on)
{
	RUN run = run_of("{}");
	for (int64_t round = 1; round <= 11; round++) {
		struct sample *sample =
			add_sample(&run, "row", PHASE_MEASURE, round, round <= 5 ? 900 : 100);
		sample->sample = round;
		sample->plan = round <= 5 ? SAMPLE_PLAN_CUSTOM : SAMPLE_PLAN_GENERIC;
		sample->round_trips = round <= 5 ? 9 : 1;
	}
	SUMMARY_LIST list = summaries_of(&run);

	cr_expect_eq(list.items[0].n, 6);
	cr_expect_eq(list.items[0].median_ns, 100);
	cr_expect_eq(list.items[0].max_ns, 100);
	cr_expect_eq(list.items[0].round_trips, 1);
	cr_expect_str_eq(list.items[0].plan_change, "custom \u2192 generic at sample 6");
}

/* Whether rows were created before the update or skipped, by factors or by what a source brings: the server's
 * count has it. */
Test(summarise, rate_is_of_the_rows_that_the_compared_time_carries)
{
	RUN run = run_of(
		"{\"strategies\": {\"null\": {\"ranked\": false}, \"row\": {\"ranked\": true}}}");
	struct sample *sample = add_sample(&run, "row", PHASE_MEASURE, 1, 1000);
	sample->rows_updated = 500;
	sample = add_sample(&run, "row whole-sync=yes", PHASE_MEASURE, 1, 1000);
	sample->key.factors.whole_sync = 1;
	sample->rows_updated = 500;
	sample->total_ns = 4000;
	add_sample(&run, "null", PHASE_MEASURE, 1, 1000)->rows_updated = 0;
	sample = add_sample(&run, "row rows=7", PHASE_MEASURE, 1, 1000);
	sample->key.factors.rows = 7;
	sample->rows_updated = UNMEASURED;
	SUMMARY_LIST list = summaries_of(&run);

	cr_assert_eq(list.count, 4);
	for (size_t c = 0; c < list.count; c++) {
		const struct summary *summary = &list.items[c];
		if (summary->key.factors.whole_sync == 1)
			cr_expect_float_eq(summary->rows_per_second, 1914e9 / 4000, 1e-3);
		else if (strcmp(summary->case_name, "row") == 0)
			cr_expect_float_eq(summary->rows_per_second, 500e9 / 1000, 1e-3);
		else
			cr_expect(isnan(summary->rows_per_second), "%s", summary->case_name);
	}
}
