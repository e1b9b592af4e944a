/* SPDX-License-Identifier: PostgreSQL */
/*
 * A page of an API, a text of JSON (RFC 8259), as rows of a batch, by the paths of a map.
 *
 * The parser is yajl's: a streaming one, so that values go from the text into the vectors of a batch
 * without a tree in between, and one that hands a number out as it is written, so that no decimal of
 * a price passes through a double.  micro-json measures it beside those that build a tree first.
 *
 * Refused, beside what is no JSON: text that is not UTF-8, half of a surrogate pair, a member that is
 * there twice, more than UP_JSON_DEPTH levels.
 */
#ifndef UP_SOURCE_JSON_PAGE_H
#define UP_SOURCE_JSON_PAGE_H

#include "model/batch.h"
#include "source/api_map.h"

#define UP_JSON_DEPTH 64

struct up_json_page; /* a parser of pages */

/* What a page states of itself; -1: the map has no path for it. */
struct up_json_page_facts {
	int64_t total;
	int64_t offset;
	size_t rows;
};

/* map and relation are borrowed.  UP_INVALID: paths of the map contradict each other. */
UP_MUST_CHECK enum up_status up_json_page_open(const struct up_api_map *map,
					       const struct up_relation *relation,
					       struct up_json_page **page, struct up_error *err);
void up_json_page_close(struct up_json_page *page); /* NULL is fine */

/* Appends the rows of a page to batch, whose relation is that of the parser.  UP_INVALID names the row
 * within the page, from 1, and the path of the field, and quotes no value; the batch can only be
 * cleared then. */
UP_MUST_CHECK enum up_status up_json_page_read(struct up_json_page *page, const char *text,
					       size_t length, struct up_batch *batch,
					       struct up_json_page_facts *facts,
					       struct up_error *err);

#endif
