/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/advice_confirmation.h"

#include "cli/measurement/measurement.h"
#include "cli/output/run_output.h"
#include "text/quantity.h"

#include <math.h>

#define LEAST_SAMPLES 10
#define MOST_SAMPLES 200
/* Of a median: a fifth of the difference that is to be seen. */
#define PRECISION 0.01

/* ---- what can be measured --------------------------------------------- */

static enum up_status check_run(const struct run *run, const char *dbname, struct up_error *err)
{
	const struct manifest *manifest = &run->manifest;
	const char *source = manifest->source.kind;

	if (manifest->relation.own.structure != NULL)
		return up_fail(err, UP_INVALID,
			       "--confirm: the run measured a table of the user's; measure the "
			       "contenders with `upbench run --table`");
	if (manifest->relation.named_columns.count > 0)
		return up_fail(err, UP_INVALID,
			       "--confirm: the run has columns that were chosen by name; measure "
			       "the contenders with `upbench run --columns`");
	if (source != NULL && strcmp(source, "synthetic") != 0)
		return up_fail(err, UP_INVALID,
			       "--confirm: the rows of the run came from a source; measure the "
			       "contenders with `upbench run --source`");
	if (manifest->server.is_private == FACT_NO && dbname == NULL)
		return up_fail(
			err, UP_INVALID,
			"--confirm requires --dbname: the run was measured on a named server, "
			"not on a private cluster");
	return UP_OK;
}

static enum up_status check_candidate(const struct candidate *candidate, struct up_error *err)
{
	const struct case_key *key = &candidate->model->family->cases[0]->key;
	struct contender contender;

	if (key->peer != NULL || key->strategy == NULL ||
	    !contender_find(key->strategy, &contender))
		return up_fail(err, UP_INVALID, "--confirm: %s is no strategy of this program",
			       candidate->model->short_name);
	if (key->arm != NULL)
		return up_fail(err, UP_INVALID,
			       "--confirm: the run has arms, whose definition is not in its files; "
			       "measure the contenders with `upbench run --arm`");
	return UP_OK;
}

/* The values of `upbench run` without options, but for the server. */
static enum up_status set_run_options(const struct advice_confirmation_options *options,
				      struct run_options *values, struct up_error *err)
{
	UP_TRY(option_set_defaults(run_specs, values, err));
	values->dbname = options->dbname;
	values->schema = options->schema;
	values->pg_bin = options->pg_bin;
	values->may_publish = options->may_publish;
	values->output = options->output;
	return UP_OK;
}

/* Those of the options are borrowed. */
static void release_run_options(struct run_options *values)
{
	values->dbname = values->schema = values->pg_bin = values->output = NULL;
	option_release(run_specs, values);
}
#define VALUES UP_CLEANUP(release_run_options) struct run_options

enum up_status advice_confirmation_check(const struct advice_confirmation_options *options,
					 const struct run *run, const struct advice *advice,
					 struct up_error *err)
{
	const struct candidate *open[ADVICE_CONFIRMATION_MOST];
	const size_t count =
		candidate_list_open(&advice->candidates, open, ADVICE_CONFIRMATION_MOST);
	VALUES values = {0};

	UP_TRY(set_run_options(options, &values, err));
	UP_TRY(measurement_check(&values, err));
	UP_TRY(check_run(run, options->dbname, err));
	for (size_t c = 0; c < count; c++)
		UP_TRY(check_candidate(open[c], err));
	return UP_OK;
}

/* ---- the plan --------------------------------------------------------- */

/* The levels of its cases, at the workload.  Those that follow from others are made anew. */
static enum up_status add_case(struct run_plan *plan, const struct candidate *candidate,
			       const struct workload *asked, const struct sampling *sampling,
			       struct up_error *err)
{
	const struct case_key *key = &candidate->model->family->cases[0]->key;
	struct contender contender;
	FACTORS factors;

	if (!contender_find(key->strategy, &contender))
		return up_fail(err, UP_INVALID, "%s is no strategy", key->strategy);
	UP_TRY(factors_copy(&factors, &key->factors, err));
	if (factor_is_default(FACTOR_CHUNK, &factors))
		factors.chunk = 0;
	factors.rows = llround(asked->rows);
	factors.changed = asked->changed;
	factors.rtt_ns = llround(asked->rtt_ns);
	factors.table_rows = asked->table_rows != UNMEASURED ? asked->table_rows : 0;
	factors.derived = 0;
	factors_assume_defaults(&factors);
	return case_list_add(&plan->cases, &contender, &factors, sampling, err);
}

static enum up_status make_plan(const struct run_options *values, const struct advice *advice,
				int64_t budget_ns, struct run_plan *plan, struct up_error *err)
{
	const struct candidate *open[ADVICE_CONFIRMATION_MOST];
	const size_t count =
		candidate_list_open(&advice->candidates, open, ADVICE_CONFIRMATION_MOST);
	const struct sampling sampling = {
		.samples = MOST_SAMPLES,
		.min_samples = LEAST_SAMPLES,
		.warmup = values->warmup,
		.budget_ns = budget_ns / (int64_t)count,
		.timeout_ns = values->timeout,
		.precision = PRECISION,
	};

	plan->name = "advise";
	UP_TRY(run_plan_set_rounds(plan, values, err));
	if (origin_parse(values->source, &plan->origin, err) != UP_OK)
		return up_error_prefix(err, "--source");
	UP_TRY(run_plan_set_subject(plan, values, err));
	for (size_t c = 0; c < count; c++)
		UP_TRY(add_case(plan, open[c], &advice->asked, &sampling, err));
	return UP_OK;
}

/* ---- the run ---------------------------------------------------------- */

static void announce(const struct invocation *invocation, const struct run_plan *plan,
		     int64_t budget_ns, const char *directory)
{
	fprintf(invocation->errors,
		"upbench advise: measuring %zu contenders at the workload into %s, %s plus loading "
		"or at least %d samples each\n",
		plan->cases.count, directory, quantity_duration((double)budget_ns).text,
		LEAST_SAMPLES);
}

enum up_status advice_confirmation_run(const struct invocation *invocation,
				       const struct advice_confirmation_options *options,
				       const struct run *run, const struct advice *advice,
				       struct stored_run *stored, enum exit_code *code,
				       struct up_error *err)
{
	const struct candidate *open[ADVICE_CONFIRMATION_MOST];
	VALUES values = {0};
	RUN_PLAN plan = {0};
	RUN_DIRECTORY directory = {0};

	if (candidate_list_open(&advice->candidates, open, ADVICE_CONFIRMATION_MOST) < 2)
		return UP_OK;
	UP_TRY(set_run_options(options, &values, err));
	values.seed = run->manifest.seed != UNMEASURED ? run->manifest.seed : values.seed;
	UP_TRY(make_plan(&values, advice, options->budget_ns, &plan, err));
	if (run_directory_make(options->output, plan.name, &directory, err) != UP_OK)
		return up_error_prefix(err, "--output");
	announce(invocation, &plan, options->budget_ns, directory.path);
	enum up_status status =
		measurement_run(invocation, &values, &plan, &directory, stored, code, err);
	if (stored->run.directory == NULL)
		return status;
	/* A run that was cut short confirms nothing, so what it measured is all there is to print. */
	const struct run_output_options output = {
		.is_silent = status == UP_OK || options->is_silent,
	};
	enum up_status shown =
		run_output_write(stored, &output, invocation, status == UP_OK ? err : NULL);
	return status != UP_OK ? status : shown;
}
