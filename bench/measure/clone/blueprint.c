/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/blueprint.h"

#include "measure/clone/leaf.h"
#include "measure/clone/own_sequence.h"
#include "measure/clone/stub.h"
#include "record/object.h"

enum up_status blueprint_leave_out(struct shape *blueprint, const char *kind, const char *name,
				   const char *why, struct up_error *err)
{
	UP_BUFFER what = {0};

	up_buffer_append_format(&what, "%s %s", kind, name);
	UP_TRY(up_buffer_check(&what, err));
	for (size_t o = 0; o < blueprint->left_out.count; o++) {
		if (strcmp(blueprint->left_out.items[o].what, what.data) == 0)
			return UP_OK; /* the shape says why */
	}
	struct shape_omission *omission =
		record_list_add(&shape_omission_table, &blueprint->left_out);
	if (omission == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");
	omission->what = up_buffer_detach(&what);
	return text_set(&omission->why, why, err);
}

static enum up_status copy(const struct shape *source, struct shape *blueprint,
			   struct up_error *err)
{
	OBJECT_JSON *json = object_write(&shape_root_table, source);

	shape_init(blueprint);
	if (json == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a shape");
	return object_read(&shape_root_table, json, blueprint, err);
}

/* What the shape says of something that is kept after all, or left out for another reason. */
static void forget_omission(struct shape *blueprint, const char *kind, const char *name)
{
	const size_t length = strlen(kind);

	for (size_t o = blueprint->left_out.count; o-- > 0;) {
		const char *what = blueprint->left_out.items[o].what;
		if (strncmp(what, kind, length) == 0 && what[length] == ' ' &&
		    strcmp(what + length + 1, name) == 0)
			record_list_remove(&shape_omission_table, &blueprint->left_out, o);
	}
}

static enum up_status decide_triggers(struct shape *blueprint, bool keeps,
				      const struct place *place, struct up_error *err)
{
	for (size_t t = blueprint->triggers.count; t-- > 0;) {
		struct shape_trigger *trigger = &blueprint->triggers.items[t];
		if (keeps) {
			forget_omission(blueprint, "trigger", trigger->name);
			UP_TRY(definition_move_trigger(trigger, place, err));
			continue;
		}
		UP_TRY(blueprint_leave_out(blueprint, "trigger", trigger->name,
					   "it would run the user's function", err));
		record_list_remove(&shape_trigger_table, &blueprint->triggers, t);
	}
	return UP_OK;
}

/* Why not; NULL: it is kept. */
static const char *constraint_fault(const struct shape_constraint *constraint,
				    const struct blueprint_request *request)
{
	if (constraint->references != NULL && !request->stubs_foreign_keys)
		return "the table that it refers to is not copied";
	if (constraint->references != NULL && constraint->has_period == FACT_YES)
		return "a stub has single values, which do not cover a period of time";
	if (request->is_elsewhere && constraint->functions.count > 0)
		return "it calls a function of the user's, which is not part of the shape";
	return NULL;
}

/* Says so in the place of what the shape says of it. */
static enum up_status decide_foreign_key(struct shape *blueprint, size_t number, bool is_elsewhere,
					 struct up_error *err)
{
	const char *name = blueprint->constraints.items[number].name;

	UP_TRY(stub_decide(blueprint, number, is_elsewhere, err));
	forget_omission(blueprint, "foreign key", name);
	return blueprint_leave_out(blueprint, "foreign key", name,
				   "it refers to a table that is made from the values of the rows",
				   err);
}

static enum up_status decide_constraints(struct shape *blueprint,
					 const struct blueprint_request *request,
					 struct up_error *err)
{
	for (size_t c = blueprint->constraints.count; c-- > 0;) {
		const struct shape_constraint *constraint = &blueprint->constraints.items[c];
		const char *fault = constraint_fault(constraint, request);
		if (fault == NULL && constraint->references != NULL)
			UP_TRY(decide_foreign_key(blueprint, c, request->is_elsewhere, err));
		if (fault == NULL)
			continue;
		if (constraint->references != NULL && request->stubs_foreign_keys)
			forget_omission(blueprint, "foreign key", constraint->name);
		UP_TRY(blueprint_leave_out(
			blueprint, constraint->references != NULL ? "foreign key" : "constraint",
			constraint->name, fault, err));
		record_list_remove(&shape_constraint_table, &blueprint->constraints, c);
	}
	return UP_OK;
}

/* The constraint that an index carries out goes with it. */
static void remove_constraint(struct shape *blueprint, const char *name)
{
	for (size_t c = blueprint->constraints.count; name != NULL && c-- > 0;) {
		if (strcmp(blueprint->constraints.items[c].name, name) == 0)
			record_list_remove(&shape_constraint_table, &blueprint->constraints, c);
	}
}

static enum up_status decide_indexes(struct shape *blueprint, bool is_elsewhere,
				     const struct place *place, struct up_error *err)
{
	for (size_t i = blueprint->indexes.count; i-- > 0;) {
		struct shape_index *index = &blueprint->indexes.items[i];
		const bool is_lacking = is_elsewhere && index->functions.count > 0;
		if (index->is_valid == FACT_YES && !is_lacking) {
			UP_TRY(definition_move_index(index, place, err));
			continue;
		}
		if (index->is_replica_identity == FACT_YES)
			blueprint->table.replica_identity = SHAPE_REPLICA_IDENTITY_DEFAULT;
		UP_TRY(blueprint_leave_out(blueprint, "index", index->name,
					   is_lacking ? "it calls a function of the user's, which "
							"is not part of the shape"
						      : "it is invalid",
					   err));
		remove_constraint(blueprint, index->constraint);
		record_list_remove(&shape_index_table, &blueprint->indexes, i);
	}
	return UP_OK;
}

static enum up_status drop_default(struct shape *blueprint, struct shape_column *column,
				   const char *why, struct up_error *err)
{
	UP_TRY(blueprint_leave_out(blueprint, "default of", column->name, why, err));
	free(UP_TAKE(column->default_expression));
	text_list_release(&column->functions);
	column->functions = (struct text_list){0};
	return UP_OK;
}

static enum up_status decide_default(struct shape *blueprint, struct shape_column *column,
				     const struct place *place, struct up_error *err)
{
	bool is_replaced = false;

	if (column->default_expression == NULL || column->identity != SHAPE_IDENTITY_NOT)
		return UP_OK;
	if (column->functions.count > 0)
		return drop_default(blueprint, column, "it would run a function of the user's",
				    err);
	if (!own_sequence_is_drawn(column))
		return UP_OK;
	UP_TRY(own_sequence_replace(column, place, &is_replaced, err));
	if (!is_replaced)
		return drop_default(blueprint, column,
				    "it draws from a sequence of the original's in a way that "
				    "cannot be written anew",
				    err);
	if (column->sequence.type == NULL)
		UP_TRY(text_set(&column->sequence.type, "bigint", err));
	return UP_OK;
}

static enum up_status decide_defaults(struct shape *blueprint, bool is_elsewhere,
				      const struct place *place, struct up_error *err)
{
	for (size_t c = 0; c < blueprint->columns.count; c++) {
		struct shape_column *column = &blueprint->columns.items[c];
		if (column->generated == SHAPE_GENERATED_NOT) {
			UP_TRY(decide_default(blueprint, column, place, err));
			continue;
		}
		if (is_elsewhere && column->functions.count > 0)
			return up_fail(
				err, UP_UNSUPPORTED,
				"column %s: it is generated by %s, a function of the user's, "
				"which is not part of the shape",
				column->name, column->functions.items[0]);
	}
	return UP_OK;
}

static enum up_status move_partitions(struct shape_partition_list *list, const char *schema,
				      struct up_error *err)
{
	for (size_t p = 0; p < list->count && schema != NULL; p++) {
		free(UP_TAKE(list->items[p].schema));
		for (size_t other = 0; other < p; other++) {
			if (strcmp(list->items[p].name, list->items[other].name) == 0)
				return up_fail(err, UP_UNSUPPORTED,
					       "partition %s: two of that name, of different "
					       "schemas, would be in one",
					       list->items[p].name);
		}
	}
	return UP_OK;
}

static enum up_status decide_table(struct shape *blueprint, struct up_error *err)
{
	if (blueprint->table.has_row_security == FACT_YES)
		UP_TRY(blueprint_leave_out(blueprint, "row-level security", "of the table",
					   "the owner of the new table sees all of its rows", err));
	blueprint->table.has_row_security = FACT_NO;
	if (blueprint->engine == NULL)
		return UP_OK;
	UP_TRY(blueprint_leave_out(blueprint, "engine", blueprint->engine,
				   "the new table is one of PostgreSQL's own", err));
	free(UP_TAKE(blueprint->engine));
	return UP_OK;
}

static enum up_status decide(struct shape *blueprint, const struct blueprint_request *request,
			     struct up_error *err)
{
	const struct place place = {blueprint->table.schema, blueprint->table.name};
	const bool is_elsewhere = request->is_elsewhere;

	UP_TRY(decide_triggers(blueprint, request->keeps_triggers, &place, err));
	UP_TRY(decide_constraints(blueprint, request, err));
	UP_TRY(decide_indexes(blueprint, is_elsewhere, &place, err));
	UP_TRY(decide_defaults(blueprint, is_elsewhere, &place, err));
	UP_TRY(move_partitions(&blueprint->partitions.branches, request->schema, err));
	UP_TRY(move_partitions(&blueprint->partitions.leaves, request->schema, err));
	for (size_t e = 0; e < blueprint->extended_statistics.count; e++)
		UP_TRY(definition_move_statistics(&blueprint->extended_statistics.items[e],
						  request->schema, &place, err));
	return decide_table(blueprint, err);
}

enum up_status blueprint_make(const struct shape *source, const struct blueprint_request *request,
			      struct shape *blueprint, struct up_error *err)
{
	UP_TRY(copy(source, blueprint, err));
	if (request->leaf != NULL)
		UP_TRY(leaf_take(blueprint, request->leaf, err));
	UP_TRY(text_set(&blueprint->table.schema, request->schema, err));
	UP_TRY(text_set(&blueprint->table.name, request->name, err));
	return decide(blueprint, request, err);
}
