/* SPDX-License-Identifier: PostgreSQL */
/* A parser of pages, as json_page.c opens it and json_events.c moves it from event to event. */
#ifndef UP_SOURCE_JSON_PAGE_STATE_H
#define UP_SOURCE_JSON_PAGE_STATE_H

#include "source/json_page.h"
#include "source/json_path.h"

#include <yajl/yajl_parse.h>

/* Targets of paths from the root of a page. */
enum envelope {
	ENVELOPE_ROWS,
	ENVELOPE_TOTAL,
	ENVELOPE_OFFSET,
	ENVELOPE_COUNT,
};

/* An object or an array that is open. */
struct frame {
	const struct up_json_node *node;  /* NULL: nothing in it is wanted */
	const struct up_json_node *child; /* what the next value is; NULL: it is not wanted */
	const struct up_json_node *guess; /* the member that comes next, if none is left out */
	size_t index;                     /* of the next element */
	bool is_array;
};

struct up_json_page {
	const struct up_api_map *map;
	const struct up_relation *relation;
	struct up_json_node envelope;
	struct up_json_node row;
	const struct up_json_node **fields; /* owned; of each column, its node */
	unsigned char *seen;                /* owned; of each column: the row has it */
	/* Of the page under way. */
	yajl_handle parser;
	const char *text;
	struct up_batch *batch;
	struct up_json_page_facts facts;
	bool has_rows;
	size_t bad_surrogate; /* the first byte of a lone one; SIZE_MAX: there is none */
	struct frame frames[UP_JSON_DEPTH];
	size_t depth;
	size_t end;        /* byte behind the outermost value */
	size_t row_depth;  /* of the frame of the row under way; 0: none */
	size_t captured;   /* depth at which a document is open that is kept as text; 0: none */
	size_t first_byte; /* of that */
	bool is_joining;
	struct up_buffer joined;
	enum up_status status;
	struct up_error *err;
};

#endif
