/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/server_warning.h"

#include "text/display.h"

#include <string.h>

/* Arms with a schema of their own are on the same server more than once. */

static bool has_leftovers(const struct server *servers, size_t count, const char *leftovers)
{
	for (size_t s = 0; s < count; s++) {
		if (servers[s].leftovers != NULL && strcmp(servers[s].leftovers, leftovers) == 0)
			return true;
	}
	return false;
}

static bool has_finding(const struct server *servers, size_t count, const struct finding *finding)
{
	for (size_t s = 0; s < count; s++) {
		for (size_t f = 0; f < servers[s].findings.count; f++) {
			if (strcmp(servers[s].findings.items[f].what, finding->what) == 0)
				return true;
		}
	}
	return false;
}

static void print_finding(const struct invocation *invocation, const struct finding *finding)
{
	UP_BUFFER text = {0};
	UP_BUFFER shown = {0};

	finding_append(&text, finding);
	display_append(&shown, up_buffer_string(&text), SIZE_MAX);
	fprintf(invocation->errors, "upbench %s: warning: %s\n", invocation->command->name,
		up_buffer_string(&shown));
}

static void print_leftovers(const struct invocation *invocation, const char *leftovers)
{
	UP_BUFFER text = {0};

	display_append(&text, leftovers, SIZE_MAX);
	fprintf(invocation->errors,
		"upbench %s: warning: killed runs left schemas on the server; to remove them: DROP "
		"SCHEMA %s CASCADE\n",
		invocation->command->name, up_buffer_string(&text));
}

void server_warning(const struct invocation *invocation, const struct server *server,
		    const struct server *before, size_t count)
{
	for (size_t f = 0; f < server->findings.count; f++) {
		const struct finding *finding = &server->findings.items[f];
		if (finding->severity == SEVERITY_WARNING && !has_finding(before, count, finding))
			print_finding(invocation, finding);
	}
	if (server->leftovers != NULL && !has_leftovers(before, count, server->leftovers))
		print_leftovers(invocation, server->leftovers);
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
