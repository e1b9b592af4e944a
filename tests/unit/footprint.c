/* SPDX-License-Identifier: PostgreSQL */
/* What a case needs before it runs: the proportions, as bytes are an estimate. */
#include "measure/case/footprint.h"
#include "measure/subject/program_subject.h"
#include "sync/sync.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;
static struct subject *subject;

static void open_subject(void)
{
	cr_assert_eq(program_subject_open("", &subject, &err), UP_OK);
}

static void close_subject(void)
{
	subject_close(subject);
}

TestSuite(footprint, .init = open_subject, .fini = close_subject);

static struct footprint footprint_of(const char *strategy, int64_t rows, int64_t columns,
				     int64_t chunk)
{
	const struct factors factors = {
		.rows = rows, .columns = columns, .chunk = chunk, .changed = 1, .workers = 1};
	const struct sampling sampling = {.samples = 1, .min_samples = 1};
	const struct up_strategy *found = up_strategy_find(strategy);
	CASE_LIST list = {0};
	struct footprint footprint;

	cr_assert_not_null(found);
	cr_assert_eq(case_list_add(&list, &(struct contender){.strategy = found}, &factors,
				   &sampling, &err),
		     UP_OK);
	cr_assert_eq(footprint_of_case(subject, &list.items[0], &footprint, &err), UP_OK);
	return footprint;
}

/* Multiples, but for what is cut off below a byte. */
static void expect_times(struct footprint footprint, int64_t factor, struct footprint unit)
{
	int64_t difference = footprint.memory - factor * unit.memory;
	cr_expect(difference >= 0 && difference <= factor);
}

Test(footprint, grows_with_the_rows_of_a_strategy_that_holds_them)
{
	struct footprint small = footprint_of("json", 1000, 20, 0);
	struct footprint large = footprint_of("json", 1000000, 20, 0);

	cr_expect_eq(small.rows, 1000);
	cr_expect_eq(large.rows, 1000000);
	expect_times(large, 1000, small);
}

Test(footprint, of_a_stream_is_that_of_a_batch)
{
	struct footprint batch = footprint_of("copy-temp", UP_SYNC_BATCH_ROWS, 20, 0);
	struct footprint stream = footprint_of("copy-temp", 10000000, 20, 0);

	cr_expect_eq(stream.rows, UP_SYNC_BATCH_ROWS);
	cr_expect_eq(stream.memory, batch.memory);
	cr_expect_eq(footprint_of("json", 10000000, 20, 100).rows, UP_SYNC_BATCH_ROWS);
}

Test(footprint, counts_the_copies_that_a_strategy_makes)
{
	const struct up_strategy *strategy = up_strategy_find("case-when");
	struct footprint batch = footprint_of("row", 1000, 20, 0);

	cr_assert_gt(strategy->copies, 0);
	expect_times(footprint_of("case-when", 1000, 20, 0), 1 + strategy->copies, batch);
	/* Of a chunk, where there are chunks. */
	expect_times(footprint_of("case-when", 1000, 20, 1000 / strategy->copies), 2, batch);
}

Test(footprint, is_less_with_fewer_columns)
{
	cr_expect_lt(footprint_of("unnest", 1000, 2, 0).memory,
		     footprint_of("unnest", 1000, 20, 0).memory);
}

Test(footprint, is_checked_against_a_limit)
{
	const struct factors factors = {.rows = 12345, .columns = 20, .changed = 1, .workers = 1};
	const struct sampling sampling = {.samples = 1, .min_samples = 1};
	struct footprint footprint;
	CASE_LIST list = {0};

	cr_assert_eq(case_list_add(&list, &(struct contender){.strategy = up_strategy_find("json")},
				   &factors, &sampling, &err),
		     UP_OK);
	cr_assert_eq(footprint_of_case(subject, &list.items[0], &footprint, &err), UP_OK);
	cr_expect_eq(footprint_check(subject, &list.items[0], footprint.memory, &err), UP_OK);
	cr_expect_eq(footprint_check(subject, &list.items[0], 1023, &err), UP_UNSUPPORTED);
	cr_expect_eq(strncmp(err.message, "json needs ", 11), 0, "%s", err.message);
	cr_expect_not_null(
		strstr(err.message, " for 12,345 rows at once, more than --memory 1023 B"), "%s",
		err.message);
}

Test(footprint, of_disk_grows_with_every_data_set)
{
	const struct footprint_table tables[] = {
		{subject, 1000, 0}, {subject, 100000, 0}, {subject, 100000, 0}};

	int64_t none = footprint_disk_bytes(tables, 0, true);
	int64_t one = footprint_disk_bytes(tables, 1, true);
	int64_t two = footprint_disk_bytes(tables, 2, true);
	int64_t three = footprint_disk_bytes(tables, 3, true);
	cr_expect_eq(none, 0);
	cr_expect_gt(one, 0);
	cr_expect_gt(two, 100 * one);
	/* One more of that size needs another copy, but not another table. */
	cr_expect(three > two && three < two + 50 * one);
}

Test(footprint, of_disk_has_the_rows_that_a_sync_creates)
{
	const struct footprint_table empty = {subject, 0, 1000}, full = {subject, 1000, 0},
				     half = {subject, 500, 500};

	int64_t created = footprint_disk_bytes(&empty, 1, true);
	int64_t updated = footprint_disk_bytes(&full, 1, true);
	int64_t both = footprint_disk_bytes(&half, 1, true);
	/* There is no pristine copy of what does not exist yet. */
	cr_expect(0 < created && created < both && both < updated);
}

Test(footprint, of_disk_has_the_wal_of_the_server)
{
	const struct footprint_table huge = {subject, 100000000, 0}, small = {subject, 1000, 0};

	int64_t private = footprint_disk_bytes(&huge, 1, true);
	int64_t stock = footprint_disk_bytes(&huge, 1, false);
	cr_expect_eq(private - stock, INT64_C(15) << 30);
	private = footprint_disk_bytes(&small, 1, true);
	stock = footprint_disk_bytes(&small, 1, false);
	cr_expect_eq(private, stock);
}
