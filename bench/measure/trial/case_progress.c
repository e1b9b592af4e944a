/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/case_progress.h"

void entrant_release(struct entrant *entrant)
{
	trial_release(&entrant->trial);
	precision_release(&entrant->times);
}

const struct sampling *entrant_sampling(const struct entrant *entrant)
{
	return &entrant->trial_case->sampling;
}

int64_t entrant_sessions(const struct entrant *entrant)
{
	const int64_t sessions = entrant_sampling(entrant)->sessions;

	return sessions > 0 ? sessions : 1;
}

bool entrant_takes_part(const struct entrant *entrant)
{
	return !entrant->left && !entrant->rests;
}

bool entrant_is_paired(const struct entrant *entrant, const struct entrant *other)
{
	const char *pair = entrant->trial_case->pair;

	return entrant == other || (pair != NULL && other->trial_case->pair != NULL &&
				    strcmp(pair, other->trial_case->pair) == 0);
}

/* Of a total that its sessions share evenly, what it has at the end of this one, rounded up. */
static int64_t due(const struct entrant *entrant, int64_t session, int64_t total)
{
	const int64_t count = entrant_sessions(entrant);

	return session >= count ? total : (total * session + count - 1) / count;
}

bool entrant_budget_is_spent(const struct entrant *entrant, int64_t session)
{
	return entrant->spent_ns >= due(entrant, session, entrant_sampling(entrant)->budget_ns);
}

static bool is_precise(const struct entrant *entrant, int64_t session)
{
	const struct sampling *options = entrant_sampling(entrant);
	const int64_t least =
		options->min_samples > PRECISION_LEAST ? options->min_samples : PRECISION_LEAST;

	return options->precision > 0 && entrant->measured >= due(entrant, session, least) &&
	       precision_of_median(&entrant->times) <= options->precision;
}

bool entrant_has_enough(const struct entrant *entrant, int64_t session, bool spent)
{
	const struct sampling *options = entrant_sampling(entrant);

	return entrant->measured >= due(entrant, session, options->samples) ||
	       (entrant->measured >= due(entrant, session, options->min_samples) && spent) ||
	       is_precise(entrant, session);
}

bool entrant_wants_plans(const struct entrant *entrant)
{
	const struct sampling *options = entrant_sampling(entrant);

	return !entrant->asked_for_plans && options->warmup > 0 && entrant->measured == 0 &&
	       entrant->last_sync_ns != UNMEASURED &&
	       entrant->last_sync_ns <= CASE_PROGRESS_PLAN_NS &&
	       (options->timeout_ns == 0 || entrant->last_sync_ns <= options->timeout_ns / 4) &&
	       entrant->trial_case->peer == NULL && entrant->trial_case->role != ROLE_IDLE;
}

enum sample_phase entrant_next_phase(const struct entrant *entrant, int64_t session,
				     bool plans_wanted)
{
	if (entrant->warmups < entrant_sampling(entrant)->warmup &&
	    entrant->session_measured == 0 &&
	    (!entrant_budget_is_spent(entrant, session) || plans_wanted))
		return PHASE_WARMUP;
	return PHASE_MEASURE;
}

/* What its larger sizes are foretold from. */
static void account_first(struct entrant *entrant, const struct sample *sample)
{
	entrant->stopped = sample->status == SAMPLE_TIMEOUT;
	if (entrant->stopped)
		entrant->first_ns = entrant_sampling(entrant)->timeout_ns;
	else
		entrant->first_ns = sample->status == SAMPLE_OK ? sample->total_ns : 0;
}

enum up_status entrant_account(struct entrant *entrant, const struct sample *sample,
			       struct up_error *err)
{
	if (entrant->sample_count == 1)
		account_first(entrant, sample);
	if (sample->status != SAMPLE_OK) {
		entrant->left = true;
		trial_release(&entrant->trial);
	} else if (sample->phase == PHASE_WARMUP) {
		entrant->warmups++;
	} else if (sample->phase == PHASE_MEASURE) {
		entrant->measured++;
		entrant->session_measured++;
		return precision_add(&entrant->times,
				     sample_compared_ns(sample, entrant->trial_case->role), err);
	}
	return UP_OK;
}

double entrant_done_share(const struct entrant *entrant)
{
	const struct sampling *options = entrant_sampling(entrant);
	double share = (double)entrant->measured / (double)options->samples;
	const double spent = (double)entrant->spent_ns / (double)options->budget_ns;
	const double enough = (double)entrant->measured / (double)options->min_samples;

	if (spent > share && enough > share)
		share = spent < enough ? spent : enough;
	return entrant->left || share > 1 ? 1 : share;
}
