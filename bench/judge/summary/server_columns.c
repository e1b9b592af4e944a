/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/server_columns.h"

#include <string.h>

bool server_columns_excuse(const struct run_case *of)
{
	const struct manifest_case *planned = of->planned;

	return planned != NULL && planned->server_columns.count > 0 &&
	       planned->server_columns.count == planned->wrong_columns.count;
}

static void append_names(struct up_buffer *text, const struct text_list *names,
			 const char *separator)
{
	for (size_t n = 0; n < names->count; n++)
		up_buffer_append_format(text, "%s%s", n > 0 ? separator : "", names->items[n]);
}

void server_columns_append(struct up_buffer *text, const struct run_case *of)
{
	const struct text_list *names = of->planned != NULL ? &of->planned->server_columns : NULL;

	if (names == NULL || names->count == 0)
		return;
	if (!server_columns_excuse(of) && text->length > 0)
		up_buffer_append_string(text, "; ");
	up_buffer_append_string(text, "the table writes ");
	append_names(text, names, ", ");
	up_buffer_append_string(text, " itself: add --server-columns ");
	append_names(text, names, ",");
}

static bool is_same_arm(const struct run_case *a, const struct run_case *b)
{
	const char *of_a = a->key->arm;
	const char *of_b = b->key->arm;

	return of_a == NULL || of_b == NULL ? of_a == of_b : strcmp(of_a, of_b) == 0;
}

static bool is_same(const struct text_list *a, const struct text_list *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++) {
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	}
	return a->count == b->count;
}

/* Does the other case leave it open whether the table writes the columns? */
static bool agrees(const struct run_case *of, const struct run_case *other)
{
	const struct sample *worst = run_case_worst(other);

	if (worst == NULL || other->role == ROLE_IDLE || !is_same_arm(of, other))
		return true;
	if (worst->status == SAMPLE_MISMATCH)
		return is_same(&of->planned->wrong_columns, &other->planned->wrong_columns);
	return worst->status != SAMPLE_OK;
}

void server_columns_append_hint(struct up_buffer *text, const struct run *run,
				const struct run_case *of)
{
	const struct manifest_case *planned = of->planned;

	if (planned == NULL || planned->server_columns.count > 0 ||
	    planned->wrong_columns.count == 0 ||
	    planned->wrong_columns.count > SERVER_COLUMNS_HINT_MAX)
		return;
	for (size_t c = 0; c < run->cases.count; c++) {
		if (!agrees(of, &run->cases.items[c]))
			return;
	}
	up_buffer_append_string(text, "; if the table writes ");
	append_names(text, &planned->wrong_columns, ", ");
	up_buffer_append_string(text, " itself, add --server-columns ");
	append_names(text, &planned->wrong_columns, ",");
	up_buffer_append_string(text, ", or measure --strategy row, whose state shows it");
}
