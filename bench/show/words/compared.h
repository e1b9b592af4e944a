/* SPDX-License-Identifier: PostgreSQL */
/* Which time of a case is compared with others: see sample_compared_ns(). */
#ifndef SHOW_WORDS_COMPARED_H
#define SHOW_WORDS_COMPARED_H

#include "record/factors.h"

/* "update and commit", or "the whole sync". */
const char *compared_words(const struct factors *factors);

#endif
