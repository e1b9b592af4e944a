/* SPDX-License-Identifier: PostgreSQL */
/* Killing the children of a process, when it does not do so itself. */
#ifndef MEASURE_PROCESS_CHILDREN_H
#define MEASURE_PROCESS_CHILDREN_H

#include <sys/types.h>

/* Sends SIGKILL to every process whose parent is `parent` now; returns how many
 * it reached.  (Each is held by a pidfd while its parent is looked at again, so
 * that a recycled process id cannot direct the signal to a stranger.) */
size_t children_kill(pid_t parent);

#endif
