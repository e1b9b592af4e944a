/* SPDX-License-Identifier: PostgreSQL */
/*
 * The property test: every strategy of the registry, each in a random variant,
 * over random tables and rows, leaves the table that the client computes, and the columns that do
 * not travel as they were.
 *
 *   property-tests [--seed N] [--count N] [--jobs N]
 *
 * Runs the fixtures of the seeds N, N+1, … on a private cluster, and says for each
 * that fails which seed it was: --seed N --count 1 is that one again.
 */
#include "measure/case/contender.h"
#include "measure/server/cluster.h"
#include "property/generate.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#define WORKERS 3
#define PROGRESS 250 /* fixtures from one sign of life to the next */

struct arguments {
	uint64_t seed;
	uint64_t count;
	uint64_t jobs;
};

static enum up_status parse_number(const char *name, const char *text, uint64_t *number,
				   struct up_error *err)
{
	char *end;

	*number = text != NULL ? strtoull(text, &end, 10) : 0;
	if (text == NULL || end == text || *end != '\0')
		return up_fail(err, UP_INVALID, "%s wants a number", name);
	return UP_OK;
}

static enum up_status parse(char *const argv[], struct arguments *arguments, struct up_error *err)
{
	for (size_t i = 1; argv[i] != NULL; i += 2) {
		uint64_t *number = strcmp(argv[i], "--seed") == 0    ? &arguments->seed
				   : strcmp(argv[i], "--count") == 0 ? &arguments->count
				   : strcmp(argv[i], "--jobs") == 0  ? &arguments->jobs
								     : NULL;
		if (number == NULL)
			return up_fail(err, UP_INVALID, "no option is called %s", argv[i]);
		UP_TRY(parse_number(argv[i], argv[i + 1], number, err));
	}
	return UP_OK;
}

/* ---- one fixture ------------------------------------------------------ */

/* Right, or refused for the one reason that there can be. */
static enum up_status run_strategy(const struct differential *differential,
				   const struct up_pool *pool, const struct up_strategy *strategy,
				   const struct variant *variant, struct up_error *err)
{
	const bool lacks_columns = (strategy->flags & UP_STRATEGY_WHOLE_ROWS) != 0 &&
				   differential->fixture->relation.partial;
	const enum up_status status = differential_run(differential, pool, strategy, variant, err);

	if (!lacks_columns)
		return status;
	return status == UP_UNSUPPORTED ? UP_OK
					: up_fail(err, UP_MISMATCH, "not refused: %s",
						  status == UP_OK ? "it succeeds" : err->message);
}

static enum up_status run_strategies(uint64_t seed, const struct fixture *fixture,
				     const struct differential_table *table,
				     const struct up_pool *pool, struct up_error *err)
{
	struct differential differential;

	UP_TRY(differential_open(&differential, fixture, table, pool->conns[0], err));
	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		const struct up_strategy *strategy = contender.strategy;
		UP_BUFFER text = {0};
		if (contender.role == ROLE_IDLE ||
		    pool->conns[0]->server_version < strategy->min_server_version)
			continue;
		struct variant variant = generate_variant(seed, fixture, strategy, pool->count);
		variant_append(&text, &variant);
		if (run_strategy(&differential, pool, strategy, &variant, err) != UP_OK)
			return up_error_prefix(err, "strategy %s, variant %s", strategy->name,
					       up_buffer_string(&text));
	}
	return differential_close(&differential, pool->conns[0], err);
}

static enum up_status run_seed(uint64_t seed, const struct up_pool *pool, struct up_error *err)
{
	FIXTURE fixture = {0};
	DIFFERENTIAL_TABLE table = {0};

	UP_TRY(generate_fixture(seed, pool->conns[0]->server_version, &fixture, &table, err));
	if (run_strategies(seed, &fixture, &table, pool, err) == UP_OK)
		return UP_OK;
	const struct up_relation *relation = &fixture.relation;
	return up_error_prefix(
		err, "relation \"%s\" (%zu columns, %zu of the key, %s; %zu rows, then %zu)",
		relation->table, relation->column_count, relation->key_count,
		up_relation_has_scope(relation) ? "a scope" : "no scope", fixture.before.row_count,
		fixture.after.row_count);
}

/* ---- all of them ------------------------------------------------------ */

/* Every jobs-th seed from first on; failed gets how many did. */
static enum up_status run_seeds(const struct arguments *arguments, uint64_t first,
				const char *conninfo, size_t *failed, struct up_error *err)
{
	UP_POOL pool = {0};

	for (uint64_t i = first; i < arguments->count; i += arguments->jobs) {
		if (pool.conns == NULL)
			UP_TRY(up_pool_open(conninfo, WORKERS, &pool, err));
		if (run_seed(arguments->seed + i, &pool, err) != UP_OK) {
			printf("seed %llu: %s\n", (unsigned long long)(arguments->seed + i),
			       err->message);
			(*failed)++;
			up_pool_release(&pool); /* nobody knows what state it is in */
			pool = (struct up_pool){0};
		}
		if (i % PROGRESS == PROGRESS - 1)
			printf("%llu of %llu\n", (unsigned long long)i + 1,
			       (unsigned long long)arguments->count);
		fflush(stdout);
	}
	return UP_OK;
}

/* A process that runs a share of the seeds. */
struct job {
	pid_t pid;
	int in; /* where it says how many failed */
};

static enum up_status start_job(const struct arguments *arguments, uint64_t first,
				const char *conninfo, struct job *job, struct up_error *err)
{
	int ends[2];
	size_t failed = 0;

	if (pipe(ends) != 0 || (job->pid = fork()) < 0)
		return up_fail_errno(err, UP_IO, "cannot start a process");
	job->in = ends[0];
	if (job->pid > 0) {
		close(ends[1]);
		return UP_OK;
	}
	if (run_seeds(arguments, first, conninfo, &failed, err) != UP_OK) {
		fprintf(stderr, "property-tests: %s\n", err->message);
		exit(EXIT_FAILURE);
	}
	exit(write(ends[1], &failed, sizeof failed) == sizeof failed ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* Adds what failed; a job that ended without a word is one failure. */
static void end_job(struct job *job, size_t *failed)
{
	size_t found;
	int status;

	if (read(job->in, &found, sizeof found) != sizeof found)
		found = 1;
	close(job->in);
	if (waitpid(job->pid, &status, 0) != job->pid || status != 0)
		found += found == 0;
	*failed += found;
}

static enum up_status run(const struct arguments *arguments, size_t *failed, struct up_error *err)
{
	/* Nothing here outlives the run; hundreds of thousands of temporary tables bloat the
	 * catalogs; and compiling expressions takes longer than they do. */
	static const char *const settings[] = {"fsync=off", "full_page_writes=off", "autovacuum=on",
					       "jit=off", "max_wal_size=1GB"};
	const struct cluster_options options = {
		.settings = settings, .setting_count = sizeof settings / sizeof settings[0]};
	CLUSTER *cluster = NULL;
	UP_FREE struct job *jobs = calloc(arguments->jobs, sizeof *jobs);
	enum up_status status = UP_OK;

	if (jobs == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory");
	UP_TRY(cluster_shield_environment(err));
	UP_TRY(cluster_start(&options, &cluster, err));
	uint64_t started = 0;
	while (status == UP_OK && started < arguments->jobs) {
		status = start_job(arguments, started, cluster_conninfo(cluster), &jobs[started],
				   err);
		started += status == UP_OK;
	}
	for (uint64_t j = 0; j < started; j++)
		end_job(&jobs[j], failed);
	UP_TRY(status);
	return cluster_stop(cluster, err);
}

int main(int argc, char *argv[])
{
	struct arguments arguments = {.seed = 1, .count = 60, .jobs = 2};
	struct up_error err = {0};
	size_t failed = 0;

	(void)argc;
	enum up_status status = parse(argv, &arguments, &err);
	if (status == UP_OK && arguments.jobs == 0)
		status = up_fail(&err, UP_INVALID, "--jobs wants a number from 1 on");
	if (status == UP_OK)
		status = run(&arguments, &failed, &err);
	if (status != UP_OK) {
		fprintf(stderr, "property-tests: %s\n", err.message);
		return EXIT_FAILURE;
	}
	size_t passed = failed < arguments.count ? arguments.count - failed : 0;
	printf("tests: %zu passed, %zu failed\n", passed, failed);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
