/* SPDX-License-Identifier: PostgreSQL */
/*
 * When a request that failed is made again: after a delay that doubles with each attempt, of which a
 * random half is left out so that requests that failed together do not come back together; or when
 * the server asks for it (Retry-After: RFC 9110, section 10.2.3).
 */
#ifndef UP_SOURCE_RETRY_H
#define UP_SOURCE_RETRY_H

#include "base/random.h"

#include <stdbool.h>
#include <stdint.h>

#define UP_RETRY_FIRST_NS INT64_C(100000000) /* the delay after the first attempt */
#define UP_RETRY_LONGEST_NS INT64_C(5000000000)

/* Is a request with that answer worth another attempt: 408, 429, 500, 502, 503 or 504? */
bool up_retry_is_worthwhile(long http_status);

/* The delay after that many failed attempts, 1 or more: half of it to the whole. */
int64_t up_retry_delay_ns(int failures, struct up_random *random);

/* The value of a header Retry-After, seconds or a date, as a delay from now (seconds since 1970);
 * false: it is neither. */
bool up_retry_after_ns(const char *value, int64_t now, int64_t *delay_ns);

#endif
