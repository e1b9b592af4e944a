/* SPDX-License-Identifier: PostgreSQL */
/* The relay's process in front of servers that are made here: order, ends, bounds. */
#include "measure/relay/process.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#define CONNECTIONS 16
#define TALK_BYTES (1 << 20)
#define NAME "/socket"
/* Only ever spent by a failure. */
#define PATIENCE_MS 60000

static struct up_error err;

/* Listens where nothing is left behind: in the abstract namespace, or on TCP. */
static int listen_on(sa_family_t family, struct socket_address *address)
{
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	*address =
		(struct socket_address){.storage.ss_family = family, .length = sizeof(sa_family_t)};
	if (family == AF_INET) {
		struct sockaddr_in *in = (struct sockaddr_in *)&address->storage;
		in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		address->length = sizeof *in;
		/* For the next one at the same port. */
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
	}
	cr_assert_eq(bind(fd, (struct sockaddr *)&address->storage, address->length), 0);
	cr_assert_eq(listen(fd, CONNECTIONS), 0);
	address->length = sizeof address->storage;
	cr_assert_eq(getsockname(fd, (struct sockaddr *)&address->storage, &address->length), 0);
	return fd;
}

static struct relay_process *start(const struct socket_address *server,
				   const struct relay_line *line)
{
	struct relay_process *relay = NULL;

	cr_assert_eq(relay_process_start(server, NAME, line, &relay, &err), UP_OK, "%s",
		     err.message);
	return relay;
}

static int connect_through(const struct relay_process *relay)
{
	struct socket_address address = {0};
	struct sockaddr_un *un = (struct sockaddr_un *)&address.storage;
	struct sockaddr_in *in = (struct sockaddr_in *)&address.storage;

	if (relay_process_directory(relay) != NULL) {
		un->sun_family = AF_UNIX;
		snprintf(un->sun_path, sizeof un->sun_path, "%s" NAME,
			 relay_process_directory(relay));
		address.length = sizeof *un;
	} else {
		in->sin_family = AF_INET;
		in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		in->sin_port = htons((uint16_t)relay_process_port(relay));
		address.length = sizeof *in;
	}
	int fd = socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	cr_assert_eq(connect(fd, (struct sockaddr *)&address.storage, address.length), 0);
	return fd;
}

static int accept_one(int listener)
{
	int fd = accept(listener, NULL, NULL);
	cr_assert_geq(fd, 0);
	return fd;
}

static void put(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;

	for (ssize_t more; length > 0; at += more, length -= (size_t)more) {
		more = send(fd, at, length, MSG_NOSIGNAL);
		cr_assert_gt(more, 0, "%s", strerror(errno));
	}
}

/* Reads up to length bytes, fewer at the end of the stream. */
static size_t get(int fd, void *bytes, size_t length)
{
	size_t got = 0;

	for (ssize_t more; got < length; got += (size_t)more) {
		more = read(fd, (char *)bytes + got, length - got);
		if (more <= 0)
			break;
	}
	return got;
}

/* ---- order and integrity ------------------------------------------------ */

static void *echo(void *context)
{
	int fd = *(int *)context;
	static _Thread_local char bytes[10000];

	for (ssize_t length; (length = read(fd, bytes, sizeof bytes)) > 0;)
		put(fd, bytes, (size_t)length);
	shutdown(fd, SHUT_WR);
	return NULL;
}

struct talk {
	int fd;
	uint64_t seed;
	bool same;
};

static uint64_t next(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 24;
}

/* Writes pieces of random lengths while reading what comes back; ends by half closing. */
static void *talk(void *context)
{
	struct talk *talk = context;
	char *sent = malloc(TALK_BYTES);
	char *got = malloc(TALK_BYTES + 1);
	size_t written = 0, read_back = 0;
	ssize_t length = 1;

	for (size_t i = 0; i < TALK_BYTES; i++)
		sent[i] = (char)next(&talk->seed);
	fcntl(talk->fd, F_SETFL, O_NONBLOCK);
	while (length != 0) {
		struct pollfd poll_for = {.fd = talk->fd, .events = POLLIN};
		if (written < TALK_BYTES)
			poll_for.events |= POLLOUT;
		if (poll(&poll_for, 1, PATIENCE_MS) <= 0)
			break;
		if (written < TALK_BYTES && (poll_for.revents & POLLOUT)) {
			size_t piece = next(&talk->seed) % 20000 + 1;
			if (piece > TALK_BYTES - written)
				piece = TALK_BYTES - written;
			ssize_t put_now = send(talk->fd, sent + written, piece, MSG_NOSIGNAL);
			written += put_now > 0 ? (size_t)put_now : 0;
			if (written == TALK_BYTES)
				shutdown(talk->fd, SHUT_WR);
		}
		length = read(talk->fd, got + read_back, TALK_BYTES + 1 - read_back);
		if (length < 0 && errno != EAGAIN)
			break;
		read_back += length > 0 ? (size_t)length : 0;
	}
	talk->same = length == 0 && read_back == TALK_BYTES && memcmp(sent, got, TALK_BYTES) == 0;
	free(sent);
	free(got);
	return NULL;
}

static const struct {
	sa_family_t family;
	struct relay_line line;
} ways[] = {
	{AF_UNIX, {.rtt_ns = 1000}},
	{AF_UNIX, {.rtt_ns = 3000000}},
	{AF_UNIX, {.bits_per_second = 2000000000}},
	{AF_INET, {.rtt_ns = 1000000, .bits_per_second = 4000000000}},
};

Test(relay, keeps_order_and_content_of_many_connections_both_ways)
{
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		struct socket_address server;
		pthread_t echoes[CONNECTIONS], talkers[CONNECTIONS];
		int accepted[CONNECTIONS];
		struct talk talks[CONNECTIONS];
		int listener = listen_on(ways[w].family, &server);
		RELAY_PROCESS *relay = start(&server, &ways[w].line);

		for (int c = 0; c < CONNECTIONS; c++) {
			talks[c] = (struct talk){connect_through(relay), (uint64_t)c, false};
			accepted[c] = accept_one(listener);
			pthread_create(&echoes[c], NULL, echo, &accepted[c]);
		}
		for (int c = 0; c < CONNECTIONS; c++)
			pthread_create(&talkers[c], NULL, talk, &talks[c]);
		for (int c = 0; c < CONNECTIONS; c++) {
			pthread_join(talkers[c], NULL);
			cr_expect(talks[c].same, "way %zu, connection %d", w, c);
			close(talks[c].fd);
			pthread_join(echoes[c], NULL);
			close(accepted[c]);
		}
		const struct relay_counters counters = relay_process_counters(relay);
		cr_expect_eq(counters.connections, CONNECTIONS);
		cr_expect_eq(counters.bytes_to_server, (int64_t)CONNECTIONS * TALK_BYTES);
		cr_expect_eq(counters.bytes_to_client, (int64_t)CONNECTIONS * TALK_BYTES);
		close(listener);
	}
}

/* ---- ends --------------------------------------------------------------- */

Test(relay, passes_each_half_on_by_itself)
{
	const struct relay_line line = {.rtt_ns = 2000000};
	struct socket_address server;
	int listener = listen_on(AF_UNIX, &server);
	RELAY_PROCESS *relay = start(&server, &line);
	int client = connect_through(relay);
	int accepted = accept_one(listener);
	char bytes[8];

	put(client, "query", 5);
	shutdown(client, SHUT_WR);
	cr_assert_eq(get(accepted, bytes, sizeof bytes), 5, "five bytes, then the end");
	put(accepted, "answer", 6);
	cr_assert_eq(get(client, bytes, 6), 6, "the other half is open");
	cr_expect_arr_eq(bytes, "answer", 6);
	shutdown(accepted, SHUT_WR);
	cr_expect_eq(read(client, bytes, 1), 0);
}

Test(relay, closes_the_connection_when_the_server_refuses)
{
	const struct relay_line line = {.rtt_ns = 1000000};
	const sa_family_t families[] = {AF_UNIX, AF_INET};

	for (size_t f = 0; f < 2; f++) {
		struct socket_address server;
		int listener = listen_on(families[f], &server);
		RELAY_PROCESS *relay = start(&server, &line);
		char byte;

		close(listener);
		int client = connect_through(relay);
		cr_expect_leq(read(client, &byte, 1), 0);
		close(client);
		cr_expect_eq(relay_process_counters(relay).connections, 1);
	}
}

/* The server learns of it while it writes what nobody reads. */
Test(relay, tells_the_server_that_the_client_died)
{
	const struct relay_line line = {.rtt_ns = 1000000};
	static char bytes[1 << 16];
	struct socket_address server;
	int listener = listen_on(AF_UNIX, &server);
	RELAY_PROCESS *relay = start(&server, &line);
	int client = connect_through(relay);
	int accepted = accept_one(listener);

	put(client, "query", 5);
	cr_assert_eq(get(accepted, bytes, 5), 5);
	put(accepted, bytes, sizeof bytes);
	close(client);
	while (send(accepted, bytes, sizeof bytes, MSG_NOSIGNAL) > 0)
		;
	cr_expect(errno == EPIPE || errno == ECONNRESET, "%s", strerror(errno));
}

Test(relay, lives_on_when_its_server_is_another_one)
{
	const struct relay_line line = {.rtt_ns = 1000000};
	struct socket_address server;
	int listener = listen_on(AF_INET, &server);
	RELAY_PROCESS *relay = start(&server, &line);
	int client = connect_through(relay);
	char byte;

	close(accept_one(listener));
	close(listener);
	cr_assert_leq(read(client, &byte, 1), 0);
	close(client);

	listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
	cr_assert_eq(bind(listener, (struct sockaddr *)&server.storage, server.length), 0);
	cr_assert_eq(listen(listener, 1), 0);
	client = connect_through(relay);
	int accepted = accept_one(listener);
	put(client, "x", 1);
	cr_expect_eq(get(accepted, &byte, 1), 1);
}

/* ---- bounds and counts -------------------------------------------------- */

/* Somebody who does not read stops the other, long before it has sent all. */
Test(relay, holds_no_more_than_it_may)
{
	const struct relay_line line = {.rtt_ns = 2000};
	static char bytes[1 << 16];
	struct socket_address server;
	int listener = listen_on(AF_UNIX, &server);
	RELAY_PROCESS *relay = start(&server, &line);
	int client = connect_through(relay);
	int accepted = accept_one(listener);
	struct pollfd writable = {.fd = client, .events = POLLOUT};
	size_t sent = 0;

	fcntl(client, F_SETFL, O_NONBLOCK);
	/* A second without room is the end of it: a slow machine only makes it end earlier. */
	while (sent < 64 << 20 && poll(&writable, 1, 1000) > 0) {
		ssize_t more = send(client, bytes, sizeof bytes, MSG_NOSIGNAL);
		sent += more > 0 ? (size_t)more : 0;
	}
	cr_expect_lt(sent, 8 << 20, "%zu bytes", sent);
	shutdown(client, SHUT_WR);
	size_t got = 0;
	for (ssize_t more; (more = read(accepted, bytes, sizeof bytes)) > 0;)
		got += (size_t)more;
	cr_expect_eq(got, sent, "all of it arrives once it is read");
}

Test(relay, counts_a_scripted_conversation)
{
	const struct relay_line line = {.rtt_ns = 1000000};
	struct socket_address server;
	int listener = listen_on(AF_UNIX, &server);
	RELAY_PROCESS *relay = start(&server, &line);
	int client = connect_through(relay);
	int accepted = accept_one(listener);
	char bytes[16];

	for (int trip = 0; trip < 5; trip++) {
		put(client, "que", 3);
		put(client, "ry", 2); /* one burst, however it is cut */
		cr_assert_eq(get(accepted, bytes, 5), 5);
		put(accepted, "row", 3);
		cr_assert_eq(get(client, bytes, 3), 3);
		put(accepted, "end", 3); /* unasked: the same round trip */
		cr_assert_eq(get(client, bytes, 3), 3);
	}
	put(client, "bye", 3);
	cr_assert_eq(get(accepted, bytes, 3), 3);
	const struct relay_counters counters = relay_process_counters(relay);
	cr_expect_eq(counters.connections, 1);
	cr_expect_eq(counters.bytes_to_server, 28);
	cr_expect_eq(counters.bytes_to_client, 30);
	cr_expect_eq(counters.round_trips, 5);
}

/* ---- nothing left ------------------------------------------------------- */

static size_t entries_of(const char *path)
{
	size_t count = 0;
	DIR *entries = opendir(path);

	cr_assert_not_null(entries);
	for (struct dirent *entry; (entry = readdir(entries)) != NULL;)
		count += entry->d_name[0] != '.';
	closedir(entries);
	return count;
}

static void make_place(char *place)
{
	cr_assert_not_null(mkdtemp(place));
	cr_assert_eq(setenv("TMPDIR", place, 1), 0);
}

Test(relay, leaves_nothing_when_it_stops_or_is_killed)
{
	char place[] = "/tmp/upbench-test-XXXXXX";
	const struct relay_line line = {.rtt_ns = 1000};
	struct socket_address server;

	make_place(place);
	int listener = listen_on(AF_UNIX, &server);
	for (int killed = 0; killed < 2; killed++) {
		struct relay_process *relay = start(&server, &line);
		cr_expect_eq(entries_of(place), 1);
		if (killed)
			cr_assert_eq(kill(relay_process_id(relay), SIGKILL), 0);
		relay_process_stop(relay);
		cr_expect_eq(entries_of(place), 0);
	}
	close(listener);
	cr_expect_eq(rmdir(place), 0);
}

/* A harness that has two, and waits to be killed.  (Two, because a relay that held
 * something of the other one would keep it.) */
static _Noreturn void be_harness(const struct socket_address *server, int ready)
{
	const struct relay_line line = {.rtt_ns = 1000};

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail before it kills */
	start(server, &line);
	start(server, &line);
	(void)!write(ready, "", 1);
	for (;;)
		pause();
}

Test(relay, leaves_nothing_when_the_harness_is_killed)
{
	char place[] = "/tmp/upbench-test-XXXXXX";
	struct socket_address server;
	int ready[2];
	char events[4096];

	make_place(place);
	int listener = listen_on(AF_UNIX, &server);
	int watch = inotify_init1(IN_CLOEXEC);
	cr_assert_geq(inotify_add_watch(watch, place, IN_DELETE), 0);
	cr_assert_eq(pipe2(ready, O_CLOEXEC), 0);
	pid_t harness = fork();
	if (harness == 0)
		be_harness(&server, ready[1]);
	cr_assert_eq(read(ready[0], events, 1), 1);
	cr_assert_eq(entries_of(place), 2);

	cr_assert_eq(kill(harness, SIGKILL), 0);
	cr_assert_eq(waitpid(harness, NULL, 0), harness);
	while (entries_of(place) > 0) {
		cr_assert_gt(poll(&(struct pollfd){.fd = watch, .events = POLLIN}, 1, PATIENCE_MS),
			     0, "it is still there");
		(void)!read(watch, events, sizeof events);
	}
	close(listener);
	cr_expect_eq(rmdir(place), 0);
}

Test(relay, has_a_directory_for_its_owner_alone)
{
	const struct relay_line line = {.rtt_ns = 1000};
	struct socket_address server;

	listen_on(AF_UNIX, &server);
	RELAY_PROCESS *relay = start(&server, &line);
	struct stat facts;
	cr_assert_eq(stat(relay_process_directory(relay), &facts), 0);
	cr_expect_eq(facts.st_mode & 07777, 0700);
	setenv("TMPDIR", "relative", 1);
	struct relay_process *none = NULL;
	cr_expect_eq(relay_process_start(&server, NAME, &line, &none, &err), UP_INVALID);
	cr_expect_null(none);
}
