/* SPDX-License-Identifier: PostgreSQL */
/* The shape of tables, read from a server: what a version of it has and others do not, too. */
#include "measure/table/table_shape.h"

#include "db/server.h"
#include "db/traps.h"
#include "record/shape/file.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct up_error err;

static const struct shape_column *column_of(const struct shape *shape, const char *name)
{
	const struct shape_column *column = shape_find_column(shape, name);

	cr_assert_not_null(column, "%s", name);
	return column;
}

Test(table_shape, is_written_and_read_as_it_is)
{
	UP_CONN *conn = traps_open("shape_file");
	static const char *const tables[] = {"sales.orders", "sales.events", "sales.customer",
					     "\"We ird\".\"T\"\"x\""};

	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		SHAPE shape = {0};
		SHAPE again = {0};
		UP_BUFFER text = {0};
		UP_BUFFER other = {0};
		bool edited = true;
		traps_read(conn, tables[t], &shape);
		cr_assert_eq(shape_append(&text, &shape, &err), UP_OK);
		cr_assert_eq(shape_parse(text.data, text.length, "f", &again, &edited, &err), UP_OK,
			     "%s", err.message);
		cr_expect_not(edited);
		cr_assert_eq(shape_append(&other, &again, &err), UP_OK);
		cr_expect_str_eq(text.data, other.data);
		cr_expect_null(strstr(text.data, "marker-contact"));
	}
}

Test(table_shape, decides_which_columns_travel)
{
	static const struct {
		const char *name;
		enum shape_stay why_not;
		int64_t group; /* 0: none */
	} expected[] = {
		{"tenant", SHAPE_STAY_KEY, 2},
		{"number", SHAPE_STAY_KEY, 0},
		{"ticket", SHAPE_STAY_SERVER_COLUMN, 0},
		{"version", SHAPE_STAY_IDENTITY, 0},
		{"place", SHAPE_STAY_SERVER_COLUMN, 0},
		{"status", SHAPE_STAY_NOT, 0},
		{"contact", SHAPE_STAY_NOT, 0},
		{"tags", SHAPE_STAY_NOT, 0},
		{"price", SHAPE_STAY_NOT, 0},
		{"stay", SHAPE_STAY_EXCLUSION, 0},
		{"weights", SHAPE_STAY_NOT, 0},
		{"country", SHAPE_STAY_NOT, 0},
		{"flags", SHAPE_STAY_NOT, 0},
		{"quantity", SHAPE_STAY_NOT, 1},
		{"unit_price", SHAPE_STAY_NOT, 1},
		{"total", SHAPE_STAY_GENERATED, 0},
		{"ordered", SHAPE_STAY_NOT, 2},
		{"shipped", SHAPE_STAY_NOT, 2},
		{"customer_id", SHAPE_STAY_TIED, 2},
		{"code", SHAPE_STAY_NOT, 0},
		{"external_id", SHAPE_STAY_UNIQUE, 0},
		{"active", SHAPE_STAY_UNIQUE, 0},
		{"note", SHAPE_STAY_NOT, 0},
		{"Mixed \"Case\"", SHAPE_STAY_NOT, 0},
		{"updated_at", SHAPE_STAY_NOT, 0},
	};
	UP_CONN *conn = traps_open("shape_travel");
	SHAPE shape = {0};

	traps_read(conn, "sales.orders", &shape);
	cr_assert_eq(shape.columns.count, sizeof expected / sizeof expected[0]);
	for (size_t c = 0; c < shape.columns.count; c++) {
		const struct shape_column *column = &shape.columns.items[c];
		cr_expect_str_eq(column->name, expected[c].name);
		cr_expect_eq(column->why_not, (int)expected[c].why_not, "%s", column->name);
		cr_expect_eq(column->moves_with != UNMEASURED, expected[c].group != 0, "%s",
			     column->name);
	}
}

/* "a:reason,group b:..." of the columns of a table with these. */
static void expect_travel(struct up_conn *conn, const char *definition, const char *expected)
{
	SHAPE shape = {0};
	UP_BUFFER text = {0};

	up_buffer_append_format(&text, "DROP TABLE IF EXISTS public.t; CREATE TABLE public.t (%s",
				definition);
	traps_run(conn, text.data);
	up_buffer_clear(&text);
	traps_read(conn, "public.t", &shape);
	for (size_t c = 0; c < shape.columns.count; c++) {
		const struct shape_column *column = &shape.columns.items[c];
		up_buffer_append_format(&text, "%s%s:%s", c > 0 ? " " : "", column->name,
					shape_stay_words[column->why_not]);
		if (column->moves_with != UNMEASURED)
			up_buffer_append_format(&text, ",%d", (int)column->moves_with);
	}
	cr_expect_str_eq(text.data, expected);
}

Test(table_shape, finds_what_ties_columns)
{
	UP_CONN *conn = traps_open("shape_ties");

	expect_travel(conn, "k int PRIMARY KEY, a int, b int)", "k:key a: b:");
	expect_travel(conn, "k int PRIMARY KEY, a int, b int, CHECK (a > 0 AND b > 0))",
		      "k:key a:,1 b:,1");
	expect_travel(conn, "k int PRIMARY KEY, a int, b int, CHECK (t IS NOT NULL OR a = 1))",
		      "k:key,1 a:tied,1 b:tied,1");
	expect_travel(conn,
		      "k int PRIMARY KEY, a int, b int, c int, UNIQUE (a) INCLUDE (b)); "
		      "CREATE UNIQUE INDEX ON public.t (abs(c)) WHERE b > 0",
		      "k:key a:unique b:unique c:unique");
	expect_travel(conn,
		      "k int PRIMARY KEY, a int, b int, UNIQUE (a) INCLUDE (b), UNIQUE (k, b))",
		      "k:key a:unique b:");
	expect_travel(
		conn,
		"k int PRIMARY KEY, a int, b int, g int GENERATED ALWAYS AS (a + b) STORED UNIQUE)",
		"k:key a:unique b:unique g:generated");
	expect_travel(conn,
		      "k int PRIMARY KEY, a int, b int, g int GENERATED ALWAYS AS (a + b) STORED "
		      "CHECK (g > 0))",
		      "k:key a:,1 b:,1 g:generated");
	expect_travel(
		conn,
		"a int NOT NULL, b int, k int GENERATED ALWAYS AS (a) STORED NOT NULL UNIQUE)",
		"a:unique b: k:key");
	expect_travel(conn,
		      "k int PRIMARY KEY, r int4range, b int, EXCLUDE USING gist (r WITH &&))",
		      "k:key r:exclusion b:");
	expect_travel(conn,
		      "k int PRIMARY KEY, r int4range, s int4range, "
		      "EXCLUDE USING gist (r WITH &&, s WITH &&) DEFERRABLE)",
		      "k:key r:exclusion s:exclusion");
	expect_travel(conn,
		      "k int PRIMARY KEY, r int4range, b int, "
		      "EXCLUDE USING gist (r WITH &&) DEFERRABLE INITIALLY DEFERRED)",
		      "k:key r:exclusion b:");
	expect_travel(conn,
		      "k int NOT NULL, l int NOT NULL, a int, b int, UNIQUE (k, l)) "
		      "PARTITION BY RANGE (k); "
		      "CREATE TABLE public.t1 PARTITION OF public.t DEFAULT PARTITION BY LIST (l); "
		      "CREATE TABLE public.t2 PARTITION OF public.t1 DEFAULT",
		      "k:key l:key a: b:");
	expect_travel(conn,
		      "k int NOT NULL, gone int, a int, b int, UNIQUE (k)) PARTITION BY RANGE (k); "
		      "ALTER TABLE public.t DROP COLUMN gone; "
		      "CREATE TABLE public.t1 PARTITION OF public.t DEFAULT",
		      "k:key a: b:");
	expect_travel(conn,
		      "k int PRIMARY KEY, a int DEFAULT nextval('sales.orders_ticket_seq'::text), "
		      "b int DEFAULT 1)",
		      "k:key a:server column b:");
}

/* Nothing of it may depend on the version of the server but what that has alone. */
Test(table_shape, has_types_with_their_parts)
{
	UP_CONN *conn = traps_open("shape_types");
	SHAPE shape = {0};
	UP_BUFFER names = {0};

	traps_read(conn, "sales.orders", &shape);
	for (size_t t = 0; t < shape.types.count; t++)
		up_buffer_append_format(&names, "%s %s;", shape.types.items[t].kind,
					shape.types.items[t].name);
	/* The domain that another one is over comes before it. */
	cr_expect_str_eq(names.data,
			 "domain sales.address;enum sales.order_status;composite sales.price;"
			 "domain sales.short_address;range sales.weight_span;");
	cr_expect_str_eq(column_of(&shape, "country")->type, "character(3)");
	cr_expect_str_eq(column_of(&shape, "flags")->type, "bit(4)");
	cr_expect_str_eq(column_of(&shape, "price")->type, "sales.price");
	cr_expect_str_eq(column_of(&shape, "Mixed \"Case\"")->collation, "pg_catalog.\"C\"");
	cr_expect_eq(column_of(&shape, "version")->sequence.start, 100);
	cr_expect_eq(column_of(&shape, "code")->statistics_target, 50);
	cr_expect_eq(column_of(&shape, "note")->statistics_target, UNMEASURED);
	cr_expect_eq(shape.activity.n_tup_newpage_upd != UNMEASURED,
		     conn->server_version >= 160000);
	cr_assert_eq(shape.extended_statistics.count, 1);
	cr_expect_gt(shape.extended_statistics.items[0].n_distinct.count, 0);
	cr_expect_gt(shape.extended_statistics.items[0].dependencies.count, 0);
}

Test(table_shape, has_what_new_versions_have)
{
	UP_CONN *conn = traps_open("shape_versions");
	SHAPE shape = {0};

	if (conn->server_version >= 140000) {
		traps_run(conn, "CREATE TABLE sales.v14 (id integer PRIMARY KEY, "
				"t text COMPRESSION pglz, m int4multirange, w sales.weight_span)");
		traps_read(conn, "sales.v14", &shape);
		cr_expect_str_eq(column_of(&shape, "t")->compression, "pglz");
		cr_expect_eq(column_of(&shape, "m")->base, SHAPE_BASE_MULTIRANGE);
		cr_expect_str_eq(shape.types.items[0].multirange, "sales.weight_span_multirange");
		shape_release(&shape);
	}
	if (conn->server_version >= 150000) {
		traps_run(conn, "CREATE TABLE sales.v15 (id integer PRIMARY KEY, a integer, "
				"UNIQUE NULLS NOT DISTINCT (a))");
		traps_read(conn, "sales.v15", &shape);
		cr_expect_eq(shape.indexes.items[1].has_distinct_nulls, FACT_NO);
		shape_release(&shape);
	}
	if (conn->server_version >= 180000) {
		traps_run(conn, "CREATE TABLE sales.v18 (id integer PRIMARY KEY, a integer, "
				"g integer GENERATED ALWAYS AS (a + 1) VIRTUAL, CHECK (a > 0) NOT "
				"ENFORCED, "
				"b integer, UNIQUE (b)); "
				"ALTER TABLE sales.v18 ADD CONSTRAINT b_set NOT NULL b NOT VALID; "
				"CREATE TABLE sales.v18_key (id int4range, during daterange, "
				"PRIMARY KEY (id, during WITHOUT OVERLAPS))");
		traps_read(conn, "sales.v18", &shape);
		cr_expect_eq(column_of(&shape, "g")->generated, SHAPE_GENERATED_VIRTUAL);
		cr_expect_eq(column_of(&shape, "b")->is_not_null, FACT_NO);
		cr_expect_eq(shape.constraints.count, 3, "NOT NULL is no constraint of a shape");
		cr_expect_eq(shape.constraints.items[0].is_enforced, FACT_NO);
		shape_release(&shape);
		cr_expect_eq(traps_try_read(conn, "sales.v18_key", &shape, &err), UP_INVALID);
		cr_expect_not_null(strstr(err.message, "without overlaps"), "%s", err.message);
	}
}

Test(table_shape, adds_up_partitions)
{
	UP_CONN *conn = traps_open("shape_partitions");
	SHAPE shape = {0};
	UP_FREE char *bytes = NULL;
	UP_BUFFER left_out = {0};

	traps_run(conn, "CREATE TABLE sales.ids (id bigint PRIMARY KEY); "
			"INSERT INTO sales.ids SELECT id FROM sales.events");
	/* What some servers note of a column beside its options. */
	traps_run(conn, "UPDATE pg_attribute SET attoptions = '{pg_attver=1,n_distinct=7}' "
			"WHERE attrelid = 'sales.events'::regclass AND attname = 'payload'");
	traps_read(conn, "sales.events", &shape);
	cr_expect_eq(shape.partitions.leaves.count, 4);
	cr_assert_eq(column_of(&shape, "payload")->options.count, 1);
	cr_expect_str_eq(column_of(&shape, "payload")->options.items[0], "n_distinct=7");
	cr_expect_eq(shape.partitions.branches.count, 1);
	cr_expect_str_eq(shape.partitions.branches.items[0].schema, "We ird");
	cr_assert_eq(up_conn_query_value(conn,
					 "SELECT sum(pg_relation_size(c.oid)) FROM pg_class c "
					 "WHERE relname ~ '^events' AND relkind = 'r'",
					 &bytes, &err),
		     UP_OK);
	cr_expect_eq(shape.table.bytes.main, strtoll(bytes, NULL, 10));
	cr_expect_eq(column_of(&shape, "day")->why_not, SHAPE_STAY_KEY);
	cr_expect_eq(column_of(&shape, "payload")->travels, FACT_YES);
	cr_expect_eq(shape.left_out.count, 0);
	traps_run(conn, "ANALYZE; CREATE INDEX lone ON sales.events_2031_a (id); "
			"ALTER TABLE sales.events_2030 ADD CONSTRAINT small CHECK (id < 1000); "
			"CREATE TRIGGER own BEFORE INSERT ON sales.events_rest FOR EACH ROW "
			"EXECUTE FUNCTION sales.touch(); "
			"CREATE INDEX ON sales.events (day); "
			"ALTER TABLE sales.events ADD CHECK (id > 0); "
			"ALTER TABLE sales.events ADD FOREIGN KEY (id) REFERENCES sales.ids; "
			"CREATE TRIGGER of_all BEFORE INSERT ON sales.events FOR EACH ROW "
			"EXECUTE FUNCTION sales.touch()");
	shape_release(&shape);
	traps_read(conn, "sales.events", &shape);
	cr_expect_eq(shape.table.tuples, 100);
	/* What is on all partitions has another reason, or none. */
	for (size_t o = 0; o < shape.left_out.count; o++)
		up_buffer_append_format(&left_out, "%s;", shape.left_out.items[o].what);
	cr_expect_str_eq(left_out.data,
			 "index lone of events_2031_a;constraint small of events_2030;"
			 "trigger own of events_rest;trigger of_all;foreign key events_id_fkey;");
	cr_expect(shape_statistics_are_known(&column_of(&shape, "payload")->statistics));
}
