/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows as pages of JSON, by the same map (source/api_map.h) that a source reads them with.
 *
 * What stands between two values is the same in every row, so it is made once.  Values are as
 * source/json_value.h takes them: numbers in their digits where JSON has such numbers, all else as
 * strings, timestamps in the form of RFC 3339 where they fit it.  The text of a column of type text
 * that is a JSON object stands as that object.
 */
#ifndef MEASURE_API_ROW_JSON_H
#define MEASURE_API_ROW_JSON_H

#include "model/batch.h"
#include "source/api_map.h"

/* A text, and the value behind it. */
struct row_json_piece {
	struct up_buffer text;
	size_t target; /* a column, or what a page states of itself; SIZE_MAX: none, it is the last */
	bool is_joined;
};

struct row_json_pieces {
	struct row_json_piece *items; /* owned */
	size_t count;
};

struct row_json {
	struct row_json_pieces page;
	struct row_json_pieces row;
};

/* UP_INVALID: paths of the map contradict each other. */
UP_MUST_CHECK enum up_status row_json_init(struct row_json *json, const struct up_api_map *map,
					   const struct up_relation *relation,
					   struct up_error *err);
void row_json_release(struct row_json *json);
#define ROW_JSON UP_CLEANUP(row_json_release) struct row_json

/* Appends a row as an object. */
void row_json_append_row(const struct row_json *json, struct up_buffer *out,
			 const struct up_batch *batch, size_t row);

/* Appends a page: all rows of batch, which are those from offset on of total.  Unless it is NULL, last
 * stands in place of the last row. */
void row_json_append_page(const struct row_json *json, struct up_buffer *out,
			  const struct up_batch *batch, uint64_t offset, uint64_t total,
			  const char *last);

#endif
