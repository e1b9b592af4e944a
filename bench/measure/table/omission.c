/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/omission.h"

/* Takes both texts out of their buffers. */
static enum up_status add(struct shape *shape, struct up_buffer *what, struct up_buffer *why,
			  struct up_error *err)
{
	UP_TRY(up_buffer_check(what, err));
	UP_TRY(up_buffer_check(why, err));
	struct shape_omission *omission = record_list_add(&shape_omission_table, &shape->left_out);
	if (omission == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a shape");
	omission->what = up_buffer_detach(what);
	omission->why = up_buffer_detach(why);
	return UP_OK;
}

static enum up_status add_triggers(struct shape *shape, struct up_error *err)
{
	UP_BUFFER what = {0}, why = {0};

	for (size_t t = 0; t < shape->triggers.count; t++) {
		const struct shape_trigger *trigger = &shape->triggers.items[t];
		up_buffer_append_format(&what, "trigger %s", trigger->name);
		up_buffer_append_format(&why, "it would run the user's function %s()",
					trigger->function);
		UP_TRY(add(shape, &what, &why, err));
	}
	return UP_OK;
}

static enum up_status add_constraints(struct shape *shape, struct up_error *err)
{
	UP_BUFFER what = {0}, why = {0};

	for (size_t c = 0; c < shape->constraints.count; c++) {
		const struct shape_constraint *constraint = &shape->constraints.items[c];
		if (constraint->references == NULL)
			continue;
		up_buffer_append_format(&what, "foreign key %s", constraint->name);
		up_buffer_append_format(&why, "%s, which it refers to, is not copied",
					constraint->references);
		UP_TRY(add(shape, &what, &why, err));
	}
	return UP_OK;
}

static enum up_status add_indexes(struct shape *shape, struct up_error *err)
{
	UP_BUFFER what = {0}, why = {0};

	for (size_t i = 0; i < shape->indexes.count; i++) {
		if (shape->indexes.items[i].is_valid == FACT_YES)
			continue;
		up_buffer_append_format(&what, "index %s", shape->indexes.items[i].name);
		up_buffer_append_string(&why, "it is invalid");
		UP_TRY(add(shape, &what, &why, err));
	}
	return UP_OK;
}

static void append_list(struct up_buffer *text, const struct text_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		up_buffer_append_format(text, "%s%s", i > 0 ? ", " : "", list->items[i]);
}

/* Why the default is not taken over; nothing: it is. */
static void append_default_reason(struct up_buffer *why, const struct shape_column *column)
{
	const char *text = column->default_expression;

	if (column->generated != SHAPE_GENERATED_NOT || column->identity != SHAPE_IDENTITY_NOT ||
	    text == NULL)
		return;
	if (column->sequence.type != NULL || strstr(text, "nextval(") != NULL) {
		up_buffer_append_string(
			why, "a sequence of the new table's own takes the place of the original's");
	} else if (column->functions.count > 0) {
		up_buffer_append_string(why, "it would run the user's function ");
		append_list(why, &column->functions);
	}
}

static enum up_status add_defaults(struct shape *shape, struct up_error *err)
{
	UP_BUFFER what = {0}, why = {0};

	for (size_t c = 0; c < shape->columns.count; c++) {
		append_default_reason(&why, &shape->columns.items[c]);
		if (why.length == 0)
			continue;
		up_buffer_append_format(&what, "default of %s", shape->columns.items[c].name);
		UP_TRY(add(shape, &what, &why, err));
	}
	return UP_OK;
}

enum up_status omission_find(struct shape *shape, struct up_error *err)
{
	UP_TRY(add_triggers(shape, err));
	UP_TRY(add_constraints(shape, err));
	UP_TRY(add_indexes(shape, err));
	return add_defaults(shape, err);
}
