/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/advice_change.h"

#include "base/cleanup.h"
#include "judge/predict/prediction.h"

#include <math.h>

#define CROSS_MOST 16
#define RTT_STEPS 600
#define RTT_LEAST_NS 1e3
#define RTT_MOST_NS 1e9
#define LEVELS_MOST 64

/* ---- by curves -------------------------------------------------------- */

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

/* Of curves alone: what was measured has no neighborhood. */
static bool has_curve(const struct candidate *candidate, double rtt_ns)
{
	return model_check(candidate->model, 1, rtt_ns, true, NULL) == UP_OK;
}

struct crossing {
	double rows;
	const struct model *model;
};

static void cross_with(const struct advice *advice, const struct candidate *other,
		       struct crossing *below, struct crossing *above)
{
	const struct model *best = best_of(advice)->model;
	const double rows = advice->workload.rows;
	double at[CROSS_MOST];
	bool after[CROSS_MOST];
	size_t found = prediction_cross(
		best, other->model, advice->workload.rtt_ns,
		fmax(fit_least_rows(&best->fit), fit_least_rows(&other->model->fit)),
		fmin(fit_most_rows(&best->fit), fit_most_rows(&other->model->fit)), at, after,
		CROSS_MOST);

	for (size_t i = 0; i < found; i++) {
		if (at[i] > rows && after[i] && at[i] < above->rows)
			*above = (struct crossing){at[i], other->model};
		if (at[i] <= rows && !after[i] && at[i] > below->rows)
			*below = (struct crossing){at[i], other->model};
	}
}

static void add_crossing(struct advice *advice, enum advice_change_kind kind, double rows,
			 const struct model *model)
{
	const struct fit *best = &best_of(advice)->model->fit;

	add_change(advice, kind, FACTOR_ROWS, rows, model);
	advice->changes[advice->change_count - 1].is_extrapolated =
		rows < fmax(best->least, model->fit.least) ||
		rows > fmin(best->most, model->fit.most);
}

static void find_crossings(struct advice *advice)
{
	struct crossing below = {0, NULL};
	struct crossing above = {INFINITY, NULL};
	const double rtt_ns = advice->workload.rtt_ns;

	for (size_t c = 1; c < advice->candidates.count; c++) {
		if (has_curve(&advice->candidates.items[c], rtt_ns))
			cross_with(advice, &advice->candidates.items[c], &below, &above);
	}
	if (below.model != NULL)
		add_crossing(advice, ADVICE_BELOW, floor(below.rows), below.model);
	if (above.model != NULL)
		add_crossing(advice, ADVICE_ABOVE, ceil(above.rows), above.model);
	if (below.model == NULL && above.model == NULL)
		add_change(advice, ADVICE_SAME, FACTOR_ROWS, NAN, NULL);
}

/* Who is faster than the best at that rtt, the fastest of them; NULL: nobody. */
static const struct model *faster_at(const struct advice *advice, double rtt_ns)
{
	double least = candidate_time(best_of(advice), rtt_ns);
	const struct model *fastest = NULL;

	for (size_t c = 1; c < advice->candidates.known; c++) {
		double time = candidate_time(&advice->candidates.items[c], rtt_ns);
		if (time < least) {
			least = time;
			fastest = advice->candidates.items[c].model;
		}
	}
	return fastest;
}

/* From the rtt of the workload away, in steps of 2.3 %. */
static void find_rtt_change(struct advice *advice)
{
	const double step = log(RTT_MOST_NS / RTT_LEAST_NS) / RTT_STEPS;
	const double rtt_ns = advice->workload.rtt_ns;
	const size_t before = advice->change_count;
	const struct model *model = NULL;
	double at = rtt_ns;

	if (isnan(best_of(advice)->trips)) {
		add_change(advice, ADVICE_NOT_MEASURED, FACTOR_RTT, NAN, NULL);
		return;
	}
	while (model == NULL && (at *= exp(-step)) >= RTT_LEAST_NS)
		model = faster_at(advice, at);
	if (model != NULL)
		add_change(advice, ADVICE_BELOW, FACTOR_RTT, at, model);
	model = NULL;
	at = fmax(rtt_ns, RTT_LEAST_NS);
	while (model == NULL && (at *= exp(step)) <= RTT_MOST_NS)
		model = faster_at(advice, at);
	if (model != NULL)
		add_change(advice, ADVICE_ABOVE, FACTOR_RTT, at, model);
	if (advice->change_count == before)
		add_change(advice, ADVICE_SAME, FACTOR_RTT, NAN, NULL);
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

/* With other rows the table keeps its size in proportion. */
static struct workload with_level(const struct workload *workload, enum factor factor, double level)
{
	struct workload at = *workload;

	if (factor == FACTOR_CHANGED)
		at.changed = level;
	if (factor == FACTOR_TABLE_ROWS)
		at.table_rows = isnan(level) ? UNMEASURED : llround(level);
	if (factor != FACTOR_ROWS)
		return at;
	at.rows = level;
	if (workload->table_rows != UNMEASURED)
		at.table_rows = llround((double)workload->table_rows * level / workload->rows);
	return at;
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

/* Who is recommended at another level, if it is another one and can be told from it; NULL
 * otherwise.  *is_there: the run has that level. */
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
	for (size_t c = 0; c < there.known; c++) {
		if (there.items[c].standing != STANDING_SLOWER &&
		    workload_same_contender(there.items[c].model, best_of(advice)->model))
			return UP_OK;
	}
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
		find_crossings(advice);
	else
		UP_TRY(find_level_change(run, advice, FACTOR_ROWS, request, err));
	find_rtt_change(advice);
	UP_TRY(find_level_change(run, advice, FACTOR_CHANGED, request, err));
	return find_level_change(run, advice, FACTOR_TABLE_ROWS, request, err);
}
