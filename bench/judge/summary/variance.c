/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/variance.h"

#include "judge/summary/measured.h"

#include <math.h>
#include <stdlib.h>

/* The sums over one session. */
struct group {
	int64_t session;
	double count;
	double sum;
};

static struct group *find_group(struct group *groups, size_t *count, int64_t session)
{
	for (size_t g = 0; g < *count; g++) {
		if (groups[g].session == session)
			return &groups[g];
	}
	groups[*count] = (struct group){.session = session};
	return &groups[(*count)++];
}

struct variance variance_of(const double *values, const int64_t *sessions, size_t count)
{
	struct variance variance = {.between = NAN, .within = NAN};
	UP_FREE struct group *groups = calloc(count + 1, sizeof *groups);
	double total = 0;
	double squares = 0;
	double between = 0;
	double within = 0;

	if (groups == NULL)
		return variance;
	for (size_t i = 0; i < count; i++) {
		struct group *group = find_group(groups, &variance.sessions, sessions[i]);
		group->count++;
		group->sum += values[i];
		total += values[i];
	}
	const double n = (double)count;
	const double k = (double)variance.sessions;
	if (variance.sessions < 2 || count <= variance.sessions)
		return variance;
	for (size_t g = 0; g < variance.sessions; g++) {
		const double offset = groups[g].sum / groups[g].count - total / n;
		between += groups[g].count * offset * offset;
		squares += groups[g].count * groups[g].count;
	}
	for (size_t i = 0; i < count; i++) {
		const struct group *group = find_group(groups, &variance.sessions, sessions[i]);
		const double offset = values[i] - group->sum / group->count;
		within += offset * offset;
	}
	const double mean_square_within = within / (n - k);
	const double mean_square_between = between / (k - 1);
	const double size = (n - squares / n) / (k - 1);
	variance.within = sqrt(mean_square_within);
	variance.between = sqrt(fmax(0, (mean_square_between - mean_square_within) / size));
	return variance;
}

enum up_status variance_of_case(const struct run *run, const char *case_name,
				struct variance *variance, struct up_error *err)
{
	const struct run_case *of = run_find_case(run, case_name);
	UP_FREE double *values = calloc(of->count + 1, sizeof *values);
	UP_FREE int64_t *sessions = calloc(of->count + 1, sizeof *sessions);
	size_t count = 0;

	if (values == NULL || sessions == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a variance");
	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		const int64_t ns = sample_compared_ns(sample, of->role);
		if (!measured_counts(of, sample) || ns <= 0 || sample->session == UNMEASURED)
			continue;
		values[count] = log((double)ns);
		sessions[count++] = sample->session;
	}
	*variance = variance_of(values, sessions, count);
	return UP_OK;
}
