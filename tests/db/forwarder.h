/* SPDX-License-Identifier: PostgreSQL */
/* Stands between a client and a server on a Unix socket, and counts what it passes on: one
 * connection at a time, any number after one another. */
#ifndef DB_FORWARDER_H
#define DB_FORWARDER_H

#include <pthread.h>
#include <stdatomic.h>

struct forwarder {
	char directory[32]; /* what a client has for its host */
	int listening;
	char server[108]; /* the path of the server's socket */
	pthread_t thread;
	_Atomic long long up; /* bytes to the server */
	_Atomic long long down;
	_Atomic long long turns; /* how often the server answered */
};

/* server: the directory of the server's socket. */
void forwarder_start(struct forwarder *forwarder, const char *server);
/* When its last client has disconnected. */
void forwarder_stop(struct forwarder *forwarder);

#endif
