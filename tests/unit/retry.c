/* SPDX-License-Identifier: PostgreSQL */
/* When a request is made again. */
#include "source/retry.h"

#include <criterion/criterion.h>

Test(retry, statuses)
{
	for (long status = 100; status < 600; status++) {
		const bool is_worthwhile = status == 408 || status == 429 || status == 500 ||
					   (status >= 502 && status <= 504);
		cr_expect_eq(up_retry_is_worthwhile(status), is_worthwhile, "%ld", status);
	}
}

Test(retry, delays_double_up_to_a_limit)
{
	struct up_random random = up_random_at(1, 0, 0);

	for (int failures = 1; failures <= 20; failures++) {
		int64_t whole = UP_RETRY_FIRST_NS;
		for (int f = 1; f < failures; f++)
			whole = 2 * whole < UP_RETRY_LONGEST_NS ? 2 * whole : UP_RETRY_LONGEST_NS;
		for (int draw = 0; draw < 100; draw++) {
			const int64_t delay = up_retry_delay_ns(failures, &random);
			cr_expect(delay >= whole / 2 && delay <= whole, "%d", failures);
		}
	}
}

Test(retry, retry_after)
{
	static const struct {
		const char *value;
		int64_t seconds; /* -1: none */
	} values[] = {
		{"0", 0},
		{"17", 17},
		{"999999999", 999999999},
		{"9999999999", -1},
		{"", -1},
		{"-1", -1},
		{"1.5", -1},
		{"soon", -1},
		{"Sun, 06 Nov 1994 08:49:37 GMT", 37},
		{"Sun, 06 Nov 1994 08:48:00 GMT", 0},
	};
	const int64_t now = 784111740; /* 08:49:00 */

	for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
		int64_t delay = -1;
		const bool is_read = up_retry_after_ns(values[v].value, now, &delay);
		cr_expect_eq(is_read, values[v].seconds >= 0, "%s", values[v].value);
		if (is_read)
			cr_expect_eq(delay, values[v].seconds * 1000000000, "%s", values[v].value);
	}
}
