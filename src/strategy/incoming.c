/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/incoming.h"

#include "pg/binary.h"
#include "pg/text.h"
#include "strategy/distribution.h"

#include <stdlib.h>

/* Large enough that a system call a piece does not matter, small enough that
 * the server has work early. */
#define PIECE ((size_t)64 * 1024)
#define ROWS_AT_ONCE 128

#define TABLE "upsync_incoming"
/* Of a table in shards, so few rows are faster deleted than truncated, which makes files anew on every
 * node. */
#define DELETED_ROWS 20000

#define DUPLICATE_TABLE "42P07" /* an SQLSTATE */

struct incoming {
	struct incoming_kind kind;
	struct up_buffer table; /* its name, as statements have it */
	struct up_buffer begin; /* starts the COPY, and makes or empties the table if need be */
	struct up_buffer
		begin_few; /* the same where it has few rows; empty: there is no difference */
	struct up_buffer begin_anew; /* the same in a transaction that has begun one before */
	struct up_buffer copy;       /* starts a COPY that adds rows */
	/* By which it is distributed, like the target; NULL: it is not.  The relation's. */
	const struct up_column *distribution;
	size_t rows;           /* in it since the last sync */
	struct up_buffer from; /* of its statement, as is the next */
	struct up_buffer scope;
	struct up_buffer statement; /* brings the rows to the target */
	struct up_buffer data;      /* encoded rows */
	bool made;                  /* a table that is to be dropped */
	bool copying;
	bool filled; /* it has rows that the statement has not brought to the target */
};

const struct up_tuning up_incoming_tuning[] = {
	{"work_mem", "256MB",
	 "a hash of all rows in memory lets the table be updated in its own order"},
	{"jit", "off", "the join is read once: compiling it costs more than it can save"},
	{NULL, NULL, NULL},
};

/* COPY in text takes the text of any type.  In binary a value of UP_TYPE_OTHER is a text, which
 * the statement then casts. */
static bool is_staged_as_text(const struct up_column *column, const struct incoming_kind *kind)
{
	return kind->binary && column->type == UP_TYPE_OTHER;
}

static const char *table_name(const struct incoming_kind *kind)
{
	return kind->name != NULL ? kind->name : TABLE;
}

/* A table in the schema of the target has a name that no other session takes. */
static void build_name(struct up_buffer *name, const struct up_update *update,
		       const struct incoming_kind *kind)
{
	if (kind->table != INCOMING_UNLOGGED) {
		up_buffer_append_format(name, "pg_temp.%s", table_name(kind));
		return;
	}
	if (update->relation->schema != NULL) {
		up_sql_identifier(name, update->relation->schema);
		up_buffer_append_char(name, '.');
	}
	up_buffer_append_format(name, "%s_%u", table_name(kind), (unsigned)update->conn->id);
}

static bool is_distributed_by_scope(const struct up_relation *relation,
				    const struct incoming *incoming)
{
	return incoming->distribution == &relation->scope;
}

/* A scope by which rows are distributed is behind the columns that are sent, the same in all rows. */
static enum up_status build_scope(struct up_buffer *sql, const struct up_update *update,
				  const struct incoming *incoming, struct up_error *err)
{
	if (!is_distributed_by_scope(update->relation, incoming))
		return UP_OK;
	up_buffer_append_string(sql, ", ");
	up_sql_column_definition(sql, &update->relation->scope);
	up_buffer_append_string(sql, " DEFAULT ");
	return up_conn_append_literal(update->conn, sql, update->scope, strlen(update->scope), err);
}

static enum up_status build_columns(struct up_buffer *sql, const struct up_update *update,
				    const struct incoming *incoming, struct up_error *err)
{
	const struct up_relation *relation = update->relation;
	const struct incoming_kind *kind = &incoming->kind;

	up_buffer_append_string(sql, " (");
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_column *column = &relation->columns[c];
		if (c > 0)
			up_buffer_append_string(sql, ", ");
		if (!is_staged_as_text(column, kind)) {
			up_sql_column_definition(sql, column);
			continue;
		}
		up_sql_identifier(sql, column->name);
		up_buffer_append_char(sql, ' ');
		up_sql_transfer_type(sql, column);
	}
	UP_TRY(build_scope(sql, update, incoming, err));
	up_buffer_append_char(sql, ')');
	return UP_OK;
}

/* Its shards are where those of the target are. */
static enum up_status build_distribution(struct up_buffer *sql, const struct up_update *update,
					 const struct incoming *incoming, struct up_error *err)
{
	UP_BUFFER target = {0};

	up_sql_table(&target, update->relation);
	UP_TRY(up_buffer_check(&target, err));
	up_buffer_append_string(sql, "; SELECT pg_catalog.create_distributed_table(");
	up_sql_string(sql, incoming->table.data);
	up_buffer_append_string(sql, ", ");
	up_sql_string(sql, incoming->distribution->name);
	up_buffer_append_string(sql, ", colocate_with => ");
	up_sql_string(sql, target.data);
	up_buffer_append_char(sql, ')');
	return UP_OK;
}

static enum up_status build_create(struct up_buffer *sql, const struct up_update *update,
				   const struct incoming *incoming, struct up_error *err)
{
	const struct incoming_kind *kind = &incoming->kind;

	if (kind->table == INCOMING_UNLOGGED)
		up_buffer_append_format(sql, "CREATE UNLOGGED TABLE %s", incoming->table.data);
	else
		up_buffer_append_format(sql, "CREATE TEMPORARY TABLE %s", table_name(kind));
	UP_TRY(build_columns(sql, update, incoming, err));
	if (kind->table == INCOMING_OF_SYNC || kind->table == INCOMING_BESIDE)
		up_buffer_append_string(sql, " ON COMMIT DROP");
	else if (kind->table == INCOMING_OF_SESSION)
		up_buffer_append_string(sql, " ON COMMIT DELETE ROWS");
	if (incoming->distribution != NULL)
		UP_TRY(build_distribution(sql, update, incoming, err));
	return up_buffer_check(sql, err);
}

static bool stages_text(const struct up_relation *relation, const struct incoming_kind *kind)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (is_staged_as_text(&relation->columns[c], kind))
			return true;
	}
	return false;
}

/* (SELECT * FROM table), or (SELECT s."a", s."b"::type, … FROM table AS s) where something is to be
 * cast.  Always a query: PostgreSQL plans it like the bare name, which an engine that keeps the target
 * elsewhere may refuse. */
static void build_from(struct up_buffer *from, const struct up_relation *relation,
		       const struct incoming *incoming)
{
	const struct incoming_kind *kind = &incoming->kind;
	const char *name = incoming->table.data;

	if (!stages_text(relation, kind)) {
		up_buffer_append_format(from, "(SELECT * FROM %s)", name);
		return;
	}
	for (size_t c = 0; c < relation->column_count; c++) {
		up_buffer_append_string(from, c > 0 ? ", s." : "(SELECT s.");
		up_sql_identifier(from, relation->columns[c].name);
		if (is_staged_as_text(&relation->columns[c], kind))
			up_sql_cast(from, &relation->columns[c]);
	}
	up_buffer_append_format(from, " FROM %s AS s)", name);
}

/* A session of the same process id may have left one, of any columns. */
static enum up_status make_unlogged(struct up_update *update, struct incoming *incoming,
				    const char *create, struct up_error *err)
{
	UP_BUFFER anew = {0};
	enum up_status status = up_conn_exec(update->conn, create, err);

	if (status == UP_STATEMENT && strcmp(err->sqlstate, DUPLICATE_TABLE) == 0) {
		up_buffer_append_format(&anew, "DROP TABLE %s; %s", incoming->table.data, create);
		UP_TRY(up_buffer_check(&anew, err));
		status = up_conn_exec(update->conn, anew.data, err);
	}
	incoming->made = status == UP_OK;
	return status;
}

static void build_copy(struct up_buffer *sql, const struct up_relation *relation,
		       const struct incoming *incoming)
{
	up_buffer_append_format(sql, "COPY %s", incoming->table.data);
	if (is_distributed_by_scope(relation, incoming)) {
		up_buffer_append_string(sql, " (");
		up_sql_columns(sql, relation);
		up_buffer_append_char(sql, ')');
	}
	up_buffer_append_format(sql, " FROM STDIN%s",
				incoming->kind.binary ? " (FORMAT binary)" : "");
}

/* What makes the table now, and what makes or empties it in each sync. */
static enum up_status prepare_table(struct up_update *update, struct incoming *incoming,
				    struct up_error *err)
{
	const struct incoming_kind *kind = &incoming->kind;
	UP_BUFFER create = {0};

	UP_TRY(build_create(&create, update, incoming, err));
	switch (kind->table) {
	case INCOMING_OF_SYNC:
	case INCOMING_BESIDE:
		up_buffer_append_format(&incoming->begin, "%s; ", create.data);
		break;
	case INCOMING_OF_SESSION:
		UP_TRY(up_conn_exec(update->conn, create.data, err));
		break;
	case INCOMING_UNLOGGED:
		UP_TRY(make_unlogged(update, incoming, create.data, err));
		up_buffer_append_format(&incoming->begin, "TRUNCATE %s; ", incoming->table.data);
		break;
	}
	build_copy(&incoming->begin, update->relation, incoming);
	build_copy(&incoming->copy, update->relation, incoming);
	up_buffer_append_format(&incoming->begin_anew, "TRUNCATE %s; ", incoming->table.data);
	build_copy(&incoming->begin_anew, update->relation, incoming);
	UP_TRY(up_buffer_check(&incoming->copy, err));
	UP_TRY(up_buffer_check(&incoming->begin_anew, err));
	if (incoming->distribution == NULL)
		return up_buffer_check(&incoming->begin, err);
	up_buffer_append_format(&incoming->begin_few, "DELETE FROM %s; ", incoming->table.data);
	build_copy(&incoming->begin_few, update->relation, incoming);
	UP_TRY(up_buffer_check(&incoming->begin_few, err));
	return up_buffer_check(&incoming->begin, err);
}

/* The text of a value of UP_TYPE_OTHER is left to the COPY there: a shard may not have a cast that
 * depends on settings, and a column by which rows are distributed has the target's type. */
static enum up_status prepare_distribution(struct up_update *update, struct incoming *incoming,
					   struct up_error *err)
{
	struct incoming_kind *kind = &incoming->kind;

	if (kind->table != INCOMING_UNLOGGED && kind->table != INCOMING_BESIDE)
		return UP_OK;
	UP_TRY(up_distribution_read(update->conn, update->relation, &incoming->distribution, err));
	if (incoming->distribution == NULL)
		return UP_OK;
	kind->table = INCOMING_UNLOGGED;
	if (stages_text(update->relation, kind))
		kind->binary = false;
	return UP_OK;
}

static void build_scope_value(struct up_buffer *sql, const struct up_relation *relation,
			      const struct incoming *incoming)
{
	up_buffer_append_string(sql, "$1");
	if (incoming->kind.casts_scope && up_relation_has_scope(relation)) {
		up_buffer_append_string(sql, "::");
		up_sql_type(sql, &relation->scope);
	}
}

enum up_status up_incoming_prepare(struct up_update *update, const struct incoming_kind *kind,
				   struct up_error *err)
{
	struct incoming *incoming = calloc(1, sizeof *incoming);
	if (incoming == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a COPY");
	update->state = incoming;
	incoming->kind = *kind;

	UP_TRY(prepare_distribution(update, incoming, err));
	build_name(&incoming->table, update, &incoming->kind);
	UP_TRY(up_buffer_check(&incoming->table, err));
	UP_TRY(prepare_table(update, incoming, err));
	build_from(&incoming->from, update->relation, incoming);
	build_scope_value(&incoming->scope, update->relation, incoming);
	UP_TRY(up_buffer_check(&incoming->from, err));
	UP_TRY(up_buffer_check(&incoming->scope, err));
	const struct up_sql_update sql = up_incoming_sql(update);
	if (kind->statement != NULL)
		kind->statement(&incoming->statement, &sql);
	return up_buffer_check(&incoming->statement, err);
}

struct up_sql_update up_incoming_sql(const struct up_update *update)
{
	const struct incoming *incoming = update->state;

	return (struct up_sql_update){
		.relation = update->relation,
		.from = incoming->from.data,
		.scope = incoming->scope.data,
		.skip_unchanged = update->options.skip_unchanged,
		.has_scope = is_distributed_by_scope(update->relation, incoming),
	};
}

bool up_incoming_is_distributed(const struct up_update *update)
{
	return ((const struct incoming *)update->state)->distribution != NULL;
}

static enum up_status flush(struct up_update *update, struct up_error *err)
{
	struct incoming *incoming = update->state;

	UP_TRY(up_buffer_check(&incoming->data, err));
	UP_TRY(up_conn_copy_put(update->conn, &incoming->data, err));
	up_buffer_clear(&incoming->data);
	return UP_OK;
}

static const struct up_buffer *begin_statement(const struct up_update *update,
					       const struct incoming *incoming)
{
	if (incoming->filled)
		return &incoming->copy;
	if (update->continued)
		return &incoming->begin_anew;
	if (incoming->begin_few.length > 0 && incoming->rows <= DELETED_ROWS)
		return &incoming->begin_few;
	return &incoming->begin;
}

static enum up_status begin(struct up_update *update, struct up_error *err)
{
	struct incoming *incoming = update->state;

	UP_TRY(up_conn_copy_begin(update->conn, begin_statement(update, incoming)->data, err));
	incoming->copying = true;
	if (!incoming->filled)
		incoming->rows = 0;
	incoming->filled = true;
	up_buffer_clear(&incoming->data);
	if (incoming->kind.binary)
		up_binary_append_copy_header(&incoming->data);
	return UP_OK;
}

static enum up_status append_rows(struct incoming *incoming, const struct up_batch *batch,
				  size_t first, size_t count, struct up_error *err)
{
	if (incoming->kind.binary)
		return up_binary_append_copy_rows(&incoming->data, batch, first, count, err);
	for (size_t row = first; row < first + count; row++)
		up_text_append_copy_row(&incoming->data, batch, row);
	return UP_OK;
}

enum up_status up_incoming_apply(struct up_update *update, const struct up_batch *batch,
				 size_t first, size_t count, struct up_error *err)
{
	struct incoming *incoming = update->state;
	const size_t end = first + count;

	if (!incoming->copying)
		UP_TRY(begin(update, err));
	for (size_t row = first; row < end; row += ROWS_AT_ONCE) {
		size_t rows = end - row < ROWS_AT_ONCE ? end - row : ROWS_AT_ONCE;
		UP_TRY(append_rows(incoming, batch, row, rows, err));
		incoming->rows += rows;
		if (incoming->data.length >= PIECE)
			UP_TRY(flush(update, err));
	}
	return UP_OK;
}

enum up_status up_incoming_pause(struct up_update *update, struct up_error *err)
{
	struct incoming *incoming = update->state;

	if (!incoming->copying)
		return UP_OK;
	incoming->copying = false;
	if (incoming->kind.binary)
		up_binary_append_copy_trailer(&incoming->data);
	UP_TRY(flush(update, err));
	return up_conn_copy_end(update->conn, NULL, err);
}

enum up_status up_incoming_end(struct up_update *update, bool *has_rows, struct up_error *err)
{
	struct incoming *incoming = update->state;

	*has_rows = incoming->filled;
	UP_TRY(up_incoming_pause(update, err));
	incoming->filled = false;
	return UP_OK;
}

enum up_status up_incoming_finish(struct up_update *update, struct up_error *err)
{
	const struct incoming *incoming = update->state;
	const char *const values[] = {update->scope};
	const struct up_params params = {.count = up_relation_has_scope(update->relation) ? 1 : 0,
					 .values = values};
	int64_t updated = 0;
	bool has_rows;

	UP_TRY(up_incoming_end(update, &has_rows, err));
	if (!has_rows)
		return UP_OK;
	UP_TRY(up_conn_exec_params(update->conn, incoming->statement.data, &params, &updated, NULL,
				   err));
	update->rows_updated += updated;
	return UP_OK;
}

/* A table of the session goes with it. */
static void drop_table(struct up_update *update, const struct incoming *incoming)
{
	UP_BUFFER sql = {0};
	struct up_error ignored;

	if (!incoming->made)
		return;
	up_buffer_append_format(&sql, "DROP TABLE %s", incoming->table.data);
	if (up_buffer_check(&sql, &ignored) == UP_OK)
		(void)!up_conn_exec(update->conn, sql.data, &ignored);
}

void up_incoming_release(struct up_update *update)
{
	struct incoming *incoming = UP_TAKE(update->state);
	if (incoming == NULL)
		return;
	drop_table(update, incoming);
	up_buffer_release(&incoming->table);
	up_buffer_release(&incoming->begin);
	up_buffer_release(&incoming->begin_few);
	up_buffer_release(&incoming->begin_anew);
	up_buffer_release(&incoming->copy);
	up_buffer_release(&incoming->from);
	up_buffer_release(&incoming->scope);
	up_buffer_release(&incoming->statement);
	up_buffer_release(&incoming->data);
	free(incoming);
}
