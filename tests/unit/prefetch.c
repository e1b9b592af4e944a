/* SPDX-License-Identifier: PostgreSQL */
/* A source that is read ahead, keys that were seen, and the critical path. */
#include "sync/prefetch.h"

#include "base/clock.h"
#include "base/event.h"
#include "model/relation.h"
#include "sync/seen.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Pages of numbers, as long as there are; then the end, or a failure. */
struct numbers {
	struct up_source source;
	int32_t next;
	int32_t end;
	bool fails;
};

static enum up_status read_numbers(struct up_source *source, struct up_batch *batch, size_t limit,
				   size_t *read, struct up_error *error)
{
	struct numbers *numbers = (struct numbers *)source;

	*read = 0;
	if (numbers->next == numbers->end && numbers->fails)
		return up_fail(error, UP_IO, "page %d never comes", numbers->next);
	while (numbers->next < numbers->end && *read < limit) {
		up_vector_append_int32(&batch->vectors[0], numbers->next);
		up_vector_append_int32(&batch->vectors[1], numbers->next++);
		UP_TRY(up_batch_end_row(batch, error));
		(*read)++;
	}
	return UP_OK;
}

static void make_relation(struct up_relation *relation)
{
	static char key[] = "key";
	static char value[] = "value";
	const struct up_column columns[] = {
		{.name = key, .type = UP_TYPE_INT4, .type_modifier = -1},
		{.name = value, .type = UP_TYPE_INT4, .type_modifier = -1}};

	cr_assert_eq(up_relation_init(relation, NULL, "t", NULL, &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &columns[0], &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &columns[1], &err), UP_OK);
}

/* Takes all batches and returns how many rows they had, which come in order. */
static int32_t take_all(struct up_prefetch *prefetch, const struct up_relation *relation,
			struct up_path *path, enum up_status *status)
{
	UP_BATCH batch = {0};
	int32_t rows = 0;

	cr_assert_eq(up_batch_init(&batch, relation, &err), UP_OK);
	for (;;) {
		*status = up_prefetch_take(prefetch, &batch, path, &err);
		if (*status != UP_OK || batch.row_count == 0)
			return rows;
		for (size_t row = 0; row < batch.row_count; row++)
			cr_assert_eq(up_vector_int32(&batch.vectors[0], row), rows++);
	}
}

static int32_t run(struct numbers *numbers, size_t limit, enum up_status *status)
{
	UP_RELATION relation = {0};
	UP_PREFETCH *prefetch = NULL;
	struct up_path path = {.end = up_clock_ns()};
	const int64_t start = path.end;

	make_relation(&relation);
	numbers->source = (struct up_source){.relation = &relation, .read = read_numbers};
	cr_assert_eq(up_prefetch_start(&numbers->source, limit, &path, &prefetch, &err), UP_OK);
	const int32_t rows = take_all(prefetch, &relation, &path, status);

	/* Nobody else was active, so all of it is the fetch. */
	cr_expect_eq(path.ns[UP_STAGE_FETCH], path.end - start);
	cr_expect_leq(up_prefetch_busy_ns(prefetch), path.ns[UP_STAGE_FETCH]);
	return rows;
}

Test(prefetch, gives_the_batches_in_their_order)
{
	struct numbers numbers = {.end = 100};
	enum up_status status;

	cr_expect_eq(run(&numbers, 7, &status), 100);
	cr_expect_eq(status, UP_OK, "%s", err.message);
}

Test(prefetch, of_a_source_without_rows_is_the_end)
{
	struct numbers numbers = {0};
	enum up_status status;

	cr_expect_eq(run(&numbers, 7, &status), 0);
	cr_expect_eq(status, UP_OK, "%s", err.message);
}

Test(prefetch, reports_a_failure_behind_the_rows_before_it)
{
	struct numbers numbers = {.end = 20, .fails = true};
	enum up_status status;

	cr_expect_eq(run(&numbers, 10, &status), 20);
	cr_expect_eq(status, UP_IO);
	cr_expect_str_eq(err.message, "page 20 never comes");
}

Test(prefetch, stops_before_the_end_of_its_source)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	struct up_prefetch *prefetch = NULL;
	struct up_path path = {.end = up_clock_ns()};
	struct numbers numbers = {.end = 1000000};

	make_relation(&relation);
	numbers.source = (struct up_source){.relation = &relation, .read = read_numbers};
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_assert_eq(up_prefetch_start(&numbers.source, 1, &path, &prefetch, &err), UP_OK);
	cr_assert_eq(up_prefetch_take(prefetch, &batch, &path, &err), UP_OK);
	up_prefetch_stop(prefetch);
	/* One was taken, others wait, and one may have been on its way. */
	cr_expect_leq(numbers.next, 1 + UP_PREFETCH_BATCHES + 1);
}

/* Once it is read, rows come no more until it is interrupted. */
struct endless {
	struct up_source source;
	struct up_event reading;
	struct up_event interrupted;
};

static enum up_status wait_in_vain(struct up_source *source, struct up_batch *batch, size_t limit,
				   size_t *read, struct up_error *error)
{
	struct endless *endless = (struct endless *)source;

	(void)batch;
	(void)limit;
	(void)read;
	up_event_set(&endless->reading);
	while (!up_event_wait(&endless->interrupted, INT64_C(3600000000000)))
		;
	return up_fail(error, UP_INTERRUPTED, "interrupted");
}

static void interrupt_wait(struct up_source *source)
{
	up_event_set(&((struct endless *)source)->interrupted);
}

Test(prefetch, stops_while_its_source_waits)
{
	UP_RELATION relation = {0};
	struct up_prefetch *prefetch = NULL;
	struct up_path path = {.end = up_clock_ns()};
	struct endless endless = {0};

	make_relation(&relation);
	endless.source = (struct up_source){
		.relation = &relation, .read = wait_in_vain, .interrupt = interrupt_wait};
	cr_assert_eq(up_event_init(&endless.reading, &err), UP_OK);
	cr_assert_eq(up_event_init(&endless.interrupted, &err), UP_OK);
	cr_assert_eq(up_prefetch_start(&endless.source, 1, &path, &prefetch, &err), UP_OK);
	while (!up_event_wait(&endless.reading, INT64_C(3600000000000)))
		;
	up_prefetch_stop(prefetch);
	cr_expect(up_event_is_set(&endless.interrupted));
	up_event_release(&endless.reading);
	up_event_release(&endless.interrupted);
}

/* ---- the path ---------------------------------------------------------- */

Test(path, follows_what_was_waited_for)
{
	struct up_path fetch = {.end = 100};
	struct up_path rest = {.end = 100};

	up_path_add(&fetch, UP_STAGE_FETCH, 150); /* the first page */
	up_path_join(&rest, &fetch);
	up_path_add(&rest, UP_STAGE_UPDATE, 160);
	up_path_add(&fetch, UP_STAGE_FETCH, 200); /* the second, meanwhile */
	up_path_join(&rest, &fetch);
	up_path_add(&rest, UP_STAGE_UPDATE, 230);
	up_path_add(&fetch, UP_STAGE_FETCH, 220); /* the third is there before it is wanted */
	up_path_join(&rest, &fetch);
	up_path_add(&rest, UP_STAGE_COMMIT, 235);

	cr_expect_eq(rest.ns[UP_STAGE_FETCH], 100);
	cr_expect_eq(rest.ns[UP_STAGE_UPDATE], 30);
	cr_expect_eq(rest.ns[UP_STAGE_COMMIT], 5);
}

/* ---- keys that were seen ------------------------------------------------- */

static void hash_rows(struct up_duplicates *duplicates, const struct up_relation *relation,
		      int32_t first, size_t count)
{
	UP_BATCH batch = {0};
	struct numbers numbers = {.next = first, .end = first + (int32_t)count};
	size_t read;
	size_t dropped;

	cr_assert_eq(up_batch_init(&batch, relation, &err), UP_OK);
	cr_assert_eq(read_numbers(&numbers.source, &batch, count, &read, &err), UP_OK);
	cr_assert_eq(up_duplicates_drop(duplicates, &batch, 0, &dropped, &err), UP_OK);
}

Test(seen, knows_what_was_noted_until_it_forgets)
{
	UP_RELATION relation = {0};
	UP_DUPLICATES duplicates = {0};
	UP_SEEN seen = {0};

	make_relation(&relation);
	for (int32_t first = 0; first < 40000; first += 1000) {
		hash_rows(&duplicates, &relation, first, 1000);
		cr_assert_not(up_seen_must_forget(&seen, &duplicates, 1000), "%d", first);
		cr_assert_eq(up_seen_note(&seen, &duplicates, 1000, &err), UP_OK);
	}
	cr_expect_eq(seen.count, 40000);
	hash_rows(&duplicates, &relation, 39999, 1000); /* its first row has been seen */
	cr_expect(up_seen_must_forget(&seen, &duplicates, 1000));
	up_seen_forget(&seen);
	cr_expect_not(up_seen_must_forget(&seen, &duplicates, 1000));
	cr_assert_eq(up_seen_note(&seen, &duplicates, 1000, &err), UP_OK);
	cr_expect_eq(seen.count, 1000);
}

Test(seen, forgets_before_its_memory_grows_beyond_its_bound)
{
	const size_t most = UP_SEEN_MAX_SLOTS / 4 * 3;
	UP_RELATION relation = {0};
	UP_DUPLICATES duplicates = {0};
	UP_SEEN seen = {0};

	make_relation(&relation);
	hash_rows(&duplicates, &relation, 0, most);
	cr_expect_not(up_seen_must_forget(&seen, &duplicates, most));
	cr_assert_eq(up_seen_note(&seen, &duplicates, most, &err), UP_OK);
	cr_expect_eq(seen.slot_count, UP_SEEN_MAX_SLOTS);
	hash_rows(&duplicates, &relation, (int32_t)most, 1);
	cr_expect(up_seen_must_forget(&seen, &duplicates, 1));
}
