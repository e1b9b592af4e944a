/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/spelling.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LONGEST_WORD 63
#define DISTANCE_MAX 2

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t spelling_distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST_WORD + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t length_a = strlen(a), length_b = strlen(b);

	if (length_a > LONGEST_WORD || length_b > LONGEST_WORD)
		return SIZE_MAX;
	for (size_t j = 0; j <= length_b; j++)
		last[j] = j;
	for (size_t i = 1; i <= length_a; i++) {
		now[0] = i;
		for (size_t j = 1; j <= length_b; j++) {
			size_t replaced = last[j - 1] + (a[i - 1] != b[j - 1]);
			now[j] = smaller(replaced, smaller(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = smaller(now[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = last;
		last = now;
		now = oldest;
	}
	return last[length_b];
}

static bool begins_with_words(const char *candidate, const char *words)
{
	const size_t length = strlen(words);

	return length > 0 && strncmp(candidate, words, length) == 0 && candidate[length] == '-';
}

void spelling_offer(struct spelling *spelling, const char *candidate)
{
	size_t distance = spelling_distance(spelling->word, candidate);

	/* Half the length: else any short word would be "close" to any other. */
	if (distance > DISTANCE_MAX || 2 * distance >= strlen(candidate)) {
		if (!begins_with_words(candidate, spelling->word))
			return;
		distance = DISTANCE_MAX + 1;
	}
	if (spelling->closest == NULL || distance < spelling->distance) {
		spelling->closest = candidate;
		spelling->distance = distance;
	}
}
