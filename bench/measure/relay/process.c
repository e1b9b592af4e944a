/* SPDX-License-Identifier: PostgreSQL */
#include "measure/relay/process.h"

#include "measure/process/detached.h"
#include "measure/process/directory.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/un.h>

#define BACKLOG 128

struct relay_process {
	struct socket_address server;
	struct relay_line line;
	char *directory; /* owned; NULL: it listens on TCP */
	const char *socket_name;
	struct relay_counters *counters; /* owned; memory that both processes have */
	struct detached detached;
	int port;
};

/* Of the process, once it listens. */
struct answer {
	struct up_error error; /* its status is UP_OK when it does */
	int port;
};

/* ---- in the process ----------------------------------------------------- */

static int listen_on(const struct socket_address *address)
{
	int fd = socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd >= 0 &&
	    (bind(fd, (const struct sockaddr *)&address->storage, address->length) != 0 ||
	     listen(fd, BACKLOG) != 0)) {
		close(fd);
		return -1;
	}
	return fd;
}

static enum up_status listen_on_unix(const struct relay_process *process, int *listener,
				     struct up_error *err)
{
	const struct account self = {0};
	struct socket_address address = {.length = sizeof(struct sockaddr_un)};
	struct sockaddr_un *un = (struct sockaddr_un *)&address.storage;

	un->sun_family = AF_UNIX;
	snprintf(un->sun_path, sizeof un->sun_path, "%s%s", process->directory,
		 process->socket_name);
	UP_TRY(directory_make(process->directory, &self, err));
	*listener = listen_on(&address);
	if (*listener >= 0)
		return UP_OK;
	up_fail_errno(err, UP_IO, "a relay cannot listen on %s", un->sun_path);
	(void)!directory_remove(process->directory, NULL);
	return UP_IO;
}

static enum up_status listen_on_tcp(int *listener, int *port, struct up_error *err)
{
	struct socket_address address = {.length = sizeof(struct sockaddr_in)};
	struct sockaddr_in *in = (struct sockaddr_in *)&address.storage;

	in->sin_family = AF_INET;
	in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	*listener = listen_on(&address);
	if (*listener < 0 ||
	    getsockname(*listener, (struct sockaddr *)&address.storage, &address.length) != 0)
		return up_fail_errno(err, UP_IO, "a relay cannot listen on 127.0.0.1");
	*port = ntohs(in->sin_port);
	return UP_OK;
}

static void run(void *context, int lifeline)
{
	const struct relay_process *process = context;
	struct answer answer = {0};
	int listener = -1;
	enum up_status status = process->directory != NULL
					? listen_on_unix(process, &listener, &answer.error)
					: listen_on_tcp(&listener, &answer.port, &answer.error);

	(void)!detached_send(lifeline, &answer, sizeof answer);
	if (status != UP_OK)
		_exit(EXIT_FAILURE);
	relay_loop_run(listener, lifeline, &process->server, &process->line, process->counters);
	if (process->directory != NULL)
		status = directory_remove(process->directory, NULL);
	_exit(status == UP_OK ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* ---- in the harness ----------------------------------------------------- */

static void release(struct relay_process *process)
{
	if (process->counters != NULL)
		munmap(process->counters, sizeof *process->counters);
	free(process->directory);
	free(process);
}

static void release_p(struct relay_process **process)
{
	if (*process != NULL)
		release(*process);
}

static enum up_status wait_for_answer(struct relay_process *process, struct up_error *err)
{
	struct answer answer;

	if (!detached_receive(process->detached.lifeline, &answer, sizeof answer))
		return up_fail(err, UP_IO, "the process of a relay is gone");
	if (answer.error.status != UP_OK && err != NULL)
		*err = answer.error;
	process->port = answer.port;
	return answer.error.status;
}

enum up_status relay_process_start(const struct socket_address *server, const char *socket_name,
				   const struct relay_line *line, struct relay_process **started,
				   struct up_error *err)
{
	UP_CLEANUP(release_p) struct relay_process *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a relay");
	*new = (struct relay_process){.server = *server, .line = *line, .socket_name = socket_name};
	if (server->storage.ss_family == AF_UNIX)
		UP_TRY(directory_name(socket_name, &new->directory, err));
	const int flags = MAP_SHARED | MAP_ANONYMOUS;
	/* cppcheck-suppress invalidFunctionArg ; -1 is no file */
	void *shared = mmap(NULL, sizeof *new->counters, PROT_READ | PROT_WRITE, flags, -1, 0);
	if (shared == MAP_FAILED)
		return up_fail_errno(err, UP_NO_MEMORY, "out of memory for a relay");
	new->counters = shared;
	UP_TRY(detached_start("upbench-relay", run, new, &new->detached, err));
	enum up_status status = wait_for_answer(new, err);
	if (status != UP_OK)
		detached_dismiss(&new->detached);
	else
		*started = UP_TAKE(new);
	return status;
}

const char *relay_process_directory(const struct relay_process *process)
{
	return process->directory;
}

int relay_process_port(const struct relay_process *process)
{
	return process->port;
}

pid_t relay_process_id(const struct relay_process *process)
{
	return process->detached.process;
}

struct relay_counters relay_process_counters(const struct relay_process *process)
{
	const struct relay_counters *shared = process->counters;

	return (struct relay_counters){
		.connections = __atomic_load_n(&shared->connections, __ATOMIC_RELAXED),
		.bytes_to_server = __atomic_load_n(&shared->bytes_to_server, __ATOMIC_RELAXED),
		.bytes_to_client = __atomic_load_n(&shared->bytes_to_client, __ATOMIC_RELAXED),
		.round_trips = __atomic_load_n(&shared->round_trips, __ATOMIC_RELAXED),
	};
}

void relay_process_stop(struct relay_process *process)
{
	if (process == NULL)
		return;
	detached_dismiss(&process->detached);
	/* Somebody may have killed it. */
	if (process->directory != NULL)
		(void)!directory_remove(process->directory, NULL);
	release(process);
}
