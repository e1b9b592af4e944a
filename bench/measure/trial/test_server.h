/* SPDX-License-Identifier: PostgreSQL */
/* Where trials take place, shared by all of them: a server, and the watchdog over what
 * waits for it. */
#ifndef MEASURE_TRIAL_TEST_SERVER_H
#define MEASURE_TRIAL_TEST_SERVER_H

#include "measure/server/server.h"
#include "measure/trial/watchdog.h"

struct arena {
	struct server *server; /* borrowed */
	struct watchdog *watchdog;
};

UP_MUST_CHECK enum up_status arena_init(struct arena *arena, struct server *server,
					struct up_error *err);
void arena_release(struct arena *arena);

/* Starts a private cluster anew, after a checkpoint, so that nothing has to be recovered;
 * every connection is lost, and the server's control connection is opened again.  A named
 * server is left as it is.  UP_INTERRUPTED when the user asked to stop meanwhile. */
UP_MUST_CHECK enum up_status arena_restart(struct arena *arena, struct up_error *err);

#endif
