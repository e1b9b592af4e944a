/* SPDX-License-Identifier: PostgreSQL */
/*
 * Sequences of a table's own.  A default that draws from a sequence of the original would take
 * numbers away from it, so a table made from a shape has one of its own in its place, named as that
 * of a serial column would be.
 */
#ifndef MEASURE_CLONE_OWN_SEQUENCE_H
#define MEASURE_CLONE_OWN_SEQUENCE_H

#include "measure/clone/definition.h"

/* Whether the default of a column draws from a sequence. */
bool own_sequence_is_drawn(const struct shape_column *column);

/* Appends TABLE_COLUMN_seq, which as the server does it is cut to the length of a name. */
void own_sequence_append_name(struct up_buffer *name, const char *table, const char *column);

/* Puts the own sequence of that table in the place of the one that the default draws from.  *done is
 * false, and nothing changed, where it draws more than once, or in another way than by
 * nextval('name'). */
UP_MUST_CHECK enum up_status own_sequence_replace(struct shape_column *column,
						  const struct place *place, bool *done,
						  struct up_error *err);

#endif
