/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/rounds.h"

#include "base/clock.h"
#include "measure/case/forecast.h"
#include "measure/case/schedule.h"
#include "measure/process/interrupt.h"
#include "measure/trial/case_progress.h"
#include "measure/trial/route.h"

#include <stdlib.h>

/* A data set, and what is expected of a sync, are those of a server. */
struct loaded {
	const struct arena *arena;
	struct dataset dataset;
};

struct expected {
	const struct arena *arena;
	struct oracle oracle;
};

struct rounds {
	const struct rounds_options *options;
	const struct case_list *cases;
	const struct rounds_observer *observer;
	struct run_writer *writer;
	struct rounds_result *result;
	int64_t session; /* from 1 */
	int64_t round;   /* from 1, counted across sessions */
	const struct server_list *servers;
	struct route_list routes;
	struct arena *arenas; /* one for each server */
	size_t arena_count;
	struct loaded *datasets; /* one for each case at most */
	size_t dataset_count;
	struct expected *oracles; /* one for each case at most */
	size_t oracle_count;
	struct entrant *entrants; /* one for each case */
};

static void rounds_release(struct rounds *rounds)
{
	for (size_t e = 0; rounds->entrants != NULL && e < rounds->cases->count; e++)
		entrant_release(&rounds->entrants[e]);
	for (size_t o = 0; o < rounds->oracle_count; o++)
		oracle_release(&rounds->oracles[o].oracle);
	free(rounds->entrants);
	free(rounds->oracles);
	free(rounds->datasets);
	for (size_t a = 0; a < rounds->arena_count; a++)
		arena_release(&rounds->arenas[a]);
	free(rounds->arenas);
	route_list_release(&rounds->routes);
}

/* ---- setting up ------------------------------------------------------- */

static enum up_status load(const struct arena *arena, struct dataset *dataset, struct up_error *err)
{
	watchdog_arm(arena->watchdog,
		     (struct watchdog_target){.conns = &arena->server->control, .count = 1}, 0);
	enum up_status status = dataset_load(dataset, arena->server, err);
	if (watchdog_disarm(arena->watchdog) == WATCHDOG_INTERRUPTED)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	if (status != UP_OK)
		return up_error_prefix(err, "cannot load the data set of %zu rows",
				       dataset->population.data.rows);
	return UP_OK;
}

static enum up_status find_dataset(struct rounds *rounds, const struct arena *arena,
				   const struct population *population,
				   const struct dataset **dataset, struct up_error *err)
{
	for (size_t d = 0; d < rounds->dataset_count; d++) {
		*dataset = &rounds->datasets[d].dataset;
		if (rounds->datasets[d].arena == arena &&
		    population_equal(&(*dataset)->population, population))
			return UP_OK;
	}
	struct loaded *new = &rounds->datasets[rounds->dataset_count];
	*new = (struct loaded){
		.arena = arena,
		.dataset = {.population = *population, .number = rounds->dataset_count + 1},
	};
	UP_TRY(load(arena, &new->dataset, err));
	rounds->dataset_count++;
	*dataset = &new->dataset;
	return UP_OK;
}

static enum up_status find_oracle(struct rounds *rounds, const struct arena *arena,
				  const struct population *population, size_t columns,
				  const struct oracle **oracle, struct up_error *err)
{
	for (size_t o = 0; o < rounds->oracle_count; o++) {
		*oracle = &rounds->oracles[o].oracle;
		if (rounds->oracles[o].arena == arena && (*oracle)->columns == columns &&
		    population_equal(&(*oracle)->population, population))
			return UP_OK;
	}
	struct expected *new = &rounds->oracles[rounds->oracle_count];
	new->arena = arena;
	UP_TRY(oracle_init(&new->oracle, population, columns, arena->server->schema, err));
	rounds->oracle_count++;
	*oracle = &new->oracle;
	return UP_OK;
}

/* A case that cannot be tried gets one line that says why. */
static enum up_status skip(struct rounds *rounds, struct entrant *entrant,
			   const struct trial_case *trial_case, const char *reason,
			   struct up_error *err)
{
	SAMPLE sample;

	sample_init(&sample);
	UP_TRY(case_describe(trial_case, &sample, err));
	sample.status = SAMPLE_SKIPPED;
	sample.error = strdup(reason);
	entrant->left = true;
	return run_writer_sample(rounds->writer, &sample, err);
}

static enum up_status admit(struct rounds *rounds, size_t index, struct up_error *err)
{
	const struct trial_case *trial_case = &rounds->cases->items[index];
	struct entrant *entrant = &rounds->entrants[index];
	const struct up_synthetic data = {
		.seed = rounds->options->seed,
		.rows = trial_case->rows,
		.changed = trial_case->changed,
		.added = trial_case->added,
		.portable = case_list_has_peers(rounds->cases),
	};
	const struct arena *arena = &rounds->arenas[case_server(trial_case)];
	const struct dataset *dataset = NULL;
	const struct oracle *oracle = NULL;

	entrant->trial_case = trial_case;
	entrant->last_sync_ns = UNMEASURED;
	struct population population;
	enum up_status status = trial_check(trial_case, rounds->options->memory, err);
	if (status == UP_OK)
		status = population_init(&population, &data, trial_case->table_rows, err);
	if (status == UP_UNSUPPORTED)
		return skip(rounds, entrant, trial_case, err->message, err);
	UP_TRY(status);
	UP_TRY(find_dataset(rounds, arena, &population, &dataset, err));
	UP_TRY(find_oracle(rounds, arena, &population, trial_case->columns, &oracle, err));
	return trial_init(&entrant->trial, arena,
			  route_conninfo(&rounds->routes, arena->server, trial_case), trial_case,
			  dataset, oracle, err);
}

static enum up_status set_up(struct rounds *rounds, struct up_error *err)
{
	size_t count = rounds->cases->count;

	rounds->arenas = calloc(rounds->servers->count, sizeof *rounds->arenas);
	rounds->datasets = calloc(count, sizeof *rounds->datasets);
	rounds->oracles = calloc(count, sizeof *rounds->oracles);
	rounds->entrants = calloc(count, sizeof *rounds->entrants);
	if (rounds->arenas == NULL || rounds->datasets == NULL || rounds->oracles == NULL ||
	    rounds->entrants == NULL) {
		up_fail(err, UP_NO_MEMORY, "out of memory for %zu cases", count);
		return UP_NO_MEMORY;
	}
	/* Before there are threads. */
	for (size_t c = 0; c < count; c++) {
		const struct trial_case *trial_case = &rounds->cases->items[c];
		UP_TRY(route_list_add(&rounds->routes,
				      &rounds->servers->items[case_server(trial_case)], trial_case,
				      err));
	}
	for (; rounds->arena_count < rounds->servers->count; rounds->arena_count++)
		UP_TRY(arena_init(&rounds->arenas[rounds->arena_count],
				  &rounds->servers->items[rounds->arena_count], err));
	for (size_t c = 0; c < count; c++) {
		if (interrupt_signal() != 0)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
		UP_TRY(admit(rounds, c, err));
	}
	return UP_OK;
}

/* ---- running ---------------------------------------------------------- */

/* Cold samples are not explained, and measured ones even less. */
static enum up_status note_plans(struct rounds *rounds, struct entrant *entrant,
				 const struct sample *sample, struct trial_capture *capture,
				 struct up_error *err)
{
	if (capture->outcome == TRIAL_PLANS_NONE)
		return UP_OK;
	entrant->asked_for_plans = true;
	if (capture->outcome == TRIAL_PLANS_REFUSED) {
		rounds->result->plans_refused = capture->refusal;
		return UP_OK;
	}
	capture->plans.case_name = strdup(entrant->trial_case->name);
	capture->plans.sample = sample->sample;
	capture->plans.plan = sample->plan;
	if (capture->plans.case_name == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a plan");
	return run_writer_plans(rounds->writer, &capture->plans, err);
}

static void note_arm_version(struct rounds *rounds, const char *name, const char *version)
{
	size_t a;
	json_t *arm;

	json_array_foreach(json_object_get(rounds->writer->manifest, "arms"), a, arm)
	{
		if (strcmp(json_string_value(json_object_get(arm, "name")), name) == 0)
			json_object_set_new(arm, "peer_version", json_string(version));
	}
}

/* What a peer says that it is belongs into the record; the file is written at the end. */
static void note_versions(struct rounds *rounds, const struct entrant *entrant)
{
	const struct peer *peer = entrant->trial.peer;
	const struct arm *arm = entrant->trial_case->arm;
	json_t *peers = json_object_get(rounds->writer->manifest, "peers");

	if (peer == NULL || peer_versions(peer) == NULL)
		return;
	if (arm != NULL && arm->peer != NULL) {
		note_arm_version(rounds, arm->name, peer_versions(peer));
		return;
	}
	if (peers == NULL) {
		peers = json_object();
		json_object_set_new(rounds->writer->manifest, "peers", peers);
	}
	json_object_set_new(peers, entrant->trial_case->peer->name,
			    json_string(peer_versions(peer)));
}

static enum up_status account(struct rounds *rounds, struct entrant *entrant,
			      const struct sample *sample, struct up_error *err)
{
	const int64_t measured = entrant->measured;

	UP_TRY(entrant_account(entrant, sample, err));
	if (sample->status == SAMPLE_MISMATCH)
		rounds->result->mismatch++;
	else if (sample->status == SAMPLE_FAILED || sample->status == SAMPLE_TIMEOUT)
		rounds->result->failed++;
	rounds->result->measured += measured == 0 && entrant->measured > 0;
	return UP_OK;
}

/* Of all arms of a case one alone can spend the budget: what the others would measure after
 * it has left could not be paired. */
static bool any_budget_is_spent(const struct rounds *rounds, const struct entrant *entrant)
{
	for (size_t e = 0; e < rounds->cases->count; e++) {
		const struct entrant *other = &rounds->entrants[e];
		if (entrant_takes_part(other) && entrant_is_paired(entrant, other) &&
		    entrant_budget_is_spent(other, rounds->session))
			return true;
	}
	return false;
}

/* Together with its other arms, when all of them may. */
static bool may_go(const struct rounds *rounds, const struct entrant *entrant)
{
	const bool spent = any_budget_is_spent(rounds, entrant);

	for (size_t e = 0; e < rounds->cases->count; e++) {
		const struct entrant *other = &rounds->entrants[e];
		if (entrant_takes_part(other) && entrant_is_paired(entrant, other) &&
		    !entrant_has_enough(other, rounds->session, spent))
			return false;
	}
	return true;
}

/* A connection that is not needed any more is one less on the server. */
static void let_go(const struct rounds *rounds, struct entrant *entrant)
{
	if (rounds->session >= entrant_sessions(entrant)) {
		entrant->left = true;
		trial_release(&entrant->trial);
	} else {
		entrant->rests = true;
		trial_disconnect(&entrant->trial);
	}
}

static double done_share(const struct rounds *rounds)
{
	double sum = 0;

	for (size_t e = 0; e < rounds->cases->count; e++)
		sum += entrant_done_share(&rounds->entrants[e]);
	return sum / (double)rounds->cases->count;
}

/* Where the server has refused once, nobody asks again. */
static bool is_plan_wanted(const struct rounds *rounds, const struct entrant *entrant)
{
	return rounds->result->plans_refused.status == UP_OK && entrant_wants_plans(entrant);
}

static enum up_status take_sample(struct rounds *rounds, struct entrant *entrant, int64_t position,
				  struct up_error *err)
{
	const struct trial_case *trial_case = entrant->trial_case;
	const struct sampling *options = entrant_sampling(entrant);
	SAMPLE sample;
	TRIAL_CAPTURE capture = {0};
	bool cold;

	sample_init(&sample);
	if (interrupt_signal() != 0)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	if (rounds->observer != NULL)
		rounds->observer->before_sample(
			rounds->observer->context, trial_case, rounds->round,
			options->samples + entrant_sessions(entrant) * (options->warmup + 1),
			done_share(rounds));
	UP_TRY(case_describe(trial_case, &sample, err));
	sample.session = rounds->session;
	sample.round = entrant->round = rounds->round;
	sample.position = position;
	sample.sample = ++entrant->sample_count;

	int64_t start = up_clock_ns();
	enum sample_phase phase =
		entrant_next_phase(entrant, rounds->session, is_plan_wanted(rounds, entrant));
	bool explain = phase == PHASE_WARMUP && is_plan_wanted(rounds, entrant);
	entrant->trial.bare = rounds->options->probe_cost && rounds->round % 2 == 0;
	UP_TRY(trial_sample(&entrant->trial, &sample, explain ? &capture : NULL, &cold, err));
	if (rounds->result->probes_refused.status == UP_OK)
		rounds->result->probes_refused = entrant->trial.probe_refusal;
	sample.phase = (int)(cold ? PHASE_COLD : phase);
	note_versions(rounds, entrant);
	entrant->spent_ns += up_clock_ns() - start;
	entrant->last_sync_ns = sample.total_ns;
	UP_TRY(run_writer_sample(rounds->writer, &sample, err));
	UP_TRY(note_plans(rounds, entrant, &sample, &capture, err));
	if (rounds->observer != NULL)
		UP_TRY(rounds->observer->after_sample(rounds->observer->context, trial_case,
						      &sample, err));
	return account(rounds, entrant, &sample, err);
}

static bool is_smaller_size(const struct entrant *other, const struct entrant *entrant)
{
	return other->trial_case->rows < entrant->trial_case->rows &&
	       case_same_family(other->trial_case, entrant->trial_case);
}

/* For the first sample of a smaller size. */
static bool waits(const struct rounds *rounds, const struct entrant *entrant)
{
	if (!entrant_sampling(entrant)->stop_at_budget || entrant->sample_count > 0)
		return false;
	for (size_t e = 0; e < rounds->cases->count; e++) {
		const struct entrant *other = &rounds->entrants[e];
		if (is_smaller_size(other, entrant) && !other->left && other->sample_count == 0)
			return true;
	}
	return false;
}

static int compare_points(const void *a, const void *b)
{
	size_t rows_a = ((const struct forecast_point *)a)->rows;
	size_t rows_b = ((const struct forecast_point *)b)->rows;
	return (rows_a > rows_b) - (rows_a < rows_b);
}

/* UP_UNSUPPORTED when its smaller sizes say that it would take too long. */
static enum up_status foresee(const struct rounds *rounds, const struct entrant *entrant,
			      struct up_error *err)
{
	size_t count = 0;

	if (!entrant_sampling(entrant)->stop_at_budget || entrant->sample_count > 0)
		return UP_OK;
	UP_FREE struct forecast_point *points = calloc(rounds->cases->count, sizeof *points);
	if (points == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a forecast");
	for (size_t e = 0; e < rounds->cases->count; e++) {
		const struct entrant *other = &rounds->entrants[e];
		if (is_smaller_size(other, entrant) && other->first_ns > 0)
			points[count++] = (struct forecast_point){
				.rows = other->trial_case->rows,
				.sync_ns = other->first_ns,
				.stopped = other->stopped,
			};
	}
	qsort(points, count, sizeof *points, compare_points);
	return forecast_check(points, count, entrant->trial_case->rows, entrant_sampling(entrant),
			      err);
}

static enum up_status sample_or_skip(struct rounds *rounds, struct entrant *entrant,
				     int64_t *position, struct up_error *err)
{
	enum up_status status = foresee(rounds, entrant, err);

	if (status == UP_UNSUPPORTED) {
		trial_release(&entrant->trial);
		return skip(rounds, entrant, entrant->trial_case, err->message, err);
	}
	UP_TRY(status);
	return take_sample(rounds, entrant, ++*position, err);
}

/* Every case that takes part, once; those that wait are taken by going over the
 * order again, in which the smallest of those sizes waits no more. */
static enum up_status run_round(struct rounds *rounds, const struct schedule *schedule,
				struct up_error *err)
{
	int64_t position = 0;
	bool somebody_waits = true;

	while (somebody_waits) {
		somebody_waits = false;
		for (size_t place = 0; place < rounds->cases->count; place++) {
			size_t index = schedule_case(schedule, (size_t)rounds->round - 1, place);
			struct entrant *entrant = &rounds->entrants[index];
			if (!entrant_takes_part(entrant) || entrant->round == rounds->round)
				continue;
			if (waits(rounds, entrant))
				somebody_waits = true;
			else
				UP_TRY(sample_or_skip(rounds, entrant, &position, err));
		}
	}
	return UP_OK;
}

/* Lets go who has enough; does anybody still take part? */
static bool end_round(struct rounds *rounds)
{
	bool anybody = false;

	/* First all are judged, then they go: who is gone is no partner any more. */
	for (size_t e = 0; e < rounds->cases->count; e++) {
		struct entrant *entrant = &rounds->entrants[e];
		entrant->goes = entrant_takes_part(entrant) && may_go(rounds, entrant);
	}
	for (size_t e = 0; e < rounds->cases->count; e++) {
		struct entrant *entrant = &rounds->entrants[e];
		if (entrant->goes)
			let_go(rounds, entrant);
		anybody = anybody || entrant_takes_part(entrant);
	}
	return anybody;
}

/* Everything that a server or a connection keeps begins anew; does anybody take part? */
static enum up_status begin_session(struct rounds *rounds, bool *anybody, struct up_error *err)
{
	*anybody = false;
	rounds->session++;
	for (size_t e = 0; e < rounds->cases->count; e++) {
		struct entrant *entrant = &rounds->entrants[e];
		entrant->rests = false;
		entrant->warmups = 0;
		entrant->session_measured = 0;
		*anybody = *anybody || entrant_takes_part(entrant);
	}
	if (!*anybody || rounds->session == 1)
		return UP_OK;
	for (size_t a = 0; a < rounds->arena_count; a++) {
		if (interrupt_signal() != 0)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
		UP_TRY(arena_restart(&rounds->arenas[a], err));
	}
	return UP_OK;
}

static enum up_status run_all(struct rounds *rounds, struct up_error *err)
{
	SCHEDULE schedule = {0};
	bool anybody;

	UP_TRY(set_up(rounds, err));
	UP_TRY(schedule_init(&schedule, rounds->cases->count, rounds->options->seed, err));
	UP_TRY(begin_session(rounds, &anybody, err));
	while (anybody) {
		do {
			rounds->round++;
			UP_TRY(run_round(rounds, &schedule, err));
		} while (end_round(rounds));
		UP_TRY(begin_session(rounds, &anybody, err));
	}
	return UP_OK;
}

enum up_status rounds_run(const struct server_list *servers, const struct case_list *cases,
			  const struct rounds_options *options,
			  const struct rounds_observer *observer, struct run_writer *writer,
			  struct rounds_result *result, struct up_error *err)
{
	struct rounds rounds = {
		.options = options,
		.cases = cases,
		.observer = observer,
		.writer = writer,
		.result = result,
		.servers = servers,
	};

	*result = (struct rounds_result){0};
	enum up_status status = run_all(&rounds, err);
	rounds_release(&rounds);
	return status;
}
