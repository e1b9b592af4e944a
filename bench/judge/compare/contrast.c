/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/contrast.h"

#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>

static void release_side(struct contrast_side *side)
{
	free(side->values);
	free(side->rounds);
	free(side->sessions);
	*side = (struct contrast_side){0};
}

void contrast_release(struct contrast *contrast)
{
	release_side(&contrast->base);
	release_side(&contrast->new);
}

static int64_t session_of(const struct sample *sample)
{
	return sample->session != UNMEASURED ? sample->session : 1;
}

static bool has_session(const struct contrast_side *side, const struct sample *sample)
{
	return side->count > 0 && side->sessions[side->count - 1] == session_of(sample);
}

static void add(struct contrast_side *side, const struct sample *sample, int64_t value)
{
	side->values[side->count] = (double)value;
	side->rounds[side->count] = sample->round;
	side->sessions[side->count] = session_of(sample);
	side->count++;
}

enum up_status contrast_collect(const struct run_case *of, enum metric metric,
				struct contrast_side *side, struct up_error *err)
{
	release_side(side);
	side->values = calloc(of->count + 1, sizeof *side->values);
	side->rounds = calloc(of->count + 1, sizeof *side->rounds);
	side->sessions = calloc(of->count + 1, sizeof *side->sessions);
	if (side->values == NULL || side->rounds == NULL || side->sessions == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for values to compare");
	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (!metric_counts(metric, of, sample))
			continue;
		int64_t value = metric_of(metric, of, sample);
		/* A connection can be lost in the middle of a session, too. */
		if (metric == METRIC_COLD && has_session(side, sample))
			continue;
		if (value != UNMEASURED)
			add(side, sample, value);
	}
	return UP_OK;
}

/* Puts the value at `from` to `to`, and what was there to `from`. */
static void exchange(struct contrast_side *side, size_t from, size_t to)
{
	double value = side->values[from];
	int64_t round = side->rounds[from];
	int64_t session = side->sessions[from];

	side->values[from] = side->values[to];
	side->rounds[from] = side->rounds[to];
	side->sessions[from] = side->sessions[to];
	side->values[to] = value;
	side->rounds[to] = round;
	side->sessions[to] = session;
}

void contrast_pair(struct contrast *contrast)
{
	struct contrast_side *base = &contrast->base;
	struct contrast_side *new = &contrast->new;
	size_t pairs = 0;

	for (size_t b = 0; b < base->count; b++) {
		size_t n = pairs;
		while (n < new->count &&
		       (base->rounds[b] == UNMEASURED || new->rounds[n] != base->rounds[b] ||
			new->sessions[n] != base->sessions[b]))
			n++;
		if (n == new->count)
			continue;
		exchange(base, b, pairs);
		exchange(new, n, pairs);
		pairs++;
	}
	base->count = new->count = pairs;
	contrast->paired = true;
}

size_t contrast_sessions(const struct contrast_side *side, size_t *indices)
{
	size_t count = 0;

	for (size_t i = 0; i < side->count; i++) {
		size_t first = 0;
		while (side->sessions[first] != side->sessions[i])
			first++;
		if (indices != NULL)
			indices[i] = first < i ? indices[first] : count;
		count += first == i;
	}
	return count;
}

double contrast_least(const struct contrast_side *side)
{
	double least = NAN;

	for (size_t i = 0; i < side->count; i++)
		least = fmin(least, side->values[i]);
	return least;
}

double contrast_greatest(const struct contrast_side *side)
{
	double greatest = NAN;

	for (size_t i = 0; i < side->count; i++)
		greatest = fmax(greatest, side->values[i]);
	return greatest;
}

double contrast_median(const struct contrast_side *side)
{
	UP_FREE double *sorted = statistics_sorted_copy(side->values, side->count);

	return sorted != NULL ? statistics_median(sorted, side->count) : NAN;
}

struct modes contrast_modes(const struct contrast_side *side)
{
	UP_FREE double *sorted = statistics_sorted_copy(side->values, side->count);

	return sorted != NULL ? modes_find(sorted, side->count) : (struct modes){0};
}

bool contrast_is_positive(const struct contrast *contrast)
{
	for (size_t i = 0; i < contrast->base.count; i++) {
		if (!(contrast->base.values[i] > 0))
			return false;
	}
	for (size_t i = 0; i < contrast->new.count; i++) {
		if (!(contrast->new.values[i] > 0))
			return false;
	}
	return true;
}
