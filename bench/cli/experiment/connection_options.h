/* SPDX-License-Identifier: PostgreSQL */
/* The options --dbname, --schema, --pg-bin and --allow-published, for every command that measures or checks on a server. */
#ifndef CLI_EXPERIMENT_CONNECTION_OPTIONS_H
#define CLI_EXPERIMENT_CONNECTION_OPTIONS_H

#include "cli/option/option.h"

/* The entry that `upbench doctor` has, too. */
/* clang-format off */
#define SCHEMA_OPTION(type) \
	{ \
		.name = "schema", .argument = "NAME", .kind = OPTION_STRING, OPTION_FIELD(type, schema), \
		.help = "Work in this schema of the server instead of a new one, for a role that may " \
			"create nowhere else. It must be empty, and is left empty. The name is written " \
			"without quotes." \
	}
/* clang-format on */

/* Four entries of a table of options; type has the members `char *dbname`, `char *schema`, `char *pg_bin`
 * and `bool may_publish`. */
/* clang-format off */
#define CONNECTION_OPTIONS(type) \
	{ \
		.name = "dbname", .letter = 'd', .argument = "CONNINFO", .group = "Connection", \
		.kind = OPTION_STRING, OPTION_FIELD(type, dbname), \
		.help = "Server, as for psql: a name, a conninfo string or a URI. Only a schema of " \
			"upbench's own is written to. Default: a private cluster.", \
	}, \
	SCHEMA_OPTION(type), \
	{ \
		.name = "pg-bin", .argument = "DIR", .kind = OPTION_STRING, \
		OPTION_FIELD(type, pg_bin), \
		.help = "Directory of initdb and postgres of the private cluster. Default: PATH, " \
			"then the newest version installed.", \
	}, \
	{ \
		.name = "allow-published", .kind = OPTION_FLAG, OPTION_FIELD(type, may_publish), \
		.help = "Work in a database that has a publication FOR ALL TABLES, too: its " \
			"subscribers get changes of tables that they do not have, and stop.", \
	}
/* clang-format on */

#endif
