/* SPDX-License-Identifier: PostgreSQL */
/*
 * The second half of `upbench advise --confirm`: the candidates whose regret may be below REGRET_OPEN
 * (judge/advise/regret.h) are measured at the workload that was asked for, in the same rounds, as
 * `upbench run` would, into a run directory of their own.
 */
#ifndef CLI_MEASUREMENT_ADVICE_CONFIRMATION_H
#define CLI_MEASUREMENT_ADVICE_CONFIRMATION_H

#include "cli/option/command.h"
#include "cli/output/stored_run.h"
#include "judge/advise/advice.h"

/* Candidates that are measured at most. */
#define ADVICE_CONFIRMATION_MOST 3

/* Texts are borrowed, as in cli/experiment/run_options.h. */
struct advice_confirmation_options {
	char *dbname; /* NULL: a private cluster */
	char *schema;
	char *pg_bin;
	bool may_publish;
	char *output;      /* NULL: results/advise-TIME */
	int64_t budget_ns; /* for all together, loading apart */
	bool is_silent;    /* the standard output is for something else */
};

/* Before anything is measured.  UP_INVALID: the options do not fit each other, or the run, of which
 * advice was made, has something that cannot be measured again from its files alone: a table of the
 * user's, rows from a source, a server of its own, a peer or an arm. */
UP_MUST_CHECK enum up_status advice_confirmation_check(
	const struct advice_confirmation_options *options, const struct run *run,
	const struct advice *advice, struct up_error *err);

/* Measures; *stored is what was written, read back; its directory is NULL when there is nothing to
 * decide: all but the recommended one are clearly slower.  When it ends early, after an interrupt or a
 * failure, it prints what `upbench run` prints then. */
UP_MUST_CHECK enum up_status advice_confirmation_run(
	const struct invocation *invocation, const struct advice_confirmation_options *options,
	const struct run *run, const struct advice *advice, struct stored_run *stored,
	enum exit_code *code, struct up_error *err);

#endif
