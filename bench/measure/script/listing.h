/* SPDX-License-Identifier: PostgreSQL */
/*
 * A recording as a script for psql: every statement as it was sent, behind a comment that says when,
 * and what its parameters are.
 *
 * A statement with parameters becomes a PREPARE, which is not executed.  The COPY of text gets no rows,
 * and a binary one, which psql cannot take from a script, is a comment; a statement without
 * parameters finds no rows then, so running the script updates nothing.
 */
#ifndef MEASURE_SCRIPT_LISTING_H
#define MEASURE_SCRIPT_LISTING_H

#include "measure/script/recording.h"

/* Appends it, in the encoding of the names in it.  notes are lines of the header: what the statements
 * ask of the application; NULL ends them, and is none. */
void listing_append(struct up_buffer *script, const struct recording_request *request,
		    const struct recording *recording, const char *const *notes);

#endif
