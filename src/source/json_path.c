/* SPDX-License-Identifier: PostgreSQL */
#include "source/json_path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define INDEX_DIGITS 6

void up_json_node_release(struct up_json_node *root)
{
	while (root->children != NULL) {
		struct up_json_node *child = root->children;
		root->children = child->next;
		up_json_node_release(child);
		free(child);
	}
	free(root->name);
	root->name = NULL;
}

/* A step of a path: a member (name) or an element (name is NULL). */
struct step {
	const char *name;
	size_t length;
	size_t index;
};

static enum up_status fail(const char *path, struct up_error *err)
{
	return up_fail(err, UP_INVALID,
		       "\"%.200s\" is not a path, such as name, metrics.clicks, businesses[0].id "
		       "or features[]",
		       path);
}

/* Finds the child of that step, or adds one behind the others: they are met in this order. */
static struct up_json_node *child_of(struct up_json_node *node, const struct step *step)
{
	struct up_json_node **place = &node->children;

	for (; *place != NULL; place = &(*place)->next) {
		const struct up_json_node *child = *place;
		if (step->name == NULL
			    ? child->name == NULL && child->index == step->index
			    : child->name != NULL && child->name_length == step->length &&
				      memcmp(child->name, step->name, step->length) == 0)
			return *place;
	}
	struct up_json_node *new = calloc(1, sizeof *new);
	if (new == NULL)
		return NULL;
	*new = (struct up_json_node){
		.name_length = step->length, .index = step->index, .target = UP_JSON_NO_TARGET};
	if (step->name != NULL) {
		new->name = strndup(step->name, step->length);
		if (new->name == NULL) {
			free(new);
			return NULL;
		}
	}
	*place = new;
	return new;
}

/* Reads "[N]"; false: there is none. */
static bool read_index(const char **at, struct step *step)
{
	const size_t digits = **at == '[' ? strspn(*at + 1, "0123456789") : 0;

	if (digits == 0 || digits > INDEX_DIGITS || (*at)[1 + digits] != ']')
		return false;
	*step = (struct step){.index = strtoul(*at + 1, NULL, 10)};
	*at += digits + 2;
	return true;
}

static bool read_name(const char **at, struct step *step)
{
	const size_t length = strcspn(*at, ".[]?");

	*step = (struct step){.name = *at, .length = length};
	*at += length;
	return length > 0;
}

static enum up_status end_path(struct up_json_node *node, const char *path, const char *at,
			       size_t target, struct up_error *err)
{
	bool is_joined = false;
	bool is_optional = false;

	if (strncmp(at, "[]", 2) == 0) {
		is_joined = true;
		at += 2;
	}
	if (*at == '?') {
		is_optional = true;
		at++;
	}
	if (*at != '\0')
		return fail(path, err);
	if (node->target != UP_JSON_NO_TARGET || node->children != NULL)
		return up_fail(err, UP_INVALID, "path %.200s is part of another one, or the same",
			       path);
	node->target = target;
	node->is_joined = is_joined;
	node->is_optional = is_optional;
	return UP_OK;
}

enum up_status up_json_path_add(struct up_json_node *root, const char *path, size_t target,
				struct up_error *err)
{
	struct up_json_node *node = root;
	const char *at = path;
	struct step step;

	while (*at != '\0' && *at != '?' && strncmp(at, "[]", 2) != 0) {
		if (node != root && *at == '.')
			at++;
		else if (node != root && *at != '[')
			return fail(path, err);
		if (!read_index(&at, &step) && !read_name(&at, &step))
			return fail(path, err);
		if (node->target != UP_JSON_NO_TARGET)
			return up_fail(err, UP_INVALID, "path %.200s goes on where another ends",
				       path);
		node = child_of(node, &step);
		if (node == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a path");
	}
	return end_path(node, path, at, target, err);
}

enum up_status up_json_path_check(const char *path, struct up_error *err)
{
	struct up_json_node root = {.target = UP_JSON_NO_TARGET};
	enum up_status status =
		path[0] != '\0' ? up_json_path_add(&root, path, 0, err) : fail(path, err);

	up_json_node_release(&root);
	return status;
}
