/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/row_json.h"

#include "pg/text.h"
#include "source/json_path.h"

#include <inttypes.h>
#include <jansson.h>

/* Targets of paths of a page. */
enum {
	PAGE_ROWS,
	PAGE_TOTAL,
	PAGE_OFFSET,
};

static void pieces_release(struct row_json_pieces *pieces)
{
	for (size_t p = 0; p < pieces->count; p++)
		up_buffer_release(&pieces->items[p].text);
	free(pieces->items);
	*pieces = (struct row_json_pieces){0};
}

void row_json_release(struct row_json *json)
{
	pieces_release(&json->page);
	pieces_release(&json->row);
}

/* ---- what does not change from row to row ------------------------------- */

static enum up_status add_piece(struct row_json_pieces *pieces, struct up_error *err)
{
	struct row_json_piece *grown = realloc(pieces->items, (pieces->count + 1) * sizeof *grown);

	if (grown == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for pages");
	pieces->items = grown;
	grown[pieces->count++] = (struct row_json_piece){.target = UP_JSON_NO_TARGET};
	return UP_OK;
}

static struct up_buffer *last_text(struct row_json_pieces *pieces)
{
	return &pieces->items[pieces->count - 1].text;
}

static enum up_status add_node(struct row_json_pieces *pieces, const struct up_json_node *node,
			       struct up_error *err);

/* Elements that no path names are null. */
static enum up_status add_elements(struct row_json_pieces *pieces, const struct up_json_node *first,
				   struct up_error *err)
{
	size_t most = 0;

	for (const struct up_json_node *child = first; child != NULL; child = child->next)
		most = child->index > most ? child->index : most;
	up_buffer_append_char(last_text(pieces), '[');
	for (size_t index = 0; index <= most; index++) {
		const struct up_json_node *child = first;
		while (child != NULL && child->index != index)
			child = child->next;
		if (index > 0)
			up_buffer_append_char(last_text(pieces), ',');
		if (child == NULL)
			up_buffer_append_string(last_text(pieces), "null");
		else
			UP_TRY(add_node(pieces, child, err));
	}
	up_buffer_append_char(last_text(pieces), ']');
	return UP_OK;
}

static enum up_status add_members(struct row_json_pieces *pieces, const struct up_json_node *first,
				  struct up_error *err)
{
	up_buffer_append_char(last_text(pieces), '{');
	for (const struct up_json_node *child = first; child != NULL; child = child->next) {
		up_buffer_append_format(last_text(pieces), "%s\"%s\":", child != first ? "," : "",
					child->name);
		UP_TRY(add_node(pieces, child, err));
	}
	up_buffer_append_char(last_text(pieces), '}');
	return UP_OK;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the longest path */
static enum up_status add_node(struct row_json_pieces *pieces, const struct up_json_node *node,
			       struct up_error *err)
{
	if (node->target != UP_JSON_NO_TARGET) {
		pieces->items[pieces->count - 1].target = node->target;
		pieces->items[pieces->count - 1].is_joined = node->is_joined;
		return add_piece(pieces, err);
	}
	if (node->children != NULL && node->children->name == NULL)
		return add_elements(pieces, node->children, err);
	return add_members(pieces, node->children, err);
}

static enum up_status add_tree(struct row_json_pieces *pieces, const struct up_json_node *root,
			       struct up_error *err)
{
	UP_TRY(add_piece(pieces, err));
	UP_TRY(add_node(pieces, root, err));
	for (size_t p = 0; p < pieces->count; p++)
		UP_TRY(up_buffer_check(&pieces->items[p].text, err));
	return UP_OK;
}

static enum up_status add_page(struct row_json *json, const struct up_api_map *map,
			       struct up_error *err)
{
	UP_CLEANUP(up_json_node_release)
	struct up_json_node root = {.target = UP_JSON_NO_TARGET};

	if (map->total != NULL)
		UP_TRY(up_json_path_add(&root, map->total, PAGE_TOTAL, err));
	if (map->offset != NULL)
		UP_TRY(up_json_path_add(&root, map->offset, PAGE_OFFSET, err));
	UP_TRY(up_json_path_add(&root, map->rows, PAGE_ROWS, err));
	return add_tree(&json->page, &root, err);
}

static enum up_status add_row(struct row_json *json, const struct up_api_map *map,
			      const struct up_relation *relation, struct up_error *err)
{
	UP_CLEANUP(up_json_node_release)
	struct up_json_node root = {.target = UP_JSON_NO_TARGET};

	for (size_t c = 0; c < relation->column_count; c++)
		UP_TRY(up_json_path_add(&root, up_api_map_path(map, relation->columns[c].name), c,
					err));
	return add_tree(&json->row, &root, err);
}

enum up_status row_json_init(struct row_json *json, const struct up_api_map *map,
			     const struct up_relation *relation, struct up_error *err)
{
	*json = (struct row_json){0};
	enum up_status status = add_page(json, map, err);

	if (status == UP_OK)
		status = add_row(json, map, relation, err);
	if (status != UP_OK)
		row_json_release(json);
	return status;
}

/* ---- values ------------------------------------------------------------- */

static void append_string(struct up_buffer *out, const char *text, size_t length)
{
	size_t begin = 0;

	up_buffer_append_char(out, '"');
	for (size_t i = 0; i < length; i++) {
		const unsigned char c = (unsigned char)text[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		up_buffer_append(out, text + begin, i - begin);
		begin = i + 1;
		if (c >= 0x20) {
			up_buffer_append_char(out, '\\');
			up_buffer_append_char(out, (char)c);
		} else {
			up_buffer_append_format(out, "\\u%04x", c);
		}
	}
	up_buffer_append(out, text + begin, length - begin);
	up_buffer_append_char(out, '"');
}

/* The strings that joined by commas are the text. */
static void append_joined(struct up_buffer *out, const char *text, size_t length)
{
	const char *end = text + length;
	const char *at = text;

	up_buffer_append_char(out, '[');
	while (length > 0) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		const char *stop = comma != NULL ? comma : end;
		append_string(out, at, (size_t)(stop - at));
		if (comma == NULL)
			break;
		up_buffer_append_char(out, ',');
		at = comma + 1;
	}
	up_buffer_append_char(out, ']');
}

static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* RFC 8259, section 6. */
static bool is_number(const char *text)
{
	const char *at = text + (text[0] == '-');
	const size_t whole = digits(at);

	if (whole == 0 || (whole > 1 && at[0] == '0'))
		return false;
	at += whole;
	if (*at == '.') {
		const size_t fraction = digits(at + 1);
		if (fraction == 0)
			return false;
		at += 1 + fraction;
	}
	if (*at == 'e' || *at == 'E') {
		at += 1 + (at[1] == '+' || at[1] == '-');
		const size_t exponent = digits(at);
		if (exponent == 0)
			return false;
		at += exponent;
	}
	return *at == '\0';
}

/* text is "2026-01-31 09:30:00.25+00", of a timestamp without the zone. */
static void append_time(struct up_buffer *out, const struct up_buffer *text, enum up_type type)
{
	const size_t zone = type == UP_TYPE_TIMESTAMPTZ ? 3 : 0;
	const char *end = up_buffer_end(text);

	if (text->length < 19 + zone || text->data[10] != ' ' || strstr(text->data, "BC") != NULL) {
		append_string(out, text->data, text->length);
		return;
	}
	up_buffer_append_char(out, '"');
	up_buffer_append(out, text->data, 10);
	up_buffer_append_char(out, 'T');
	up_buffer_append(out, text->data + 11, (size_t)(end - text->data) - 11 - zone);
	up_buffer_append_string(out, zone > 0 ? "Z\"" : "\"");
}

static bool is_object(const char *text, size_t length)
{
	if (length < 2 || text[0] != '{' || text[length - 1] != '}')
		return false;
	json_t *object = json_loadb(text, length, 0, NULL);
	const bool is = json_is_object(object);
	json_decref(object);
	return is;
}

static void append_text(struct up_buffer *out, const struct row_json_piece *piece,
			const struct up_vector *vector, size_t row)
{
	size_t length;
	const char *text = up_vector_bytes(vector, row, &length);

	if (piece->is_joined)
		append_joined(out, text, length);
	else if (vector->type == UP_TYPE_JSONB ||
		 (vector->type == UP_TYPE_TEXT && is_object(text, length)))
		up_buffer_append(out, text, length);
	else
		append_string(out, text, length);
}

static void append_value(struct up_buffer *out, const struct row_json_piece *piece,
			 const struct up_vector *vector, size_t row)
{
	UP_BUFFER text = {0};

	if (up_vector_is_null(vector, row)) {
		up_buffer_append_string(out, "null");
		return;
	}
	if (up_type_is_text(vector->type)) {
		append_text(out, piece, vector, row);
		return;
	}
	if (vector->type == UP_TYPE_BOOL) {
		up_buffer_append_string(out, up_vector_bool(vector, row) ? "true" : "false");
		return;
	}
	up_text_append(&text, vector, row);
	if (text.failed)
		out->failed = true;
	else if (vector->type == UP_TYPE_TIMESTAMP || vector->type == UP_TYPE_TIMESTAMPTZ)
		append_time(out, &text, vector->type);
	else if (vector->type != UP_TYPE_UUID && is_number(text.data))
		up_buffer_append(out, text.data, text.length);
	else
		append_string(out, text.data, text.length);
}

void row_json_append_row(const struct row_json *json, struct up_buffer *out,
			 const struct up_batch *batch, size_t row)
{
	for (size_t p = 0; p < json->row.count; p++) {
		const struct row_json_piece *piece = &json->row.items[p];
		up_buffer_append(out, piece->text.data, piece->text.length);
		if (piece->target != UP_JSON_NO_TARGET)
			append_value(out, piece, &batch->vectors[piece->target], row);
	}
}

void row_json_append_page(const struct row_json *json, struct up_buffer *out,
			  const struct up_batch *batch, uint64_t offset, uint64_t total,
			  const char *last)
{
	for (size_t p = 0; p < json->page.count; p++) {
		const struct row_json_piece *piece = &json->page.items[p];
		up_buffer_append(out, piece->text.data, piece->text.length);
		if (piece->target == PAGE_TOTAL) {
			up_buffer_append_format(out, "%" PRIu64, total);
		} else if (piece->target == PAGE_OFFSET) {
			up_buffer_append_format(out, "%" PRIu64, offset);
		} else if (piece->target == PAGE_ROWS) {
			up_buffer_append_char(out, '[');
			for (size_t row = 0; row < batch->row_count; row++) {
				if (row > 0)
					up_buffer_append_char(out, ',');
				if (last != NULL && row == batch->row_count - 1)
					up_buffer_append_string(out, last);
				else
					row_json_append_row(json, out, batch, row);
			}
			up_buffer_append_char(out, ']');
		}
	}
}
