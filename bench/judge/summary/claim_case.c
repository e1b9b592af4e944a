/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/claim_case.h"

#include "judge/summary/measured.h"
#include "record/case_key.h"

#include <math.h>

/* ---- which cases ------------------------------------------------------ */

static bool is_delayed(const struct summary *summary)
{
	return !factor_is_default(FACTOR_FETCH_DELAY, &summary->key.factors);
}

static bool is_of_claim(const struct summary *summary)
{
	return summary->status == SAMPLE_OK && summary->median_ns > 0 &&
	       summary->key.factors.rows == CLAIM_ROWS &&
	       summary->key.factors.columns == CLAIM_COLUMNS &&
	       !(summary->key.factors.changed < 1) && !(summary->key.factors.new > 0) &&
	       factor_is_default(FACTOR_RTT, &summary->key.factors) &&
	       factor_is_default(FACTOR_WORKERS, &summary->key.factors) &&
	       factor_is_default(FACTOR_SKIP_UNCHANGED, &summary->key.factors);
}

static bool is_contender(const struct summary *summary, const char *name)
{
	const char *contender =
		summary->key.peer != NULL ? summary->key.peer : summary->key.strategy;
	return contender != NULL && strcmp(contender, name) == 0;
}

const struct summary *claim_case_find(const struct summary_list *list, const char *contender,
				      const char *settings, enum claim_delay delay)
{
	const struct summary *second = NULL;

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *summary = &list->items[c];
		const char *own =
			summary->key.factors.settings != NULL ? summary->key.factors.settings : "";
		if (!is_of_claim(summary) || !is_contender(summary, contender) ||
		    !factor_is_default(FACTOR_CHUNK, &summary->key.factors) ||
		    strcmp(own, settings) != 0)
			continue;
		if (is_delayed(summary) == (delay == CLAIM_WITH_DELAY))
			return summary;
		if (delay == CLAIM_ANY_DELAY && second == NULL)
			second = summary;
	}
	return second;
}

const struct summary *claim_case_fastest(const struct summary_list *list)
{
	const struct summary *fastest = NULL;

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *summary = &list->items[c];
		if (is_of_claim(summary) && summary->key.peer == NULL &&
		    summary->reference != NULL && !is_delayed(summary) &&
		    (fastest == NULL || summary->median_ns < fastest->median_ns))
			fastest = summary;
	}
	return fastest;
}

const struct summary *claim_case_delayed(const struct summary_list *list,
					 const struct summary *summary)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (is_of_claim(other) && is_delayed(other) &&
		    case_key_difference(&summary->key, &other->key) == FACTOR_FETCH_DELAY)
			return other;
	}
	return summary;
}

/* ---- their samples ---------------------------------------------------- */

static double real(int64_t ns)
{
	return ns != UNMEASURED ? (double)ns : NAN;
}

static int64_t compared_ns(const struct run *run, const struct sample *sample)
{
	return sample_compared_ns(sample, manifest_role(&run->manifest, sample->key.strategy));
}

double claim_figure_fetch(const struct run *run, const struct sample *sample, double delay_ns)
{
	(void)run;
	return real(sample->fetch_ns) + delay_ns;
}

double claim_figure_classify(const struct run *run, const struct sample *sample, double delay_ns)
{
	(void)run;
	(void)delay_ns;
	return real(sample->classify_ns);
}

double claim_figure_create(const struct run *run, const struct sample *sample, double delay_ns)
{
	(void)run;
	(void)delay_ns;
	return real(sample->create_ns);
}

double claim_figure_update(const struct run *run, const struct sample *sample, double delay_ns)
{
	(void)delay_ns;
	return real(compared_ns(run, sample));
}

double claim_figure_business(const struct run *run, const struct sample *sample, double delay_ns)
{
	(void)delay_ns;
	/* So that the lines add up to the whole, whoever commits what. */
	bool commits =
		sample->commit_ns != UNMEASURED && compared_ns(run, sample) == sample->update_ns;
	return real(sample->business_ns) + (commits ? (double)sample->commit_ns : 0);
}

double claim_figure_sync(const struct run *run, const struct sample *sample, double delay_ns)
{
	(void)run;
	return real(sample->total_ns) + delay_ns;
}

double claim_figure_share(const struct run *run, const struct sample *sample, double delay_ns)
{
	return claim_figure_update(run, sample, delay_ns) /
	       claim_figure_sync(run, sample, delay_ns);
}

size_t claim_case_collect(const struct run *run, const struct summary *summary, int phase,
			  claim_figure *figure, double delay_ns, double *values)
{
	size_t count = 0;

	const struct run_case *of = run_find_case(run, summary->case_name);
	for (size_t s = 0; s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (sample->phase != phase || sample->status != SAMPLE_OK)
			continue;
		double value = figure(run, sample, delay_ns);
		if (isfinite(value))
			values[count++] = value;
	}
	statistics_sort(values, count);
	return count;
}
