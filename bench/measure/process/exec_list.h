/* SPDX-License-Identifier: PostgreSQL */
/*
 * A growing list of owned strings that is always NULL-terminated, as execve()
 * wants its arguments and its environment.
 *
 * As with up_buffer, appending cannot fail at the call: when memory runs out
 * the list is marked, and exec_list_check() reports it once.
 */
#ifndef MEASURE_PROCESS_EXEC_LIST_H
#define MEASURE_PROCESS_EXEC_LIST_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct exec_list {
	char **items; /* owned, as are the strings; NULL until the first one */
	size_t count; /* without the final NULL */
	bool failed;  /* memory ran out: the list is incomplete */
};

void exec_list_release(struct exec_list *list);

void exec_list_append(struct exec_list *list, const char *format, ...) UP_PRINTF(2, 3);

/* UP_NO_MEMORY when any append since the start could not be done. */
UP_MUST_CHECK enum up_status exec_list_check(const struct exec_list *list, struct up_error *err);

#endif
