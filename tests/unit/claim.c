/* SPDX-License-Identifier: PostgreSQL */
/* The claim: what a run says of it, as data and as golden text. */
#include "show/section/claim.h"
#include "show/section/claim_run.h"
#include "unit/shown.h"

#include "judge/summary/summarize.h"
#include "text/display.h"
#include "unit/manifest_of.h"
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

static struct run make_run(const struct given *cases, size_t count)
{
	struct run run = {.manifest = manifest_of(
				  json_pack("{s:{s:{s:b}}}", "strategies", "null", "ranked", 0))};
	for (size_t c = 0; c < count; c++)
		add_case(&run, &cases[c]);
	return run;
}

/* What is shown of the run that these cases make; to be freed. */
static char *show(const struct run *run, struct claim *claim, size_t width)
{
	SUMMARY_LIST summaries = {0};
	DOCUMENT document = {0};
	struct up_error err = {0};
	sort_run(run);
	cr_assert_eq(summarise(run, &summaries, &err), UP_OK, "%s", err.message);
	cr_assert_eq(claim_make(run, &summaries, claim, &err), UP_OK, "%s", err.message);
	claim_append(&document, claim);
	if (claim->is_there)
		document_append(&document, BLOCK_HEADING, "Verdict");
	claim_append_verdict(&document, claim, BLOCK_PARAGRAPH);
	return shown(&document, (int)width, false);
}

/* clang-format off */
static const char golden[] =
	"The sync, before and after: 1,914 programs of 20 columns\n"
	"                       claimed  measured  claimed after  measured   after,  fastest\n"
	"                        before    before                    after    first       of\n"
	"                                                                      call  upbench\n"
	"  fetch                 5.80 s    5.80 s              -    5.80 s   5.80 s   5.80 s\n"
	"  classify                   -   8.00 ms              -   8.00 ms  8.00 ms  8.00 ms\n"
	"  create                     -      0 ns              -      0 ns     0 ns     0 ns\n"
	"  DB update             14.7 s    13.2 s         500 ms   25.0 ms   900 ms  18.0 ms\n"
	"  business              900 ms   5.00 ms              -   5.00 ms  5.00 ms  4.00 ms\n"
	"  sync in all           21.4 s    19.1 s  7.00 … 8.00 s    5.84 s   6.76 s   5.83 s\n"
	"  share of the update   69.0 %    69.6 %              -     0.4 %   14.0 %    0.3 %\n"
	"  programs a second        130       145          3,830    76,600    2,130  106,000\n"
	"  speed-up                   -         -          ×30.0      ×528    ×14.7     ×733\n"
	"  samples (update)           -         2              -        10        1       10\n"
	"  samples (sync)             -         2              -         2        1        2\n"
	"\n"
	"before: django-bulk-update; after: asyncpg-unnest; fastest of upbench: copy-temp-binary\n"
	"measured: medians; the update until its rows are durable, business with the commit after it\n"
	"fetch: 5.80 s of it are a stated delay, not measured\n"
	"\n"
	"What explains it:\n"
	"  - django-bulk-update: the JIT compiler takes 12.1 s of 13.2 s (1.10 s with jit=off).\n"
	"  - case-when: the JIT compiler takes 13.0 s of 13.7 s (690 ms with jit=off).\n"
	"  - PostgreSQL 12 to 18 turn the JIT compiler on by default, 19 turns it off: there the same\n"
	"    statement takes what it takes here with jit=off.\n"
	"  - django-bulk-update: one statement with all rows takes 13.2 s, several (django-bulk-update-500)\n"
	"    together 3.10 s, 4.26 times less.\n"
	"  - django-save: 1.50 s for a statement and a commit a row, one after the other; row-autocommit does\n"
	"    the same in 420 ms (1,914 round trips).\n"
	"  - django-bulk-update jit=off: 410 ms of 1.10 s, 37.3 %, come on top of case-when jit=off, a\n"
	"    statement of the same shape sent from C (690 ms).\n"
	"  - asyncpg-unnest: 5.00 ms of 25.0 ms, 20.0 %, come on top of unnest, a statement of the same shape\n"
	"    sent from C (20.0 ms).\n"
	"\n"
	"Verdict\n"
	"The update is 528 times as fast (2 and 10 samples give no interval; from any two of them it is 528 …\n"
	"528); 30 times were claimed.\n"
	"The sync falls from 19.1 s to 5.84 s, less than the 7.00 … 8.00 s that were expected.\n";
/* clang-format on */

Test(claim, of_a_whole_run)
{
	RUN run = make_run(seed, SEED_COUNT);
	struct claim claim;
	UP_FREE char *text = show(&run, &claim, 100);
	cr_expect_str_eq(text, golden, "got:\n%s\nexpected:\n%s", text, golden);
	for (char *line = strtok(text, "\n"); line != NULL && strncmp(line, "What", 4) != 0;
	     line = strtok(NULL, "\n"))
		cr_expect_leq(display_width(line), 100, "%s", line);
}

Test(claim, needs_both_peers_at_its_size)
{
	const struct given one[] = {seed[0], seed[6]};
	const struct given other[] = {seed[4], seed[6]};
	const struct given both[] = {seed[0], seed[4]};
	struct claim claim;
	RUN without = {0};
	RUN first = make_run(one, 2);
	RUN second = make_run(other, 2);
	RUN narrow = make_run(both, 2);
	for (size_t s = 0; s < narrow.samples.count; s++)
		narrow.samples.items[s].key.factors.columns = 19;
	for (size_t c = 0; c < 2; c++)
		narrow.manifest.cases.items[c].key.factors.columns = 19;
	RUN failed = make_run(both, 2);
	failed.samples.items[1].status = SAMPLE_FAILED;
	const struct run *const runs[] = {&without, &first, &second, &narrow, &failed};
	for (size_t r = 0; r < sizeof runs / sizeof runs[0]; r++) {
		UP_FREE char *text = show(runs[r], &claim, 0);
		cr_expect_not(claim.is_there, "%zu", r);
		cr_expect_str_eq(text, "", "%zu", r);
	}
	RUN enough = make_run(both, 2);
	UP_FREE char *text = show(&enough, &claim, 0);
	cr_expect_str_neq(text, "");
	cr_expect(claim.is_there);
}

Test(claim, is_there_with_the_delayed_case_alone)
{
	const struct given cases[] = {seed[13], seed[4], seed[10]};
	RUN run = make_run(cases, 3);
	struct claim claim;
	UP_FREE char *text = show(&run, &claim, 0);
	cr_assert(claim.is_there);
	cr_expect_eq(claim.delay_ns, 5.8e9);
	cr_expect_eq(claim.figures[CLAIM_UPDATE][CLAIM_MEASURED_BEFORE].low, 13.3e9);
	cr_expect_not(claim.origins[CLAIM_MEASURED_BEFORE].is_delay_added);
	cr_expect(claim.origins[CLAIM_MEASURED_AFTER].is_delay_added);
	cr_expect_eq(claim.figures[CLAIM_FETCH][CLAIM_MEASURED_AFTER].low, 5.802e9);
	cr_expect_eq(claim.figures[CLAIM_SYNC][CLAIM_MEASURED_AFTER].low, 5.840e9);
	cr_expect_not_null(strstr(text, "added where the case ran without"), "%s", text);
}

Test(claim, without_any_delay_adds_the_claimed_one_in_words)
{
	const struct given cases[] = {seed[0], seed[4]};
	RUN run = make_run(cases, 2);
	struct claim claim;
	UP_FREE char *text = show(&run, &claim, 0);
	cr_expect_eq(claim.delay_ns, 0);
	cr_expect_null(strstr(text, "stated delay"));
	cr_expect_null(strstr(text, "of upbench"), "no strategy was measured");
	cr_expect_not_null(strstr(text, "with the 5.80 s that were claimed for that it comes to "
					"5.84 s, less than the 7.00 \u2026 8.00 s"),
			   "%s", text);
}

Test(claim, lines_of_a_column_add_up_whoever_commits)
{
	RUN run = make_run(seed, SEED_COUNT);
	struct claim claim;
	UP_FREE char *text = show(&run, &claim, 0);
	static const enum claim_column columns[] = {CLAIM_MEASURED_AFTER, CLAIM_OURS};
	static const double updates[] = {26e6, 19e6}; /* of the delayed cases */
	cr_expect_str_neq(text, "");
	for (size_t c = 0; c < 2; c++) {
		double sum = updates[c];
		for (enum claim_line line = CLAIM_FETCH; line < CLAIM_SYNC; line++)
			sum += line != CLAIM_UPDATE ? claim.figures[line][columns[c]].low : 0;
		cr_expect_float_eq(claim.figures[CLAIM_SYNC][columns[c]].low, sum, 1e-3);
	}
}

Test(claim, has_an_interval_of_enough_rounds)
{
	struct given cases[] = {seed[0], seed[4]};
	struct claim claim;
	cases[0].count = 6;
	RUN run = make_run(cases, 2);
	UP_FREE char *text = show(&run, &claim, 0);
	cr_expect(claim.is_confidence);
	cr_expect_eq(claim.speed_up, 528);
	cr_expect_eq(claim.speed_up_range.low, 528);
	cr_expect_not_null(strstr(text, "528 times as fast (95 % interval: 528 \u2026 528)"), "%s",
			   text);
}

Test(claim, names_the_extremes_of_too_few)
{
	const struct given cases[] = {seed[0], seed[4]};
	struct claim claim;
	RUN run = make_run(cases, 2);
	run.samples.items[2].update_ns = 14000 * MS;
	run.samples.items[5].update_ns = 20 * MS;
	UP_FREE char *text = show(&run, &claim, 0);
	cr_expect_str_neq(text, "");
	cr_expect_not(claim.is_confidence);
	cr_expect_eq(claim.speed_up_range.low, 528);
	cr_expect_eq(claim.speed_up_range.high, 700);
}

Test(claim, says_also_what_it_did_not_expect)
{
	struct given cases[] = {seed[0], seed[1], seed[2], seed[4], seed[8], seed[9]};
	struct claim claim;
	cases[0].update_ms = 50;   /* faster than in statements of 500 and without the compiler */
	cases[3].update_ms = 9000; /* slower than before */
	cases[1].update_ms = 500;  /* faster than from C */
	RUN run = make_run(cases, 6);
	UP_FREE char *text = show(&run, &claim, 0);
	cr_expect_not_null(strstr(text, "jit=off makes it no faster (500 ms against 50.0 ms)"));
	cr_expect_not_null(strstr(text, "together 3.10 s, 62.0 times more."));
	cr_expect_not_null(strstr(text, "jit=off takes 500 ms, no more than case-when jit=off, "));
	cr_expect_not_null(strstr(text, "does not fall, but goes from"));
	cr_expect_not_null(strstr(text, "more than the 7.00"), "%s", text);
}

Test(claim, names_a_server_without_a_compiler)
{
	struct given cases[] = {seed[0], seed[1], seed[4]};
	struct claim claim;
	cases[1].update_ms = 13100; /* by chance less */
	RUN run = make_run(cases, 3);
	run.manifest.server.has_jit = FACT_NO;
	UP_FREE char *text = show(&run, &claim, 0);
	cr_expect_not_null(strstr(text, "  - django-bulk-update: this server has no JIT compiler, "
					"so jit=off changes nothing (13.1 s against 13.2 s).\n"),
			   "%s", text);
	cr_expect_null(strstr(text, "turn the JIT compiler on by default"));
	cr_expect_null(strstr(text, "JIT compiler takes"));
}

Test(claim, does_not_tell_the_version_that_follows_to_follow)
{
	const struct given cases[] = {seed[0], seed[1], seed[4]};
	struct claim claim;
	RUN run = make_run(cases, 3);
	run.manifest.server.has_jit = FACT_YES;
	run.manifest.server.version_number = 190000;
	UP_FREE char *text = show(&run, &claim, 0);
	cr_expect_not_null(strstr(text, "JIT compiler takes"));
	cr_expect_null(strstr(text, "turn the JIT compiler on by default"));
}

static void set_facts(struct run *run, const char *directory, const char *version, bool has_jit)
{
	run->directory = own(directory);
	run->manifest.server.version = own(version);
	run->manifest.server.has_jit = fact_of(has_jit);
	cr_assert_eq(named_text_list_set(&run->manifest.peers, "django-bulk-update",
					 "Django 4.2.28, psycopg 3.2.6, Python 3.13.5", NULL),
		     UP_OK);
	cr_assert_eq(named_text_list_set(&run->manifest.peers, "asyncpg-unnest",
					 "asyncpg 0.30.0, Python 3.13.5", NULL),
		     UP_OK);
}

/* clang-format off */
static const char by_run[] =
	"The claim, by run: 1,914 programs of 20 columns\n"
	"                                                 first             second            old\n"
	"  PostgreSQL                                     17.12             18.6              -\n"
	"  JIT compiler                                   yes               no                -\n"
	"  Django                                         4.2.28            4.2.28            -\n"
	"  Django's driver                                psycopg 3.2.6     psycopg 3.2.6     -\n"
	"  asyncpg                                        0.30.0            0.30.0            -\n"
	"  Python                                         3.13.5            3.13.5            -\n"
	"  Django's bulk_update()                         13.2 s            1.20 s            10.0 s\n"
	"  bulk_update() with jit=off                     1.10 s            1.10 s            -\n"
	"  share of the JIT compiler                      91.7 %            -                 -\n"
	"  asyncpg's unnest                               25.0 ms           25.0 ms           1.00 s\n"
	"  asyncpg's first call on a connection           900 ms            900 ms            2.00 s\n"
	"  asyncpg: times faster than Django              528               48.0              10.0\n"
	"  asyncpg, first call: times faster than Django  14.7              1.33              5.00\n"
	"  fastest of upbench                             copy-temp-binary  copy-temp-binary  -\n"
	"  fastest of upbench: update                     18.0 ms           18.0 ms           -\n"
	"  fastest of upbench: times faster than Django   733               66.7              -\n"
	"  whole sync with Django                         19.1 s            19.1 s            10.0 s\n"
	"  whole sync with asyncpg                        5.84 s            5.84 s            1.01 s\n";
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
	RUN none = make_run(seed, 1);
	RUN old = make_run(alone, 2);
	set_facts(&first, "results/first/", "17.12 (Debian 17.12-0+deb13u1)", true);
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
	struct claim claim;
	UP_FREE char *text = show(&run, &claim, 80);
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
		cr_expect_leq(display_width(line), 80, "%s", line);
}
