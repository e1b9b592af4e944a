/* SPDX-License-Identifier: PostgreSQL */
#include "measure/relay/relay.h"

#include "measure/relay/process.h"
#include "pg/conninfo.h"
#include "pg/session.h"

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

/* The way to the server as far as the relay: the process at the other end of the socket is another
 * one, and a password that belongs to a host is still the server's. */
static enum up_status write_conninfo(struct relay *relay, const struct up_conn *conn,
				     struct up_error *err)
{
	UP_BUFFER conninfo = {0};
	char port[16];
	const char *directory = relay_process_directory(relay->process);

	UP_TRY(up_conninfo_append_reached(&conninfo, conn, err));
	snprintf(port, sizeof port, "%d", relay_process_port(relay->process));
	if (directory != NULL)
		up_conninfo_append(&conninfo, "host", directory);
	up_conninfo_append(&conninfo, "hostaddr", directory != NULL ? "" : "127.0.0.1");
	if (directory == NULL)
		up_conninfo_append(&conninfo, "port", port);
	up_conninfo_append(&conninfo, "requirepeer", "");
	up_conninfo_append(&conninfo, "passfile", "");
	up_conninfo_append(&conninfo, "password", PQpass(conn->pg) != NULL ? PQpass(conn->pg) : "");
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
	/* Nothing is set: it may lead to a pooler. */
	UP_TRY(up_conn_open_named(options->conninfo, "upbench relay", &conn, err));
	snprintf(new->socket_name, sizeof new->socket_name, "/.s.PGSQL.%s", PQport(conn->pg));
	UP_TRY(find_server(conn->pg, new->socket_name, &server, err));
	UP_TRY(relay_process_start(&server, new->socket_name, &line, &new->process, err));
	UP_TRY(write_conninfo(new, conn, err));
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
