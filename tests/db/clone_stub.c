/* SPDX-License-Identifier: PostgreSQL */
/* Foreign keys of tables made from shapes, which refer to stubs. */
#include "measure/clone/stub.h"

#include "db/clones.h"
#include "measure/clone/likeness.h"
#include "record/shape/file.h"

#include <criterion/criterion.h>

static struct up_error err;

static const struct clone_request stubs = {
	.blueprint = {.schema = COPY, .stubs_foreign_keys = true}};

/* Every kind of a foreign key; rows that one which is not valid does not hold for. */
static const char referring[] =
	"CREATE SCHEMA " QUOTED_COPY "; "
	"CREATE TABLE sales.small (id smallint PRIMARY KEY, name varchar(5) UNIQUE); "
	"INSERT INTO sales.small SELECT n, 'n' || n FROM generate_series(1, 9) n; "
	"CREATE TABLE sales.big (\"I d\" bigint UNIQUE, c text COLLATE \"C\", n numeric(6, 2), "
	"UNIQUE (c, n)); "
	"INSERT INTO sales.big SELECT n, 'c' || n, n FROM generate_series(1, 9) n; "
	"CREATE TABLE sales.referring (id integer PRIMARY KEY, parent integer, a integer, "
	"b integer, c text COLLATE \"C\", n numeric(6, 2), name text, late bigint, "
	"CONSTRAINT self FOREIGN KEY (parent) REFERENCES sales.referring, "
	"CONSTRAINT \"A a\" FOREIGN KEY (a) REFERENCES sales.small ON DELETE CASCADE, "
	"CONSTRAINT b FOREIGN KEY (b) REFERENCES sales.big (\"I d\") ON UPDATE SET NULL, "
	"CONSTRAINT late FOREIGN KEY (late) REFERENCES sales.small DEFERRABLE INITIALLY DEFERRED, "
	"CONSTRAINT name FOREIGN KEY (name) REFERENCES sales.small (name), "
	"CONSTRAINT \"full\" FOREIGN KEY (c, n) REFERENCES sales.big (c, n) MATCH FULL); "
	"CREATE INDEX name_stub ON sales.referring (name); "
	"INSERT INTO sales.referring SELECT n, nullif(n / 2, 0), 1 + n % 3, 1 + n % 4, "
	"'c' || n % 3 + 1, n % 3 + 1, 'n' || n % 2 + 1, nullif(n % 6, 0) "
	"FROM generate_series(1, 30) n; "
	"INSERT INTO sales.referring (id, late) VALUES (31, 1), (32, 8); "
	"SET CONSTRAINTS ALL IMMEDIATE; "
	"ALTER TABLE sales.referring DROP CONSTRAINT b, "
	"ADD CONSTRAINT b FOREIGN KEY (b) REFERENCES sales.big (\"I d\") NOT VALID; "
	"INSERT INTO sales.referring (id) VALUES (33)";

static const char definitions[] =
	"SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), E'\\n' ORDER BY conname "
	"COLLATE \"C\") FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid = ";

static void expect_definitions(struct up_conn *conn, const char *table, const char *expected)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "%s'%s'::regclass", definitions, table);
	clones_expect(conn, sql.data, expected);
}

Test(clone_stub, has_the_values_that_rows_have)
{
	UP_CONN *conn = traps_open("stub_values");
	SHAPE blueprint = {0};
	UP_BUFFER text = {0};

	traps_run(conn, referring);
	clones_make_full(conn, "sales.referring", stubs, &blueprint);
	traps_run(conn, "SET search_path = " QUOTED_COPY);
	expect_definitions(
		conn, QUOTED_COPY ".referring",
		"A a FOREIGN KEY (a) REFERENCES \"A a_stub\"(id) ON DELETE CASCADE\n"
		"b FOREIGN KEY (b) REFERENCES b_stub(\"I d\") NOT VALID\n"
		"full FOREIGN KEY (c, n) REFERENCES full_stub(c, n) MATCH FULL\n"
		"late FOREIGN KEY (late) REFERENCES late_stub(id) DEFERRABLE INITIALLY DEFERRED\n"
		"name FOREIGN KEY (name) REFERENCES name_stub1(name)\n"
		"self FOREIGN KEY (parent) REFERENCES self_stub(id)");
	clones_expect(conn,
		      "SELECT concat_ws(' ', (SELECT count(*) FROM \"A a_stub\"), "
		      "(SELECT count(*) FROM b_stub), (SELECT string_agg(c || n, ' ' ORDER BY c) "
		      "FROM full_stub), (SELECT count(*) FROM late_stub), "
		      "(SELECT string_agg(name, ',' ORDER BY name) FROM name_stub1), "
		      "(SELECT count(*) FROM self_stub))",
		      "3 4 c11.00 c22.00 c33.00 6 n1,n2 15");
	/* Types and collations of the parents. */
	clones_expect(
		conn,
		"SELECT string_agg(format_type(atttypid, atttypmod) || coalesce(' ' || "
		"collname, ''), ', ' ORDER BY attrelid::regclass::text COLLATE \"C\", attnum) "
		"FROM pg_attribute LEFT JOIN pg_collation c ON c.oid = attcollation "
		"WHERE attnum > 0 AND attrelid IN (SELECT confrelid FROM pg_constraint "
		"WHERE contype = 'f' AND conrelid = 'referring'::regclass)",
		"smallint, bigint, text C, numeric(6,2), smallint, "
		"character varying(5) default, integer");
	clones_append_left_out(&text, &blueprint);
	cr_expect_not_null(strstr(text.data, "foreign key self: it refers to a table that is made "
					     "from the values of the rows;\n"),
			   "%s", text.data);
	cr_expect_null(strstr(text.data, "is not copied"), "%s", text.data);
	/* Updates pay, and fail where the value is none of the stub's. */
	traps_run(conn, "UPDATE referring SET a = 1, parent = 2 WHERE id > 5");
	cr_expect_eq(up_conn_exec(conn, "UPDATE referring SET a = 9 WHERE id = 1", &err),
		     UP_STATEMENT);
	cr_expect_str_eq(err.sqlstate, "23503");
	up_buffer_clear(&text);
	stub_append_names(&text, &blueprint);
	cr_expect_str_eq(text.data,
			 QUOTED_COPY ".\"A a_stub\", " QUOTED_COPY ".\"b_stub\", " QUOTED_COPY
				     ".\"full_stub\", " QUOTED_COPY ".\"late_stub\", " QUOTED_COPY
				     ".\"name_stub1\", " QUOTED_COPY ".\"self_stub\"");
}

Test(clone_stub, is_of_partitioned_tables_as_well)
{
	UP_CONN *conn = traps_open("stub_partitions");
	SHAPE blueprint = {0};

	traps_run(conn,
		  "CREATE SCHEMA " QUOTED_COPY "; "
		  "INSERT INTO sales.customer SELECT 2, n FROM generate_series(1, 100) n; "
		  "ALTER TABLE sales.events ADD tenant integer, ADD customer bigint, "
		  "ADD CONSTRAINT \"who?\" FOREIGN KEY (tenant, customer) REFERENCES "
		  "sales.customer; UPDATE sales.events SET tenant = 2, customer = id % 10 + 1");
	clones_make_full(conn, "sales.events", stubs, &blueprint);
	clones_expect(conn, "SELECT count(*) FROM " QUOTED_COPY ".\"who?_stub\"", "10");
	expect_definitions(conn, QUOTED_COPY ".events_2030",
			   ""); /* those of partitions have a parent */
	clones_expect(conn,
		      "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND confrelid = "
		      "'" QUOTED_COPY ".\"who?_stub\"'::regclass",
		      "6");
}

Test(clone_stub, of_a_table_without_rows_comes_later)
{
	UP_CONN *conn = traps_open("stub_origin");
	UP_CONN *other = traps_open_empty("stub_elsewhere");
	SHAPE read = {0}, source = {0}, blueprint = {0};
	UP_BUFFER text = {0};
	const struct clone_request elsewhere = {
		.blueprint = {.is_elsewhere = true, .stubs_foreign_keys = true},
		.may_make_types = true};

	/* A type that only the other table has. */
	traps_run(conn, "CREATE DOMAIN sales.number AS integer CHECK (value > 0); "
			"CREATE TABLE sales.numbered (id sales.number PRIMARY KEY); "
			"ALTER TABLE sales.orders ADD other integer REFERENCES sales.numbered");
	traps_read(conn, "sales.orders", &read);
	cr_assert_eq(shape_append(&text, &read, &err), UP_OK);
	cr_assert_eq(shape_parse(text.data, text.length, "f", &source, NULL, &err), UP_OK, "%s",
		     err.message);
	clones_make(other, &source, &elsewhere, &blueprint);
	expect_definitions(other, "sales.orders", "");
	traps_run(other, "INSERT INTO sales.orders (tenant, number, ordered, contact, customer_id, "
			 "other) SELECT 1, n, '2030-01-01', 'a@b', n % 5, n FROM "
			 "generate_series(1, 20) n");
	cr_assert_eq(clone_add_foreign_keys(other, &blueprint, &err), UP_OK, "%s", err.message);
	expect_definitions(other, "sales.orders",
			   "orders_customer FOREIGN KEY (tenant, customer_id) REFERENCES "
			   "sales.orders_customer_stub(tenant, id)\n"
			   "orders_other_fkey FOREIGN KEY (other) REFERENCES "
			   "sales.orders_other_fkey_stub(id)");
	clones_expect(other, "SELECT count(*) FROM sales.orders_customer_stub", "5");
	/* Another edition brings more values, and may bring known ones again. */
	traps_run(other, "CREATE TABLE sales.edition AS SELECT 1 AS tenant, n AS customer_id, "
			 "n AS other FROM generate_series(3, 7) n");
	const struct place edition = {"sales", "edition"};
	cr_assert_eq(stub_fill(other, &blueprint, &edition, &err), UP_OK, "%s", err.message);
	clones_expect(other, "SELECT count(*) FROM sales.orders_customer_stub", "8");
	cr_expect_eq(clone_add_foreign_keys(other, &blueprint, &err), UP_INVALID);
	cr_expect_not(up_conn_in_transaction(other));
}

/* Its text makes the same. */
Test(clone_stub, is_what_its_text_makes)
{
	UP_CONN *conn = traps_open("stub_text");
	SHAPE source = {0}, blueprint = {0};
	UP_BUFFER text = {0};
	struct clone_request request = stubs;
	const struct fill_request fill = {.source = {"sales", "referring"}};

	traps_run(conn, referring);
	request.fill = &fill;
	traps_read(conn, "sales.referring", &source);
	cr_assert_eq(clone_plan(conn, &source, &request, &blueprint, &err), UP_OK);
	cr_assert_eq(clone_append_ddl(&text, &blueprint, &request, &err), UP_OK);
	traps_run(conn, text.data);
	cr_expect_eq(likeness_check(conn, &blueprint, &err), UP_OK, "%s", err.message);
	/* One that does not fit takes its stubs with it. */
	traps_run(conn, "DROP SCHEMA " QUOTED_COPY " CASCADE; CREATE SCHEMA " QUOTED_COPY);
	cr_assert_eq(text_set(&source.columns.items[1].storage, "main", &err), UP_OK);
	cr_assert_eq(text_set(&source.key.index, "none", &err), UP_OK);
	clones_expect_refusal(conn, &source, &request, "");
	clones_expect(conn,
		      "SELECT count(*) FROM pg_class WHERE relnamespace = '" QUOTED_COPY
		      "'::regnamespace",
		      "0");
}

Test(clone_stub, has_no_periods)
{
	UP_CONN *conn = traps_open("stub_period");
	SHAPE blueprint = {0};
	UP_BUFFER text = {0};

	if (conn->server_version < 180000)
		cr_skip("before version 18 there is no PERIOD");
	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; "
			"CREATE TABLE sales.stays (id int4range, at tsrange, "
			"PRIMARY KEY (id, at WITHOUT OVERLAPS)); "
			"CREATE TABLE sales.visits (id int4range PRIMARY KEY, at tsrange, "
			"CONSTRAINT stay FOREIGN KEY (id, PERIOD at) REFERENCES sales.stays)");
	clones_make_full(conn, "sales.visits", stubs, &blueprint);
	clones_append_left_out(&text, &blueprint);
	cr_expect_str_eq(text.data,
			 "foreign key stay: a stub has single values, which do not cover "
			 "a period of time;\n");
}
