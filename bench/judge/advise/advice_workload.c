/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/advice_workload.h"

#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

static enum up_status choose_rows(const struct advice *advice, const struct advice_request *request,
				  double *rows, struct up_error *err)
{
	int64_t only = 0;

	if (request->rows > 0) {
		*rows = (double)request->rows;
		return UP_OK;
	}
	for (size_t m = 0; m < advice->models.count; m++) {
		const struct family *family = advice->models.items[m].family;
		for (size_t c = 0; c < family->count; c++) {
			if (only != 0 && family->cases[c]->key.factors.rows != only)
				return up_fail(err, UP_INVALID,
					       "--rows is needed: the run has several numbers of "
					       "rows");
			only = family->cases[c]->key.factors.rows;
		}
	}
	*rows = (double)only;
	return UP_OK;
}

/* 0 where the run has it, or else the smallest that it has. */
static double choose_rtt(const struct advice *advice, const struct advice_request *request)
{
	int64_t least = INT64_MAX;

	if (request->rtt_ns >= 0)
		return request->rtt_ns;
	for (size_t m = 0; m < advice->models.count; m++) {
		const struct family *family = advice->models.items[m].family;
		for (size_t c = 0; c < family->count; c++) {
			int64_t rtt_ns = family->cases[c]->key.factors.rtt_ns;
			least = rtt_ns < least ? rtt_ns : least;
		}
	}
	return least > 0 && least < INT64_MAX ? (double)least : 0;
}

static bool same_but_for_what_is_asked(const struct summary *a, const struct summary *b)
{
	const factor_set asked = FACTOR_BIT(FACTOR_ROWS) | FACTOR_BIT(FACTOR_RTT) |
				 FACTOR_BIT(FACTOR_CHANGED) | FACTOR_BIT(FACTOR_TABLE_ROWS);

	return (factors_difference(&a->key.factors, &b->key.factors) & factors_of_workload() &
		~asked) == 0;
}

/* All else, as columns and partitions: what the first contender has. */
static void keep_one_workload(struct advice *advice, bool peers)
{
	const struct summary *first = NULL;
	size_t kept = 0;

	for (size_t m = 0; m < advice->models.count; m++) {
		struct model model = advice->models.items[m];
		const struct summary *summary = model.family->cases[0];
		if (first == NULL && workload_is_contender(&model, peers))
			first = summary;
		if (first != NULL && same_but_for_what_is_asked(first, summary)) {
			advice->models.items[kept++] = model;
			continue;
		}
		model_release(&model);
	}
	advice->models.count = kept;
	advice->columns = first != NULL && first->key.factors.columns != UNMEASURED
				  ? (double)first->key.factors.columns
				  : NAN;
	if (first != NULL && first->key.factors.partitions > 0) {
		advice->partitions = first->key.factors.partitions;
		advice->partition_by = first->key.factors.partition_by;
	}
}

enum up_status advice_workload_choose(struct advice *advice, const struct advice_request *request,
				      struct up_error *err)
{
	struct workload *asked = &advice->asked;

	keep_one_workload(advice, request->peers);
	UP_TRY(choose_rows(advice, request, &asked->rows, err));
	asked->rtt_ns = choose_rtt(advice, request);
	asked->changed = isnan(request->changed) ? 1 : request->changed;
	asked->table_rows = request->table_rows > 0 ? request->table_rows : UNMEASURED;
	if (asked->table_rows != UNMEASURED && (double)asked->table_rows < asked->rows)
		return up_fail(err, UP_INVALID,
			       "--table-rows: a table of %s does not hold the %s that are updated",
			       quantity_counted((double)asked->table_rows, "row").text,
			       quantity_count(asked->rows).text);
	return UP_OK;
}
