/* SPDX-License-Identifier: PostgreSQL */
/*
 * The key of a case: strategy, peer, levels of the factors, arm.  Cases are identified, grouped
 * and compared by their keys; a name is written for people.
 */
#ifndef RECORD_CASE_KEY_H
#define RECORD_CASE_KEY_H

#include "record/factors.h"

struct case_key {
	char *strategy; /* texts are owned */
	char *peer;     /* NULL: none, a strategy of this program */
	struct factors factors;
	char *arm; /* NULL: the run has none */
};

/* In sets that case_key_append_name() omits and case_key_equal() does not compare. */
#define CASE_KEY_ARM FACTOR_BIT(FACTOR_COUNT)
/* The strategy, and the peer. */
#define CASE_KEY_CONTENDER FACTOR_BIT(FACTOR_COUNT + 1)

void case_key_init(struct case_key *key);
void case_key_release(struct case_key *key);
#define CASE_KEY UP_CLEANUP(case_key_release) struct case_key

/* target may be uninitialized; on failure it holds nothing. */
UP_MUST_CHECK enum up_status case_key_copy(struct case_key *target, const struct case_key *source,
					   struct up_error *err);

/* Takes what target does not know from source. */
UP_MUST_CHECK enum up_status case_key_complete(struct case_key *target,
					       const struct case_key *source, struct up_error *err);

/* Are they equal but for the set?  See factor_equal(). */
bool case_key_equal(const struct case_key *a, const struct case_key *b, factor_set but);

/* Do they do the same work? */
bool case_key_same_workload(const struct case_key *a, const struct case_key *b);

/* The one factor in which two cases of the same contender and arm differ; FACTOR_NONE if
 * there is none, or more than one. */
enum factor case_key_difference(const struct case_key *a, const struct case_key *b);

/* Appends "copy-temp rows=1914 rtt=2ms tuned jit=off arm=base": the name of the peer or the
 * strategy, and each level that is not the default and not in the set. */
void case_key_append_name(struct up_buffer *text, const struct case_key *key, factor_set omit);

/* The members of a case in run.json: strategy, peer, arm, and one for each factor, by the name
 * of its column; "derived" lists those factors nobody asked for.  False: out of memory. */
bool case_key_to_json(const struct case_key *key, json_t *object);

/* The reverse; members of another type are not known.  name is that of the case, which in files of
 * earlier versions has levels that stand nowhere else. */
UP_MUST_CHECK enum up_status case_key_from_json(struct case_key *key, const json_t *object,
						const char *name, struct up_error *err);

/* Completes a key that was read from a CSV file, likewise. */
UP_MUST_CHECK enum up_status case_key_recover(struct case_key *key, const char *name,
					      struct up_error *err);

#endif
