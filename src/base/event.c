/* SPDX-License-Identifier: PostgreSQL */
#include "base/event.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

enum up_status up_event_init(struct up_event *event, struct up_error *err)
{
	const int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

	if (fd < 0)
		return up_fail_errno(err, UP_IO, "cannot make an event");
	event->fd = fd;
	return UP_OK;
}

void up_event_release(struct up_event *event)
{
	close(event->fd);
}

/* It fails only where the count is at its largest, and then the event is set. */
void up_event_set(const struct up_event *event)
{
	const int saved = errno;

	(void)!write(event->fd, &(uint64_t){1}, sizeof(uint64_t));
	errno = saved;
}

/* It fails only where the event is not set. */
void up_event_clear(const struct up_event *event)
{
	uint64_t count;

	(void)!read(event->fd, &count, sizeof count);
}

bool up_event_is_set(const struct up_event *event)
{
	return up_event_wait(event, 0);
}

bool up_event_wait(const struct up_event *event, int64_t limit_ns)
{
	struct pollfd awaited = {.fd = event->fd, .events = POLLIN};
	const int64_t start = up_clock_ns();
	int64_t left = limit_ns;

	/* A signal handler that ran is no event. */
	for (;;) {
		const struct timespec limit = {.tv_sec = (time_t)(left / SECOND),
					       .tv_nsec = (long)(left % SECOND)};
		const int ready = ppoll(&awaited, 1, &limit, NULL);
		if (ready >= 0 || errno != EINTR)
			return ready > 0;
		left = limit_ns - (up_clock_ns() - start);
		if (left < 0)
			left = 0;
	}
}

bool up_event_wait_readable(const struct up_event *event, int fd)
{
	struct pollfd awaited[] = {{.fd = event->fd, .events = POLLIN},
				   {.fd = fd, .events = POLLIN}};

	while (poll(awaited, 2, -1) < 0 && errno == EINTR)
		;
	return awaited[0].revents != 0;
}
