/* SPDX-License-Identifier: PostgreSQL */
/* What is interpolated, and how certain a choice is, out of runs that follow formulas. */
#include "judge/advise/candidate.h"

#include "base/random.h"
#include "unit/planned_run.h"

#include <criterion/criterion.h>
#include <math.h>

static const int64_t sizes[] = {1000, 2000, 5000, 10000, 20000};
static const size_t size_count = 5;

/* Noise is that of the round: the same for all families. */
static const struct planned_family fast = {.name = "unnest", .b = 1000, .noise = 0.2};
static const struct planned_family slow = {.name = "values", .b = 1080, .noise = 0.2};

struct planned {
	struct planned_run run;
	struct family_list families;
	struct model_list models;
	struct candidate_list list;
};

static void planned_release(struct planned *planned)
{
	candidate_list_release(&planned->list);
	model_list_release(&planned->models);
	family_list_release(&planned->families);
	planned_run_release(&planned->run);
}
#define PLANNED UP_CLEANUP(planned_release) struct planned

static void add(struct planned *planned, const struct planned_family *family, size_t samples)
{
	planned_run_add(&planned->run, family, sizes, size_count, 0, samples);
}

static void make(struct planned *planned, double rows, double changed, int64_t table_rows)
{
	const struct model_request all = {.seed = 1};
	const struct workload asked = {.rows = rows, .changed = changed, .table_rows = table_rows};

	planned_run_summarise(&planned->run);
	cr_assert_eq(family_list_make(&planned->run.run, &planned->run.summaries,
				      &planned->families, NULL),
		     UP_OK);
	cr_assert_eq(model_list_make(&planned->run.run, &planned->families, &all, &planned->models,
				     NULL),
		     UP_OK);
	cr_assert_eq(candidate_list_make(&planned->run.run, &planned->models, &asked, false, 1,
					 &planned->list, NULL),
		     UP_OK);
	cr_assert_eq(planned->list.count, 2);
}

static void near(double value, double wanted, double share)
{
	cr_assert(fabs(value / wanted - 1) <= share, "%.9g instead of %.9g", value, wanted);
}

/* Makes samples of a strategy slower by turns, so that its ratios differ from round to round. */
static void disturb(struct planned *planned, const char *strategy, double share)
{
	for (size_t s = 0; s < planned->run.run.samples.count; s++) {
		struct sample *sample = &planned->run.run.samples.items[s];
		if (strcmp(sample->key.strategy, strategy) == 0)
			sample->update_ns = (int64_t)((double)sample->update_ns *
						      exp(sample->round % 2 == 0 ? share : -share));
	}
}

Test(contest, what_a_round_has_in_common_is_in_no_ratio)
{
	PLANNED planned = {0};

	add(&planned, &slow, 10);
	add(&planned, &fast, 10);
	make(&planned, 8000, 1, UNMEASURED);
	const struct candidate *items = planned.list.items;
	cr_assert_str_eq(items[0].model->name, "unnest");
	cr_assert_eq(items[0].origin, CANDIDATE_INTERPOLATED);
	/* The time itself is known to 10 % or so. */
	cr_assert_gt(items[0].high_ns / items[0].low_ns, 1.05);
	near(items[1].ratio.low, 1.08, 0.001);
	near(items[1].ratio.high, 1.08, 0.001);
	cr_assert_eq(items[1].standing, STANDING_SLOWER);
	cr_assert_gt(planned.list.confidence, 0.999);
	cr_assert_lt(items[0].regret.expected, 1e-6);
	near(items[1].regret.expected, log(1.08), 0.01);
	cr_assert(items[0].is_open && items[1].is_open);
}

Test(contest, what_differs_from_round_to_round_leaves_it_open)
{
	PLANNED planned = {0};

	add(&planned, &slow, 10);
	add(&planned, &fast, 10);
	disturb(&planned, "values", 0.3);
	make(&planned, 8000, 1, UNMEASURED);
	cr_assert_eq(planned.list.items[1].standing, STANDING_OPEN);
	cr_assert(planned.list.confidence > 0.5 && planned.list.confidence < 0.97, "%f",
		  planned.list.confidence);
	cr_assert(planned.list.items[1].is_open);
}

/* Of a strategy at two levels of changed, the times per row. */
struct levels {
	const char *name;
	double low;
	double high;
};

static void add_levels(struct planned *planned, const struct levels *levels)
{
	struct planned_family family = {.name = levels->name, .b = levels->low, .changed = 0.1};

	add(planned, &family, 10);
	family.b = levels->high;
	family.changed = 1;
	add(planned, &family, 10);
}

/* However far apart the levels of the other one are. */
Test(contest, a_time_is_between_the_levels_around_it)
{
	for (uint64_t t = 0; t < 8; t++) {
		PLANNED planned = {0};
		struct up_random random = up_random_at(1914, 0, t);
		const struct levels levels[] = {
			{"unnest", 1000, 1000 * exp(up_random_unit(&random))},
			{"values", 1000 * exp(2 * up_random_unit(&random)),
			 1000 * exp(4 + 3 * up_random_unit(&random))},
		};
		const double rows = 1000 + 19000 * up_random_unit(&random);
		const double changed = 0.1 + 0.9 * up_random_unit(&random);

		add_levels(&planned, &levels[0]);
		add_levels(&planned, &levels[1]);
		make(&planned, rows, changed, UNMEASURED);
		for (size_t c = 0; c < 2; c++) {
			const struct candidate *candidate = &planned.list.items[c];
			const struct levels *of =
				&levels[strcmp(candidate->model->short_name, "unnest") != 0];
			double below = 0;
			double above = INFINITY;
			for (size_t s = 0; s < size_count; s++) {
				const double size = (double)sizes[s];
				below = size <= rows ? fmax(below, size) : below;
				above = size >= rows ? fmin(above, size) : above;
			}
			cr_expect_geq(candidate->ns, 0.999 * below * fmin(of->low, of->high),
				      "%s %.0f %.2f", of->name, rows, changed);
			cr_expect_leq(candidate->ns, 1.001 * above * fmax(of->low, of->high),
				      "%s %.0f %.2f", of->name, rows, changed);
		}
	}
}

Test(contest, within_five_percent_is_as_good)
{
	PLANNED planned = {0};
	struct planned_family close = slow;

	close.b = 1030;
	add(&planned, &close, 10);
	add(&planned, &fast, 10);
	make(&planned, 8000, 1, UNMEASURED);
	cr_assert_str_eq(planned.list.items[0].model->name, "unnest");
	cr_assert_eq(planned.list.items[1].standing, STANDING_AS_GOOD);
}

Test(contest, few_rounds_take_the_spread_of_all)
{
	PLANNED planned = {0};
	PLANNED close = {0};
	PLANNED single = {0};
	struct planned_family far = slow;

	far.a = fast.a * 3;
	far.b = fast.b * 3;
	add(&planned, &far, 3);
	add(&planned, &fast, 10);
	disturb(&planned, "values", 0.02);
	make(&planned, 8000, 1, UNMEASURED);
	cr_assert_not(isnan(planned.list.confidence));
	cr_assert_gt(planned.list.items[1].ratio.high, planned.list.items[1].ratio.low * 1.01);

	/* Not of one that may be the fastest. */
	add(&close, &slow, 3);
	add(&close, &fast, 10);
	disturb(&close, "values", 0.02);
	make(&close, 8000, 1, UNMEASURED);
	cr_assert(isnan(close.list.confidence));

	add(&single, &slow, 1);
	add(&single, &fast, 1);
	make(&single, 8000, 1, UNMEASURED);
	cr_assert(isnan(single.list.confidence));
	cr_assert_str_eq(single.list.items[0].model->name, "unnest");
	cr_assert_eq(single.list.items[1].standing, STANDING_OPEN);
}

Test(contest, between_shares_of_changes_ratios_are_interpolated)
{
	PLANNED planned = {0};
	struct planned_family few_fast = fast;
	struct planned_family few_slow = slow;

	/* At 0.1 the other is the faster one, by a fifth; halfway they are as far from equal. */
	few_fast.changed = few_slow.changed = 0.1;
	few_fast.b = 300;
	few_slow.b = 250;
	add(&planned, &fast, 8);
	add(&planned, &slow, 8);
	add(&planned, &few_fast, 8);
	add(&planned, &few_slow, 8);
	make(&planned, 8000, 0.55, UNMEASURED);
	cr_assert_str_eq(planned.list.items[0].model->short_name, "values");
	near(planned.list.items[1].ns / planned.list.items[0].ns, sqrt(1000.0 / 1080 * 300 / 250),
	     0.002);
	cr_assert_float_eq(planned.list.workload.changed, 0.55, 1e-9);
	cr_assert_eq(planned.list.lattice.sizes[planned.list.lattice.below].count, 2);
	/* What was measured at the sizes around is 0.3 and 1 ms per thousand rows. */
	cr_assert(planned.list.items[0].ns > 8 * 250e3 && planned.list.items[0].ns < 8 * 1080e3);
}

/* Tables of ten times the rows, in which times are larger by a power of their rows. */
static void add_large(struct planned *planned, const struct planned_family *family, double times)
{
	const size_t first = planned->run.run.samples.count;

	add(planned, family, 8);
	for (size_t s = first; s < planned->run.run.samples.count; s++) {
		struct sample *sample = &planned->run.run.samples.items[s];
		UP_BUFFER name = {0};
		sample->key.factors.table_rows = 10 * sample->key.factors.rows;
		sample->key.factors.derived &= ~FACTOR_BIT(FACTOR_TABLE_ROWS);
		sample->update_ns = (int64_t)((double)sample->update_ns * times);
		case_key_append_name(&name, &sample->key, 0);
		free(sample->case_name);
		sample->case_name = up_buffer_detach(&name);
	}
}

Test(contest, tables_grow_in_proportion_to_the_rows)
{
	PLANNED planned = {0};

	add(&planned, &fast, 8);
	add(&planned, &slow, 8);
	add_large(&planned, &fast, 4);
	add_large(&planned, &slow, 1);
	/* Halfway in the logarithm. */
	make(&planned, 8000, 1, (int64_t)(8000 * sqrt(10)));
	cr_assert_str_eq(planned.list.items[0].model->short_name, "values");
	near(planned.list.items[1].ns / planned.list.items[0].ns, 2 / 1.08, 0.002);
	cr_assert_eq(planned.list.workload.table_rows, (int64_t)(8000 * sqrt(10)));
	cr_assert_eq(planned.list.lattice.count, 4);
}

Test(contest, a_table_beyond_all_is_answered_by_the_nearest)
{
	PLANNED planned = {0};

	add(&planned, &fast, 8);
	add(&planned, &slow, 8);
	add_large(&planned, &fast, 4);
	add_large(&planned, &slow, 1);
	make(&planned, 8000, 1, 1000000);
	cr_assert_eq(planned.list.workload.table_rows, 80000);
	near(planned.list.items[1].ns / planned.list.items[0].ns, 4 / 1.08, 0.002);
}

static void add_plan(struct planned *planned, const char *case_name, const char *node)
{
	CASE_PLANS plans = {.case_name = strdup(case_name)};
	PLAN_SHAPE shape = {.count = 1, .actual_rows = 10, .shape = strdup(node)};

	cr_assert_eq(case_plans_add(&plans, &shape, NULL), UP_OK);
	cr_assert_eq(plan_list_add(&planned->run.run.plans, &plans, NULL), UP_OK);
}

Test(contest, nothing_is_interpolated_across_a_change_of_plan)
{
	PLANNED planned = {0};
	PLANNED steady = {0};

	add(&planned, &fast, 8);
	add(&planned, &slow, 8);
	add_plan(&planned, "unnest rows=5000", "Update t (Hash Join)");
	add_plan(&planned, "unnest rows=10000", "Update t (Nested Loop)");
	make(&planned, 8000, 1, UNMEASURED);
	for (size_t c = 0; c < 2; c++) {
		const struct candidate *candidate = &planned.list.items[c];
		const bool turns = strcmp(candidate->model->name, "unnest") == 0;
		cr_expect_eq(candidate->turns, turns);
		cr_expect_eq(candidate->origin, turns ? CANDIDATE_MODEL : CANDIDATE_INTERPOLATED);
	}

	add(&steady, &fast, 8);
	add(&steady, &slow, 8);
	add_plan(&steady, "unnest rows=5000", "Update t (Hash Join)");
	add_plan(&steady, "unnest rows=10000", "Update t (Hash Join)");
	add_plan(&steady, "unnest rows=20000", "Update t (Nested Loop)");
	make(&steady, 8000, 1, UNMEASURED);
	cr_expect_eq(steady.list.items[0].origin, CANDIDATE_INTERPOLATED);
	cr_expect_eq(steady.list.items[1].origin, CANDIDATE_INTERPOLATED);
	near(steady.list.items[1].ns / steady.list.items[0].ns, 1.08, 0.002);
}

Test(contest, beyond_the_sizes_models_predict)
{
	PLANNED planned = {0};

	add(&planned, &fast, 8);
	add(&planned, &slow, 8);
	make(&planned, 50000, 1, UNMEASURED);
	cr_assert_eq(planned.list.lattice.count, 0);
	cr_assert_eq(planned.list.items[0].origin, CANDIDATE_MODEL);
	/* Each with an error of its own, unlike in a round. */
	cr_assert_lt(planned.list.confidence, 0.99);
}
