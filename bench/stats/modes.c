/* SPDX-License-Identifier: PostgreSQL */
#include "stats/modes.h"

#include "stats/statistics.h"

#include <math.h>

/* Of the values up to the current one: Welford, Technometrics 4 (1962). */
struct scatter {
	double count;
	double mean;
	double squares;
};

static void add(struct scatter *scatter, double value)
{
	const double distance = value - scatter->mean;

	scatter->count++;
	scatter->mean += distance / scatter->count;
	scatter->squares += distance * (value - scatter->mean);
}

static void take(struct scatter *scatter, double value)
{
	const double distance = value - scatter->mean;

	scatter->count--;
	scatter->mean -= distance / scatter->count;
	scatter->squares = fmax(0, scatter->squares - distance * (value - scatter->mean));
}

static double deviation(const struct scatter *scatter)
{
	return sqrt(scatter->squares / (scatter->count - 1));
}

struct modes modes_find(const double *sorted, size_t count)
{
	const double least = fmax(MODES_LEAST, ceil(MODES_SHARE * (double)count - 1e-9));
	struct scatter low = {0};
	struct scatter high = {0};
	double widest = MODES_GAP;
	size_t border = 0;

	for (size_t i = 0; i < count; i++)
		add(&high, sorted[i]);
	for (size_t i = 0; i + 1 < count && high.count > least; i++) {
		add(&low, sorted[i]);
		take(&high, sorted[i]);
		const double gap = sorted[i + 1] - sorted[i];
		const double sd = fmax(deviation(&low), deviation(&high));
		if (low.count < least || high.count < least || !(gap > widest * sd))
			continue;
		widest = sd > 0 ? gap / sd : INFINITY;
		border = i + 1;
	}
	if (border == 0)
		return (struct modes){0};
	const double share = (double)border / (double)count;
	return (struct modes){
		.are_two = true,
		.low = {statistics_median(sorted, border), share},
		.high = {statistics_median(sorted + border, count - border), 1 - share},
	};
}
