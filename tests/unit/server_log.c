/* SPDX-License-Identifier: PostgreSQL */
/* What is shown of the log of a server that gave up. */
#include "measure/server/log.h"

#include "base/cleanup.h"

#include <criterion/criterion.h>
#include <unistd.h>

/* What a server wrote before it was stopped, and then when it was started again. */
#define LIFE                                                                                       \
	"ERROR:  invalid input syntax for type integer: \"secret\"\n"                              \
	"STATEMENT:  UPDATE t SET n = 'FATAL: secret'\n"
#define START "LOG:  starting PostgreSQL\nFATAL:  could not create shared memory\nHINT:  secret?\n"

static void expect_complaint(const char *before, const char *after, const char *expected)
{
	char path[] = "/tmp/upbench-test-XXXXXX";
	char line[64];
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, before, strlen(before)), (ssize_t)strlen(before));
	const off_t begin = server_log_end(path);
	cr_expect_eq(begin, (off_t)strlen(before));
	cr_assert_eq(write(fd, after, strlen(after)), (ssize_t)strlen(after));
	close(fd);
	server_log_complaint(path, begin, line, sizeof line);
	cr_expect_str_eq(line, expected);
	unlink(path);
}

Test(server_log, has_the_reason_for_which_a_server_gave_up)
{
	static char long_life[20000];

	expect_complaint("", START, "FATAL:  could not create shared memory");
	expect_complaint("", "LOG:  one\nLOG:  two\n", "LOG:  two");
	memset(long_life, '\n', sizeof long_life - 1);
	expect_complaint("", long_life, "");
}

/* A statement that an earlier life of the server has logged can have values of rows. */
Test(server_log, has_no_reason_from_before_it_was_started)
{
	static char long_start[20000];

	expect_complaint(LIFE, "", "");
	expect_complaint(LIFE, "LOG:  starting\n", "LOG:  starting");
	expect_complaint(LIFE, START, "FATAL:  could not create shared memory");
	memset(long_start, '.', sizeof long_start - 1);
	memcpy(long_start + sizeof long_start - sizeof "\n" START, "\n" START, sizeof "\n" START);
	expect_complaint(LIFE, long_start, "FATAL:  could not create shared memory");
}

Test(server_log, that_is_not_there_is_empty)
{
	char line[8] = "x";

	cr_expect_eq(server_log_end("/nonexistent"), 0);
	server_log_complaint("/nonexistent", 0, line, sizeof line);
	cr_expect_str_eq(line, "");
}
