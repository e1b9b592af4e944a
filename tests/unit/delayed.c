/* SPDX-License-Identifier: PostgreSQL */
/* A source with a delay: that it is the source within, not how long it takes. */
#include "measure/workload/delayed.h"

#include "source/memory.h"

#include <criterion/criterion.h>
#include <pthread.h>

static struct up_error err;

/* A source of nothing that counts what is done to it; it lives outside of itself. */
struct counted {
	struct up_source source;
	int reads, rewinds, interrupts, closes;
	enum up_status rewind_status;
};

static enum up_status count_read(struct up_source *source, struct up_batch *batch, size_t limit,
				 size_t *read, struct up_error *error)
{
	(void)batch;
	(void)error;
	((struct counted *)source)->reads++;
	*read = limit;
	return UP_OK;
}

static enum up_status count_rewind(struct up_source *source, struct up_error *error)
{
	struct counted *counted = (struct counted *)source;
	counted->rewinds++;
	if (counted->rewind_status != UP_OK)
		return up_fail(error, counted->rewind_status, "no way back");
	return UP_OK;
}

static void count_interrupt(struct up_source *source)
{
	((struct counted *)source)->interrupts++;
}

static void count_close(struct up_source *source)
{
	((struct counted *)source)->closes++;
}

static struct counted counted(void)
{
	return (struct counted){.source = {.read = count_read,
					   .rewind = count_rewind,
					   .interrupt = count_interrupt,
					   .close = count_close}};
}

Test(delayed, without_a_delay_is_the_source_itself)
{
	struct counted inner = counted();
	UP_SOURCE *source = NULL;
	cr_assert_eq(delayed_open(&inner.source, 0, &source, &err), UP_OK);
	cr_expect_eq(source, &inner.source);
}

Test(delayed, hands_on_what_it_is_asked)
{
	static const struct up_relation relation;
	struct counted inner = counted();
	struct up_source *source = NULL;
	size_t read = 0;
	inner.source.relation = &relation;
	cr_assert_eq(delayed_open(&inner.source, 1, &source, &err), UP_OK);
	cr_expect_eq(source->relation, &relation);
	cr_expect_eq(inner.reads + inner.rewinds, 0, "opening reads nothing");
	for (int pass = 1; pass <= 3; pass++) {
		cr_assert_eq(source->read(source, NULL, 7, &read, &err), UP_OK);
		cr_assert_eq(source->read(source, NULL, 8, &read, &err), UP_OK);
		cr_expect_eq(read, 8);
		cr_assert_eq(source->rewind(source, &err), UP_OK);
		cr_expect_eq(inner.reads, 2 * pass);
		cr_expect_eq(inner.rewinds, pass);
	}
	inner.rewind_status = UP_IO;
	cr_expect_eq(source->rewind(source, &err), UP_IO);
	cr_expect_str_eq(err.message, "no way back");
	cr_expect_eq(inner.closes, 0);
	up_source_close(source);
	cr_expect_eq(inner.closes, 1);
}

Test(delayed, has_the_rows_of_the_source_within)
{
	UP_RELATION relation = {0};
	UP_BATCH rows = {0};
	UP_BATCH batch = {0};
	struct up_source *inner = NULL;
	UP_SOURCE *source = NULL;
	char name[] = "k";
	const struct up_column column = {.name = name, .type = UP_TYPE_TEXT};
	cr_assert_eq(up_relation_init(&relation, NULL, "t", &column, &err), UP_OK);
	cr_assert_eq(up_relation_add(&relation, &column, &err), UP_OK);
	cr_assert_eq(up_batch_init(&rows, &relation, &err), UP_OK);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	cr_assert_eq(up_memory_open(&rows, &inner, &err), UP_OK);
	cr_assert_eq(delayed_open(inner, 1, &source, &err), UP_OK);
	size_t read = 1;
	cr_assert_eq(source->read(source, &batch, 5, &read, &err), UP_OK);
	cr_expect_eq(read, 0);
}

static void *interrupt(void *source)
{
	up_source_interrupt(source);
	return NULL;
}

/* Whether the wait has begun by then or not. */
Test(delayed, ends_its_wait_when_it_is_interrupted)
{
	struct counted inner = counted();
	UP_SOURCE *source = NULL;
	pthread_t thread;
	size_t read = 0;
	cr_assert_eq(delayed_open(&inner.source, INT64_C(3600000000000), &source, &err), UP_OK);
	cr_assert_eq(pthread_create(&thread, NULL, interrupt, source), 0);
	cr_expect_eq(source->read(source, NULL, 1, &read, &err), UP_INTERRUPTED);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	cr_expect_str_eq(err.message, "interrupted while waiting for rows");
	cr_expect_eq(inner.interrupts, 1);
	cr_assert_eq(source->rewind(source, &err), UP_OK);
	cr_expect_eq(source->read(source, NULL, 1, &read, &err), UP_INTERRUPTED,
		     "a rewind does not forget it");
	cr_expect_eq(inner.reads, 0);
}

Test(delayed, forgets_an_interruption_when_it_is_refreshed)
{
	struct counted inner = counted();
	UP_SOURCE *source = NULL;
	size_t read = 0;
	cr_assert_eq(delayed_open(&inner.source, 1, &source, &err), UP_OK);
	up_source_interrupt(source);
	cr_expect_eq(source->read(source, NULL, 1, &read, &err), UP_INTERRUPTED);
	cr_assert_eq(up_source_refresh(source, &err), UP_OK);
	cr_expect_eq(source->read(source, NULL, 1, &read, &err), UP_OK);
	cr_expect_eq(inner.reads, 1);
}
