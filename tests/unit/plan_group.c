/* SPDX-License-Identifier: PostgreSQL */
/* The sizes that one curve is fitted to, of families whose plan turns. */
#include "judge/predict/plan_group.h"

#include "judge/predict/model.h"
#include "show/plot/lines.h"
#include "unit/planned_plans.h"

#include <math.h>

#define WALK "Update t (Index Scan t)"
#define JOIN "Update t (Hash Join (u, Hash (t)))"

static const int64_t sizes[] = {1000, 2000, 5000, 10000, 20000};
static struct up_error err;

struct turning {
	struct planned_run planned;
	struct family_list families;
	struct plan_group group;
	struct fit fit;
};

static void turning_release(struct turning *turning)
{
	fit_release(&turning->fit);
	plan_group_release(&turning->group);
	family_list_release(&turning->families);
	planned_run_release(&turning->planned);
}
#define TURNING UP_CLEANUP(turning_release) struct turning

/* The shape of each size; NULL: no plan was captured. */
static void make(struct turning *turning, const char *const shapes[])
{
	const struct planned_family family = {.name = "values", .a = 1e6, .b = 900};

	planned_run_add(&turning->planned, &family, sizes, 5, 0, 6);
	for (size_t s = 0; s < 5; s++) {
		const struct planned_plan plan = {.shape = shapes[s], .count = 1, .rows = sizes[s]};
		if (shapes[s] != NULL)
			planned_run_explain(&turning->planned, "values", sizes[s], &plan, 1);
	}
	planned_run_summarise(&turning->planned);
	cr_assert_eq(family_list_make(&turning->planned.run, &turning->planned.summaries,
				      &turning->families, NULL),
		     UP_OK);
	cr_assert_eq(turning->families.count, 1);
}

static enum up_status group(struct turning *turning)
{
	return plan_group_make(&turning->planned.run, &turning->families.items[0],
			       CURVE_LEAST_SIZES, &turning->group, &err);
}

static enum up_status fit(struct turning *turning)
{
	SHARED_ERROR shared = {0};

	cr_assert_eq(shared_error_make(&turning->planned.run, turning->families.items,
				       turning->families.count, &shared, &err),
		     UP_OK);
	return fit_make(&turning->planned.run, &turning->families.items[0], &shared, 1,
			&turning->fit, &err);
}

Test(plan_group, sizes_above_the_turn_alone)
{
	TURNING turning = {0};

	make(&turning, (const char *[]){WALK, WALK, JOIN, JOIN, JOIN});
	cr_assert_eq(group(&turning), UP_OK, "%s", err.message);
	cr_expect_eq(turning.group.family.count, 3);
	cr_expect_float_eq(turning.group.turn, 2000, 0);
	cr_expect_float_eq(turning.group.above, 5000, 0);

	/* The curve is of these, and predicts nothing where the plan is another one. */
	cr_assert_eq(fit(&turning), UP_OK);
	cr_expect_eq(turning.fit.sizes, 3);
	cr_expect_float_eq(turning.fit.least, 5000, 0);
	cr_expect_eq(fit_check_rows(&turning.fit, 5000, &err), UP_OK);
	cr_expect_eq(fit_check_rows(&turning.fit, 3000, &err), UP_INVALID);
	cr_expect_str_eq(err.message,
			 "its plan turns between 2,000 and 5,000 rows, and 3,000 are below");
	cr_expect_float_eq(fit_least_rows(&turning.fit), 5000, 0);
}

Test(plan_group, too_few_sizes_above_the_turn)
{
	TURNING one = {0};
	TURNING two = {0};

	make(&two, (const char *[]){WALK, WALK, WALK, JOIN, JOIN});
	cr_assert_eq(group(&two), UP_INVALID);
	cr_expect_str_eq(err.message, "its plan turns between 5,000 and 10,000 rows: measure one "
				      "more size above");
	make(&one, (const char *[]){WALK, WALK, JOIN, WALK, JOIN});
	cr_assert_eq(group(&one), UP_INVALID);
	cr_expect_str_eq(err.message, "its plan turns between 10,000 and 20,000 rows: measure two "
				      "more sizes above");
	cr_expect_eq(fit(&one), UP_INVALID);
}

Test(plan_group, what_has_no_plan_is_not_divided)
{
	TURNING none = {0};
	TURNING some = {0};
	TURNING largest = {0};

	make(&none, (const char *[]){NULL, NULL, NULL, NULL, NULL});
	cr_assert_eq(group(&none), UP_OK);
	cr_expect_eq(none.group.family.count, 5);
	cr_expect(isnan(none.group.turn));
	make(&some, (const char *[]){NULL, JOIN, NULL, JOIN, JOIN});
	cr_assert_eq(group(&some), UP_OK);
	cr_expect_eq(some.group.family.count, 5);
	make(&largest, (const char *[]){WALK, JOIN, WALK, JOIN, NULL});
	cr_assert_eq(group(&largest), UP_OK);
	cr_expect_eq(largest.group.family.count, 5);
}

/* The last chunk of a size is smaller, and planned otherwise. */
Test(plan_group, of_the_shape_that_most_rows_go_through)
{
	TURNING turning = {0};
	const struct planned_plan plans[] = {
		{.shape = WALK, .count = 1, .rows = 14},
		{.shape = JOIN, .count = 19, .rows = 100},
	};

	planned_run_explain(&turning.planned, "values", 1914, plans, 2);
	const struct run_case of = {.plans = &turning.planned.run.plans.items[0]};
	cr_assert_str_eq(plan_group_shape(&of)->shape, JOIN);
	cr_assert_null(plan_group_shape(&(struct run_case){0}));
}

Test(plan_group, custom_plans_are_not_generic_ones)
{
	TURNING turning = {0};
	const char *const shapes[] = {JOIN, JOIN, JOIN, JOIN, JOIN};

	make(&turning, shapes);
	for (size_t s = 0; s < turning.planned.run.samples.count; s++) {
		struct sample *sample = &turning.planned.run.samples.items[s];
		sample->plan =
			sample->key.factors.rows <= 1000 ? SAMPLE_PLAN_CUSTOM : SAMPLE_PLAN_GENERIC;
		/* Not decided is no other plan. */
		if (sample->key.factors.rows == 2000)
			sample->plan = SAMPLE_PLAN_MIXED;
	}
	cr_assert_eq(group(&turning), UP_OK);
	cr_expect_eq(turning.group.family.count, 4);
	cr_expect_float_eq(turning.group.turn, 1000, 0);
}

Test(plan_group, a_plotted_curve_does_not_go_below_the_turn)
{
	TURNING turning = {0};

	make(&turning, (const char *[]){WALK, WALK, JOIN, JOIN, JOIN});
	const struct family *family = &turning.families.items[0];
	struct model model = {.family = family, .fit = {.turn = 2000}};
	const struct plot_line line = {.model = &model};

	cr_expect_not(plot_line_is_fitted(&line, family->cases[1]));
	cr_expect(plot_line_is_fitted(&line, family->cases[2]));
	model.fit.turn = NAN;
	cr_expect(plot_line_is_fitted(&line, family->cases[1]));
}
