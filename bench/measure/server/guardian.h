/* SPDX-License-Identifier: PostgreSQL */
/*
 * A guardian is a process that stands between the harness and a private
 * cluster, so that nothing of the cluster is left behind whatever happens to
 * the harness.
 *
 *   harness ──socket── guardian ──parent of── postmaster ── backends
 *
 * It makes the directory, runs initdb and the server, and removes both again:
 * on request, or when the socket hangs up, which the kernel sees to
 * even if the harness was killed by SIGKILL: see detached.h.  Should the guardian
 * itself be killed, the kernel sends SIGQUIT to the postmaster (PR_SET_PDEATHSIG),
 * and the harness removes the directory in guardian_stop().
 */
#ifndef MEASURE_SERVER_GUARDIAN_H
#define MEASURE_SERVER_GUARDIAN_H

#include "measure/server/layout.h"

struct guardian;

/* Forks the guardian and waits until the server of the layout, which must
 * outlive the guardian, accepts connections.  To be called while the process
 * has one thread.  Nothing is left after a failure: UP_IO or UP_TIMEOUT name
 * the program and its complaint. */
UP_MUST_CHECK enum up_status guardian_start(struct layout *layout, struct guardian **started,
					    struct up_error *err);

/* Ends every process of the server at once and starts it again, with recovery
 * from WAL.  After a failure no server runs, but the guardian does, and can be
 * asked again. */
UP_MUST_CHECK enum up_status guardian_restart(struct guardian *guardian, struct up_error *err);

/* Stops the server, removes the directory, ends the guardian; once only.
 * UP_IO names what could not be removed; UP_CONNECTION: somebody had killed the
 * guardian.  Afterwards only guardian_free() is of use. */
UP_MUST_CHECK enum up_status guardian_stop(struct guardian *guardian, struct up_error *err);

/* The process id of the postmaster; another one after a restart. */
pid_t guardian_postmaster(const struct guardian *guardian);

/* Stops it if it still runs; failures are ignored.  NULL is fine. */
void guardian_free(struct guardian *guardian);

#endif
