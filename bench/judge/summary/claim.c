/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/claim.h"

#include "base/cleanup.h"
#include "judge/summary/claim_case.h"
#include "judge/summary/measured.h"

#include <math.h>

/* What is claimed, in the words of who claimed it; what nobody said is not here. */
static const struct {
	enum claim_line line;
	enum claim_column column;
	struct interval figure;
} claimed[] = {
	{CLAIM_FETCH, CLAIM_CLAIMED_BEFORE, {5.8e9, 5.8e9}},
	{CLAIM_UPDATE, CLAIM_CLAIMED_BEFORE, {14.7e9, 14.7e9}},
	{CLAIM_BUSINESS, CLAIM_CLAIMED_BEFORE, {0.9e9, 0.9e9}},
	{CLAIM_SYNC, CLAIM_CLAIMED_BEFORE, {21.4e9, 21.4e9}},
	{CLAIM_SHARE, CLAIM_CLAIMED_BEFORE, {0.69, 0.69}},
	{CLAIM_RATE, CLAIM_CLAIMED_BEFORE, {CLAIM_ROWS / 14.7, CLAIM_ROWS / 14.7}},
	{CLAIM_UPDATE, CLAIM_CLAIMED_AFTER, {0.5e9, 0.5e9}},
	{CLAIM_SYNC, CLAIM_CLAIMED_AFTER, {7e9, 8e9}},
	{CLAIM_RATE, CLAIM_CLAIMED_AFTER, {CLAIM_ROWS / 0.5, CLAIM_ROWS / 0.5}},
	{CLAIM_SPEED_UP, CLAIM_CLAIMED_AFTER, {30, 30}},
};

static void set(struct claim *claim, enum claim_line line, enum claim_column column, double figure)
{
	claim->figures[line][column] = (struct interval){figure, figure};
}

static void fill_claimed(struct claim *claim)
{
	for (size_t line = 0; line < CLAIM_LINE_COUNT; line++) {
		for (size_t column = 0; column < CLAIM_COLUMN_COUNT; column++)
			claim->figures[line][column] = (struct interval){NAN, NAN};
	}
	for (size_t c = 0; c < sizeof claimed / sizeof claimed[0]; c++)
		claim->figures[claimed[c].line][claimed[c].column] = claimed[c].figure;
}

/* ---- what was measured ------------------------------------------------ */

static void fill_sync(struct claim *claim, enum claim_column column, int phase,
		      const struct run *run, double *values)
{
	static const struct {
		enum claim_line line;
		claim_figure *figure;
	} parts[] = {
		{CLAIM_FETCH, claim_figure_fetch},       {CLAIM_CLASSIFY, claim_figure_classify},
		{CLAIM_CREATE, claim_figure_create},     {CLAIM_SHARE, claim_figure_share},
		{CLAIM_BUSINESS, claim_figure_business}, {CLAIM_SYNC, claim_figure_sync},
	};
	struct claim_origin *origin = &claim->origins[column];
	double added = origin->is_delay_added ? claim->delay_ns : 0;

	for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
		origin->sync_count = claim_case_collect(run, origin->sync, phase, parts[p].figure,
							added, values);
		set(claim, parts[p].line, column, statistics_median(values, origin->sync_count));
	}
}

static void fill_column(struct claim *claim, enum claim_column column, int phase,
			const struct run *run, double *values)
{
	struct claim_origin *origin = &claim->origins[column];

	if (origin->update == NULL)
		return;
	origin->is_delay_added =
		claim->delay_ns > 0 && !(origin->sync->key.factors.fetch_delay_ns > 0);
	origin->update_count =
		claim_case_collect(run, origin->update, phase, claim_figure_update, 0, values);
	double update = statistics_median(values, origin->update_count);
	set(claim, CLAIM_UPDATE, column, update);
	set(claim, CLAIM_RATE, column, CLAIM_ROWS * 1e9 / update);
	if (column != CLAIM_MEASURED_BEFORE)
		set(claim, CLAIM_SPEED_UP, column,
		    claim->origins[CLAIM_MEASURED_BEFORE].update->median_ns / update);
	fill_sync(claim, column, phase, run, values);
}

static struct claim_origin origin_of(const struct summary_list *summaries,
				     const struct summary *update)
{
	return (struct claim_origin){
		.update = update,
		.sync = update != NULL ? claim_case_delayed(summaries, update) : NULL,
	};
}

static double delay_of(const struct claim *claim)
{
	for (size_t column = 0; column < CLAIM_COLUMN_COUNT; column++) {
		const struct summary *sync = claim->origins[column].sync;
		if (sync != NULL && sync->key.factors.fetch_delay_ns > 0)
			return (double)sync->key.factors.fetch_delay_ns;
	}
	return 0;
}

static void fill_measured(struct claim *claim, const struct run *run, double *values)
{
	claim->delay_ns = delay_of(claim);
	fill_column(claim, CLAIM_MEASURED_BEFORE, PHASE_MEASURE, run, values);
	fill_column(claim, CLAIM_MEASURED_AFTER, PHASE_MEASURE, run, values);
	fill_column(claim, CLAIM_COLD, PHASE_COLD, run, values);
	fill_column(claim, CLAIM_OURS, PHASE_MEASURE, run, values);
}

/* ---- the speed-up ----------------------------------------------------- */

static enum up_status fill_speed_up(struct claim *claim, const struct run *run,
				    struct up_error *err)
{
	const struct summary *before = claim->origins[CLAIM_MEASURED_BEFORE].update;
	const struct summary *after = claim->origins[CLAIM_MEASURED_AFTER].update;

	claim->speed_up = before->median_ns / after->median_ns;
	UP_TRY(measured_ratio_interval(run, before->case_name, after->case_name,
				       &claim->speed_up_range, err));
	claim->is_confidence = !isnan(claim->speed_up_range.low);
	if (!claim->is_confidence)
		claim->speed_up_range = (struct interval){
			before->min_ns / after->max_ns,
			before->max_ns / after->min_ns,
		};
	return UP_OK;
}

enum up_status claim_make(const struct run *run, const struct summary_list *summaries,
			  struct claim *claim, struct up_error *err)
{
	const struct summary *before =
		claim_case_find(summaries, CLAIM_BEFORE, "", CLAIM_ANY_DELAY);
	const struct summary *after = claim_case_find(summaries, CLAIM_AFTER, "", CLAIM_ANY_DELAY);
	UP_FREE double *values = malloc((run->samples.count + 1) * sizeof *values);
	struct claim new = {.is_there = true};

	if (values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the claim");
	if (before == NULL || after == NULL) {
		*claim = (struct claim){0};
		return UP_OK;
	}
	fill_claimed(&new);
	new.origins[CLAIM_MEASURED_BEFORE] = origin_of(summaries, before);
	new.origins[CLAIM_MEASURED_AFTER] = origin_of(summaries, after);
	new.origins[CLAIM_COLD] = origin_of(summaries, after);
	new.origins[CLAIM_OURS] = origin_of(summaries, claim_case_fastest(summaries));
	fill_measured(&new, run, values);
	UP_TRY(fill_speed_up(&new, run, err));
	new.reason_count = claim_reasons_find(run, summaries, new.reasons);
	*claim = new;
	return UP_OK;
}
