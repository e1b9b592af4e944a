/* SPDX-License-Identifier: PostgreSQL */
/* Servers that are scaled down with their data: the settings of each size. */
#include "measure/case/scaling.h"

#include "base/cleanup.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;

#define SCALING UP_CLEANUP(manifest_scaling_release) struct manifest_scaling

static enum up_status make(int64_t rows, const char *const *settings, size_t count,
			   struct manifest_scaling *scaling)
{
	manifest_scaling_init(scaling);
	return scaling_make(rows, (char *const *)settings, count, false, scaling, &err);
}

static bool has(const struct text_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], text) == 0)
			return true;
	}
	return false;
}

static void expect_sizes(int64_t rows, const int64_t *expected, size_t count)
{
	SCALING scaling;

	cr_assert_eq(make(rows, NULL, 0, &scaling), UP_OK, "%s", err.message);
	cr_assert_eq(scaling.sizes.count, count, "%lld rows: %zu sizes", (long long)rows,
		     scaling.sizes.count);
	for (size_t s = 0; s < count; s++)
		cr_expect_eq(scaling.sizes.items[s].rows, expected[s]);
}

/* Of a statement of 100 rows the plan turns at about 16,000. */
Test(scaling, three_sizes_have_the_plans_of_a_large_table)
{
	expect_sizes(1000000, (int64_t[]){25000, 50000, 100000}, 3);
	expect_sizes(500000, (int64_t[]){12500, 25000, 50000, 100000}, 4);
	expect_sizes(200000, (int64_t[]){5000, 10000, 20000, 40000, 80000}, 5);
	expect_sizes(199999, (int64_t[]){4999, 9999, 19999}, 3);
}

Test(scaling, a_stock_server_is_divided_like_its_rows)
{
	SCALING scaling;

	cr_assert_eq(make(500000, NULL, 0, &scaling), UP_OK, "%s", err.message);
	cr_expect_eq(scaling.rows, 500000);

	static const char *const tenth[] = {
		"shared_buffers=13104kB",
		"work_mem=409kB",
		"temp_buffers=816kB",
		"wal_buffers=408kB",
		"max_wal_size=1677312kB",
		"jit_above_cost=10000",
		"effective_cache_size=419424kB",
		"jit_optimize_above_cost=50000",
	};
	const struct manifest_scaled_size *largest = &scaling.sizes.items[2];
	for (size_t s = 0; s < sizeof tenth / sizeof *tenth; s++)
		cr_expect(has(&largest->settings, tenth[s]), "%s", tenth[s]);
	cr_expect_eq(largest->held.count, 0);
	cr_expect(has(&scaling.settings, "shared_buffers=131072kB"));
	cr_expect(has(&scaling.settings, "wal_buffers=4096kB"), "a share of shared_buffers");
}

/* 4 MB / 80 are 51 kB, which the server refuses; 8 MB / 20 of temp_buffers as well. */
Test(scaling, what_is_below_its_minimum_is_left_out_or_held)
{
	SCALING scaling;

	cr_assert_eq(make(500000, NULL, 0, &scaling), UP_OK);
	cr_assert_eq(scaling.left_out.count, 1);
	cr_expect_str_eq(scaling.left_out.items[0],
			 "6250 rows: work_mem would be below its minimum of 64 kB");
	const struct manifest_scaled_size *held = &scaling.sizes.items[1];
	cr_assert_eq(held->held.count, 1);
	cr_expect_str_eq(held->held.items[0], "temp_buffers");
	cr_expect(has(&held->settings, "temp_buffers=800kB"));
}

Test(scaling, settings_of_the_target_are_scaled_and_others_kept)
{
	static const char *const settings[] = {
		"shared_buffers=4GB",  "work_mem=1MB",   "WORK_MEM=64MB",
		"random_page_cost=11", "wal_buffers=-1", "jit_above_cost=-1",
		"temp_buffers=80000",
	};
	SCALING scaling;

	cr_assert_eq(make(500000, settings, 7, &scaling), UP_OK, "%s", err.message);
	cr_assert_eq(scaling.sizes.count, 5);
	cr_expect_eq(scaling.left_out.count, 0);
	const struct text_list *smallest = &scaling.sizes.items[0].settings;
	cr_expect_eq(scaling.sizes.items[0].rows, 6250);
	cr_expect(has(smallest, "shared_buffers=52424kB"));
	cr_expect(has(smallest, "work_mem=819kB"), "the last one counts, as for the server");
	cr_expect(has(smallest, "random_page_cost=11"));
	cr_expect(has(smallest, "wal_buffers=200kB"), "of 16 MB, the most by itself");
	cr_expect(has(smallest, "jit_above_cost=-1"), "switched off at every size");
	cr_expect(has(smallest, "temp_buffers=8000kB"), "pages without a unit");
}

Test(scaling, the_target_itself_is_the_last_size_where_it_is_asked_for)
{
	SCALING scaling;

	manifest_scaling_init(&scaling);
	cr_assert_eq(scaling_make(500000, NULL, 0, true, &scaling, &err), UP_OK, "%s", err.message);
	cr_assert_eq(scaling.sizes.count, 5);
	const struct manifest_scaled_size *last = &scaling.sizes.items[4];
	cr_expect_eq(last->rows, 500000);
	cr_expect_eq(last->held.count, 0);
	cr_expect_eq(scaling_segment_mb(&scaling, last), 0);
	cr_expect_eq(scaling_segment_mb(&scaling, &scaling.sizes.items[0]), SCALING_SEGMENT_MB);
	cr_assert_eq(last->settings.count, scaling.settings.count);
	for (size_t s = 0; s < last->settings.count; s++)
		cr_expect_str_eq(last->settings.items[s], scaling.settings.items[s]);
}

/* Of too few sizes it is none. */
Test(scaling, the_target_is_no_third_size)
{
	SCALING scaling;
	char setting[] = "work_mem=400kB";
	char *const settings[] = {setting};

	manifest_scaling_init(&scaling);
	cr_expect_eq(scaling_make(500000, settings, 1, true, &scaling, &err), UP_INVALID);
}

/* The ratio is that of whole rows. */
Test(scaling, rows_that_are_no_multiple_have_the_same_ratio)
{
	static const char *const settings[] = {"work_mem=800MB"};
	SCALING scaling;

	cr_assert_eq(make(8079, settings, 1, &scaling), UP_OK, "%s", err.message);
	cr_expect_eq(scaling.sizes.items[0].rows, 100);
	/* 819,200 kB / 80.79 */
	cr_expect(has(&scaling.sizes.items[0].settings, "work_mem=10139kB"));
}

Test(scaling, too_little_and_what_is_no_size_is_refused)
{
	static const struct {
		const char *setting;
		const char *message;
	} refused[] = {
		{"work_mem=400kB",
		 "fewer than 3 sizes can be measured: 25000 rows: work_mem would be below its "
		 "minimum of 64 kB: these settings are too small to be scaled down"},
		{"work_mem=", "\"\" is not a value of work_mem"},
		{"work_mem=4 mb", "\"4 mb\" is not a value of work_mem"},
		{"jit_above_cost=1kB", "\"1kB\" is not a value of jit_above_cost"},
	};

	for (size_t r = 0; r < sizeof refused / sizeof *refused; r++) {
		SCALING scaling;
		cr_expect_eq(make(250000, &refused[r].setting, 1, &scaling), UP_INVALID, "%s",
			     refused[r].setting);
		cr_expect_str_eq(err.message, refused[r].message);
	}
}

Test(scaling, names_are_those_of_the_server_in_any_case)
{
	cr_expect(scaling_has("Work_Mem=64MB"));
	cr_expect(scaling_has("work_mem"));
	cr_expect_not(scaling_has("work_memory=1"));
	cr_expect_not(scaling_has("jit=off"));
}
