/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/candidate.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "judge/summary/measured.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdlib.h>

/* Of draws of candidates that are in no contest: no place of a node has so high a number. */
#define STREAM 1000
#define NORMAL_975 1.959964

void candidate_list_release(struct candidate_list *list)
{
	for (size_t c = 0; c < list->count; c++)
		free(list->items[c].refusal);
	free(list->items);
	*list = (struct candidate_list){0};
}

bool candidate_matches(const struct model *model, const struct workload *workload, bool peers)
{
	return workload_is_contender(model, peers) &&
	       fabs(workload_changed(model) - workload->changed) < 1e-9 &&
	       family_table_rows(model->family) == workload->table_rows;
}

/* Of those with as many rows, the one of the nearest rtt. */
static const struct summary *find_base(const struct family *family, const struct workload *workload)
{
	const struct summary *base = NULL;

	for (size_t c = 0; c < family->count; c++) {
		const struct summary *summary = family->cases[c];
		if (fabs((double)summary->key.factors.rows - workload->rows) > 0.5)
			continue;
		if (base == NULL || fabs(family_rtt_ns(summary) - workload->rtt_ns) <
					    fabs(family_rtt_ns(base) - workload->rtt_ns))
			base = summary;
	}
	return base;
}

/* ---- contestants ------------------------------------------------------ */

static double distance(const struct model *model, const struct workload *workload)
{
	const double table = workload_table(family_table_rows(model->family), workload->rows);
	const double wanted = workload_table(workload->table_rows, workload->rows);
	return 1e3 * fabs(workload_changed(model) - workload->changed) + fabs(log(table / wanted));
}

/* Each contender once, by its model that is nearest to the workload. */
static enum up_status list_contestants(const struct model_list *models,
				       const struct workload *workload, bool peers,
				       struct contest *contest, struct up_error *err)
{
	contest->items = calloc(models->count + 1, sizeof(*contest->items));
	if (contest->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	for (size_t m = 0; m < models->count; m++) {
		const struct model *model = &models->items[m];
		size_t s = 0;
		if (!workload_is_contender(model, peers))
			continue;
		while (s < contest->count &&
		       !workload_same_contender(contest->items[s].model, model))
			s++;
		if (s == contest->count)
			contest->items[contest->count++].model = model;
		else if (distance(model, workload) < distance(contest->items[s].model, workload))
			contest->items[s].model = model;
	}
	return UP_OK;
}

static bool any_joint(const struct contest *contest)
{
	for (size_t s = 0; s < contest->count; s++) {
		if (contest->items[s].is_joint)
			return true;
	}
	return false;
}

/* ---- times ------------------------------------------------------------ */

static enum up_status refuse(struct candidate *candidate, const char *why, struct up_error *err)
{
	candidate->refusal = strdup(why);
	if (candidate->refusal == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	return UP_OK;
}

static enum up_status fill_measured(const struct run *run, const struct workload *workload,
				    struct candidate *candidate, struct up_error *err)
{
	const struct summary *base = candidate->base;
	const double delay =
		(workload->rtt_ns - family_rtt_ns(base)) * model_trip_factor(candidate->model);

	candidate->trips = trips_median(run, base->case_name);
	candidate->origin = fabs(delay) < 1 ? CANDIDATE_MEASURED : CANDIDATE_ROUND_TRIPS;
	candidate->ns = base->median_ns;
	if (candidate->origin == CANDIDATE_MEASURED)
		candidate->measured = base;
	else
		candidate->ns = candidate->ns + candidate->trips * delay < 0
					? 0
					: candidate->ns + candidate->trips * delay;
	if (isnan(candidate->ns))
		return refuse(candidate, "unknown number of round trips", err);
	candidate->low_ns = candidate->ns + base->low_ns - base->median_ns;
	candidate->high_ns = candidate->ns + base->high_ns - base->median_ns;
	return UP_OK;
}

static enum up_status fill_by_model(const struct workload *workload, struct candidate *candidate,
				    struct up_error *err)
{
	const struct model *model = candidate->model;
	struct up_error why;

	candidate->origin = CANDIDATE_MODEL;
	if (model_check(model, workload->rows, workload->rtt_ns, false, &why) != UP_OK)
		return refuse(candidate, why.message, err);
	const struct interval interval =
		model_time_interval(model, workload->rows, workload->rtt_ns);
	candidate->ns = model_time(model, workload->rows, workload->rtt_ns);
	candidate->low_ns = interval.low;
	candidate->high_ns = interval.high;
	candidate->trips = model_trips(model, workload->rows);
	return UP_OK;
}

static void fill_interpolated(const struct contest *contest, size_t s, struct candidate *candidate)
{
	double *values = calloc(CONTEST_DRAWS, sizeof *values);

	candidate->origin = CANDIDATE_INTERPOLATED;
	candidate->ns = contest->items[s].ns;
	candidate->trips = contest->items[s].trips;
	for (size_t d = 0; d < CONTEST_DRAWS && values != NULL; d++)
		values[d] = contest->draws[d * contest->count + s];
	if (values != NULL && contest->has_draws) {
		statistics_sort(values, CONTEST_DRAWS);
		candidate->low_ns = exp(statistics_quantile(values, CONTEST_DRAWS, 0.025));
		candidate->high_ns = exp(statistics_quantile(values, CONTEST_DRAWS, 0.975));
	}
	free(values);
}

static enum up_status fill(const struct run *run, const struct candidate_list *list,
			   const struct contest *contest, size_t s, struct candidate *candidate,
			   struct up_error *err)
{
	const struct workload *workload = &list->workload;
	const struct contestant *contestant = &contest->items[s];
	const bool matches = candidate_matches(contestant->model, workload, true);

	*candidate = (struct candidate){
		.model = contestant->model,
		.rows = workload->rows,
		.rtt_ns = workload->rtt_ns,
		.ns = NAN,
		.low_ns = NAN,
		.high_ns = NAN,
		.trips = NAN,
		.turns = contestant->turns,
		.ratio = {NAN, NAN, NAN},
	};
	candidate->base = matches ? find_base(contestant->model->family, workload) : NULL;
	if (candidate->base != NULL)
		return fill_measured(run, workload, candidate, err);
	if (contestant->is_joint) {
		fill_interpolated(contest, s, candidate);
		return UP_OK;
	}
	if (matches)
		return fill_by_model(workload, candidate, err);
	return refuse(candidate,
		      contestant->turns
			      ? "its plan changes between the measured sizes around the workload"
			      : "it was not measured at all the levels around the workload",
		      err);
}

/* ---- the order -------------------------------------------------------- */

/* Of a candidate that is in no contest: as its interval has it.  false: there is none. */
static bool draw_alone(const struct candidate *candidate, uint64_t seed, size_t s,
		       struct contest *contest)
{
	const double error = (log(candidate->high_ns) - log(candidate->low_ns)) / (2 * NORMAL_975);

	if (!isfinite(error))
		return false;
	for (size_t d = 0; d < CONTEST_DRAWS; d++) {
		struct up_random random = up_random_at(seed, STREAM + s, d);
		const double unit = fmin(fmax(up_random_unit(&random), 1e-9), 1 - 1e-9);
		contest->draws[d * contest->count + s] =
			log(candidate->ns) + error * normal_quantile(unit);
	}
	return true;
}

/* Draws of all that have a time; false: a spread is not known. */
static bool complete_draws(const struct candidate_list *list, uint64_t seed,
			   struct contest *contest)
{
	bool all = contest->has_draws || !any_joint(contest);

	for (size_t s = 0; s < contest->count && all; s++) {
		const struct candidate *candidate = &list->items[s];
		if (!isnan(candidate->ns) && !contest->items[s].is_joint)
			all = draw_alone(candidate, seed, s, contest);
		for (size_t d = 0; isnan(candidate->ns) && d < CONTEST_DRAWS; d++)
			contest->draws[d * contest->count + s] = NAN;
	}
	return all;
}

static enum candidate_standing stand(const struct candidate *candidate,
				     const struct candidate *best)
{
	if (candidate == best || candidate->ratio.high <= 1 + REGRET_RIGHT)
		return STANDING_AS_GOOD;
	if (!isnan(candidate->ratio.low))
		return candidate->ratio.low <= 1 ? STANDING_OPEN : STANDING_SLOWER;
	return candidate->low_ns > best->high_ns ? STANDING_SLOWER : STANDING_OPEN;
}

/* What is sorted by. */
static double rank(const struct candidate *candidate)
{
	return isnan(candidate->regret.expected) ? candidate->ns : candidate->regret.expected;
}

static int compare(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;

	if (isnan(x->ns) || isnan(y->ns))
		return isnan(x->ns) - isnan(y->ns);
	if (rank(x) < rank(y) || rank(x) > rank(y))
		return rank(x) < rank(y) ? -1 : 1;
	return (x->ns > y->ns) - (x->ns < y->ns);
}

static size_t find_best(const struct candidate_list *list)
{
	size_t best = 0;

	for (size_t s = 1; s < list->count; s++) {
		if (compare(&list->items[s], &list->items[best]) < 0)
			best = s;
	}
	return best;
}

static enum up_status judge(struct candidate_list *list, uint64_t seed, struct contest *contest,
			    struct up_error *err)
{
	UP_FREE struct regret *regrets = calloc(list->count + 1, sizeof *regrets);
	const bool is_known = complete_draws(list, seed, contest);

	if (regrets == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	regret_find(contest->draws, is_known ? CONTEST_DRAWS : 0, list->count, regrets);
	for (size_t s = 0; s < list->count; s++)
		list->items[s].regret = regrets[s];
	if (list->known == 0)
		return UP_OK;
	const size_t best = find_best(list);
	const struct candidate *first = &list->items[best];
	list->confidence = list->known > 1 ? first->regret.right : NAN;
	for (size_t s = 0; s < list->count; s++) {
		struct candidate *candidate = &list->items[s];
		if (is_known)
			candidate->ratio =
				regret_ratio(contest->draws, CONTEST_DRAWS, list->count, s, best);
		if (isnan(candidate->ratio.middle))
			candidate->ratio.middle = candidate->ns / first->ns;
		candidate->standing = stand(candidate, first);
		candidate->is_open =
			isnan(candidate->regret.low)
				? candidate->turns || candidate->ns <= (1 + REGRET_OPEN) * first->ns
				: candidate->regret.low <= log1p(REGRET_OPEN);
	}
	qsort(list->items, list->count, sizeof(*list->items), compare);
	return UP_OK;
}

enum up_status candidate_list_make(const struct run *run, const struct model_list *models,
				   const struct workload *asked, bool peers, uint64_t seed,
				   struct candidate_list *list, struct up_error *err)
{
	const struct workload nearest = workload_nearest(models, asked, peers);
	CANDIDATE_LIST new = {.items = calloc(models->count + 1, sizeof(struct candidate)),
			      .workload = nearest,
			      .confidence = NAN};
	CONTEST contest = {0};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	lattice_find(models, asked, peers, &new.lattice);
	UP_TRY(list_contestants(models, &nearest, peers, &contest, err));
	UP_TRY(contest_run(run, models, &new.lattice, asked->rtt_ns, seed, &contest, err));
	if (any_joint(&contest))
		new.workload = new.lattice.workload;
	else
		new.lattice.count = 0;
	for (size_t s = 0; s < contest.count; s++) {
		UP_TRY(fill(run, &new, &contest, s, &new.items[new.count++], err));
		new.known += isnan(new.items[s].ns) ? 0 : 1;
	}
	UP_TRY(judge(&new, seed, &contest, err));
	*list = new;
	new = (struct candidate_list){0};
	return UP_OK;
}

enum up_status candidate_list_pair(const struct run *run, struct candidate_list *list,
				   struct up_error *err)
{
	const struct candidate *best = &list->items[0];

	for (size_t s = 1; s < list->known; s++) {
		struct candidate *candidate = &list->items[s];
		struct interval interval;
		if (candidate->measured == NULL || best->measured == NULL || !(best->ns > 0))
			continue;
		UP_TRY(measured_ratio_interval(run, candidate->measured->case_name,
					       best->measured->case_name, &interval, err));
		candidate->ratio = (struct regret_ratio){
			.middle = candidate->ns / best->ns,
			.low = interval.low,
			.high = interval.high,
		};
		candidate->standing = stand(candidate, best);
	}
	return UP_OK;
}

size_t candidate_list_open(const struct candidate_list *list, const struct candidate **open,
			   size_t size)
{
	size_t count = 0;

	for (size_t c = 0; c < list->count && count < size; c++) {
		if (c == 0 || list->items[c].is_open)
			open[count++] = &list->items[c];
	}
	return count;
}
