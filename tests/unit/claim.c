/* SPDX-License-Identifier: PostgreSQL */
/* The claim of the experiment seed: what runs of it found, as data and as golden text. */
#include "show/section/claim.h"

#include "asset/asset.h"
#include "cli/experiment/claim_text.h"
#include "cli/experiment/run_options.h"
#include "judge/summary/summarize.h"
#include "text/display.h"
#include "unit/manifest_of.h"
#include "unit/shown.h"
#include "unit/sort_run.h"
#include "unit/summary_case.h"

#include <criterion/criterion.h>
#include <math.h>

#define MS INT64_C(1000000)

/* A case of which every sample is the same but for what its round adds to the update. */
struct given {
	const char *name; /* of the case; the first word is the contender's */
	bool is_peer;
	int64_t cold_ms;
	int64_t update_ms;
	int64_t commit_ms;
	int64_t delay_ms;
	int64_t count; /* measured samples */
};

static const struct given seed[] = {
	{"django-bulk-update rows=1914", true, 13100, 13200, 1, 0, 2},
	{"django-bulk-update rows=1914 jit=off", true, 1200, 1100, 1, 0, 2},
	{"django-bulk-update-500 rows=1914", true, 3300, 3100, 1, 0, 2},
	{"django-save rows=1914", true, 1600, 1500, 1, 0, 2},
	{"asyncpg-unnest rows=1914", true, 900, 25, 1, 0, 10},
	{"pgbench-prepared rows=1914", true, 95, 93, 1, 0, 10},
	{"row-autocommit rows=1914", false, 430, 419, 1, 0, 10},
	{"row-prepared rows=1914", false, 95, 89, 1, 0, 10},
	{"case-when rows=1914", false, 13000, 13699, 1, 0, 1},
	{"case-when rows=1914 jit=off", false, 800, 689, 1, 0, 2},
	{"unnest rows=1914", false, 24, 19, 1, 0, 10},
	{"copy-temp-binary rows=1914", false, 22, 17, 1, 0, 10},
	{"null rows=1914", false, 1, 1, 1, 0, 10},
	{"django-bulk-update rows=1914 fetch-delay=5.8s", true, 13000, 13300, 1, 5800, 2},
	{"asyncpg-unnest rows=1914 fetch-delay=5.8s", true, 950, 26, 1, 5800, 2},
	{"copy-temp-binary rows=1914 fetch-delay=5.8s", false, 23, 18, 1, 5800, 2},
};

#define SEED_COUNT (sizeof seed / sizeof seed[0])

static void fill_sample(struct sample *sample, const struct given *given)
{
	sample->key.peer = given->is_peer ? strdup(sample->key.strategy) : NULL;
	sample->key.factors.changed = 1;
	sample->fetch_ns = (given->delay_ms + 2) * MS;
	sample->classify_ns = 8 * MS;
	sample->create_ns = 0;
	sample->business_ns = 4 * MS;
	sample->commit_ns = given->commit_ms * MS;
	sample->round_trips = strncmp(given->name, "row", 3) == 0 ? 1914 : 1;
	sample->total_ns = sample->fetch_ns + sample->classify_ns + sample->update_ns +
			   sample->business_ns + sample->commit_ns;
}

static void add_case(struct run *run, const struct given *given)
{
	struct manifest_case *planned = manifest_add_case(&run->manifest);

	planned->name = own(given->name);
	planned->key.factors.rows = 1914;
	planned->key.factors.fetch_delay_ns = given->delay_ms * MS;
	fill_sample(add_sample(run, given->name, PHASE_COLD, 1, given->cold_ms * MS), given);
	for (int64_t s = 1; s <= given->count; s++)
		fill_sample(
			add_sample(run, given->name, PHASE_MEASURE, s + 1, given->update_ms * MS),
			given);
}

static void claim_as_seed(struct manifest *manifest)
{
	EXPERIMENT experiment = {0};
	struct up_error err = {0};

	cr_assert_eq(experiment_read(asset_find("experiments/seed.ini")->data, "seed", run_specs,
				     sizeof(struct run_options), &experiment, &err),
		     UP_OK, "%s", err.message);
	cr_assert_eq(claim_text_read(&experiment, "seed", &manifest->claim, &err), UP_OK, "%s",
		     err.message);
}

static struct run make_run(const struct given *cases, size_t count)
{
	struct run run = {.manifest = manifest_of(
				  json_pack("{s:{s:{s:b}}}", "strategies", "null", "ranked", 0))};
	claim_as_seed(&run.manifest);
	for (size_t c = 0; c < count; c++)
		add_case(&run, &cases[c]);
	return run;
}

struct found {
	struct summary_list summaries;
	struct claim claim;
	char *text;
};

static void found_release(struct found *found)
{
	claim_release(&found->claim);
	summary_list_release(&found->summaries);
	free(found->text);
}
#define FOUND UP_CLEANUP(found_release) struct found

static void find(const struct run *run, size_t width, struct found *found)
{
	DOCUMENT document = {0};
	struct up_error err = {0};
	sort_run(run);
	cr_assert_eq(summarise(run, &found->summaries, &err), UP_OK, "%s", err.message);
	cr_assert_eq(claim_compare(run, &found->summaries, &found->claim, &err), UP_OK, "%s",
		     err.message);
	claim_append_verdict(&document, &found->claim, BLOCK_PARAGRAPH);
	claim_append(&document, run, &found->claim);
	found->text = shown(&document, (int)width, false);
}

/* clang-format off */
static const char golden[] =
	"The update takes 25.0 ms (asyncpg-unnest) instead of 13.2 s (django-bulk-update): 528 times as fast;\n"
	"29.4 times was claimed.\n"
	"The sync takes 5.84 s (asyncpg-unnest) instead of 19.1 s (django-bulk-update): 3.27 times as fast;\n"
	"2.67 … 3.06 times was claimed.\n"
	"\n"
	"  case                                 stage           claimed  measured  times as fast  samples\n"
	"  django-bulk-update                   update           14.7 s    13.2 s              -        2\n"
	"  asyncpg-unnest                       update           500 ms   25.0 ms           ×528       10\n"
	"  django-bulk-update fetch-delay=5.8s  fetch            5.80 s    5.80 s              -        2\n"
	"                                       business         900 ms   4.00 ms              -        2\n"
	"                                       sync             21.4 s    19.1 s              -        2\n"
	"  asyncpg-unnest fetch-delay=5.8s      sync      7.00 … 8.00 s    5.84 s          ×3.27        2\n"
	"\n"
	"Medians. The update ends when its rows are durable. A case with a fetch-delay has samples of its\n"
	"own.\n"
	"\n"
	"Explanation:\n"
	"  - the JIT compiler: django-bulk-update takes 13.2 s, django-bulk-update jit=off 1.10 s, 12.0 times\n"
	"    as fast.\n"
	"  - the JIT compiler, without Django: case-when takes 13.7 s, case-when jit=off 690 ms, 19.9 times\n"
	"    as fast.\n"
	"  - all rows in one statement: django-bulk-update takes 13.2 s, django-bulk-update-500 3.10 s, 4.26\n"
	"    times as fast.\n"
	"  - Django, with a statement and a commit per row: django-save takes 1.50 s, row-autocommit 420 ms,\n"
	"    3.57 times as fast.\n"
	"  - Django, with a statement of the same shape: django-bulk-update jit=off takes 1.10 s, case-when\n"
	"    jit=off 690 ms, 1.59 times as fast.\n"
	"  - asyncpg, with a statement of the same shape: asyncpg-unnest takes 25.0 ms, unnest 20.0 ms, 1.25\n"
	"    times as fast (95 % interval 1.25 … 1.25).\n"
	"  - pgbench, with the same statements: pgbench-prepared takes 93.0 ms, row-prepared 90.0 ms, 1.03\n"
	"    times as fast (95 % interval 1.03 … 1.03).\n"
	"The JIT compiler is on by default in PostgreSQL 12 to 18 and off in 19, where the time with jit=off\n"
	"applies.\n";
/* clang-format on */

Test(claim, of_a_whole_run)
{
	RUN run = make_run(seed, SEED_COUNT);
	FOUND found = {0};
	find(&run, 100, &found);
	cr_expect_str_eq(found.text, golden, "got:\n%s\nexpected:\n%s", found.text, golden);
}

Test(claim, needs_a_figure_that_was_measured)
{
	const struct given others[] = {seed[6], seed[10]};
	const struct given both[] = {seed[0], seed[4]};
	RUN without = {0};
	RUN unclaimed = make_run(both, 2);
	manifest_claim_release(&unclaimed.manifest.claim);
	RUN elsewhere = make_run(others, 2);
	RUN larger = make_run(both, 2);
	for (size_t s = 0; s < larger.samples.count; s++)
		larger.samples.items[s].key.factors.rows = 1915;
	for (size_t c = 0; c < 2; c++)
		larger.manifest.cases.items[c].key.factors.rows = 1915;
	RUN failed = make_run(both, 2);
	for (size_t s = 0; s < failed.samples.count; s++)
		failed.samples.items[s].status = SAMPLE_FAILED;
	const struct run *const runs[] = {&without, &unclaimed, &elsewhere, &larger, &failed};
	for (size_t r = 0; r < sizeof runs / sizeof runs[0]; r++) {
		FOUND found = {0};
		find(runs[r], 0, &found);
		cr_expect_eq(found.claim.measured_count, 0, "%zu", r);
		cr_expect_str_eq(found.text, "", "%zu", r);
	}
	RUN enough = make_run(both, 2);
	FOUND found = {0};
	find(&enough, 0, &found);
	cr_expect_eq(found.claim.measured_count, 2);
}

Test(claim, of_one_side_has_no_verdict)
{
	RUN run = make_run(&seed[4], 1);
	FOUND found = {0};
	find(&run, 0, &found);
	cr_expect_eq(found.claim.measured_count, 1);
	cr_expect_null(strstr(found.text, "instead of"), "%s", found.text);
	cr_expect_not_null(strstr(found.text, "14.7 s         -"), "not measured: %s", found.text);
}

Test(claim, has_an_interval_of_enough_rounds)
{
	struct given cases[] = {seed[0], seed[4]};
	cases[0].count = 6;
	RUN run = make_run(cases, 2);
	FOUND found = {0};
	find(&run, 0, &found);
	const struct claim_figure *after = &found.claim.figures[1];
	cr_expect_eq(after->ratio.times, 528);
	cr_expect_eq(after->ratio.interval.low, 528);
	cr_expect_eq(after->before, &found.claim.figures[0]);
	cr_expect_float_eq(after->claimed_ratio.low, 29.4, 1e-9);
	cr_expect_not_null(strstr(found.text, "528 times as fast (95 % interval 528 \u2026 528)"),
			   "%s", found.text);
}

Test(claim, names_the_extremes_of_too_few)
{
	const struct given cases[] = {seed[0], seed[4]};
	RUN run = make_run(cases, 2);
	FOUND found = {0};
	run.samples.items[2].update_ns = 14000 * MS;
	run.samples.items[5].update_ns = 20 * MS;
	find(&run, 0, &found);
	const struct claim_ratio *ratio = &found.claim.figures[1].ratio;
	cr_expect(isnan(ratio->interval.low));
	cr_expect_eq(ratio->any_two.low, 528);
	cr_expect_eq(ratio->any_two.high, 700);
	cr_expect_not_null(strstr(found.text, "any two samples: 528 \u2026 700"), "%s", found.text);
}

Test(claim, reports_also_what_was_not_expected)
{
	struct given cases[] = {seed[0], seed[1], seed[2], seed[4]};
	cases[0].update_ms = 50;   /* faster than in statements of 500 and without the compiler */
	cases[3].update_ms = 9000; /* slower than before */
	RUN run = make_run(cases, 4);
	FOUND found = {0};
	find(&run, 0, &found);
	cr_expect_not_null(strstr(found.text, "takes 9.00 s (asyncpg-unnest) instead of 50.0 ms "
					      "(django-bulk-update): 180 times as slow"),
			   "%s", found.text);
	cr_expect_not_null(strstr(found.text, "jit=off 1.10 s, 22.0 times as slow"));
	cr_expect_not_null(strstr(found.text, "django-bulk-update-500 3.10 s, 62.0 times as slow"));
	cr_expect_null(strstr(found.text, "on by default"), "the compiler costs nothing here");
}

Test(claim, names_a_server_without_a_compiler)
{
	struct given cases[] = {seed[0], seed[1], seed[4]};
	cases[1].update_ms = 13100; /* by chance less */
	RUN run = make_run(cases, 3);
	FOUND found = {0};
	run.manifest.server.has_jit = FACT_NO;
	find(&run, 0, &found);
	cr_expect_not_null(strstr(found.text, "jit=off 13.1 s; this server has no JIT compiler, so "
					      "jit=off changes nothing.\n"),
			   "%s", found.text);
	cr_expect_null(strstr(found.text, "on by default"));
}

Test(claim, names_no_default_of_a_version_that_follows)
{
	const struct given cases[] = {seed[0], seed[1], seed[4]};
	RUN run = make_run(cases, 3);
	FOUND found = {0};
	run.manifest.server.has_jit = FACT_YES;
	run.manifest.server.version_number = 190000;
	find(&run, 0, &found);
	cr_expect_not_null(strstr(found.text, "the JIT compiler: django-bulk-update takes"));
	cr_expect_null(strstr(found.text, "on by default"));
}

static void set_facts(struct run *run, const char *directory, const char *version, bool has_jit)
{
	run->directory = own(directory);
	run->manifest.server.version = own(version);
	run->manifest.server.has_jit = fact_of(has_jit);
	cr_assert_eq(named_text_list_set(&run->manifest.peers, "django-bulk-update",
					 "Django 4.2.28, psycopg 3.2.6, Python 3.13.5", NULL),
		     UP_OK);
}

/* clang-format off */
static const char by_run[] =
	"The claim, by run\n"
	"                                                         first                                        second                                       old\n"
	"  PostgreSQL                                             17.12                                        18.6                                         -\n"
	"  JIT compiler                                           yes                                          no                                           -\n"
	"  django-bulk-update                                     Django 4.2.28, psycopg 3.2.6, Python 3.13.5  Django 4.2.28, psycopg 3.2.6, Python 3.13.5  -\n"
	"  asyncpg-unnest                                         -                                            -                                            -\n"
	"  django-bulk-update: update                             13.2 s                                       1.20 s                                       10.0 s\n"
	"  django-bulk-update: first call on a connection         13.1 s                                       13.1 s                                       0 ns\n"
	"  asyncpg-unnest: update                                 25.0 ms                                      25.0 ms                                      1.00 s\n"
	"  asyncpg-unnest: first call on a connection             900 ms                                       900 ms                                       2.00 s\n"
	"  asyncpg-unnest: times as fast (update)                 528                                          48.0                                         10.0\n"
	"  django-bulk-update fetch-delay=5.8s: fetch             5.80 s                                       5.80 s                                       -\n"
	"  django-bulk-update fetch-delay=5.8s: business          4.00 ms                                      4.00 ms                                      -\n"
	"  django-bulk-update fetch-delay=5.8s: sync              19.1 s                                       19.1 s                                       -\n"
	"  asyncpg-unnest fetch-delay=5.8s: sync                  5.84 s                                       5.84 s                                       -\n"
	"  asyncpg-unnest fetch-delay=5.8s: times as fast (sync)  3.27                                         3.27                                         -\n"
	"  the JIT compiler (times)                               12.0                                         1.09                                         -\n"
	"  the JIT compiler, without Django (times)               19.9                                         19.9                                         -\n"
	"  all rows in one statement (times)                      4.26                                         0.387                                        -\n"
	"  Django, with a statement and a commit per row (times)  3.57                                         3.57                                         -\n"
	"  Django, with a statement of the same shape (times)     1.59                                         1.59                                         -\n"
	"  asyncpg, with a statement of the same shape (times)    1.25                                         1.25                                         -\n"
	"  pgbench, with the same statements (times)              1.03                                         1.03                                         -\n"
	"  fastest                                                copy-temp-binary, 18.0 ms                    copy-temp-binary, 18.0 ms                    asyncpg-unnest, 1.00 s\n";
/* clang-format on */

Test(claim, of_several_runs)
{
	struct given faster[SEED_COUNT];
	const struct given alone[] = {{"django-bulk-update rows=1914", true, 0, 10000, 1, 0, 2},
				      {"asyncpg-unnest rows=1914", true, 2000, 1000, 1, 0, 2}};
	CLAIM_RUN_LIST list = {0};
	DOCUMENT document = {0};
	struct up_error err = {0};
	memcpy(faster, seed, sizeof faster);
	faster[0].update_ms = 1200;
	RUN first = make_run(seed, SEED_COUNT);
	RUN second = make_run(faster, SEED_COUNT);
	RUN none = make_run(&seed[6], 1);
	RUN old = make_run(alone, 2);
	set_facts(&first, "results/first", "17.12 (Debian 17.12-0+deb13u1)", true);
	set_facts(&second, "second", "18.6", false);
	old.directory = own("/tmp/old");
	const struct run *const runs[] = {&first, &none, &second, &old};
	for (size_t r = 0; r < 4; r++) {
		sort_run(runs[r]);
		cr_assert_eq(claim_run_list_add(&list, runs[r], &err), UP_OK, "%s", err.message);
		if (r == 1) {
			claim_run_list_append(&document, &list);
			cr_expect_eq(document.count, 0, "one is no table");
		}
	}
	claim_run_list_append(&document, &list);
	UP_FREE char *text = shown(&document, 0, false);
	cr_expect_str_eq(text, by_run, "got:\n%s", text);
}

Test(claim, fits_a_terminal)
{
	RUN run = make_run(seed, SEED_COUNT);
	FOUND found = {0};
	find(&run, 80, &found);
	for (char *line = strtok(found.text, "\n"); line != NULL; line = strtok(NULL, "\n"))
		cr_expect_leq(display_width(line), 80, "%s", line);
}
