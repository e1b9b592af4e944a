/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/case.h"

#include <criterion/criterion.h>

static struct up_error err;

static const struct sampling sampling = {.samples = 20, .min_samples = 3, .warmup = 1};

static void add(struct case_list *list, const char *strategy, const struct factors *factors)
{
	const struct up_strategy *found = up_strategy_find(strategy);
	struct factors with = *factors;

	with.workers = factors->workers != 0 ? factors->workers : 1;
	with.fetch_concurrency = 1;
	cr_assert_not_null(found);
	cr_assert_eq(
		case_list_add(list, &(struct contender){.strategy = found}, &with, &sampling, &err),
		UP_OK);
}

/* json: "settings" of the case in run.json. */
static const struct {
	const char *strategy;
	struct factors factors;
	const char *name, *json;
} cases[] = {
	{"unnest", {.rows = 1914, .columns = 20, .changed = 1}, "unnest rows=1914", "{}"},
	{"row", {.rows = 1, .columns = 2, .changed = 1}, "row rows=1 columns=2", "{}"},
	{"values",
	 {.rows = 10, .columns = 20, .chunk = 5, .changed = 0.5, .new = 0.25},
	 "values rows=10 changed=0.5 new=0.25 chunk=5",
	 "{}"},
	{"unnest", {.rows = 10, .columns = 20, .changed = 0}, "unnest rows=10 changed=0", "{}"},
	/* The data set takes shares to the nearest billionth. */
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 0.123456789, .new = 1e-9},
	 "unnest rows=10 changed=0.123456789 new=1e-09",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .fetch_delay_ns = 5800000000},
	 "unnest rows=10 fetch-delay=5.8s",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .fetch_delay_ns = 3599999999999},
	 "unnest rows=10 fetch-delay=3599.999999999s",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .fetch_delay_ns = 1},
	 "unnest rows=10 fetch-delay=0.001us",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .rtt_ns = 2000000, .bandwidth = 100000000},
	 "unnest rows=10 rtt=2ms bandwidth=100Mbit",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .rtt_ns = 500000, .fetch_delay_ns = 1000000000},
	 "unnest rows=10 rtt=500us fetch-delay=1s",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .rtt_ns = 9999999000, .bandwidth = 2500000000},
	 "unnest rows=10 rtt=9.999999s bandwidth=2.5Gbit",
	 "{}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .settings = (char[]){"a=1 a-b=3 a.b=2 ab=4"}},
	 "unnest rows=10 a=1 a-b=3 a.b=2 ab=4",
	 "{\"a\": \"1\", \"a-b\": \"3\", \"a.b\": \"2\", \"ab\": \"4\"}"},
	{"unnest",
	 {.rows = 10, .columns = 20, .changed = 1, .settings = (char[]){"search_path='a=b, c' x="}},
	 "unnest rows=10 search_path='a=b, c' x=",
	 "{\"search_path\": \"a=b, c\", \"x\": \"\"}"},
};

#define CASE_COUNT (sizeof cases / sizeof *cases)

Test(case, is_named_by_what_is_not_default)
{
	for (size_t c = 0; c < CASE_COUNT; c++) {
		CASE_LIST list = {0};
		add(&list, cases[c].strategy, &cases[c].factors);
		cr_assert_eq(list.count, 1);
		cr_expect_str_eq(list.items[0].name, cases[c].name);
		cr_expect_eq(list.items[0].sampling.samples, 20);
	}
}

/* The level in force identifies a case, whether somebody asked for it or not. */
Test(case, is_the_same_with_its_own_chunk_and_table)
{
	CASE_LIST list = {0};

	add(&list, "values", &(struct factors){.rows = 10, .columns = 20, .changed = 1});
	add(&list, "values",
	    &(struct factors){.rows = 10, .columns = 20, .changed = 1, .chunk = 100});
	add(&list, "values",
	    &(struct factors){.rows = 10, .columns = 20, .changed = 1, .table_rows = 10});
	cr_assert_eq(list.count, 1);
	cr_expect_str_eq(list.items[0].name, "values rows=10");
	cr_expect_eq(list.items[0].key.factors.chunk, 100);
	cr_expect_eq(list.items[0].key.factors.table_rows, 10);
	add(&list, "values",
	    &(struct factors){.rows = 10, .columns = 20, .changed = 1, .table_rows = 11});
	cr_assert_eq(list.count, 2);
	cr_expect_str_eq(list.items[1].name, "values rows=10 table-rows=11");
}

Test(case, is_added_once)
{
	CASE_LIST list = {0};

	for (int times = 0; times < 2; times++) {
		for (size_t c = 0; c < CASE_COUNT; c++)
			add(&list, cases[c].strategy, &cases[c].factors);
	}
	cr_assert_eq(list.count, CASE_COUNT);
	for (size_t c = 0; c < CASE_COUNT; c++)
		cr_expect_str_eq(list.items[c].name, cases[c].name, "in the order of adding");
}

/* The data set can tell shares apart down to a billionth, so their cases are two. */
Test(case, differs_by_a_billionth)
{
	CASE_LIST list = {0};

	add(&list, "row", &(struct factors){.rows = 5, .columns = 20, .changed = 0.123456788});
	add(&list, "row", &(struct factors){.rows = 5, .columns = 20, .changed = 0.123456789});
	cr_expect_eq(list.count, 2);
}

Test(case, owns_its_settings)
{
	char setting[] = "jit=off";
	CASE_LIST list = {0};

	add(&list, "row",
	    &(struct factors){.rows = 5, .columns = 20, .changed = 1, .settings = setting});
	setting[0] = 'x';
	cr_expect_str_eq(list.items[0].settings[0], "jit=off");
}

Test(case, describes_itself_to_a_sample)
{
	CASE_LIST list = {0};
	SAMPLE first = {0}, second = {0};

	sample_init(&first);
	sample_init(&second);
	add(&list, "values",
	    &(struct factors){.rows = 10,
			      .columns = 7,
			      .changed = 0.5,
			      .new = 0.25,
			      .settings = (char[]){"jit=off work_mem=8MB"}});
	add(&list, "unnest", &(struct factors){.rows = 10, .columns = 20, .changed = 1});
	cr_assert_eq(case_describe(&list.items[0], &first, &err), UP_OK);
	cr_assert_eq(case_describe(&list.items[1], &second, &err), UP_OK);

	cr_expect_str_eq(first.case_name, list.items[0].name);
	cr_expect_str_eq(first.key.strategy, "values");
	cr_expect_null(first.key.peer);
	cr_expect_str_eq(first.key.factors.settings, "jit=off work_mem=8MB");
	cr_expect_eq(first.key.factors.rows, 10);
	cr_expect_eq(first.key.factors.columns, 7);
	cr_expect_eq(first.key.factors.chunk, 100, "what the strategy does by itself");
	cr_expect_eq(first.key.factors.changed, 0.5);
	cr_expect_eq(first.key.factors.new, 0.25);
	cr_expect_eq(first.total_ns, UNMEASURED);

	cr_expect_null(second.key.factors.settings);
	cr_expect_eq(second.key.factors.chunk, UNMEASURED, "all in one statement");
}

/* The case in a run.json; a new reference. */
static json_t *json_of(const struct trial_case *trial_case)
{
	char path[] = "/tmp/upbench-case-XXXXXX";
	MANIFEST manifest;

	manifest_init(&manifest);
	cr_assert_eq(case_record(trial_case, manifest_add_case(&manifest), NULL), UP_OK);
	close(mkstemp(path));
	cr_assert_eq(manifest_write(&manifest, path, NULL), UP_OK);
	json_t *root = json_load_file(path, 0, NULL);
	json_t *got = json_incref(json_array_get(json_object_get(root, "cases"), 0));
	json_decref(root);
	unlink(path);
	return got;
}

Test(case, says_in_json_whether_it_becomes_visible_as_one)
{
	static const struct {
		const char *strategy;
		int64_t workers;
		bool atomic;
	} cases_of_visibility[] = {
		{"unnest", 1, true}, {"unnest", 2, false}, {"row-autocommit", 1, false}};

	for (size_t c = 0; c < sizeof cases_of_visibility / sizeof *cases_of_visibility; c++) {
		CASE_LIST list = {0};
		add(&list, cases_of_visibility[c].strategy,
		    &(struct factors){.rows = 10,
				      .columns = 20,
				      .changed = 1,
				      .workers = cases_of_visibility[c].workers});
		json_t *got = json_of(&list.items[0]);
		cr_expect_eq(json_is_true(json_object_get(got, "atomic")),
			     cases_of_visibility[c].atomic, "%s", list.items[0].name);
		json_decref(got);
	}
}

Test(case, is_written_as_json)
{
	for (size_t c = 0; c < CASE_COUNT; c++) {
		const struct factors *factors = &cases[c].factors;
		CASE_LIST list = {0};
		json_error_t failure;

		add(&list, cases[c].strategy, factors);
		json_t *got = json_of(&list.items[0]);
		json_t *settings = json_loads(cases[c].json, 0, &failure);
		const char *strategy = cases[c].strategy;
		json_t *chunk = strcmp(strategy, "values") == 0
					? json_integer(factors->chunk != 0 ? factors->chunk : 100)
					: json_null();
		json_t *expected = json_pack(
			"{s:s, s:s, s:I, s:I, s:o, s:f, s:f, s:I, s:I, s:o, s:o}", "name",
			cases[c].name, "strategy", strategy, "rows", (json_int_t)factors->rows,
			"columns", (json_int_t)factors->columns, "chunk", chunk, "changed",
			factors->changed, "new", factors->new, "fetch_delay_ns",
			(json_int_t)factors->fetch_delay_ns, "rtt_us",
			(json_int_t)(factors->rtt_ns / 1000), "bandwidth_bits_per_s",
			json_integer((json_int_t)factors->bandwidth), "settings", settings);
		cr_assert_not_null(expected);
		/* There is more in it: this is what the case says in so many words. */
		const char *key;
		json_t *value;
		json_object_foreach(expected, key, value) cr_expect(
			json_equal(json_object_get(got, key), value), "%s: %s", cases[c].name, key);
		json_decref(got);
		json_decref(expected);
	}
}

Test(case, has_a_family)
{
	const struct {
		struct factors factors;
		bool same;
	} others[] = {
		{{.rows = 7, .columns = 20, .changed = 1, .settings = (char[]){"jit=off"}}, true},
		{{.rows = 5, .columns = 20, .changed = 1, .settings = (char[]){"jit=off"}}, true},
		{{.rows = 7, .columns = 19, .changed = 1, .settings = (char[]){"jit=off"}}, false},
		{{.rows = 7, .columns = 20, .changed = 0, .settings = (char[]){"jit=off"}}, false},
		{{.rows = 7, .columns = 20, .changed = 1, .settings = (char[]){"jit=on"}}, false},
		{{.rows = 7, .columns = 20, .changed = 1}, false},
		{{.rows = 7,
		  .columns = 20,
		  .changed = 1,
		  .tuned = true,
		  .settings = (char[]){"jit=off"}},
		 false},
		{{.rows = 7,
		  .columns = 20,
		  .changed = 1,
		  .fetch_delay_ns = 1,
		  .settings = (char[]){"jit=off"}},
		 false},
		{{.rows = 7,
		  .columns = 20,
		  .changed = 1,
		  .rtt_ns = 1000,
		  .settings = (char[]){"jit=off"}},
		 false},
		{{.rows = 7,
		  .columns = 20,
		  .changed = 1,
		  .bandwidth = 1000000,
		  .settings = (char[]){"jit=off"}},
		 false},
	};
	CASE_LIST first = {0};
	CASE_LIST row = {0};

	add(&first, "unnest", &others[1].factors);
	for (size_t o = 0; o < sizeof others / sizeof *others; o++) {
		CASE_LIST other = {0};
		add(&other, "unnest", &others[o].factors);
		cr_expect_eq(case_same_family(&first.items[0], &other.items[0]), others[o].same,
			     "%zu", o);
	}
	add(&row, "row", &others[1].factors);
	cr_expect_not(case_same_family(&first.items[0], &row.items[0]));
}

/* Takes an arm of that name and settings into the list. */
static const struct arm *take_arm(struct case_list *list, const char *name, const char *setting)
{
	ARM arm = {.text = strdup(name), .name = strdup(name)};
	const struct arm *taken = NULL;

	if (setting != NULL)
		cr_assert_eq(arm_add_setting(&arm, setting, &err), UP_OK);
	cr_assert_eq(case_list_arm(list, &arm, &taken, &err), UP_OK);
	return taken;
}

Test(case, in_arms_is_paired_by_the_name_without_them)
{
	CASE_LIST list = {0};
	const struct factors factors = {.rows = 5,
					.columns = 20,
					.changed = 1,
					.workers = 1,
					.fetch_concurrency = 1,
					.settings = (char[]){"jit=on work_mem=1MB"}};
	const struct arm *const arms[] = {take_arm(&list, "base", NULL),
					  take_arm(&list, "nojit", "JIT=off")};

	for (size_t a = 0; a < 2; a++) {
		const struct contender contender = {.strategy = up_strategy_find("row"),
						    .arm = arms[a]};
		cr_assert_eq(case_list_add(&list, &contender, &factors, &sampling, &err), UP_OK);
	}
	cr_assert_eq(list.count, 2);
	cr_expect_str_eq(list.items[0].name, "row rows=5 jit=on work_mem=1MB arm=base");
	cr_expect_str_eq(list.items[1].name, "row rows=5 jit=on work_mem=1MB arm=nojit");
	cr_expect_str_eq(list.items[0].pair, "row rows=5 jit=on work_mem=1MB");
	cr_expect_str_eq(list.items[1].pair, list.items[0].pair);
	cr_assert_eq(list.items[1].setting_count, 2);
	cr_expect_str_eq(list.items[1].settings[0], "JIT=off", "the arm's wins");
	cr_expect_not(case_same_family(&list.items[0], &list.items[1]));

	SAMPLE sample;
	sample_init(&sample);
	cr_assert_eq(case_describe(&list.items[1], &sample, &err), UP_OK);
	cr_expect_str_eq(sample.key.arm, "nojit");
	cr_expect_str_eq(sample.key.factors.settings, "JIT=off work_mem=1MB");
}

Test(case, knows_an_arm_by_its_text)
{
	CASE_LIST list = {0};
	const struct arm *base = take_arm(&list, "base", NULL);
	ARM other = {.text = strdup("base:set=a=b"), .name = strdup("base")};
	const struct arm *taken;

	cr_expect_eq(take_arm(&list, "base", NULL), base);
	cr_expect_eq(list.arm_count, 1);
	cr_expect_eq(case_list_arm(&list, &other, &taken, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "two arms are named \"base\"");
}

/* A peer commits inside of its update, and nothing is committed by what is idle. */
Test(sample, is_compared_by_update_and_commit)
{
	const struct sample sample = {.update_ns = 100, .commit_ns = 7};
	const struct sample of_peer = {.update_ns = 100, .commit_ns = 7, .key.peer = (char[]){"p"}};
	const struct sample old = {.update_ns = 100, .commit_ns = UNMEASURED};
	const struct sample failed = {.update_ns = UNMEASURED, .commit_ns = 7};

	cr_expect_eq(sample_compared_ns(&sample, ROLE_RANKED), 107);
	cr_expect_eq(sample_compared_ns(&sample, ROLE_BOUND), 107);
	cr_expect_eq(sample_compared_ns(&sample, ROLE_IDLE), 100);
	cr_expect_eq(sample_compared_ns(&of_peer, ROLE_RANKED), 100);
	cr_expect_eq(sample_compared_ns(&old, ROLE_RANKED), 100);
	cr_expect_eq(sample_compared_ns(&failed, ROLE_RANKED), UNMEASURED);
}

Test(case, list_keeps_what_is_paired_by_a_name_and_the_arms_of_that)
{
	CASE_LIST list = {0};
	const struct factors factors = {
		.rows = 5, .columns = 20, .changed = 1, .workers = 1, .fetch_concurrency = 1};
	const struct arm *const arms[] = {take_arm(&list, "base", NULL),
					  take_arm(&list, "other", NULL),
					  take_arm(&list, "elsewhere", NULL)};
	char *names[] = {(char[]){"row rows=5"}};

	for (size_t c = 0; c < 5; c++) {
		const struct contender contender = {
			.strategy = up_strategy_find(c < 2 ? "unnest" : "row"),
			.arm = c == 0  ? arms[2]
			       : c < 4 ? arms[c % 2]
				       : NULL};
		cr_assert_eq(case_list_add(&list, &contender, &factors, &sampling, &err), UP_OK);
	}
	case_list_keep(&list, &(struct text_list){names, 1});
	cr_assert_eq(list.count, 2, "a case without an arm is none of them");
	cr_expect_str_eq(list.items[0].name, "row rows=5 arm=base");
	cr_expect_str_eq(list.items[1].name, "row rows=5 arm=other");
	cr_assert_eq(list.arm_count, 2);
	cr_expect_eq(list.arms[0], arms[0]);
	cr_expect_eq(list.arms[1], arms[1]);
}

/* What is not known is empty: the user's table may have partitions. */
Test(case, of_a_table_of_the_users_has_no_number_of_partitions)
{
	struct subject subject = {.is_own = true};
	CASE_LIST own = {.subject = &subject};
	CASE_LIST built_in = {0};
	const struct factors factors = {.rows = 10, .columns = 20, .changed = 1};

	add(&own, "unnest", &factors);
	add(&built_in, "unnest", &factors);
	cr_expect_eq(own.items[0].key.factors.partitions, UNMEASURED);
	cr_expect_eq(own.items[0].key.factors.partition_by, UNMEASURED);
	cr_expect_eq(case_population(&own.items[0], 1, false, false).partitions, 0);
	cr_expect_eq(built_in.items[0].key.factors.partitions, 0);
	cr_expect(case_key_equal(&own.items[0].key, &built_in.items[0].key, 0));
	cr_expect_str_eq(own.items[0].name, built_in.items[0].name);
}
