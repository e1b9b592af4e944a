/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/options.h"

#include "measure/clone/definition.h"
#include "pg/statement.h"

static void append_option(struct up_buffer *sql, const char *space, const char *option)
{
	const size_t length = strcspn(option, "=");
	UP_BUFFER name = {0};

	up_buffer_append(&name, option, length);
	sql->failed |= name.failed;
	if (space != NULL)
		up_buffer_append_format(sql, "%s.", space);
	up_sql_identifier(sql, up_buffer_string(&name));
	up_buffer_append_string(sql, " = ");
	literal_append(sql, option[length] == '=' ? option + length + 1 : "");
}

void options_append(struct up_buffer *sql, const struct text_list *options, const char *space,
		    const struct text_list *others)
{
	const size_t more = others == NULL ? 0 : others->count;

	up_buffer_append_char(sql, '(');
	for (size_t o = 0; o < options->count; o++) {
		up_buffer_append_string(sql, o > 0 ? ", " : "");
		append_option(sql, NULL, options->items[o]);
	}
	for (size_t o = 0; o < more; o++) {
		up_buffer_append_string(sql, o + options->count > 0 ? ", " : "");
		append_option(sql, space, others->items[o]);
	}
	up_buffer_append_char(sql, ')');
}
