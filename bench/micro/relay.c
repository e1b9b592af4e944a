/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a relay costs and how accurate it is: round trips and one-way streams through it
 * against direct ones, over Unix sockets, with a server that does nothing else.  Direct and
 * relayed round trips alternate, so that what else the machine does hits both.
 */
#include "base/clock.h"
#include "measure/relay/process.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/un.h>
#include <sys/wait.h>

#define ECHO 'e'   /* what a client of the server wants: its bytes back */
#define STREAM 's' /* or one byte when its stream has ended */
#define STREAM_BYTES (INT64_C(256) << 20)
#define PIECE 8192 /* as libpq flushes it */
#define CONNECTIONS_MAX 16
#define ROUND_TRIP_SECONDS 1.0

static enum up_status fail_system(struct up_error *err, const char *what)
{
	return up_fail_errno(err, UP_IO, "%s", what);
}

/* ---- the server: a process a connection --------------------------------- */

static void serve(int fd)
{
	static char bytes[256 << 10];
	char wanted;
	ssize_t length;

	if (read(fd, &wanted, 1) != 1)
		return;
	while ((length = read(fd, bytes, sizeof bytes)) > 0) {
		if (wanted == ECHO && write(fd, bytes, (size_t)length) != length)
			return;
	}
	if (wanted == STREAM)
		(void)!write(fd, "", 1);
}

static _Noreturn void run_server(int listener)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGCHLD, SIG_IGN);
	for (int fd; (fd = accept(listener, NULL, NULL)) >= 0; close(fd)) {
		if (fork() != 0)
			continue;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve(fd);
		_exit(EXIT_SUCCESS);
	}
	_exit(EXIT_FAILURE);
}

/* A name in the abstract namespace, that the kernel chooses, leaves nothing behind. */
static enum up_status start_server(struct socket_address *address, pid_t *server,
				   struct up_error *err)
{
	UP_CLOSE int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	*address = (struct socket_address){.storage.ss_family = AF_UNIX,
					   .length = sizeof(sa_family_t)};
	if (listener < 0 ||
	    bind(listener, (struct sockaddr *)&address->storage, address->length) != 0 ||
	    listen(listener, CONNECTIONS_MAX) != 0)
		return fail_system(err, "cannot listen");
	address->length = sizeof address->storage;
	if (getsockname(listener, (struct sockaddr *)&address->storage, &address->length) != 0)
		return fail_system(err, "cannot listen");
	*server = fork();
	if (*server == 0)
		run_server(listener);
	return *server > 0 ? UP_OK : fail_system(err, "fork");
}

/* ---- the client --------------------------------------------------------- */

static struct socket_address address_of(const struct relay_process *relay)
{
	struct socket_address address = {.length = sizeof(struct sockaddr_un)};
	struct sockaddr_un *un = (struct sockaddr_un *)&address.storage;

	un->sun_family = AF_UNIX;
	snprintf(un->sun_path, sizeof un->sun_path, "%s/s", relay_process_directory(relay));
	return address;
}

static enum up_status open_connection(const struct socket_address *address, char wanted, int *fd,
				      struct up_error *err)
{
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (*fd < 0 ||
	    connect(*fd, (const struct sockaddr *)&address->storage, address->length) != 0 ||
	    write(*fd, &wanted, 1) != 1)
		return fail_system(err, "cannot connect");
	return UP_OK;
}

static enum up_status round_trip(int fd, int64_t *ns, struct up_error *err)
{
	char query[64] = "SELECT";
	int64_t begin = up_clock_ns();

	if (write(fd, query, sizeof query) != (ssize_t)sizeof query)
		return fail_system(err, "write");
	for (size_t got = 0; got < sizeof query;) {
		ssize_t length = read(fd, query, sizeof query);
		if (length <= 0)
			return fail_system(err, "read");
		got += (size_t)length;
	}
	*ns = up_clock_ns() - begin;
	return UP_OK;
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

static double microseconds(const int64_t *sorted, size_t count, double share)
{
	return (double)sorted[(size_t)((double)(count - 1) * share)] / 1e3;
}

static enum up_status measure_round_trips(const struct socket_address *server, int64_t rtt_ns,
					  struct up_error *err)
{
	const struct relay_line line = {.rtt_ns = rtt_ns};
	const size_t count = (size_t)(ROUND_TRIP_SECONDS * 1e9 / ((double)rtt_ns + 5e4));
	RELAY_PROCESS *relay = NULL;
	UP_CLOSE int direct = -1;
	UP_CLOSE int relayed = -1;
	UP_FREE int64_t *direct_ns = calloc(count, sizeof *direct_ns);
	UP_FREE int64_t *relayed_ns = calloc(count, sizeof *relayed_ns);

	if (direct_ns == NULL || relayed_ns == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory");
	UP_TRY(relay_process_start(server, "/s", &line, &relay, err));
	const struct socket_address address = address_of(relay);
	UP_TRY(open_connection(server, ECHO, &direct, err));
	UP_TRY(open_connection(&address, ECHO, &relayed, err));
	for (size_t i = 0; i < count; i++) {
		UP_TRY(round_trip(direct, &direct_ns[i], err));
		UP_TRY(round_trip(relayed, &relayed_ns[i], err));
	}
	qsort(direct_ns, count, sizeof *direct_ns, compare);
	qsort(relayed_ns, count, sizeof *relayed_ns, compare);
	double base = microseconds(direct_ns, count, 0.5);
	printf("%8.1f  %6zu  %8.1f  %9.1f  %9.1f  %8.1f  %8.1f\n", (double)rtt_ns / 1e3, count,
	       base, microseconds(relayed_ns, count, 0.5), microseconds(relayed_ns, count, 0.95),
	       microseconds(relayed_ns, count, 0.5) - base - (double)rtt_ns / 1e3,
	       microseconds(relayed_ns, count, 0.95) - base - (double)rtt_ns / 1e3);
	return UP_OK;
}

/* A process, as each connection of a pool has a thread. */
static void stream(const struct socket_address *address, int64_t bytes)
{
	static char piece[PIECE];
	struct up_error err;
	char answer;
	int fd;

	if (open_connection(address, STREAM, &fd, &err) != UP_OK)
		_exit(EXIT_FAILURE);
	for (; bytes > 0; bytes -= PIECE) {
		if (write(fd, piece, PIECE) != PIECE)
			_exit(EXIT_FAILURE);
	}
	shutdown(fd, SHUT_WR);
	_exit(read(fd, &answer, 1) == 1 ? EXIT_SUCCESS : EXIT_FAILURE);
}

static enum up_status stream_all(const struct socket_address *address, int connections,
				 double *seconds, struct up_error *err)
{
	pid_t clients[CONNECTIONS_MAX];
	bool failed = false;
	int64_t begin = up_clock_ns();

	for (int c = 0; c < connections; c++) {
		clients[c] = fork();
		if (clients[c] == 0)
			stream(address, STREAM_BYTES / connections);
	}
	for (int c = 0; c < connections; c++) {
		int status = -1;
		failed |= waitpid(clients[c], &status, 0) < 0 || status != 0;
	}
	*seconds = (double)(up_clock_ns() - begin) / 1e9;
	return failed ? up_fail(err, UP_IO, "a stream failed") : UP_OK;
}

static enum up_status measure_stream(const struct socket_address *server, int64_t rtt_ns,
				     int64_t bits_per_second, int connections, struct up_error *err)
{
	const struct relay_line line = {.rtt_ns = rtt_ns, .bits_per_second = bits_per_second};
	RELAY_PROCESS *relay = NULL;
	double direct, relayed;

	UP_TRY(relay_process_start(server, "/s", &line, &relay, err));
	const struct socket_address address = address_of(relay);
	UP_TRY(stream_all(server, connections, &direct, err));
	UP_TRY(stream_all(&address, connections, &relayed, err));
	printf("%8.1f  %9.0f  %11d  %11.0f  %12.0f\n", (double)rtt_ns / 1e3,
	       (double)bits_per_second / 1e6, connections, (double)STREAM_BYTES / 1e6 / direct,
	       (double)STREAM_BYTES / 1e6 / relayed);
	return UP_OK;
}

static enum up_status measure_all(const struct socket_address *server, struct up_error *err)
{
	static const int64_t rtts_ns[] = {1000, 100000, 500000, 2000000, 20000000};

	printf("                        median      median        p95     error of [us]\n");
	printf("rtt [us]   trips  direct us  relay us  relay us    median       p95\n");
	for (size_t r = 0; r < sizeof rtts_ns / sizeof *rtts_ns; r++)
		UP_TRY(measure_round_trips(server, rtts_ns[r], err));

	printf("\nrtt [us]  limit Mbit  connections  direct MB/s  through MB/s\n");
	UP_TRY(measure_stream(server, 1000, 0, 1, err));
	UP_TRY(measure_stream(server, 1000, 0, CONNECTIONS_MAX, err));
	UP_TRY(measure_stream(server, 20000000, 0, 1, err));
	UP_TRY(measure_stream(server, 20000000, 0, CONNECTIONS_MAX, err));
	return measure_stream(server, 2000000, INT64_C(1000000000), CONNECTIONS_MAX, err);
}

int main(void)
{
	struct up_error err;
	struct socket_address server;
	pid_t process = -1;

	enum up_status status = start_server(&server, &process, &err);
	if (status == UP_OK)
		status = measure_all(&server, &err);
	if (process > 0) {
		kill(process, SIGKILL);
		waitpid(process, NULL, 0);
	}
	if (status != UP_OK)
		fprintf(stderr, "micro-relay: %s\n", err.message);
	return status == UP_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
