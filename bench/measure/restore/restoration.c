/* SPDX-License-Identifier: PostgreSQL */
#include "measure/restore/restoration.h"

#include "pg/statement.h"

/* The measured table and that of the reference, $2 and $3 (null: none) in the schema $1. */
#define TABLES                                                                                     \
	"SELECT pg_catalog.format('%I.%I', $1::text, name)::pg_catalog.regclass::pg_catalog.oid "  \
	"FROM pg_catalog.unnest(ARRAY[$2::text, $3::text]) AS name WHERE name IS NOT NULL"

#define NAMES                                                                                      \
	"SELECT pg_catalog.quote_ident($1), pg_catalog.quote_ident($2), "                          \
	"pg_catalog.quote_ident($3)"

/* Of the columns of the measured table: quoted name, as a literal; is it generated, of an identity
 * that takes no values, an integer that owns a sequence? */
#define COLUMNS                                                                                    \
	"SELECT pg_catalog.quote_ident(attname), pg_catalog.quote_literal(attname), "              \
	"attgenerated <> '', attidentity = 'a', atttypid IN (20, 21, 23) AND "                     \
	"pg_catalog.pg_get_serial_sequence(attrelid::pg_catalog.regclass::text, attname) "         \
	"IS NOT NULL FROM pg_catalog.pg_attribute "                                                \
	"WHERE attrelid = pg_catalog.format('%I.%I', $1::text, $2::text)::pg_catalog.regclass "    \
	"AND attnum > 0 AND NOT attisdropped ORDER BY attnum, $3::text"

/* Partitions can refer and be referred to like tables, and are emptied with their parent. */
#define REFERRERS                                                                                  \
	"WITH RECURSIVE measured(oid) AS (" TABLES "), "                                           \
	"emptied(oid) AS (SELECT oid FROM measured UNION SELECT more.oid FROM emptied "            \
	"CROSS JOIN LATERAL (SELECT conrelid FROM pg_catalog.pg_constraint "                       \
	"WHERE confrelid = emptied.oid AND contype = 'f' UNION ALL "                               \
	"SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = emptied.oid) AS "           \
	"more(oid)) "                                                                              \
	"SELECT pg_catalog.quote_ident(relname), nspname = $1, "                                   \
	"pg_catalog.format('%I.%I', nspname, relname) "                                            \
	"FROM emptied JOIN pg_catalog.pg_class AS c ON c.oid = emptied.oid "                       \
	"JOIN pg_catalog.pg_namespace AS n ON n.oid = relnamespace "                               \
	"WHERE c.oid NOT IN (SELECT oid FROM measured) "                                           \
	"AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits "                                      \
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

/* What the statements are made from. */
struct reading {
	const struct server *server;
	const struct subject *subject;
	struct restoration *restoration;
	PGresult *names;
	PGresult *columns;
};

static void reading_release(struct reading *reading)
{
	PQclear(reading->names);
	PQclear(reading->columns);
}

static enum up_status query(const struct reading *reading, const char *sql, PGresult **result,
			    struct up_error *err)
{
	const struct subject *subject = reading->subject;
	const char *const values[] = {reading->server->schema, subject->relation.table,
				      subject->reference != NULL ? subject->reference->table
								 : NULL};
	const struct up_params params = {.count = 3, .values = values};

	return up_conn_exec_params(reading->server->control, sql, &params, NULL, result, err);
}

/* Quoted, as the search path finds them. */
static const char *table_of(const struct reading *reading)
{
	return PQgetvalue(reading->names, 0, 1);
}

static const char *reference_of(const struct reading *reading)
{
	return PQgetvalue(reading->names, 0, 2);
}

/* Both, or the one that there is. */
static void append_tables(struct up_buffer *sql, const struct reading *reading)
{
	up_buffer_append_string(sql, table_of(reading));
	if (reading->subject->reference != NULL)
		up_buffer_append_format(sql, ", %s", reference_of(reading));
}

static enum up_status add(struct restoration *restoration, struct up_buffer *sql,
			  struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	UP_TRY(text_list_add(&restoration->statements, sql->data, err));
	up_buffer_clear(sql);
	return UP_OK;
}

static enum up_status add_truncate(struct reading *reading, struct up_error *err)
{
	UP_RESULT *referrers = NULL;
	UP_BUFFER sql = {0};

	UP_TRY(query(reading, REFERRERS, &referrers, err));
	up_buffer_append_string(&sql, "TRUNCATE ");
	append_tables(&sql, reading);
	for (int r = 0; r < PQntuples(referrers); r++) {
		if (!is_true(referrers, r, 1))
			return up_fail(err, UP_INVALID,
				       "table %s, which is in another schema, refers to the tables "
				       "that are emptied before each sample: drop its foreign key",
				       PQgetvalue(referrers, r, 2));
		up_buffer_append_format(&sql, ", %s", PQgetvalue(referrers, r, 0));
	}
	up_buffer_append_string(&sql, " RESTART IDENTITY");
	return add(reading->restoration, &sql, err);
}

/* One statement per line, without its semicolon, and without the schema, which the search path has and
 * which is another one in each run. */
static enum up_status add_each(struct reading *reading, const struct up_buffer *text,
			       struct up_error *err)
{
	UP_BUFFER schema = {0};

	up_sql_identifier(&schema, reading->server->schema);
	up_buffer_append_char(&schema, '.');
	UP_TRY(up_buffer_check(&schema, err));
	for (const char *at = up_buffer_string(text), *end; (end = strstr(at, ";\n")) != NULL;
	     at = end + 2) {
		UP_BUFFER sql = {0};
		const char *name = strstr(at, schema.data);
		if (name != NULL && name < end) {
			up_buffer_append(&sql, at, (size_t)(name - at));
			at = name + schema.length;
		}
		up_buffer_append(&sql, at, (size_t)(end - at));
		UP_TRY(add(reading->restoration, &sql, err));
	}
	return UP_OK;
}

/* The list is left out where it would have every column. */
static enum up_status add_insert(struct reading *reading, struct up_error *err)
{
	const PGresult *columns = reading->columns;
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
	up_buffer_append_format(&sql, "INSERT INTO %s", table_of(reading));
	if (is_list_needed)
		up_buffer_append_format(&sql, " (%s)", list.data);
	if (is_overriding)
		up_buffer_append_string(&sql, " OVERRIDING SYSTEM VALUE");
	up_buffer_append_format(&sql, " SELECT %s FROM " RESTORATION_PRISTINE,
				is_list_needed ? list.data : "*");
	return add(reading->restoration, &sql, err);
}

static enum up_status add_refill(struct reading *reading, struct up_error *err)
{
	const struct subject *subject = reading->subject;
	UP_BUFFER before = {0};
	UP_BUFFER behind = {0};

	if (subject->append_refill != NULL)
		UP_TRY(subject->append_refill(subject, reading->server, &before, &behind, err));
	UP_TRY(add_each(reading, &before, err));
	UP_TRY(add_insert(reading, err));
	return add_each(reading, &behind, err);
}

/* What the rows name, and how many of them. */
static enum up_status add_reference(struct reading *reading, struct up_error *err)
{
	const struct subject *subject = reading->subject;
	const struct up_reference *reference = subject->reference;
	UP_BUFFER sql = {0};

	if (reference == NULL)
		return UP_OK;
	up_buffer_append_format(&sql,
				"INSERT INTO %s SELECT %s, %s, count(*) "
				"FROM " RESTORATION_PRISTINE " GROUP BY 1, 2 ORDER BY 1, 2",
				reference_of(reading), reference->scope,
				subject->relation.columns[reference->column].name);
	return add(reading->restoration, &sql, err);
}

static enum up_status add_sequences(struct reading *reading, struct up_error *err)
{
	const PGresult *columns = reading->columns;
	UP_BUFFER sql = {0};

	for (int c = 0; c < PQntuples(columns); c++) {
		if (!is_true(columns, c, 4))
			continue;
		up_buffer_append_string(&sql, "SELECT setval(pg_get_serial_sequence(");
		UP_TRY(up_conn_append_literal(reading->server->control, &sql, table_of(reading),
					      strlen(table_of(reading)), err));
		up_buffer_append_format(&sql, ", %s), max(%s)) FROM %s", PQgetvalue(columns, c, 1),
					PQgetvalue(columns, c, 0), table_of(reading));
		UP_TRY(add(reading->restoration, &sql, err));
	}
	return UP_OK;
}

static enum up_status add_vacuum(struct reading *reading, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "VACUUM (ANALYZE) ");
	append_tables(&sql, reading);
	return add(reading->restoration, &sql, err);
}

enum up_status restoration_read(const struct server *server, const struct subject *subject,
				struct restoration *restoration, struct up_error *err)
{
	RESTORATION new = {0};
	UP_CLEANUP(reading_release)
	struct reading reading = {.server = server, .subject = subject, .restoration = &new};

	UP_TRY(query(&reading, NAMES, &reading.names, err));
	UP_TRY(query(&reading, COLUMNS, &reading.columns, err));
	UP_TRY(add_truncate(&reading, err));
	UP_TRY(add_refill(&reading, err));
	UP_TRY(add_reference(&reading, err));
	UP_TRY(add_sequences(&reading, err));
	new.transaction_count = new.statements.count;
	UP_TRY(add_vacuum(&reading, err));
	UP_TRY(text_list_add(&new.statements, VACUUM_CATALOGS, err));
	UP_TRY(text_list_add(&new.statements, server_checkpoint_sql(server), err));
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

const char *restoration_catalogs(const struct restoration *restoration)
{
	return restoration->statements.items[restoration->transaction_count + VACUUM_OF_CATALOGS];
}

enum up_status restoration_vacuum_catalogs(const struct restoration *restoration,
					   const struct server *server, struct up_error *err)
{
	return is_left_out(VACUUM_OF_CATALOGS, server)
		       ? UP_OK
		       : up_conn_exec(server->control, restoration_catalogs(restoration), err);
}
