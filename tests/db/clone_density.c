/* SPDX-License-Identifier: PostgreSQL */
/* How full the pages of a table made from a shape are. */
#include "measure/clone/density.h"

#include "db/clones.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Pages that differ from those of the original by more than 10 %; all of them where exact. */
static void expect_pages(struct up_conn *conn, const struct density *density, bool exact)
{
	for (size_t p = 0; p < density->count; p++) {
		const struct density_part *part = &density->items[p];
		UP_BUFFER sql = {0};
		UP_BUFFER pages = {0};
		up_buffer_append_string(&sql, "SELECT pg_relation_size('");
		place_append(&sql, &(struct place){part->schema, part->name});
		up_buffer_append_string(&sql, "') / 8192");
		up_buffer_append_format(&pages, "%d", (int)part->reached);
		clones_expect(conn, sql.data, pages.data);
		const double ratio = (double)part->reached / (double)part->wanted;
		cr_expect(exact ? part->reached == part->wanted : ratio > 0.9 && ratio < 1.1,
			  "%s: %d pages, not %d, by %d", part->name, (int)part->reached,
			  (int)part->wanted, part->fillfactor);
		cr_expect_eq(part->fillfactor == 0, exact, "%s: %d", part->name, part->fillfactor);
	}
}

/* The clone of public.t. */
static void expect_density(struct up_conn *conn, const char *definition, const char *change,
			   bool exact)
{
	DENSITY density = {0};
	SHAPE blueprint = {0};
	struct clone_request request = {.density = &density};

	traps_run(conn, "DROP TABLE IF EXISTS public.t, " QUOTED_COPY ".t");
	traps_run(conn, definition);
	traps_run(conn, change);
	traps_run(conn, "VACUUM public.t");
	clones_make_full(conn, "public.t", request, &blueprint);
	expect_pages(conn, &density, exact);
	clones_expect(conn,
		      "SELECT (SELECT count(*) FROM public.t) - (SELECT count(*) FROM " QUOTED_COPY
		      ".t)",
		      "0");
}

static const char narrow[] =
	"CREATE TABLE t (id bigint PRIMARY KEY, b text) WITH (fillfactor = 90, "
	"autovacuum_enabled = off); INSERT INTO t SELECT n, repeat('x', n % 40) "
	"FROM generate_series(1, 20000) n";
static const char wide[] =
	"CREATE TABLE t (id bigint PRIMARY KEY, b text) WITH (autovacuum_enabled = off); "
	"ALTER TABLE t ALTER b SET STORAGE plain; "
	"INSERT INTO t SELECT n, repeat('x', 300 + n % 200) FROM generate_series(1, 5000) n";

Test(clone_density, is_that_of_the_original)
{
	UP_CONN *conn = traps_open_empty("density");

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	expect_density(conn, narrow, "SELECT 1", true);
	expect_density(conn, wide, "SELECT 1", true);
	expect_density(conn, narrow, "DELETE FROM t WHERE id % 2 = 0", false);
	expect_density(conn, wide, "DELETE FROM t WHERE id % 2 = 0", false);
	expect_density(conn, narrow, "DELETE FROM t WHERE id % 4 > 0", false);
	/* Room at one place. */
	expect_density(conn, narrow, "DELETE FROM t WHERE id < 10000", false);
	/* Fuller than its fillfactor. */
	expect_density(conn, narrow, "ALTER TABLE t SET (fillfactor = 50)", false);
	/* Few rows, few pages, none. */
	expect_density(conn, narrow, "DELETE FROM t WHERE id % 50 > 5", false);
	expect_density(conn, narrow, "DELETE FROM t WHERE id > 50", true);
	expect_density(conn, narrow, "TRUNCATE t", true);
}

Test(clone_density, is_that_of_each_partition)
{
	UP_CONN *conn = traps_open_empty("density_partitions");

	traps_run(conn, "CREATE SCHEMA " QUOTED_COPY);
	expect_density(conn,
		       "CREATE TABLE t (id integer PRIMARY KEY, g integer GENERATED ALWAYS AS "
		       "(id + 1) STORED, n integer GENERATED ALWAYS AS IDENTITY) "
		       "PARTITION BY RANGE (id); "
		       "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (5001) "
		       "WITH (autovacuum_enabled = off, fillfactor = 80, "
		       "vacuum_truncate = off); "
		       "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (5001) TO (20000) "
		       "WITH (autovacuum_enabled = off); "
		       "INSERT INTO t (id) SELECT n FROM generate_series(1, 15000) n",
		       "DELETE FROM t WHERE id % (1 + id / 3000) <> 0 OR id % 3 = 0", false);
	clones_expect(conn,
		      "SELECT string_agg(reloptions::text, ' ' ORDER BY relname) FROM pg_class "
		      "WHERE relkind = 'r' AND relnamespace = '" QUOTED_COPY "'::regnamespace",
		      "{autovacuum_enabled=off,fillfactor=80,vacuum_truncate=off} "
		      "{autovacuum_enabled=off}");
}

/* Of a large table a part is read, and the copy may be a part as well. */
Test(clone_density, of_a_large_table_is_that_of_a_sample)
{
	UP_CONN *conn = traps_open_empty("density_large");
	DENSITY density = {0};
	SHAPE source = {0}, blueprint = {0};
	UP_BUFFER again = {0};
	const struct fill_request fill = {
		.source = {"public", "t"}, .which = FILL_KEYS, .share = 0.5, .seed = 3};
	const struct clone_request request = {
		.blueprint = {.schema = COPY}, .fill = &fill, .density = &density};

	traps_run(conn,
		  "CREATE SCHEMA " QUOTED_COPY "; CREATE TABLE t (id integer PRIMARY KEY, "
		  "b text) WITH (autovacuum_enabled = off); "
		  "INSERT INTO t SELECT n, repeat('x', 700) FROM generate_series(1, 50000) n; "
		  "DELETE FROM t WHERE id % 3 = 0");
	traps_run(conn, "VACUUM t");
	traps_read(conn, "t", &source);
	clones_make(conn, &source, &request, &blueprint);
	expect_pages(conn, &density, false);
	cr_expect_eq(density.items[0].wanted, 2273);
	/* Once more, as a restoration does it. */
	traps_run(conn, "CREATE TEMPORARY TABLE pristine AS SELECT * FROM " QUOTED_COPY ".t; "
			"TRUNCATE " QUOTED_COPY ".t");
	density_append_set(&again, &density);
	up_buffer_append_string(&again, "INSERT INTO " QUOTED_COPY ".t SELECT * FROM pristine;\n");
	density_append_reset(&again, &blueprint, &density);
	traps_run(conn, again.data);
	expect_pages(conn, &density, false);
	cr_expect_eq(density_read(conn, &density, &err), UP_OK);
}
