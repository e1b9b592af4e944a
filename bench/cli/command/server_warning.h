/* SPDX-License-Identifier: PostgreSQL */
/* What a run finds of other runs on a named server. */
#ifndef CLI_COMMAND_SERVER_WARNING_H
#define CLI_COMMAND_SERVER_WARNING_H

#include "cli/option/command.h"
#include "measure/server/server.h"
#include "record/text_list.h"

/* Of killed runs: prints a line with their schemas and the statement that drops them; nothing when there are none,
 * or when they are those of one of the count servers before. */
void server_warning_leftovers(const struct invocation *invocation, const struct server *server,
			      const struct server *before, size_t count);

/* Of runs that are at work: prints a line with their schemas, from the one at first on, if there are
 * any. */
void server_warning_other_runs(const struct invocation *invocation, const struct text_list *schemas,
			       size_t first);

#endif
