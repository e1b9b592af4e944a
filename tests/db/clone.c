/* SPDX-License-Identifier: PostgreSQL */
/* Tables made from the shapes of others: on the same server with their rows, and on another one. */
#include "measure/clone/clone.h"

#include "db/clones.h"
#include "db/server.h"
#include "measure/clone/ddl.h"
#include "measure/clone/likeness.h"
#include "record/shape/file.h"

#include <criterion/criterion.h>

static struct up_error err;

static const char *const tables[] = {"sales.orders", "sales.events", "sales.customer",
				     "\"We ird\".\"T\"\"x\""};
#define TABLES (sizeof tables / sizeof tables[0])

static const struct clone_request here = {.blueprint = {.schema = COPY}};
static const struct clone_request elsewhere = {.blueprint = {.is_elsewhere = true},
					       .may_make_types = true};

Test(clone, has_the_rows_and_the_structure_of_its_source)
{
	UP_CONN *conn = traps_open("clone_here");

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; "
			"INSERT INTO \"We ird\".\"T\"\"x\" SELECT n, 'x', NULL "
			"FROM generate_series(1, 500) n; "
			"ALTER TABLE \"We ird\".\"T\"\"x\" REPLICA IDENTITY FULL; "
			"DELETE FROM sales.orders WHERE number % 7 = 0");
	traps_run(conn, "VACUUM sales.orders");
	traps_run(conn, "UPDATE sales.orders SET code = 'moved' WHERE number % 11 = 0");
	for (size_t t = 0; t < TABLES; t++) {
		SHAPE blueprint = {0};
		UP_BUFFER sql = {0};
		clones_make_full(conn, tables[t], here, &blueprint); /* compares the structure */
		/* The same rows in the same order. */
		up_buffer_append_format(
			&sql,
			"SELECT (SELECT string_agg(md5(t::text), ',' ORDER BY t.ctid) FROM %s t) "
			"= (SELECT string_agg(md5(t::text), ',' ORDER BY t.ctid) FROM ",
			tables[t]);
		place_append(&sql, &(struct place){COPY, blueprint.table.name});
		up_buffer_append_string(&sql, " t)");
		if (blueprint.table.kind == SHAPE_KIND_TABLE)
			clones_expect(conn, sql.data, "t");
	}
	clones_expect(conn,
		      "SELECT string_agg(t::text, ',' ORDER BY id) = (SELECT string_agg(t::text, "
		      "',' ORDER BY id) FROM sales.events t) FROM " QUOTED_COPY ".events t",
		      "t");
}

Test(clone, says_what_it_leaves_out)
{
	UP_CONN *conn = traps_open("clone_left_out");
	SHAPE source = {0};
	SHAPE blueprint = {0};
	SHAPE other = {0};
	UP_BUFFER text = {0};

	traps_run(conn, "ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY");
	traps_read(conn, "sales.orders", &source);
	cr_assert_eq(clone_plan(NULL, &source, &here, &blueprint, &err), UP_OK, "%s", err.message);
	clones_append_left_out(&text, &blueprint);
	cr_expect_str_eq(
		text.data,
		"rule keep: it would run other statements, and MERGE refuses a table that has "
		"one;\n"
		"trigger touch: it would run the user's function sales.touch();\n"
		"foreign key orders_customer: sales.customer, which it refers to, is not "
		"copied;\n"
		"default of ticket: a sequence of the new table's own takes the place of the "
		"original's;\n"
		"default of code: it would run the user's function sales.new_code();\n"
		"row-level security of the table: the owner of the new table sees all of its "
		"rows;\n");
	cr_assert_eq(clone_plan(NULL, &source, &elsewhere, &other, &err), UP_OK, "%s", err.message);
	up_buffer_clear(&text);
	clones_append_left_out(&text, &other);
	cr_expect_not_null(strstr(text.data, "constraint orders_note: it calls a function of the "
					     "user's, which is not part of the shape;"),
			   "%s", text.data);
}

Test(clone, is_in_the_default_tablespace)
{
	UP_CONN *conn = traps_open("clone_tablespace");
	SHAPE blueprint = {0};
	UP_BUFFER text = {0};

	if (conn->server_version < 150000)
		cr_skip("before version 15 a tablespace needs a directory");
	traps_run(conn, "SET allow_in_place_tablespaces = on");
	traps_run(conn, "CREATE TABLESPACE \"Elsewhere\" LOCATION ''");
	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; "
			"CREATE TABLE sales.placed (id integer, PRIMARY KEY (id) USING INDEX "
			"TABLESPACE \"Elsewhere\") TABLESPACE \"Elsewhere\"");
	clones_make_full(conn, "sales.placed", here, &blueprint);
	clones_append_left_out(&text, &blueprint);
	cr_expect_str_eq(text.data, "tablespace \"Elsewhere\" of index placed_pkey: the new table "
				    "and its indexes are in "
				    "the default one of the database;\n"
				    "tablespace \"Elsewhere\" of table placed: the new table and "
				    "its indexes are in the "
				    "default one of the database;\n");
	clones_expect(conn,
		      "SELECT sum(reltablespace::bigint) FROM pg_class WHERE relnamespace = "
		      "'" QUOTED_COPY "'::regnamespace",
		      "0");
	traps_run(conn, "DROP TABLE sales.placed");
	traps_run(conn, "DROP TABLESPACE \"Elsewhere\"");
}

Test(clone, draws_from_a_sequence_of_its_own)
{
	UP_CONN *conn = traps_open("clone_sequence");
	SHAPE blueprint = {0};

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	UP_FREE char *before = clones_value(conn, "SELECT last_value FROM sales.orders_ticket_seq");
	clones_make_full(conn, "sales.orders", here, &blueprint);
	clones_expect(conn,
		      "INSERT INTO " QUOTED_COPY ".orders (tenant, number, note, contact, ordered) "
		      "VALUES (2, 1, '', 'a@b', '2030-01-01') "
		      "RETURNING ticket || ' ' || version || ' ' || place",
		      "201 2100 201");
	clones_expect(conn, "SELECT pg_get_serial_sequence('" QUOTED_COPY ".orders', 'ticket')",
		      QUOTED_COPY ".orders_ticket_seq");
	clones_expect(conn, "SELECT last_value FROM sales.orders_ticket_seq", before);
}

/* Through the file, as it would travel. */
static void through_file(const struct shape *shape, struct shape *again)
{
	UP_BUFFER text = {0};

	cr_assert_eq(shape_append(&text, shape, &err), UP_OK);
	cr_assert_eq(shape_parse(text.data, text.length, "f", again, NULL, &err), UP_OK, "%s",
		     err.message);
}

Test(clone, of_a_file_has_the_structure_of_the_shape)
{
	UP_CONN *conn = traps_open("clone_origin");
	UP_CONN *other = traps_open_empty("clone_elsewhere");

	for (size_t t = 0; t < TABLES; t++) {
		SHAPE read = {0}, source = {0}, blueprint = {0}, made = {0};
		traps_read(conn, tables[t], &read);
		through_file(&read, &source);
		clones_make(other, &source, &elsewhere, &blueprint);
		traps_read(other, tables[t], &made);
		if (t > 0)
			cr_expect_str_eq(made.hash.structure, read.hash.structure, "%s", tables[t]);
	}
}

Test(clone, of_a_clone_has_its_digest)
{
	UP_CONN *conn = traps_open("clone_first");
	UP_CONN *second = traps_open_empty("clone_second");
	UP_CONN *third = traps_open_empty("clone_third");
	struct shape shapes[3] = {0};
	struct shape blueprints[2] = {0};

	traps_read(conn, "sales.orders", &shapes[0]);
	clones_make(second, &shapes[0], &elsewhere, &blueprints[0]);
	traps_read(second, "sales.orders", &shapes[1]);
	clones_make(third, &shapes[1], &elsewhere, &blueprints[1]);
	traps_read(third, "sales.orders", &shapes[2]);
	cr_expect_str_eq(shapes[1].hash.structure, shapes[2].hash.structure);
	cr_expect_str_neq(shapes[0].hash.structure, shapes[1].hash.structure);
	for (size_t i = 0; i < 3; i++)
		shape_release(&shapes[i]);
	for (size_t i = 0; i < 2; i++)
		shape_release(&blueprints[i]);
}

Test(clone, is_what_its_text_makes)
{
	UP_CONN *conn = traps_open("clone_text");

	traps_run(conn, "CREATE SCHEMA plain");
	for (size_t t = 0; t < TABLES; t++) {
		SHAPE source = {0};
		SHAPE blueprint = {0};
		UP_BUFFER text = {0};
		traps_read(conn, tables[t], &source);
		const struct fill_request fill = {
			.source = {source.table.schema, source.table.name}};
		struct clone_request request = {.blueprint = {.schema = "plain"}};
		request.fill = &fill;
		cr_assert_eq(clone_plan(conn, &source, &request, &blueprint, &err), UP_OK, "%s",
			     err.message);
		cr_assert_eq(clone_append_ddl(&text, &blueprint, &request, &err), UP_OK);
		traps_run(conn, text.data);
		cr_expect_eq(likeness_check(conn, &blueprint, &err), UP_OK, "%s", err.message);
	}
}

Test(clone, reads_its_source_and_no_more)
{
	UP_CONN *conn = traps_open("clone_locks");
	SHAPE source = {0};
	SHAPE blueprint = {0};
	int64_t rows = 0;

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	traps_read(conn, "sales.events", &source);
	clones_make(conn, &source, &here, &blueprint);
	traps_run(conn, "BEGIN");
	const struct fill_request fill = {.source = {"sales", "events"}};
	cr_assert_eq(fill_table(conn, &blueprint, &fill, &rows, &err), UP_OK, "%s", err.message);
	cr_expect_eq(rows, 100);
	clones_expect(
		conn,
		"SELECT string_agg(DISTINCT mode, ',') FROM pg_locks "
		"JOIN pg_class c ON c.oid = relation JOIN pg_namespace n ON n.oid = "
		"relnamespace WHERE nspname IN ('sales', 'We ird') AND pid = pg_backend_pid()",
		"AccessShareLock");
	traps_run(conn, "ROLLBACK");
}

Test(clone, takes_a_sample)
{
	UP_CONN *conn = traps_open("clone_sample");
	SHAPE source = {0};
	SHAPE blueprint = {0};
	int64_t rows[5] = {0};

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; CREATE TABLE sales.many (a text, \"B b\" "
			"timestamptz, x text, PRIMARY KEY (a, \"B b\")); INSERT INTO sales.many "
			"SELECT n, now(), repeat('x', 100) FROM generate_series(1, 10000) n");
	traps_read(conn, "sales.many", &source);
	clones_make(conn, &source, &here, &blueprint);
	const struct place place = {"sales", "many"};
	const struct fill_request requests[] = {
		{.source = place, .which = FILL_KEYS, .share = 0.1, .seed = 1},
		{.source = place, .which = FILL_KEYS, .share = 0.1, .seed = 1},
		{.source = place, .which = FILL_PAGES, .share = 0.5, .seed = 1},
		{.source = place, .which = FILL_PAGES, .share = 0.5, .seed = 1},
		{.source = place, .which = FILL_KEYS, .share = 1, .seed = -3},
	};
	for (size_t r = 0; r < 5; r++) {
		traps_run(conn, "TRUNCATE " QUOTED_COPY ".many; BEGIN");
		cr_assert_eq(fill_table(conn, &blueprint, &requests[r], &rows[r], &err), UP_OK,
			     "%s", err.message);
		traps_run(conn, "COMMIT");
	}
	cr_expect(rows[0] > 800 && rows[0] < 1200, "%d", (int)rows[0]);
	cr_expect_eq(rows[0], rows[1]);
	cr_expect(rows[2] > 2000 && rows[2] < 8000, "%d", (int)rows[2]);
	cr_expect_eq(rows[2], rows[3]);
	cr_expect_eq(rows[4], 10000);
	const struct fill_request wrong = {.source = place, .which = FILL_KEYS, .share = 1.5};
	cr_expect_eq(fill_table(conn, &blueprint, &wrong, &rows[0], &err), UP_INVALID);
}

Test(clone, keeps_triggers_that_were_asked_for)
{
	UP_CONN *conn = traps_open("clone_triggers");
	SHAPE source = {0};
	SHAPE blueprint = {0};
	UP_BUFFER text = {0};
	struct clone_request request = here;

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; "
			"CREATE TRIGGER \"b ON c\" AFTER UPDATE OF status ON sales.orders "
			"FOR EACH ROW WHEN (new.status = 'done') EXECUTE FUNCTION sales.touch(); "
			"ALTER TABLE sales.orders DISABLE TRIGGER \"b ON c\"");
	traps_read(conn, "sales.orders", &source);
	request.blueprint.keeps_triggers = true;
	clones_make(conn, &source, &request, &blueprint);
	clones_append_left_out(&text, &blueprint);
	cr_expect_null(strstr(text.data, "trigger"), "%s", text.data);
	clones_expect(conn,
		      "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = "
		      "'" QUOTED_COPY ".orders'::regclass",
		      "2");
}

static void set_definition(struct shape *shape, const char *constraint, const char *definition)
{
	for (size_t c = 0; c < shape->constraints.count; c++) {
		if (strcmp(shape->constraints.items[c].name, constraint) == 0)
			cr_assert_eq(
				text_set(&shape->constraints.items[c].definition, definition, &err),
				UP_OK);
	}
}

Test(clone, that_cannot_be_made_is_refused_by_name)
{
	UP_CONN *conn = traps_open("clone_refusals");
	UP_CONN *other = traps_open_empty("clone_refusing");
	SHAPE source = {0};
	SHAPE invalid = {0};
	struct clone_request no_types = elsewhere;

	no_types.may_make_types = false;
	traps_read(conn, "sales.orders", &source);
	clones_expect_refusal(other, &source, &no_types,
			      "type sales.address: the database does not have it");
	set_definition(&source, "orders_dates", "CHECK (nothing > 1)");
	clones_expect_refusal(other, &source, &elsewhere, "cannot make constraint orders_dates: ");
	clones_expect(other, "SELECT count(*) FROM pg_namespace WHERE nspname = 'sales'", "0");
	/* An invalid check holds for new rows alone, and is made when they are there. */
	traps_run(conn,
		  "CREATE SCHEMA " QUOTED_COPY "; INSERT INTO sales.customer VALUES (-1, 1); "
		  "ALTER TABLE sales.customer ADD CONSTRAINT old CHECK (tenant > 0) NOT VALID");
	clones_make_full(conn, "sales.customer", here, &invalid);
	traps_run(conn, "DROP TABLE " QUOTED_COPY ".customer");
	set_definition(&invalid, "old", "CHECK (tenant > 0)");
	const struct fill_request fill = {.source = {"sales", "customer"}};
	struct clone_request request = here;
	request.fill = &fill;
	clones_expect_refusal(conn, &invalid, &request, "cannot make constraint old: ");
	clones_expect(conn, "SELECT to_regclass('" QUOTED_COPY ".customer') IS NULL", "t");
}

/* A file may be of somebody who writes more into a default than a default. */
Test(clone, runs_no_text_of_several_statements)
{
	UP_CONN *conn = traps_open("clone_one_statement");
	DDL ddl = {0};
	UP_BUFFER sql = {0};

	traps_run(conn, "CREATE TABLE public.kept (a integer)");
	up_buffer_append_string(&sql,
				"CREATE TABLE public.made (a integer DEFAULT 0); COMMIT; "
				"DROP TABLE public.kept; CREATE TABLE public.more (a integer)");
	cr_assert_eq(ddl_add(&ddl, "table", "made", &sql, &err), UP_OK);
	cr_assert_eq(ddl_begin(conn, &err), UP_OK);
	cr_expect_eq(ddl_run(conn, &ddl, &err), UP_INVALID);
	cr_expect(strstr(err.message, "cannot make table made: ") == err.message, "%s",
		  err.message);
	traps_run(conn, "ROLLBACK");
	clones_expect(conn,
		      "SELECT to_regclass('public.kept') IS NOT NULL AND "
		      "to_regclass('public.made') IS NULL",
		      "t");
}

Test(clone, waits_for_no_lock)
{
	UP_CONN *conn = traps_open("clone_waits");
	UP_CONN *locking = NULL;
	UP_BUFFER conninfo = {0};
	SHAPE source = {0};

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	traps_read(conn, "sales.customer", &source);
	up_buffer_append_format(&conninfo, "%s dbname=clone_waits", test_conninfo());
	cr_assert_eq(up_conn_open(conninfo.data, &locking, &err), UP_OK);
	traps_run(locking, "BEGIN; LOCK TABLE sales.customer");
	const struct fill_request fill = {.source = {"sales", "customer"}};
	struct clone_request request = here;
	request.fill = &fill;
	clones_expect_refusal(conn, &source, &request,
			      "sales.customer: another session holds a lock on the table");
	clones_expect(conn, "SELECT to_regclass('" QUOTED_COPY ".customer') IS NULL", "t");
}

Test(clone, lacks_what_the_server_lacks)
{
	UP_CONN *conn = traps_open("clone_lacks");
	UP_CONN *other = traps_open_empty("clone_lacking");
	SHAPE source = {0};
	SHAPE blueprint = {0};
	UP_BUFFER text = {0};

	traps_run(conn, "CREATE COLLATION sales.\"Own\" (locale = 'C'); "
			"CREATE TABLE sales.collated (id integer PRIMARY KEY, t text COLLATE "
			"sales.\"Own\")");
	traps_read(conn, "sales.collated", &source);
	clones_make(other, &source, &elsewhere, &blueprint);
	clones_append_left_out(&text, &blueprint);
	cr_expect_str_eq(text.data, "collation sales.\"Own\": the server does not have it, and the "
				    "default one takes its place;\n");
}

/* A table with that definition, its clone here and that of its file. */
static void expect_round_trip(struct up_conn *conn, struct up_conn *other, const char *definition)
{
	SHAPE source = {0}, here_made = {0}, there = {0}, made = {0};

	traps_run(conn, "DROP TABLE IF EXISTS public.t; DROP TABLE IF EXISTS " QUOTED_COPY ".t");
	traps_run(other, "DROP TABLE IF EXISTS public.t");
	traps_run(conn, definition);
	clones_make_full(conn, "public.t", here, &here_made);
	traps_read(conn, "public.t", &source);
	clones_make(other, &source, &elsewhere, &there);
	traps_read(other, "public.t", &made);
	cr_expect_str_eq(source.hash.structure, made.hash.structure, "%s", definition);
}

/* What the server says of a failure quotes rows. */
Test(clone, tells_no_value_of_a_row)
{
	UP_CONN *conn = traps_open("clone_values");
	SHAPE source = {0};

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; "
			"CREATE TABLE sales.twice (id integer PRIMARY KEY, a text); "
			"CREATE INDEX twice_a ON sales.twice (a); "
			"INSERT INTO sales.twice VALUES (1, 'marker'), (2, 'marker')");
	traps_read(conn, "sales.twice", &source);
	const struct fill_request fill = {.source = {"sales", "twice"}};
	struct clone_request request = here;
	request.fill = &fill;
	source.indexes.items[1].is_unique = FACT_YES;
	clones_expect_refusal(
		conn, &source, &request,
		"cannot make index twice_a: could not create unique index \"twice_a\" "
		"(SQLSTATE 23505)");
	cr_assert_eq(text_set(&source.columns.items[1].type, "character(3)", &err), UP_OK);
	clones_expect_refusal(conn, &source, &request,
			      "cannot copy the rows of sales.twice: value too long for type "
			      "character(3) (SQLSTATE 22001)");
	cr_expect_null(strstr(err.message, "marker"));
}

/* A function of the user's may rely on the search path of the session. */
Test(clone, keeps_the_search_path_for_functions)
{
	UP_CONN *conn = traps_open("clone_path");
	SHAPE blueprint = {0};

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; SET search_path = sales; "
			"CREATE FUNCTION sales.is_any(t text) RETURNS boolean LANGUAGE plpgsql "
			"IMMUTABLE AS 'BEGIN RETURN is_fine(t); END'; "
			"CREATE TABLE relying (id integer PRIMARY KEY, t text CHECK (is_any(t))); "
			"INSERT INTO relying VALUES (1, 'x')");
	clones_make_full(conn, "sales.relying", here, &blueprint);
	clones_expect(conn, "SHOW search_path", "sales");
	traps_run(conn, "SET search_path = ''; DROP TABLE " QUOTED_COPY ".relying; "
			"ALTER TABLE sales.relying DROP CONSTRAINT relying_t_check");
	shape_release(&blueprint);
	clones_make_full(conn, "sales.relying", here, &blueprint);
}

Test(clone, has_what_newer_servers_have)
{
	UP_CONN *conn = traps_open("clone_newer");
	UP_CONN *other = traps_open_empty("clone_newer_other");

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	if (conn->server_version >= 140000)
		expect_round_trip(
			conn, other,
			"CREATE TABLE t (id integer PRIMARY KEY, t text COMPRESSION pglz, "
			"m int4multirange, w sales.weight_span_multirange); "
			"CREATE STATISTICS s (ndistinct) ON (id % 3), t FROM t; "
			"INSERT INTO t VALUES (1, 'x', '{[1,2)}', '{[1,2)}')");
	if (conn->server_version >= 150000)
		expect_round_trip(conn, other,
				  "CREATE TABLE t (id integer PRIMARY KEY, a integer, "
				  "UNIQUE NULLS NOT DISTINCT (a)); "
				  "CREATE UNIQUE INDEX u ON t (a) NULLS NOT DISTINCT WHERE id > 1; "
				  "INSERT INTO t VALUES (1, 2)");
	if (conn->server_version < 180000)
		return;
	expect_round_trip(conn, other,
			  "CREATE TABLE t (id integer PRIMARY KEY, a integer, "
			  "g integer GENERATED ALWAYS AS (a + 1) VIRTUAL, "
			  "CONSTRAINT c CHECK (a > 5) NOT ENFORCED, r int4range, s int4range, "
			  "UNIQUE (r, s WITHOUT OVERLAPS)); INSERT INTO t (id, a) VALUES (1, 2)");
	SHAPE blueprint = {0};
	UP_BUFFER text = {0};
	traps_run(conn, "ALTER TABLE public.t ADD CONSTRAINT \"set\" NOT NULL r NOT VALID; "
			"DROP TABLE " QUOTED_COPY ".t");
	clones_make_full(conn, "public.t", here, &blueprint);
	clones_append_left_out(&text, &blueprint);
	cr_expect_str_eq(text.data, "constraint set: a NOT NULL that is not valid says nothing "
				    "about the rows that are there;\n");
}

Test(clone, of_a_file_brings_extensions)
{
	UP_CONN *conn = traps_open("clone_extension");
	UP_CONN *other = traps_open_empty("clone_extension_other");
	SHAPE source = {0};
	SHAPE blueprint = {0};
	SHAPE made = {0};
	struct clone_request no_types = elsewhere;
	UP_FREE char *available = clones_value(
		conn, "SELECT count(*) FROM pg_available_extensions WHERE name = 'citext'");

	if (strcmp(available, "0") == 0)
		cr_skip("the server has no citext");
	no_types.may_make_types = false;
	traps_run(conn, "CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; "
			"CREATE DOMAIN sales.name AS ext.citext CHECK (value <> ''); "
			"CREATE TABLE sales.named (id integer PRIMARY KEY, n sales.name, "
			"l ext.citext[])");
	traps_read(conn, "sales.named", &source);
	clones_expect_refusal(
		other, &source, &no_types,
		"type ext.citext: it belongs to the extension citext, which the database does "
		"not have: create it there");
	clones_make(other, &source, &elsewhere, &blueprint);
	traps_read(other, "sales.named", &made);
	cr_expect_str_eq(source.hash.structure, made.hash.structure);
}

Test(clone, has_what_columns_and_indexes_have)
{
	UP_CONN *conn = traps_open("clone_round");
	UP_CONN *other = traps_open_empty("clone_round_other");

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	expect_round_trip(conn, other,
			  "CREATE UNLOGGED TABLE t (id integer, \"Select\" text COLLATE \"C\" "
			  "DEFAULT 'it''s', n serial, m smallserial, "
			  "p point, v varchar(7) DEFAULT upper('x'), i interval(3), "
			  "CONSTRAINT \"the key\" PRIMARY KEY (id) WITH (fillfactor = 60)) "
			  "WITH (fillfactor = 70, autovacuum_enabled = off, "
			  "toast.autovacuum_enabled = off); "
			  "ALTER TABLE t ALTER v SET STORAGE main, ALTER p SET STATISTICS 7; "
			  "INSERT INTO t (id) VALUES (1), (2)");
	expect_round_trip(
		conn, other,
		"CREATE TABLE t (id integer GENERATED BY DEFAULT AS IDENTITY (INCREMENT -2 "
		"MINVALUE "
		"-100 MAXVALUE 5 START 5 CYCLE) PRIMARY KEY, a integer NOT NULL, b text, "
		"UNIQUE (a) INCLUDE (b) WITH (fillfactor = 50) DEFERRABLE INITIALLY DEFERRED, "
		"EXCLUDE USING btree (a WITH =) WITH (fillfactor = 51) WHERE (a > 3)); "
		"CREATE INDEX \"of USING x\" ON t USING gin (to_tsvector('simple', b)) "
		"WITH (fastupdate = off) WHERE b <> ' USING ('; "
		"CREATE UNIQUE INDEX \"Rep\" ON t (a DESC NULLS LAST); "
		"ALTER TABLE t REPLICA IDENTITY USING INDEX \"Rep\"; "
		"INSERT INTO t (a) VALUES (1), (2)");
	expect_round_trip(
		conn, other,
		"CREATE TABLE t (id integer, h text, b text COLLATE \"C\", x text, "
		"PRIMARY KEY (id, h) WITH (fillfactor = 50)) PARTITION BY HASH (id, h); "
		"CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0) "
		"PARTITION BY RANGE (h text_pattern_ops); "
		"CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1); "
		"CREATE TABLE t00 PARTITION OF t0 FOR VALUES FROM (MINVALUE) TO ('it''s'); "
		"CREATE TABLE t01 PARTITION OF t0 DEFAULT; "
		"ALTER TABLE t ALTER x SET STORAGE external; "
		"CREATE INDEX ON t (lower(b)); "
		"INSERT INTO t SELECT n, n, n, n FROM generate_series(1, 50) n");
}
