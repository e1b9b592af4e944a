/* SPDX-License-Identifier: PostgreSQL */
/*
 * The confirmation of a run with arms: what regressed, measured once more in fresh sessions.
 *
 * It is a run of its own, RUN/confirmation, with the suspects alone (the cases in which an arm
 * regressed by a time) in all their arms; its run.json has the id of the run that it confirms.
 * run.json of that run has the threshold by which suspects were selected: where it has none,
 * nothing was to be confirmed.
 *
 * Both are judged in the same way, at COMPARE_LEVEL each, the confirmation with Holm's correction
 * over its own suspects: a false alarm must happen twice, in sessions that share nothing.  What
 * regressed in both is regressed; what did not is inconclusive, with both ratios.  A counter is not
 * confirmed: it needs no second measurement.
 *
 * A confirmation that does not exist, cannot be read, belongs to another run, differs from the
 * run in what its numbers depend on, did not end, or lacks the case changes nothing: the first
 * verdict stands, with the reason.
 */
#ifndef JUDGE_COMPARE_CONFIRMATION_H
#define JUDGE_COMPARE_CONFIRMATION_H

#include "judge/compare/compare.h"

/* The directory in that of the run. */
#define CONFIRMATION_DIRECTORY "confirmation"

/* Applies the confirmation of a run to the comparisons of its arms, which were made with
 * options.  Fails only with UP_NO_MEMORY and what compare_arm() fails with. */
UP_MUST_CHECK enum up_status confirmation_apply(const struct run *run,
						const struct compare_options *options,
						struct comparison_list *lists, size_t count,
						struct up_error *err);

/* Adds the suspects of a list, by the names that cases have without their arm, each once. */
UP_MUST_CHECK enum up_status confirmation_add_suspects(const struct comparison_list *list,
						       struct text_list *names,
						       struct up_error *err);

#endif
