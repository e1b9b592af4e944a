/* SPDX-License-Identifier: PostgreSQL */
/*
 * The URL of an API.  Its user information and its query string are secrets: they are sent, and are in
 * no message.
 */
#ifndef UP_SOURCE_API_URL_H
#define UP_SOURCE_API_URL_H

#include "base/buffer.h"
#include "source/api_map.h"

#include <stdint.h>

/* Is it an http or https URL with a host?  One with user information, or with a token beside it, must be https
 * unless its host is this one (loopback).  UP_INVALID. */
UP_MUST_CHECK enum up_status up_api_url_check(const char *url, bool has_token,
					      struct up_error *err);

/* What may be shown of it: scheme, host, port and path.  The caller frees it. */
UP_MUST_CHECK enum up_status up_api_url_public(const char *url, char **shown, struct up_error *err);

/* The URL of a page: with the two parameters in its query.  The caller frees it. */
UP_MUST_CHECK enum up_status up_api_url_page(const char *url, const struct up_api_map *map,
					     uint64_t offset, uint64_t limit, char **page,
					     struct up_error *err);

/* Do both have the same scheme, host and port? */
bool up_api_url_same_server(const char *a, const char *b);

#endif
