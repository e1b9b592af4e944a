/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/wire.h"

#include <stdatomic.h>
#include <sys/socket.h>

/* Sockets beyond are not counted: a process may not have more by default. */
#define SOCKET_COUNT 1024

/* Global because send() has nothing but the number of a socket. */
static struct up_conn_counters *_Atomic watched[SOCKET_COUNT];

static bool is_in_range(int fd)
{
	return fd >= 0 && fd < SOCKET_COUNT;
}

static struct up_conn_counters *counters_of(int fd)
{
	return is_in_range(fd) ? atomic_load_explicit(&watched[fd], memory_order_acquire) : NULL;
}

/* By POSIX, send() is sendto() without an address, and recv() likewise: so the originals
 * need not be looked up. */
ssize_t send(int fd, const void *bytes, size_t length, int flags)
{
	const ssize_t sent = sendto(fd, bytes, length, flags, NULL, 0);
	struct up_conn_counters *counters = sent > 0 ? counters_of(fd) : NULL;

	if (counters != NULL)
		counters->bytes_sent += sent;
	return sent;
}

ssize_t recv(int fd, void *bytes, size_t length, int flags)
{
	const ssize_t received = recvfrom(fd, bytes, length, flags, NULL, NULL);
	struct up_conn_counters *counters =
		received > 0 && (flags & MSG_PEEK) == 0 ? counters_of(fd) : NULL;

	if (counters != NULL)
		counters->bytes_received += received;
	return received;
}

void wire_watch(const struct up_pool *pool)
{
	for (size_t c = 0; c < pool->count; c++) {
		const int fd = PQsocket(pool->conns[c]->pg);
		if (is_in_range(fd))
			atomic_store(&watched[fd], &pool->conns[c]->counters);
	}
}

/* By the counters, since libpq may have closed a socket that failed. */
void wire_forget(const struct up_pool *pool)
{
	for (size_t c = 0; c < pool->count; c++) {
		for (int fd = 0; fd < SOCKET_COUNT; fd++) {
			struct up_conn_counters *counters = &pool->conns[c]->counters;
			atomic_compare_exchange_strong(&watched[fd], &counters, NULL);
		}
	}
}

bool wire_is_counting(const struct up_conn_counters *counters)
{
	return counters->round_trips == 0 ||
	       (counters->bytes_sent > 0 && counters->bytes_received > 0);
}
