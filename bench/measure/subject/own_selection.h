/* SPDX-License-Identifier: PostgreSQL */
/* Which rows of a user's table a sync brings: those of its scope, or of all, whose keys have the
 * lowest hashes, so that fewer rows are some of more. */
#ifndef MEASURE_SUBJECT_OWN_SELECTION_H
#define MEASURE_SUBJECT_OWN_SELECTION_H

#include "measure/subject/subject.h"

/* Appends the condition that a row is of the scope: "tenant" = '7'::integer.  Values are quoted by
 * standard_conforming_strings. */
void own_selection_append_scope(struct up_buffer *sql, const struct subject *subject);

/* Appends these rows of a table in the server's schema, which the search path finds, to a batch of the
 * subject's relation, in the order in which they lie there.  UP_UNSUPPORTED: there are fewer. */
UP_MUST_CHECK enum up_status own_selection_read(const struct subject *subject,
						const struct server *server, const char *table,
						const struct population_request *request,
						struct up_batch *batch, struct up_error *err);

#endif
