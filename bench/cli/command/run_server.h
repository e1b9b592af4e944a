/* SPDX-License-Identifier: PostgreSQL */
/* The servers that a run needs: the run's own, and those that its arms have to
 * themselves. */
#ifndef CLI_COMMAND_RUN_SERVER_H
#define CLI_COMMAND_RUN_SERVER_H

#include "cli/experiment/run_options.h"
#include "measure/trial/rounds.h"

/* Opens them all, runs the SQL of the arms, and tells each arm its server.  The run's
 * own is not opened when no case is measured there.  A private cluster is the server of
 * who names no other. */
UP_MUST_CHECK enum up_status run_server_open(const struct run_options *options,
					     struct case_list *cases, struct server_list *servers,
					     struct up_error *err);

/* Closes them all; what fails is told to errors. */
void run_server_close(struct server_list *servers, FILE *errors);

#endif
