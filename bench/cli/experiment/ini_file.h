/* SPDX-License-Identifier: PostgreSQL */
/*
 * The sections and pairs of an .ini file in their order, each with its line, and
 * with no idea of what they mean.  Syntax: see cli/experiment/experiment.h.
 *
 * libinih splits the lines.  As it is packaged it passes a handler neither line
 * numbers nor sections without pairs, cuts long lines in two and long names short;
 * all this is seen by the function that hands it the lines, one at a time.
 */
#ifndef CLI_EXPERIMENT_INI_FILE_H
#define CLI_EXPERIMENT_INI_FILE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stddef.h>

struct ini_pair {
	char *name;             /* owned */
	struct up_buffer value; /* lines of a continued value are joined by a blank */
	unsigned line;          /* the first one, from 1 */
};

struct ini_section {
	char *name; /* owned; letters, digits, '-', '_' and '.'; unique in the file */
	unsigned line;
	struct ini_pair *pairs; /* owned */
	size_t pair_count;
};

struct ini_file {
	struct ini_section *sections; /* owned */
	size_t section_count;
};

void ini_file_release(struct ini_file *file);
#define INI_FILE UP_CLEANUP(ini_file_release) struct ini_file

/* UP_INVALID: "NAME:LINE: what is wrong". */
UP_MUST_CHECK enum up_status ini_file_read(const char *text, const char *name,
					   struct ini_file *file, struct up_error *err);

#endif
