/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/leaf.h"

#include "measure/clone/ddl.h"
#include "measure/table/table_shape.h"
#include "pg/statement.h"

static const struct shape_partition *find(const struct shape *source, const char *name)
{
	for (size_t l = 0; l < source->partitions.leaves.count; l++) {
		if (strcmp(source->partitions.leaves.items[l].name, name) == 0)
			return &source->partitions.leaves.items[l];
	}
	return NULL;
}

static enum up_status fail_not_found(const struct shape *source, const char *name,
				     struct up_error *err)
{
	const struct shape_table *table = &source->table;

	if (table->kind != SHAPE_KIND_PARTITIONED)
		return up_fail(err, UP_INVALID, "--leaf %s: %s.%s is not partitioned", name,
			       table->schema, table->name);
	if (source->partitions.leaves.count == 0)
		return up_fail(err, UP_INVALID, "--leaf %s: %s.%s has no partition that holds rows",
			       name, table->schema, table->name);
	return up_fail(err, UP_INVALID,
		       "--leaf %s: %s.%s has no partition of that name that holds rows; one of "
		       "its %zu is %s",
		       name, table->schema, table->name, source->partitions.leaves.count,
		       source->partitions.leaves.items[0].name);
}

enum up_status leaf_find(const struct shape *source, const char *name, struct place *place,
			 struct up_error *err)
{
	const struct shape_partition *leaf = find(source, name);

	if (leaf == NULL)
		return fail_not_found(source, name, err);
	*place = (struct place){leaf->schema != NULL ? leaf->schema : source->table.schema,
				leaf->name};
	return UP_OK;
}

enum up_status leaf_take(struct shape *shape, const char *name, struct up_error *err)
{
	const struct shape_partition *leaf = find(shape, name);

	if (leaf == NULL)
		return fail_not_found(shape, name, err);
	struct shape_table *table = &shape->table;
	if (leaf->schema != NULL)
		UP_TRY(text_set(&table->schema, leaf->schema, err));
	UP_TRY(text_set(&table->name, leaf->name, err));
	if (table->access_method == NULL)
		UP_TRY(text_set(&table->access_method, "heap", err));
	table->kind = SHAPE_KIND_TABLE;
	text_list_release(&table->reloptions);
	table->reloptions = (struct text_list){0};
	for (size_t o = 0; o < leaf->reloptions.count; o++)
		UP_TRY(text_list_add(&table->reloptions, leaf->reloptions.items[o], err));
	record_release(&shape_partitions_table, &shape->partitions);
	record_init(&shape_partitions_table, &shape->partitions);
	return UP_OK;
}

/* From version 17 on, identity columns of partitions draw from the sequence of their table. */
static enum up_status take_sequences(const struct shape *source, struct shape *leaf,
				     struct up_error *err)
{
	for (size_t c = 0; c < leaf->columns.count; c++) {
		struct shape_column *column = &leaf->columns.items[c];
		const struct shape_column *other = shape_find_column(source, column->name);
		if (column->identity == SHAPE_IDENTITY_NOT || column->sequence.type != NULL ||
		    other == NULL)
			continue;
		char *type = NULL;
		UP_TRY(text_set(&type, other->sequence.type, err));
		column->sequence = other->sequence;
		column->sequence.type = type;
	}
	return UP_OK;
}

enum up_status leaf_read(struct up_conn *conn, const struct shape *source, const char *name,
			 struct shape *leaf, struct up_error *err)
{
	struct place place = {0};

	shape_init(leaf);
	UP_TRY(leaf_find(source, name, &place, err));
	/* It is not changed. */
	const struct table_name table = {(char *)place.schema, (char *)place.name};
	const struct table_request request = {.name = &table,
					      .key = &source->key.columns,
					      .scope = source->scope,
					      .statistics = TABLE_STATISTICS_SHAPE,
					      .tool = source->tool,
					      .takes_partitions = true};
	UP_TRY(table_shape_read(conn, &request, leaf, err));
	leaf->key.from = source->key.from;
	return take_sequences(source, leaf, err);
}

/* Appends a WITH query of the indexes below those of a table: which one they belong to. */
static void append_indexes(struct up_buffer *sql, const char *name, const struct place *table)
{
	UP_BUFFER quoted = {0};

	place_append(&quoted, table);
	sql->failed |= quoted.failed;
	up_buffer_append_format(sql,
				"%s(oid, top, level) AS (SELECT i.indexrelid, c.relname, 0 "
				"FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
				"WHERE i.indrelid = ",
				name);
	literal_append(sql, up_buffer_string(&quoted));
	up_buffer_append_format(sql,
				"::regclass UNION ALL SELECT h.inhrelid, top, level + 1 FROM %s "
				"JOIN pg_inherits h ON h.inhparent = %s.oid)",
				name, name);
}

/* Those of the same partition and index, whose name is another one that is free. */
static void append_renames(struct up_buffer *sql, const struct place *original,
			   const struct place *table)
{
	up_buffer_append_string(sql, "WITH RECURSIVE ");
	append_indexes(sql, "theirs", original);
	up_buffer_append_string(sql, ", ");
	append_indexes(sql, "ours", table);
	up_buffer_append_string(
		sql,
		" SELECT DISTINCT ON (n.nspname, their.relname) "
		"format('ALTER INDEX %I.%I RENAME TO %I', n.nspname, our.relname, their.relname) "
		"FROM theirs JOIN pg_index ti ON ti.indexrelid = theirs.oid "
		"JOIN pg_class tt ON tt.oid = ti.indrelid "
		"JOIN pg_class their ON their.oid = theirs.oid "
		"JOIN ours ON ours.top = theirs.top "
		"JOIN pg_index oi ON oi.indexrelid = ours.oid "
		"JOIN pg_class ot ON ot.oid = oi.indrelid AND ot.relname = tt.relname "
		"JOIN pg_class our ON our.oid = ours.oid "
		"JOIN pg_namespace n ON n.oid = our.relnamespace "
		"WHERE ours.level > 0 AND our.relname <> their.relname "
		"AND NOT EXISTS (SELECT FROM pg_class taken WHERE taken.relname = their.relname "
		"AND taken.relnamespace = our.relnamespace) "
		"ORDER BY n.nspname, their.relname, our.relname");
}

enum up_status leaf_rename_indexes(struct up_conn *conn, const struct place *original,
				   const struct place *table, struct up_error *err)
{
	UP_BUFFER sql = {0};
	int renamed;

	append_renames(&sql, original, table);
	UP_TRY(up_buffer_check(&sql, err));
	/* A name that one has given up is free for another one. */
	do {
		UP_RESULT *result = NULL;
		UP_TRY(up_conn_exec_params(conn, sql.data, &(struct up_params){0}, NULL, &result,
					   err));
		renamed = PQntuples(result);
		for (int row = 0; row < renamed; row++)
			UP_TRY(up_conn_exec(conn, PQgetvalue(result, row, 0), err));
	} while (renamed > 0);
	return UP_OK;
}
