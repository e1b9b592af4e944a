/* SPDX-License-Identifier: PostgreSQL */
/*
 * An API in a process of its own (measure/process/detached.h), which ends with this one: what serves
 * rows shares no thread, and no memory that is counted, with what fetches them.
 */
#ifndef MEASURE_API_PROCESS_H
#define MEASURE_API_PROCESS_H

#include "measure/api/server.h"

struct api_process;

/* What options borrow is only needed until this returns: the process has a copy.  UP_IO, and the errors
 * of api_server_start(). */
UP_MUST_CHECK enum up_status api_process_start(const struct api_server_options *options,
					       struct api_process **process, struct up_error *err);

/* Its URL, as long as it is there. */
const char *api_process_url(const struct api_process *process);

void api_process_stop(struct api_process *process); /* NULL is fine */

static inline void api_process_stop_p(struct api_process **process)
{
	api_process_stop(*process);
}
#define API_PROCESS UP_CLEANUP(api_process_stop_p) struct api_process

#endif
