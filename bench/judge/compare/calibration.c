/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/calibration.h"

#include "judge/compare/case_pair.h"
#include "judge/compare/contrast.h"
#include "stats/distribution.h"
#include "stats/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_THRESHOLD 0.01
#define STEP 0.005
/* Of degrees of freedom that are infinite, in a file. */
#define INFINITE_DEGREES 1e9

void calibration_release(struct calibration *calibration)
{
	for (size_t c = 0; c < calibration->case_count; c++) {
		struct calibration_case *one = &calibration->cases[c];
		free(one->name);
		free(one->estimates);
		free(one->errors);
		free(one->levels);
	}
	free(calibration->cases);
	*calibration = (struct calibration){0};
}

struct tally {
	const struct run *run;
	struct calibration calibration;
	double *noise; /* |ratio - 1| of each comparison */
	size_t noise_count;
	double *reach; /* what a comparison can show beyond its threshold */
	size_t reach_count;
};

static void tally_release(struct tally *tally)
{
	calibration_release(&tally->calibration);
	free(tally->noise);
	free(tally->reach);
}

/* Which samples a window has. */
struct window {
	bool is_session;
	int64_t first; /* rounds, or sessions */
	int64_t last;
};

static bool is_within(const struct window *window, const struct sample *sample)
{
	const int64_t at = window->is_session ? sample->session : sample->round;

	return sample->phase == PHASE_MEASURE && at >= window->first && at <= window->last;
}

/* The run with the samples of a window alone.  cases has room for its cases, samples for
 * its samples; what they point to stays the run's. */
static struct run view_of(const struct run *run, struct run_case *cases,
			  const struct sample **samples, const struct window *window)
{
	struct run view = *run;

	view.cases.items = cases;
	/* A window is judged by itself, and not when something was decided. */
	view.manifest.stopping.rule = NULL;
	for (size_t c = 0; c < run->cases.count; c++) {
		const struct run_case *of = &run->cases.items[c];
		cases[c] = *of;
		cases[c].samples = samples;
		for (size_t s = 0; s < of->count; s++) {
			const struct sample *sample = of->samples[s];
			if (is_within(window, sample))
				*samples++ = sample;
		}
		cases[c].count = (size_t)(samples - cases[c].samples);
	}
	return view;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Two builds of one commit have different paths. */
static bool has_same_program(const struct manifest_arm *a, const struct manifest_arm *b)
{
	return is_same(a->peer, b->peer) ||
	       (a->peer != NULL && b->peer != NULL && a->peer_version != NULL &&
		is_same(a->peer_version, b->peer_version));
}

static bool has_same_server(const struct manifest_arm *a, const struct manifest_arm *b)
{
	if (a->has_own_server != FACT_YES && b->has_own_server != FACT_YES)
		return true;
	return a->has_own_server == b->has_own_server && a->server.version != NULL &&
	       is_same(a->server.version, b->server.version);
}

static bool is_alike(const struct manifest_arm *a, const struct manifest_arm *b)
{
	if (!is_same(a->schema.sha256, b->schema.sha256) || !has_same_program(a, b) ||
	    !has_same_server(a, b) || !is_same(a->pooler, b->pooler) ||
	    a->settings.count != b->settings.count)
		return false;
	for (size_t s = 0; s < a->settings.count; s++) {
		if (!is_same(a->settings.items[s].name, b->settings.items[s].name) ||
		    !is_same(a->settings.items[s].value, b->settings.items[s].value))
			return false;
	}
	return true;
}

/* NULL when memory runs out. */
static struct calibration_case *find_case(struct tally *tally, size_t arm, const char *name)
{
	const struct manifest_arm *arms = tally->run->manifest.arms.items;
	struct calibration *calibration = &tally->calibration;

	for (size_t c = 0; c < calibration->case_count; c++) {
		struct calibration_case *one = &calibration->cases[c];
		if (one->arm == arms[arm].name && strcmp(one->name, name) == 0)
			return one;
	}
	struct calibration_case *cases = reallocarray(
		calibration->cases, calibration->case_count + 1, sizeof *calibration->cases);
	char *copy = strdup(name);
	if (cases != NULL)
		calibration->cases = cases;
	if (cases == NULL || copy == NULL) {
		free(copy);
		return NULL;
	}
	cases[calibration->case_count] =
		(struct calibration_case){.arm = arms[arm].name,
					  .name = copy,
					  .is_alike = is_alike(&arms[0], &arms[arm]),
					  .alarm = NAN,
					  .session_sd = NAN,
					  .lag = NAN};
	return &cases[calibration->case_count++];
}

static bool append(double **values, size_t count, double value)
{
	double *longer = reallocarray(*values, count + 1, sizeof *longer);

	if (longer == NULL)
		return false;
	longer[count] = value;
	*values = longer;
	return true;
}

static enum up_status note_estimate(struct calibration_case *of,
				    const struct comparison *comparison, struct up_error *err)
{
	const double width = log(comparison->high / comparison->low);
	const double error = width / 2 / normal_quantile(0.975);

	if (!append(&of->estimates, of->count, log(comparison->ratio)) ||
	    !append(&of->errors, of->count, isfinite(error) ? error : 0) ||
	    !append(&of->levels, of->count, log(comparison->base)))
		return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
	of->count++;
	return UP_OK;
}

static enum up_status count(struct tally *tally, size_t arm, const struct comparison_list *list,
			    struct up_error *err)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct comparison *comparison = &list->items[c];
		struct calibration_case *of = find_case(tally, arm, comparison->case_name);
		if (of == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
		of->verdicts[comparison->verdict]++;
		if (!comparison_is_judged(comparison) || !isfinite(comparison->ratio))
			continue;
		UP_TRY(note_estimate(of, comparison, err));
		if (!of->is_alike)
			continue;
		tally->calibration.comparisons++;
		tally->calibration.false_alarms += comparison->verdict == VERDICT_REGRESSED ||
						   comparison->verdict == VERDICT_IMPROVED;
		tally->noise[tally->noise_count++] = fabs(comparison->ratio - 1);
		if (isfinite(comparison->detectable))
			tally->reach[tally->reach_count++] =
				(1 + comparison->detectable) / (1 + comparison->threshold);
	}
	return UP_OK;
}

static enum up_status judge(const struct run *view, const struct compare_options *options,
			    struct tally *tally, struct up_error *err)
{
	for (size_t a = 1; a < view->manifest.arms.count; a++) {
		COMPARISON_LIST list = {0};
		UP_TRY(compare_arm(view, view->manifest.arms.items[a].name, options, &list, err));
		UP_TRY(count(tally, a, &list, err));
	}
	tally->calibration.windows++;
	return UP_OK;
}

static void measured(const struct run *run, bool sessions, int64_t *first, int64_t *last)
{
	*first = INT64_MAX;
	*last = 0;
	for (size_t c = 0; c < run->cases.count; c++) {
		for (size_t s = 0; s < run->cases.items[c].count; s++) {
			const struct sample *sample = run->cases.items[c].samples[s];
			const int64_t at = sessions ? sample->session : sample->round;
			if (sample->phase != PHASE_MEASURE || at == UNMEASURED)
				continue;
			*first = at < *first ? at : *first;
			*last = at > *last ? at : *last;
		}
	}
}

/* ---- how rounds follow each other --------------------------------------- */

/* Sums over pairs of successive rounds of one session. */
struct lag {
	double products;
	double squares;
	size_t count;
};

static void add_lag(const struct contrast *contrast, const double *differences, struct lag *lag)
{
	const struct contrast_side *base = &contrast->base;
	double mean = 0;

	for (size_t i = 0; i < base->count; i++)
		mean += differences[i] / (double)base->count;
	for (size_t i = 0; i < base->count; i++) {
		lag->squares += (differences[i] - mean) * (differences[i] - mean);
		if (i == 0 || base->rounds[i] != base->rounds[i - 1] + 1)
			continue;
		lag->products += (differences[i] - mean) * (differences[i - 1] - mean);
		lag->count++;
	}
}

/* Around the mean of the window: what differs between windows shows in their dispersion. */
static enum up_status correlate(const struct run *view, size_t arm, struct tally *tally,
				struct lag *lags, struct up_error *err)
{
	const struct manifest_arm *arms = view->manifest.arms.items;
	CASE_PAIR_LIST pairs = {0};

	UP_TRY(case_pair_of_arms(view, arms[0].name, arms[arm].name, &pairs, err));
	for (size_t p = 0; p < pairs.count; p++) {
		CONTRAST contrast = {.paired = true};
		const struct calibration_case *of = find_case(tally, arm, pairs.items[p].name);
		if (of == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
		if (pairs.items[p].base == NULL || pairs.items[p].new == NULL)
			continue;
		UP_TRY(contrast_collect(pairs.items[p].base, METRIC_UPDATE, &contrast.base, err));
		UP_TRY(contrast_collect(pairs.items[p].new, METRIC_UPDATE, &contrast.new, err));
		contrast_pair(&contrast);
		UP_FREE double *differences = calloc(contrast.base.count + 1, sizeof *differences);
		if (differences == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
		for (size_t i = 0; i < contrast.base.count; i++)
			differences[i] = log(contrast.new.values[i] / contrast.base.values[i]);
		add_lag(&contrast, differences, &lags[of - tally->calibration.cases]);
	}
	return UP_OK;
}

static enum up_status find_lags(const struct run *run, struct tally *tally, struct run_case *cases,
				const struct sample **samples, int64_t first, int64_t last,
				int64_t step, struct up_error *err)
{
	struct calibration *calibration = &tally->calibration;
	UP_FREE struct lag *lags = calloc(calibration->case_count + 1, sizeof *lags);

	if (lags == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
	for (int64_t from = first; from <= last - step + 1; from += step) {
		const struct window window = {calibration->are_sessions, from, from + step - 1};
		const struct run view = view_of(run, cases, samples, &window);
		for (size_t a = 1; a < view.manifest.arms.count; a++)
			UP_TRY(correlate(&view, a, tally, lags, err));
	}
	for (size_t c = 0; c < calibration->case_count; c++) {
		struct calibration_case *of = &calibration->cases[c];
		of->pairs = lags[c].count;
		if (lags[c].count > 0 && lags[c].squares > 0)
			of->lag = lags[c].products / lags[c].squares;
	}
	return UP_OK;
}

/* ---- what all windows show ---------------------------------------------- */

static void conclude_case(struct calibration_case *of, bool are_sessions, double margin)
{
	const struct dispersion levels = dispersion_of(of->levels, of->errors, of->count);

	of->dispersion = dispersion_of(of->estimates, of->errors, of->count);
	of->alarm = dispersion_alarm(&of->dispersion, margin);
	of->session_sd = are_sessions ? levels.sd : NAN;
}

static enum up_status moderate(struct calibration *calibration, struct up_error *err)
{
	UP_FREE double *ratios = calloc(calibration->case_count + 1, sizeof *ratios);
	size_t count = 0;

	if (ratios == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
	for (size_t c = 0; c < calibration->case_count; c++) {
		const struct calibration_case *of = &calibration->cases[c];
		if (of->is_alike && of->count == calibration->windows && of->dispersion.ratio > 0)
			ratios[count++] = of->dispersion.ratio;
	}
	calibration->moderation = moderation_of(ratios, count, calibration->windows - 1);
	return UP_OK;
}

static void conclude(struct tally *tally, double margin)
{
	struct calibration *calibration = &tally->calibration;

	for (size_t c = 0; c < calibration->case_count; c++)
		conclude_case(&calibration->cases[c], calibration->are_sessions, margin);

	statistics_sort(tally->noise, tally->noise_count);
	statistics_sort(tally->reach, tally->reach_count);
	calibration->noise = statistics_median(tally->noise, tally->noise_count);
	calibration->noise_95 = statistics_quantile(tally->noise, tally->noise_count, 0.95);
	calibration->threshold =
		fmax(LEAST_THRESHOLD, ceil(2 * calibration->noise_95 / STEP) * STEP);
	calibration->detectable =
		statistics_median(tally->reach, tally->reach_count) * (1 + calibration->threshold) -
		1;
}

enum up_status calibration_make(const struct run *run, int64_t rounds, double threshold,
				struct calibration *calibration, struct up_error *err)
{
	static const enum metric update = METRIC_UPDATE;
	const struct compare_options options = {.threshold = threshold,
						.metrics = &update,
						.metric_count = 1,
						.threshold_is_given = true,
						.metrics_are_given = true};
	UP_FREE struct run_case *cases = calloc(run->cases.count + 1, sizeof *cases);
	UP_FREE const struct sample **samples = calloc(run->samples.count + 1, sizeof(void *));
	UP_CLEANUP(tally_release)
	struct tally tally = {
		.run = run,
		.noise = calloc(run->samples.count + 1, sizeof *tally.noise),
		.reach = calloc(run->samples.count + 1, sizeof *tally.reach),
	};
	const int64_t step = rounds > 0 ? rounds : 1;
	int64_t first;
	int64_t last;

	tally.calibration.are_sessions = rounds == 0;
	if (cases == NULL || samples == NULL || tally.noise == NULL || tally.reach == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a calibration");
	if (run->manifest.arms.count < 2)
		return up_fail(err, UP_INVALID,
			       "%s has no arms: calibrate needs a run that was measured with --arm",
			       run->directory);
	measured(run, rounds == 0, &first, &last);
	for (int64_t from = first; from <= last - step + 1; from += step) {
		const struct window window = {rounds == 0, from, from + step - 1};
		const struct run view = view_of(run, cases, samples, &window);
		UP_TRY(judge(&view, &options, &tally, err));
	}
	if (tally.calibration.windows == 0)
		return rounds == 0 ? up_fail(err, UP_INVALID, "%s has no measured round",
					     run->directory)
				   : up_fail(err, UP_INVALID,
					     "%s has fewer measured rounds than one window (%lld): "
					     "give a smaller --rounds",
					     run->directory, (long long)rounds);
	UP_TRY(find_lags(run, &tally, cases, samples, first, last, step, err));
	conclude(&tally, log1p(threshold));
	UP_TRY(moderate(&tally.calibration, err));
	*calibration = tally.calibration;
	tally.calibration = (struct calibration){0};
	return UP_OK;
}

/* Of the arms that are alike; NULL: none is known. */
static const struct calibration_case *noisiest(const struct calibration *calibration,
					       const char *name)
{
	const struct calibration_case *most = NULL;

	for (size_t c = 0; c < calibration->case_count; c++) {
		const struct calibration_case *of = &calibration->cases[c];
		if (of->is_alike && strcmp(of->name, name) == 0 && !isnan(of->dispersion.sd) &&
		    (most == NULL || of->dispersion.sd > most->dispersion.sd))
			most = of;
	}
	return most;
}

static enum up_status add_noise(const struct calibration_case *of, struct noise *noise,
				struct up_error *err)
{
	struct noise_case *one = noise_add(noise);

	if (one == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the noise");
	one->windows = (int64_t)of->dispersion.windows;
	one->comparisons = (int64_t)of->count;
	one->mean = of->dispersion.mean;
	one->sd = of->dispersion.sd;
	one->sd_upper = of->dispersion.sd_upper;
	one->error = of->dispersion.error;
	one->ratio = of->dispersion.ratio;
	one->ratio_low = of->dispersion.ratio_interval.low;
	one->ratio_high = of->dispersion.ratio_interval.high;
	one->session_sd = of->session_sd;
	one->lag = of->lag;
	return text_set(&one->name, of->name, err);
}

enum up_status calibration_noise(const struct calibration *calibration, int64_t rounds,
				 struct noise *noise, struct up_error *err)
{
	noise->rounds = rounds;
	noise->common_degrees = fmin(calibration->moderation.degrees, INFINITE_DEGREES);
	if (isnan(calibration->moderation.degrees))
		noise->common_degrees = NAN;
	noise->common_ratio = calibration->moderation.ratio;
	for (size_t c = 0; c < calibration->case_count; c++) {
		const struct calibration_case *of = &calibration->cases[c];
		if (noisiest(calibration, of->name) == of)
			UP_TRY(add_noise(of, noise, err));
	}
	return UP_OK;
}
