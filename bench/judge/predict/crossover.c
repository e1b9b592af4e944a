/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/crossover.h"

#include <math.h>
#include <stdlib.h>

/* Two curves of these forms cross at most three times; steps fine enough to see each. */
#define CROSS_STEPS 400
#define CROSS_MOST 8
#define BISECTIONS 100

static double lead(const struct model *a, const struct model *b, double rtt_ns, double rows)
{
	return model_time(b, rows, rtt_ns) - model_time(a, rows, rtt_ns);
}

static double bisect(const struct model *a, const struct model *b, double rtt_ns, double low,
		     double high)
{
	const bool first = lead(a, b, rtt_ns, low) > 0;

	for (int i = 0; i < BISECTIONS && high - low > 1e-9 * high; i++) {
		double middle = low + (high - low) / 2;
		if ((lead(a, b, rtt_ns, middle) > 0) == first)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* Where the times of two models cross at that rtt, from the smallest on: at most size
 * numbers of rows between low and high; returns how many. after[i] says which is faster
 * above rows[i]: true for b. */
static size_t find_rows(const struct model *a, const struct model *b, double rtt_ns, double low,
			double high, double *rows, bool *after, size_t size)
{
	const double step = log(high / low) / CROSS_STEPS;
	double last = NAN;
	double last_rows = NAN;
	size_t count = 0;

	for (int s = 0; s <= CROSS_STEPS && low < high; s++) {
		double at = low * exp(step * s);
		double now = lead(a, b, rtt_ns, at);
		/* Where they are equal nobody overtakes yet. */
		if (fabs(now) <= 1e-12 * model_time(a, at, rtt_ns))
			continue;
		if (!isnan(last) && (now > 0) != (last > 0) && count < size) {
			rows[count] = bisect(a, b, rtt_ns, last_rows, at);
			after[count++] = now < 0;
		}
		last = now;
		last_rows = at;
	}
	return count;
}

static bool can_cross(const struct model *a, const struct model *b, double rtt_ns)
{
	return a->family->role == ROLE_RANKED && b->family->role == ROLE_RANKED &&
	       model_check(a, 1, rtt_ns, true, NULL) == UP_OK &&
	       model_check(b, 1, rtt_ns, true, NULL) == UP_OK &&
	       family_is_rival(a->family, b->family);
}

static bool is_of_fastest(const struct model_list *models, const struct crossover *crossover)
{
	const double time = model_time(crossover->before, crossover->rows, crossover->rtt_ns);

	for (size_t m = 0; m < models->count; m++) {
		const struct model *third = &models->items[m];
		if (third != crossover->before && third != crossover->after &&
		    can_cross(third, crossover->before, crossover->rtt_ns) &&
		    fit_check_rows(&third->fit, crossover->rows, NULL) == UP_OK &&
		    model_time(third, crossover->rows, crossover->rtt_ns) < time)
			return false;
	}
	return true;
}

static enum up_status cross_pair(const struct model_list *models, const struct model *a,
				 const struct model *b, double rtt_ns, struct crossover_list *list,
				 struct up_error *err)
{
	double rows[CROSS_MOST];
	bool after[CROSS_MOST];
	const size_t found = find_rows(
		a, b, rtt_ns, fmax(fit_least_rows(&a->fit), fit_least_rows(&b->fit)),
		fmin(fit_most_rows(&a->fit), fit_most_rows(&b->fit)), rows, after, CROSS_MOST);
	struct crossover *items = realloc(list->items, (list->count + found + 1) * sizeof *items);

	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for crossovers");
	list->items = items;
	for (size_t i = 0; i < found; i++) {
		struct crossover crossover = {
			.before = after[i] ? a : b,
			.after = after[i] ? b : a,
			.rtt_ns = rtt_ns,
			.rows = rows[i],
			.is_within = rows[i] >= fmax(a->fit.least, b->fit.least) &&
				     rows[i] <= fmin(a->fit.most, b->fit.most),
		};
		crossover.of_fastest = is_of_fastest(models, &crossover);
		items[list->count++] = crossover;
	}
	return UP_OK;
}

static int compare_crossovers(const void *a, const void *b)
{
	const struct crossover *x = a;
	const struct crossover *y = b;

	if (x->rtt_ns < y->rtt_ns || x->rtt_ns > y->rtt_ns)
		return x->rtt_ns < y->rtt_ns ? -1 : 1;
	return (x->rows > y->rows) - (x->rows < y->rows);
}

enum up_status crossover_list_find(const struct model_list *models, const int64_t *rtt_ns,
				   size_t rtt_count, struct crossover_list *list,
				   struct up_error *err)
{
	for (size_t t = 0; t < rtt_count; t++) {
		for (size_t a = 0; a < models->count; a++) {
			for (size_t b = a + 1; b < models->count; b++) {
				if (can_cross(&models->items[a], &models->items[b],
					      (double)rtt_ns[t]))
					UP_TRY(cross_pair(models, &models->items[a],
							  &models->items[b], (double)rtt_ns[t],
							  list, err));
			}
		}
	}
	if (list->count > 0)
		qsort(list->items, list->count, sizeof *list->items, compare_crossovers);
	return UP_OK;
}

void crossover_list_release(struct crossover_list *list)
{
	free(list->items);
	*list = (struct crossover_list){0};
}
