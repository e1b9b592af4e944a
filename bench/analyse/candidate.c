/* SPDX-License-Identifier: PostgreSQL */
#include "analyse/candidate.h"

#include "analyse/factor.h"
#include "analyse/measured.h"
#include "base/cleanup.h"

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

	return model->family->role == ROLE_RANKED && (peers || first->peer == NULL) &&
	       (isnan(first->changed) || fabs(first->changed - workload->changed) < 1e-9) &&
	       family_table_rows(model->family) == workload->table_rows;
}

static const struct summary *find_measured(const struct family *family,
					   const struct workload *workload)
{
	for (size_t c = 0; c < family->count; c++) {
		const struct summary *summary = family->cases[c];
		double rtt_ns = summary->rtt_us > 0 ? (double)summary->rtt_us * 1e3 : 0;
		if (fabs((double)summary->rows - workload->rows) < 0.5 &&
		    fabs(rtt_ns - workload->rtt_ns) < 1)
			return summary;
	}
	return NULL;
}

static enum up_status fill(const struct model *model, const struct workload *workload,
			   struct candidate *candidate, struct up_error *err)
{
	struct up_error why;

	*candidate = (struct candidate){
		.model = model,
		.measured = find_measured(model->family, workload),
		.ns = NAN,
		.low_ns = NAN,
		.high_ns = NAN,
		.trips = NAN,
	};
	if (candidate->measured != NULL) {
		candidate->ns = candidate->measured->median_ns;
		candidate->low_ns = candidate->measured->low_ns;
		candidate->high_ns = candidate->measured->high_ns;
	}
	if (model_check(model, workload->rows, workload->rtt_ns, false, &why) == UP_OK) {
		candidate->trips = model_trips(model, workload->rows);
		if (candidate->measured != NULL)
			return UP_OK;
		const struct interval interval =
			model_time_interval(model, workload->rows, workload->rtt_ns);
		candidate->ns = model_time(model, workload->rows, workload->rtt_ns);
		candidate->low_ns = interval.low;
		candidate->high_ns = interval.high;
	} else if (candidate->measured == NULL) {
		candidate->refusal = strdup(why.message);
		if (candidate->refusal == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	}
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

enum up_status candidate_list_make(const struct model_list *models, const struct workload *workload,
				   bool peers, struct candidate_list *list, struct up_error *err)
{
	CANDIDATE_LIST new = {.items = calloc(models->count + 1, sizeof(struct candidate))};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for candidates");
	for (size_t m = 0; m < models->count; m++) {
		if (!candidate_matches(&models->items[m], workload, peers))
			continue;
		struct candidate *candidate = &new.items[new.count++];
		UP_TRY(fill(&models->items[m], workload, candidate, err));
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
