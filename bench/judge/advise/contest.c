/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/contest.h"

#include "base/cleanup.h"
#include "judge/advise/contest_node.h"
#include "judge/predict/plan_group.h"
#include "stats/monotone.h"

#include <math.h>
#include <stdlib.h>

#define NODES_MOST ((size_t)LATTICE_SIZES * LATTICE_NODES)

void contest_release(struct contest *contest)
{
	free(contest->items);
	free(contest->draws);
	*contest = (struct contest){0};
}

/* What is interpolated from. */
struct field {
	const struct run *run;
	const struct lattice *lattice;
	struct contest *contest;
	const struct summary **cases; /* owned: size, node, contestant; NULL: none */
	struct contest_node nodes[NODES_MOST];
	double *levels; /* owned: of all nodes, of the draw at hand */
	double rtt_ns;  /* of the workload */
};

static void field_release(struct field *field)
{
	for (size_t n = 0; n < NODES_MOST; n++)
		contest_node_release(&field->nodes[n]);
	free(field->cases);
	free(field->levels);
}

static size_t place_of(size_t size, size_t node)
{
	return size * LATTICE_NODES + node;
}

static const struct summary *case_of(const struct field *field, size_t size, size_t node, size_t s)
{
	return field->cases[place_of(size, node) * field->contest->count + s];
}

static enum up_status find_cases(struct field *field, const struct model_list *models,
				 struct up_error *err)
{
	const size_t count = field->contest->count;

	field->cases = calloc(NODES_MOST * count + 1, sizeof(void *));
	field->levels = calloc(NODES_MOST * count + 1, sizeof *field->levels);
	if (field->cases == NULL || field->levels == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a contest");
	for (size_t k = 0; k < field->lattice->count; k++) {
		const struct lattice_size *size = &field->lattice->sizes[k];
		for (size_t n = 0; n < size->count; n++) {
			const struct summary **cases = field->cases + place_of(k, n) * count;
			for (size_t s = 0; s < count; s++)
				cases[s] = lattice_case(field->lattice, models,
							field->contest->items[s].model, size->rows,
							&size->nodes[n]);
		}
	}
	return UP_OK;
}

/* ---- contenders ------------------------------------------------------- */

static bool has_all(const struct field *field, size_t s)
{
	for (size_t k = 0; k < field->lattice->count; k++) {
		for (size_t n = 0; n < field->lattice->sizes[k].count; n++) {
			if (case_of(field, k, n, s) == NULL)
				return false;
		}
	}
	return field->lattice->count > 0;
}

/* Has its plan one shape at two sizes next to each other, at all levels that both have? */
static bool keeps_shape(const struct field *field, size_t size, size_t s)
{
	const struct lattice_size *a = &field->lattice->sizes[size];
	const struct lattice_size *b = &field->lattice->sizes[size + 1];

	for (size_t n = 0; n < a->count && n < b->count; n++) {
		const struct summary *below = case_of(field, size, n, s);
		const struct summary *above = case_of(field, size + 1, n, s);
		if (plan_group_turns(run_find_case(field->run, below->case_name),
				     run_find_case(field->run, above->case_name)))
			return false;
	}
	return true;
}

static double size_trips(const struct field *field, size_t size, size_t s)
{
	const struct lattice_size *of = &field->lattice->sizes[size];
	double trips = 0;

	for (size_t n = 0; n < of->count; n++)
		trips += of->nodes[n].weight *
			 trips_median(field->run, case_of(field, size, n, s)->case_name);
	return trips;
}

static double trips_of(const struct field *field, size_t s)
{
	const struct lattice *lattice = field->lattice;
	const double low = size_trips(field, lattice->below, s);

	if (lattice->count == 1)
		return low;
	const double from = lattice->sizes[lattice->below].rows;
	const double to = lattice->sizes[lattice->below + 1].rows;
	const double high = size_trips(field, lattice->below + 1, s);
	return low + (high - low) * (lattice->workload.rows - from) / (to - from);
}

static double delay_of(const struct field *field)
{
	const double delay = field->rtt_ns - field->lattice->rtt_ns;
	return fabs(delay) < 1 ? 0 : delay;
}

static size_t choose(struct field *field)
{
	const struct lattice *lattice = field->lattice;
	size_t joint = 0;

	for (size_t s = 0; s < field->contest->count; s++) {
		struct contestant *contestant = &field->contest->items[s];
		contestant->ns = contestant->trips = NAN;
		if (!has_all(field, s))
			continue;
		contestant->trips = trips_of(field, s);
		contestant->turns = lattice->count > 1 && !keeps_shape(field, lattice->below, s);
		contestant->is_joint = !contestant->turns &&
				       !(isnan(contestant->trips) && fabs(delay_of(field)) > 0);
		joint += contestant->is_joint;
	}
	return joint;
}

/* ---- interpolation ---------------------------------------------------- */

/* The mean of the contestants at a node. */
static double mean_of(const struct field *field, const double *levels)
{
	double sum = 0;
	size_t count = 0;

	for (size_t s = 0; s < field->contest->count; s++) {
		if (!field->contest->items[s].is_joint)
			continue;
		sum += levels[s];
		count++;
	}
	return sum / (double)count;
}

/* What a node adds to the mean of its size: linear in times, as they are in changed. */
static double node_ns(const struct field *field, size_t k, size_t n)
{
	const double *levels = field->levels + place_of(k, n) * field->contest->count;
	return field->lattice->sizes[k].nodes[n].weight * exp(mean_of(field, levels));
}

static void find_means(const struct field *field, double *means)
{
	for (size_t k = 0; k < field->lattice->count; k++) {
		double ns = node_ns(field, k, 0);
		for (size_t n = 1; n < field->lattice->sizes[k].count; n++)
			ns += node_ns(field, k, n);
		means[k] = log(ns);
	}
}

/* The log ratio of a contestant to the mean, at a size. */
static double ratio_at(const struct field *field, size_t k, size_t s)
{
	const struct lattice_size *size = &field->lattice->sizes[k];
	double ratio = 0;

	for (size_t n = 0; n < size->count; n++) {
		const double *levels = field->levels + place_of(k, n) * field->contest->count;
		ratio += size->nodes[n].weight * (levels[s] - mean_of(field, levels));
	}
	return ratio;
}

/* Over the sizes whose plan has the shape that it has around the rows. */
static double ratio_of(const struct field *field, size_t s, const double *logs)
{
	const struct lattice *lattice = field->lattice;
	double ratios[LATTICE_SIZES];
	size_t first = 0;
	size_t last = lattice->count - 1;

	if (lattice->below > 0 && !keeps_shape(field, 0, s))
		first = lattice->below;
	if (last > lattice->below + 1 && !keeps_shape(field, last - 1, s))
		last--;
	for (size_t k = first; k <= last; k++)
		ratios[k] = ratio_at(field, k, s);
	return monotone_at(logs + first, ratios + first, last - first + 1,
			   log(lattice->workload.rows));
}

/* A time between the levels around the workload stays between them: where the mean of all changes by far
 * more than the time of one, the ratios take that out of the mean only in part. */
static double within(const struct field *field, size_t s, double level)
{
	const struct lattice *lattice = field->lattice;
	double least = INFINITY;
	double most = -INFINITY;

	for (size_t k = lattice->below; k < lattice->count && k <= lattice->below + 1; k++) {
		for (size_t n = 0; n < lattice->sizes[k].count; n++) {
			const double there =
				field->levels[place_of(k, n) * field->contest->count + s];
			least = fmin(least, there);
			most = fmax(most, there);
		}
	}
	return level < least ? least : level > most ? most : level;
}

/* Logarithms of the times of all, from the levels at hand. */
static void interpolate(const struct field *field, double *times)
{
	const struct lattice *lattice = field->lattice;
	double logs[LATTICE_SIZES];
	double means[LATTICE_SIZES];

	for (size_t k = 0; k < lattice->count; k++)
		logs[k] = log(lattice->sizes[k].rows);
	find_means(field, means);
	const double mean = monotone_at(logs, means, lattice->count, log(lattice->workload.rows));
	for (size_t s = 0; s < field->contest->count; s++) {
		const struct contestant *contestant = &field->contest->items[s];
		times[s] = NAN;
		if (!contestant->is_joint)
			continue;
		const double ns = exp(within(field, s, mean + ratio_of(field, s, logs)));
		const double delay = fabs(delay_of(field)) > 0
					     ? contestant->trips * delay_of(field) *
						       model_trip_factor(contestant->model)
					     : 0;
		/* fmax() would turn a NaN into 1. */
		times[s] = log(ns + delay < 1 ? 1 : ns + delay);
	}
}

/* ---- the whole -------------------------------------------------------- */

static enum up_status make_nodes(struct field *field, struct up_error *err)
{
	const size_t count = field->contest->count;
	UP_FREE const struct run_case **cases = calloc(count + 1, sizeof(void *));

	if (cases == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a contest");
	for (size_t k = 0; k < field->lattice->count; k++) {
		for (size_t n = 0; n < field->lattice->sizes[k].count; n++) {
			const size_t place = place_of(k, n);
			for (size_t s = 0; s < count; s++) {
				const struct summary *summary = case_of(field, k, n, s);
				cases[s] = NULL;
				if (!field->contest->items[s].is_joint)
					continue;
				cases[s] = run_find_case(field->run, summary->case_name);
				field->contest->items[s].has_few |=
					summary->n < CONTEST_LEAST_ROUNDS;
			}
			UP_TRY(contest_node_make(cases, count, &field->nodes[place], err));
			memcpy(field->levels + place * count, field->nodes[place].levels,
			       count * sizeof(double));
		}
	}
	return UP_OK;
}

static void draw_nodes(struct field *field, uint64_t seed, size_t draw)
{
	for (size_t place = 0; place < NODES_MOST; place++) {
		struct up_random random = up_random_at(seed, place, draw);
		if (field->nodes[place].count > 0)
			contest_node_draw(&field->nodes[place], CONTEST_LEAST_ROUNDS, &random,
					  field->levels + place * field->contest->count);
	}
}

/* Is a spread known of all that take part? */
static bool has_draws(const struct contest *contest)
{
	double least = INFINITY;

	for (size_t s = 0; s < contest->count; s++) {
		if (contest->items[s].is_joint)
			least = fmin(least, contest->items[s].ns);
	}
	for (size_t s = 0; s < contest->count; s++) {
		const struct contestant *contestant = &contest->items[s];
		if (!contestant->is_joint)
			continue;
		if (isnan(contest->draws[s]) ||
		    (contestant->has_few && contestant->ns <= CONTEST_REACH * least))
			return false;
	}
	return true;
}

enum up_status contest_run(const struct run *run, const struct model_list *models,
			   const struct lattice *lattice, double rtt_ns, uint64_t seed,
			   struct contest *contest, struct up_error *err)
{
	UP_CLEANUP(field_release)
	struct field field = {.run = run, .lattice = lattice, .contest = contest, .rtt_ns = rtt_ns};
	const size_t count = contest->count;

	contest->draws = calloc(CONTEST_DRAWS * count + 1, sizeof(double));
	if (contest->draws == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a contest");
	for (size_t i = 0; i < CONTEST_DRAWS * count; i++)
		contest->draws[i] = NAN;
	UP_TRY(find_cases(&field, models, err));
	if (choose(&field) == 0)
		return UP_OK;
	UP_TRY(make_nodes(&field, err));
	interpolate(&field, contest->draws);
	for (size_t s = 0; s < count; s++)
		contest->items[s].ns = exp(contest->draws[s]);
	for (size_t d = 0; d < CONTEST_DRAWS; d++) {
		draw_nodes(&field, seed, d);
		interpolate(&field, contest->draws + d * count);
	}
	contest->has_draws = has_draws(contest);
	return UP_OK;
}
