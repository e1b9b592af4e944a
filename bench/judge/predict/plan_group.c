/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/plan_group.h"

#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void plan_group_release(struct plan_group *group)
{
	free(group->family.cases);
	group->family.cases = NULL;
}

/* ---- the plan of a case ------------------------------------------------ */

/* Rows of all statements of a shape; statements count where rows are not known. */
static double rows_of(const struct plan_shape *shape)
{
	const double rows = shape->actual_rows * shape->loops;

	return (double)shape->count * (rows >= 1 ? rows : 1);
}

const struct plan_shape *plan_group_shape(const struct run_case *of)
{
	const struct plan_shape *most = NULL;

	for (size_t s = 0; of->plans != NULL && s < of->plans->shape_count; s++) {
		const struct plan_shape *shape = &of->plans->shapes[s];
		if (shape->shape != NULL && (most == NULL || rows_of(shape) > rows_of(most)))
			most = shape;
	}
	return most;
}

/* Custom or generic; anything else: not known. */
static int kind_at_end(const struct run_case *of)
{
	int kind = SAMPLE_PLAN_UNKNOWN;

	for (size_t s = 0; s < of->count; s++) {
		if (of->samples[s]->phase == PHASE_MEASURE && of->samples[s]->status == SAMPLE_OK)
			kind = of->samples[s]->plan;
	}
	return kind;
}

static bool is_decided(int kind)
{
	return kind == SAMPLE_PLAN_CUSTOM || kind == SAMPLE_PLAN_GENERIC;
}

bool plan_group_turns(const struct run_case *a, const struct run_case *b)
{
	const struct plan_shape *shape_a = plan_group_shape(a);
	const struct plan_shape *shape_b = plan_group_shape(b);
	const int kind_a = kind_at_end(a);
	const int kind_b = kind_at_end(b);

	if (shape_a == NULL || shape_b == NULL)
		return false;
	return strcmp(shape_a->shape, shape_b->shape) != 0 ||
	       (is_decided(kind_a) && is_decided(kind_b) && kind_a != kind_b);
}

/* ---- the group --------------------------------------------------------- */

static double size_of(const struct family *family, size_t of)
{
	return (double)family->cases[of]->key.factors.rows;
}

static size_t find_largest(const struct family *family)
{
	size_t largest = 0;

	for (size_t c = 1; c < family->count; c++) {
		if (size_of(family, c) > size_of(family, largest))
			largest = c;
	}
	return largest;
}

static double find_turn(const struct run *run, const struct family *family)
{
	const struct run_case *largest =
		run_find_case(run, family->cases[find_largest(family)]->case_name);
	double turn = NAN;

	for (size_t c = 0; c < family->count; c++) {
		if (plan_group_turns(run_find_case(run, family->cases[c]->case_name), largest))
			turn = fmax(turn, size_of(family, c)); /* NaN is no maximum */
	}
	return turn;
}

/* Cases of one size, which differ in rtt, count once. */
static size_t count_sizes(const struct family *family)
{
	size_t count = 0;

	for (size_t c = 0; c < family->count; c++) {
		const int64_t rows = family->cases[c]->key.factors.rows;
		size_t first = 0;
		while (family->cases[first]->key.factors.rows != rows)
			first++;
		count += first == c;
	}
	return count;
}

enum up_status plan_group_make(const struct run *run, const struct family *family, size_t least,
			       struct plan_group *group, struct up_error *err)
{
	static const char *const numbers[] = {"no", "one", "two"};
	PLAN_GROUP new = {.family = *family, .turn = find_turn(run, family), .above = NAN};

	new.family.count = 0;
	new.family.cases = calloc(family->count + 1, sizeof(const struct summary *));
	if (new.family.cases == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the plans of a family");
	for (size_t c = 0; c < family->count; c++) {
		if (size_of(family, c) <= new.turn)
			continue;
		new.family.cases[new.family.count++] = family->cases[c];
		new.above = fmin(new.above, size_of(family, c));
	}
	const size_t sizes = count_sizes(&new.family);
	if (!isnan(new.turn) && sizes < least) {
		const size_t lacking = least - sizes;
		const bool has_word = lacking < sizeof numbers / sizeof numbers[0];
		return up_fail(err, UP_INVALID,
			       "its plan turns between %s and %s rows: measure %s more size%s "
			       "above",
			       quantity_count(new.turn).text, quantity_count(new.above).text,
			       has_word ? numbers[lacking] : "some", lacking == 1 ? "" : "s");
	}
	*group = new;
	new.family.cases = NULL;
	return UP_OK;
}
