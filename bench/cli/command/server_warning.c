/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/server_warning.h"

#include <string.h>

void server_warning_leftovers(const struct invocation *invocation, const struct server *server,
			      const struct server *before, size_t count)
{
	if (server->leftovers == NULL)
		return;
	/* Arms with a schema of their own are on the same server more than once. */
	for (size_t s = 0; s < count; s++) {
		if (before[s].leftovers != NULL &&
		    strcmp(before[s].leftovers, server->leftovers) == 0)
			return;
	}
	fprintf(invocation->errors,
		"upbench %s: warning: killed runs left schemas on the server; to remove them: DROP "
		"SCHEMA %s CASCADE\n",
		invocation->command->name, server->leftovers);
}

void server_warning_other_runs(const struct invocation *invocation, const struct text_list *schemas,
			       size_t first)
{
	if (first >= schemas->count)
		return;
	fprintf(invocation->errors,
		"upbench %s: warning: another run of upbench is at work on this server, so neither "
		"measures what it would alone: schema",
		invocation->command->name);
	for (size_t s = first; s < schemas->count; s++)
		fprintf(invocation->errors, "%s %s", s > first ? "," : "", schemas->items[s]);
	fputc('\n', invocation->errors);
}
