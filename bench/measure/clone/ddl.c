/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/ddl.h"

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

enum up_status ddl_begin(struct up_conn *conn, struct up_error *err)
{
	return up_conn_exec(conn,
			    "BEGIN; SET LOCAL standard_conforming_strings = on; "
			    "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; "
			    "SET LOCAL timezone = 'UTC'; SET LOCAL default_tablespace = ''; "
			    "SET LOCAL client_min_messages = warning; "
			    "SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', "
			    "', 'pg_catalog', "
			    "nullif(pg_catalog.current_setting('search_path'), '')), true)",
			    err);
}

/* Whether failures of the class, the first two characters of an SQLSTATE, are those of a text or of a
 * right, which would be the same the next time. */
static bool is_of_text(const char *sqlstate)
{
	static const char *const classes[] = {"0A", "22", "23", "2B", "3D", "3F", "42", "54"};

	for (size_t c = 0; c < sizeof classes / sizeof classes[0]; c++) {
		if (strncmp(sqlstate, classes[c], 2) == 0)
			return true;
	}
	return false;
}

static enum up_status fail(const struct up_conn *conn, const char *what, struct up_error *err)
{
	(void)up_error_prefix(err, "cannot make %s", what);
	if (err->status == UP_STATEMENT && !conn->keeps_values_out && is_of_text(err->sqlstate))
		err->status = UP_INVALID;
	return err->status;
}

/* A shape may be of somebody else, and its texts say more than they seem to, such as a default "0);
 * DROP ...".  The extended protocol refuses a text of several statements before it runs any. */
enum up_status ddl_run(struct up_conn *conn, const struct ddl *ddl, struct up_error *err)
{
	const struct up_params none = {0};

	for (size_t i = 0; i < ddl->count; i++) {
		if (up_conn_exec_params(conn, ddl->items[i].sql, &none, NULL, NULL, err) != UP_OK)
			return fail(conn, ddl->items[i].what, err);
	}
	return UP_OK;
}
