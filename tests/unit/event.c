/* SPDX-License-Identifier: PostgreSQL */
/* An event: that it stays set, and is waited for beside a pipe. */
#include "base/event.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <unistd.h>

static struct up_error err;

#define HOUR_NS INT64_C(3600000000000)

static void *set(void *event)
{
	up_event_set(event);
	return NULL;
}

Test(event, is_set_until_it_is_cleared)
{
	struct up_event event;

	cr_assert_eq(up_event_init(&event, &err), UP_OK);
	cr_expect_not(up_event_is_set(&event));
	cr_expect_not(up_event_wait(&event, 1));
	up_event_set(&event);
	up_event_set(&event);
	cr_expect(up_event_wait(&event, 0));
	cr_expect(up_event_wait(&event, HOUR_NS));
	up_event_clear(&event);
	up_event_clear(&event);
	cr_expect_not(up_event_is_set(&event));
	up_event_release(&event);
}

Test(event, ends_a_wait_of_another_thread)
{
	struct up_event event;
	pthread_t thread;
	int ends[2];

	cr_assert_eq(up_event_init(&event, &err), UP_OK);
	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "x", 1), 1);
	cr_expect_not(up_event_wait_readable(&event, ends[0]), "there is a byte");
	char byte;
	cr_assert_eq(read(ends[0], &byte, 1), 1);
	cr_assert_eq(pthread_create(&thread, NULL, set, &event), 0);
	cr_expect(up_event_wait_readable(&event, ends[0]));
	cr_expect(up_event_wait(&event, HOUR_NS));
	cr_assert_eq(pthread_join(thread, NULL), 0);
	up_event_clear(&event);
	close(ends[1]);
	cr_expect_not(up_event_wait_readable(&event, ends[0]), "it is at its end");
	close(ends[0]);
	up_event_release(&event);
}
