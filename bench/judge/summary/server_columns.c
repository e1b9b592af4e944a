/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/server_columns.h"

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
