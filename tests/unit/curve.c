/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/curve.h"
#include "unit/near.h"

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
