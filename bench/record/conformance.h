/* SPDX-License-Identifier: PostgreSQL */
/*
 * The meaning of an update for a strategy: for each hostile case, the policy and the outcome.
 * In JSON, an array of objects, as `upbench check --format json` writes them; meanings.json
 * within a run directory.
 */
#ifndef RECORD_CONFORMANCE_H
#define RECORD_CONFORMANCE_H

#include "base/error.h"

#include <jansson.h>
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
	char *outcome; /* of the strategy, in a few words */
	int verdict;   /* enum conformance_verdict */
};

/* In the order of the cases, and within one of the strategies. */
struct conformance_list {
	struct conformance *items;
	size_t count;
};

void conformance_list_release(struct conformance_list *list);
#define CONFORMANCE_LIST UP_CLEANUP(conformance_list_release) struct conformance_list

/* Adds a copy. */
UP_MUST_CHECK enum up_status conformance_list_add(struct conformance_list *list,
						  const struct conformance *conformance,
						  struct up_error *err);

/* "ok", "departs", "skipped", by enum conformance_verdict, then NULL. */
extern const char *const conformance_verdict_names[];

/* The number of results with that verdict. */
size_t conformance_list_count(const struct conformance_list *list,
			      enum conformance_verdict verdict);

/* A new reference; NULL when memory runs out. */
json_t *conformance_list_to_json(const struct conformance_list *list);

/* Adds the results in a file, on failure a part of them.  UP_INVALID, naming the file, if it is not
 * one of results; UP_IO when it cannot be read. */
UP_MUST_CHECK enum up_status conformance_list_read(const char *path, struct conformance_list *list,
						   struct up_error *err);

#endif
