/* SPDX-License-Identifier: PostgreSQL */
/* The options --dbname and --pg-bin, for every command that measures or checks on a server. */
#ifndef CLI_EXPERIMENT_CONNECTION_OPTIONS_H
#define CLI_EXPERIMENT_CONNECTION_OPTIONS_H

#include "cli/option/option.h"

/* Two entries of a table of options; type has the members `char *dbname` and `char *pg_bin`. */
/* clang-format off */
#define CONNECTION_OPTIONS(type) \
	{ \
		.name = "dbname", .letter = 'd', .argument = "CONNINFO", .group = "Connection", \
		.kind = OPTION_STRING, OPTION_FIELD(type, dbname), \
		.help = "Server, as for psql: a name, a conninfo string or a URI. Only a schema of " \
			"upbench's own is written to. Default: a private cluster.", \
	}, \
	{ \
		.name = "pg-bin", .argument = "DIR", .kind = OPTION_STRING, \
		OPTION_FIELD(type, pg_bin), \
		.help = "Directory of initdb and postgres of the private cluster. Default: PATH, " \
			"then the newest version installed.", \
	}
/* clang-format on */

#endif
