/* SPDX-License-Identifier: PostgreSQL */
/* The options --table, --shape, --leaf and --key, for commands that make a table of a shape and fill it
 * with made-up rows. */
#ifndef CLI_EXPERIMENT_TABLE_OPTIONS_H
#define CLI_EXPERIMENT_TABLE_OPTIONS_H

#include "cli/option/option.h"

/* All owned; NULL: not given. */
struct table_options {
	char *table;
	char *shape;
	char *leaf;
	char *key;
};

/* Four entries of a table of options; type has the member `struct table_options own`. */
/* clang-format off */
#define TABLE_OPTIONS(type) \
	{ \
		.name = "table", .argument = "[SCHEMA.]TABLE", .group = "Table", \
		.kind = OPTION_STRING, OPTION_FIELD(type, own.table), \
		.help = "Of the server of --dbname, instead of the built-in table. Only its shape " \
			"is read; its rows are made up, as by `upbench run --data shape`. The " \
			"name is written as in SQL.", \
	}, \
	{ \
		.name = "shape", .argument = "FILE", .kind = OPTION_STRING, \
		OPTION_FIELD(type, own.shape), \
		.help = "The same from this file of `upbench shape`, on a private cluster or the " \
			"server of --dbname.", \
	}, \
	{ \
		.name = "leaf", .argument = "PARTITION", .kind = OPTION_STRING, \
		OPTION_FIELD(type, own.leaf), \
		.help = "Only this partition of the table, as an ordinary table.", \
	}, \
	{ \
		.name = "key", .argument = "COLUMN,...", .kind = OPTION_STRING, \
		OPTION_FIELD(type, own.key), \
		.help = "Columns by which an update finds a row. Default: as for `upbench shape`.", \
	}
/* clang-format on */

#endif
