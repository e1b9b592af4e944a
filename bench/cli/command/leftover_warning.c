/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/leftover_warning.h"

#include "text/display.h"

#include <string.h>

void leftover_warning(const struct invocation *invocation, const struct server *server,
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
	UP_BUFFER shown = {0};
	display_append(&shown, server->leftovers, SIZE_MAX);
	fprintf(invocation->errors,
		"upbench %s: warning: killed runs left schemas on the server; to remove them: DROP "
		"SCHEMA %s CASCADE\n",
		invocation->command->name, up_buffer_string(&shown));
}
