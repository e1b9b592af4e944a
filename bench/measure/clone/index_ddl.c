/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/index_ddl.h"

#include "measure/clone/definition.h"
#include "pg/statement.h"

static void append_alter(struct up_buffer *sql, const struct shape *shape)
{
	up_buffer_append_string(sql, "ALTER TABLE ");
	place_append(sql, &(struct place){shape->table.schema, shape->table.name});
}

/* The index that carries the constraint out; NULL: none. */
static const struct shape_index *index_of(const struct shape *shape, const char *constraint)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		if (index->constraint != NULL && strcmp(index->constraint, constraint) == 0)
			return index;
	}
	return NULL;
}

/* The server leaves the storage parameters of the index out of a unique constraint, not out of one
 * of exclusion. */
static void append_definition(struct up_buffer *sql, const struct shape_constraint *constraint,
			      const struct shape_index *index)
{
	const char *definition = constraint->definition;
	const char *rest = definition_find(definition, " DEFERRABLE");
	const size_t length = rest == NULL ? strlen(definition) : (size_t)(rest - definition);

	up_buffer_append(sql, definition, length);
	if (index != NULL && strcmp(constraint->type, "exclusion") != 0)
		definition_append_options(sql, index->definition);
	up_buffer_append_string(sql, definition + length);
}

static enum up_status add_constraint(struct ddl *ddl, const struct shape *shape,
				     const struct shape_constraint *constraint,
				     struct up_error *err)
{
	UP_BUFFER sql = {0};

	append_alter(&sql, shape);
	up_buffer_append_string(&sql, " ADD CONSTRAINT ");
	up_sql_identifier(&sql, constraint->name);
	up_buffer_append_char(&sql, ' ');
	append_definition(&sql, constraint, index_of(shape, constraint->name));
	return ddl_add(ddl, "constraint", constraint->name, &sql, err);
}

static enum up_status add_indexes(struct ddl *ddl, const struct shape *shape, struct up_error *err)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		const struct shape_index *index = &shape->indexes.items[i];
		UP_BUFFER sql = {0};
		if (index->constraint != NULL)
			continue;
		up_buffer_append_string(&sql, index->definition);
		UP_TRY(ddl_add(ddl, "index", index->name, &sql, err));
	}
	return UP_OK;
}

static const char *replica_index(const struct shape *shape)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		if (shape->indexes.items[i].is_replica_identity == FACT_YES)
			return shape->indexes.items[i].name;
	}
	return NULL;
}

static enum up_status add_replica_identity(struct ddl *ddl, const struct shape *shape,
					   struct up_error *err)
{
	const int identity = shape->table.replica_identity;
	const char *index = replica_index(shape);
	UP_BUFFER sql = {0};

	append_alter(&sql, shape);
	up_buffer_append_string(&sql, " REPLICA IDENTITY ");
	if (identity == SHAPE_REPLICA_IDENTITY_FULL) {
		up_buffer_append_string(&sql, "FULL");
	} else if (identity == SHAPE_REPLICA_IDENTITY_NOTHING) {
		up_buffer_append_string(&sql, "NOTHING");
	} else if (identity == SHAPE_REPLICA_IDENTITY_INDEX && index != NULL) {
		up_buffer_append_string(&sql, "USING INDEX ");
		up_sql_identifier(&sql, index);
	} else {
		return UP_OK;
	}
	return ddl_add(ddl, "replica identity of", shape->table.name, &sql, err);
}

static enum up_status add_definitions(struct ddl *ddl, const struct shape *shape,
				      struct up_error *err)
{
	for (size_t e = 0; e < shape->extended_statistics.count; e++) {
		UP_BUFFER sql = {0};
		up_buffer_append_string(&sql, shape->extended_statistics.items[e].definition);
		UP_TRY(ddl_add(ddl, "statistics", shape->extended_statistics.items[e].name, &sql,
			       err));
	}
	for (size_t t = 0; t < shape->triggers.count; t++) {
		UP_BUFFER sql = {0};
		up_buffer_append_string(&sql, shape->triggers.items[t].definition);
		UP_TRY(ddl_add(ddl, "trigger", shape->triggers.items[t].name, &sql, err));
	}
	return UP_OK;
}

static const char *trigger_state(const char *enabled)
{
	if (enabled == NULL || strcmp(enabled, "origin") == 0)
		return NULL;
	if (strcmp(enabled, "disabled") == 0)
		return "DISABLE";
	return strcmp(enabled, "always") == 0 ? "ENABLE ALWAYS" : "ENABLE REPLICA";
}

static enum up_status enable_triggers(struct ddl *ddl, const struct shape *shape,
				      struct up_error *err)
{
	for (size_t t = 0; t < shape->triggers.count; t++) {
		const struct shape_trigger *trigger = &shape->triggers.items[t];
		const char *state = trigger_state(trigger->enabled);
		UP_BUFFER sql = {0};
		if (state == NULL)
			continue;
		append_alter(&sql, shape);
		up_buffer_append_format(&sql, " %s TRIGGER ", state);
		up_sql_identifier(&sql, trigger->name);
		UP_TRY(ddl_add(ddl, "state of trigger", trigger->name, &sql, err));
	}
	return UP_OK;
}

enum up_status index_ddl_add(struct ddl *ddl, const struct shape *blueprint, struct up_error *err)
{
	for (size_t c = 0; c < blueprint->constraints.count; c++) {
		if (blueprint->constraints.items[c].references == NULL)
			UP_TRY(add_constraint(ddl, blueprint, &blueprint->constraints.items[c],
					      err));
	}
	UP_TRY(add_indexes(ddl, blueprint, err));
	UP_TRY(add_replica_identity(ddl, blueprint, err));
	UP_TRY(add_definitions(ddl, blueprint, err));
	return enable_triggers(ddl, blueprint, err);
}
