/* SPDX-License-Identifier: PostgreSQL */
#include "source/json_events.h"

#include "source/json_value.h"

/* ---- errors ------------------------------------------------------------ */

static const char *path_of(const struct up_json_page *page, const struct up_json_node *node)
{
	if (page->row_depth > 0)
		return up_api_map_path(page->map, page->relation->columns[node->target].name);
	return node->target == ENVELOPE_ROWS    ? page->map->rows
	       : node->target == ENVELOPE_TOTAL ? page->map->total
						: page->map->offset;
}

/* Puts the place before a message that begins with a verb.  Returns 0, for yajl. */
static int fail_field(struct up_json_page *page, const struct up_json_node *node)
{
	const struct up_error reason = *page->err;

	if (page->row_depth > 0)
		page->status = up_fail(page->err, reason.status, "row %zu: %s %s",
				       page->facts.rows + 1, path_of(page, node), reason.message);
	else
		page->status = up_fail(page->err, reason.status, "%s %s", path_of(page, node),
				       reason.message);
	return 0;
}

static int refuse_field(struct up_json_page *page, const struct up_json_node *node,
			const char *reason)
{
	(void)!up_fail(page->err, UP_INVALID, "%s", reason);
	return fail_field(page, node);
}

static int refuse_kind(struct up_json_page *page, const struct up_json_node *node,
		       enum up_json_kind kind, const char *wanted)
{
	(void)!up_fail(page->err, UP_INVALID, "is %s, and must be %s", up_json_kind_name(kind),
		       wanted);
	return fail_field(page, node);
}

static int refuse(struct up_json_page *page, const char *reason)
{
	if (page->row_depth > 0)
		page->status =
			up_fail(page->err, UP_INVALID, "row %zu: %s", page->facts.rows + 1, reason);
	else
		page->status = up_fail(page->err, UP_INVALID, "%s", reason);
	return 0;
}

/* ---- where the parser is ------------------------------------------------ */

static struct frame *top(struct up_json_page *page)
{
	return page->depth > 0 ? &page->frames[page->depth - 1] : NULL;
}

/* The node of the value that begins, or NULL. */
static const struct up_json_node *begin_value(struct up_json_page *page)
{
	struct frame *frame = top(page);

	if (frame == NULL)
		return &page->envelope;
	if (!frame->is_array)
		return frame->child;
	const size_t index = frame->index++;
	if (frame->node == NULL)
		return NULL;
	/* The array of the rows: each element is the root of the other tree. */
	if (page->row_depth == 0 && frame->node->target == ENVELOPE_ROWS)
		return &page->row;
	for (const struct up_json_node *child = frame->node->children; child != NULL;
	     child = child->next) {
		if (child->name == NULL && child->index == index)
			return child;
	}
	return NULL;
}

static bool is_member(const struct up_json_node *node, const char *name, size_t length)
{
	return node->name_length == length && node->name != NULL &&
	       memcmp(node->name, name, length) == 0;
}

static int on_key(void *context, const unsigned char *key, size_t length)
{
	struct up_json_page *page = context;
	struct frame *frame = top(page);
	const char *name = (const char *)key;

	frame->child = NULL;
	if (frame->node == NULL || page->captured > 0)
		return 1;
	if (frame->guess != NULL && is_member(frame->guess, name, length)) {
		frame->child = frame->guess;
	} else {
		for (const struct up_json_node *child = frame->node->children;
		     child != NULL && frame->child == NULL; child = child->next) {
			if (is_member(child, name, length))
				frame->child = child;
		}
	}
	if (frame->child != NULL)
		frame->guess = frame->child->next;
	return 1;
}

/* ---- values ------------------------------------------------------------- */

static bool is_column(const struct up_json_page *page, const struct up_json_node *node)
{
	return page->row_depth > 0 && node->target != UP_JSON_NO_TARGET;
}

/* Notes that the row has the column; false: it had it before. */
static bool mark(struct up_json_page *page, const struct up_json_node *node)
{
	if (page->seen[node->target])
		return false;
	page->seen[node->target] = 1;
	return true;
}

static int add_null(struct up_json_page *page, const struct up_json_node *node)
{
	const struct up_column *column = &page->relation->columns[node->target];

	if (!column->nullable)
		return refuse_kind(page, node, UP_JSON_NULL, "a value");
	up_vector_append_null(&page->batch->vectors[node->target]);
	return 1;
}

static int add_column(struct up_json_page *page, const struct up_json_node *node,
		      enum up_json_kind kind, const char *text, size_t length)
{
	if (!mark(page, node))
		return refuse_field(page, node, "is there twice");
	if (kind == UP_JSON_NULL)
		return add_null(page, node);
	if (node->is_joined && !page->is_joining)
		return refuse_kind(page, node, kind, "an array of strings");
	if (up_json_value_append(&page->batch->vectors[node->target],
				 &page->relation->columns[node->target], kind, text, length,
				 page->err) == UP_OK)
		return 1;
	return fail_field(page, node);
}

/* A total or an offset. */
static int add_fact(struct up_json_page *page, const struct up_json_node *node,
		    enum up_json_kind kind, const char *text, size_t length)
{
	int64_t *fact = node->target == ENVELOPE_TOTAL ? &page->facts.total : &page->facts.offset;
	int64_t value = 0;

	if (kind != UP_JSON_NUMBER)
		return refuse_kind(page, node, kind, "a number");
	if (length > 18 || memchr(text, '-', length) != NULL)
		return refuse_field(page, node, "is not a number of rows");
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return refuse_field(page, node, "is not a number of rows");
		value = value * 10 + (text[i] - '0');
	}
	if (*fact >= 0)
		return refuse_field(page, node, "is there twice");
	*fact = value;
	return 1;
}

static int join(struct up_json_page *page, enum up_json_kind kind, const char *text, size_t length)
{
	struct frame *frame = top(page);

	if (kind != UP_JSON_STRING) {
		(void)!up_fail(page->err, UP_INVALID, "has an element that is %s, not a string",
			       up_json_kind_name(kind));
		return fail_field(page, frame->node);
	}
	if (frame->index++ > 0)
		up_buffer_append_char(&page->joined, ',');
	up_buffer_append(&page->joined, text, length);
	return 1;
}

/* A member that has members of its own is none if it is null: they are missing. */
static int add_scalar(struct up_json_page *page, enum up_json_kind kind, const char *text,
		      size_t length)
{
	if (page->captured > 0)
		return 1;
	if (page->is_joining)
		return join(page, kind, text, length);
	const struct up_json_node *node = begin_value(page);
	if (node == NULL)
		return 1;
	if (is_column(page, node))
		return add_column(page, node, kind, text, length);
	if (node == &page->envelope)
		return refuse(page, "the page is neither an object nor an array");
	if (node == &page->row) {
		(void)!up_fail(page->err, UP_INVALID, "row %zu is %s, and must be an object",
			       page->facts.rows + 1, up_json_kind_name(kind));
		page->status = UP_INVALID;
		return 0;
	}
	if (node->target == ENVELOPE_ROWS && page->row_depth == 0)
		return refuse_kind(page, node, kind, "an array");
	if (node->target != UP_JSON_NO_TARGET)
		return add_fact(page, node, kind, text, length);
	return 1;
}

static int on_null(void *context)
{
	return add_scalar(context, UP_JSON_NULL, NULL, 0);
}

static int on_boolean(void *context, int value)
{
	return add_scalar(context, value ? UP_JSON_TRUE : UP_JSON_FALSE, value ? "true" : "false",
			  value ? 4 : 5);
}

static int on_number(void *context, const char *text, size_t length)
{
	return add_scalar(context, UP_JSON_NUMBER, text, length);
}

/* yajl puts a question mark for half of a surrogate pair, which would be another text. */
static int on_string(void *context, const unsigned char *text, size_t length)
{
	struct up_json_page *page = context;

	if (yajl_get_bytes_consumed(page->parser) > page->bad_surrogate)
		return refuse(page, "a string has half of a surrogate pair");
	return add_scalar(page, UP_JSON_STRING, (const char *)text, length);
}

/* ---- objects and arrays ------------------------------------------------- */

static int push(struct up_json_page *page, const struct up_json_node *node, bool is_array)
{
	if (page->depth == UP_JSON_DEPTH)
		return refuse(page, "nested deeper than 64 levels");
	page->frames[page->depth++] = (struct frame){
		.node = node,
		.guess = node != NULL ? node->children : NULL,
		.is_array = is_array,
	};
	return 1;
}

static int begin_row(struct up_json_page *page, bool is_array)
{
	if (is_array) {
		page->status =
			up_fail(page->err, UP_INVALID, "row %zu is an array, and must be an object",
				page->facts.rows + 1);
		return 0;
	}
	page->row_depth = page->depth;
	memset(page->seen, 0, page->relation->column_count);
	return 1;
}

static int begin_column(struct up_json_page *page, const struct up_json_node *node, bool is_array)
{
	const enum up_json_kind kind = is_array ? UP_JSON_ARRAY : UP_JSON_OBJECT;

	if (node->is_joined) {
		if (!is_array)
			return refuse_kind(page, node, kind, "an array of strings");
		page->is_joining = true;
		up_buffer_clear(&page->joined);
		return 1;
	}
	if (!up_json_holds_documents(page->batch->vectors[node->target].type))
		return add_column(page, node, kind, "", 0);
	page->captured = page->depth;
	page->first_byte = yajl_get_bytes_consumed(page->parser) - 1;
	return 1;
}

static int begin_envelope(struct up_json_page *page, const struct up_json_node *node, bool is_array)
{
	if (node->target == UP_JSON_NO_TARGET)
		return 1;
	if (node->target != ENVELOPE_ROWS || !is_array) {
		const bool is_rows = node->target == ENVELOPE_ROWS;
		return refuse_kind(page, node, is_array ? UP_JSON_ARRAY : UP_JSON_OBJECT,
				   is_rows ? "an array" : "a number");
	}
	if (page->has_rows)
		return refuse_field(page, node, "is there twice");
	page->has_rows = true;
	return 1;
}

static int begin(struct up_json_page *page, bool is_array)
{
	if (page->captured > 0)
		return push(page, NULL, is_array);
	if (page->is_joining)
		return join(page, is_array ? UP_JSON_ARRAY : UP_JSON_OBJECT, NULL, 0);
	const struct up_json_node *node = begin_value(page);
	if (push(page, node, is_array) == 0)
		return 0;
	if (node == NULL)
		return 1;
	if (node == &page->row && page->row_depth == 0)
		return begin_row(page, is_array);
	if (page->row_depth == 0)
		return begin_envelope(page, node, is_array);
	return is_column(page, node) ? begin_column(page, node, is_array) : 1;
}

static int end_row(struct up_json_page *page)
{
	for (size_t c = 0; c < page->relation->column_count; c++) {
		if (page->seen[c])
			continue;
		if (!page->fields[c]->is_optional)
			return refuse_field(page, page->fields[c], "is missing");
		if (add_null(page, page->fields[c]) == 0)
			return 0;
	}
	page->status = up_batch_end_row(page->batch, page->err);
	page->row_depth = 0;
	page->facts.rows++;
	return page->status == UP_OK;
}

static int end(struct up_json_page *page)
{
	const struct frame *frame = top(page);
	const size_t depth = page->depth;
	int go_on = 1;

	if (page->captured == depth) {
		page->captured = 0;
		go_on = add_column(page, frame->node,
				   frame->is_array ? UP_JSON_ARRAY : UP_JSON_OBJECT,
				   page->text + page->first_byte,
				   yajl_get_bytes_consumed(page->parser) - page->first_byte);
	} else if (page->is_joining) {
		go_on = add_column(page, frame->node, UP_JSON_STRING,
				   up_buffer_string(&page->joined), page->joined.length);
		page->is_joining = false;
	} else if (page->row_depth == depth) {
		go_on = end_row(page);
	}
	page->depth--;
	if (page->depth == 0)
		page->end = yajl_get_bytes_consumed(page->parser);
	return go_on;
}

static int on_map(void *context)
{
	return begin(context, false);
}

static int on_array(void *context)
{
	return begin(context, true);
}

static int on_end(void *context)
{
	return end(context);
}

const yajl_callbacks up_json_events = {
	.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_map,
	.yajl_map_key = on_key,
	.yajl_end_map = on_end,
	.yajl_start_array = on_array,
	.yajl_end_array = on_end,
};
