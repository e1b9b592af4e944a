/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/restoration.h"

#include "pg/statement.h"

#define PROGRAM "ads_programregistry"
#define BUSINESS "ads_business"

/* Both tables, in the schema $1. */
#define TABLES                                                                                     \
	"(pg_catalog.quote_ident($1) || '." PROGRAM "')::pg_catalog.regclass, "                    \
	"(pg_catalog.quote_ident($1) || '." BUSINESS "')::pg_catalog.regclass"

/* Of the columns of the program table: quoted name, as a literal; is it generated, of an identity
 * that takes no values, the owner of a sequence? */
#define COLUMNS                                                                                    \
	"SELECT pg_catalog.quote_ident(attname), pg_catalog.quote_literal(attname), "              \
	"attgenerated <> '', attidentity = 'a', "                                                  \
	"pg_catalog.pg_get_serial_sequence(attrelid::pg_catalog.regclass::text, attname) "         \
	"IS NOT NULL FROM pg_catalog.pg_attribute "                                                \
	"WHERE attrelid = (pg_catalog.quote_ident($1) || '." PROGRAM "')::pg_catalog.regclass "    \
	"AND attnum > 0 AND NOT attisdropped ORDER BY attnum"

/* Partitions can refer and be referred to like tables, and are emptied with their parent. */
#define REFERRERS                                                                                  \
	"WITH RECURSIVE emptied(oid) AS (SELECT pg_catalog.unnest(ARRAY[" TABLES                   \
	"])::pg_catalog.oid UNION SELECT more.oid FROM emptied CROSS JOIN LATERAL ("               \
	"SELECT conrelid FROM pg_catalog.pg_constraint "                                           \
	"WHERE confrelid = emptied.oid AND contype = 'f' UNION ALL "                               \
	"SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = emptied.oid) AS "           \
	"more(oid)) "                                                                              \
	"SELECT pg_catalog.quote_ident(relname), nspname = $1, "                                   \
	"pg_catalog.format('%I.%I', nspname, relname) "                                            \
	"FROM emptied JOIN pg_catalog.pg_class AS c ON c.oid = emptied.oid "                       \
	"JOIN pg_catalog.pg_namespace AS n ON n.oid = relnamespace "                               \
	"WHERE c.oid NOT IN (" TABLES ") AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits "      \
	"JOIN emptied AS parent ON inhparent = parent.oid WHERE inhrelid = c.oid) "                \
	"ORDER BY nspname, relname"

/* Strategies make temporary tables, whose rows in the catalogs no autovacuum would clean up between
 * two samples. */
#define VACUUM_CATALOGS                                                                            \
	"VACUUM pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_type, "                \
	"pg_catalog.pg_depend, pg_catalog.pg_statistic"

/* Behind the transaction. */
enum {
	VACUUM_OF_TABLES,
	VACUUM_OF_CATALOGS,
	FINAL_CHECKPOINT,
};

void restoration_release(struct restoration *restoration)
{
	text_list_release(&restoration->statements);
	*restoration = (struct restoration){0};
}

/* ---- making the statements -------------------------------------------- */

static bool is_true(const PGresult *result, int row, int column)
{
	return PQgetvalue(result, row, column)[0] == 't';
}

static enum up_status query(const struct server *server, const char *sql, PGresult **result,
			    struct up_error *err)
{
	const char *const values[] = {server->schema};
	const struct up_params params = {.count = 1, .values = values};

	return up_conn_exec_params(server->control, sql, &params, NULL, result, err);
}

static enum up_status add(struct restoration *restoration, struct up_buffer *sql,
			  struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	UP_TRY(text_list_add(&restoration->statements, sql->data, err));
	up_buffer_clear(sql);
	return UP_OK;
}

static enum up_status add_truncate(struct restoration *restoration, const struct server *server,
				   struct up_error *err)
{
	UP_RESULT *referrers = NULL;
	UP_BUFFER sql = {0};

	UP_TRY(query(server, REFERRERS, &referrers, err));
	up_buffer_append_string(&sql, "TRUNCATE " PROGRAM ", " BUSINESS);
	for (int r = 0; r < PQntuples(referrers); r++) {
		if (!is_true(referrers, r, 1))
			return up_fail(err, UP_INVALID,
				       "table %s, which is in another schema, refers to the tables "
				       "that are emptied before each sample: drop its foreign key",
				       PQgetvalue(referrers, r, 2));
		up_buffer_append_format(&sql, ", %s", PQgetvalue(referrers, r, 0));
	}
	up_buffer_append_string(&sql, " RESTART IDENTITY");
	return add(restoration, &sql, err);
}

/* The list is left out where it would have every column. */
static enum up_status add_insert(struct restoration *restoration, const PGresult *columns,
				 struct up_error *err)
{
	UP_BUFFER list = {0};
	UP_BUFFER sql = {0};
	bool is_list_needed = false;
	bool is_overriding = false;

	for (int c = 0; c < PQntuples(columns); c++) {
		is_overriding = is_overriding || is_true(columns, c, 3);
		if (is_true(columns, c, 2))
			is_list_needed = true;
		else
			up_buffer_append_format(&list, list.length > 0 ? ", %s" : "%s",
						PQgetvalue(columns, c, 0));
	}
	UP_TRY(up_buffer_check(&list, err));
	up_buffer_append_string(&sql, "INSERT INTO " PROGRAM);
	if (is_list_needed)
		up_buffer_append_format(&sql, " (%s)", list.data);
	if (is_overriding)
		up_buffer_append_string(&sql, " OVERRIDING SYSTEM VALUE");
	up_buffer_append_format(&sql, " SELECT %s FROM " RESTORATION_PRISTINE,
				is_list_needed ? list.data : "*");
	UP_TRY(add(restoration, &sql, err));
	up_buffer_append_string(&sql, "INSERT INTO " BUSINESS
				      " SELECT username, yelp_business_id, count(*) "
				      "FROM " RESTORATION_PRISTINE " GROUP BY 1, 2 ORDER BY 1, 2");
	return add(restoration, &sql, err);
}

static enum up_status add_sequences(struct restoration *restoration, const PGresult *columns,
				    struct up_error *err)
{
	UP_BUFFER sql = {0};

	for (int c = 0; c < PQntuples(columns); c++) {
		if (!is_true(columns, c, 4))
			continue;
		up_buffer_append_format(&sql,
					"SELECT setval(pg_get_serial_sequence('" PROGRAM
					"', %s), max(%s)) FROM " PROGRAM,
					PQgetvalue(columns, c, 1), PQgetvalue(columns, c, 0));
		UP_TRY(add(restoration, &sql, err));
	}
	return UP_OK;
}

enum up_status restoration_read(const struct server *server, struct restoration *restoration,
				struct up_error *err)
{
	RESTORATION new = {0};
	UP_RESULT *columns = NULL;

	UP_TRY(query(server, COLUMNS, &columns, err));
	UP_TRY(add_truncate(&new, server, err));
	UP_TRY(add_insert(&new, columns, err));
	UP_TRY(add_sequences(&new, columns, err));
	new.transaction_count = new.statements.count;
	UP_TRY(text_list_add(&new.statements, "VACUUM (ANALYZE) " PROGRAM ", " BUSINESS, err));
	UP_TRY(text_list_add(&new.statements, VACUUM_CATALOGS, err));
	UP_TRY(text_list_add(&new.statements, "CHECKPOINT", err));
	*restoration = new;
	new = (struct restoration){0};
	return UP_OK;
}

/* ---- running them ------------------------------------------------------ */

/* Appends the statement with the name of the table that has the data set, which it has at most
 * once, behind its last FROM. */
static void append_statement(struct up_buffer *sql, const char *statement, const char *pristine)
{
	static const char word[] = " FROM " RESTORATION_PRISTINE;
	const char *at = strstr(statement, word);

	if (at == NULL) {
		up_buffer_append_string(sql, statement);
		return;
	}
	up_buffer_append(sql, statement, (size_t)(at - statement));
	up_buffer_append_format(sql, " FROM %s%s", pristine, at + sizeof word - 1);
}

static enum up_status run_transaction(const struct restoration *restoration,
				      const struct server *server, const char *pristine,
				      struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "BEGIN");
	for (size_t s = 0; s < restoration->transaction_count; s++) {
		up_buffer_append_string(&sql, "; ");
		append_statement(&sql, restoration->statements.items[s], pristine);
	}
	up_buffer_append_string(&sql, "; COMMIT");
	UP_TRY(up_buffer_check(&sql, err));
	enum up_status status = up_conn_exec(server->control, sql.data, err);
	if (status != UP_OK)
		up_conn_rollback(server->control);
	return status;
}

/* On somebody else's server the catalogs are not ours to vacuum. */
static bool is_left_out(size_t place, const struct server *server)
{
	return (place == VACUUM_OF_CATALOGS && server->cluster == NULL) ||
	       (place == FINAL_CHECKPOINT && !server->can_checkpoint);
}

enum up_status restoration_run(const struct restoration *restoration, const struct server *server,
			       const char *pristine, struct up_error *err)
{
	const size_t behind = restoration->transaction_count;

	UP_TRY(run_transaction(restoration, server, pristine, err));
	for (size_t s = behind; s < restoration->statements.count; s++) {
		if (!is_left_out(s - behind, server))
			UP_TRY(up_conn_exec(server->control, restoration->statements.items[s],
					    err));
	}
	return UP_OK;
}
