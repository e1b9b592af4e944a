/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/column_ddl.h"

#include "measure/clone/options.h"
#include "pg/statement.h"

#include <inttypes.h>

static void append_number(struct up_buffer *sql, const char *words, int64_t number)
{
	if (number != UNMEASURED)
		up_buffer_append_format(sql, " %s %" PRId64, words, number);
}

void sequence_ddl_append(struct up_buffer *sql, const struct shape_sequence *sequence)
{
	append_number(sql, "INCREMENT BY", sequence->increment);
	append_number(sql, "MINVALUE", sequence->minimum);
	append_number(sql, "MAXVALUE", sequence->maximum);
	append_number(sql, "START WITH", sequence->start);
	append_number(sql, "CACHE", sequence->cache);
	if (sequence->cycles == FACT_YES)
		up_buffer_append_string(sql, " CYCLE");
}

static void append_identity(struct up_buffer *sql, const struct shape_column *column)
{
	UP_BUFFER options = {0};

	up_buffer_append_format(sql, " GENERATED %s AS IDENTITY",
				column->identity == SHAPE_IDENTITY_ALWAYS ? "ALWAYS"
									  : "BY DEFAULT");
	sequence_ddl_append(&options, &column->sequence);
	if (options.length > 0)
		up_buffer_append_format(sql, " (%s)", options.data + 1);
	/* A failure of the one buffer is one of the other. */
	sql->failed |= options.failed;
}

void column_ddl_append(struct up_buffer *sql, const struct shape_column *column)
{
	up_sql_identifier(sql, column->name);
	up_buffer_append_format(sql, " %s", column->type);
	if (column->compression != NULL)
		up_buffer_append_format(sql, " COMPRESSION %s", column->compression);
	if (column->collation != NULL)
		up_buffer_append_format(sql, " COLLATE %s", column->collation);
	if (column->generated != SHAPE_GENERATED_NOT)
		up_buffer_append_format(
			sql, " GENERATED ALWAYS AS (%s) %s", column->default_expression,
			column->generated == SHAPE_GENERATED_STORED ? "STORED" : "VIRTUAL");
	else if (column->identity != SHAPE_IDENTITY_NOT)
		append_identity(sql, column);
	else if (column->default_expression != NULL)
		up_buffer_append_format(sql, " DEFAULT %s", column->default_expression);
	if (column->is_not_null == FACT_YES)
		up_buffer_append_string(sql, " NOT NULL");
}

/* The storage that a column of the type has by itself; NULL: it is not known here. */
static const char *usual_storage(const struct shape_column *column)
{
	static const struct {
		const char *type; /* how its name begins */
		const char *storage;
	} usual[] = {
		{"numeric", "main"},   {"text", "extended"},  {"character", "extended"},
		{"json", "extended"},  {"bytea", "extended"}, {"boolean", "plain"},
		{"smallint", "plain"}, {"integer", "plain"},  {"bigint", "plain"},
		{"real", "plain"},     {"double", "plain"},   {"date", "plain"},
		{"time", "plain"},     {"uuid", "plain"},
	};

	if (column->base == SHAPE_BASE_ENUM)
		return "plain";
	if (column->base == SHAPE_BASE_ARRAY)
		return "extended";
	for (size_t u = 0; column->base == SHAPE_BASE_NATIVE && u < sizeof usual / sizeof usual[0];
	     u++) {
		if (strncmp(column->type, usual[u].type, strlen(usual[u].type)) == 0)
			return usual[u].storage;
	}
	return NULL;
}

static void append_action(struct up_buffer *actions, const struct shape_column *column)
{
	up_buffer_append_string(actions,
				actions->length > 0 ? ",\n  ALTER COLUMN " : "\n  ALTER COLUMN ");
	up_sql_identifier(actions, column->name);
}

void column_ddl_append_actions(struct up_buffer *actions, const struct shape_column *column)
{
	const char *usual = usual_storage(column);

	if (column->storage != NULL && (usual == NULL || strcmp(usual, column->storage) != 0)) {
		append_action(actions, column);
		up_buffer_append_format(actions, " SET STORAGE %s", column->storage);
	}
	if (column->statistics_target != UNMEASURED) {
		append_action(actions, column);
		append_number(actions, "SET STATISTICS", column->statistics_target);
	}
	if (column->options.count > 0) {
		append_action(actions, column);
		up_buffer_append_string(actions, " SET ");
		options_append(actions, &column->options, NULL, NULL);
	}
}
