/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/ddl.h"

const char ddl_settings[] =
	"SET LOCAL search_path = ''; SET LOCAL standard_conforming_strings = on; "
	"SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; "
	"SET LOCAL timezone = 'UTC'; SET LOCAL default_tablespace = ''; "
	"SET LOCAL client_min_messages = warning";

void ddl_release(struct ddl *ddl)
{
	for (size_t i = 0; i < ddl->count; i++) {
		free(ddl->items[i].what);
		free(ddl->items[i].sql);
	}
	free(ddl->items);
	*ddl = (struct ddl){0};
}

enum up_status ddl_add(struct ddl *ddl, const char *kind, const char *name, struct up_buffer *sql,
		       struct up_error *err)
{
	UP_BUFFER what = {0};

	up_buffer_append_format(&what, "%s %s", kind, name);
	UP_TRY(up_buffer_check(&what, err));
	UP_TRY(up_buffer_check(sql, err));
	struct ddl_statement *items = reallocarray(ddl->items, ddl->count + 1, sizeof *ddl->items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for statements");
	ddl->items = items;
	items[ddl->count++] = (struct ddl_statement){.what = up_buffer_detach(&what),
						     .sql = up_buffer_detach(sql)};
	return UP_OK;
}

void ddl_append_text(struct up_buffer *text, const struct ddl *ddl)
{
	for (size_t i = 0; i < ddl->count; i++)
		up_buffer_append_format(text, "%s;\n", ddl->items[i].sql);
}

enum up_status ddl_run(struct up_conn *conn, const struct ddl *ddl, struct up_error *err)
{
	for (size_t i = 0; i < ddl->count; i++) {
		const enum up_status status = up_conn_exec(conn, ddl->items[i].sql, err);
		if (status != UP_OK) {
			(void)up_error_prefix(err, "cannot make %s", ddl->items[i].what);
			return status;
		}
	}
	return UP_OK;
}
