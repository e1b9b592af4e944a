/* SPDX-License-Identifier: PostgreSQL */
#include "record/factor_word.h"

#include <string.h>

const char *const partition_words[] = {"hash", "range", "list", NULL};

const char *const creator_words[] = {"insert-copy",   "insert-values", "insert-unnest",
				     "upsert-unnest", "upsert-copy",   NULL};

const char *const gone_words[] = {"auto", "ignore", "count", "deactivate", "delete", NULL};

const char *const *factor_words(enum factor_kind kind)
{
	return kind == FACTOR_PARTITION_KIND ? partition_words
	       : kind == FACTOR_CREATOR_KIND ? creator_words
	       : kind == FACTOR_GONE_KIND    ? gone_words
					     : NULL;
}

static int64_t first_of(const char *const *words)
{
	return words == partition_words ? PARTITION_BY_HASH : 0;
}

const char *factor_word(const char *const *words, int64_t level)
{
	for (int64_t w = 0; words[w] != NULL; w++) {
		if (w + first_of(words) == level)
			return words[w];
	}
	return "";
}

const char *factor_partition_word(int64_t method)
{
	return factor_word(partition_words, method);
}

bool factor_word_parse(const char *const *words, const char *word, int64_t *level)
{
	for (int64_t w = 0; words[w] != NULL; w++) {
		if (strcmp(words[w], word) == 0) {
			*level = w + first_of(words);
			return true;
		}
	}
	return false;
}
