/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows as a JSON text (RFC 8259), an array of objects by the names of the
 * columns, as json_to_recordset() takes it.  Booleans are true and false, nulls
 * null; everything else, jsonb too, is a string that holds
 * the type's text: JSON has no infinity and no date, and readers may round its
 * numbers.
 */
#ifndef UP_PG_JSON_H
#define UP_PG_JSON_H

#include "model/batch.h"

void up_json_append_rows(struct up_buffer *buffer, const struct up_batch *batch, size_t first,
			 size_t count);

#endif
