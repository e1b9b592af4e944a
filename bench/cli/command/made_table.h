/* SPDX-License-Identifier: PostgreSQL */
/* A table of a subject's with rows, on a server, for commands that measure nothing. */
#ifndef CLI_COMMAND_MADE_TABLE_H
#define CLI_COMMAND_MADE_TABLE_H

#include "cli/experiment/table_options.h"
#include "measure/trial/dataset.h"

struct made_table {
	struct server server;
	struct dataset dataset;
};

/* The table that the options name, of which no more than the shape is read, or else the built-in one; rows:
 * how many are to be made.  *reached and failures: as of subject_option_open(). */
UP_MUST_CHECK enum up_status made_subject_open(const struct table_options *options,
					       const char *dbname, int64_t rows, char **reached,
					       struct subject **subject, struct up_error *err);

/* Opens the server, and makes table and rows there; a signal ends it.  subject is borrowed.
 * UP_UNSUPPORTED: there are no such rows. */
UP_MUST_CHECK enum up_status made_table_open(const struct server_options *options,
					     struct subject *subject,
					     const struct population_request *request,
					     struct made_table *table, struct up_error *err);

/* What fails is reported; everything is released all the same. */
enum up_status made_table_close(struct made_table *table, struct up_error *err);

#endif
