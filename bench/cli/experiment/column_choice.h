/* SPDX-License-Identifier: PostgreSQL */
/* Which columns of a table travel besides the key, where --columns names them. */
#ifndef CLI_EXPERIMENT_COLUMN_CHOICE_H
#define CLI_EXPERIMENT_COLUMN_CHOICE_H

#include "cli/option/value.h"
#include "measure/subject/subject.h"

/* If columns has names, lets these be the first columns behind the key of the subject, in the order of
 * the table: a case takes the first ones.  Of several groups of cases, all or none name columns, the
 * same ones; is_first: there was none before.
 *
 * UP_INVALID, with the name and the reason, for one that is no column, that no update sets, or that is
 * there twice, and for one that must take its values from the same row as a column that is not named. */
UP_MUST_CHECK enum up_status column_choice_take(struct subject *subject,
						const struct column_list *columns, bool is_first,
						struct up_error *err);

/* UP_INVALID for a number that the relation does not have, that leaves no column besides the key, or
 * that ends between columns that must take their values from the same row. */
UP_MUST_CHECK enum up_status column_choice_check(const struct subject *subject,
						 const struct number_list *counts,
						 struct up_error *err);

#endif
