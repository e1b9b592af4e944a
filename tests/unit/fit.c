/* SPDX-License-Identifier: PostgreSQL */
/* Curves, laws and fits of data whose coefficients are known. */
#include "judge/predict/fit.h"

#include "judge/predict/size_threshold.h"

#include "judge/predict/scalability.h"
#include "judge/summary/summarize.h"
#include "stats/nnls.h"
#include "unit/manifest_of.h"
#include "unit/planned_run.h"

#include <criterion/criterion.h>
#include <math.h>

static const int64_t planned_rows[] = {1000, 2000, 5000, 10000, 20000};

static void near(double value, double wanted, double share, const char *what)
{
	cr_assert(fabs(value - wanted) <= share * fabs(wanted), "%s: %.9g instead of %.9g", what,
		  value, wanted);
}

Test(nnls, keeps_to_what_is_not_negative)
{
	/* y = 3 - 2 n + 5 n^2: the best with nothing below 0 has no n. */
	struct nnls problem = {.columns = 3};
	struct nnls positive = {.columns = 3};
	double x[NNLS_COLUMNS];

	for (double n = 1; n <= 8; n++) {
		nnls_add(&problem, (double[]){1, n, n * n}, 3 - 2 * n + 5 * n * n);
		nnls_add(&positive, (double[]){1, n, n * n}, 3 + 2 * n + 5 * n * n);
	}
	nnls_solve(&positive, x);
	near(x[0], 3, 1e-9, "a");
	near(x[1], 2, 1e-9, "b");
	near(x[2], 5, 1e-9, "c");
	nnls_solve(&problem, x);
	cr_assert(x[0] >= 0 && x[2] > 0);
	cr_assert_float_eq(x[1], 0, 0);
	/* What is left is no better in any direction that is allowed. */
	for (size_t c = 0; c < 3; c++) {
		double gradient = problem.moment[c];
		for (size_t k = 0; k < 3; k++)
			gradient -= problem.gram[c][k] * x[k];
		cr_assert(gradient <= 1e-6 * fabs(problem.moment[c]));
		cr_assert(x[c] <= 0 || fabs(gradient) <= 1e-6 * fabs(problem.moment[c]));
	}
}

Test(nnls, nothing_but_zeros_and_columns_that_repeat)
{
	struct nnls none = {.columns = 2};
	struct nnls twice = {.columns = 3};
	double x[NNLS_COLUMNS];

	for (double n = 1; n <= 4; n++) {
		nnls_add(&none, (double[]){1, n}, -n);
		nnls_add(&twice, (double[]){n, n, 0}, 7 * n);
	}
	nnls_solve(&none, x);
	cr_assert(x[0] <= 0 && x[0] >= 0 && x[1] <= 0 && x[1] >= 0);
	nnls_solve(&twice, x);
	near(x[0] + x[1], 7, 1e-9, "both");
	cr_assert(x[0] >= 0 && x[1] >= 0 && x[2] <= 0);
}

static struct curve fit_points(const double *rows, size_t count, double (*of)(double))
{
	struct curve_point points[16];
	struct curve curve = {0};

	for (size_t i = 0; i < count; i++)
		points[i] =
			(struct curve_point){.rows = rows[i], .value = of(rows[i]), .samples = 9};
	cr_assert_eq(curve_fit(points, count, &curve, NULL), UP_OK);
	return curve;
}

static const double sizes[] = {1000, 2000, 5000, 10000, 20000, 50000};

static double straight(double n)
{
	return 4e6 + 800 * n;
}

static double square(double n)
{
	return 2e8 + 300000 * n + 70 * n * n;
}

static double steep(double n)
{
	return 2e6 + 300 * n + 70 * n * n;
}

static double power(double n)
{
	return 90 * pow(n, 1.37);
}

static double sorting(double n)
{
	return 3e6 + 500 * n + 90 * n * log(n);
}

static double constant(double n)
{
	(void)n;
	return 8192;
}

static double nothing(double n)
{
	(void)n;
	return 0;
}

Test(curve, finds_the_form_and_its_coefficients)
{
	struct curve curve = fit_points(sizes, 6, straight);
	cr_assert_eq(curve.form, CURVE_POLYNOMIAL);
	cr_assert_eq(curve.terms, CURVE_CONSTANT | CURVE_ROWS);
	near(curve.a, 4e6, 1e-6, "a");
	near(curve.b, 800, 1e-6, "b");

	curve = fit_points(sizes, 6, square);
	cr_assert_eq(curve.form, CURVE_POLYNOMIAL);
	near(curve.a, 2e8, 1e-5, "a");
	near(curve.b, 300000, 1e-5, "b");
	near(curve.c, 70, 1e-6, "c");

	curve = fit_points(sizes, 6, power);
	cr_assert_eq(curve.form, CURVE_POWER);
	near(curve.p, 1.37, 1e-4, "p");
	near(curve_at(&curve, 300000, 0), power(300000), 1e-3, "far");

	curve = fit_points(sizes, 6, sorting);
	cr_assert_eq(curve.terms, CURVE_CONSTANT | CURVE_ROWS | CURVE_LOGARITHM);
	near(curve.c, 90, 1e-4, "c");
	near(curve_at(&curve, 500000, 0), sorting(500000), 1e-4, "far");

	curve = fit_points(sizes, 6, constant);
	cr_assert_eq(curve.terms, CURVE_CONSTANT);
	near(curve_at(&curve, 1e6, 0), 8192, 1e-9, "constant");

	curve = fit_points(sizes, 6, nothing);
	cr_assert_float_eq(curve_at(&curve, 1e6, 0), 0, 0);
}

Test(curve, three_sizes_tell_a_square_from_a_line)
{
	struct curve curve = fit_points((double[]){1000, 3000, 9000}, 3, steep);
	near(curve_at(&curve, 27000, 0), steep(27000), 0.05, "square");
	curve = fit_points((double[]){1000, 3000, 9000}, 3, straight);
	near(curve_at(&curve, 27000, 0), straight(27000), 1e-6, "straight");
}

/* Medians of a strategy whose time a row rose by chance, and a little, at the largest size. */
Test(curve, a_square_must_earn_its_place)
{
	static const double ns_per_row[] = {14080, 11670, 13650, 13010, 13690, 16650};
	struct curve_point points[6];
	struct curve curve;

	for (size_t i = 0; i < 6; i++)
		points[i] = (struct curve_point){.rows = sizes[i],
						 .value = sizes[i] * ns_per_row[i],
						 .spread = 0.1,
						 .samples = 6};
	cr_assert_eq(curve_fit(points, 6, &curve, NULL), UP_OK);
	cr_assert_eq(curve.terms & CURVE_SQUARE, 0);
	double far = curve_at(&curve, 500000, 0) / 500000;
	cr_assert(far > 13000 && far < 26000, "%.0f ns a row", far);
}

/* Three or four sizes, of which chance bent one: a line. */
Test(curve, a_bend_of_few_sizes_is_chance)
{
	static const double rows[] = {500, 1000, 2000, 5000};
	static const double three[] = {6.17e6, 7.67e6, 13.67e6};
	static const double four[] = {4.9e6, 8.1e6, 15.6e6, 44.5e6};
	struct curve_point points[4];
	struct curve curve;

	for (size_t i = 0; i < 3; i++)
		points[i] = (struct curve_point){
			.rows = rows[i], .value = three[i], .spread = 0.05, .samples = 9};
	cr_assert_eq(curve_fit(points, 3, &curve, NULL), UP_OK);
	cr_expect_eq(curve.terms & CURVE_SQUARE, 0);
	cr_expect(curve_at(&curve, 40000, 0) < 300e6, "%g", curve_at(&curve, 40000, 0));
	for (size_t i = 0; i < 4; i++)
		points[i] = (struct curve_point){
			.rows = rows[i], .value = four[i], .spread = 0.05, .samples = 9};
	cr_assert_eq(curve_fit(points, 4, &curve, NULL), UP_OK);
	cr_expect(curve.form != CURVE_POWER || curve.p <= 1);
	cr_expect(curve_at(&curve, 20000, 0) < 220e6, "%g", curve_at(&curve, 20000, 0));
}

Test(curve, two_sizes_are_too_few)
{
	const struct curve_point points[] = {
		{.rows = 10, .value = 1, .samples = 9},
		{.rows = 10, .value = 1.1, .samples = 9},
		{.rows = 20, .value = 2, .samples = 9},
	};
	struct curve curve = {.a = -7};
	struct up_error err;

	cr_assert_eq(curve_fit(points, 3, &curve, &err), UP_INVALID);
	cr_assert_str_eq(err.message, "a curve requires at least 3 numbers of rows, the run has 2: "
				      "measure more with --rows");
	cr_assert_float_eq(curve.a, -7, 0);
	cr_assert_eq(curve_fit(points, 1, &curve, &err), UP_INVALID);
	cr_assert(strstr(err.message, "the run has 1") != NULL);
	cr_assert_eq(curve_fit(points, 0, &curve, &err), UP_INVALID);
}

/* R package usl, data set specsdm91; coefficients as its vignette prints them. */
Test(scalability, published_vector)
{
	const double load[] = {1, 18, 36, 72, 108, 144, 216};
	const double throughput[] = {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2};
	struct scalability law;

	cr_assert_eq(scalability_fit(load, throughput, 7, &law, NULL), UP_OK);
	near(law.alpha, 0.0277285, 0.01, "alpha");
	near(law.beta, 0.0001044, 0.01, "beta");
	near(law.gamma, 89.995, 0.01, "gamma");
	near(scalability_at(&law, 96.5), 1884, 0.01, "throughput at the peak");
	near(law.gamma / law.alpha, 3246, 0.01, "limit");
}

Test(scalability, no_contention_and_too_few_levels)
{
	const double workers[] = {1, 2, 4, 8};
	const double linear[] = {10, 20, 40, 80};
	struct scalability law;
	struct up_error err;

	cr_assert_eq(scalability_fit(workers, linear, 4, &law, NULL), UP_OK);
	cr_assert(law.alpha < 1e-9 && law.beta < 1e-9);
	near(scalability_at(&law, 16), 160, 1e-6, "sixteen");
	cr_assert_eq(scalability_fit(workers, linear, 2, &law, &err), UP_INVALID);
	cr_assert(strstr(err.message, "the run has 2") != NULL);
}

Test(trips, forms)
{
	const double rows[] = {1000, 1914, 10000};
	struct trips trips = trips_fit(rows, (double[]){4, 4, 4}, 3, 0);
	cr_assert(trips.known && trips.exact);
	near(trips_at(&trips, 1e6), 4, 1e-9, "constant");

	trips = trips_fit(rows, (double[]){1003, 1917, 10003}, 3, 0);
	cr_assert(trips.exact);
	near(trips_at(&trips, 50000), 50003, 1e-9, "a row each");

	trips = trips_fit(rows, (double[]){11, 21, 101}, 3, 100);
	cr_assert(trips.exact);
	near(trips_at(&trips, 50001), 502, 1e-9, "a chunk each");
	near(trips_at(&trips, 1), 2, 1e-9, "one row");

	trips = trips_fit(rows, (double[]){15, 19, 103}, 3, 0);
	cr_assert(trips.known && !trips.exact);

	trips = trips_fit(rows, (double[]){15, NAN, 103}, 3, 0);
	cr_assert(!trips.known && isnan(trips_at(&trips, 10)));
}

/* As counted with 1, 2 and 4 workers; a line through any two of them gives the others. */
Test(trips, of_workers)
{
	const double workers[] = {1, 2, 4};
	const double rows[] = {1000, 2000, 5000};
	const struct trips unnest = trips_fit(rows, (double[]){2, 2, 2}, 3, 0);
	const struct trips copy = trips_fit(rows, (double[]){4, 4, 4}, 3, 0);
	const struct trips values = trips_fit(rows, (double[]){11, 21, 51}, 3, 100);
	struct trips trips = trips_of_workers(&unnest, 5000, workers, (double[]){2, 4, 8}, 3, 3);
	cr_assert(trips.known && trips.exact);
	near(trips_at(&trips, 1e6), 6, 1e-9, "unnest, three");
	trips = trips_of_workers(&unnest, 5000, workers, (double[]){2, 4, 8}, 3, 8);
	near(trips_at(&trips, 1e6), 16, 1e-9, "unnest, eight");
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, 6, 10}, 3, 8);
	cr_assert(trips.exact);
	near(trips_at(&trips, 1e6), 18, 1e-9, "copy-temp, eight");
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, 6}, 2, 3);
	cr_assert(trips.exact);
	near(trips_at(&trips, 1e6), 8, 1e-9, "copy-temp, three, of two levels");
	/* Two workers begin, send 25 chunks each and commit. */
	trips = trips_of_workers(&values, 5000, workers, (double[]){51, 28, 20}, 2, 4);
	near(trips_at(&trips, 10000), 25 + 7, 0, "values, four, a whole number");
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, 6, 11}, 3, 8);
	cr_assert(trips.known && !trips.exact);
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4}, 1, 8);
	cr_assert(!trips.known);
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, NAN}, 2, 8);
	cr_assert(!trips.known);
}

Test(trips, of_a_sample)
{
	RUN run = {0};
	struct sample sample;

	sample_init(&sample);
	cr_assert(isnan(trips_of_sample(&run, &sample)));
	sample.round_trips = 3;
	near(trips_of_sample(&run, &sample), 3, 0, "no commit");
	sample.commit_ns = 5;
	near(trips_of_sample(&run, &sample), 4, 0, "with commit");
	/* Two begin and commit in turn; of seven one was to begin, six are shared. */
	sample.key.factors.workers = 2;
	sample.round_trips = 7;
	near(trips_of_sample(&run, &sample), 1 + 3 + 2, 0, "two workers");
	run.manifest =
		manifest_of(json_pack("{s:{s:{s:b}}}", "strategies", "each", "autocommit", 1));
	sample.key.strategy = (char[]){"each"};
	sample.round_trips = 102;
	near(trips_of_sample(&run, &sample), 2 + 50 + 1, 0, "two workers, autocommit");
	sample.key.factors.workers = 1;
	near(trips_of_sample(&run, &sample), 103, 0, "autocommit");
	sample.key.peer = (char[]){"peer"};
	near(trips_of_sample(&run, &sample), 102, 0, "peer");
}

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

/* ---- bytes --------------------------------------------------------------- */

struct size {
	double rows;
	double value;
};

static struct byte_law law_of(const struct size *sizes_of, size_t count, double unit,
			      enum byte_kind kind)
{
	struct curve_point points[8] = {0};

	for (size_t i = 0; i < count; i++)
		points[i] = (struct curve_point){
			.rows = sizes_of[i].rows, .value = unit * sizes_of[i].value, .samples = 6};
	return byte_law_fit(points, count, kind);
}

static void holds(const struct byte_law *law, double rows, double bytes, const char *what)
{
	const struct interval interval = byte_law_interval(law, rows);
	cr_expect(interval.low <= bytes && bytes <= interval.high,
		  "%s: %.4g is not in %.4g ... %.4g", what, bytes, interval.low, interval.high);
}

/* Three indexes of a table, of which pages were counted. */
Test(byte_law, pages_of_indexes_are_a_line_that_is_known_roughly)
{
	static const struct size pages[] = {{700, 9}, {1500, 12}, {3000, 17}, {7000, 41}};
	const struct byte_law law = law_of(pages, 4, COST_PAGE_BYTES, BYTES_INDEX);
	const double far = byte_law_at(&law, 140000);

	near(far, 1002 * COST_PAGE_BYTES, 0.2, "twenty times as far");
	holds(&law, 28000, 182 * COST_PAGE_BYTES, "28,000 rows");
	holds(&law, 140000, 1002 * COST_PAGE_BYTES, "140,000 rows");
	cr_expect_float_eq(fmod(far, COST_PAGE_BYTES), 0, 0, "whole pages");
}

Test(byte_law, few_pages_say_nothing_of_many_rows)
{
	static const struct size few[] = {{1000, 0}, {2000, 0}, {5000, 0}, {10000, 1}, {20000, 2}};
	static const struct size more[] = {
		{1000, 4}, {2000, 8}, {5000, 20}, {10000, 40}, {20000, 80}};
	static const struct size none[] = {{1000, 0}, {2000, 0}, {5000, 0}};
	struct byte_law law = law_of(few, 5, COST_PAGE_BYTES, BYTES_FILE);

	cr_expect(isnan(byte_law_at(&law, 200000)));
	cr_expect(law.known);
	law = law_of(more, 5, COST_PAGE_BYTES, BYTES_FILE);
	near(byte_law_at(&law, 200000), 800 * COST_PAGE_BYTES, 1e-9, "pages");
	near(byte_law_at(&law, 201), COST_PAGE_BYTES, 1e-9, "a whole page");
	law = law_of(none, 3, COST_PAGE_BYTES, BYTES_FILE);
	cr_expect_float_eq(byte_law_at(&law, 200000), 0, 0, "what never grew");
	law = law_of(none, 2, COST_PAGE_BYTES, BYTES_FILE);
	cr_expect(isnan(byte_law_at(&law, 200000)) && !law.known, "two sizes");
}

/* Page images make the first rows dearer; memory of a buffer that was full does not grow on. */
Test(byte_law, the_largest_sizes_decide)
{
	static const struct size bent[] = {
		{500, 900}, {1000, 1500}, {2000, 2600}, {5000, 5900}, {10000, 11400}};
	static const struct size full[] = {{700, 17.2}, {1500, 18.8}, {3000, 21.5}, {7000, 24.97}};
	static const struct size flat[] = {{700, 17.5}, {1500, 17.5}, {3000, 17.5}, {7000, 17.52}};
	static const struct size steep[] = {{700, 16.7}, {1500, 17.55}, {3000, 20.0}, {7000, 26.7}};
	struct byte_law law = law_of(bent, 5, 1000, BYTES_FLOW);

	near(byte_law_at(&law, 200000), 400000 + 1100 * 200000.0, 0.01, "per row of the largest");
	cr_expect_float_eq(law.least, 1000, 0);
	law = law_of(full, 4, 1e6, BYTES_PEAK);
	cr_expect(isnan(byte_law_at(&law, 140000)), "sizes that disagree");
	law = law_of(flat, 4, 1e6, BYTES_PEAK);
	holds(&law, 28000, 20.3e6, "that began to grow beyond the data");
	cr_expect(isnan(byte_law_at(&law, 280000)), "far beyond");
	law = law_of(steep, 4, 1e6, BYTES_PEAK);
	near(byte_law_at(&law, 28000), 60e6, 0.05, "unnest");
}

/* Buffers for temporary tables, which stay, fill up over the samples of a connection. */
Test(byte_law, a_peak_that_rises_from_sample_to_sample_is_none_of_a_size)
{
	struct curve_point points[] = {
		{.rows = 500, .value = 16.85e6, .samples = 6, .rise = 0.51e6},
		{.rows = 1000, .value = 17.86e6, .samples = 6, .rise = 1e6},
		{.rows = 2000, .value = 19.65e6, .samples = 6, .rise = 2e6},
		{.rows = 5000, .value = 24.57e6, .samples = 6, .rise = 1.97e6},
	};
	struct byte_law law = byte_law_fit(points, 4, BYTES_PEAK);

	cr_expect(law.rises && !law.known);
	cr_expect(isnan(byte_law_at(&law, 100000)));
	for (size_t i = 0; i < 4; i++)
		points[i].rise = 1e5;
	law = byte_law_fit(points, 4, BYTES_PEAK);
	cr_expect(law.known && !law.rises);
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
