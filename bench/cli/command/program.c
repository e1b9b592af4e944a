/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/commands.h"

static const struct command *const commands[] = {
	&command_run,    &command_compare, &command_report,    &command_plan,
	&command_advise, &command_history, &command_calibrate, &command_check,
	&command_data,   &command_list,    &command_peer,      NULL,
};

static const struct program_variable environment[] = {
	{"NO_COLOR", "When set and not empty, no colors and no other escape sequences."},
	{"PATH", "Where gnuplot, initdb and postgres are looked for; the server's programs also in "
		 "the places where Debian and postgresql.org put them."},
	{"UPBENCH_PYTHON",
	 "The Python that the peers that come along are run with, such as that of a "
	 "virtual environment; /usr/bin/python3 by default."},
	{"TMPDIR",
	 "Where the directories of a private cluster, of the socket of a relay, and of the "
	 "plots of a report that is written elsewhere are made; /tmp by default."},
	{"PG*", "As for psql, and only together with --dbname and in peer: a private cluster "
		"heeds none of them."},
	{0},
};

const struct program upbench_program = {
	.name = "upbench",
	.version = UPBENCH_VERSION,
	.summary = "measure how a batch of rows is best updated in PostgreSQL",
	.description =
		"upbench carries a data set through one sync pipeline with one update strategy "
		"after another against a real PostgreSQL, proves that each left the table in the "
		"same state, and writes raw timings, plots and a report.\n"
		"\n"
		"Without --dbname it starts a private cluster in a temporary directory, reachable "
		"through a Unix socket there and through nothing else, and removes it at the end.",
	.commands = commands,
	.environment = environment,
	.see_also = "psql(1), pgbench(1), gnuplot(1)",
};
