/* SPDX-License-Identifier: PostgreSQL */
/*
 * A peer as it is named on the command line:
 *
 *   NAME                 one that comes along (measure/peer/shipped.h)
 *   NAME=PATH            a program that speaks the protocol of README.md
 *   NAME=PATH:STRATEGY   another upbench, started as `PATH peer`, with its STRATEGY
 */
#ifndef MEASURE_PEER_SPEC_H
#define MEASURE_PEER_SPEC_H

#include "measure/peer/shipped.h"
#include "strategy/strategy.h"

struct peer_spec {
	char *name;     /* owned; in the names of cases, and in the column peer */
	char *strategy; /* owned; what it is asked for */
	char *path;     /* owned; NULL: shipped */
	bool is_upbench;
	const struct shipped_peer *shipped; /* NULL: path */
	bool takes_sync;                    /* carries out the whole sync, fetching included */
	struct up_strategy
		as_strategy; /* its name, summary, flags and check, without other hooks */
};

/* UP_INVALID: text is none of the three, or the path is no program. */
UP_MUST_CHECK enum up_status peer_spec_init(struct peer_spec *spec, const char *text,
					    struct up_error *err);

/* The upbench at path, asked for a strategy under that strategy's own name: the other
 * side of a comparison of two upbench.  UP_INVALID: the path is no program. */
UP_MUST_CHECK enum up_status peer_spec_init_upbench(struct peer_spec *spec, const char *path,
						    const char *strategy, struct up_error *err);
void peer_spec_release(struct peer_spec *spec);
#define PEER_SPEC UP_CLEANUP(peer_spec_release) struct peer_spec

#endif
