/* SPDX-License-Identifier: PostgreSQL */
/* Where a server begins to do something that no measured size shows. */
#include "judge/predict/size_threshold.h"

#include "judge/predict/model.h"
#include "judge/predict/server_setting.h"
#include "show/words/size_threshold.h"
#include "unit/planned_plans.h"

#include <math.h>

#define MIB (1024.0 * 1024)

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

/* ---- hash tables ------------------------------------------------------- */

/* 724 kB at 10,000 rows and 131 kB at 1,914, as measured; width 29. */
Test(hash_table, bytes_of_a_row)
{
	cr_expect_float_eq(hash_table_bytes(724 * 1024, 16384, 10000), 61.03, 0.01);
	cr_expect_float_eq(hash_table_bytes(131 * 1024, 2048, 1914), 61.53, 0.01);
	cr_expect_float_eq(hash_table_planned_bytes(29), 64, 0);
	cr_expect_float_eq(hash_table_planned_bytes(32), 64, 0);
	cr_expect(isnan(hash_table_bytes(724 * 1024, 16384, 0)));
}

static void expect_batches(const struct hash_table *table, double rows, double batches)
{
	const double got = hash_table_batches(table, rows);
	cr_expect_float_eq(got, batches, 0, "%g batches at %g rows", got, rows);
}

Test(hash_table, batches_of_the_planner)
{
	struct hash_table table = {.planned_bytes = 64, .bytes = 61, .memory = 8 * MIB};

	expect_batches(&table, 1000, 1);
	expect_batches(&table, 114688, 1);
	expect_batches(&table, 114689, 2);
	expect_batches(&table, 250000, 4);
	expect_batches(&table, 500000, 8);
	expect_batches(&table, 1000000, 16);
	table.has_skew = true;
	expect_batches(&table, 112000, 1);
	expect_batches(&table, 112100, 2);
	table.memory = 512 * MIB;
	expect_batches(&table, 1000000, 1);
	table.memory = NAN;
	expect_batches(&table, 1000000, 1);
}

/* The planner expects 100 rows of a function, however many there are. */
Test(hash_table, batches_that_execution_finds)
{
	const struct hash_table table = {.planned_bytes = NAN, .bytes = 625, .memory = 8 * MIB};

	expect_batches(&table, 13200, 1);
	expect_batches(&table, 13300, 2);
	expect_batches(&table, 250000, 32);
	expect_batches(&table, 500000, 64);
	expect_batches(&table, 1000000, 128);
}

/* ---- settings ---------------------------------------------------------- */

static void describe(struct run *run, const char *version)
{
	struct manifest_server *server = &run->manifest.server;

	server->version = strdup(version);
	struct manifest_setting *buffers = manifest_add_setting(server);
	*buffers = (struct manifest_setting){
		.name = strdup("shared_buffers"), .value = strdup("16384"), .unit = strdup("8kB")};
}

static void expect_setting(const struct run *run, const char *settings, enum server_setting setting,
			   double value)
{
	struct case_key key;

	case_key_init(&key);
	key.factors.settings = (char *)(uintptr_t)settings;
	cr_expect_float_eq(server_setting_find(run, &key, setting), value, 1e-9, "%s",
			   server_setting_name(setting));
}

Test(server_setting, of_the_case_the_run_or_by_default)
{
	RUN run = {0};
	RUN older = {0};
	RUN unknown = {0};
	struct case_key key;

	describe(&run, "15.20 (Debian 15.20-0+deb12u1)");
	describe(&older, "13.9");
	expect_setting(&run, NULL, SETTING_WORK_MEM, 4 * MIB);
	expect_setting(&run, NULL, SETTING_HASH_MEM_MULTIPLIER, 2);
	expect_setting(&older, NULL, SETTING_HASH_MEM_MULTIPLIER, 1);
	expect_setting(&run, NULL, SETTING_JIT, 1);
	struct manifest_setting *recorded = manifest_add_setting(&run.manifest.server);
	*recorded = (struct manifest_setting){
		.name = strdup("work_mem"), .value = strdup("65536"), .unit = strdup("kB")};
	expect_setting(&run, NULL, SETTING_WORK_MEM, 64 * MIB);
	expect_setting(&run, "jit=off work_mem=256MB", SETTING_WORK_MEM, 256 * MIB);
	expect_setting(&run, "WORK_MEM=1024", SETTING_WORK_MEM, MIB);
	expect_setting(&run, "jit=off", SETTING_JIT, 0);

	case_key_init(&key);
	cr_expect(isnan(server_setting_find(&unknown, &key, SETTING_WORK_MEM)));
	key.factors.tuned = 1;
	cr_expect(isnan(server_setting_find(&run, &key, SETTING_WORK_MEM)));
	cr_expect_float_eq(server_setting_find(&run, &key, SETTING_TEMP_BUFFERS), 8 * MIB, 0);
}

/* ---- thresholds -------------------------------------------------------- */

Test(size_threshold, begins_above_what_was_measured)
{
	struct size_threshold threshold = {
		.kind = THRESHOLD_JIT, .limit = 1000, .line = {.fixed = 10, .each = 1}};

	cr_assert(size_threshold_begins(&threshold, 100));
	cr_expect_float_eq(threshold.rows, 991, 0);
	cr_expect_not(size_threshold_begins(&threshold, 991), "it is in the data");
	threshold.line.each = 0;
	cr_expect_not(size_threshold_begins(&threshold, 100), "it never begins");
}

struct scene {
	struct planned_run planned;
	struct family_list families;
	struct model_list models;
};

static void scene_release(struct scene *scene)
{
	model_list_release(&scene->models);
	family_list_release(&scene->families);
	planned_run_release(&scene->planned);
}
#define SCENE UP_CLEANUP(scene_release) struct scene

static const int64_t sizes[] = {2000, 5000, 10000};

/* A strategy with arrays on version 15 with default settings, by what its plan has at the largest size. */
static const struct size_threshold_list *make(struct scene *scene, int64_t batches,
					      int64_t bytes_per_row, const char *requirement)
{
	const struct planned_family family = {.name = "unnest", .a = 1e6, .b = 900, .wal = 1200};
	const struct model_request request = {0};
	struct run *run = &scene->planned.run;

	manifest_init(&run->manifest);
	describe(run, "15.20");
	run->manifest.checkpoint = FACT_YES;
	struct manifest_strategy *strategy = manifest_add_strategy(&run->manifest);
	strategy->name = strdup("unnest");
	strategy->is_ranked = FACT_YES;
	strategy->is_autocommit = FACT_NO;
	OK(text_list_add(&strategy->requires, requirement, &err));
	planned_run_add(&scene->planned, &family, sizes, 3, 0, 6);
	for (size_t s = 0; s < run->samples.count; s++) {
		struct sample *sample = &run->samples.items[s];
		sample->statements = 1;
		sample->bytes_sent = bytes_per_row * sample->key.factors.rows;
	}
	for (size_t s = 0; s < 3; s++) {
		const struct planned_plan plan = {.shape = "Hash Join",
						  .count = 1,
						  .rows = sizes[s],
						  .cost = 0.1 * (double)sizes[s] + 39,
						  .pages = sizes[s] / 20,
						  .batches = batches};
		planned_run_explain(&scene->planned, "unnest", sizes[s], &plan, 1);
	}
	planned_run_summarise(&scene->planned);
	OK(family_list_make(run, &scene->planned.summaries, &scene->families, &err));
	OK(model_list_make(run, &scene->families, &request, &scene->models, &err));
	cr_assert_eq(scene->models.count, 1);
	cr_assert_null(scene->models.items[0].refusal, "%s", scene->models.items[0].refusal);
	return &scene->models.items[0].thresholds;
}

static void expect_rows(const struct size_threshold_list *list, enum size_threshold_kind kind,
			double rows, double share)
{
	const struct size_threshold *threshold = size_threshold_find(list, kind);

	cr_assert_not_null(threshold, "%s", size_threshold_name(kind));
	cr_expect_float_eq(threshold->rows, rows, share * rows, "%s: %f", size_threshold_name(kind),
			   threshold->rows);
}

Test(size_threshold, of_a_run)
{
	SCENE scene = {0};
	const struct size_threshold_list *list = make(&scene, 1, 360, "no-arrays");

	expect_rows(list, THRESHOLD_TEMP_BUFFERS, 1024 * 20 + 1, 0.001);
	expect_rows(list, THRESHOLD_HASH_MEMORY, 114689, 0);
	expect_rows(list, THRESHOLD_JIT, (100000 - 39) / 0.1 + 1, 0.001);
	expect_rows(list, THRESHOLD_MESSAGE, 0x3fffffff / 360.0, 0.001);
	for (size_t t = 1; t < list->count; t++)
		cr_expect_leq(list->items[t - 1].rows, list->items[t].rows);
	const struct size_threshold *hash = size_threshold_find(list, THRESHOLD_HASH_MEMORY);
	cr_expect_float_eq(size_threshold_figure(hash, 500000), 8, 0);
	cr_expect_str_eq(hash->relation, "t");

	/* What cannot be sent is refused, whatever is asked for. */
	const struct model *model = &scene.models.items[0];
	OK(model_check(model, 2900000, 0, true, &err));
	cr_assert_eq(model_check(model, 3000000, 0, true, &err), UP_INVALID);
	cr_expect_not_null(strstr(err.message, "cannot be sent: a message of the protocol ends at "
					       "1 GiB"),
			   "%s", err.message);
}

Test(size_threshold, what_is_in_the_data_or_not_known_is_none)
{
	SCENE batched = {0};
	SCENE copied = {0};

	cr_expect_null(
		size_threshold_find(make(&batched, 2, 360, "no-arrays"), THRESHOLD_HASH_MEMORY));
	cr_expect_null(size_threshold_find(make(&copied, 1, 360, "copy"), THRESHOLD_MESSAGE));
}

static void expect_words(const struct size_threshold_list *list, enum size_threshold_kind kind,
			 const char *expected)
{
	UP_BUFFER text = {0};

	size_threshold_append_event(&text, size_threshold_find(list, kind), 500000);
	cr_expect_str_eq(up_buffer_string(&text), expected);
	cr_expect_not_null(size_threshold_remedy(kind));
}

Test(size_threshold, in_words)
{
	SCENE scene = {0};
	const struct size_threshold_list *list = make(&scene, 1, 360, "no-arrays");

	expect_words(list, THRESHOLD_HASH_MEMORY,
		     "the hash table of t no longer fits into 8.00 MiB (work_mem \u00d7 "
		     "hash_mem_multiplier): 8 batches at 500,000 rows");
	expect_words(list, THRESHOLD_TEMP_BUFFERS,
		     "the temporary table no longer fits into temp_buffers (8.00 MiB): 195 MiB at "
		     "500,000 rows");
	expect_words(
		list, THRESHOLD_JIT,
		"the cost of the statement exceeds jit_above_cost (100,000), and it is compiled: "
		"50,000 at 500,000 rows");
	expect_words(list, THRESHOLD_MESSAGE, "");
}
