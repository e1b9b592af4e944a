/* SPDX-License-Identifier: PostgreSQL */
/* Intervals that are widened by the noise of a machine. */
#include "judge/compare/session_noise.h"

#include "stats/distribution.h"

#include <criterion/criterion.h>
#include <math.h>

#define ERROR 0.004

/* 30 windows; sessions differ by 2 %, and intervals of pairs are half as wide as they ought to
 * be. */
static struct noise make_noise(struct noise_case *of)
{
	static char name[] = "row";
	struct noise noise = {.common_degrees = NAN, .common_ratio = NAN};

	*of = (struct noise_case){.name = name, .windows = 30, .ratio = 4, .session_sd = 0.02};
	noise.cases.items = of;
	noise.cases.count = 1;
	return noise;
}

static struct evidence make_evidence(double shift)
{
	const double reach = normal_quantile(0.975) * ERROR;

	return (struct evidence){.count = 20,
				 .shift = shift,
				 .interval = {shift - reach, shift + reach},
				 .narrow = {shift - reach, shift + reach},
				 .error = ERROR,
				 .degrees = INFINITY,
				 .worse = 0,
				 .better = 1};
}

/* Two values a side, of so many sessions. */
static struct contrast make_contrast(bool paired, size_t sessions)
{
	static int64_t one[] = {1, 1, 1};
	static int64_t three[] = {1, 2, 3};
	const struct contrast_side side = {.sessions = sessions == 1 ? one : three, .count = 3};

	return (struct contrast){.paired = paired, .base = side, .new = side};
}

static double reach(const struct evidence *evidence)
{
	return (evidence->interval.high - evidence->interval.low) / 2;
}

Test(session_noise, of_two_runs_is_added_for_each_side)
{
	struct noise_case of;
	const struct noise noise = make_noise(&of);
	const struct contrast contrast = make_contrast(false, 1);
	struct evidence evidence = make_evidence(0.06);
	const double error = sqrt(ERROR * ERROR + 2 * 0.02 * 0.02);

	cr_assert(session_noise_widen(&noise, "row", &contrast, log1p(0.05), &evidence));
	cr_expect_float_eq(reach(&evidence), student_quantile(0.975, 29) * error, 1e-12);
	cr_expect_float_eq(evidence.worse, student_lower((log1p(0.05) - 0.06) / error, 29), 1e-12);
	cr_expect_float_eq(evidence.better, student_lower((log1p(0.05) + 0.06) / error, 29), 1e-12);
}

Test(session_noise, of_pairs_widens_what_is_too_narrow)
{
	struct noise_case of;
	const struct noise noise = make_noise(&of);
	const struct contrast contrast = make_contrast(true, 1);
	struct evidence evidence = make_evidence(0.06);

	cr_assert(session_noise_widen(&noise, "row", &contrast, log1p(0.05), &evidence));
	cr_expect_float_eq(reach(&evidence), student_quantile(0.975, 29) * 2 * ERROR, 1e-12);
	/* Never narrower than it was. */
	of.ratio = 0.25;
	evidence = make_evidence(0.06);
	cr_assert(session_noise_widen(&noise, "row", &contrast, log1p(0.05), &evidence));
	cr_expect_float_eq(reach(&evidence), student_quantile(0.975, 29) * ERROR, 1e-12);
}

Test(session_noise, changes_nothing_where_sessions_were_measured_or_the_case_is_not_known)
{
	struct noise_case of;
	const struct noise noise = make_noise(&of);
	const struct contrast one = make_contrast(false, 1);
	const struct contrast three = make_contrast(false, 3);
	struct evidence evidence = make_evidence(0.06);
	const double before = reach(&evidence);

	cr_expect(session_noise_is_missing(&one) && !session_noise_is_missing(&three));
	cr_expect(session_noise_widen(&noise, "row", &three, log1p(0.05), &evidence));
	cr_expect_not(session_noise_widen(&noise, "unnest", &one, log1p(0.05), &evidence));
	cr_expect_not(session_noise_widen(NULL, "row", &one, log1p(0.05), &evidence));
	of.session_sd = NAN;
	cr_expect_not(session_noise_widen(&noise, "row", &one, log1p(0.05), &evidence));
	cr_expect_eq(reach(&evidence), before);
}

Test(session_noise, raises_a_threshold_below_what_sessions_differ_by)
{
	struct noise_case of;
	const struct noise noise = make_noise(&of);

	cr_expect_float_eq(session_noise_threshold(&noise, "row", false, 0.05), expm1(0.06), 1e-12);
	cr_expect_eq(session_noise_threshold(&noise, "row", false, 0.1), 0.1);
	cr_expect_eq(session_noise_threshold(&noise, "unnest", false, 0.05), 0.05);
	cr_expect_eq(session_noise_threshold(NULL, "row", false, 0.05), 0.05);
	/* Both arms of a pair share what differs between starts of the server. */
	of.sd = 0.025;
	of.error = 0.015;
	cr_expect_float_eq(session_noise_threshold(&noise, "row", true, 0.05), expm1(0.06), 1e-12);
	of.error = 0.03;
	cr_expect_eq(session_noise_threshold(&noise, "row", true, 0.05), 0.05);
	of.error = of.session_sd = NAN;
	cr_expect_eq(session_noise_threshold(&noise, "row", true, 0.05), 0.05);
	cr_expect_eq(session_noise_threshold(&noise, "row", false, 0.05), 0.05);
}
