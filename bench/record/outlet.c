/* SPDX-License-Identifier: PostgreSQL */
#include "record/outlet.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

bool outlet_fits(int fd)
{
	struct stat facts;

	return fstat(fd, &facts) == 0 && (S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode));
}

bool outlet_is_abandoned(int fd)
{
	struct pollfd state = {.fd = fd};

	return outlet_fits(fd) && poll(&state, 1, 0) > 0 &&
	       (state.revents & (POLLERR | POLLHUP)) != 0;
}

/* Whoever started the program may have left the pipe in non-blocking mode. */
static bool await_room(int fd)
{
	struct pollfd state = {.fd = fd, .events = POLLOUT};

	return errno == EAGAIN && poll(&state, 1, -1) >= 0;
}

/* As fopencookie() wants it: how many bytes were taken, fewer after a failure. */
static ssize_t take(void *cookie, const char *bytes, size_t count)
{
	const int fd = (int)(intptr_t)cookie;
	size_t taken = 0;

	while (taken < count) {
		ssize_t written = write(fd, bytes + taken, count - taken);
		if (written >= 0)
			taken += (size_t)written;
		else if (!await_room(fd))
			break;
	}
	return (ssize_t)taken;
}

static ssize_t take_or_drop(void *cookie, const char *bytes, size_t count)
{
	const ssize_t taken = take(cookie, bytes, count);
	const bool left = (size_t)taken < count && (errno == EPIPE || errno == ECONNRESET);

	return left ? (ssize_t)count : taken;
}

static int shut(void *cookie)
{
	return close((int)(intptr_t)cookie);
}

/* The descriptor itself is the cookie: the stream of main() lives until the end, and nobody would
 * free a cookie of its own. */
FILE *outlet_open(int fd, enum outlet_end end)
{
	return fopencookie(
		(void *)(intptr_t)fd, "w",
		(cookie_io_functions_t){.write = end == OUTLET_DROPS ? take_or_drop : take,
					.close = shut});
}
