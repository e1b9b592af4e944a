/* SPDX-License-Identifier: PostgreSQL */
/* The relation that the shape of a table describes: which of its columns travel, by which type. */
#ifndef MEASURE_SUBJECT_OWN_RELATION_H
#define MEASURE_SUBJECT_OWN_RELATION_H

#include "measure/subject/subject.h"
#include "record/shape/shape.h"

/* Sets relation and image of a subject, and the check of its generated columns.  The key is that of the shape, without the scope, and of the
 * columns that travel each has its place in the table's order.  A generated column is in neither: the
 * server computes it.  UP_UNSUPPORTED: the scope is the whole key, or no column travels. */
UP_MUST_CHECK enum up_status own_relation_set(struct subject *subject, const struct shape *shape,
					      struct up_error *err);

/* What a row that a sync creates has in columns that do not travel must be known: it is null.  columns is how many
 * of the relation travel, the first ones.  UP_UNSUPPORTED, naming a column that may not be null, or has a default. */
UP_MUST_CHECK enum up_status own_relation_check_created(const struct subject *subject,
							const struct shape *shape, size_t columns,
							struct up_error *err);

/* For rotation_open(): the group of each column of the relation, whose number is at least that of its
 * columns long. */
void own_relation_groups(const struct up_relation *relation, const struct shape *shape,
			 size_t *groups);

#endif
