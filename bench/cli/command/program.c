/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/commands.h"

static const struct command *const commands[] = {
	&command_run,     &command_compare,   &command_report, &command_plan,   &command_advise,
	&command_history, &command_calibrate, &command_check,  &command_doctor, &command_data,
	&command_shape,   &command_list,      &command_peer,   &command_api,    NULL,
};

static const struct program_variable environment[] = {
	{"NO_COLOR", "If not empty: no colors and no other escape sequences."},
	{"PATH", "Search path of gnuplot, initdb and postgres; the latter are also found where the "
		 "packages of Debian and postgresql.org install them."},
	{"UPBENCH_PYTHON",
	 "Python interpreter of the shipped peers, e.g. of a virtual environment; "
	 "/usr/bin/python3 by default."},
	{"SSL_CERT_FILE", "Certificates of the authorities that an API of --source api:URL is "
			  "verified by, in place of those of the system."},
	{"TMPDIR", "Directory for temporary files: private cluster, socket of the relay, rows of "
		   "a source, plots of a report that is written elsewhere. Default: /tmp."},
	{"UPBENCH_API_TOKEN", "Bearer token for the API of --source api:URL, or that `upbench api` "
			      "requires. It is in no output and no file."},
	{"PG*", "As for psql, with --dbname and in peer only; ignored with a private cluster."},
	{0},
};

const struct program upbench_program = {
	.name = "upbench",
	.version = UPBENCH_VERSION,
	.summary = "benchmark strategies to update many rows in PostgreSQL",
	.description = "upbench runs one sync pipeline with different update strategies against a "
		       "PostgreSQL server, verifies that each leaves the table in the same state, "
		       "and writes raw timings, plots and a report.\n"
		       "\n"
		       "Without --dbname it starts a private cluster in a temporary directory, "
		       "reachable only through a Unix socket there, and removes it at the end.",
	.commands = commands,
	.environment = environment,
	.see_also = "psql(1), pgbench(1), gnuplot(1)",
};
