/* SPDX-License-Identifier: PostgreSQL */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* Bytes of the character that begins with first; 0: none does. */
static size_t character_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* The second byte alone shows overlong forms, surrogates and what is too large (RFC 3629, section 4). */
static int is_second(unsigned char first, unsigned char second)
{
	const unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	const unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

	return second >= least && second <= most;
}

static size_t valid_length(const unsigned char *at, size_t left)
{
	const size_t length = character_length(*at);

	if (length == 0 || length > left || (length > 1 && !is_second(at[0], at[1])))
		return 0;
	for (size_t i = 2; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	}
	return length;
}

size_t up_utf8_valid(const char *text, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint64_t word;
		if (length - at >= sizeof word) {
			memcpy(&word, text + at, sizeof word);
			if ((word & HIGH_BITS) == 0) {
				at += sizeof word;
				continue;
			}
		}
		const size_t step = valid_length((const unsigned char *)text + at, length - at);
		if (step == 0)
			break;
		at += step;
	}
	return at;
}
