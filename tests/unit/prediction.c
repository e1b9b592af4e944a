/* SPDX-License-Identifier: PostgreSQL */
/* What a run predicts, of runs that follow formulas. */
#include "judge/predict/prediction.h"

#include "show/export/prediction_json.h"
#include "show/planning/prediction.h"
#include "show/words/formula.h"
#include "unit/near.h"
#include "unit/planned_run.h"
#include "unit/shown.h"

#include <jansson.h>

static const int64_t planned_rows[] = {1000, 2000, 5000, 10000, 20000};

/* 1 ms + 2 us a row, 5 ms + 1 us a row: equal at 4000 rows.  case-when: 1 ms + 50 ns n^2. */
static const struct planned_family steep = {.name = "steep", .a = 1e6, .b = 2000, .wal = 100};
static const struct planned_family flat = {.name = "flat", .a = 5e6, .b = 1000, .wal = 120};
static const struct planned_family square = {.name = "case-when", .a = 1e6, .c = 50};

struct planned {
	struct planned_run run;
	struct family_list families;
	struct prediction_set set;
};

static void planned_release(struct planned *planned)
{
	prediction_set_release(&planned->set);
	family_list_release(&planned->families);
	planned_run_release(&planned->run);
}
#define PLANNED UP_CLEANUP(planned_release) struct planned

static void add(struct planned *planned, const struct planned_family *family, size_t sizes)
{
	planned_run_add(&planned->run, family, planned_rows, sizes, 0, 6);
}

static enum up_status make(struct planned *planned, const struct prediction_request *request,
			   struct up_error *err)
{
	planned_run_summarise(&planned->run);
	cr_assert_eq(family_list_make(&planned->run.run, &planned->run.summaries,
				      &planned->families, NULL),
		     UP_OK);
	return prediction_set_make(&planned->run.run, &planned->families, request, &planned->set,
				   err);
}

static const int64_t no_delay[] = {0};

/* Of checkpoints; NULL: there are none. */
static void expect_words(const struct prediction_set *set, const char *words)
{
	DOCUMENT document = {0};

	cr_assert_eq(prediction_append(&document, set, NULL), UP_OK);
	UP_FREE char *text = shown(&document, 1000, false);
	cr_expect_eq(strstr(text, "Checkpoints") != NULL, words != NULL, "%s", text);
	cr_expect(words == NULL || strstr(text, words) != NULL, "%s", text);
}

/* 100 bytes and a five-hundredth of a page a row: 40 MB at 400,000 rows, in segments of 16 MiB. */
Test(prediction, checkpoints_that_are_met_add_to_the_wal)
{
	PLANNED planned = {0};
	struct manifest *manifest = &planned.run.run.manifest;
	const int64_t rows[] = {100000, 400000};
	struct prediction_request request = {
		.rows = rows, .row_count = 2, .rtt_ns = no_delay, .rtt_count = 1};

	manifest_init(manifest);
	manifest->checkpoint = FACT_YES;
	manifest->checkpointing = (struct manifest_checkpointing){
		.max_wal_bytes = 32 << 20,
		.timeout_ns = INT64_C(300000000000),
		.completion_target = 0.9,
		.segment_bytes = 16 << 20,
	};
	add(&planned, &steep, 5);
	for (size_t s = 0; s < planned.run.run.samples.count; s++) {
		struct sample *sample = &planned.run.run.samples.items[s];
		sample->wal_fpi = sample->key.factors.rows / 500;
	}
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	cr_expect_eq(planned.set.predictions[0].checkpoints, 0);
	cr_expect_eq(planned.set.predictions[0].added_wal, 0);
	cr_expect_eq(planned.set.predictions[1].checkpoints, 3);
	near(planned.set.predictions[1].added_wal, 3 * 8192 * 800.0, 1e-6, "images");
	expect_words(&planned.set,
		     "With max_wal_size 32.0 MiB one begins after 16.0 MiB of WAL or 5 min 00 s "
		     "(checkpoint_timeout). A statement that begins right after one meets at most "
		     "this many, which add at most this much WAL: steep 3 (18.8 MiB).");

	/* A run that was made with such a server has them in its times. */
	planned.run.run.samples.items[0].checkpoints = 1;
	prediction_set_release(&planned.set);
	cr_assert_eq(prediction_set_make(&planned.run.run, &planned.families, &request,
					 &planned.set, NULL),
		     UP_OK);
	expect_words(&planned.set, NULL);
	planned.run.run.samples.items[0].checkpoints = 0;

	/* As many pages as fill a segment once more. */
	for (size_t s = 0; s < planned.run.run.samples.count; s++)
		planned.run.run.samples.items[s].wal_fpi *= 50;
	prediction_set_release(&planned.set);
	cr_assert_eq(prediction_set_make(&planned.run.run, &planned.families, &request,
					 &planned.set, NULL),
		     UP_OK);
	cr_expect(isnan(planned.set.predictions[1].checkpoints));
	expect_words(&planned.set, "Not predicted: steep, for which a checkpoint may add enough "
				   "WAL to bring about the next.");

	/* On a server with more room for WAL there is none. */
	prediction_set_release(&planned.set);
	request.max_wal_bytes = 1 << 30;
	cr_assert_eq(prediction_set_make(&planned.run.run, &planned.families, &request,
					 &planned.set, NULL),
		     UP_OK);
	cr_expect_eq(planned.set.predictions[1].checkpoints, 0);
	expect_words(&planned.set, NULL);
}

Test(prediction, times_window_and_crossover)
{
	PLANNED planned = {0};
	const int64_t rows[] = {3000, 40000};
	const struct prediction_request request = {.rows = rows,
						   .row_count = 2,
						   .rtt_ns = no_delay,
						   .rtt_count = 1,
						   .window_ns = 25e6};

	add(&planned, &steep, 5);
	add(&planned, &flat, 5);
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	const struct prediction_set *set = &planned.set;
	cr_assert_eq(set->prediction_count, 4);
	near(set->predictions[0].ns, 7e6, 1e-3, "steep at 3000");
	near(set->predictions[1].ns, 8e6, 1e-3, "flat at 3000");
	near(set->predictions[3].ns, 45e6, 1e-3, "flat at 40000");
	near(set->predictions[3].costs[COST_WAL], 120 * 40000.0, 1e-6, "WAL");
	cr_assert(set->predictions[3].cost_intervals[COST_WAL].low < 120 * 40000.0 &&
		  set->predictions[3].cost_intervals[COST_WAL].high > 120 * 40000.0);
	cr_assert(isnan(set->predictions[3].costs[COST_SENT]));

	cr_assert_eq(set->window_count, 2);
	cr_assert_eq(set->windows[0].end, WINDOW_FULL);
	near(set->windows[0].rows, 12000, 1e-3, "steep in 25 ms");
	near(set->windows[1].rows, 20000, 1e-3, "flat in 25 ms");

	cr_assert_eq(set->crossovers.count, 1);
	near(set->crossovers.items[0].rows, 4000, 1e-3, "crossover");
	cr_assert_str_eq(set->crossovers.items[0].before->name, "steep");
	cr_assert_str_eq(set->crossovers.items[0].after->name, "flat");
	cr_assert(set->crossovers.items[0].of_fastest && set->crossovers.items[0].is_within);
}

Test(prediction, delay_moves_a_crossover)
{
	PLANNED planned = {0};
	struct planned_family chunked = {.name = "chunked", .a = 1e6, .b = 1000, .chunk = 1000};
	const int64_t rtt[] = {0, 1000000};
	const struct prediction_request request = {
		.rtt_ns = rtt, .rtt_count = 2, .window_ns = 1e12};

	add(&planned, &chunked, 5);
	add(&planned, &flat, 5);
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	/* Without a delay it is always 4 ms ahead; with 1 ms, until its chunks are more by 4. */
	cr_assert_eq(planned.set.crossovers.count, 1);
	near(planned.set.crossovers.items[0].rtt_ns, 1e6, 1e-9, "rtt");
	cr_assert(planned.set.crossovers.items[0].rows > 4000 &&
			  planned.set.crossovers.items[0].rows <= 5001,
		  "%f", planned.set.crossovers.items[0].rows);
	cr_assert_eq(planned.set.windows[0].end, WINDOW_BEYOND);
	near(planned.set.windows[0].rows, 20 * 20000, 1e-9, "as far as is predicted");
}

Test(prediction, a_window_for_nothing)
{
	PLANNED planned = {0};
	const struct prediction_request request = {
		.rtt_ns = no_delay, .rtt_count = 1, .window_ns = 1000};

	add(&planned, &flat, 5);
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	cr_assert_eq(planned.set.windows[0].end, WINDOW_NOTHING);
}

Test(prediction, refusals_are_no_numbers)
{
	PLANNED planned = {0};
	const int64_t rows[] = {500000};
	struct prediction_request request = {
		.rows = rows, .row_count = 1, .rtt_ns = no_delay, .rtt_count = 1};
	struct up_error err;

	add(&planned, &square, 5);
	add(&planned, &flat, 2);
	cr_assert_eq(make(&planned, &request, &err), UP_INVALID);
	cr_assert_eq(planned.set.prediction_count, 0);
	cr_assert_str_eq(err.message,
			 "nothing can be predicted: case-when: 500,000 rows are more than 20 times "
			 "the largest measured size (20,000); --extrapolate overrides this limit");

	request.extrapolate = true;
	cr_assert_eq(prediction_set_make(&planned.run.run, &planned.families, &request,
					 &planned.set, &err),
		     UP_OK);
	near(planned.set.predictions[0].ns, 1e6 + 50 * 25e10, CURVE_DISCREPANCY, "square");
	cr_assert_str_eq(planned.set.predictions[1].refusal,
			 "a curve requires at least 3 numbers of rows, the run has 2: measure more "
			 "with --rows");

	request.models.strategies = (const char *const[]){"nosuch"};
	request.models.strategy_count = 1;
	PREDICTION_SET none = {0};
	cr_assert_eq(
		prediction_set_make(&planned.run.run, &planned.families, &request, &none, &err),
		UP_INVALID);
	cr_assert_str_eq(
		err.message,
		"the run has no result of strategy \"nosuch\"; it has results of: case-when, flat");
}

static double width_of(const struct prediction *prediction)
{
	return prediction->high_ns / prediction->low_ns;
}

Test(prediction, workers_by_measure_and_by_law)
{
	PLANNED planned = {0};
	struct planned_family two = {.name = "flat", .a = 3e6, .b = 520, .workers = 2};
	struct planned_family four = {.name = "flat", .a = 2e6, .b = 290, .workers = 4};
	const int64_t rows[] = {10000};
	struct prediction_request request = {.rows = rows,
					     .row_count = 1,
					     .rtt_ns = no_delay,
					     .rtt_count = 1,
					     .models = {.workers = 2}};
	PREDICTION_SET other = {0};
	struct up_error err;

	add(&planned, &flat, 5);
	planned_run_add(&planned.run, &two, &planned_rows[4], 1, 0, 6);
	planned_run_add(&planned.run, &four, &planned_rows[4], 1, 0, 6);
	cr_assert_eq(make(&planned, &request, &err), UP_OK);
	cr_assert_eq(planned.set.prediction_count, 1);
	cr_assert_str_eq(planned.set.models.items[0].name, "flat workers=2");
	cr_assert_eq(planned.set.models.items[0].speedup.kind, SPEEDUP_MEASURED);
	near(planned.set.predictions[0].ns, 15e6 * (3e6 + 520 * 20000) / 25e6, 1e-3, "two workers");

	cr_assert_not_null(planned.set.models.items[0].speedup.resamples);

	request.models.workers = 3;
	cr_assert_eq(
		prediction_set_make(&planned.run.run, &planned.families, &request, &other, &err),
		UP_OK);
	cr_assert_eq(other.models.items[0].speedup.kind, SPEEDUP_LAW);
	cr_assert(other.predictions[0].ns < planned.set.predictions[0].ns);
	/* No law goes through all medians, so what it gives is known worse than what was measured. */
	cr_expect(width_of(&other.predictions[0]) > 1.05);
	cr_expect(width_of(&planned.set.predictions[0]) < 1.01);
	request.models.workers = 9;
	PREDICTION_SET none = {0};
	cr_assert_eq(
		prediction_set_make(&planned.run.run, &planned.families, &request, &none, &err),
		UP_INVALID);
	cr_assert(strstr(err.message, "9 workers are more than 2 times the most") != NULL, "%s",
		  err.message);
}

/* Each worker has a backend of its own, of which nothing was measured. */
Test(prediction, memory_of_other_workers_is_not_known)
{
	PLANNED planned = {0};
	struct planned_family two = {.name = "flat", .a = 3e6, .b = 520, .workers = 2};
	const int64_t rows[] = {10000};
	struct prediction_request request = {
		.rows = rows, .row_count = 1, .rtt_ns = no_delay, .rtt_count = 1};
	PREDICTION_SET other = {0};
	DOCUMENT document = {0};
	UP_BUFFER text = {0};

	add(&planned, &flat, 5);
	planned_run_add(&planned.run, &two, &planned_rows[4], 1, 0, 6);
	for (size_t s = 0; s < planned.run.run.samples.count; s++)
		planned.run.run.samples.items[s].backend_peak_bytes = 10000000;
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	near(planned.set.predictions[0].costs[COST_BACKEND], 1e7, 1e-6, "one worker");
	request.models.workers = 2;
	cr_assert_eq(
		prediction_set_make(&planned.run.run, &planned.families, &request, &other, NULL),
		UP_OK);
	cr_expect(isnan(other.predictions[0].costs[COST_BACKEND]));
	near(other.predictions[0].costs[COST_WAL], 120 * 10000.0, 1e-6, "WAL");
	cr_assert_eq(prediction_append(&document, &other, NULL), UP_OK);
	UP_FREE char *page = shown(&document, 1000, false);
	cr_expect(strstr(page, "Not predicted: backend. It was measured") != NULL, "%s", page);
	cr_assert_eq(prediction_append_json(&text, &other, NULL), UP_OK);
	cr_expect(strstr(up_buffer_string(&text), "\"backend_peak_bytes\": null") != NULL);
}

/* The samples of the numbers of workers scatter, and those of the curve do not. */
Test(prediction, the_error_of_a_speedup_is_in_the_interval)
{
	PLANNED planned = {0};
	struct planned_family two = {
		.name = "flat", .a = 3e6, .b = 520, .workers = 2, .noise = 0.2};
	const int64_t rows[] = {10000};
	const struct prediction_request request = {.rows = rows,
						   .row_count = 1,
						   .rtt_ns = no_delay,
						   .rtt_count = 1,
						   .models = {.workers = 2}};

	add(&planned, &flat, 5);
	planned_run_add(&planned.run, &two, &planned_rows[4], 1, 0, 6);
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	cr_expect(width_of(&planned.set.predictions[0]) > 1.1, "%g",
		  width_of(&planned.set.predictions[0]));
}

Test(prediction, json_is_json)
{
	PLANNED planned = {0};
	const int64_t rows[] = {3000, 9000000};
	const struct prediction_request request = {.rows = rows,
						   .row_count = 2,
						   .rtt_ns = no_delay,
						   .rtt_count = 1,
						   .window_ns = 25e6};
	struct planned_family strange = {.name = "st\"ra\tnge\x80", .a = 5e6, .b = 3};
	UP_BUFFER text = {0};

	add(&planned, &strange, 5);
	add(&planned, &flat, 2);
	cr_assert_eq(make(&planned, &request, NULL), UP_OK);
	cr_assert_eq(prediction_append_json(&text, &planned.set, NULL), UP_OK);
	json_t *root = json_loads(up_buffer_string(&text), JSON_REJECT_DUPLICATES, NULL);
	cr_assert(root != NULL, "%s", up_buffer_string(&text));
	json_t *predictions = json_object_get(root, "predictions");
	cr_assert_eq(json_array_size(predictions), 4);
	near(json_number_value(json_object_get(json_array_get(predictions, 0), "predicted_ns")),
	     5e6 + 3 * 3000, CURVE_DISCREPANCY, "predicted");
	for (size_t p = 1; p < 4; p++) {
		json_t *prediction = json_array_get(predictions, p);
		cr_assert(json_is_null(json_object_get(prediction, "predicted_ns")));
		cr_assert(json_is_null(json_object_get(prediction, "wal_bytes")));
		cr_assert(json_is_null(json_object_get(prediction, "wal_bytes_high")));
		cr_assert(json_is_string(json_object_get(prediction, "reason")));
	}
	cr_assert(json_is_array(json_object_get(root, "crossovers")));
	cr_assert_eq(json_array_size(json_object_get(root, "model")), 2);
	cr_assert_eq(json_array_size(json_object_get(json_object_get(root, "window"), "rows")), 2);
	json_decref(root);
}

Test(prediction, formula_has_no_constant_that_is_noise)
{
	const struct curve small = {.a = 2120, .b = 15000, .d = 1}; /* 2 us of 1.5 ms */
	const struct curve large = {.a = 2e6, .b = 15000, .d = 1};
	const struct curve alone = {.a = 2120, .d = 1};
	UP_BUFFER text = {0};
	formula_append_curve(&text, &small, 100);
	up_buffer_append_string(&text, "; ");
	formula_append_curve(&text, &large, 100);
	up_buffer_append_string(&text, "; ");
	formula_append_curve(&text, &alone, 100);
	cr_expect_str_eq(up_buffer_string(&text),
			 "15.0 \u00b5s n; 2.00 ms + 15.0 \u00b5s n; 2.12 \u00b5s");
}
