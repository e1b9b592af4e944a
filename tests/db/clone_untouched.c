/* SPDX-License-Identifier: PostgreSQL */
/* What making a copy does to the tables of the user's, whether it succeeds or fails: nothing. */
#include "db/clones.h"
#include "db/server.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>

static struct up_error err;

/* Numbers of advisory locks that the copy waits for: with the first row, and with the check that comes
 * when all rows are there. */
#define AT_ROWS "918273"
#define AT_CHECK "918274"

#define OWN_SCHEMAS "('sales', 'We ird', 'public')"

/* More than enough for a server that is busy; what is waited for comes long before. */
#define LOOKS_AT_MOST 1000000

/* A table with all that could be touched: sequences, parents, triggers, rules, and functions that are
 * called while it is copied. */
static const char watched[] =
	"CREATE SCHEMA " QUOTED_COPY "; CREATE TABLE public.signal (n integer); "
	"DELETE FROM sales.orders WHERE number % 2 = 0; "
	"CREATE FUNCTION sales.at_rows(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS "
	"'BEGIN PERFORM pg_advisory_xact_lock_shared(" AT_ROWS "); RETURN $1; END'; "
	"CREATE FUNCTION sales.at_check(integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS "
	"'BEGIN PERFORM pg_advisory_xact_lock_shared(" AT_CHECK "); RETURN true; END'; "
	"ALTER TABLE sales.orders ADD CONSTRAINT slow CHECK (sales.at_check(number)), "
	"ADD held integer GENERATED ALWAYS AS (sales.at_rows(number)) STORED, "
	"ADD CONSTRAINT self FOREIGN KEY (tenant, quantity) REFERENCES sales.orders "
	"DEFERRABLE NOT VALID; "
	"CREATE RULE copy_too AS ON INSERT TO sales.customer DO ALSO NOTIFY watched; "
	"SELECT nextval('sales.orders_ticket_seq')";

/* ---- what is there ----------------------------------------------------- */

static void append_value(struct up_conn *conn, struct up_buffer *state, const char *format,
			 const char *name, const char *detail)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, format, name, detail);
	UP_FREE char *value = clones_value(conn, sql.data);
	up_buffer_append_format(state, "%s: %s\n", name, value);
}

/* But for what VACUUM and ANALYZE write. */
static void append_catalogs(struct up_conn *conn, struct up_buffer *state)
{
	static const char *const catalogs[][2] = {
		{"pg_class", "oid"},           {"pg_attribute", "attrelid"},
		{"pg_constraint", "conrelid"}, {"pg_index", "indrelid"},
		{"pg_trigger", "tgrelid"},     {"pg_attrdef", "adrelid"},
		{"pg_rewrite", "ev_class"},    {"pg_sequence", "seqrelid"},
		{"pg_inherits", "inhparent"},  {"pg_statistic_ext", "stxrelid"},
	};

	for (size_t c = 0; c < sizeof catalogs / sizeof catalogs[0]; c++)
		append_value(
			conn, state,
			"SELECT count(*) || ' ' || md5(string_agg(line, ',' ORDER BY line)) "
			"FROM (SELECT (to_jsonb(t) - '{relpages,reltuples,relallvisible,"
			"relallfrozen,relfrozenxid,relminmxid}'::text[])::text AS line "
			"FROM %s t JOIN pg_class own ON own.oid = t.%s "
			"WHERE own.relname <> 'signal' AND own.relnamespace::regnamespace::text "
			"IN ('sales', '\"We ird\"', 'public')) AS lines",
			catalogs[c][0], catalogs[c][1]);
}

/* Rows with who wrote and who locked them, and sequences. */
static void append_relations(struct up_conn *conn, struct up_buffer *state)
{
	static const char *const queries[] = {
		['r'] = "SELECT count(*) || ' ' || coalesce(md5(string_agg(concat_ws(' ', ctid, "
			"xmin, xmax, t::text), ',' ORDER BY ctid)), '') FROM %s t",
		['S'] = "SELECT last_value || ' ' || is_called FROM %s",
	};
	UP_RESULT *result = NULL;

	cr_assert_eq(up_conn_exec_params(
			     conn,
			     "SELECT relkind, c.oid::regclass FROM pg_class c JOIN pg_namespace n "
			     "ON n.oid = relnamespace WHERE nspname IN " OWN_SCHEMAS
			     " AND relkind IN ('r', 'S') AND relname <> 'signal' ORDER BY c.oid",
			     &(struct up_params){0}, NULL, &result, &err),
		     UP_OK, "%s", err.message);
	for (int row = 0; row < PQntuples(result); row++)
		append_value(conn, state, queries[(size_t)PQgetvalue(result, row, 0)[0]],
			     PQgetvalue(result, row, 1), "");
}

/* All that would tell that somebody wrote. */
static char *state_of(struct up_conn *conn)
{
	UP_BUFFER state = {0};

	append_catalogs(conn, &state);
	append_relations(conn, &state);
	append_value(conn, &state,
		     "SELECT string_agg(concat_ws(' ', relid::regclass, n_tup_ins, n_tup_upd, "
		     "n_tup_del), ', ' ORDER BY relid) FROM %s WHERE relname <> 'signal' "
		     "AND schemaname IN " OWN_SCHEMAS,
		     "pg_stat_all_tables", "");
	append_value(conn, &state,
		     "SELECT string_agg(nspname, ' ' ORDER BY nspname) FROM %s "
		     "WHERE nspname NOT LIKE 'pg\\_%%'",
		     "pg_namespace", "");
	append_value(conn, &state,
		     "SELECT count(*) FROM %s WHERE pronamespace >= 16384 AND pronamespace <> "
		     "'" QUOTED_COPY "'::regnamespace",
		     "pg_proc", "");
	return up_buffer_detach(&state);
}

static void expect_nothing_left(struct up_conn *conn)
{
	clones_expect(conn,
		      "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid) "
		      "+ (SELECT count(*) FROM pg_type WHERE typnamespace = n.oid) "
		      "+ (SELECT count(*) FROM pg_constraint WHERE connamespace = n.oid) "
		      "+ (SELECT count(*) FROM pg_statistic_ext WHERE stxnamespace = n.oid) "
		      "FROM pg_namespace n WHERE nspname = '" COPY "'",
		      "0");
}

/* ---- a copy that is made by a session of its own ----------------------- */

struct scene {
	struct up_conn *watcher;
	const char *database;
	int signals;
};

struct making {
	struct up_conn *conn;
	struct shape source;
	struct clone_request request;
	pthread_t thread;
	atomic_bool is_done;
	enum up_status status;
	struct up_error err;
};

static struct up_conn *connect_to(const char *database)
{
	UP_BUFFER conninfo = {0};
	struct up_conn *conn = NULL;

	up_buffer_append_format(&conninfo, "%s dbname=%s", test_conninfo(), database);
	cr_assert_eq(up_conn_open(conninfo.data, &conn, &err), UP_OK, "%s", err.message);
	return conn;
}

/* Waits until a query, of whether it is so, says yes, but not for a copy that has ended. */
static void wait_until(struct up_conn *conn, const char *sql, const struct making *making)
{
	for (int look = 0; look < LOOKS_AT_MOST; look++) {
		traps_run(conn, "SELECT pg_stat_clear_snapshot()");
		UP_FREE char *value = clones_value(conn, sql);
		if (strcmp(value, "t") == 0)
			return;
		cr_assert(making == NULL || !atomic_load(&making->is_done), "%s: %s", sql,
			  making == NULL ? "" : making->err.message);
	}
	cr_assert_fail("%s", sql);
}

/* Ends a session.  Its counters arrive together, at its end: with one more, all are there. */
static void end_session(struct scene *scene, struct up_conn *conn)
{
	UP_BUFFER sql = {0};

	traps_run(conn, "INSERT INTO public.signal VALUES (1)");
	up_conn_close(conn);
	up_buffer_append_format(
		&sql, "SELECT pg_stat_get_tuples_inserted('public.signal'::regclass) = %d",
		++scene->signals);
	wait_until(scene->watcher, sql.data, NULL);
}

static void open_scene(struct scene *scene, const char *database)
{
	struct up_conn *conn = traps_open(database);

	traps_run(conn, watched);
	*scene = (struct scene){.watcher = connect_to(database), .database = database};
	end_session(scene, conn);
}

static void *run_making(void *context)
{
	struct making *making = context;
	SHAPE blueprint = {0};

	making->status = clone_plan(making->conn, &making->source, &making->request, &blueprint,
				    &making->err);
	if (making->status == UP_OK)
		making->status =
			clone_make(making->conn, &blueprint, &making->request, NULL, &making->err);
	atomic_store(&making->is_done, true);
	return NULL;
}

static void start(struct making *making)
{
	cr_assert_eq(pthread_create(&making->thread, NULL, run_making, making), 0);
}

static void finish(struct making *making)
{
	cr_assert_eq(pthread_join(making->thread, NULL), 0);
	shape_release(&making->source);
}

#define LOCK "SELECT pg_advisory_lock("
#define UNLOCK "SELECT pg_advisory_unlock("
#define IS_WAITED_FOR(number)                                                                      \
	"SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "           \
	"AND objid = " number

/* Of the making session, on anything of the user's. */
static void expect_locks(const struct scene *scene, const struct making *making,
			 const char *expected)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql,
				"SELECT string_agg(DISTINCT mode, ',') FROM pg_locks "
				"JOIN pg_class c ON c.oid = relation "
				"JOIN pg_namespace n ON n.oid = relnamespace "
				"WHERE nspname IN " OWN_SCHEMAS " AND pid = %d",
				making->conn->backend_pid);
	clones_expect(scene->watcher, sql.data, expected);
}

static const struct fill_request all = {.source = {"sales", "orders"}};

Test(clone_untouched, is_what_was_copied)
{
	struct scene scene;
	DENSITY density = {0};
	struct making making = {.request = {.blueprint = {.schema = COPY,
							  .keeps_triggers = true,
							  .stubs_foreign_keys = true},
					    .fill = &all,
					    .density = &density}};

	open_scene(&scene, "untouched");
	UP_CONN *watcher = scene.watcher;
	UP_FREE char *before = state_of(watcher);
	making.conn = connect_to(scene.database);
	traps_read(making.conn, "sales.orders", &making.source);
	traps_run(watcher, LOCK AT_ROWS "), pg_advisory_lock(" AT_CHECK ")");
	start(&making);
	wait_until(watcher, IS_WAITED_FOR(AT_ROWS), &making);
	expect_locks(&scene, &making, "AccessShareLock");
	traps_run(watcher, UNLOCK AT_ROWS ")");
	/* With the copy, its lock ends. */
	wait_until(watcher, IS_WAITED_FOR(AT_CHECK), &making);
	expect_locks(&scene, &making, "");
	traps_run(watcher, UNLOCK AT_CHECK ")");
	finish(&making);
	cr_expect_eq(making.status, UP_OK, "%s", making.err.message);
	clones_expect(watcher, "SELECT count(*) FROM " QUOTED_COPY ".orders", "100");
	end_session(&scene, making.conn);
	UP_FREE char *after = state_of(watcher);
	cr_expect_str_eq(before, after);
}

Test(clone_untouched, is_what_has_partitions_or_odd_names)
{
	static const char *const tables[] = {"sales.events", "sales.customer",
					     "\"We ird\".\"T\"\"x\""};
	struct scene scene;

	open_scene(&scene, "untouched_others");
	UP_CONN *watcher = scene.watcher;
	UP_FREE char *before = state_of(watcher);
	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		struct up_conn *conn = connect_to(scene.database);
		SHAPE blueprint = {0};
		DENSITY density = {0};
		clones_make_full(conn, tables[t], (struct clone_request){.density = &density},
				 &blueprint);
		end_session(&scene, conn);
		UP_FREE char *after = state_of(watcher);
		cr_expect_str_eq(before, after, "%s", tables[t]);
	}
}

/* ---- failures ---------------------------------------------------------- */

static void damage_check(struct shape *shape)
{
	for (size_t c = 0; c < shape->constraints.count; c++) {
		if (strcmp(shape->constraints.items[c].name, "orders_dates") == 0)
			cr_assert_eq(text_set(&shape->constraints.items[c].definition,
					      "CHECK (nothing > 1)", &err),
				     UP_OK);
	}
}

static void damage_index(struct shape *shape)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		if (strcmp(shape->indexes.items[i].name, "orders_lower") == 0)
			shape->indexes.items[i].is_unique = FACT_YES;
	}
}

/* Found when everything is there. */
static void damage_likeness(struct shape *shape)
{
	cr_assert_eq(text_set(&shape->key.index, "none", &err), UP_OK);
}

static void damage_type(struct shape *shape)
{
	cr_assert_eq(
		text_set(&shape_find_column(shape, "note")->type, "character varying(3)", &err),
		UP_OK);
}

struct failure {
	void (*damage)(struct shape *shape);
	const char *at;  /* the lock that it waits for; NULL: none */
	const char *end; /* what the watcher does then, with the process; NULL: nothing */
	int64_t timeout_ms;
	const char *message; /* its beginning */
};

static const struct failure failures[] = {
	{.damage = damage_check, .message = "cannot make constraint orders_dates: "},
	{.damage = damage_index, .message = "cannot make index orders_lower: "},
	{.damage = damage_type, .message = "cannot copy the rows of sales.orders: "},
	{.damage = damage_likeness, .message = "the new table differs from its shape: key"},
	{.at = AT_ROWS,
	 .timeout_ms = 50,
	 .message = "sales.orders: the copy took longer than 50 ms"},
	{.at = AT_ROWS, .end = "pg_cancel_backend", .message = "sales.orders: "},
	{.at = AT_ROWS, .end = "pg_terminate_backend", .message = ""},
	{.at = AT_CHECK, .end = "pg_cancel_backend", .message = "cannot make constraint slow: "},
};

static void fail_once(struct scene *scene, const struct failure *failure)
{
	DENSITY density = {0};
	struct fill_request fill = all;
	struct making making = {
		.conn = connect_to(scene->database),
		.request = {.blueprint = {.schema = COPY, .stubs_foreign_keys = true},
			    .fill = &fill,
			    .density = &density}};
	UP_BUFFER sql = {0};

	fill.timeout_ms = failure->timeout_ms;
	traps_read(making.conn, "sales.orders", &making.source);
	if (failure->damage != NULL)
		failure->damage(&making.source);
	if (failure->at != NULL) {
		up_buffer_append_format(&sql, LOCK "%s)", failure->at);
		traps_run(scene->watcher, sql.data);
	}
	start(&making);
	if (failure->end != NULL) {
		up_buffer_clear(&sql);
		up_buffer_append_format(&sql, IS_WAITED_FOR("%s"), failure->at);
		wait_until(scene->watcher, sql.data, &making);
		up_buffer_clear(&sql);
		up_buffer_append_format(&sql, "SELECT %s(%d)", failure->end,
					making.conn->backend_pid);
		traps_run(scene->watcher, sql.data);
	}
	finish(&making);
	traps_run(scene->watcher, "SELECT pg_advisory_unlock_all()");
	cr_expect_neq(making.status, UP_OK, "%s", failure->message);
	cr_expect_eq(strncmp(making.err.message, failure->message, strlen(failure->message)), 0,
		     "%s", making.err.message);
	cr_expect_not(up_conn_in_transaction(making.conn));
	if (up_conn_is_alive(making.conn))
		end_session(scene, making.conn);
	else
		up_conn_close(making.conn);
}

Test(clone_untouched, is_what_was_not_copied)
{
	struct scene scene;

	open_scene(&scene, "untouched_failing");
	UP_CONN *watcher = scene.watcher;
	UP_FREE char *before = state_of(watcher);
	for (size_t f = 0; f < sizeof failures / sizeof failures[0]; f++) {
		fail_once(&scene, &failures[f]);
		expect_nothing_left(watcher);
		UP_FREE char *after = state_of(watcher);
		cr_expect_str_eq(before, after, "%s", failures[f].message);
	}
}
