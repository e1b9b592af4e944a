/* SPDX-License-Identifier: PostgreSQL */
/* Levels of factors that are words: enum partition_method, enum gone_level, and strategies of the
 * create stage. */
#ifndef RECORD_FACTOR_WORD_H
#define RECORD_FACTOR_WORD_H

#include "record/factors.h"

/* Of a kind whose levels are words, in the order of the levels, then NULL; of another kind: NULL. */
const char *const *factor_words(enum factor_kind kind);

/* The word of a level; "": there is none. */
const char *factor_word(const char *const *words, int64_t level);

/* Returns false, and leaves *level, for what is none of the words. */
bool factor_word_parse(const char *const *words, const char *word, int64_t *level);

#endif
