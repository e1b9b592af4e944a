/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/prediction.h"

#include "base/cleanup.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

void prediction_set_release(struct prediction_set *set)
{
	for (size_t p = 0; p < set->prediction_count; p++)
		free(set->predictions[p].refusal);
	for (size_t w = 0; w < set->window_count; w++)
		free(set->windows[w].refusal);
	free(set->predictions);
	free(set->windows);
	crossover_list_release(&set->crossovers);
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

/* The median at the size and the delay that are asked for; also of what is not predicted. */
static double time_of_target(const struct model *model, double rows, double rtt_ns)
{
	const struct summary *target = model->family->target;

	if (target == NULL || model->speedup.kind != SPEEDUP_NONE ||
	    (double)target->key.factors.rows != rows || family_rtt_ns(target) != rtt_ns)
		return NAN;
	return target->median_ns;
}

static enum up_status predict(const struct prediction_set *set, size_t number, double rows,
			      double rtt_ns, const struct prediction_request *request,
			      struct prediction *prediction, struct up_error *err)
{
	const struct model *model = &set->models.items[number];
	struct up_error why;

	*prediction = (struct prediction){.model = model,
					  .rows = rows,
					  .rtt_ns = rtt_ns,
					  .measured_ns = time_of_target(model, rows, rtt_ns)};
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

static enum up_status find_windows(struct prediction_set *set,
				   const struct prediction_request *request, struct up_error *err)
{
	set->window_ns = request->window_ns;
	set->windows = calloc(set->models.count * request->rtt_count + 1, sizeof(*set->windows));
	if (set->windows == NULL)
		return out_of_memory(err);
	for (size_t t = 0; t < request->rtt_count && request->window_ns > 0; t++) {
		for (size_t m = 0; m < set->models.count; m++)
			UP_TRY(window_find(&set->models.items[m], (double)request->rtt_ns[t],
					   request->window_ns, request->extrapolate,
					   &set->windows[set->window_count++], err));
	}
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
			       "--window: the run is scaled down for %s rows, and predicts no "
			       "other sizes",
			       quantity_count(new.similitude.rows).text);
	new.checkpoints = choose_checkpoints(run, request);
	UP_TRY(find_blocks(&new, err));
	UP_TRY(predict_all(&new, request, err));
	for (size_t p = 0; p < new.prediction_count; p++) {
		if (new.predictions[p].refusal == NULL)
			meet_checkpoints(&new.checkpoints, &new.predictions[p]);
	}
	if (!is_scaled(&new)) {
		UP_TRY(find_windows(&new, request, err));
		UP_TRY(crossover_list_find(&new.models, request->rtt_ns, request->rtt_count,
					   &new.crossovers, err));
	}
	UP_TRY(check_any(&new, err));
	*set = new;
	new = (struct prediction_set){0};
	return UP_OK;
}
