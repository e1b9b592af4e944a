/* SPDX-License-Identifier: PostgreSQL */
#include "measure/relay/relay.h"

#include "measure/relay/process.h"
#include "pg/conn.h"
#include "text/conninfo.h"

#include <stddef.h>
#include <sys/un.h>

struct relay {
	struct relay_process *process; /* owned */
	char *conninfo;                /* owned */
	char socket_name[32];          /* "/.s.PGSQL.5432" */
};

/* Where a connection that works has its other end.  A Unix socket is asked of libpq, as
 * the server may know its path by another name than we do (in a container). */
static enum up_status find_server(const PGconn *pg, const char *socket_name,
				  struct socket_address *server, struct up_error *err)
{
	struct sockaddr_un *un = (struct sockaddr_un *)&server->storage;

	*server = (struct socket_address){.length = sizeof server->storage};
	if (getpeername(PQsocket(pg), (struct sockaddr *)&server->storage, &server->length) != 0)
		return up_fail_errno(err, UP_CONNECTION,
				     "cannot determine the address of the server");
	if (server->storage.ss_family != AF_UNIX)
		return UP_OK;

	int length = snprintf(un->sun_path, sizeof un->sun_path, "%s%s", PQhost(pg), socket_name);
	if (length < 0 || (size_t)length >= sizeof un->sun_path)
		return up_fail(err, UP_INVALID, "the path of the server's socket is too long");
	server->length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)length);
	if (un->sun_path[0] == '@') /* in the abstract namespace */
		un->sun_path[0] = '\0';
	else
		server->length++;
	return UP_OK;
}

/* Parameters for the place of the server, or that hold for the way to it alone: the process at
 * the other end of the socket, several hosts to choose from, the file that all of it is from,
 * and a password that belongs to a host. */
static bool is_replaced(const char *keyword)
{
	static const char *const replaced[] = {
		"host",    "hostaddr",    "port",     "requirepeer", "target_session_attrs",
		"service", "servicefile", "password", "passfile",
	};

	for (size_t r = 0; r < sizeof replaced / sizeof *replaced; r++) {
		if (strcmp(keyword, replaced[r]) == 0)
			return true;
	}
	return false;
}

static void append_parameters(struct up_buffer *conninfo, const PQconninfoOption *options)
{
	for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
		if (!is_replaced(option->keyword) && option->val != NULL && option->val[0] != '\0')
			conninfo_append(conninfo, option->keyword, option->val);
	}
}

static enum up_status write_conninfo(struct relay *relay, PGconn *pg, struct up_error *err)
{
	UP_BUFFER conninfo = {0};
	char port[16];
	const char *directory = relay_process_directory(relay->process);
	PQconninfoOption *options = PQconninfo(pg);

	if (options == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a relay");
	append_parameters(&conninfo, options);
	PQconninfoFree(options);
	snprintf(port, sizeof port, "%d", relay_process_port(relay->process));
	conninfo_append(&conninfo, "host", directory != NULL ? directory : PQhost(pg));
	conninfo_append(&conninfo, "hostaddr", directory != NULL ? "" : "127.0.0.1");
	conninfo_append(&conninfo, "port", directory != NULL ? PQport(pg) : port);
	conninfo_append(&conninfo, "requirepeer", "");
	conninfo_append(&conninfo, "target_session_attrs", "any");
	if (PQpass(pg) != NULL && PQpass(pg)[0] != '\0')
		conninfo_append(&conninfo, "password", PQpass(pg));
	UP_TRY(up_buffer_check(&conninfo, err));
	relay->conninfo = up_buffer_detach(&conninfo);
	return UP_OK;
}

enum up_status relay_start(const struct relay_options *options, struct relay **started,
			   struct up_error *err)
{
	const struct relay_line line = {.rtt_ns = options->rtt_ns,
					.bits_per_second = options->bandwidth_bits_per_s};
	RELAY *new = calloc(1, sizeof *new);
	UP_CONN *conn = NULL;
	struct socket_address server;

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a relay");
	UP_TRY(up_conn_open(options->conninfo, &conn, err));
	snprintf(new->socket_name, sizeof new->socket_name, "/.s.PGSQL.%s", PQport(conn->pg));
	UP_TRY(find_server(conn->pg, new->socket_name, &server, err));
	UP_TRY(relay_process_start(&server, new->socket_name, &line, &new->process, err));
	UP_TRY(write_conninfo(new, conn->pg, err));
	*started = UP_TAKE(new);
	return UP_OK;
}

const char *relay_conninfo(const struct relay *relay)
{
	return relay->conninfo;
}

struct relay_counters relay_counters_read(const struct relay *relay)
{
	return relay_process_counters(relay->process);
}

void relay_stop(struct relay *relay)
{
	if (relay == NULL)
		return;
	relay_process_stop(relay->process);
	free(relay->conninfo);
	free(relay);
}
