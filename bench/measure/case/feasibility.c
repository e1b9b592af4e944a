/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/feasibility.h"

#include "measure/case/footprint.h"
#include "sync/sync.h"

/* Rows that a sync creates have values in all columns that want one. */
static enum up_status check_new(const struct subject *subject, const struct factors *factors,
				const struct up_relation *relation, struct up_error *err)
{
	const size_t all = subject->relation.column_count;

	if (!(factors->new > 0))
		return UP_OK;
	if (relation->column_count < all && subject->is_own && relation->partial)
		return up_fail(err, UP_UNSUPPORTED,
			       "--new requires the column %s, which may not be null",
			       relation->needed);
	if (relation->column_count < all && !subject->is_own)
		return up_fail(err, UP_UNSUPPORTED,
			       "--new requires all %zu columns: some are NOT NULL", all);
	return UP_OK;
}

static bool treats_gone(const struct factors *factors)
{
	return factors->gone == GONE_COUNT || factors->gone == GONE_DEACTIVATE ||
	       factors->gone == GONE_DELETE;
}

/* A strategy whose update is the rest of the pipeline does more in it than others. */
static enum up_status check_pipeline(const struct up_strategy *strategy,
				     const struct factors *factors, struct up_error *err)
{
	const bool does_more = factors->new > 0 || treats_gone(factors);

	if (!(strategy->flags & UP_STRATEGY_SYNCS) || factors->whole_sync == 1 || !does_more)
		return UP_OK;
	return up_fail(err, UP_UNSUPPORTED,
		       "%s brings new rows to the table, and treats those that are gone, in its "
		       "update: to compare it where there are some, --whole-sync is required",
		       strategy->name);
}

/* One that carries out the whole sync. */
static enum up_status check_sync_peer(const char *name, const struct factors *factors,
				      struct up_error *err)
{
	if (factors->whole_sync != 1)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s carries out the whole sync: --whole-sync is required", name);
	if (factors->fetch_delay_ns > 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s fetches its rows itself: --fetch-delay is not supported", name);
	if (factors->create > 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s creates rows in its own way: --create is not supported", name);
	if (treats_gone(factors))
		return up_fail(err, UP_UNSUPPORTED,
			       "%s does not look for rows that are gone: --gone ignore is required",
			       name);
	return UP_OK;
}

static enum up_status check_peer(const struct subject *subject, const struct peer_spec *peer,
				 const struct factors *factors, struct up_error *err)
{
	if (subject->is_own)
		return up_fail(err, UP_UNSUPPORTED, "peers update the built-in table only");
	if (peer->takes_sync)
		UP_TRY(check_sync_peer(peer->name, factors, err));
	else if (factors->new > 0)
		return up_fail(err, UP_UNSUPPORTED, "peers cannot insert: --new is not supported");
	if (factors->tuned)
		return up_fail(err, UP_UNSUPPORTED,
			       "peers have their own transaction: --tuned is not supported");
	if (factors->overlap == 1)
		return up_fail(err, UP_UNSUPPORTED,
			       "peers update all rows at once: --overlap is not supported");
	if (factors->partitions > 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "peers update the table that is not partitioned: --partitions is "
			       "not supported");
	return UP_OK;
}

/* A partitioned table is made beside the one that the SQL of an arm has changed, and of the built-in
 * table only. */
static enum up_status check_partitions(const struct trial_case *trial_case, struct up_error *err)
{
	const struct arm *arm = trial_case->arm;

	if (!(trial_case->key.factors.partitions > 0) || arm == NULL)
		return UP_OK;
	if (arm->schema_sql != NULL)
		return up_fail(err, UP_UNSUPPORTED,
			       "--partitions does not partition the table of an arm with "
			       "schema-sql: its SQL can");
	if (arm->shape_file != NULL)
		return up_fail(err, UP_UNSUPPORTED,
			       "--partitions does not partition the table of an arm with shape: it "
			       "has the partitions of the shape");
	return UP_OK;
}

enum up_status feasibility_check(const struct subject *subject, const struct trial_case *trial_case,
				 int64_t memory, struct up_error *err)
{
	const struct factors *factors = &trial_case->key.factors;
	UP_RELATION relation = {0};

	/* A sync that only waits would be stopped at its limit, sample for sample. */
	if (trial_case->sampling.timeout_ns > 0 &&
	    factors->fetch_delay_ns >= trial_case->sampling.timeout_ns)
		return up_fail(
			err, UP_UNSUPPORTED,
			"--fetch-delay is not shorter than --timeout: every sync would time out");
	if (trial_case->peer != NULL)
		UP_TRY(check_peer(subject, trial_case->peer, factors, err));
	UP_TRY(check_partitions(trial_case, err));
	UP_TRY(case_relation(trial_case, subject, NULL, &relation, err));
	UP_TRY(check_new(subject, factors, &relation, err));
	const struct up_update update = {
		.relation = &relation,
		.scope = subject->scope,
		.options = case_options(trial_case),
	};
	const struct up_update create = {.relation = &relation, .scope = subject->scope};
	UP_TRY(up_strategy_check(trial_case->strategy, &update, err));
	UP_TRY(check_pipeline(trial_case->strategy, factors, err));
	if (factors->overlap == 1)
		UP_TRY(up_sync_check_overlap(trial_case->strategy, (size_t)factors->workers, err));
	if (!(trial_case->strategy->flags & UP_STRATEGY_SYNCS))
		UP_TRY(up_strategy_check(case_creator(trial_case), &create, err));
	return footprint_check(subject, trial_case, memory, err);
}
