/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/fit.h"
#include "judge/predict/size_threshold.h"
#include "judge/summary/summarize.h"
#include "unit/near.h"
#include "unit/planned_run.h"

static const int64_t planned_rows[] = {1000, 2000, 5000, 10000, 20000};

/* A fit with the errors that all families share. */
static enum up_status make_fit(const struct planned_run *planned,
			       const struct family_list *families, size_t of, struct fit *fit,
			       struct up_error *err)
{
	SHARED_ERROR shared = {0};

	cr_assert_eq(
		shared_error_make(&planned->run, families->items, families->count, &shared, NULL),
		UP_OK);
	return fit_make(&planned->run, &families->items[of], &shared, 1, fit, err);
}

Test(fit, time_round_trips_and_costs)
{
	PLANNED_RUN planned = {0};
	const struct planned_family family = {.name = "values",
					      .a = 3e6,
					      .b = 900,
					      .noise = 0.02,
					      .trips = 0,
					      .chunk = 100,
					      .wal = 1200};
	FAMILY_LIST families = {0};
	FIT fit = {0};

	planned_run_add(&planned, &family, planned_rows, 5, 0, 12);
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(families.count, 1);
	cr_assert_str_eq(families.items[0].name, "values");
	cr_assert_eq(make_fit(&planned, &families, 0, &fit, NULL), UP_OK);

	cr_assert_eq(fit.sizes, 5);
	cr_assert(fit.trips.exact);
	double trips = trips_at(&fit.trips, 40000);
	near(trips, 401, 1e-9, "400 chunks and the commit");
	double at_zero = fit_time(&fit, &(struct fit_load){40000, trips, 0, 1, NULL});
	near(at_zero, 3e6 + 900 * 40000, 0.05, "time");
	near(fit_time(&fit, &(struct fit_load){40000, trips, 2e6, 1, NULL}) - at_zero, 401 * 2e6,
	     1e-9, "latency");
	struct interval interval =
		fit_time_interval(&fit, &(struct fit_load){40000, trips, 0, 1, NULL});
	cr_assert(interval.low < at_zero && at_zero < interval.high);
	/* Two misses of one family, hence one degree of freedom. */
	cr_assert(interval.low > 0.5 * at_zero && interval.high < 2 * at_zero);
	near(byte_law_at(&fit.costs[COST_WAL], 40000), 1200 * 40000.0, 1e-6, "WAL");
	cr_assert(isnan(byte_law_at(&fit.costs[COST_SENT], 40000)));
	cr_assert(fabs(fit.holdout) < 0.1);
	cr_assert(fit.residual < 0.1);
}

Test(family_times, samples_that_rise)
{
	PLANNED_RUN planned = {0};
	const struct planned_family family = {.name = "unnest", .a = 3e6, .b = 900};
	FAMILY_LIST families = {0};
	FAMILY_TIMES times = {0};
	struct curve_point points[3];
	const size_t offset = cost_offset(COST_BACKEND);

	planned_run_add(&planned, &family, planned_rows, 3, 0, 6);
	for (size_t s = 0; s < planned.run.samples.count; s++) {
		struct sample *sample = &planned.run.samples.items[s];
		const int64_t number = sample->sample;
		sample->backend_peak_bytes = sample->key.factors.rows == 1000 ? 100 + 10 * number
					     : number % 2 == 0                ? 7
									      : 9;
	}
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(family_times_make(&planned.run, &families.items[0], &times, NULL), UP_OK);
	cr_assert_eq(family_times_points(&times, measured_member, &offset, points), 3);
	near(points[0].rise, 30, 1e-9, "from 120 to 150");
	near(points[0].value, 135, 1e-9, "median");
	cr_expect_float_eq(points[1].rise, 0, 0);
}

Test(fit, delays_that_were_measured)
{
	PLANNED_RUN planned = {0};
	const struct planned_family family = {
		.name = "row", .a = 1e6, .b = 40000, .noise = 0.01, .trips = 1};
	FAMILY_LIST families = {0};
	FIT fit = {0};

	planned_run_add(&planned, &family, planned_rows, 4, 0, 6);
	planned_run_add(&planned, &family, planned_rows, 4, 500, 6);
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(families.count, 1);
	cr_assert_eq(families.items[0].count, 8);
	cr_assert_eq(make_fit(&planned, &families, 0, &fit, NULL), UP_OK);
	cr_assert(fit.time.has_d);
	near(fit.time.d, 1, 0.05, "round trips take one delay each");
	near(fit_time(&fit, &(struct fit_load){10000, 10001, 2e6, 1, NULL}),
	     1e6 + 40000 * 10000.0 + 10001 * 2e6, 0.05, "time");
}

Test(fit, refuses_what_is_far_away)
{
	PLANNED_RUN planned = {0};
	const struct planned_family family = {.name = "unnest", .a = 3e6, .b = 900};
	FAMILY_LIST families = {0};
	FIT fit = {0};
	struct up_error err;

	planned_run_add(&planned, &family, planned_rows, 3, 0, 6);
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(make_fit(&planned, &families, 0, &fit, NULL), UP_OK);
	cr_assert_eq(fit_check_rows(&fit, 100000, &err), UP_OK);
	cr_assert_eq(fit_check_rows(&fit, 100001, &err), UP_INVALID);
	cr_assert_str_eq(err.message,
			 "100,001 rows are more than 20 times the largest measured size (5,000)");
	cr_assert_eq(fit_check_rows(&fit, 50, &err), UP_OK);
	cr_assert_eq(fit_check_rows(&fit, 49, &err), UP_INVALID);
}

/* 1,024 pages found and 1,024 added for each 1,000 rows: 16 MiB. */
static void touch_pages(struct planned_run *planned, bool checkpoint)
{
	for (size_t s = 0; s < planned->run.samples.count; s++) {
		struct sample *sample = &planned->run.samples.items[s];
		sample->wal_fpi = sample->key.factors.rows * 1024 / 1000;
		sample->table_bytes = 8192 * sample->wal_fpi;
		sample->index_bytes = sample->toast_bytes = 0;
	}
	planned->run.manifest = manifest_of(
		json_pack("{s:o, s:{s:[{s:s, s:s, s:s}, {s:s, s:s, s:n}]}}", "checkpoint",
			  checkpoint ? json_true() : json_false(), "server", "settings", "name",
			  "shared_buffers", "value", "16384", "unit", "8kB", "name", "lc_messages",
			  "value", "C", "unit"));
}

static bool outgrows(bool checkpoint, size_t sizes_measured, double rows)
{
	PLANNED_RUN planned = {0};
	const struct planned_family family = {.name = "unnest", .a = 3e6, .b = 900};
	FAMILY_LIST families = {0};
	FIT fit = {0};

	planned_run_add(&planned, &family, planned_rows, sizes_measured, 0, 6);
	touch_pages(&planned, checkpoint);
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(make_fit(&planned, &families, 0, &fit, NULL), UP_OK);
	struct size_threshold_list thresholds;
	size_threshold_list_find(&planned.run, &families.items[0], &fit, 1, &thresholds);
	const struct size_threshold *found =
		size_threshold_find(&thresholds, THRESHOLD_SHARED_BUFFERS);
	return found != NULL && found->rows <= rows;
}

Test(fit, pages_beyond_what_any_size_touched)
{
	cr_assert(!outgrows(true, 3, 7900));
	cr_assert(outgrows(true, 3, 8100));
	/* 10,000 rows were measured, and show in the curve what that costs. */
	cr_assert(!outgrows(true, 4, 20000));
	/* Without a checkpoint before it a sample's images are not its pages. */
	cr_assert(!outgrows(false, 3, 8100));
}

Test(fit, cases_of_two_sizes_have_none)
{
	PLANNED_RUN planned = {0};
	const struct planned_family family = {.name = "unnest", .a = 3e6, .b = 900};
	FAMILY_LIST families = {0};
	FIT fit = {0};
	struct up_error err;

	planned_run_add(&planned, &family, planned_rows, 2, 0, 6);
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(make_fit(&planned, &families, 0, &fit, &err), UP_INVALID);
	cr_assert(strstr(err.message, "the run has 2") != NULL);
}
