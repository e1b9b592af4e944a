/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/advice.h"

#include "base/cleanup.h"
#include "judge/predict/advice_workload.h"
#include "judge/predict/prediction.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#define CROSS_MOST 16
#define RTT_STEPS 600
#define RTT_LEAST_NS 1e3
#define RTT_MOST_NS 1e9

void advice_release(struct advice *advice)
{
	candidate_list_release(&advice->candidates);
	model_list_release(&advice->models);
	demand_list_release(&advice->demands);
}

/* ---- what would change it --------------------------------------------- */

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

static void find_rows_change(struct advice *advice)
{
	struct crossing below = {0, NULL};
	struct crossing above = {INFINITY, NULL};
	const double rtt_ns = advice->workload.rtt_ns;

	if (!has_curve(best_of(advice), rtt_ns)) {
		add_change(advice, ADVICE_NOT_MEASURED, FACTOR_ROWS, NAN, NULL);
		return;
	}
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

/* Who is the fastest at other levels, if it is another one and can be told from it; NULL
 * otherwise. */
static enum up_status another_at(const struct run *run, const struct advice *advice,
				 const struct workload *workload,
				 const struct advice_request *request, const struct model **another,
				 struct up_error *err)
{
	CANDIDATE_LIST there = {0};

	*another = NULL;
	UP_TRY(candidate_list_make(run, &advice->models, workload, request->peers, request->seed,
				   &there, err));
	if (there.known == 0)
		return UP_OK;
	for (size_t c = 0; c < there.known; c++) {
		if (there.items[c].standing != STANDING_SLOWER &&
		    workload_same_contender(there.items[c].model, best_of(advice)->model))
			return UP_OK;
	}
	*another = there.items[0].model;
	return UP_OK;
}

static double level_of(enum factor factor, const struct workload *workload)
{
	if (factor == FACTOR_CHANGED)
		return workload->changed;
	return workload->table_rows != UNMEASURED ? (double)workload->table_rows : NAN;
}

/* Of changed: the difference; of table-rows: the ratio. */
static double step_between(enum factor factor, const struct workload *a, const struct workload *b)
{
	if (factor == FACTOR_CHANGED)
		return fabs(a->changed - b->changed);
	return fabs(log(workload_table(a->table_rows, a->rows) /
			workload_table(b->table_rows, b->rows)));
}

static bool same_level(double a, double b)
{
	return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9;
}

/* The nearest other level of the run at which another strategy is the fastest. */
static enum up_status find_level_change(const struct run *run, struct advice *advice,
					enum factor factor, const struct advice_request *request,
					struct up_error *err)
{
	const struct model *found = NULL;
	struct workload at = advice->workload;
	double nearest = INFINITY;
	double level = NAN;
	bool varied = false;

	for (size_t m = 0; m < advice->models.count; m++) {
		const struct model *model = &advice->models.items[m];
		const struct model *another;
		at = advice->workload;
		if (factor == FACTOR_CHANGED)
			at.changed = workload_changed(model);
		else
			at.table_rows = family_table_rows(model->family);
		if (same_level(level_of(factor, &at), level_of(factor, &advice->workload)) ||
		    !candidate_matches(model, &at, request->peers))
			continue;
		varied = true;
		double step = step_between(factor, &at, &advice->workload);
		if (!(step < nearest))
			continue;
		UP_TRY(another_at(run, advice, &at, request, &another, err));
		if (another == NULL)
			continue;
		nearest = step;
		found = another;
		level = level_of(factor, &at);
	}
	add_change(advice,
		   found != NULL ? ADVICE_AT
		   : varied      ? ADVICE_SAME
				 : ADVICE_NOT_MEASURED,
		   factor, level, found);
	return UP_OK;
}

/* ---- the whole -------------------------------------------------------- */

static enum up_status check_any(const struct candidate_list *list, struct up_error *err)
{
	if (list->count == 0)
		return up_fail(err, UP_INVALID,
			       "no strategy of the run was measured for this workload");
	if (list->known == 0)
		return up_fail(err, UP_INVALID, "nothing can be recommended: %s: %s",
			       list->items[0].model->name, list->items[0].refusal);
	return UP_OK;
}

/* Against the next that is slower, and against the slowest. */
static void find_reasons(const struct run *run, struct advice *advice)
{
	const struct candidate_list *list = &advice->candidates;
	size_t next = 1;

	while (next < list->known && list->items[next].standing != STANDING_SLOWER)
		next++;
	if (next >= list->known)
		return;
	advice->reason_count = advice_reasons_find(run, &advice->workload, &list->items[0],
						   &list->items[next], advice->reasons);
	if (next + 1 < list->known)
		advice->reason_count += advice_reasons_find(run, &advice->workload, &list->items[0],
							    &list->items[list->known - 1],
							    advice->reasons + advice->reason_count);
}

enum up_status advice_make(const struct run *run, const struct family_list *families,
			   const struct advice_request *request, struct advice *advice,
			   struct up_error *err)
{
	const struct model_request all = {.seed = request->seed};
	ADVICE new = {0};

	if (families->count == 0)
		return up_fail(err, UP_INVALID, "the run has no case with a result");
	UP_TRY(model_list_make(run, families, &all, &new.models, err));
	UP_TRY(advice_workload_choose(&new, request, err));
	UP_TRY(candidate_list_make(run, &new.models, &new.asked, request->peers, request->seed,
				   &new.candidates, err));
	UP_TRY(check_any(&new.candidates, err));
	new.workload = new.candidates.workload;
	find_rows_change(&new);
	find_rtt_change(&new);
	UP_TRY(find_level_change(run, &new, FACTOR_CHANGED, request, err));
	UP_TRY(find_level_change(run, &new, FACTOR_TABLE_ROWS, request, err));
	find_reasons(run, &new);
	UP_TRY(demand_list_make(&run->manifest,
				&new.candidates.items[0].model->family->cases[0]->key, &new.demands,
				err));
	*advice = new;
	new = (struct advice){0};
	return UP_OK;
}
