/* SPDX-License-Identifier: PostgreSQL */
/* Columns that the table writes itself, as --server-columns names them. */
#ifndef CLI_EXPERIMENT_SERVER_COLUMNS_H
#define CLI_EXPERIMENT_SERVER_COLUMNS_H

#include "cli/option/value.h"
#include "measure/case/case.h"

/* Adds those that cases does not have yet.  UP_INVALID for a name that is no column of the table,
 * and for a column by which rows are found: key and scope. */
UP_MUST_CHECK enum up_status server_columns_take(const struct string_list *names,
						 struct case_list *cases, struct up_error *err);

#endif
