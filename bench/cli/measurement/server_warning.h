/* SPDX-License-Identifier: PostgreSQL */
/* What a user is to know of a named server before it is measured on. */
#ifndef CLI_MEASUREMENT_SERVER_WARNING_H
#define CLI_MEASUREMENT_SERVER_WARNING_H

#include "cli/option/command.h"
#include "measure/server/server.h"
#include "record/text_list.h"

/* Prints a line for each finding that is a warning, and one with schemas that killed runs left there and
 * the statement that drops them; nothing that was printed for one of the count servers before. */
void server_warning(const struct invocation *invocation, const struct server *server,
		    const struct server *before, size_t count);

/* Prints a line with the schemas of other runs that are at work there, from the one at first on, if there
 * are any. */
void server_warning_other_runs(const struct invocation *invocation, const struct text_list *schemas,
			       size_t first);

#endif
