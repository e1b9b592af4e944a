/* SPDX-License-Identifier: PostgreSQL */
/* Schemas that killed runs left on a named server. */
#ifndef CLI_MEASUREMENT_LEFTOVER_WARNING_H
#define CLI_MEASUREMENT_LEFTOVER_WARNING_H

#include "cli/option/command.h"
#include "measure/server/server.h"

/* Prints a line with the schemas and the statement that drops them; nothing when there are none,
 * or when they are those of one of the count servers before. */
void leftover_warning(const struct invocation *invocation, const struct server *server,
		      const struct server *before, size_t count);

#endif
