/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/case_progress.h"

void case_progress_release(struct case_progress *progress)
{
	trial_release(&progress->trial);
	precision_release(&progress->times);
}

const struct sampling *case_progress_sampling(const struct case_progress *progress)
{
	return &progress->trial_case->sampling;
}

int64_t case_progress_sessions(const struct case_progress *progress)
{
	const int64_t sessions = case_progress_sampling(progress)->sessions;

	return sessions > 0 ? sessions : 1;
}

bool case_progress_takes_part(const struct case_progress *progress)
{
	return !progress->left && !progress->rests;
}

bool case_progress_is_paired(const struct case_progress *progress,
			     const struct case_progress *other)
{
	const char *pair = progress->trial_case->pair;

	return progress == other || (pair != NULL && other->trial_case->pair != NULL &&
				     strcmp(pair, other->trial_case->pair) == 0);
}

/* Of a total that its sessions share evenly, what it has at the end of this one, rounded up. */
static int64_t due(const struct case_progress *progress, int64_t session, int64_t total)
{
	const int64_t count = case_progress_sessions(progress);

	return session >= count ? total : (total * session + count - 1) / count;
}

bool case_progress_budget_is_spent(const struct case_progress *progress, int64_t session)
{
	return progress->spent_ns >=
	       due(progress, session, case_progress_sampling(progress)->budget_ns);
}

static bool is_precise(const struct case_progress *progress, int64_t session)
{
	const struct sampling *options = case_progress_sampling(progress);
	const int64_t least =
		options->min_samples > PRECISION_LEAST ? options->min_samples : PRECISION_LEAST;

	return options->precision > 0 && progress->measured >= due(progress, session, least) &&
	       precision_of_median(&progress->times) <= options->precision;
}

bool case_progress_has_enough(const struct case_progress *progress, int64_t session, bool spent)
{
	const struct sampling *options = case_progress_sampling(progress);

	return progress->measured >= due(progress, session, options->samples) ||
	       (progress->measured >= due(progress, session, options->min_samples) && spent) ||
	       is_precise(progress, session);
}

void case_progress_prepare_check(struct case_progress *progress, int64_t session)
{
	const int64_t samples = case_progress_sampling(progress)->samples;

	progress->trial.verification.is_last =
		progress->must_be_seen || progress->measured + 1 >= due(progress, session, samples);
}

bool case_progress_was_seen(struct case_progress *list, size_t count,
			    const struct case_progress *progress)
{
	bool was_seen = true;

	for (size_t c = 0; c < count; c++) {
		if (case_progress_takes_part(&list[c]) &&
		    case_progress_is_paired(progress, &list[c]))
			was_seen = was_seen && !list[c].trial.verification.is_quick;
	}
	for (size_t c = 0; c < count && !was_seen; c++)
		list[c].must_be_seen |= case_progress_is_paired(progress, &list[c]);
	return was_seen;
}

const char *case_progress_end(const struct case_progress *progress, int64_t session)
{
	if (progress->measured >= case_progress_sampling(progress)->samples)
		return "samples";
	return is_precise(progress, session) ? "precision" : "budget";
}

bool case_progress_explains_cold(const struct case_progress *progress)
{
	return case_progress_sampling(progress)->warmup == 0;
}

bool case_progress_wants_plans(const struct case_progress *progress)
{
	const struct sampling *options = case_progress_sampling(progress);

	if (progress->asked_for_plans || progress->measured > 0 ||
	    progress->trial_case->peer != NULL || progress->trial_case->role == ROLE_IDLE)
		return false;
	if (case_progress_explains_cold(progress))
		return progress->last_sync_ns == UNMEASURED;
	return progress->last_sync_ns != UNMEASURED &&
	       progress->last_sync_ns <= CASE_PROGRESS_PLAN_NS &&
	       (options->timeout_ns == 0 || progress->last_sync_ns <= options->timeout_ns / 4);
}

/* How many warm-ups a session has at most, so that a prepared statement has its final plan when it is
 * measured.  Whoever asks for no warm-ups gets none. */
static int64_t most_warmups(const struct case_progress *progress)
{
	const int64_t warmup = case_progress_sampling(progress)->warmup;

	if (warmup == 0 || !progress->trial.plan_count.undecided)
		return warmup;
	return warmup > CASE_PROGRESS_PLAN_WARMUPS ? warmup : CASE_PROGRESS_PLAN_WARMUPS;
}

enum sample_phase case_progress_next_phase(const struct case_progress *progress, int64_t session,
					   bool plans_wanted)
{
	if (progress->warmups < most_warmups(progress) && progress->session_measured == 0 &&
	    (!case_progress_budget_is_spent(progress, session) || plans_wanted))
		return PHASE_WARMUP;
	return PHASE_MEASURE;
}

/* Larger sizes are predicted from it. */
static void account_first(struct case_progress *progress, const struct sample *sample)
{
	progress->stopped = sample->status == SAMPLE_TIMEOUT;
	if (progress->stopped)
		progress->first_ns = case_progress_sampling(progress)->timeout_ns;
	else
		progress->first_ns = sample->status == SAMPLE_OK ? sample->total_ns : 0;
}

/* A sync that has nothing to write shows nothing of what the table does to rows that are written. */
static bool is_right(const struct case_progress *progress)
{
	const struct factors *factors = &progress->trial_case->key.factors;

	return progress->trial_case->role != ROLE_IDLE &&
	       (factors->changed > 0 || !factors->skip_unchanged);
}

enum up_status case_progress_account(struct case_progress *progress, const struct sample *sample,
				     struct up_error *err)
{
	if (progress->sample_count == 1)
		account_first(progress, sample);
	progress->was_right |= sample->status == SAMPLE_OK && is_right(progress);
	if (sample->status != SAMPLE_OK) {
		progress->left = true;
		trial_release(&progress->trial);
	} else if (sample->phase == PHASE_WARMUP) {
		progress->warmups++;
	} else if (sample->phase == PHASE_MEASURE) {
		progress->measured++;
		progress->session_measured++;
		progress->measured_round = sample->round;
		progress->measured_ns = sample_compared_ns(sample, progress->trial_case->role);
		return precision_add(&progress->times, progress->measured_ns, err);
	}
	return UP_OK;
}

double case_progress_done_share(const struct case_progress *progress)
{
	const struct sampling *options = case_progress_sampling(progress);
	double share = (double)progress->measured / (double)options->samples;
	const double spent = (double)progress->spent_ns / (double)options->budget_ns;
	const double enough = (double)progress->measured / (double)options->min_samples;

	if (spent > share && enough > share)
		share = spent < enough ? spent : enough;
	return progress->left || share > 1 ? 1 : share;
}
