/* SPDX-License-Identifier: PostgreSQL */
#include "measure/relay/loop.h"

#include "base/clock.h"
#include "measure/relay/flow.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

#define EVENTS 64
#define RETRY_NS 1000000

/* A sleep ends late by about 30 us, as the processor sleeps too: each way, of a round trip
 * that may have 500.  So the end of the wait for a message is spent awake; a stream does not
 * care, and leaves the processor to those who make it. */
#define AWAKE_NS 60000

enum end {
	CLIENT,
	SERVER,
	ENDS
};

/* One socket of a connection. */
struct side {
	int fd;
	uint32_t watched; /* events that epoll reports; 0: none */
};

struct connection {
	struct side sides[ENDS];
	struct flow flows[ENDS]; /* by the end that the bytes come from */
	bool is_connecting;      /* to the server */
	int64_t retry_ns;        /* when it is tried once more; INT64_MAX: it is under way */
	bool client_was_heard;   /* since the server was */
	bool is_over;
	struct connection *next;
};

struct loop {
	int epoll, listener, lifeline;
	const struct socket_address *server;
	struct line lines[ENDS];
	struct relay_counters *counters;
	struct connection *connections;
};

static enum end other(enum end end)
{
	return end == CLIENT ? SERVER : CLIENT;
}

static void add(int64_t *counter, int64_t more)
{
	__atomic_fetch_add(counter, more, __ATOMIC_RELAXED);
}

/* ---- what epoll watches ------------------------------------------------- */

/* An end is watched for no more than it is wanted for: epoll would report a hang-up again
 * and again. */
static void watch(const struct loop *loop, struct connection *connection, enum end end,
		  uint32_t wanted)
{
	struct side *side = &connection->sides[end];
	struct epoll_event event = {.events = wanted, .data.ptr = connection};

	if (wanted == side->watched)
		return;
	int operation = side->watched == 0 ? EPOLL_CTL_ADD
			: wanted == 0      ? EPOLL_CTL_DEL
					   : EPOLL_CTL_MOD;
	if (epoll_ctl(loop->epoll, operation, side->fd, &event) != 0)
		connection->is_over = true;
	side->watched = wanted;
}

static void watch_wanted(const struct loop *loop, struct connection *connection)
{
	if (connection->is_connecting) {
		watch(loop, connection, SERVER, connection->retry_ns == INT64_MAX ? EPOLLOUT : 0);
		return;
	}
	for (enum end end = CLIENT; end < ENDS; end++) {
		uint32_t wanted = 0;
		if (flow_has_room(&connection->flows[end]))
			wanted |= EPOLLIN;
		if (connection->flows[other(end)].blocked)
			wanted |= EPOLLOUT;
		watch(loop, connection, end, wanted);
	}
}

/* ---- connecting --------------------------------------------------------- */

static void set_nodelay(int fd, int family)
{
	if (family == AF_INET || family == AF_INET6)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
}

static void connect_to_server(const struct loop *loop, struct connection *connection)
{
	const struct socket_address *server = loop->server;

	connection->retry_ns = INT64_MAX;
	if (connect(connection->sides[SERVER].fd, (const struct sockaddr *)&server->storage,
		    server->length) == 0)
		connection->is_connecting = false;
	else if (errno == EAGAIN) /* a Unix socket with many that wait */
		connection->retry_ns = up_clock_ns() + RETRY_NS;
	else if (errno != EINPROGRESS && errno != EINTR)
		connection->is_over = true;
}

static void end_connecting(struct connection *connection)
{
	int failure = 0;
	socklen_t length = sizeof failure;

	getsockopt(connection->sides[SERVER].fd, SOL_SOCKET, SO_ERROR, &failure, &length);
	connection->is_connecting = false;
	connection->is_over = connection->is_over || failure != 0;
}

static void connection_free(struct connection *connection)
{
	for (enum end end = CLIENT; end < ENDS; end++) {
		if (connection->sides[end].fd >= 0)
			close(connection->sides[end].fd);
		flow_release(&connection->flows[end]);
	}
	free(connection);
}

/* Takes the client's descriptor in any case; NULL: there is no memory, no descriptor. */
static struct connection *connection_new(struct loop *loop, int client)
{
	const int family = loop->server->storage.ss_family;
	struct connection *new = calloc(1, sizeof *new);

	if (new == NULL) {
		close(client);
		return NULL;
	}
	new->is_connecting = true;
	new->sides[CLIENT].fd = client;
	new->sides[SERVER].fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (new->sides[SERVER].fd < 0 ||
	    flow_init(&new->flows[CLIENT], &loop->lines[CLIENT], NULL) != UP_OK ||
	    flow_init(&new->flows[SERVER], &loop->lines[SERVER], NULL) != UP_OK) {
		connection_free(new);
		return NULL;
	}
	set_nodelay(client, family);
	set_nodelay(new->sides[SERVER].fd, family);
	return new;
}

static void accept_clients(struct loop *loop)
{
	int client;

	while ((client = accept4(loop->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
		add(&loop->counters->connections, 1);
		struct connection *new = connection_new(loop, client);
		if (new == NULL)
			continue;
		connect_to_server(loop, new);
		watch_wanted(loop, new);
		new->next = loop->connections;
		loop->connections = new;
	}
	/* Without descriptors it stays in the queue, and would be reported again at once. */
	if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)
		nanosleep(&(struct timespec){.tv_nsec = RETRY_NS}, NULL);
}

/* ---- moving ------------------------------------------------------------- */

static void count(const struct loop *loop, struct connection *connection, enum end from,
		  size_t bytes)
{
	if (from == CLIENT) {
		add(&loop->counters->bytes_to_server, (int64_t)bytes);
		connection->client_was_heard = true;
		return;
	}
	add(&loop->counters->bytes_to_client, (int64_t)bytes);
	if (connection->client_was_heard)
		add(&loop->counters->round_trips, 1);
	connection->client_was_heard = false;
}

/* The client first: what it sent, and what the server said to that, may both be there. */
static void receive(struct loop *loop, struct connection *connection)
{
	for (enum end end = CLIENT; end < ENDS; end++) {
		struct flow *flow = &connection->flows[end];
		if (!flow_has_room(flow))
			continue;
		size_t bytes = flow_receive(flow, &loop->lines[end], connection->sides[end].fd);
		if (bytes > 0)
			count(loop, connection, end, bytes);
	}
}

static void on_event(struct loop *loop, struct connection *connection)
{
	if (connection->is_connecting) {
		end_connecting(connection);
		return;
	}
	receive(loop, connection);
	/* Whoever had no room may have some now. */
	connection->flows[CLIENT].blocked = connection->flows[SERVER].blocked = false;
}

/* When to be awake for what the flow will have to send. */
static int64_t wake_ns(const struct flow *flow)
{
	int64_t due_ns = flow_due_ns(flow);

	return due_ns != INT64_MAX && flow_is_short(flow) ? due_ns - AWAKE_NS : due_ns;
}

/* Moves the bytes that are due; returns the time of the next ones. */
static int64_t move(struct loop *loop, struct connection *connection, int64_t now_ns)
{
	int64_t next_ns = INT64_MAX;

	if (connection->is_connecting) {
		if (connection->retry_ns <= now_ns)
			connect_to_server(loop, connection);
		watch_wanted(loop, connection);
		return connection->retry_ns;
	}
	for (enum end end = CLIENT; end < ENDS; end++) {
		struct flow *flow = &connection->flows[end];
		if (flow_due_ns(flow) <= now_ns)
			flow_send(flow, connection->sides[other(end)].fd, now_ns);
		if (wake_ns(flow) < next_ns)
			next_ns = wake_ns(flow);
	}
	if (connection->flows[CLIENT].is_closed && connection->flows[SERVER].is_closed)
		connection->is_over = true;
	watch_wanted(loop, connection);
	return next_ns;
}

static int64_t move_all(struct loop *loop)
{
	const int64_t now_ns = up_clock_ns();
	int64_t next_ns = INT64_MAX;

	for (struct connection **at = &loop->connections; *at != NULL;) {
		struct connection *connection = *at;
		int64_t one_ns = move(loop, connection, now_ns);
		if (connection->is_over) {
			*at = connection->next;
			connection_free(connection);
			continue;
		}
		next_ns = one_ns < next_ns ? one_ns : next_ns;
		at = &connection->next;
	}
	return next_ns;
}

/* False when the harness is gone. */
static bool wait_until(struct loop *loop, int64_t time_ns)
{
	struct epoll_event events[EVENTS];
	int64_t left_ns = time_ns - up_clock_ns();

	left_ns = left_ns > 0 ? left_ns : 0;
	const struct timespec timeout = {.tv_sec = left_ns / 1000000000,
					 .tv_nsec = left_ns % 1000000000};
	int count_of_events = epoll_pwait2(loop->epoll, events, EVENTS,
					   time_ns == INT64_MAX ? NULL : &timeout, NULL);
	if (count_of_events < 0 && errno != EINTR)
		return false;
	for (int e = 0; e < count_of_events; e++) {
		void *what = events[e].data.ptr;
		if (what == &loop->lifeline)
			return false;
		if (what == &loop->listener)
			accept_clients(loop);
		else
			on_event(loop, what);
	}
	return true;
}

static bool watch_descriptor(const struct loop *loop, const int *fd)
{
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = (void *)fd};

	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, *fd, &event) == 0;
}

void relay_loop_run(int listener, int lifeline, const struct socket_address *server,
		    const struct relay_line *line, struct relay_counters *counters)
{
	const struct line one_way = {.delay_ns = line->rtt_ns / 2,
				     .bits_per_second = line->bits_per_second};
	struct loop loop = {
		.epoll = epoll_create1(EPOLL_CLOEXEC),
		.listener = listener,
		.lifeline = lifeline,
		.server = server,
		.lines = {[CLIENT] = one_way, [SERVER] = one_way},
		.counters = counters,
	};

	if (loop.epoll < 0 || !watch_descriptor(&loop, &loop.listener) ||
	    !watch_descriptor(&loop, &loop.lifeline))
		return;
	prctl(PR_SET_TIMERSLACK, 1); /* else 50 us are thought to be nothing */
	while (wait_until(&loop, move_all(&loop)))
		;
}
