/* SPDX-License-Identifier: PostgreSQL */
/* What a run leaves on a named server that went away under it. */
#include "measure/server/server.h"

#include "db/server.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct up_error err;

/* A server whose schema is named in schema, and which cannot be reached. */
static void lose(struct server *server, char **conninfo, char **schema)
{
	const struct server_options options = {.dbname = test_conninfo(), .schema_sql = ""};

	cr_assert_eq(server_open(&options, server, &err), UP_OK, "%s", err.message);
	*schema = strdup(server->schema);
	*conninfo = UP_TAKE(server->conninfo);
	server->conninfo = strdup("host=/nowhere dbname=upbench");
	cr_assert_eq(server_reconnect(server, &err), UP_CONNECTION);
	cr_assert_null(server->control);
}

static void expect_schemas(const char *schema, const char *count)
{
	UP_CONN *conn = NULL;
	UP_BUFFER sql = {0};
	UP_FREE char *found = NULL;

	cr_assert_eq(up_conn_open(test_conninfo(), &conn, &err), UP_OK, "%s", err.message);
	up_buffer_append_format(&sql, "SELECT count(*) FROM pg_namespace WHERE nspname = '%s'",
				schema);
	cr_assert_eq(up_buffer_check(&sql, &err), UP_OK);
	cr_assert_eq(up_conn_query_value(conn, sql.data, &found, &err), UP_OK, "%s", err.message);
	cr_expect_str_eq(found, count);
}

Test(server_close, drops_the_schema_on_a_server_that_is_back)
{
	struct server server;
	UP_FREE char *conninfo = NULL;
	UP_FREE char *schema = NULL;

	lose(&server, &conninfo, &schema);
	free(server.conninfo);
	server.conninfo = UP_TAKE(conninfo);
	expect_schemas(schema, "1");
	cr_expect_eq(server_close(&server, &err), UP_OK, "%s", err.message);
	expect_schemas(schema, "0");
}

Test(server_close, names_the_schema_that_it_leaves)
{
	struct server server;
	UP_FREE char *conninfo = NULL;
	UP_FREE char *schema = NULL;
	UP_CONN *conn = NULL;
	UP_BUFFER text = {0};

	lose(&server, &conninfo, &schema);
	cr_expect_eq(server_close(&server, &err), UP_CONNECTION);
	up_buffer_append_format(&text, "the schema %s is left on the server: ", schema);
	cr_expect(strstr(err.message, up_buffer_string(&text)) == err.message, "%s", err.message);
	cr_assert_eq(up_conn_open(test_conninfo(), &conn, &err), UP_OK, "%s", err.message);
	up_buffer_clear(&text);
	up_buffer_append_format(&text, "DROP SCHEMA %s CASCADE", schema);
	cr_expect_eq(up_conn_exec(conn, up_buffer_string(&text), &err), UP_OK, "%s", err.message);
}
