/* SPDX-License-Identifier: PostgreSQL */
/*
 * Paths into JSON (their syntax: source/api_map.h) as one tree, so that a document is compared with
 * all of them while it is read once.
 */
#ifndef UP_SOURCE_JSON_PATH_H
#define UP_SOURCE_JSON_PATH_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define UP_JSON_NO_TARGET SIZE_MAX

/* A member of an object, or an element of an array. */
struct up_json_node {
	char *name; /* owned; NULL: an element, or the root */
	size_t name_length;
	size_t index;  /* of an element, from 0 */
	size_t target; /* what ends here, or UP_JSON_NO_TARGET */
	bool is_joined;
	bool is_optional;
	struct up_json_node *children; /* owned, as is the next */
	struct up_json_node *next;
};

void up_json_node_release(struct up_json_node *root);

/* Adds a path that ends in target; "" is the root.  UP_INVALID: it is no path, or ends where another
 * one ends or goes on. */
UP_MUST_CHECK enum up_status up_json_path_add(struct up_json_node *root, const char *path,
					      size_t target, struct up_error *err);

/* Is it a path?  UP_INVALID. */
UP_MUST_CHECK enum up_status up_json_path_check(const char *path, struct up_error *err);

#endif
