/* SPDX-License-Identifier: PostgreSQL */
/* Where trials take place, shared by all of them: a server, and the watchdog over what
 * waits for it. */
#ifndef MEASURE_TRIAL_TEST_SERVER_H
#define MEASURE_TRIAL_TEST_SERVER_H

#include "measure/case/case.h"
#include "measure/server/server.h"
#include "measure/subject/subject.h"
#include "measure/trial/watchdog.h"

struct test_server {
	struct server *server;         /* borrowed, as is the next */
	const struct subject *subject; /* what is measured there */
	struct watchdog *watchdog;
};

UP_MUST_CHECK enum up_status test_server_init(struct test_server *test_server,
					      struct server *server, const struct subject *subject,
					      struct up_error *err);
void test_server_release(struct test_server *test_server);

/* Opens the connections of a case, with its settings. */
UP_MUST_CHECK enum up_status test_server_open_pool(const struct test_server *test_server,
						   struct server_way way,
						   const struct trial_case *trial_case,
						   struct up_pool *pool, struct up_error *err);

/* Appends to the failure of a case the limit of the role, or of the case, that explains it. */
void test_server_explain(const struct test_server *test_server, const struct trial_case *trial_case,
			 struct up_error *failure);

/* Starts a private cluster anew, after a checkpoint, so that nothing has to be recovered;
 * every connection is lost, and the server's control connection is opened again.  A named
 * server is left as it is.  UP_INTERRUPTED when the user asked to stop meanwhile. */
UP_MUST_CHECK enum up_status test_server_restart(struct test_server *test_server,
						 struct up_error *err);

#endif
