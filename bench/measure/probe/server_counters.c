/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/server_counters.h"

#include "pg/statement.h"

#include <inttypes.h>

#define SHARED_STATISTICS_SINCE 150000
#define NEWPAGE_SINCE 160000

#define FLUSH "SELECT pg_catalog.pg_stat_force_next_flush()"

/* The condition for a counter to be known. */
enum need {
	NEED_ALONE = 1,
	NEED_PROMPT = 2,
	NEED_ROWS = 4,
	NEED_NEWPAGE = 8,
};

/* The table $1, or its partitions, of which it has none by itself. */
#define LEAVES                                                                                     \
	"SELECT relid FROM pg_catalog.pg_partition_tree($1::pg_catalog.regclass) "                 \
	"UNION SELECT $1::pg_catalog.regclass"
#define SUM(function)                                                                              \
	"(SELECT pg_catalog.sum(pg_catalog." function "(l.relid)) FROM (" LEAVES ") AS l)"

/* Citus gives each of its tables a trigger, by which they are known without its catalogs. */
#define IS_SHELL                                                                                   \
	"SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid IN (" LEAVES ") "                \
	"AND (relkind = 'f' OR EXISTS (SELECT FROM pg_catalog.pg_trigger AS t "                    \
	"JOIN pg_catalog.pg_proc AS p ON p.oid = tgfoid WHERE tgrelid = pg_class.oid "             \
	"AND proname = 'citus_truncate_trigger')))"
/* Is the table $1 one of Citus?  Without Citus there is no such catalog. */
#define IS_DISTRIBUTED                                                                             \
	"EXISTS (SELECT FROM pg_catalog.pg_dist_partition "                                        \
	"WHERE logicalrelid = $1::pg_catalog.regclass)"

static const struct {
	unsigned needs;
	const char *sql;
	const char *of_shards; /* of a table that is distributed; NULL: not known */
} sources[SERVER_COUNTER_COUNT] = {
	[SERVER_COUNTER_WAL_POSITION] = {.needs = NEED_ALONE,
					 .sql = "pg_catalog.pg_current_wal_insert_lsn() - '0/0'"},
	[SERVER_COUNTER_WAL_RECORDS] = {.needs = NEED_ALONE | NEED_PROMPT,
					.sql = "(pg_catalog.pg_stat_get_wal())."
					       "wal_records"},
	[SERVER_COUNTER_WAL_FPI] = {.needs = NEED_ALONE | NEED_PROMPT,
				    .sql = "(pg_catalog.pg_stat_get_wal()).wal_fpi"},
#define DATABASE "(SELECT datid FROM pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid()))"
	[SERVER_COUNTER_BLOCKS_HIT] = {.needs = NEED_ALONE | NEED_PROMPT,
				       .sql = "pg_catalog.pg_stat_get_db_blocks_hit(" DATABASE ")"},
	[SERVER_COUNTER_BLOCKS_READ] = {.needs = NEED_ALONE | NEED_PROMPT,
					.sql = "pg_catalog.pg_stat_get_db_blocks_fetched(" DATABASE
					       ") - pg_catalog.pg_stat_get_db_blocks_hit(" DATABASE
					       ")"},
	[SERVER_COUNTER_TEMP_BYTES] = {.needs = NEED_ALONE | NEED_PROMPT,
				       .sql = "pg_catalog.pg_stat_get_db_temp_bytes(" DATABASE ")"},
	[SERVER_COUNTER_HOT_UPDATES] = {.needs = NEED_PROMPT | NEED_ROWS,
					.sql = SUM("pg_stat_get_tuples_hot_updated")},
	[SERVER_COUNTER_DEAD_TUPLES] = {.needs = NEED_PROMPT | NEED_ROWS,
					.sql = SUM("pg_stat_get_dead_tuples")},
	[SERVER_COUNTER_NEWPAGE_UPDATES] = {.needs = NEED_PROMPT | NEED_ROWS | NEED_NEWPAGE,
					    .sql = SUM("pg_stat_get_tuples_newpage_updated")},
	[SERVER_COUNTER_TABLE_BYTES] = {.needs = NEED_ROWS,
					.sql = SUM("pg_relation_size"),
					.of_shards =
						"citus_relation_size($1::pg_catalog.regclass)"},
	[SERVER_COUNTER_INDEX_BYTES] =
		{.needs = NEED_ROWS,
		 .sql = SUM("pg_indexes_size"),
		 .of_shards = "citus_total_relation_size($1::pg_catalog.regclass) - "
			      "citus_table_size($1::pg_catalog.regclass)"},
	[SERVER_COUNTER_TOAST_BYTES] =
		{.needs = NEED_ROWS,
		 .sql = "(SELECT pg_catalog.sum(coalesce(pg_catalog.pg_total_relation_size(nullif("
			"reltoastrelid, 0)), 0)) FROM pg_catalog.pg_class WHERE oid IN (" LEAVES
			"))"},
	[SERVER_COUNTER_CATALOG_BYTES] =
		{.needs = NEED_ALONE,
		 .sql = "(SELECT pg_catalog.sum(pg_catalog.pg_total_relation_size(c)) "
			"FROM pg_catalog.unnest('{pg_catalog.pg_attribute,"
			"pg_catalog.pg_class,pg_catalog.pg_type,pg_catalog.pg_depend}'"
			"::pg_catalog.regclass[]) AS c)"},
};

bool server_counters_is_prompt(const struct up_conn *control)
{
	return control->server_version >= SHARED_STATISTICS_SINCE;
}

enum up_status server_counters_flush(const struct up_pool *pool, struct up_error *err)
{
	for (size_t c = 0; c < pool->count; c++)
		UP_TRY(up_conn_exec(pool->conns[c], FLUSH, err));
	return UP_OK;
}

static enum up_status query_table(struct up_conn *control, const char *sql,
				  const struct up_relation *relation, PGresult **result,
				  struct up_error *err)
{
	UP_BUFFER table = {0};

	up_sql_table(&table, relation);
	UP_TRY(up_buffer_check(&table, err));
	const char *const values[] = {table.data};
	const struct up_params params = {.count = 1, .values = values};
	return up_conn_exec_params(control, sql, &params, NULL, result, err);
}

static unsigned needs_met(const struct up_conn *control, enum server_counters_kind kind,
			  bool is_shell)
{
	unsigned met = 0;

	if (kind == SERVER_COUNTERS_ALONE)
		met |= NEED_ALONE;
	if (server_counters_is_prompt(control))
		met |= NEED_PROMPT;
	if (!is_shell)
		met |= NEED_ROWS;
	if (control->server_version >= NEWPAGE_SINCE)
		met |= NEED_NEWPAGE;
	return met;
}

static void append_item(struct up_buffer *sql, int item, enum server_counters_kind kind,
			unsigned met)
{
	const char *of_shards = sources[item].of_shards;
	const char *known = (sources[item].needs & ~met) == 0 ? sources[item].sql : "NULL";

	if (kind != SERVER_COUNTERS_CITUS)
		up_buffer_append_format(sql, ", %s", known);
	else
		up_buffer_append_format(sql, ", CASE WHEN " IS_DISTRIBUTED " THEN %s ELSE %s END",
					of_shards != NULL ? of_shards : "NULL", known);
}

/* Sets the items from first to before end. */
static enum up_status read_items(struct server_counters *counters, int first, int end,
				 struct up_conn *control, enum server_counters_kind kind,
				 const struct up_relation *relation, struct up_error *err)
{
	const unsigned met = needs_met(control, kind, counters->is_shell);
	UP_BUFFER sql = {0};
	UP_RESULT *result = NULL;

	/* The parameter needs a type also where no item has it. */
	up_buffer_append_format(&sql, "SELECT $1::pg_catalog.text IS NOT NULL AND %s",
				kind == SERVER_COUNTERS_CITUS ? IS_DISTRIBUTED : "false");
	for (int i = first; i < end; i++)
		append_item(&sql, i, kind, met);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(query_table(control, sql.data, relation, &result, err));
	counters->is_distributed = PQgetvalue(result, 0, 0)[0] == 't';
	for (int i = first; i < end; i++)
		counters->items[i] =
			PQgetisnull(result, 0, i - first + 1)
				? SERVER_COUNTER_UNKNOWN
				: strtoimax(PQgetvalue(result, 0, i - first + 1), NULL, 10);
	return UP_OK;
}

enum up_status server_counters_begin(struct server_counters *counters, struct up_conn *control,
				     enum server_counters_kind kind,
				     const struct up_relation *relation, struct up_error *err)
{
	UP_RESULT *result = NULL;

	UP_TRY(query_table(control, IS_SHELL, relation, &result, err));
	counters->is_shell = PQgetvalue(result, 0, 0)[0] == 't';
	UP_TRY(read_items(counters, SERVER_COUNTER_STATISTICS, SERVER_COUNTER_COUNT, control, kind,
			  relation, err));
	/* Catalogs that parsing needs are in the caches of the session after the first time. */
	UP_TRY(read_items(counters, 0, SERVER_COUNTER_STATISTICS, control, kind, relation, err));
	if (server_counters_is_prompt(control))
		UP_TRY(up_conn_exec(control, FLUSH, err));
	return read_items(counters, 0, SERVER_COUNTER_STATISTICS, control, kind, relation, err);
}

enum up_status server_counters_end(struct server_counters *counters, struct up_conn *control,
				   enum server_counters_kind kind,
				   const struct up_relation *relation, struct up_error *err)
{
	struct server_counters after = {.is_shell = counters->is_shell};

	UP_TRY(read_items(&after, 0, SERVER_COUNTER_STATISTICS, control, kind, relation, err));
	UP_TRY(read_items(&after, SERVER_COUNTER_STATISTICS, SERVER_COUNTER_COUNT, control, kind,
			  relation, err));
	for (int i = 0; i < SERVER_COUNTER_COUNT; i++) {
		const int64_t before = counters->items[i];
		const bool known = before != SERVER_COUNTER_UNKNOWN &&
				   after.items[i] != SERVER_COUNTER_UNKNOWN &&
				   (i >= SERVER_COUNTER_STATISTICS || after.items[i] >= before);
		counters->items[i] = known ? after.items[i] - before : SERVER_COUNTER_UNKNOWN;
	}
	return UP_OK;
}
