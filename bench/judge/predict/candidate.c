/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/candidate.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"
#include "record/case_key.h"

#include <math.h>
#include <stdlib.h>

void candidate_list_release(struct candidate_list *list)
{
	for (size_t c = 0; c < list->count; c++)
		free(list->items[c].refusal);
	free(list->items);
	*list = (struct candidate_list){0};
}

bool candidate_matches(const struct model *model, const struct workload *workload, bool peers)
{
	const struct summary *first = model->family->cases[0];

	return model->family->role == ROLE_RANKED && (peers || first->key.peer == NULL) &&
	       (isnan(first->key.factors.changed) ||
		fabs(first->key.factors.changed - workload->changed) < 1e-9) &&
	       family_table_rows(model->family) == workload->table_rows;
}

static double rtt_ns_of(const struct summary *summary)
{
	return fmax(0, (double)summary->key.factors.rtt_ns);
}

/* Of those with as many rows, the one of the nearest rtt. */
static const struct summary *find_base(const struct family *family, const struct workload *workload)
{
	const struct summary *base = NULL;

	for (size_t c = 0; c < family->count; c++) {
		const struct summary *summary = family->cases[c];
		if (fabs((double)summary->key.factors.rows - workload->rows) > 0.5)
			continue;
		if (base == NULL || fabs(rtt_ns_of(summary) - workload->rtt_ns) <
					    fabs(rtt_ns_of(base) - workload->rtt_ns))
			base = summary;
	}
	return base;
}

double candidate_time(const struct candidate *candidate, double rows, double rtt_ns)
{
	const struct summary *base = candidate->base;

	if (base == NULL)
		return model_check(candidate->model, rows, rtt_ns, false, NULL) == UP_OK
			       ? model_time(candidate->model, rows, rtt_ns)
			       : NAN;
	if (fabs(rtt_ns - rtt_ns_of(base)) < 1)
		return base->median_ns;
	const double ns = base->median_ns + candidate->trips * (rtt_ns - rtt_ns_of(base));
	return ns < 0 ? 0 : ns; /* fmax() would turn a NaN into 0 */
}

static enum up_status refuse(struct candidate *candidate, const char *why, struct up_error *err)
{
	candidate->refusal = strdup(why);
	if (candidate->refusal == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	return UP_OK;
}

static enum up_status fill(const struct run *run, const struct model *model,
			   const struct workload *workload, struct candidate *candidate,
			   struct up_error *err)
{
	const struct summary *base = find_base(model->family, workload);
	struct up_error why;

	*candidate = (struct candidate){.model = model, .base = base};
	candidate->ns = candidate->low_ns = candidate->high_ns = candidate->trips = NAN;
	if (base != NULL) {
		candidate->trips = trips_median(run, base->case_name);
		candidate->ns = candidate_time(candidate, workload->rows, workload->rtt_ns);
		if (isnan(candidate->ns))
			return refuse(candidate, "unknown number of round trips", err);
		candidate->low_ns = candidate->ns + base->low_ns - base->median_ns;
		candidate->high_ns = candidate->ns + base->high_ns - base->median_ns;
		if (fabs(rtt_ns_of(base) - workload->rtt_ns) < 1)
			candidate->measured = base;
		return UP_OK;
	}
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

static int compare(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;

	if (isnan(x->ns) || isnan(y->ns))
		return isnan(x->ns) - isnan(y->ns);
	return (x->ns > y->ns) - (x->ns < y->ns);
}

enum up_status candidate_list_make(const struct run *run, const struct model_list *models,
				   const struct workload *workload, bool peers,
				   struct candidate_list *list, struct up_error *err)
{
	CANDIDATE_LIST new = {.items = calloc(models->count + 1, sizeof(struct candidate))};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	for (size_t m = 0; m < models->count; m++) {
		if (!candidate_matches(&models->items[m], workload, peers))
			continue;
		struct candidate *candidate = &new.items[new.count++];
		UP_TRY(fill(run, &models->items[m], workload, candidate, err));
		new.known += isnan(candidate->ns) ? 0 : 1;
	}
	qsort(new.items, new.count, sizeof(*new.items), compare);
	*list = new;
	new = (struct candidate_list){0};
	return UP_OK;
}

enum up_status candidate_as_good(const struct run *run, const struct candidate *best,
				 const struct candidate *other, bool *as_good, struct up_error *err)
{
	struct interval ratio = {NAN, NAN};

	*as_good = other->ns <= (1 + CANDIDATE_TIE) * best->ns;
	if (*as_good)
		return UP_OK;
	if (best->measured != NULL && other->measured != NULL)
		UP_TRY(measured_ratio_interval(run, other->measured->case_name,
					       best->measured->case_name, &ratio, err));
	*as_good = isnan(ratio.low) ? other->low_ns <= best->high_ns : ratio.low <= 1;
	return UP_OK;
}
