/* SPDX-License-Identifier: PostgreSQL */
/*
 * A peer at work: another program, as a strategy of the sync.
 *
 * peer_strategy() is a strategy whose hooks start the program, ask it for one
 * update after another, and end it, by the protocol of README.md: pipeline,
 * schedule, oracle and records know no difference.  The update stage is then timed
 * from outside: from the request to the answer, with what the pipeline does there
 * for any strategy that commits by itself (a COMMIT and a BEGIN).
 *
 * The hooks wait without limit.  To end them, call from another thread peer_cancel(), and if that does
 * not help, peer_terminate() and peer_kill().
 */
#ifndef MEASURE_PEER_PEER_H
#define MEASURE_PEER_PEER_H

#include "measure/peer/spec.h"
#include "source/page_fetch.h"
#include "sync/reference.h"
#include "sync/stage.h"

struct peer;

/* What a peer is made for; all of it is borrowed. */
struct peer_terms {
	const struct peer_spec *spec;
	const char *const *settings; /* "name=value" each */
	size_t setting_count;
	/* Of one that takes the whole sync: the API, and what its rows refer to (NULL: nothing). */
	const struct up_page_fetch_options *fetch;
	const struct up_reference *reference;
};

UP_MUST_CHECK enum up_status peer_new(const struct peer_terms *terms, struct peer **peer,
				      struct up_error *err);
void peer_free(struct peer *peer); /* NULL is fine */

const struct up_strategy *peer_strategy(const struct peer *peer);

/* One sync by a peer that takes the whole of it, after the prepare hook of its strategy and in place of
 * the other hooks: it fetches, writes and commits by itself.  No transaction is open meanwhile. */
UP_MUST_CHECK enum up_status peer_sync(struct peer *peer, struct up_error *err);

/* The answer to the last update or sync.  What the peer does not state is -1; of an update, it states
 * at most round_trips. */
struct peer_answer {
	int64_t rows; /* updated */
	int64_t own_ns;
	int64_t round_trips;
	int64_t fetched;
	int64_t duplicates; /* fetched ones that were dropped: a later one had their key */
	int64_t created;
	int64_t stage_ns[UP_STAGE_COUNT];
};

struct peer_answer peer_last_answer(const struct peer *peer);

/* The versions that the peer reports; NULL before it did. */
const char *peer_versions(const struct peer *peer);

/* Its backends, as the text of an array of their ids: "{}" before it has any. */
UP_MUST_CHECK enum up_status peer_backends(struct peer *peer, struct up_conn *control, char **pids,
					   struct up_error *err);

/* Can it make its sessions report to the statistics of the server?  Known once it is ready. */
bool peer_flushes(const struct peer *peer);

/* Makes them report.  Waits without limit, too. */
UP_MUST_CHECK enum up_status peer_flush(struct peer *peer, struct up_error *err);

/* Asks the server to cancel what the peer's connections run, on another connection to it; NULL: it
 * could not be opened. */
void peer_cancel(struct peer *peer, struct up_conn *conn);

/* Terminates the peer's backends in the same way; kills it when none of them was at work, since it
 * does not wait for the server then. */
void peer_terminate(struct peer *peer, struct up_conn *conn);

void peer_kill(struct peer *peer);

/* After its process ended: terminates the backends that it left, and waits until
 * they are gone.  UP_TIMEOUT when one does not go. */
UP_MUST_CHECK enum up_status peer_wait_idle(struct peer *peer, struct up_conn *control,
					    struct up_error *err);

#endif
