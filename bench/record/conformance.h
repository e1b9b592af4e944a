/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a strategy means by an update: for each hostile case, what the policy says and
 * what the strategy did.
 */
#ifndef RECORD_CONFORMANCE_H
#define RECORD_CONFORMANCE_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>

enum conformance_verdict {
	CONFORMANCE_OK,
	CONFORMANCE_DEPARTS, /* from the policy */
	CONFORMANCE_SKIPPED, /* the outcome is the reason */
	CONFORMANCE_VERDICT_COUNT
};

struct conformance {
	char *fixture; /* texts are owned; the name of the case */
	char *policy;
	char *strategy;
	char *outcome; /* what the strategy did, in a few words */
	enum conformance_verdict verdict;
};

/* In the order of the cases, and within one of the strategies. */
struct conformance_list {
	struct conformance *items;
	size_t count;
	size_t capacity;
};

void conformance_list_release(struct conformance_list *list);
#define CONFORMANCE_LIST UP_CLEANUP(conformance_list_release) struct conformance_list

/* Adds a copy. */
UP_MUST_CHECK enum up_status conformance_list_add(struct conformance_list *list,
						  const struct conformance *conformance,
						  struct up_error *err);

/* "ok", "departs", "skipped" */
const char *conformance_verdict_name(enum conformance_verdict verdict);

/* How many have that verdict. */
size_t conformance_list_count(const struct conformance_list *list,
			      enum conformance_verdict verdict);

#endif
