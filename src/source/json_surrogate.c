/* SPDX-License-Identifier: PostgreSQL */
#include "source/json_surrogate.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool is_escape(const char *at, const char *end, char low, char high)
{
	return end - at >= 6 && at[0] == '\\' && at[1] == 'u' && (at[2] == 'd' || at[2] == 'D') &&
	       (at[3] | 0x20) >= low && (at[3] | 0x20) <= high;
}

static bool is_high(const char *at, const char *end)
{
	return end - at >= 6 && at[1] == 'u' && (at[2] | 0x20) == 'd' &&
	       (at[3] == '8' || at[3] == '9' || (at[3] | 0x20) == 'a' || (at[3] | 0x20) == 'b');
}

/* Backslashes are in strings only. */
size_t up_json_lone_surrogate(const char *text, size_t length)
{
	const char *end = text + length;
	const char *at = text;

	while ((at = memchr(at, '\\', (size_t)(end - at))) != NULL) {
		if (is_high(at, end)) {
			if (!is_escape(at + 6, end, 'c', 'f'))
				return (size_t)(at - text);
			at += 12;
		} else if (is_escape(at, end, 'c', 'f')) {
			return (size_t)(at - text);
		} else if (end - at < 2) {
			break;
		} else {
			at += 2;
		}
	}
	return SIZE_MAX;
}
