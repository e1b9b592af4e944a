/* SPDX-License-Identifier: PostgreSQL */
/* Types, operators and classes of extensions in a schema of their own. */
#include "db/clones.h"
#include "measure/clone/likeness.h"

#include <criterion/criterion.h>

static struct up_error err;

static const char extended[] =
	"CREATE SCHEMA " QUOTED_COPY "; CREATE SCHEMA \"Ext x\"; "
	"CREATE EXTENSION citext SCHEMA \"Ext x\"; CREATE EXTENSION hstore SCHEMA \"Ext x\"; "
	"CREATE EXTENSION pg_trgm SCHEMA \"Ext x\"; CREATE EXTENSION btree_gist SCHEMA \"Ext x\"; "
	"SET search_path = public, \"Ext x\"; "
	"CREATE DOMAIN public.mail AS citext CHECK (value ~ '@'); "
	"CREATE TABLE public.holder (name citext PRIMARY KEY); "
	"INSERT INTO public.holder VALUES ('Ann'), ('bob'); "
	"CREATE TABLE public.t (name citext, number integer, mail public.mail DEFAULT 'a@b', "
	"names citext[], tags hstore NOT NULL DEFAULT 'a=>1', note text, room integer, at tsrange, "
	"color text GENERATED ALWAYS AS (tags -> 'color') STORED, "
	"CONSTRAINT named CHECK (name <> 'nobody' AND tags ? 'a'), "
	"CONSTRAINT alike CHECK (similarity(note, 'x') < 2), "
	"CONSTRAINT apart EXCLUDE USING gist (room WITH =, at WITH &&), "
	"CONSTRAINT held FOREIGN KEY (name) REFERENCES public.holder, "
	"PRIMARY KEY (name, number)); "
	"CREATE INDEX note_like ON public.t USING gin (note gin_trgm_ops); "
	"CREATE INDEX note_near ON public.t USING gist (note gist_trgm_ops, tags); "
	"CREATE INDEX tags_in ON public.t USING gin (tags) WHERE name <> 'x'; "
	"CREATE INDEX tag ON public.t ((tags -> 'b'), lower(name)); "
	"CREATE STATISTICS public.together ON name, color FROM public.t; "
	"INSERT INTO public.t (name, number, names, note, room, at) SELECT "
	"(ARRAY['ann', 'BOB'])[1 + n % 2], n, ARRAY['X'], 'note', n, tsrange('2030-01-01', NULL) "
	"FROM generate_series(1, 20) n";

static void open_extensions(const char *name, struct up_conn **conn)
{
	*conn = traps_open_empty(name);
	UP_FREE char *available = clones_value(
		*conn, "SELECT count(*) FROM pg_available_extensions WHERE name IN ('citext', "
		       "'hstore', 'pg_trgm', 'btree_gist')");
	if (strcmp(available, "4") != 0)
		cr_skip("the server does not have all of the extensions");
	traps_run(*conn, extended);
}

/* Whatever the search path is; of all rows and of a sample by the key. */
Test(clone_extension, is_used_where_it_is)
{
	UP_CONN *conn = NULL;
	static const char *const paths[] = {"''", "public, \"Ext x\"", "\"Ext x\"", "pg_catalog"};
	const struct fill_request fills[] = {
		{.source = {"public", "t"}},
		{.source = {"public", "t"}, .which = FILL_KEYS, .share = 1},
	};

	open_extensions("clone_ext_here", &conn);
	for (size_t p = 0; p < sizeof paths / sizeof paths[0]; p++) {
		SHAPE source = {0}, blueprint = {0};
		DENSITY density = {0};
		UP_BUFFER sql = {0};
		const struct clone_request request = {
			.blueprint = {.schema = COPY, .stubs_foreign_keys = true},
			.fill = &fills[p % 2],
			.density = &density};
		up_buffer_append_format(&sql, "SET search_path = %s", paths[p]);
		traps_run(conn, sql.data);
		traps_read(conn, "public.t", &source);
		clones_make(conn, &source, &request, &blueprint);
		clones_expect(conn, "SELECT count(*) || max(color) FROM " QUOTED_COPY ".t", "");
		clones_expect(conn, "SELECT count(*) FROM " QUOTED_COPY ".t", "20");
		clones_expect(conn, "SELECT count(*) FROM " QUOTED_COPY ".held_stub", "2");
		traps_run(conn, "DROP SCHEMA " QUOTED_COPY " CASCADE; CREATE SCHEMA " QUOTED_COPY);
	}
}

Test(clone_extension, is_used_by_the_text)
{
	UP_CONN *conn = NULL;
	SHAPE source = {0}, blueprint = {0};
	UP_BUFFER text = {0};
	const struct fill_request fill = {.source = {"public", "t"}};
	const struct clone_request request = {
		.blueprint = {.schema = COPY, .stubs_foreign_keys = true}, .fill = &fill};

	open_extensions("clone_ext_text", &conn);
	traps_run(conn, "SET search_path = ''");
	traps_read(conn, "public.t", &source);
	cr_assert_eq(clone_plan(conn, &source, &request, &blueprint, &err), UP_OK);
	cr_assert_eq(clone_append_ddl(&text, &blueprint, &request, &err), UP_OK);
	traps_run(conn, text.data);
	cr_expect_eq(likeness_check(conn, &blueprint, &err), UP_OK, "%s", err.message);
	text.length = 0;
	clones_append_left_out(&text, &blueprint);
	cr_expect_str_eq(text.data, "foreign key held: it refers to a table that is made from the "
				    "values of the rows;\n");
}
