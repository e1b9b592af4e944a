/* SPDX-License-Identifier: PostgreSQL */
/*
 * "Did you mean ...?": the candidate that is closest to a word that nobody
 * knows.  Distance is that of optimal string alignment: insert, delete, replace
 * a letter, or swap two neighbors.  After those that are close by it comes a candidate whose
 * first words (up to a '-') are the word, as "django" is of "django-save".
 *
 *	struct spelling spelling = {.word = "rwos"};
 *	for each name: spelling_offer(&spelling, name);
 *	if (spelling.closest != NULL) ...
 */
#ifndef CLI_OPTION_SPELLING_H
#define CLI_OPTION_SPELLING_H

#include <stddef.h>

struct spelling {
	const char *word;    /* borrowed */
	const char *closest; /* the best candidate so far (borrowed), or NULL */
	size_t distance;     /* of closest */
};

/* Keeps candidate when it is at most 2 edits, and less than half its own length, away, or begins
 * with the word and a '-', and is closer than what was offered before. */
void spelling_offer(struct spelling *spelling, const char *candidate);

/* The distance between two words; SIZE_MAX when one is longer than 63 bytes. */
size_t spelling_distance(const char *a, const char *b);

#endif
