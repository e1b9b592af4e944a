/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/table_ddl.h"

#include "measure/clone/column_ddl.h"
#include "measure/clone/definition.h"
#include "measure/clone/options.h"
#include "measure/clone/own_sequence.h"
#include "pg/statement.h"

static struct place place_of(const struct shape *shape)
{
	return (struct place){shape->table.schema, shape->table.name};
}

static void append_sequence(struct up_buffer *sql, const struct shape *shape,
			    const struct shape_column *column)
{
	UP_BUFFER name = {0};

	own_sequence_append_name(&name, shape->table.name, column->name);
	sql->failed |= name.failed;
	place_append(sql, &(struct place){shape->table.schema, up_buffer_string(&name)});
}

static enum up_status add_sequences(struct ddl *ddl, const struct shape *shape,
				    struct up_error *err)
{
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		UP_BUFFER sql = {0};
		if (!own_sequence_is_drawn(column))
			continue;
		up_buffer_append_string(&sql, "CREATE SEQUENCE ");
		append_sequence(&sql, shape, column);
		up_buffer_append_format(&sql, " AS %s", column->sequence.type);
		sequence_ddl_append(&sql, &column->sequence);
		UP_TRY(ddl_add(ddl, "sequence of", column->name, &sql, err));
	}
	return UP_OK;
}

static enum up_status own_sequences(struct ddl *ddl, const struct shape *shape,
				    struct up_error *err)
{
	const struct place place = place_of(shape);

	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_column *column = &shape->columns.items[c];
		UP_BUFFER sql = {0};
		if (!own_sequence_is_drawn(column))
			continue;
		up_buffer_append_string(&sql, "ALTER SEQUENCE ");
		append_sequence(&sql, shape, column);
		up_buffer_append_string(&sql, " OWNED BY ");
		place_append(&sql, &place);
		up_buffer_append_char(&sql, '.');
		up_sql_identifier(&sql, column->name);
		UP_TRY(ddl_add(ddl, "sequence of", column->name, &sql, err));
	}
	return UP_OK;
}

static bool is_unlogged(const struct shape *shape)
{
	return strcmp(shape->table.persistence, "unlogged") == 0;
}

static void append_create(struct up_buffer *sql, const struct shape *shape,
			  const struct place *place)
{
	up_buffer_append_format(sql, "CREATE %sTABLE ", is_unlogged(shape) ? "UNLOGGED " : "");
	place_append(sql, place);
}

static enum up_status add_table(struct ddl *ddl, const struct shape *shape, struct up_error *err)
{
	const struct shape_table *table = &shape->table;
	const struct place place = place_of(shape);
	UP_BUFFER sql = {0};

	append_create(&sql, shape, &place);
	up_buffer_append_string(&sql, " (");
	for (size_t c = 0; c < shape->columns.count; c++) {
		up_buffer_append_string(&sql, c > 0 ? ",\n  " : "\n  ");
		column_ddl_append(&sql, &shape->columns.items[c]);
	}
	up_buffer_append_string(&sql, "\n)");
	if (shape->partitions.key != NULL)
		up_buffer_append_format(&sql, " PARTITION BY %s", shape->partitions.key);
	if (table->access_method != NULL && strcmp(table->access_method, "heap") != 0) {
		up_buffer_append_string(&sql, " USING ");
		up_sql_identifier(&sql, table->access_method);
	}
	if (table->reloptions.count + table->toast_reloptions.count > 0) {
		up_buffer_append_string(&sql, " WITH ");
		options_append(&sql, &table->reloptions, "toast", &table->toast_reloptions);
	}
	return ddl_add(ddl, "table", table->name, &sql, err);
}

/* Before partitions are there, which take over the storage. */
static enum up_status alter_columns(struct ddl *ddl, const struct shape *shape,
				    struct up_error *err)
{
	const struct place place = place_of(shape);
	UP_BUFFER actions = {0};
	UP_BUFFER sql = {0};

	for (size_t c = 0; c < shape->columns.count; c++)
		column_ddl_append_actions(&actions, &shape->columns.items[c]);
	UP_TRY(up_buffer_check(&actions, err));
	if (actions.length == 0)
		return UP_OK;
	up_buffer_append_string(&sql, "ALTER TABLE ");
	place_append(&sql, &place);
	up_buffer_append_string(&sql, actions.data);
	return ddl_add(ddl, "storage and statistics of the columns of", place.name, &sql, err);
}

static struct place place_of_partition(const struct shape *shape,
				       const struct shape_partition *partition)
{
	return (struct place){partition->schema != NULL ? partition->schema : shape->table.schema,
			      partition->name};
}

/* The table, or the branch of that name. */
static struct place place_of_parent(const struct shape *shape, const char *parent)
{
	const struct shape_partition_list *branches = &shape->partitions.branches;

	for (size_t b = 0; b < branches->count && parent != NULL; b++) {
		if (strcmp(branches->items[b].name, parent) == 0)
			return place_of_partition(shape, &branches->items[b]);
	}
	return place_of(shape);
}

static enum up_status add_partitions(struct ddl *ddl, const struct shape *shape,
				     const struct shape_partition_list *list, struct up_error *err)
{
	for (size_t p = 0; p < list->count; p++) {
		const struct shape_partition *partition = &list->items[p];
		const struct place place = place_of_partition(shape, partition);
		const struct place parent = place_of_parent(shape, partition->parent);
		UP_BUFFER sql = {0};
		append_create(&sql, shape, &place);
		up_buffer_append_string(&sql, " PARTITION OF ");
		place_append(&sql, &parent);
		up_buffer_append_format(&sql, " %s", partition->bound);
		if (partition->key != NULL)
			up_buffer_append_format(&sql, " PARTITION BY %s", partition->key);
		if (partition->reloptions.count > 0) {
			up_buffer_append_string(&sql, " WITH ");
			options_append(&sql, &partition->reloptions, NULL, NULL);
		}
		UP_TRY(ddl_add(ddl, "partition", partition->name, &sql, err));
	}
	return UP_OK;
}

enum up_status table_ddl_add(struct ddl *ddl, const struct shape *blueprint, struct up_error *err)
{
	UP_TRY(add_sequences(ddl, blueprint, err));
	UP_TRY(add_table(ddl, blueprint, err));
	UP_TRY(own_sequences(ddl, blueprint, err));
	UP_TRY(alter_columns(ddl, blueprint, err));
	UP_TRY(add_partitions(ddl, blueprint, &blueprint->partitions.branches, err));
	return add_partitions(ddl, blueprint, &blueprint->partitions.leaves, err);
}
