/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/contest_node.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdlib.h>

#define TURNS 4
/* Of normal values, the standard error of a median over that of a mean. */
#define MEDIAN_ERROR 1.2533

void contest_node_release(struct contest_node *node)
{
	free(node->logs);
	free(node->levels);
	free(node->samples);
	free(node->parts);
	free(node->scratch);
	*node = (struct contest_node){0};
}

/* ---- samples ---------------------------------------------------------- */

static bool counts(const struct run_case *of, const struct sample *sample)
{
	return sample->round != UNMEASURED && measured_counts(of, sample) &&
	       sample_compared_ns(sample, of->role) > 0;
}

static int compare_rounds(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a;
	const int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Each round of any case once, ascending; returns how many. */
static size_t list_rounds(const struct run_case *const *cases, size_t count, int64_t *rounds)
{
	size_t all = 0;
	size_t kept = 0;

	for (size_t s = 0; s < count; s++) {
		for (size_t i = 0; cases[s] != NULL && i < cases[s]->count; i++) {
			if (counts(cases[s], cases[s]->samples[i]))
				rounds[all++] = cases[s]->samples[i]->round;
		}
	}
	qsort(rounds, all, sizeof *rounds, compare_rounds);
	for (size_t r = 0; r < all; r++) {
		if (kept == 0 || rounds[r] != rounds[kept - 1])
			rounds[kept++] = rounds[r];
	}
	return kept;
}

static void fill_logs(struct contest_node *node, const struct run_case *of, const int64_t *rounds,
		      double *logs)
{
	for (size_t i = 0; i < of->count; i++) {
		const struct sample *sample = of->samples[i];
		const int64_t *found;
		if (!counts(of, sample))
			continue;
		found = bsearch(&sample->round, rounds, node->rounds, sizeof *rounds,
				compare_rounds);
		if (found != NULL && isnan(logs[found - rounds]))
			logs[found - rounds] = log((double)sample_compared_ns(sample, of->role));
	}
}

/* ---- the model -------------------------------------------------------- */

/* Of the known among the picked rounds; NaN: none. */
static double median_of(struct contest_node *node, const double *logs, const size_t *picked)
{
	size_t count = 0;

	for (size_t r = 0; r < node->rounds; r++) {
		const double value = logs[picked != NULL ? picked[r] : r];
		if (!isnan(value))
			node->scratch[count++] = value;
	}
	statistics_sort(node->scratch, count);
	return count > 0 ? statistics_median(node->scratch, count) : NAN;
}

/* What the round has left in its samples goes to its part. */
static void take_round(struct contest_node *node, size_t round)
{
	double sum = 0;
	size_t count = 0;

	for (size_t s = 0; s < node->count; s++) {
		const double value = node->logs[s * node->rounds + round] - node->levels[s];
		sum += isnan(value) ? 0 : value;
		count += isnan(value) ? 0 : 1;
	}
	if (count == 0)
		return;
	node->parts[round] += sum / (double)count;
	for (size_t s = 0; s < node->count; s++)
		node->logs[s * node->rounds + round] -= sum / (double)count;
}

static void center_parts(struct contest_node *node)
{
	const double mean = statistics_mean(node->parts, node->rounds);

	for (size_t r = 0; r < node->rounds; r++) {
		node->parts[r] -= mean;
		for (size_t s = 0; s < node->count; s++)
			node->logs[s * node->rounds + r] += mean;
	}
}

static void find_spread(struct contest_node *node)
{
	double sum = 0;
	size_t samples = 0;
	size_t here = 0;

	for (size_t s = 0; s < node->count; s++) {
		here += node->samples[s] > 0;
		samples += node->samples[s];
		for (size_t r = 0; r < node->rounds; r++) {
			const double rest = node->logs[s * node->rounds + r] - node->levels[s];
			sum += isnan(rest) ? 0 : rest * rest;
		}
	}
	node->spread = NAN;
	node->freedom = (double)samples - (double)here - (double)node->rounds + 1;
	if (node->freedom >= 1)
		node->spread = sqrt(sum / node->freedom);
}

static void polish(struct contest_node *node)
{
	for (int turn = 0; turn < TURNS; turn++) {
		for (size_t s = 0; s < node->count; s++)
			node->levels[s] = median_of(node, node->logs + s * node->rounds, NULL);
		for (size_t r = 0; r < node->rounds; r++)
			take_round(node, r);
	}
	center_parts(node);
	for (size_t s = 0; s < node->count; s++)
		node->levels[s] = median_of(node, node->logs + s * node->rounds, NULL);
	find_spread(node);
}

enum up_status contest_node_make(const struct run_case *const *cases, size_t count,
				 struct contest_node *node, struct up_error *err)
{
	UP_CLEANUP(contest_node_release) struct contest_node new = {.count = count};
	size_t samples = 1;

	for (size_t s = 0; s < count; s++)
		samples += cases[s] != NULL ? cases[s]->count : 0;
	UP_FREE int64_t *rounds = calloc(samples, sizeof *rounds);
	if (rounds == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rounds");
	new.rounds = list_rounds(cases, count, rounds);
	new.logs = calloc(count * new.rounds + 1, sizeof(double));
	new.levels = calloc(count + 1, sizeof(double));
	new.samples = calloc(count + 1, sizeof(size_t));
	new.parts = calloc(new.rounds + 1, sizeof(double));
	new.scratch = calloc(new.rounds + 1, sizeof(double));
	if (new.logs == NULL || new.levels == NULL || new.samples == NULL || new.parts == NULL ||
	    new.scratch == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rounds");
	for (size_t i = 0; i < count * new.rounds; i++)
		new.logs[i] = NAN;
	for (size_t s = 0; s < count; s++) {
		double *logs = new.logs + s *new.rounds;
		if (cases[s] != NULL)
			fill_logs(&new, cases[s], rounds, logs);
		for (size_t r = 0; r < new.rounds; r++)
			new.samples[s] += isnan(logs[r]) ? 0 : 1;
	}
	polish(&new);
	*node = new;
	new = (struct contest_node){0};
	return UP_OK;
}

/* ---- draws ------------------------------------------------------------ */

/* In (0, 1). */
static double unit(struct up_random *random)
{
	return fmin(fmax(up_random_unit(random), 1e-9), 1 - 1e-9);
}

/* A draw of the error of a contestant's level; NaN: the spread is not known. */
static double error_of(const struct contest_node *node, size_t s, struct up_random *random)
{
	const double deviate = student_quantile(unit(random), fmax(1, node->freedom));
	return deviate * MEDIAN_ERROR * node->spread / sqrt((double)node->samples[s]);
}

void contest_node_draw(struct contest_node *node, size_t few, struct up_random *random,
		       double *levels)
{
	UP_FREE size_t *picked = calloc(node->rounds + 1, sizeof *picked);
	double part = 0;

	for (size_t r = 0; r < node->rounds && picked != NULL; r++) {
		picked[r] = up_random_below(random, node->rounds);
		part += node->parts[picked[r]] / (double)node->rounds;
	}
	for (size_t s = 0; s < node->count; s++) {
		levels[s] = NAN;
		if (node->samples[s] >= few && picked != NULL)
			levels[s] = median_of(node, node->logs + s * node->rounds, picked);
		else if (node->samples[s] > 0)
			levels[s] = node->levels[s] + error_of(node, s, random);
		/* Of a contestant with few of many rounds none may have been drawn. */
		if (isnan(levels[s]) && node->samples[s] >= few)
			levels[s] = node->levels[s];
		levels[s] += part;
	}
}
