/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/advice_change.h"

#include "base/cleanup.h"
#include "judge/predict/workload.h"

#include <math.h>

#define RTT_LEAST_NS 1e3
#define RTT_MOST_NS 1e9
#define RTT_STEP 0.35
#define ROWS_STEP 0.15
#define ADVICE_LEVEL_ERROR 0.002
#define LEVELS_MOST 64

static const struct candidate *best_of(const struct advice *advice)
{
	return &advice->candidates.items[0];
}

static void add_change(struct advice *advice, enum advice_change_kind kind, enum factor factor,
		       double level, const struct model *model)
{
	advice->changes[advice->change_count++] = (struct advice_change){
		.kind = kind, .factor = factor, .level = level, .model = model};
}

/* ---- by asking again, step by step from the workload away --------------- */

struct search {
	const struct run *run;
	const struct advice_request *request;
	struct advice *advice;
	enum factor factor; /* rows or rtt */
	double least;
	double most;
	double step; /* of the logarithm */
};

static struct workload at_level(const struct search *search, double level)
{
	struct workload at = search->advice->workload;

	if (search->factor == FACTOR_ROWS)
		return workload_with_rows(&at, level);
	at.rtt_ns = level;
	return at;
}

/* What is recommended there; NULL: nothing, or what is recommended at the workload has no time. */
static enum up_status recommend(const struct search *search, double level,
				const struct model **recommended, struct up_error *err)
{
	CANDIDATE_LIST there = {0};
	const struct advice *advice = search->advice;
	const struct workload at = at_level(search, level);

	*recommended = NULL;
	UP_TRY(candidate_list_make(search->run, &advice->models, &at, search->request->peers,
				   search->request->seed, &there, err));
	for (size_t c = 0; c < there.known; c++) {
		if (workload_same_contender(there.items[c].model, best_of(advice)->model))
			*recommended = there.items[0].model;
	}
	return UP_OK;
}

static double whole(const struct search *search, double level)
{
	return search->factor == FACTOR_ROWS ? round(level) : level;
}

/* Between a level at which the recommendation is the same, and one at which it is another. */
static enum up_status narrow(const struct search *search, double *same, double *other,
			     const struct model **model, struct up_error *err)
{
	for (;;) {
		const double middle = whole(search, sqrt(*same * *other));
		const struct model *there;
		if (fabs(log(*other / *same)) < ADVICE_LEVEL_ERROR || fabs(middle - *same) < 0.5 ||
		    fabs(middle - *other) < 0.5)
			return UP_OK;
		UP_TRY(recommend(search, middle, &there, err));
		if (there == NULL ||
		    workload_same_contender(there, best_of(search->advice)->model)) {
			*same = middle;
		} else {
			*other = middle;
			*model = there;
		}
	}
}

/* In one direction: -1 or 1.  Adds nothing when the recommendation is the same as far as anything is
 * known of it. */
static enum up_status search_change(const struct search *search, double from, int direction,
				    struct up_error *err)
{
	const double end = direction < 0 ? search->least : search->most;
	double same = from;

	while (direction * (end - same) > 0) {
		double other = whole(search, same * exp(direction * search->step));
		const struct model *model;
		if (fabs(other - same) < 0.5)
			other = same + direction;
		if (direction * (end - other) < 0)
			other = end;
		UP_TRY(recommend(search, other, &model, err));
		if (model == NULL)
			return UP_OK;
		if (workload_same_contender(model, best_of(search->advice)->model)) {
			same = other;
			continue;
		}
		UP_TRY(narrow(search, &same, &other, &model, err));
		add_change(search->advice, direction < 0 ? ADVICE_BELOW : ADVICE_ABOVE,
			   search->factor, direction < 0 ? same : other, model);
		return UP_OK;
	}
	return UP_OK;
}

static enum up_status search_changes(const struct search *search, double from, struct up_error *err)
{
	struct advice *advice = search->advice;
	const size_t before = advice->change_count;

	UP_TRY(search_change(search, from, -1, err));
	UP_TRY(search_change(search, from, 1, err));
	if (advice->change_count == before)
		add_change(advice, ADVICE_SAME, search->factor, NAN, NULL);
	return UP_OK;
}

/* Of curves alone: what was measured has no neighborhood. */
static bool has_curve(const struct candidate *candidate, double rtt_ns)
{
	return model_check(candidate->model, 1, rtt_ns, true, NULL) == UP_OK;
}

static enum up_status find_rows_changes(const struct run *run, const struct advice_request *request,
					struct advice *advice, struct up_error *err)
{
	const struct fit *best = &best_of(advice)->model->fit;
	const size_t before = advice->change_count;
	const struct search search = {.run = run,
				      .request = request,
				      .advice = advice,
				      .factor = FACTOR_ROWS,
				      .least = fit_least_rows(best),
				      .most = fit_most_rows(best),
				      .step = ROWS_STEP};

	UP_TRY(search_changes(&search, advice->workload.rows, err));
	for (size_t c = before; c < advice->change_count; c++) {
		struct advice_change *change = &advice->changes[c];
		if (change->model != NULL)
			change->is_extrapolated =
				change->level < fmax(best->least, change->model->fit.least) ||
				change->level > fmin(best->most, change->model->fit.most);
	}
	return UP_OK;
}

static enum up_status find_rtt_changes(const struct run *run, const struct advice_request *request,
				       struct advice *advice, struct up_error *err)
{
	const struct search search = {.run = run,
				      .request = request,
				      .advice = advice,
				      .factor = FACTOR_RTT,
				      .least = RTT_LEAST_NS,
				      .most = RTT_MOST_NS,
				      .step = RTT_STEP};

	if (isnan(best_of(advice)->trips)) {
		add_change(advice, ADVICE_NOT_MEASURED, FACTOR_RTT, NAN, NULL);
		return UP_OK;
	}
	return search_changes(&search, fmax(advice->workload.rtt_ns, RTT_LEAST_NS), err);
}

/* ---- by levels that were measured ------------------------------------- */

/* NaN: a table without other rows. */
static double level_of(enum factor factor, const struct workload *workload)
{
	if (factor == FACTOR_ROWS)
		return workload->rows;
	if (factor == FACTOR_CHANGED)
		return workload->changed;
	return workload->table_rows != UNMEASURED ? (double)workload->table_rows : NAN;
}

static struct workload with_level(const struct workload *workload, enum factor factor, double level)
{
	struct workload at = *workload;

	if (factor == FACTOR_CHANGED)
		at.changed = level;
	if (factor == FACTOR_TABLE_ROWS)
		at.table_rows = isnan(level) ? UNMEASURED : llround(level);
	return factor == FACTOR_ROWS ? workload_with_rows(workload, level) : at;
}

/* Of changed: the difference; of rows and table-rows: the ratio. */
static double step_between(enum factor factor, const struct workload *a, const struct workload *b)
{
	if (factor == FACTOR_CHANGED)
		return fabs(a->changed - b->changed);
	if (factor == FACTOR_ROWS)
		return fabs(log(a->rows / b->rows));
	return fabs(log(workload_table(a->table_rows, a->rows) /
			workload_table(b->table_rows, b->rows)));
}

static bool same_level(double a, double b)
{
	return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9 * fmax(1, fabs(b));
}

static size_t add_level(double *levels, size_t count, double level)
{
	for (size_t l = 0; l < count; l++) {
		if (same_level(levels[l], level))
			return count;
	}
	if (count < LEVELS_MOST)
		levels[count++] = level;
	return count;
}

/* Those of the run, each once. */
static size_t list_levels(const struct advice *advice, enum factor factor, bool peers,
			  double *levels)
{
	size_t count = 0;

	for (size_t m = 0; m < advice->models.count; m++) {
		const struct model *model = &advice->models.items[m];
		const struct family *family = model->family;
		const struct workload own = {.changed = workload_changed(model),
					     .table_rows = family_table_rows(family)};
		if (!workload_is_contender(model, peers))
			continue;
		for (size_t c = 0; c < family->count && factor == FACTOR_ROWS; c++)
			count = add_level(levels, count,
					  (double)family->cases[c]->key.factors.rows);
		if (factor != FACTOR_ROWS)
			count = add_level(levels, count, level_of(factor, &own));
	}
	return count;
}

/* Takes the level that is nearest to the workload out of the list. */
static double take_nearest(const struct workload *workload, enum factor factor, double *levels,
			   size_t count)
{
	double least = INFINITY;
	size_t nearest = 0;

	for (size_t l = 0; l < count; l++) {
		const struct workload at = with_level(workload, factor, levels[l]);
		const double step = step_between(factor, &at, workload);
		if (step < least) {
			least = step;
			nearest = l;
		}
	}
	const double level = levels[nearest];
	levels[nearest] = levels[count - 1];
	return level;
}

/* What is recommended at another level, if that is another one; NULL otherwise.  *is_there: the run has
 * that level. */
static enum up_status another_at(const struct run *run, const struct advice *advice,
				 const struct workload *at, enum factor factor,
				 const struct advice_request *request, const struct model **another,
				 bool *is_there, struct up_error *err)
{
	CANDIDATE_LIST there = {0};

	*another = NULL;
	UP_TRY(candidate_list_make(run, &advice->models, at, request->peers, request->seed, &there,
				   err));
	*is_there = there.known > 0 &&
		    same_level(level_of(factor, &there.workload), level_of(factor, at));
	if (!*is_there)
		return UP_OK;
	if (workload_same_contender(there.items[0].model, best_of(advice)->model))
		return UP_OK;
	*another = there.items[0].model;
	return UP_OK;
}

/* The nearest other level of the run at which another strategy is recommended. */
static enum up_status find_level_change(const struct run *run, struct advice *advice,
					enum factor factor, const struct advice_request *request,
					struct up_error *err)
{
	double levels[LEVELS_MOST];
	bool is_varied = false;

	for (size_t count = list_levels(advice, factor, request->peers, levels); count > 0;
	     count--) {
		const double level = take_nearest(&advice->workload, factor, levels, count);
		const struct workload at = with_level(&advice->workload, factor, level);
		const struct model *another;
		bool is_there;
		if (same_level(level, level_of(factor, &advice->workload)) ||
		    workload_table(at.table_rows, at.rows) < at.rows)
			continue;
		UP_TRY(another_at(run, advice, &at, factor, request, &another, &is_there, err));
		is_varied |= is_there;
		if (another == NULL)
			continue;
		add_change(advice, ADVICE_AT, factor, level, another);
		return UP_OK;
	}
	add_change(advice, is_varied ? ADVICE_SAME : ADVICE_NOT_MEASURED, factor, NAN, NULL);
	return UP_OK;
}

enum up_status advice_changes_find(const struct run *run, const struct advice_request *request,
				   struct advice *advice, struct up_error *err)
{
	if (has_curve(best_of(advice), advice->workload.rtt_ns))
		UP_TRY(find_rows_changes(run, request, advice, err));
	else
		UP_TRY(find_level_change(run, advice, FACTOR_ROWS, request, err));
	UP_TRY(find_rtt_changes(run, request, advice, err));
	UP_TRY(find_level_change(run, advice, FACTOR_CHANGED, request, err));
	return find_level_change(run, advice, FACTOR_TABLE_ROWS, request, err);
}
