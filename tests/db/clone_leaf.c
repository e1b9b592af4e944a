/* SPDX-License-Identifier: PostgreSQL */
/* One partition as a table of its own, and the indexes of partitions. */
#include "measure/clone/leaf.h"

#include "db/clones.h"

#include <criterion/criterion.h>

static struct up_error err;

/* A partition with columns in another order, indexes and options of its own, and a name for each index
 * that the server would not give it. */
static const char parted[] =
	"CREATE SCHEMA " QUOTED_COPY "; "
	"CREATE TABLE sales.parted (id bigint NOT NULL, day date NOT NULL, kind text, "
	"tenant integer, customer integer, made bigint GENERATED ALWAYS AS (id + 1) STORED, "
	"CONSTRAINT parted_key PRIMARY KEY (id, day), CONSTRAINT known CHECK (kind <> ''), "
	"CONSTRAINT who FOREIGN KEY (tenant, customer) REFERENCES sales.customer) "
	"PARTITION BY RANGE (day); "
	"CREATE TABLE \"We ird\".\"Le af\" (kind text, gone integer, customer integer, "
	"day date NOT NULL, made bigint GENERATED ALWAYS AS (id + 1) STORED, id bigint NOT NULL, "
	"tenant integer, "
	"CONSTRAINT known CHECK (kind <> '')) WITH (fillfactor = 60, autovacuum_enabled = off); "
	"ALTER TABLE \"We ird\".\"Le af\" DROP COLUMN gone; "
	"ALTER TABLE sales.parted ATTACH PARTITION \"We ird\".\"Le af\" "
	"FOR VALUES FROM ('2030-01-01') TO ('2031-01-01'); "
	"CREATE TABLE sales.parted_rest PARTITION OF sales.parted DEFAULT; "
	"CREATE INDEX parted_kind ON sales.parted (kind) INCLUDE (customer); "
	"CREATE INDEX parted_lower ON sales.parted (lower(kind)); "
	"CREATE INDEX \"own one\" ON \"We ird\".\"Le af\" (made) WHERE made > 3; "
	"ALTER INDEX \"We ird\".\"Le af_pkey\" RENAME TO parted_kind; "
	"ALTER INDEX \"We ird\".\"Le af_lower_idx\" RENAME TO \"was there\"; "
	"ALTER INDEX \"We ird\".\"Le af_kind_customer_idx\" RENAME TO \"Le af_lower_idx\"; "
	"ALTER INDEX \"We ird\".\"was there\" RENAME TO \"Le af_kind_customer_idx\"; "
	"ALTER INDEX sales.parted_rest_kind_customer_idx RENAME TO rest_of_kind; "
	"CREATE TRIGGER touched AFTER UPDATE ON sales.parted FOR EACH ROW "
	"EXECUTE FUNCTION sales.touch(); "
	"INSERT INTO sales.parted (id, day, kind, tenant, customer) "
	"SELECT n, '2030-12-01'::date + n, 'k' || n % 3, 1, 1 + n % 5 "
	"FROM generate_series(1, 100) n";

static void expect_indexes(struct up_conn *conn, const char *table, const char *expected)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "SELECT string_agg(pg_get_indexdef(indexrelid), E'\\n' "
				      "ORDER BY indexrelid::regclass::text COLLATE \"C\") "
				      "FROM pg_index WHERE indrelid = '" QUOTED_COPY ".");
	up_buffer_append_format(&sql, "%s'::regclass", table);
	clones_expect(conn, sql.data, expected);
}

Test(clone_leaf, is_a_table_of_its_own)
{
	UP_CONN *conn = traps_open("leaf_here");
	SHAPE source = {0}, blueprint = {0};
	UP_BUFFER text = {0};
	struct place place = {0};
	DENSITY density = {0};

	traps_run(conn, parted);
	traps_read(conn, "sales.parted", &source);
	cr_assert_eq(leaf_find(&source, "Le af", &place, &err), UP_OK, "%s", err.message);
	const struct fill_request fill = {.source = place};
	const struct clone_request request = {
		.blueprint = {.schema = COPY, .leaf = "Le af", .stubs_foreign_keys = true},
		.fill = &fill,
		.density = &density};
	clones_make(conn, &source, &request, &blueprint);
	expect_indexes(conn, "\"Le af\"",
		       "CREATE INDEX \"Le af_kind_customer_idx\" ON " QUOTED_COPY
		       ".\"Le af\" USING btree (lower(kind))\n"
		       "CREATE INDEX \"Le af_lower_idx\" ON " QUOTED_COPY
		       ".\"Le af\" USING btree (kind) INCLUDE (customer)\n"
		       "CREATE INDEX \"own one\" ON " QUOTED_COPY
		       ".\"Le af\" USING btree (made) WHERE (made > 3)\n"
		       "CREATE UNIQUE INDEX parted_kind ON " QUOTED_COPY
		       ".\"Le af\" USING btree (id, day)");
	clones_expect(conn,
		      "SELECT string_agg(t::text, ' ' ORDER BY ctid) = (SELECT string_agg(t::text, "
		      "' ' ORDER BY ctid) FROM \"We ird\".\"Le af\" t) FROM " QUOTED_COPY
		      ".\"Le af\" t",
		      "t");
	clones_expect(conn,
		      "SELECT concat_ws(' ', relkind, relispartition, reloptions) FROM pg_class "
		      "WHERE oid = '" QUOTED_COPY ".\"Le af\"'::regclass",
		      "r f {fillfactor=60,autovacuum_enabled=off}");
	clones_expect(conn,
		      "SELECT string_agg(conname || contype::text, ' ' ORDER BY conname) FROM "
		      "pg_constraint WHERE contype <> 'n' AND conrelid = '" QUOTED_COPY
		      ".\"Le af\"'::regclass",
		      "knownc parted_kindp whof");
	clones_append_left_out(&text, &blueprint);
	cr_expect_not_null(strstr(text.data, "trigger touched: "), "%s", text.data);
}

/* Rows are made up from them. */
Test(clone_leaf, has_statistics_of_its_own)
{
	UP_CONN *conn = traps_open("leaf_statistics");
	SHAPE source = {0}, leaf = {0};

	traps_run(conn, parted);
	traps_run(conn, "ANALYZE \"We ird\".\"Le af\"");
	traps_read(conn, "sales.parted", &source);
	cr_assert_eq(leaf_read(conn, &source, "Le af", &leaf, &err), UP_OK, "%s", err.message);
	cr_expect_gt(leaf.table.tuples, 0);
	cr_expect_eq(shape_find_column(&leaf, "kind")->statistics.n_distinct, 3);
	cr_expect_not(shape_has_values(&leaf));
	cr_expect_not_null(leaf.hash.statistics);
}

Test(clone_leaf, of_a_file_has_what_the_file_says)
{
	UP_CONN *conn = traps_open("leaf_origin");
	UP_CONN *other = traps_open_empty("leaf_elsewhere");
	SHAPE source = {0}, blueprint = {0}, wrong = {0};
	const struct clone_request request = {
		.blueprint = {.schema = COPY, .is_elsewhere = true, .leaf = "Le af"},
		.may_make_types = true};
	struct clone_request none = request;

	traps_run(conn, parted);
	traps_read(conn, "sales.parted", &source);
	clones_make(other, &source, &request, &blueprint);
	cr_expect_eq(blueprint.table.kind, SHAPE_KIND_TABLE);
	expect_indexes(other, "\"Le af\"",
		       "CREATE UNIQUE INDEX parted_key ON " QUOTED_COPY
		       ".\"Le af\" USING btree (id, day)\n"
		       "CREATE INDEX parted_kind ON " QUOTED_COPY
		       ".\"Le af\" USING btree (kind) INCLUDE (customer)\n"
		       "CREATE INDEX parted_lower ON " QUOTED_COPY
		       ".\"Le af\" USING btree (lower(kind))");
	none.blueprint.leaf = "leaf";
	clones_expect_refusal(other, &source, &none,
			      "--leaf leaf: sales.parted has no partition of that name that holds "
			      "rows; one of its 2 is Le af");
	traps_read(conn, "sales.customer", &wrong);
	clones_expect_refusal(other, &wrong, &none,
			      "--leaf leaf: sales.customer is not partitioned");
	none.blueprint.is_elsewhere = false;
	clones_expect_refusal(conn, &wrong, &none,
			      "--leaf leaf: sales.customer is not partitioned");
}

/* From version 17 on, partitions have the identity columns of their table. */
Test(clone_leaf, has_a_sequence)
{
	UP_CONN *conn = traps_open_empty("leaf_identity");
	SHAPE source = {0}, blueprint = {0};
	const struct fill_request fill = {.source = {"public", "t1"}};
	const struct clone_request request = {.blueprint = {.schema = COPY, .leaf = "t1"},
					      .fill = &fill};

	if (conn->server_version < 170000)
		cr_skip("before version 17 partitions have no identity columns");
	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY "; CREATE TABLE t (id bigint PRIMARY KEY "
			"GENERATED ALWAYS AS IDENTITY (INCREMENT 5)) PARTITION BY RANGE (id); "
			"CREATE TABLE t1 PARTITION OF t DEFAULT; "
			"INSERT INTO t SELECT FROM generate_series(1, 3)");
	traps_read(conn, "t", &source);
	clones_make(conn, &source, &request, &blueprint);
	clones_expect(conn, "INSERT INTO " QUOTED_COPY ".t1 DEFAULT VALUES RETURNING id", "16");
}

Test(clone_leaf, has_the_names_of_its_indexes)
{
	UP_CONN *conn = traps_open("leaf_names");
	SHAPE blueprint = {0};

	traps_run(conn, parted);
	clones_make_full(conn, "sales.parted", (struct clone_request){0}, &blueprint);
	/* The table's own index has the name of one of them; two have each other's. */
	expect_indexes(conn, "\"Le af\"",
		       "CREATE INDEX \"Le af_kind_customer_idx\" ON " QUOTED_COPY
		       ".\"Le af\" USING btree (kind) INCLUDE (customer)\n"
		       "CREATE INDEX \"Le af_lower_idx\" ON " QUOTED_COPY
		       ".\"Le af\" USING btree (lower(kind))\n"
		       "CREATE UNIQUE INDEX \"Le af_pkey\" ON " QUOTED_COPY
		       ".\"Le af\" USING btree (id, day)");
	expect_indexes(conn, "parted_rest",
		       "CREATE INDEX parted_rest_lower_idx ON " QUOTED_COPY
		       ".parted_rest USING btree (lower(kind))\n"
		       "CREATE UNIQUE INDEX parted_rest_pkey ON " QUOTED_COPY
		       ".parted_rest USING btree (id, day)\n"
		       "CREATE INDEX rest_of_kind ON " QUOTED_COPY
		       ".parted_rest USING btree (kind) INCLUDE (customer)");
}
