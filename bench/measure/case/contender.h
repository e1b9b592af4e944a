/* SPDX-License-Identifier: PostgreSQL */
/*
 * A contender is what a trial times: a strategy of the library, one of the two that are references
 * for them, or a peer.
 *
 * The references do not belong to the library because no application can use them: floor (a bound)
 * and null (idle).
 */
#ifndef MEASURE_CASE_CONTENDER_H
#define MEASURE_CASE_CONTENDER_H

#include "measure/case/arm.h"
#include "measure/peer/spec.h"
#include "record/role.h"
#include "record/text_list.h"
#include "strategy/strategy.h"

struct contender {
	const struct up_strategy *strategy; /* of a peer: as_strategy of its specification */
	const struct peer_spec *peer;       /* NULL: none */
	const struct arm *arm;              /* NULL: the run has none */
	enum role role;
};

extern const struct up_strategy contender_floor;
extern const struct up_strategy contender_null;

/* The strategies of the library, then floor and null, by index. */
size_t contender_count(void);
struct contender contender_at(size_t index);

/* The one with that name, without peers; false: none. */
bool contender_find(const char *name, struct contender *contender);

/* Adds the names of the requirements of its strategy (enum up_requirement). */
UP_MUST_CHECK enum up_status contender_requires(const struct contender *contender,
						struct text_list *names, struct up_error *err);

/* Another upbench that runs a reference has the role of that. */
struct contender contender_of_peer(const struct peer_spec *peer);

#endif
