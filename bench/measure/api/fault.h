/* SPDX-License-Identifier: PostgreSQL */
/*
 * Faults of the API, each at one page: NAME@PAGE, with the number of requests that it hits behind an x
 * (500@3x2), and the number of those before behind a + (500@3+1x2); without them it hits every request
 * of that page.
 *
 *   500            answers with this status
 *   429            answers with this status and asks to wait (Retry-After: 0)
 *   close          closes the connection without an answer
 *   break          closes it within the answer
 *   cut            sends the first half of the page as if it were all
 *   malformed      sends a page with a quote too many
 *   wrong-type     sends the last row of the page as a number
 *   missing-field  sends an object without members as the last row
 *   repeat-page    sends the page before it, once more
 *   repeat-row     has the first row of the page twice, at first with other values if it has changed;
 *                  every page behind moves by one row
 *   total          states a total that is larger by one
 *   trickle        sends the page in many pieces, one after the other
 *   never          takes the request and never answers
 */
#ifndef MEASURE_API_FAULT_H
#define MEASURE_API_FAULT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fault_kind {
	FAULT_500,
	FAULT_429,
	FAULT_CLOSE,
	FAULT_BREAK,
	FAULT_CUT,
	FAULT_MALFORMED,
	FAULT_WRONG_TYPE,
	FAULT_MISSING_FIELD,
	FAULT_REPEAT_PAGE,
	FAULT_REPEAT_ROW,
	FAULT_TOTAL,
	FAULT_TRICKLE,
	FAULT_NEVER,
	FAULT_COUNT,
	FAULT_NONE = FAULT_COUNT,
};

#define FAULT_MAX 64 /* at once */

struct fault {
	enum fault_kind kind;
	int64_t skip; /* requests before those that it hits */
	size_t page;  /* from 1 */
	int64_t left; /* requests that it hits still; -1: all */
};

struct fault_list {
	struct fault items[FAULT_MAX];
	size_t count;
};

extern const char *const fault_names[]; /* by kind, then NULL */

/* UP_INVALID: text is no fault, or there are too many. */
UP_MUST_CHECK enum up_status fault_list_add(struct fault_list *list, const char *text,
					    struct up_error *err);

/* Adds count faults of the first pages (at least 2), a function of the seed: those that may pass hit
 * one to three requests each. */
void fault_list_draw(struct fault_list *list, uint64_t seed, size_t count, size_t pages);

/* The fault that hits the next request of a page, from 1; FAULT_NONE: none.  FAULT_REPEAT_ROW is none. */
enum fault_kind fault_list_take(struct fault_list *list, size_t page);

/* The page, from 1, whose first row is there twice; 0: none. */
size_t fault_list_repeated_row(const struct fault_list *list);

/* The fault as it is written. */
#define FAULT_TEXT_SIZE 64
void fault_print(const struct fault *fault, char text[FAULT_TEXT_SIZE]);

#endif
