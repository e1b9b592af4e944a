/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/finding.h"

#include "base/cleanup.h"
#include "judge/summary/jit.h"
#include "judge/summary/measured.h"
#include "record/manifest.h"
#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>

void finding_list_release(struct finding_list *list)
{
	free(list->items);
	*list = (struct finding_list){0};
}

/* ---- one finding ------------------------------------------------------ */

static enum finding_certainty intervals_apart(const struct summary *a, const struct summary *b)
{
	if (isnan(a->low_ns) || isnan(b->low_ns))
		return FINDING_UNKNOWN;
	return a->high_ns < b->low_ns || b->high_ns < a->low_ns ? FINDING_SHOWN : FINDING_NOT_SHOWN;
}

/* The ratio to the reference was measured pair by pair, which is sharper than
 * two intervals do. */
static enum finding_certainty ratio_apart(const struct summary *summary)
{
	if (isnan(summary->ratio_low))
		return FINDING_UNKNOWN;
	return summary->ratio_low > 1 ? FINDING_SHOWN : FINDING_NOT_SHOWN;
}

static enum up_status add(struct finding_list *list, enum finding_kind kind, enum factor factor,
			  const struct summary *subject, const struct summary *against,
			  struct up_error *err)
{
	/* A median of 0 is a clock too coarse to say anything. */
	if (!(subject->median_ns > 0) || !(against->median_ns > 0))
		return UP_OK;

	struct finding *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for findings");
	list->items = items;
	items[list->count++] = (struct finding){
		.kind = kind,
		.factor = factor,
		.subject = subject,
		.against = against,
		.ratio = subject->median_ns / against->median_ns,
		.certainty = kind == FINDING_SPREAD ? ratio_apart(subject)
						    : intervals_apart(subject, against),
	};
	return UP_OK;
}

/* ---- one workload ----------------------------------------------------- */

static bool is_ranked(const struct summary *summary)
{
	return summary->reference != NULL && summary->median_ns > 0;
}

static bool is_first_of_workload(const struct summary_list *list, size_t place)
{
	for (size_t c = 0; c < place; c++) {
		if (case_key_same_workload(&list->items[c].key, &list->items[place].key))
			return false;
	}
	return true;
}

struct extremes {
	const struct summary *fastest; /* ranked */
	const struct summary *slowest; /* ranked */
	const struct summary *bound;   /* the tightest */
	const struct summary *idle;    /* the dearest */
};

static void replace(const struct summary **best, const struct summary *summary, bool want_smaller)
{
	if (*best == NULL || (want_smaller ? summary->median_ns < (*best)->median_ns
					   : summary->median_ns > (*best)->median_ns))
		*best = summary;
}

static struct extremes find_extremes(const struct summary_list *list,
				     const struct summary *workload)
{
	struct extremes found = {0};

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *summary = &list->items[c];
		if (!case_key_same_workload(&summary->key, &workload->key) ||
		    !(summary->median_ns > 0) || summary->status != SAMPLE_OK)
			continue;
		if (is_ranked(summary)) {
			replace(&found.fastest, summary, true);
			replace(&found.slowest, summary, false);
		} else if (summary->role == ROLE_BOUND) {
			replace(&found.bound, summary, true);
		} else if (summary->role == ROLE_IDLE) {
			replace(&found.idle, summary, false);
		}
	}
	return found;
}

static enum up_status add_workload(struct finding_list *list, const struct extremes *found,
				   struct up_error *err)
{
	if (found->fastest == NULL)
		return UP_OK;
	if (found->slowest != found->fastest)
		UP_TRY(add(list, FINDING_SPREAD, FACTOR_NONE, found->slowest, found->fastest, err));
	if (found->bound != NULL)
		UP_TRY(add(list, FINDING_BOUND, FACTOR_NONE, found->fastest, found->bound, err));
	if (found->idle != NULL)
		UP_TRY(add(list, FINDING_HARNESS, FACTOR_NONE, found->idle, found->fastest, err));
	return UP_OK;
}

/* ---- contrasts -------------------------------------------------------- */

/* What the case at place is held against for one factor; NULL for nothing, also
 * where the case is the one that others are held against. */
static const struct summary *baseline(const struct summary_list *list, size_t place,
				      enum factor factor)
{
	const struct summary *subject = &list->items[place];
	const struct summary *first = NULL;

	if (factor_is_default(factor, &subject->key.factors))
		return NULL;
	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (!is_ranked(other) || case_key_difference(&subject->key, &other->key) != factor)
			continue;
		if (factor_is_default(factor, &other->key.factors))
			return other;
		if (first == NULL && c < place)
			first = other;
	}
	return first;
}

static int larger_first(const void *a, const void *b)
{
	const struct finding *x = a;
	const struct finding *y = b;
	double p = fabs(log(x->ratio));
	double q = fabs(log(y->ratio));

	if (p < q || p > q)
		return p < q ? 1 : -1;
	/* In the order of the cases, so that the same run always reads the same. */
	return (x->subject > y->subject) - (x->subject < y->subject);
}

static enum up_status add_contrasts(struct finding_list *list, const struct summary_list *summaries,
				    struct up_error *err)
{
	size_t before = list->count;

	for (size_t c = 0; c < summaries->count; c++) {
		if (!is_ranked(&summaries->items[c]))
			continue;
		for (enum factor factor = FACTOR_ROWS + 1; factor < FACTOR_COUNT; factor++) {
			/* What comes before the update cannot change it, and rows that are
			 * created are missing from its time. */
			if (factor == FACTOR_FETCH_DELAY || factor == FACTOR_NEW)
				continue;
			const struct summary *against = baseline(summaries, c, factor);
			if (against != NULL)
				UP_TRY(add(list, FINDING_CONTRAST, factor, &summaries->items[c],
					   against, err));
		}
	}
	if (list->count > before)
		qsort(list->items + before, list->count - before, sizeof *list->items,
		      larger_first);
	return UP_OK;
}

/* ---- plans ------------------------------------------------------------ */

static enum up_status add_single(struct finding_list *list, const struct finding *finding,
				 struct up_error *err)
{
	struct finding *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for findings");
	list->items = items;
	struct finding *new = &items[list->count++];
	*new = *finding;
	new->factor = FACTOR_NONE;
	new->against = finding->subject;
	new->ratio = 1;
	new->certainty = FINDING_SHOWN;
	return UP_OK;
}

/* How many times the planner was wrong, in either direction; 0 when it is not known.
 * It never expects less than one row. */
static double error_factor(const struct plan_shape *shape)
{
	double estimated = fmax(shape->estimated_rows, 1);
	double actual = fmax(shape->actual_rows, 1);

	if (!isfinite(shape->estimated_rows) || !isfinite(shape->actual_rows) ||
	    !(shape->loops >= 1))
		return 0;
	return actual > estimated ? actual / estimated : estimated / actual;
}

static const struct plan_shape *most_wrong(const struct case_plans *plans)
{
	const struct plan_shape *worst = NULL;

	for (size_t s = 0; s < plans->shape_count; s++) {
		double factor = error_factor(&plans->shapes[s]);
		if (factor > FINDING_ESTIMATE_FACTOR &&
		    (worst == NULL || factor > error_factor(worst)))
			worst = &plans->shapes[s];
	}
	return worst;
}

static enum up_status add_foreign(struct finding_list *list, const struct case_plans *plans,
				  const struct summary *summary, struct up_error *err)
{
	struct finding finding = {.kind = FINDING_FOREIGN, .subject = summary};

	for (size_t s = 0; s < plans->shape_count; s++) {
		const struct plan_shape *shape = &plans->shapes[s];
		const enum foreign_update foreign = foreign_update_of(shape);
		const double trips = foreign_update_trips(shape);
		if (foreign == FOREIGN_UPDATE_NONE ||
		    (finding.foreign != FOREIGN_UPDATE_NONE && !(trips > finding.trips)))
			continue;
		finding.foreign = foreign;
		finding.trips = trips;
		finding.statements = shape->count;
	}
	return finding.foreign != FOREIGN_UPDATE_NONE ? add_single(list, &finding, err) : UP_OK;
}

static enum up_status add_plans(struct finding_list *list, const struct run *run,
				const struct summary *summary, struct up_error *err)
{
	const struct run_case *of = run_find_case(run, summary->case_name);
	struct finding finding = {
		.kind = FINDING_PLAN_CHANGE,
		.subject = summary,
		.plan_change = plan_change_find(of),
	};

	if (!(summary->median_ns > 0) || summary->status != SAMPLE_OK)
		return UP_OK;
	if (finding.plan_change.count > 0)
		UP_TRY(add_single(list, &finding, err));
	if (of->plans == NULL)
		return UP_OK;
	UP_TRY(add_foreign(list, of->plans, summary, err));
	const struct plan_shape *worst = most_wrong(of->plans);
	if (worst == NULL)
		return UP_OK;
	finding.kind = FINDING_ESTIMATE;
	finding.estimated_rows = worst->estimated_rows;
	finding.actual_rows = worst->actual_rows;
	finding.plan = (enum sample_plan)of->plans->plan;
	return add_single(list, &finding, err);
}

/* ---- what a median hides ---------------------------------------------- */

/* By the server's own account, for the statement that took longest to compile. */
static enum up_status add_compiled(struct finding_list *list, const struct run *run,
				   const struct summary *summary, struct up_error *err)
{
	const struct case_plans *plans = run_find_case(run, summary->case_name)->plans;
	struct finding finding = {.kind = FINDING_COMPILED, .subject = summary};

	for (size_t s = 0; plans != NULL && s < plans->shape_count; s++) {
		const double ns = plan_shape_compiling_ns(&plans->shapes[s]);
		if (!(ns > finding.part_ns))
			continue;
		finding.part_ns = ns;
		finding.functions = plan_shape_functions(&plans->shapes[s]);
	}
	return finding.part_ns > FINDING_COMPILED_SHARE * summary->median_ns
		       ? add_single(list, &finding, err)
		       : UP_OK;
}

static enum up_status add_own_clock(struct finding_list *list, const struct run *run,
				    const struct summary *summary, struct up_error *err)
{
	struct finding finding = {.kind = FINDING_OWN_CLOCK, .subject = summary};
	const struct run_case *of = run_find_case(run, summary->case_name);
	UP_FREE double *values = malloc((of->count + 1) * sizeof *values);
	size_t count = 0;

	if (values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for findings");
	for (size_t s = 0; s < of->count; s++) {
		if (measured_counts(of, of->samples[s]) && of->samples[s]->peer_ns > 0)
			values[count++] = (double)of->samples[s]->peer_ns;
	}
	statistics_sort(values, count);
	finding.part_ns = statistics_median(values, count);
	return fabs(finding.part_ns / summary->median_ns - 1) > FINDING_CLOCK_SHARE
		       ? add_single(list, &finding, err)
		       : UP_OK;
}

static enum up_status add_hidden(struct finding_list *list, const struct run *run,
				 const struct summary *summary, struct up_error *err)
{
	const struct finding first = {
		.kind = FINDING_FIRST_CALL, .subject = summary, .part_ns = summary->cold_ns};

	if (!(summary->median_ns > 0) || summary->status != SAMPLE_OK ||
	    summary->role != ROLE_RANKED)
		return UP_OK;
	UP_TRY(add_compiled(list, run, summary, err));
	/* Fewer samples than an interval needs are no measure for a single one. */
	if (!isfinite(summary->low_ns))
		return UP_OK;
	if (summary->cold_ns >= FINDING_FIRST_CALL_FACTOR * summary->median_ns)
		UP_TRY(add_single(list, &first, err));
	return summary->key.peer != NULL ? add_own_clock(list, run, summary, err) : UP_OK;
}

/* Whatever their samples say, the two are one: there is no compiler to turn off. */
static void mark_without_jit(struct finding_list *list)
{
	for (size_t f = 0; f < list->count; f++) {
		struct finding *finding = &list->items[f];
		const char *settings = finding->subject->key.factors.settings;
		if (finding->factor != FACTOR_SETTINGS || settings == NULL ||
		    strcmp(settings, "jit=off") != 0)
			continue;
		finding->is_without_jit = true;
		finding->certainty = FINDING_NOT_SHOWN;
	}
}

enum up_status finding_list_make(const struct run *run, const struct summary_list *summaries,
				 struct finding_list *out, struct up_error *err)
{
	FINDING_LIST list = {0};

	for (size_t c = 0; c < summaries->count; c++) {
		if (!is_first_of_workload(summaries, c))
			continue;
		struct extremes found = find_extremes(summaries, &summaries->items[c]);
		UP_TRY(add_workload(&list, &found, err));
	}
	UP_TRY(add_contrasts(&list, summaries, err));
	if (jit_of(&run->manifest) == FACT_NO)
		mark_without_jit(&list);
	for (size_t c = 0; c < summaries->count; c++) {
		UP_TRY(add_plans(&list, run, &summaries->items[c], err));
		UP_TRY(add_hidden(&list, run, &summaries->items[c], err));
	}
	*out = list;
	list = (struct finding_list){0};
	return UP_OK;
}
