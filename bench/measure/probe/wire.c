/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/wire.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

/* Sockets beyond are not counted: a process may not have more by default. */
#define SOCKET_COUNT 1024

/* Global because send() has nothing but the number of a socket. */
static struct wire_counters *_Atomic watched[SOCKET_COUNT];

static bool is_in_range(int fd)
{
	return fd >= 0 && fd < SOCKET_COUNT;
}

static struct wire_counters *counters_of(int fd)
{
	return is_in_range(fd) ? atomic_load_explicit(&watched[fd], memory_order_acquire) : NULL;
}

/* By POSIX, send() is sendto() without an address, and recv() likewise: so the originals
 * need not be looked up. */
ssize_t send(int fd, const void *bytes, size_t length, int flags)
{
	const ssize_t sent = sendto(fd, bytes, length, flags, NULL, 0);
	struct wire_counters *counters = sent > 0 ? counters_of(fd) : NULL;

	if (counters != NULL)
		counters->bytes_sent += sent;
	return sent;
}

ssize_t recv(int fd, void *bytes, size_t length, int flags)
{
	const ssize_t received = recvfrom(fd, bytes, length, flags, NULL, NULL);
	struct wire_counters *counters =
		received > 0 && (flags & MSG_PEEK) == 0 ? counters_of(fd) : NULL;

	if (counters != NULL)
		counters->bytes_received += received;
	return received;
}

enum up_status wire_watch(struct wire *wire, const struct up_pool *pool, struct up_error *err)
{
	wire->counters = calloc(pool->count, sizeof *wire->counters);
	if (wire->counters == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for counters");
	wire->count = pool->count;
	for (size_t c = 0; c < pool->count; c++) {
		const int fd = PQsocket(pool->conns[c]->pg);
		if (is_in_range(fd))
			atomic_store(&watched[fd], &wire->counters[c]);
	}
	return UP_OK;
}

/* By the counters, because libpq may have closed a socket that failed. */
void wire_forget(struct wire *wire)
{
	for (size_t c = 0; c < wire->count; c++) {
		for (int fd = 0; fd < SOCKET_COUNT; fd++) {
			struct wire_counters *counters = &wire->counters[c];
			atomic_compare_exchange_strong(&watched[fd], &counters, NULL);
		}
	}
	free(wire->counters);
	*wire = (struct wire){0};
}

struct wire_counters wire_read(const struct wire *wire)
{
	struct wire_counters sum = {0};

	for (size_t c = 0; c < wire->count; c++) {
		sum.bytes_sent += wire->counters[c].bytes_sent;
		sum.bytes_received += wire->counters[c].bytes_received;
	}
	return sum;
}

bool wire_is_counting(struct wire_counters counters, int64_t round_trips)
{
	return round_trips == 0 || (counters.bytes_sent > 0 && counters.bytes_received > 0);
}
