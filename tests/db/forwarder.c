/* SPDX-License-Identifier: PostgreSQL */
#include "db/forwarder.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SOCKET ".s.PGSQL.5432"

static struct sockaddr_un address_of(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	return address;
}

/* Passes on what is there; 0 when there will be no more. */
static ssize_t pass(int from, int to, _Atomic long long *count)
{
	char bytes[65536];
	ssize_t got = read(from, bytes, sizeof bytes);

	if (got <= 0)
		return 0;
	*count += got; /* before whoever gets them can look */
	for (ssize_t sent = 0; sent < got;) {
		ssize_t part = write(to, bytes + sent, (size_t)(got - sent));
		if (part <= 0)
			return 0;
		sent += part;
	}
	return got;
}

static void serve(struct forwarder *forwarder, int client, int server)
{
	struct pollfd ends[] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}};
	bool upwards = false;

	while (poll(ends, 2, -1) > 0) {
		if (ends[0].revents != 0) {
			upwards = true;
			if (pass(client, server, &forwarder->up) == 0)
				return;
		} else if (ends[1].revents != 0) {
			forwarder->turns += upwards;
			upwards = false;
			if (pass(server, client, &forwarder->down) == 0)
				return;
		}
	}
}

static void *run(void *context)
{
	struct forwarder *forwarder = context;
	const struct sockaddr_un address = address_of(forwarder->server);
	int client;

	while ((client = accept(forwarder->listening, NULL, NULL)) >= 0) {
		int server = socket(AF_UNIX, SOCK_STREAM, 0);
		if (connect(server, (const struct sockaddr *)&address, sizeof address) == 0)
			serve(forwarder, client, server);
		close(server);
		close(client);
	}
	return NULL;
}

void forwarder_start(struct forwarder *forwarder, const char *server)
{
	char path[64];

	*forwarder = (struct forwarder){.directory = "/tmp/upbench-test-XXXXXX"};
	cr_assert_not_null(mkdtemp(forwarder->directory));
	snprintf(path, sizeof path, "%s/" SOCKET, forwarder->directory);
	snprintf(forwarder->server, sizeof forwarder->server, "%s/" SOCKET, server);
	const struct sockaddr_un address = address_of(path);
	forwarder->listening = socket(AF_UNIX, SOCK_STREAM, 0);
	cr_assert_eq(bind(forwarder->listening, (const struct sockaddr *)&address, sizeof address),
		     0);
	cr_assert_eq(listen(forwarder->listening, 8), 0);
	cr_assert_eq(pthread_create(&forwarder->thread, NULL, run, forwarder), 0);
}

void forwarder_stop(struct forwarder *forwarder)
{
	char path[64];

	shutdown(forwarder->listening, SHUT_RDWR); /* ends accept() */
	pthread_join(forwarder->thread, NULL);
	close(forwarder->listening);
	snprintf(path, sizeof path, "%s/" SOCKET, forwarder->directory);
	cr_expect_eq(remove(path), 0);
	cr_expect_eq(rmdir(forwarder->directory), 0);
}
