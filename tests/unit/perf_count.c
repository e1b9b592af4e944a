/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/perf_count.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t used_ns(void)
{
	struct timespec used;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
	return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

/* Uses the processor for so long, by the clock of the calling thread. */
static void work(int64_t ns)
{
	const int64_t end = used_ns() + ns;

	while (used_ns() < end)
		;
}

static void *work_5_ms(void *context)
{
	work(5000000);
	return context;
}

/* A kernel may refuse to count anything: then nothing is known, and that is all there is to test. */
static int begin(int64_t process)
{
	const int count = perf_count_begin(PERF_PROCESSOR_TIME, process);

	if (count < 0)
		cr_skip_test("this kernel does not permit perf_event_open()");
	return count;
}

Test(perf_count, counts_threads_that_start_later)
{
	const int count = begin(0);
	pthread_t thread;

	cr_assert_eq(pthread_create(&thread, NULL, work_5_ms, NULL), 0);
	pthread_join(thread, NULL);
	cr_expect_geq(perf_count_end(count), 5000000);
}

Test(perf_count, counts_another_process)
{
	int go[2];
	char byte = 0;

	cr_assert_eq(pipe(go), 0);
	const pid_t child = fork();
	if (child == 0) {
		close(go[1]);
		if (read(go[0], &byte, 1) == 1)
			work(5000000);
		_exit(0);
	}
	const int count = begin(child);
	cr_assert_eq(write(go[1], &byte, 1), 1);
	cr_assert_eq(waitpid(child, NULL, 0), child);
	cr_expect_geq(perf_count_end(count), 5000000);
}

Test(perf_count, knows_nothing_of_what_is_not_there)
{
	cr_expect_eq(perf_count_begin(PERF_PROCESSOR_TIME, INT32_MAX), PERF_COUNT_UNKNOWN);
	cr_expect_eq(perf_count_end(PERF_COUNT_UNKNOWN), PERF_COUNT_UNKNOWN);
}

/* On a machine that has the counter, twice the work is about twice the instructions. */
Test(perf_count, counts_instructions)
{
	static const int rounds[] = {1000000, 2000000};
	int64_t counted[2];

	for (int n = 0; n < 2; n++) {
		const int count = perf_count_begin(PERF_INSTRUCTIONS, 0);
		if (count < 0)
			cr_skip_test("this machine does not count instructions");
		for (volatile int i = 0; i < rounds[n];)
			i = i + 1;
		counted[n] = perf_count_end(count);
	}
	cr_expect_gt(counted[0], rounds[0]);
	cr_expect_float_eq((double)counted[1] / (double)counted[0], 2, 0.1);
}
