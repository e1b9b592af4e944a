/* SPDX-License-Identifier: PostgreSQL */
#include "stats/decision.h"

#include "stats/bet.h"

#include <math.h>
#include <stdbool.h>

const char *const decision_names[] = {
	[DECISION_OPEN] = "",
	[DECISION_REGRESSED] = "regressed",
	[DECISION_IMPROVED] = "improved",
	[DECISION_EQUIVALENT] = "equivalent",
	NULL,
};

void decision_count(struct decision_counts *counts, double base, double new, double threshold)
{
	const double difference = log(new / base);
	const double margin = log1p(threshold);

	counts->pairs++;
	counts->above += difference > margin;
	counts->below += difference < -margin;
	counts->not_better += difference > -margin;
	counts->not_worse += difference < margin;
}

static bool is_won(size_t heads, const struct decision_counts *counts, double tests)
{
	/* With half of the tosses or less there is a loss, for which no sum needs to be made. */
	return 2 * heads > counts->pairs &&
	       bet_log_capital(heads, counts->pairs) >= log(tests / DECISION_LEVEL);
}

enum decision decision_of(const struct decision_counts *counts, int64_t cases)
{
	const double tests = 2 * (double)cases;

	if (is_won(counts->above, counts, tests))
		return DECISION_REGRESSED;
	if (is_won(counts->below, counts, tests))
		return DECISION_IMPROVED;
	if (is_won(counts->not_better, counts, 1) && is_won(counts->not_worse, counts, 1))
		return DECISION_EQUIVALENT;
	return DECISION_OPEN;
}
