/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/rounds.h"

#include "base/clock.h"
#include "measure/case/schedule.h"
#include "measure/process/interrupt.h"
#include "measure/trial/pair_decision.h"
#include "measure/trial/smaller_sizes.h"
#include "measure/trial/tryout.h"
#include "measure/trial/wrong_columns.h"

#include <stdlib.h>

struct rounds {
	const struct rounds_options *options;
	const struct case_list *cases;
	const struct rounds_observer *observer;
	struct run_writer *writer;
	struct rounds_result *result;
	int64_t session; /* from 1 */
	int64_t round;   /* from 1, counted across sessions */
	int64_t before;  /* rounds of earlier sessions */
	struct admission admission;
	struct case_progress *progress; /* one for each case */
	struct pair_decision_list decisions;
	struct tryout_list tryouts;
};

static void rounds_release(struct rounds *rounds)
{
	for (size_t e = 0; rounds->progress != NULL && e < rounds->cases->count; e++)
		case_progress_release(&rounds->progress[e]);
	free(rounds->progress);
	pair_decision_release(&rounds->decisions);
	tryout_list_release(&rounds->tryouts);
	admission_release(&rounds->admission);
}

/* A case that cannot be tried gets one line with the reason. */
static enum up_status skip(struct rounds *rounds, struct case_progress *progress,
			   const struct trial_case *trial_case, const char *reason,
			   struct up_error *err)
{
	SAMPLE sample;

	sample_init(&sample);
	UP_TRY(case_describe(trial_case, &sample, err));
	sample.status = SAMPLE_SKIPPED;
	sample.error = strdup(reason);
	progress->left = true;
	return run_writer_sample(rounds->writer, &sample, err);
}

static enum up_status admit(struct rounds *rounds, size_t index, struct up_error *err)
{
	const struct trial_case *trial_case = &rounds->cases->items[index];
	struct case_progress *progress = &rounds->progress[index];

	progress->trial_case = trial_case;
	progress->last_sync_ns = UNMEASURED;
	enum up_status status =
		admission_admit(&rounds->admission, trial_case, rounds->options->seed,
				rounds->options->memory, &progress->trial, err);
	if (status == UP_UNSUPPORTED)
		return skip(rounds, progress, trial_case, err->message, err);
	return status;
}

/* Does the server refuse what the case does?  Rounds have only what it can do. */
static enum up_status try_out(struct rounds *rounds, struct case_progress *progress,
			      struct up_error *err)
{
	if (progress->left)
		return UP_OK;
	enum up_status status = tryout_list_try(&rounds->tryouts, &progress->trial, err);
	if (status != UP_UNSUPPORTED)
		return status;
	trial_release(&progress->trial);
	return skip(rounds, progress, progress->trial_case, err->message, err);
}

static enum up_status set_up(struct rounds *rounds, const struct server_list *servers,
			     struct up_error *err)
{
	size_t count = rounds->cases->count;

	UP_TRY(admission_init(&rounds->admission, servers, rounds->cases,
			      &rounds->options->row_source, err));
	rounds->progress = calloc(count, sizeof *rounds->progress);
	if (rounds->progress == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu cases", count);
	for (size_t c = 0; c < count; c++) {
		if (interrupt_signal() != 0)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
		UP_TRY(admit(rounds, c, err));
	}
	for (size_t c = 0; c < count; c++)
		UP_TRY(try_out(rounds, &rounds->progress[c], err));
	return pair_decision_init(&rounds->decisions, &rounds->writer->manifest.stopping,
				  rounds->cases, rounds->progress, err);
}

/* ---- running ---------------------------------------------------------- */

/* What is compared is not explained. */
static enum up_status note_plans(struct rounds *rounds, struct case_progress *progress,
				 const struct sample *sample, struct trial_capture *capture,
				 struct up_error *err)
{
	if (capture->outcome == TRIAL_PLANS_NONE)
		return UP_OK;
	progress->asked_for_plans = true;
	if (capture->outcome == TRIAL_PLANS_REFUSED) {
		rounds->result->plans_refused = capture->refusal;
		return UP_OK;
	}
	capture->plans.case_name = strdup(progress->trial_case->name);
	capture->plans.sample = sample->sample;
	capture->plans.plan = sample->plan;
	if (capture->plans.case_name == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a plan");
	return run_writer_plans(rounds->writer, &capture->plans, err);
}

/* The versions that a peer reports belong to the record; the file is written at the end. */
static enum up_status note_versions(struct rounds *rounds, const struct case_progress *progress,
				    struct up_error *err)
{
	const struct peer *peer = progress->trial.peer;
	const struct arm *arm = progress->trial_case->arm;
	struct manifest *manifest = &rounds->writer->manifest;

	if (peer == NULL || peer_versions(peer) == NULL)
		return UP_OK;
	if (arm == NULL || arm->peer == NULL)
		return named_text_list_set(&manifest->peers, progress->trial_case->peer->name,
					   peer_versions(peer), err);
	for (size_t a = 0; a < manifest->arms.count; a++) {
		struct manifest_arm *of = &manifest->arms.items[a];
		if (strcmp(of->name, arm->name) == 0)
			UP_TRY(text_set(&of->peer_version, peer_versions(peer), err));
	}
	return UP_OK;
}

static enum up_status account(struct rounds *rounds, struct case_progress *progress,
			      const struct sample *sample, struct up_error *err)
{
	const int64_t measured = progress->measured;
	struct manifest_case *record =
		&rounds->writer->manifest.cases.items[progress - rounds->progress];

	/* An ended case has no trial any more. */
	record->wrong_columns = progress->trial.wrong_columns;
	progress->trial.wrong_columns = (struct text_list){0};
	UP_TRY(case_progress_account(progress, sample, err));
	if (sample->status == SAMPLE_MISMATCH)
		rounds->result->mismatch++;
	else if (sample->status == SAMPLE_FAILED || sample->status == SAMPLE_TIMEOUT)
		rounds->result->failed++;
	rounds->result->measured += measured == 0 && progress->measured > 0;
	return UP_OK;
}

/* Of all arms of a case one alone can spend the budget: what the others would measure after
 * it has left could not be paired. */
static bool any_budget_is_spent(const struct rounds *rounds, const struct case_progress *progress)
{
	for (size_t e = 0; e < rounds->cases->count; e++) {
		const struct case_progress *other = &rounds->progress[e];
		if (case_progress_takes_part(other) && case_progress_is_paired(progress, other) &&
		    case_progress_budget_is_spent(other, rounds->session))
			return true;
	}
	return false;
}

/* Together with its other arms, when all of them may. */
static bool may_go(const struct rounds *rounds, const struct case_progress *progress)
{
	const bool spent = any_budget_is_spent(rounds, progress);

	for (size_t e = 0; e < rounds->cases->count; e++) {
		const struct case_progress *other = &rounds->progress[e];
		if (case_progress_takes_part(other) && case_progress_is_paired(progress, other) &&
		    !case_progress_has_enough(other, rounds->session, spent))
			return false;
	}
	return case_progress_was_seen(rounds->progress, rounds->cases->count, progress);
}

/* A connection that is not needed any more is one less on the server. */
static enum up_status let_go(struct rounds *rounds, size_t place, struct up_error *err)
{
	struct case_progress *progress = &rounds->progress[place];
	struct manifest *manifest = &rounds->writer->manifest;

	if (rounds->session < case_progress_sessions(progress)) {
		progress->rests = true;
		trial_disconnect(&progress->trial);
		return UP_OK;
	}
	progress->left = true;
	trial_release(&progress->trial);
	if (manifest->stopping.rule == NULL)
		return UP_OK;
	return text_set(&manifest->cases.items[place].stopped.by,
			case_progress_end(progress, rounds->session), err);
}

static double done_share(const struct rounds *rounds)
{
	double sum = 0;

	for (size_t e = 0; e < rounds->cases->count; e++)
		sum += case_progress_done_share(&rounds->progress[e]);
	return sum / (double)rounds->cases->count;
}

/* After one refusal the server is not asked again. */
static bool is_plan_wanted(const struct rounds *rounds, const struct case_progress *progress)
{
	return rounds->result->plans_refused.status == UP_OK && case_progress_wants_plans(progress);
}

static enum up_status take_sample(struct rounds *rounds, struct case_progress *progress,
				  int64_t position, struct up_error *err)
{
	const struct trial_case *trial_case = progress->trial_case;
	const struct sampling *options = case_progress_sampling(progress);
	SAMPLE sample;
	TRIAL_CAPTURE capture = {0};
	bool cold;

	sample_init(&sample);
	if (interrupt_signal() != 0)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	if (rounds->observer != NULL)
		rounds->observer->before_sample(
			rounds->observer->context, trial_case, rounds->round,
			options->samples + case_progress_sessions(progress) * (options->warmup + 1),
			done_share(rounds));
	UP_TRY(case_describe(trial_case, &sample, err));
	sample.session = rounds->session;
	sample.round = progress->round = rounds->round;
	sample.position = position;
	sample.sample = ++progress->sample_count;

	int64_t start = up_clock_ns();
	enum sample_phase phase = case_progress_next_phase(progress, rounds->session,
							   is_plan_wanted(rounds, progress));
	capture.is_for_cold = case_progress_explains_cold(progress);
	bool explain =
		(phase == PHASE_WARMUP || capture.is_for_cold) && is_plan_wanted(rounds, progress);
	case_progress_prepare_check(progress, rounds->session);
	progress->trial.bare = rounds->options->probe_cost && rounds->round % 2 == 0;
	UP_TRY(trial_sample(&progress->trial, &sample, explain ? &capture : NULL, &cold, err));
	if (rounds->result->probes_refused.status == UP_OK)
		rounds->result->probes_refused = progress->trial.probe_refusal;
	sample.phase = (int)(cold ? PHASE_COLD : phase);
	UP_TRY(note_versions(rounds, progress, err));
	progress->spent_ns += up_clock_ns() - start;
	progress->last_sync_ns = sample.total_ns;
	UP_TRY(run_writer_sample(rounds->writer, &sample, err));
	UP_TRY(note_plans(rounds, progress, &sample, &capture, err));
	if (rounds->observer != NULL)
		UP_TRY(rounds->observer->after_sample(rounds->observer->context, trial_case,
						      &sample, err));
	return account(rounds, progress, &sample, err);
}

static enum up_status sample_or_skip(struct rounds *rounds, struct case_progress *progress,
				     int64_t *position, struct up_error *err)
{
	enum up_status status =
		smaller_sizes_foresee(rounds->progress, rounds->cases->count, progress, err);

	if (status == UP_UNSUPPORTED) {
		trial_release(&progress->trial);
		return skip(rounds, progress, progress->trial_case, err->message, err);
	}
	UP_TRY(status);
	return take_sample(rounds, progress, ++*position, err);
}

/* Every case that takes part, once; those that wait are taken by going over the
 * order again, in which the smallest of those sizes waits no more. */
static enum up_status run_round(struct rounds *rounds, struct schedule *schedule,
				struct up_error *err)
{
	const size_t *order = schedule_round(schedule, (size_t)rounds->session,
					     (size_t)(rounds->round - rounds->before - 1));
	int64_t position = 0;
	bool somebody_waits = true;

	while (somebody_waits) {
		somebody_waits = false;
		for (size_t place = 0; place < rounds->cases->count; place++) {
			struct case_progress *progress = &rounds->progress[order[place]];
			if (!case_progress_takes_part(progress) || progress->round == rounds->round)
				continue;
			if (smaller_sizes_are_awaited(rounds->progress, rounds->cases->count,
						      progress))
				somebody_waits = true;
			else
				UP_TRY(sample_or_skip(rounds, progress, &position, err));
		}
	}
	return UP_OK;
}

/* Lets cases leave that have enough; does any still take part? */
static enum up_status end_round(struct rounds *rounds, bool *anybody, struct up_error *err)
{
	*anybody = false;
	pair_decision_count_round(&rounds->decisions, rounds->progress, rounds->round);
	/* All are judged before any leaves: a case that has left is no partner any more. */
	for (size_t e = 0; e < rounds->cases->count; e++) {
		struct case_progress *progress = &rounds->progress[e];
		progress->goes = case_progress_takes_part(progress) && may_go(rounds, progress);
	}
	for (size_t e = 0; e < rounds->cases->count; e++) {
		struct case_progress *progress = &rounds->progress[e];
		if (progress->goes)
			UP_TRY(let_go(rounds, e, err));
		*anybody = *anybody || case_progress_takes_part(progress);
	}
	return UP_OK;
}

/* Everything that a server or a connection keeps begins anew; does anybody take part? */
static enum up_status begin_session(struct rounds *rounds, bool *anybody, struct up_error *err)
{
	*anybody = false;
	rounds->session++;
	rounds->before = rounds->round;
	for (size_t e = 0; e < rounds->cases->count; e++) {
		struct case_progress *progress = &rounds->progress[e];
		progress->rests = false;
		progress->warmups = 0;
		progress->session_measured = 0;
		*anybody = *anybody || case_progress_takes_part(progress);
	}
	if (!*anybody || rounds->session == 1)
		return UP_OK;
	return admission_restart(&rounds->admission, err);
}

/* The arms of a case are a group, and so is a case without arms. */
static enum up_status make_schedule(const struct rounds *rounds, struct schedule *schedule,
				    struct up_error *err)
{
	const size_t count = rounds->cases->count;
	UP_FREE size_t *group_of = calloc(count + 1, sizeof *group_of);

	if (group_of == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu cases", count);
	for (size_t c = 0; c < count; c++) {
		while (!case_progress_is_paired(&rounds->progress[group_of[c]],
						&rounds->progress[c]))
			group_of[c]++;
	}
	return schedule_init(schedule, group_of, count, rounds->options->order_seed, err);
}

static enum up_status run_all(struct rounds *rounds, struct server_list *servers,
			      struct up_error *err)
{
	SCHEDULE schedule = {0};
	bool anybody;

	UP_TRY(set_up(rounds, servers, err));
	UP_TRY(admission_describe(&rounds->admission, &rounds->writer->manifest, err));
	UP_TRY(make_schedule(rounds, &schedule, err));
	UP_TRY(begin_session(rounds, &anybody, err));
	while (anybody) {
		do {
			rounds->round++;
			UP_TRY(run_round(rounds, &schedule, err));
			UP_TRY(servers_look_around(servers, err));
			UP_TRY(end_round(rounds, &anybody, err));
		} while (anybody);
		UP_TRY(pair_decision_end_session(&rounds->decisions, rounds->session,
						 rounds->progress, &rounds->writer->manifest, err));
		UP_TRY(begin_session(rounds, &anybody, err));
	}
	return admission_describe_end(&rounds->admission, &rounds->writer->manifest, err);
}

enum up_status rounds_run(struct server_list *servers, const struct case_list *cases,
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
	};

	*result = (struct rounds_result){0};
	enum up_status status = run_all(&rounds, servers, err);
	if (rounds.progress != NULL) {
		const enum up_status judged =
			wrong_columns_judge_run(cases, rounds.progress, &writer->manifest,
						&result->by_table, status == UP_OK ? err : NULL);
		result->mismatch -= result->by_table;
		status = status != UP_OK ? status : judged;
	}
	rounds_release(&rounds);
	return status;
}
