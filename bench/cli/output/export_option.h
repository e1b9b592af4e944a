/* SPDX-License-Identifier: PostgreSQL */
/* The option --export KIND=FILE, for every command that has a run to export. */
#ifndef CLI_OUTPUT_EXPORT_OPTION_H
#define CLI_OUTPUT_EXPORT_OPTION_H

#include "cli/option/option.h"
#include "cli/output/stored_run.h"

/* An entry of a table of options; the member is a struct string_list. */
#define EXPORT_OPTION(type, member)                                                                \
	{                                                                                          \
		.name = "export", .argument = "KIND=FILE", .kind = OPTION_PAIR_LIST,               \
		OPTION_FIELD(type, member),                                                        \
		.help = "Results for another program, in a file: bencher, benchfmt "               \
			"(benchstat), github-action-benchmark, google-benchmark (compare.py), "    \
			"openmetrics. Cases that failed, even once, and null are omitted."         \
	}

/* Before anything else is done: do all of them name a kind and a file, and no file, nor the
 * standard output, twice?  output is the file of what else the command writes, or NULL when
 * that gives way to an export that goes to the standard output. */
UP_MUST_CHECK enum up_status export_option_check(const struct string_list *exports,
						 const char *output, struct up_error *err);

/* Whether one of them goes to the standard output (/dev/stdout), where nothing else may be then. */
bool export_option_is_printed(const struct string_list *exports);

/* Writes the files. */
UP_MUST_CHECK enum up_status export_option_write(const struct string_list *exports,
						 const struct stored_run *stored,
						 struct up_error *err);

#endif
