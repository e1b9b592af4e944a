/* SPDX-License-Identifier: PostgreSQL */
#include "source/retry.h"

#include <curl/curl.h>
#include <string.h>

#define SECOND INT64_C(1000000000)
#define MAX_DIGITS 9 /* 31 years */

bool up_retry_is_worthwhile(long http_status)
{
	return http_status == 408 || http_status == 429 || http_status == 500 ||
	       http_status == 502 || http_status == 503 || http_status == 504;
}

int64_t up_retry_delay_ns(int failures, struct up_random *random)
{
	int64_t delay = UP_RETRY_FIRST_NS;

	for (int f = 1; f < failures && delay < UP_RETRY_LONGEST_NS; f++)
		delay *= 2;
	if (delay > UP_RETRY_LONGEST_NS)
		delay = UP_RETRY_LONGEST_NS;
	return delay / 2 + (int64_t)up_random_below(random, (uint64_t)delay / 2 + 1);
}

bool up_retry_after_ns(const char *value, int64_t now, int64_t *delay_ns)
{
	const size_t digits = strspn(value, "0123456789");
	int64_t seconds = 0;

	if (digits > 0 && digits <= MAX_DIGITS && value[digits] == '\0') {
		for (size_t d = 0; d < digits; d++)
			seconds = seconds * 10 + (value[d] - '0');
		*delay_ns = seconds * SECOND;
		return true;
	}
	const time_t date = digits == 0 ? curl_getdate(value, NULL) : -1;
	if (date < 0)
		return false;
	*delay_ns = date > now ? ((int64_t)date - now) * SECOND : 0;
	return true;
}
