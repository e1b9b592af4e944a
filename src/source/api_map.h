/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where an API that serves rows as pages of JSON has what a source needs: by which parameters a page
 * is asked for, and by which paths its answer is read.
 *
 *   path     member of an object, and members of members: program_metrics.clicks
 *   [N]      element N of an array, from 0: businesses[0].yelp_business_id
 *   []       at the end: an array of strings, joined by commas: active_features[]
 *   ?        at the very end: a member that may be missing, which is then null
 *
 * A column without a path of its own is the member of its name.
 */
#ifndef UP_SOURCE_API_MAP_H
#define UP_SOURCE_API_MAP_H

#include "model/relation.h"

struct up_api_map_column {
	char *column; /* owned, as is the next */
	char *path;   /* from the object of a row */
};

struct up_api_map {
	char *rows;             /* path of the array of rows; "": the answer is that array */
	char *total;            /* path of the number of rows of all pages; NULL: there is none */
	char *offset;           /* path at which a page repeats the offset asked for; NULL: none */
	char *offset_parameter; /* of the query: rows before the page, from 0 */
	char *limit_parameter;  /* of the query: most rows of a page */
	struct up_api_map_column *columns; /* owned */
	size_t column_count;
};

void up_api_map_release(struct up_api_map *map);
#define UP_API_MAP UP_CLEANUP(up_api_map_release) struct up_api_map

/* A map without paths of columns: rows in "rows", with total and offset; parameters offset and
 * limit. */
UP_MUST_CHECK enum up_status up_api_map_init(struct up_api_map *map, struct up_error *err);

/* Sets the text of a member, which may be NULL. */
UP_MUST_CHECK enum up_status up_api_map_set(char **member, const char *text, struct up_error *err);

/* UP_INVALID: the column has one, or the path is not one. */
UP_MUST_CHECK enum up_status up_api_map_add(struct up_api_map *map, const char *column,
					    const char *path, struct up_error *err);

/* The path of a column. */
const char *up_api_map_path(const struct up_api_map *map, const char *column);

/* UP_INVALID, naming it: the map has a column that the relation has not. */
UP_MUST_CHECK enum up_status up_api_map_check(const struct up_api_map *map,
					      const struct up_relation *relation,
					      struct up_error *err);

#endif
