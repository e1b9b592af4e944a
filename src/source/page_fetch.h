/* SPDX-License-Identifier: PostgreSQL */
/*
 * The pages of an API over HTTP, several at once, handed out in their order (libcurl's multi
 * interface, https://curl.se/libcurl/c/libcurl-multi.html).
 *
 * A request that fails in a way that may pass (no connection, a connection that breaks, no answer in
 * time, the statuses of source/retry.h) is made again.  When the server asks to wait, no page is
 * asked for meanwhile.  Certificates are verified, by the authorities that the environment variable
 * SSL_CERT_FILE names, or those of the system.  A redirection is followed on the same server only, that
 * is, with the same scheme, host and port.
 *
 * Transfers go on inside up_page_fetch_next() alone; between calls, answers wait in the buffers of the
 * kernel.
 */
#ifndef UP_SOURCE_PAGE_FETCH_H
#define UP_SOURCE_PAGE_FETCH_H

#include "base/buffer.h"
#include "source/api_map.h"

#include <stdint.h>

#define UP_FETCH_CONCURRENCY_MAX 64
#define UP_FETCH_RETRIES_MAX 20
#define UP_FETCH_PAGE_MAX_BYTES ((size_t)256 << 20)

struct up_page_fetch_options {
	const char *url;              /* borrowed, as all of these */
	const char *token;            /* sent as a bearer token (RFC 6750); NULL: none */
	const struct up_api_map *map; /* for the names of parameters */
	size_t page_rows;             /* asked for in a page, at least 1 */
	size_t concurrency;           /* pages at once, 1 to UP_FETCH_CONCURRENCY_MAX */
	int retries;                  /* of a page, 0 to UP_FETCH_RETRIES_MAX */
	int64_t timeout_ns;           /* of one attempt, more than 0; and the longest wait that a
					 server may ask for */
	/* Asked several times a second while it waits: stop?  NULL: never. */
	bool (*is_stopped)(void *context);
	void *stop_context;
};

/* Since it was opened. */
struct up_page_fetch_counters {
	int64_t pages;   /* handed out */
	int64_t retries; /* requests beyond the first one of a page */
	int64_t bytes;   /* of the pages */
};

struct up_event;
struct up_page_fetch;

/* interrupted (borrowed) ends each wait while it is set.  UP_INVALID: the URL, or a token that no header
 * can hold. */
UP_MUST_CHECK enum up_status up_page_fetch_open(const struct up_page_fetch_options *options,
						const struct up_event *interrupted,
						struct up_page_fetch **fetch, struct up_error *err);
void up_page_fetch_close(struct up_page_fetch *fetch); /* NULL is fine */

/* Begins again with the first page; what is under way is dropped, connections are kept. */
void up_page_fetch_restart(struct up_page_fetch *fetch);

/* From now on a page has that many rows, fewer than were asked for: while nothing is under way. */
void up_page_fetch_limit(struct up_page_fetch *fetch, size_t page_rows);

/* Waits for the next page and sets body to its text.  end is the number of pages that are known to be
 * there, more than those handed out; those before it are asked for in advance.
 *
 * Errors name the page, from 1, and the URL without its secrets: UP_INVALID (the request has to be another one: a
 * status 4xx but 408 and 429, a redirection that is not followed, no certificates of authorities), UP_TIMEOUT (no
 * answer in time), UP_IO (any other failure), UP_INTERRUPTED (the event, is_stopped).  Only a restart helps then. */
UP_MUST_CHECK enum up_status up_page_fetch_next(struct up_page_fetch *fetch, size_t end,
						struct up_buffer *body, struct up_error *err);

struct up_page_fetch_counters up_page_fetch_counters(const struct up_page_fetch *fetch);

/* The URL without its secrets. */
const char *up_page_fetch_url(const struct up_page_fetch *fetch);

#endif
