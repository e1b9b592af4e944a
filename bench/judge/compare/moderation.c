/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/moderation.h"

#include "stats/dispersion.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdlib.h>

#define OUTLYING 0.95

/* Cases of one metric. */
struct cases {
	struct evidence **items; /* borrowed */
	double *margins;
	double *ratios; /* F */
	size_t count;
	size_t sessions; /* of each */
};

static void cases_release(struct cases *cases)
{
	free(cases->items);
	free(cases->margins);
	free(cases->ratios);
}

static double ratio_of(const struct evidence *evidence)
{
	return evidence->error * evidence->error * (double)evidence->count / evidence->within;
}

/* By session, and of pairs: only those have what is expected within a session. */
static bool takes_part(const struct comparison *comparison, const struct evidence *evidence,
		       enum metric metric)
{
	return comparison->metric == metric && metric_is_time(metric) && comparison->paired &&
	       evidence->by_session && evidence->within > 0 && ratio_of(evidence) > 0;
}

static void collect(const struct comparison_list *list, struct evidence *all, enum metric metric,
		    struct cases *cases)
{
	cases->count = 0;
	for (size_t c = 0; c < list->count; c++) {
		if (!takes_part(&list->items[c], &all[c], metric))
			continue;
		if (cases->count == 0)
			cases->sessions = all[c].count;
		if (all[c].count != cases->sessions)
			continue;
		cases->items[cases->count] = &all[c];
		cases->margins[cases->count] = log1p(list->items[c].threshold);
		cases->ratios[cases->count++] = ratio_of(&all[c]);
	}
}

static struct moderation moderation_for(const struct cases *cases, const struct noise *noise)
{
	const struct moderation none = {NAN, NAN};

	if (cases->count >= MODERATION_CASES)
		return moderation_of(cases->ratios, cases->count, cases->sessions - 1);
	return noise != NULL ? (struct moderation){noise->common_degrees, noise->common_ratio}
			     : none;
}

static void moderate(struct evidence *evidence, double ratio, double margin,
		     const struct moderation *moderation)
{
	const size_t own = evidence->count - 1;
	const double most = moderation->ratio * chi_square_quantile(OUTLYING, own) / (double)own;

	if (ratio > most)
		return;
	evidence->error = sqrt(moderation_apply(moderation, ratio, own) * evidence->within /
			       (double)evidence->count);
	evidence->degrees = moderation->degrees + (double)own;
	evidence_conclude(margin, evidence);
}

enum up_status moderate_sessions(const struct comparison_list *list, struct evidence *all,
				 const struct noise *noise, struct up_error *err)
{
	UP_CLEANUP(cases_release)
	struct cases cases = {
		.items = calloc(list->count + 1, sizeof(void *)),
		.margins = calloc(list->count + 1, sizeof *cases.margins),
		.ratios = calloc(list->count + 1, sizeof *cases.ratios),
	};

	if (cases.items == NULL || cases.margins == NULL || cases.ratios == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for sessions");
	for (enum metric metric = 0; metric_names[metric] != NULL; metric++) {
		collect(list, all, metric, &cases);
		if (cases.count == 0)
			continue;
		const struct moderation moderation = moderation_for(&cases, noise);
		if (isnan(moderation.degrees) || !(moderation.ratio > 0))
			continue;
		for (size_t c = 0; c < cases.count; c++)
			moderate(cases.items[c], cases.ratios[c], cases.margins[c], &moderation);
	}
	return UP_OK;
}
