/* SPDX-License-Identifier: PostgreSQL */
/*
 * Random faults of an API: after each sync the table is as before or as it must be, and never
 * between, and a sync that succeeds is one that could.
 *
 *   fault-tests [--seed N] [--count N]
 *
 * Runs the seeds N, N+1, … on a private cluster: up to three faults in the pages of an API, a random
 * strategy, size of a batch and number of fetches at once.  Prints for each that fails which seed it
 * was, with its faults: --seed N --count 1 is that one again.
 */
#include "base/random.h"
#include "measure/api/server.h"
#include "measure/case/contender.h"
#include "measure/conformance/target.h"
#include "measure/server/cluster.h"
#include "measure/workload/program.h"
#include "measure/workload/program_map.h"
#include "measure/workload/synthetic.h"
#include "pg/pool.h"
#include "source/api.h"
#include "sync/sync.h"

#include <stdio.h>
#include <stdlib.h>

#define ROWS 203
#define PAGE_ROWS 10
#define PAGES 20 /* that faults are drawn for, of 21 */
#define RETRIES 2
#define TIMEOUT_NS INT64_C(400000000)

/* What all seeds share. */
struct setting {
	struct up_relation relation;
	struct up_api_map map;
	struct rows *rows;
	struct up_batch old;
	struct digest before;
	struct digest after;
	const char *conninfo; /* borrowed */
	struct up_pool pool;  /* fresh for each seed: a strategy keeps statements and tables */
	size_t succeeded;
	size_t failed;
};

static void setting_release(struct setting *setting)
{
	up_pool_release(&setting->pool);
	up_batch_release(&setting->old);
	rows_close(setting->rows);
	up_api_map_release(&setting->map);
	up_relation_release(&setting->relation);
}

static enum up_status open_relation(struct up_relation *relation, struct up_error *err)
{
	UP_RELATION found = {0};

	UP_TRY(program_relation(&found, err));
	return up_relation_narrow(&found, found.column_count, "public", relation, err);
}

static enum up_status setting_init(struct setting *setting, const char *conninfo,
				   struct up_error *err)
{
	const struct synthetic data = {
		.seed = SYNTHETIC_SEED, .rows = ROWS, .changed = 0.8, .new = 0.1};
	UP_BATCH new = {0};

	UP_TRY(open_relation(&setting->relation, err));
	UP_TRY(program_map(&setting->map, err));
	UP_TRY(synthetic_open_rows(&data, &setting->relation, &setting->rows, err));
	UP_TRY(up_batch_init(&setting->old, &setting->relation, err));
	UP_TRY(up_batch_init(&new, &setting->relation, err));
	for (size_t row = 0; row < ROWS; row++) {
		const struct rows *rows = setting->rows;
		if (rows->in_old(rows, row))
			UP_TRY(rows->append(rows, row, EDITION_OLD, &setting->old, err));
		UP_TRY(rows->append(rows, row, EDITION_NEW, &new, err));
	}
	setting->before = target_digest(&setting->old);
	setting->after = target_digest(&new);
	setting->conninfo = conninfo;
	return UP_OK;
}

/* ---- one seed ----------------------------------------------------------- */

static const struct up_strategy *draw_strategy(const struct setting *setting,
					       struct up_random *random)
{
	for (;;) {
		const struct contender contender =
			contender_at(up_random_below(random, contender_count()));
		if (contender.role == ROLE_RANKED && setting->pool.conns[0]->server_version >=
							     contender.strategy->min_server_version)
			return contender.strategy;
	}
}

static enum up_status run_sync(const struct setting *setting, const struct up_strategy *strategy,
			       size_t batch_rows, struct up_source *source, struct up_error *err)
{
	const struct up_sync_options options = {
		.pool = &setting->pool,
		.relation = &setting->relation,
		.scope = TARGET_SCOPE,
		.source = source,
		.strategy = strategy,
		.batch_rows = batch_rows,
		.strategy_context = source,
	};
	struct up_sync_result result;
	UP_SYNC *sync = NULL;

	UP_TRY(up_sync_open(&options, &sync, err));
	return up_sync_run(sync, &result, err);
}

/* May a sync with these faults succeed?  What hits every request of a page, and more requests than are
 * made, cannot be passed over. */
static bool may_succeed(const struct fault_list *faults)
{
	for (size_t f = 0; f < faults->count; f++) {
		const struct fault *fault = &faults->items[f];
		const bool is_harmless =
			fault->kind == FAULT_TRICKLE || fault->kind == FAULT_REPEAT_ROW;
		if (!is_harmless && fault->left < 0)
			return false;
	}
	return true;
}

static enum up_status judge(struct setting *setting, const struct fault_list *faults,
			    enum up_status status, struct up_error *err)
{
	const struct up_error refusal = *err;
	const struct digest *expected = status == UP_OK ? &setting->after : &setting->before;
	struct digest digest;

	UP_TRY(target_read(setting->pool.conns[0], &setting->relation, TARGET_SCOPE, &digest, err));
	if (!digest_equal(&digest, expected))
		return up_fail(err, UP_MISMATCH, "the table is not as %s a sync that %s",
			       status == UP_OK ? "after" : "before",
			       status == UP_OK ? "succeeded" : refusal.message);
	if (status == UP_OK && !may_succeed(faults))
		return up_fail(err, UP_MISMATCH, "the sync succeeded");
	if (status != UP_OK && strncmp(refusal.message, "page ", 5) != 0)
		return up_fail(err, UP_MISMATCH, "no page is named: %.900s", refusal.message);
	setting->succeeded += status == UP_OK;
	setting->failed += status != UP_OK;
	return UP_OK;
}

static enum up_status run_faults(struct setting *setting, struct fault_list *faults,
				 struct up_random *random, struct up_error *err)
{
	const struct api_server_options serving = {
		.rows = setting->rows,
		.relation = &setting->relation,
		.map = &setting->map,
		.page_rows_max = API_PAGE_ROWS_MAX,
		.faults = *faults,
	};
	const struct up_strategy *strategy = draw_strategy(setting, random);
	const size_t batch_rows = up_random_below(random, 2) == 0 ? 0 : 37;
	char url[64];
	API_SERVER *server = NULL;
	UP_SOURCE *source = NULL;

	UP_TRY(api_server_start(&serving, &server, err));
	snprintf(url, sizeof url, "http://127.0.0.1:%d" API_PATH, api_server_port(server));
	const struct up_page_fetch_options fetching = {
		.url = url,
		.map = &setting->map,
		.page_rows = PAGE_ROWS,
		.concurrency = 1 + up_random_below(random, 5),
		.retries = RETRIES,
		.timeout_ns = TIMEOUT_NS,
	};
	UP_TRY(up_api_open(&fetching, &setting->relation, &source, err));
	UP_TRY(target_make(setting->pool.conns[0], &setting->relation, NULL, err));
	UP_TRY(target_fill(setting->pool.conns[0], &setting->old, err));
	enum up_status status = run_sync(setting, strategy, batch_rows, source, err);
	if (judge(setting, faults, status, err) != UP_OK)
		return up_error_prefix(err, "strategy %s, batches of %zu", strategy->name,
				       batch_rows);
	return UP_OK;
}

static enum up_status run_seed(struct setting *setting, uint64_t seed, struct up_error *err)
{
	struct up_random random = up_random_at(seed, 1, 0);
	struct fault_list faults = {0};
	UP_BUFFER words = {0};

	up_pool_release(&setting->pool);
	setting->pool = (struct up_pool){0};
	UP_TRY(up_pool_open(setting->conninfo, 1, &setting->pool, err));
	fault_list_draw(&faults, seed, up_random_below(&random, 4), PAGES);
	for (size_t f = 0; f < faults.count; f++) {
		char text[FAULT_TEXT_SIZE];
		fault_print(&faults.items[f], text);
		up_buffer_append_format(&words, "%s%s", f > 0 ? "," : "", text);
	}
	if (run_faults(setting, &faults, &random, err) == UP_OK)
		return UP_OK;
	return up_error_prefix(err, "faults %s", up_buffer_string(&words));
}

/* ---- all of them --------------------------------------------------------- */

static enum up_status run(uint64_t seed, uint64_t count, size_t *wrong, struct up_error *err)
{
	static const char *const settings[] = {"fsync=off", "jit=off"};
	const struct cluster_options options = {.settings = settings, .setting_count = 2};
	CLUSTER *cluster = NULL;
	UP_CLEANUP(setting_release) struct setting setting = {0};

	UP_TRY(cluster_shield_environment(err));
	UP_TRY(cluster_start(&options, &cluster, err));
	UP_TRY(setting_init(&setting, cluster_conninfo(cluster), err));
	for (uint64_t i = 0; i < count; i++) {
		if (run_seed(&setting, seed + i, err) == UP_OK)
			continue;
		printf("seed %llu: %s\n", (unsigned long long)(seed + i), err->message);
		fflush(stdout);
		++*wrong;
	}
	printf("%llu seeds: %zu syncs succeeded, %zu failed and left no trace, %zu were wrong\n",
	       (unsigned long long)count, setting.succeeded, setting.failed, *wrong);
	up_pool_release(&setting.pool);
	setting.pool = (struct up_pool){0};
	return cluster_stop(cluster, err);
}

int main(int argc, char *argv[])
{
	struct up_error err = {0};
	uint64_t seed = 1;
	uint64_t count = 25;
	size_t wrong = 0;

	for (int a = 1; a + 1 < argc; a += 2) {
		uint64_t *number = strcmp(argv[a], "--seed") == 0    ? &seed
				   : strcmp(argv[a], "--count") == 0 ? &count
								     : NULL;
		if (number == NULL) {
			fprintf(stderr, "fault-tests: no option is called %s\n", argv[a]);
			return EXIT_FAILURE;
		}
		*number = strtoull(argv[a + 1], NULL, 10);
	}
	if (run(seed, count, &wrong, &err) != UP_OK) {
		fprintf(stderr, "fault-tests: %s\n", err.message);
		return EXIT_FAILURE;
	}
	return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
