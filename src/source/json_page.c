/* SPDX-License-Identifier: PostgreSQL */
#include "source/json_page.h"

#include "base/utf8.h"
#include "source/json_events.h"
#include "source/json_page_state.h"
#include "source/json_surrogate.h"

#include <stdlib.h>
#include <string.h>

void up_json_page_close(struct up_json_page *page)
{
	if (page == NULL)
		return;
	up_json_node_release(&page->envelope);
	up_json_node_release(&page->row);
	up_buffer_release(&page->joined);
	free(page->fields);
	free(page->seen);
	free(page);
}

static void close_p(struct up_json_page **page)
{
	up_json_page_close(*page);
}

static const struct up_json_node *node_of(const struct up_json_node *node, size_t target)
{
	if (node->target == target)
		return node;
	for (const struct up_json_node *child = node->children; child != NULL;
	     child = child->next) {
		const struct up_json_node *found = node_of(child, target);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static enum up_status add_paths(struct up_json_page *page, struct up_error *err)
{
	const struct up_api_map *map = page->map;

	UP_TRY(up_json_path_add(&page->envelope, map->rows, ENVELOPE_ROWS, err));
	if (map->total != NULL)
		UP_TRY(up_json_path_add(&page->envelope, map->total, ENVELOPE_TOTAL, err));
	if (map->offset != NULL)
		UP_TRY(up_json_path_add(&page->envelope, map->offset, ENVELOPE_OFFSET, err));
	for (size_t c = 0; c < page->relation->column_count; c++) {
		const char *path = up_api_map_path(map, page->relation->columns[c].name);
		UP_TRY(up_json_path_add(&page->row, path, c, err));
	}
	for (size_t c = 0; c < page->relation->column_count; c++)
		page->fields[c] = node_of(&page->row, c);
	return UP_OK;
}

enum up_status up_json_page_open(const struct up_api_map *map, const struct up_relation *relation,
				 struct up_json_page **page, struct up_error *err)
{
	UP_CLEANUP(close_p) struct up_json_page *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a parser");
	new->map = map;
	new->relation = relation;
	new->envelope.target = UP_JSON_NO_TARGET;
	new->row.target = UP_JSON_NO_TARGET;
	new->fields = calloc(relation->column_count, sizeof(void *));
	new->seen = calloc(relation->column_count, 1);
	if (new->fields == NULL || new->seen == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a parser");
	UP_TRY(add_paths(new, err));
	*page = UP_TAKE(new);
	return UP_OK;
}

/* ---- a page ------------------------------------------------------------- */

/* The first line of yajl's message, which quotes no text. */
static enum up_status fail_syntax(struct up_json_page *page, struct up_error *err)
{
	unsigned char *message = yajl_get_error(page->parser, 0, NULL, 0);
	const size_t at = yajl_get_bytes_consumed(page->parser);

	up_fail(err, UP_INVALID, "not JSON: byte %zu: %.*s", at,
		(int)strcspn((const char *)message, "\n"), (const char *)message);
	yajl_free_error(page->parser, message);
	if (page->row_depth > 0)
		up_error_prefix(err, "row %zu", page->facts.rows + 1);
	return UP_INVALID;
}

/* yajl takes the beginning of a token behind the text, such as a quote, for the end. */
static enum up_status check_end(const struct up_json_page *page, size_t length,
				struct up_error *err)
{
	for (size_t at = page->end; at < length; at++) {
		if (page->text[at] == '\0' || strchr(" \t\r\n", page->text[at]) == NULL)
			return up_fail(err, UP_INVALID, "not JSON: byte %zu: more behind the end",
				       at);
	}
	return UP_OK;
}

static enum up_status parse(struct up_json_page *page, size_t length, struct up_error *err)
{
	yajl_status status = yajl_parse(page->parser, (const unsigned char *)page->text, length);

	if (status == yajl_status_ok)
		status = yajl_complete_parse(page->parser);
	if (page->status != UP_OK)
		return page->status;
	if (status != yajl_status_ok)
		return fail_syntax(page, err);
	UP_TRY(check_end(page, length, err));
	if (!page->has_rows)
		return up_fail(err, UP_INVALID, "%s is missing", page->map->rows);
	if (page->map->total != NULL && page->facts.total < 0)
		return up_fail(err, UP_INVALID, "%s is missing", page->map->total);
	if (page->map->offset != NULL && page->facts.offset < 0)
		return up_fail(err, UP_INVALID, "%s is missing", page->map->offset);
	return UP_OK;
}

enum up_status up_json_page_read(struct up_json_page *page, const char *text, size_t length,
				 struct up_batch *batch, struct up_json_page_facts *facts,
				 struct up_error *err)
{
	const size_t valid = up_utf8_valid(text, length);
	struct up_error own;

	if (valid < length)
		return up_fail(err, UP_INVALID, "not JSON: byte %zu: not UTF-8", valid);
	page->parser = yajl_alloc(&up_json_events, NULL, page);
	if (page->parser == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a parser");
	/* yajl takes overlong forms and surrogates for UTF-8. */
	yajl_config(page->parser, yajl_dont_validate_strings, 1);
	page->text = text;
	page->batch = batch;
	page->facts = (struct up_json_page_facts){.total = -1, .offset = -1};
	page->has_rows = false;
	page->bad_surrogate = up_json_lone_surrogate(text, length);
	page->depth = 0;
	page->row_depth = 0;
	page->captured = 0;
	page->is_joining = false;
	page->status = UP_OK;
	page->err = err != NULL ? err : &own;
	enum up_status status = parse(page, length, page->err);
	yajl_free(page->parser);
	if (status == UP_OK)
		*facts = page->facts;
	return status;
}
