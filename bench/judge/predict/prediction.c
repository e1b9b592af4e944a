/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/prediction.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdlib.h>

/* Two curves of these forms cross at most three times; steps fine enough to see each. */
#define CROSS_STEPS 400
#define CROSS_MOST 8
#define BISECTIONS 100
/* Beyond it whole rows are no longer whole numbers of a double's precision to a reader. */
#define ROWS_MOST 1e12

void prediction_set_release(struct prediction_set *set)
{
	for (size_t p = 0; p < set->prediction_count; p++)
		free(set->predictions[p].refusal);
	for (size_t w = 0; w < set->window_count; w++)
		free(set->windows[w].refusal);
	free(set->predictions);
	free(set->windows);
	free(set->crossovers);
	free(set->blocks);
	model_list_release(&set->models);
	similitude_release(&set->similitude);
	*set = (struct prediction_set){0};
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for predictions");
}

/* ---- times and costs -------------------------------------------------- */

/* The memory of one worker is not that of several, each with a backend of its own. */
static void predict_costs(struct prediction *prediction)
{
	const struct model *model = prediction->model;

	for (enum cost cost = 0; cost < COST_COUNT; cost++) {
		const struct byte_law *law = &model->fit.costs[cost];
		const bool is_of_others =
			cost_kind(cost) == BYTES_PEAK && model->speedup.kind != SPEEDUP_NONE;
		prediction->costs[cost] = is_of_others ? NAN : byte_law_at(law, prediction->rows);
		prediction->cost_intervals[cost] =
			isnan(prediction->costs[cost]) ? (struct interval){NAN, NAN}
						       : byte_law_interval(law, prediction->rows);
	}
}

static bool is_scaled(const struct prediction_set *set)
{
	return set->similitude.rows > 0;
}

/* Why there is nothing to predict: UP_INVALID. */
static enum up_status check(const struct prediction_set *set, size_t model, double rows,
			    double rtt_ns, bool extrapolate, struct up_error *err)
{
	const bool has_limit = !extrapolate && !is_scaled(set);

	UP_TRY(model_check(&set->models.items[model], rows, rtt_ns, !has_limit, err));
	return is_scaled(set) ? similitude_check(&set->similitude, model, rows, err) : UP_OK;
}

static enum up_status refuse(const struct prediction_set *set, size_t model,
			     const struct up_error *why, struct prediction *prediction,
			     struct up_error *err)
{
	const bool is_far =
		check(set, model, prediction->rows, prediction->rtt_ns, true, NULL) == UP_OK;

	if (asprintf(&prediction->refusal, "%s%s", why->message,
		     is_far ? "; --extrapolate overrides this limit" : "") >= 0)
		return UP_OK;
	prediction->refusal = NULL;
	return out_of_memory(err);
}

static void take_time(const struct prediction_set *set, size_t number,
		      struct prediction *prediction)
{
	const struct model *model = prediction->model;
	const double rows = prediction->rows;
	const double rtt_ns = prediction->rtt_ns;
	struct interval interval;

	prediction->trips = model_trips(model, rows);
	if (is_scaled(set)) {
		const double latency = rtt_ns > 0 ? prediction->trips * rtt_ns : 0;
		interval = similitude_interval(&set->similitude, number, rows);
		prediction->ns = similitude_time(&set->similitude, number, rows) + latency;
		prediction->low_ns = interval.low + latency;
		prediction->high_ns = interval.high + latency;
		return;
	}
	interval = model_time_interval(model, rows, rtt_ns);
	prediction->ns = model_time(model, rows, rtt_ns);
	prediction->low_ns = interval.low;
	prediction->high_ns = interval.high;
}

static enum up_status predict(const struct prediction_set *set, size_t number, double rows,
			      double rtt_ns, const struct prediction_request *request,
			      struct prediction *prediction, struct up_error *err)
{
	const struct model *model = &set->models.items[number];
	struct up_error why;

	*prediction = (struct prediction){.model = model, .rows = rows, .rtt_ns = rtt_ns};
	if (check(set, number, rows, rtt_ns, request->extrapolate, &why) != UP_OK)
		return refuse(set, number, &why, prediction, err);
	take_time(set, number, prediction);
	predict_costs(prediction);
	return UP_OK;
}

static void meet_checkpoints(const struct checkpoint_policy *policy, struct prediction *prediction)
{
	const double images = fit_images(&prediction->model->fit, prediction->rows);

	prediction->checkpoints =
		checkpoint_count(policy, prediction->costs[COST_WAL], images, prediction->ns);
	prediction->added_wal = checkpoint_added_wal(images, prediction->checkpoints);
}

static struct checkpoint_policy choose_checkpoints(const struct run *run,
						   const struct prediction_request *request)
{
	struct checkpoint_policy policy = checkpoint_policy_of(&run->manifest);

	if (request->max_wal_bytes > 0)
		policy.max_wal_bytes = request->max_wal_bytes;
	if (request->checkpoint_timeout_ns > 0)
		policy.timeout_ns = request->checkpoint_timeout_ns;
	return policy;
}

static enum up_status find_blocks(struct prediction_set *set, struct up_error *err)
{
	const struct model_list *models = &set->models;

	set->blocks = calloc(models->count + 1, sizeof(*set->blocks));
	if (set->blocks == NULL)
		return out_of_memory(err);
	for (size_t m = 0; m < models->count; m++) {
		if (m == 0 ||
		    !family_is_rival(models->items[m - 1].family, models->items[m].family))
			set->blocks[set->block_count++].first = m;
		set->blocks[set->block_count - 1].count++;
	}
	return UP_OK;
}

static enum up_status predict_block(struct prediction_set *set,
				    const struct prediction_block *block, double rows,
				    double rtt_ns, const struct prediction_request *request,
				    struct up_error *err)
{
	for (size_t m = block->first; m < block->first + block->count; m++) {
		UP_TRY(predict(set, m, rows, rtt_ns, request,
			       &set->predictions[set->prediction_count], err));
		set->prediction_count++;
	}
	return UP_OK;
}

static enum up_status predict_all(struct prediction_set *set,
				  const struct prediction_request *request, struct up_error *err)
{
	const size_t count = set->models.count * request->row_count * request->rtt_count;

	set->predictions = calloc(count + 1, sizeof(*set->predictions));
	if (set->predictions == NULL)
		return out_of_memory(err);
	for (size_t b = 0; b < set->block_count; b++) {
		for (size_t t = 0; t < request->rtt_count; t++) {
			for (size_t r = 0; r < request->row_count; r++)
				UP_TRY(predict_block(set, &set->blocks[b], (double)request->rows[r],
						     (double)request->rtt_ns[t], request, err));
		}
	}
	return UP_OK;
}

/* ---- the window ------------------------------------------------------- */

/* What is certain enough: the upper end, or what there is. */
static double safe_time(const struct prediction_window *window, double rows)
{
	return window->without_interval
		       ? model_time(window->model, rows, window->rtt_ns)
		       : model_time_interval(window->model, rows, window->rtt_ns).high;
}

static void fill_window(struct prediction_window *window, double window_ns, bool extrapolate)
{
	const struct model *model = window->model;
	double fits = extrapolate ? 1 : fit_least_rows(&model->fit);
	double most = fmin(extrapolate ? ROWS_MOST : fit_most_rows(&model->fit),
			   size_threshold_most_rows(&model->thresholds));

	/* One of both for all sizes, or a few rows more might take less. */
	window->without_interval = isnan(model_time_interval(model, fits, window->rtt_ns).high) ||
				   isnan(model_time_interval(model, most, window->rtt_ns).high);
	window->rows = fits;
	window->end = WINDOW_NOTHING;
	if (window->rtt_ns > 0 && model_trips(model, 1) * window->rtt_ns > window_ns) {
		window->rows = 0;
		window->end = WINDOW_NONE;
		return;
	}
	/* Below the measured sizes intervals may be wide enough to exceed what larger ones take. */
	if (safe_time(window, fits) > window_ns && model->fit.least < most)
		fits = ceil(model->fit.least);
	if (safe_time(window, fits) > window_ns)
		return;
	window->rows = most;
	window->end = WINDOW_BEYOND;
	if (safe_time(window, most) <= window_ns)
		return;
	while (most - fits > 1) {
		double middle = floor(fits + (most - fits) / 2);
		if (safe_time(window, middle) <= window_ns)
			fits = middle;
		else
			most = middle;
	}
	window->rows = fits;
	window->end = WINDOW_FULL;
}

static enum up_status find_windows(struct prediction_set *set,
				   const struct prediction_request *request, struct up_error *err)
{
	set->window_ns = request->window_ns;
	set->windows = calloc(set->models.count * request->rtt_count + 1, sizeof(*set->windows));
	if (set->windows == NULL)
		return out_of_memory(err);
	for (size_t t = 0; t < request->rtt_count && request->window_ns > 0; t++) {
		for (size_t m = 0; m < set->models.count; m++) {
			struct prediction_window *window = &set->windows[set->window_count++];
			struct up_error why;
			*window = (struct prediction_window){
				.model = &set->models.items[m],
				.rtt_ns = (double)request->rtt_ns[t],
				.end = WINDOW_REFUSED,
			};
			if (model_check(window->model, 1, window->rtt_ns, true, &why) == UP_OK) {
				fill_window(window, request->window_ns, request->extrapolate);
				continue;
			}
			window->refusal = strdup(why.message);
			if (window->refusal == NULL)
				return out_of_memory(err);
		}
	}
	return UP_OK;
}

/* ---- crossovers ------------------------------------------------------- */

static double lead(const struct model *a, const struct model *b, double rtt_ns, double rows)
{
	return model_time(b, rows, rtt_ns) - model_time(a, rows, rtt_ns);
}

static double bisect(const struct model *a, const struct model *b, double rtt_ns, double low,
		     double high)
{
	const bool first = lead(a, b, rtt_ns, low) > 0;

	for (int i = 0; i < BISECTIONS && high - low > 1e-9 * high; i++) {
		double middle = low + (high - low) / 2;
		if ((lead(a, b, rtt_ns, middle) > 0) == first)
			low = middle;
		else
			high = middle;
	}
	return high;
}

size_t prediction_cross(const struct model *a, const struct model *b, double rtt_ns, double low,
			double high, double *rows, bool *after, size_t size)
{
	const double step = log(high / low) / CROSS_STEPS;
	double last = NAN;
	double last_rows = NAN;
	size_t count = 0;

	for (int s = 0; s <= CROSS_STEPS && low < high; s++) {
		double at = low * exp(step * s);
		double now = lead(a, b, rtt_ns, at);
		/* Where they are equal nobody overtakes yet. */
		if (fabs(now) <= 1e-12 * model_time(a, at, rtt_ns))
			continue;
		if (!isnan(last) && (now > 0) != (last > 0) && count < size) {
			rows[count] = bisect(a, b, rtt_ns, last_rows, at);
			after[count++] = now < 0;
		}
		last = now;
		last_rows = at;
	}
	return count;
}

static bool can_cross(const struct model *a, const struct model *b, double rtt_ns)
{
	return a->family->role == ROLE_RANKED && b->family->role == ROLE_RANKED &&
	       model_check(a, 1, rtt_ns, true, NULL) == UP_OK &&
	       model_check(b, 1, rtt_ns, true, NULL) == UP_OK &&
	       family_is_rival(a->family, b->family);
}

static bool is_of_fastest(const struct prediction_set *set,
			  const struct prediction_crossover *crossover)
{
	const double time = model_time(crossover->before, crossover->rows, crossover->rtt_ns);

	for (size_t m = 0; m < set->models.count; m++) {
		const struct model *third = &set->models.items[m];
		if (third != crossover->before && third != crossover->after &&
		    can_cross(third, crossover->before, crossover->rtt_ns) &&
		    fit_check_rows(&third->fit, crossover->rows, NULL) == UP_OK &&
		    model_time(third, crossover->rows, crossover->rtt_ns) < time)
			return false;
	}
	return true;
}

static enum up_status cross_pair(struct prediction_set *set, const struct model *a,
				 const struct model *b, double rtt_ns, struct up_error *err)
{
	double rows[CROSS_MOST];
	bool after[CROSS_MOST];
	const size_t found = prediction_cross(
		a, b, rtt_ns, fmax(fit_least_rows(&a->fit), fit_least_rows(&b->fit)),
		fmin(fit_most_rows(&a->fit), fit_most_rows(&b->fit)), rows, after, CROSS_MOST);
	struct prediction_crossover *items = realloc(
		set->crossovers, (set->crossover_count + found + 1) * sizeof(*set->crossovers));

	if (items == NULL)
		return out_of_memory(err);
	set->crossovers = items;
	for (size_t i = 0; i < found; i++) {
		struct prediction_crossover crossover = {
			.before = after[i] ? a : b,
			.after = after[i] ? b : a,
			.rtt_ns = rtt_ns,
			.rows = rows[i],
			.is_within = rows[i] >= fmax(a->fit.least, b->fit.least) &&
				     rows[i] <= fmin(a->fit.most, b->fit.most),
		};
		crossover.of_fastest = is_of_fastest(set, &crossover);
		items[set->crossover_count++] = crossover;
	}
	return UP_OK;
}

static int compare_crossovers(const void *a, const void *b)
{
	const struct prediction_crossover *x = a;
	const struct prediction_crossover *y = b;

	if (x->rtt_ns < y->rtt_ns || x->rtt_ns > y->rtt_ns)
		return x->rtt_ns < y->rtt_ns ? -1 : 1;
	return (x->rows > y->rows) - (x->rows < y->rows);
}

static enum up_status find_crossovers(struct prediction_set *set,
				      const struct prediction_request *request,
				      struct up_error *err)
{
	const struct model_list *models = &set->models;

	for (size_t t = 0; t < request->rtt_count; t++) {
		for (size_t a = 0; a < models->count; a++) {
			for (size_t b = a + 1; b < models->count; b++) {
				if (can_cross(&models->items[a], &models->items[b],
					      (double)request->rtt_ns[t]))
					UP_TRY(cross_pair(set, &models->items[a], &models->items[b],
							  (double)request->rtt_ns[t], err));
			}
		}
	}
	if (set->crossover_count > 0)
		qsort(set->crossovers, set->crossover_count, sizeof(*set->crossovers),
		      compare_crossovers);
	return UP_OK;
}

/* ---- the whole -------------------------------------------------------- */

static enum up_status check_any(const struct prediction_set *set, struct up_error *err)
{
	for (size_t p = 0; p < set->prediction_count; p++) {
		if (set->predictions[p].refusal == NULL)
			return UP_OK;
	}
	for (size_t w = 0; w < set->window_count; w++) {
		if (set->windows[w].end != WINDOW_REFUSED)
			return UP_OK;
	}
	if (set->prediction_count > 0)
		return up_fail(err, UP_INVALID, "nothing can be predicted: %s: %s",
			       set->predictions[0].model->name, set->predictions[0].refusal);
	if (set->window_count > 0)
		return up_fail(err, UP_INVALID, "nothing can be predicted: %s: %s",
			       set->windows[0].model->name, set->windows[0].refusal);
	return up_fail(err, UP_INVALID, "nothing can be predicted: the run has no such case");
}

enum up_status prediction_set_make(const struct run *run, const struct family_list *families,
				   const struct prediction_request *request,
				   struct prediction_set *set, struct up_error *err)
{
	PREDICTION_SET new = {0};

	if (families->count == 0)
		return up_fail(err, UP_INVALID, "the run has no case with a result");
	UP_TRY(model_list_make(run, families, &request->models, &new.models, err));
	UP_TRY(similitude_make(run, &new.models, request->models.seed, &new.similitude, err));
	if (is_scaled(&new) && request->window_ns > 0)
		return up_fail(err, UP_INVALID,
			       "--window: the run is scaled down for %.0f rows, and predicts no "
			       "other sizes",
			       new.similitude.rows);
	new.checkpoints = choose_checkpoints(run, request);
	UP_TRY(find_blocks(&new, err));
	UP_TRY(predict_all(&new, request, err));
	for (size_t p = 0; p < new.prediction_count; p++) {
		if (new.predictions[p].refusal == NULL)
			meet_checkpoints(&new.checkpoints, &new.predictions[p]);
	}
	if (!is_scaled(&new)) {
		UP_TRY(find_windows(&new, request, err));
		UP_TRY(find_crossovers(&new, request, err));
	}
	UP_TRY(check_any(&new, err));
	*set = new;
	new = (struct prediction_set){0};
	return UP_OK;
}
