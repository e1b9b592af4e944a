/* SPDX-License-Identifier: PostgreSQL */
#include "fake/fake_run.h"

#include "base/random.h"
#include "measure/case/case.h"
#include "measure/trial/description.h"
#include "record/settings.h"
#include "stats/distribution.h"
#include "text/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void must(enum up_status status, const struct up_error *err)
{
	if (status == UP_OK)
		return;
	fprintf(stderr, "fake run: %s\n", err->message);
	abort();
}

static void *must_have(void *allocated)
{
	const struct up_error err = {.message = "out of memory"};

	must(allocated != NULL ? UP_OK : UP_NO_MEMORY, &err);
	return allocated;
}

void fake_run_release(struct fake_run *fake)
{
	run_release(&fake->run);
}

/* ---- keys -------------------------------------------------------------- */

static bool take_level(struct factors *factors, enum factor factor, const char *value)
{
	int64_t *level = (void *)((char *)factors + factor_table[factor].offset);

	switch (factor_table[factor].kind) {
	case FACTOR_DURATION_KIND:
		return unit_parse_duration(value, level);
	case FACTOR_RATE_KIND:
		return unit_parse_rate(value, level);
	case FACTOR_FLAG_KIND:
		*level = 1;
		return true;
	default:
		return factor_parse(factor, factors, value, NULL) == UP_OK;
	}
}

static enum up_status take_word(struct case_key *key, const char *name, const char *value,
				struct up_error *err)
{
	UP_BUFFER setting = {0};

	if (strcmp(name, "arm") == 0) {
		free(key->arm);
		key->arm = strdup(value);
		return key->arm != NULL ? UP_OK : up_fail(err, UP_NO_MEMORY, "out of memory");
	}
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const struct factor_info *info = &factor_table[factor];
		if (strcmp(info->name, name) != 0 || info->kind == FACTOR_SETTINGS_KIND)
			continue;
		if (!take_level(&key->factors, factor, value))
			return up_fail(err, UP_INVALID, "%s=%s is no level", name, value);
		return UP_OK;
	}
	up_buffer_append_format(&setting, "%s=%s", name, value);
	UP_TRY(up_buffer_check(&setting, err));
	return settings_add(&key->factors.settings, setting.data, err);
}

/* Blanks in single quotes are part of a word. */
static size_t word_length(const char *word)
{
	size_t length = 0;

	for (bool quoted = false; word[length] != '\0' && (quoted || word[length] != ' '); length++)
		quoted ^= word[length] == '\'';
	return length;
}

bool fake_key_parse(struct case_key *key, const char *levels, struct up_error *err)
{
	UP_BUFFER name = {0};
	UP_BUFFER value = {0};

	for (const char *word = levels + strspn(levels, " "); *word != '\0';) {
		const size_t length = word_length(word);
		UP_FREE char *text = must_have(strndup(word, length));
		const char *rest = text;
		settings_next(&rest, &name, &value);
		if (take_word(key, up_buffer_string(&name), up_buffer_string(&value), err) != UP_OK)
			return false;
		word += length;
		word += strspn(word, " ");
	}
	return true;
}

/* ---- samples ----------------------------------------------------------- */

/* Box and Muller, Annals of Mathematical Statistics 29 (1958). */
static double fake_normal(struct up_random *random)
{
	double radius = sqrt(-2 * log(1 - up_random_unit(random)));
	return radius * cos(2 * 3.14159265358979323846 * up_random_unit(random));
}

/* FNV-1a: each case has noise of its own. */
static uint64_t stream_of(const char *name)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 0x100000001b3u;
	return hash;
}

static int64_t trips_of(const struct fake_case *of, const struct factors *factors)
{
	if (of->trips == FAKE_PER_ROW)
		return factors->rows;
	if (of->trips > 0)
		return of->trips;
	return factors->chunk > 0 ? (factors->rows + factors->chunk - 1) / factors->chunk : 1;
}

static int64_t per_row(int64_t amount, int64_t rows)
{
	return amount > 0 ? amount * rows : UNMEASURED;
}

static void count_costs(struct sample *sample, const struct fake_case *of)
{
	const int64_t rows = sample->key.factors.rows;

	sample->encode_ns = per_row(of->encode, rows);
	sample->bytes_sent = per_row(of->sent, rows);
	/* Never all the same, as full-page images are not. */
	sample->wal_bytes = of->wal > 0 ? of->wal * rows + sample->round % 2 : UNMEASURED;
	if (of->pages > 0) {
		sample->table_bytes = of->pages * rows / 2;
		sample->wal_fpi = sample->table_bytes / 8192;
		sample->index_bytes = 0;
		sample->toast_bytes = 0;
	}
	if (of->counters) {
		sample->rows_updated = rows;
		sample->rows_created = 0;
		sample->rows_unchanged = 0;
		sample->bytes_received = 4000;
		sample->client_cpu_ns = sample->update_ns / 5;
		sample->server_cpu_ns = sample->update_ns / 2;
		sample->backend_peak_bytes = 30000000;
	}
}

/* A strategy that is idle has nothing to commit, and a peer has committed within its update. */
static void time_stages(struct sample *sample, double ns, const struct trial_case *trial_case)
{
	const int64_t rows = sample->key.factors.rows;
	const bool is_apart = trial_case->role == ROLE_IDLE || trial_case->peer != NULL;

	sample->fetch_ns = 300 * rows;
	sample->classify_ns = 900 * rows + 400000;
	sample->create_ns = 200;
	sample->business_ns = 500 * rows + 200000;
	sample->commit_ns = is_apart ? 0 : (int64_t)(ns / 100);
	sample->update_ns = (int64_t)ns - sample->commit_ns;
	sample->total_ns = sample->fetch_ns + sample->classify_ns + sample->create_ns +
			   sample->update_ns + sample->business_ns + sample->commit_ns;
}

/* The arms of a round share what disturbs it. */
static double drift_of(const struct sample *sample)
{
	return sample->key.arm != NULL ? 1 + (double)(sample->round * 5 % 13) / 40 : 1;
}

/* The logarithms are quantiles of the normal distribution in a random order, so that the median of
 * any number of samples is that of the distribution, but for a tenth of the noise, which all
 * samples of a case have in common. */
static void draw_noise(double *noise, size_t count, const struct fake_case *of,
		       struct up_random random)
{
	const double common = of->noise / 10 * fake_normal(&random);

	for (size_t s = 0; s < count; s++) {
		const double deviate = normal_quantile(((double)s + 0.5) / (double)count);
		const size_t other = (size_t)up_random_below(&random, s + 1);
		noise[s] = noise[other];
		noise[other] = exp(of->noise * deviate + common);
	}
}

static void measure(struct sample *sample, const struct fake_case *of, double noise,
		    const struct trial_case *trial_case)
{
	const double n = (double)sample->key.factors.rows;
	const double rtt_ns = (double)sample->key.factors.rtt_ns;
	const double ns =
		sample->phase == PHASE_COLD ? of->cold_ns : of->a + of->b * n + of->c * n * n;

	sample->round_trips = trips_of(of, &sample->key.factors);
	time_stages(sample,
		    ns * noise * drift_of(sample) + (double)(sample->round_trips + 1) * rtt_ns,
		    trial_case);
	count_costs(sample, of);
}

static struct sample *append_sample(struct sample_list *list)
{
	list->items = must_have(realloc(list->items, (list->count + 1) * sizeof *list->items));
	sample_init(&list->items[list->count]);
	return &list->items[list->count++];
}

static void add_samples(struct fake_run *fake, const struct fake_case *of,
			const struct trial_case *trial_case)
{
	const int64_t sessions = of->sessions > 0 ? of->sessions : 1;
	const int64_t cold = of->cold_ns > 0 ? sessions : 0;
	const int64_t count = (int64_t)of->samples + cold;
	int64_t taken[] = {[PHASE_COLD] = 0, [PHASE_MEASURE] = cold};
	int64_t last = 0;
	UP_FREE double *noise = must_have(calloc((size_t)count + 1, sizeof *noise));
	struct up_error err = {0};

	draw_noise(noise + cold, of->samples, of,
		   up_random_at(fake->draw, stream_of(trial_case->name), 0));
	for (int64_t s = cold; s < count; s++) {
		if (floor((double)(s + 1) * of->slow) > floor((double)s * of->slow))
			noise[s] *= of->slower;
	}
	struct up_random random = up_random_at(fake->draw, stream_of(trial_case->name), 1);
	for (int64_t c = 0; c < cold; c++)
		noise[c] = sessions > 1 ? exp(of->noise * fake_normal(&random)) : 1;
	for (int64_t s = 0; s < count; s++) {
		struct sample *sample = append_sample(&fake->run.samples);
		must(case_describe(trial_case, sample, &err), &err);
		sample->round = s + 1;
		sample->position = (int64_t)fake->run.manifest.cases.count;
		sample->sample = s + 1;
		sample->session = s * sessions / count + 1;
		sample->phase = cold > 0 && sample->session != last ? PHASE_COLD : PHASE_MEASURE;
		last = sample->session;
		sample->status =
			s < count - of->failing && of->failing > 0 ? SAMPLE_OK : (int)of->status;
		if (sample->status == SAMPLE_OK)
			measure(sample, of, noise[taken[sample->phase]++], trial_case);
		else if (of->error != NULL)
			sample->error = must_have(strdup(of->error));
	}
}

/* ---- plans ------------------------------------------------------------- */

/* The hash table of a join, as a server reports it; its width is that of the bytes less 32. */
static void add_hash(json_t *plan, int64_t bytes, json_int_t rows)
{
	json_t *join = json_array_get(json_object_get(plan, "Plans"), 0);
	json_int_t buckets = 1024;

	while (buckets < rows)
		buckets *= 2;
	json_object_set_new(
		join, "Plans",
		json_pack("[{s:s, s:s, s:I, s:I, s:I, s:I, s:i, s:I, s:[{s:s, s:s, s:s}]}]",
			  "Node Type", "Hash", "Parent Relationship", "Inner", "Plan Rows", rows,
			  "Actual Rows", rows, "Plan Width", (json_int_t)(bytes - 32),
			  "Hash Buckets", buckets, "Hash Batches", 1, "Peak Memory Usage",
			  (bytes * rows + 8 * buckets) / 1024, "Plans", "Node Type", "Seq Scan",
			  "Parent Relationship", "Outer", "Relation Name", "t"));
}

static void add_plan(struct fake_run *fake, const struct fake_case *of,
		     const struct trial_case *trial_case)
{
	const char *text = of->plan;
	const int64_t rows = trial_case->key.factors.rows;
	const json_int_t estimated = text != NULL ? 100 : rows;
	struct plan_shape shape = {
		.count = 1,
		.estimated_rows = (double)estimated,
		.actual_rows = (double)rows,
		.loops = 1,
		.total_cost = 312.4,
		.cost = {.wal_bytes = 634 * rows,
			 .wal_records = 4 * rows,
			 .wal_fpi = rows / 16,
			 .buffers_dirtied = rows / 6,
			 .planning_ns = 410000},
		.shape = must_have(strdup(text != NULL ? text
					  : rows >= of->turns
						  ? "Update t (Hash Join (Seq Scan u))"
						  : "Update t (Nested Loop (Seq Scan u))")),
	};
	struct case_plans plans = {
		.case_name = must_have(strdup(trial_case->name)), .sample = 2, .statements = 1};
	struct up_error err = {0};

	if (of->jit_ms > 0)
		shape.jit =
			json_pack("{s:i, s:{s:f}}", "Functions", 30, "Timing", "Total", of->jit_ms);
	must(plan_shape_set(
		     &shape, text != NULL ? text : "UPDATE t SET a = u.a FROM u",
		     json_pack("{s:s, s:s, s:I, s:I, s:i, s:f, s:[{s:s, s:s, s:I, s:I, s:i, s:f}]}",
			       "Node Type", "ModifyTable", "Relation Name",
			       text != NULL ? text : "t", "Plan Rows", estimated, "Actual Rows",
			       (json_int_t)rows, "Actual Loops", 1, "Total Cost", 312.4, "Plans",
			       "Node Type", text != NULL ? text : "Hash Join", "Hash Cond",
			       text != NULL ? text : "(t.id = u.id)", "Plan Rows", estimated,
			       "Actual Rows", (json_int_t)rows, "Actual Loops", 1, "Total Cost",
			       100.0),
		     &err),
	     &err);
	if (of->hash > 0)
		add_hash(shape.plan, of->hash, rows);
	must(case_plans_add(&plans, &shape, &err), &err);
	plan_shape_release(&shape);
	must(plan_list_add(&fake->run.plans, &plans, &err), &err);
}

/* ---- the run ----------------------------------------------------------- */

void fake_run_describe(struct fake_run *fake, json_t *json)
{
	UP_FREE char *text = NULL;
	struct up_error err = {0};

	json_object_set_new(must_have(json), "format", json_integer(1));
	text = must_have(json_dumps(json, 0));
	json_decref(json);
	manifest_release(&fake->run.manifest);
	must(manifest_parse(text, "run.json", &fake->run.manifest, &err), &err);
}

void fake_run_list_strategies(struct fake_run *fake)
{
	struct up_error err = {0};

	must(describe_strategies(&fake->run.manifest, &err), &err);
}

static void add_arm(struct manifest *manifest, const char *name)
{
	for (size_t a = 0; a < manifest->arms.count; a++) {
		if (strcmp(manifest->arms.items[a].name, name) == 0)
			return;
	}
	struct manifest_arm *arm = must_have(manifest_add_arm(manifest));
	arm->name = must_have(strdup(name));
}

static void add_to_run(struct fake_run *fake, const struct fake_case *of,
		       const struct trial_case *trial_case)
{
	struct manifest *manifest = &fake->run.manifest;
	struct up_error err = {0};

	if (trial_case->arm != NULL)
		add_arm(manifest, trial_case->arm->name);
	must(case_record(trial_case, must_have(manifest_add_case(manifest)), &err), &err);
	add_samples(fake, of, trial_case);
	if (of->plan != NULL || of->jit_ms > 0 || of->hash > 0)
		add_plan(fake, of, trial_case);
}

void fake_run_add_sizes(struct fake_run *fake, const struct fake_case *of, const int64_t *rows,
			size_t count)
{
	const struct up_strategy strategy = {.name = of->contender};
	const struct peer_spec peer = {.name = (char *)(uintptr_t)of->contender,
				       .strategy = (char *)(uintptr_t)of->contender};
	struct contender contender;
	struct up_error err = {0};
	CASE_KEY key;
	CASE_LIST list = {0};
	char *metric = (char *)(uintptr_t)of->metric;
	const struct sampling sampling = {
		.threshold = of->threshold, .metrics = &metric, .metric_count = metric != NULL};

	case_key_init(&key);
	must(fake_key_parse(&key, of->levels != NULL ? of->levels : "", &err) ? UP_OK : UP_INVALID,
	     &err);
	if (of->is_peer || !contender_find(of->contender, &contender))
		contender = (struct contender){.strategy = &strategy,
					       .peer = of->is_peer ? &peer : NULL,
					       .role = ROLE_RANKED};
	if (key.factors.rows == UNMEASURED)
		key.factors.rows = factor_table[FACTOR_ROWS].initial;
	/* What case_list_add() takes for "the default". */
	if (key.factors.chunk == UNMEASURED)
		key.factors.chunk = 0;
	if (key.factors.table_rows == UNMEASURED)
		key.factors.table_rows = 0;
	factors_assume_defaults(&key.factors);
	const struct arm arm = {.text = key.arm, .name = key.arm};
	contender.arm = key.arm != NULL ? &arm : NULL;
	for (size_t c = 0; c < (count > 0 ? count : 1); c++) {
		if (count > 0)
			key.factors.rows = rows[c];
		must(case_list_add(&list, &contender, &key.factors, &sampling, &err), &err);
	}
	for (size_t c = 0; c < list.count; c++)
		add_to_run(fake, of, &list.items[c]);
}

void fake_run_add(struct fake_run *fake, const struct fake_case *of)
{
	fake_run_add_sizes(fake, of, NULL, 0);
}

enum up_status fake_run_write(struct fake_run *fake, const char *directory, struct up_error *err)
{
	RUN_WRITER writer = {0};

	UP_TRY(run_writer_open(directory, &writer, err));
	manifest_release(&writer.manifest);
	writer.manifest = fake->run.manifest;
	manifest_init(&fake->run.manifest);
	for (size_t s = 0; s < fake->run.samples.count; s++)
		UP_TRY(run_writer_sample(&writer, &fake->run.samples.items[s], err));
	for (size_t p = 0; p < fake->run.plans.count; p++)
		UP_TRY(run_writer_plans(&writer, &fake->run.plans.items[p], err));
	return run_writer_manifest(&writer, err);
}
