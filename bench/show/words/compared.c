/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/compared.h"

const char *compared_words(const struct factors *factors)
{
	return factors->whole_sync == 1 ? "the whole sync" : "update and commit";
}
