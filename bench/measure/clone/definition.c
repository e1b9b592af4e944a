/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/definition.h"

#include "pg/statement.h"

void place_append(struct up_buffer *sql, const struct place *place)
{
	up_sql_identifier(sql, place->schema);
	up_buffer_append_char(sql, '.');
	up_sql_identifier(sql, place->name);
}

void literal_append(struct up_buffer *sql, const char *text)
{
	up_buffer_append_char(sql, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			up_buffer_append_char(sql, '\'');
		up_buffer_append_char(sql, *text);
	}
	up_buffer_append_char(sql, '\'');
}

const char *definition_find(const char *text, const char *words)
{
	const size_t length = strlen(words);
	char quote = '\0';
	int depth = 0;

	for (; *text != '\0'; text++) {
		if (quote == '\0' && depth == 0 && strncmp(text, words, length) == 0)
			return text;
		/* A quote that is doubled closes and opens again. */
		if (quote != '\0')
			quote = *text == quote ? '\0' : quote;
		else if (*text == '\'' || *text == '"')
			quote = *text;
		else if (*text == '(')
			depth++;
		else if (*text == ')')
			depth--;
	}
	return NULL;
}

void schema_append(struct up_buffer *sql, const char *qualified)
{
	const char *dot = definition_find(qualified, ".");
	const char *quote = qualified[0] == '"' ? "" : "\"";

	if (dot != NULL)
		up_buffer_append_format(sql, "%s%.*s%s", quote, (int)(dot - qualified), qualified,
					quote);
}

static enum up_status fail_form(const char *what, const char *name, struct up_error *err)
{
	return up_fail(err, UP_INVALID,
		       "%s %s: its definition is not of the form that the server writes", what,
		       name);
}

static enum up_status replace(char **definition, struct up_buffer *sql, struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	free(*definition);
	*definition = up_buffer_detach(sql);
	return UP_OK;
}

enum up_status definition_move_index(struct shape_index *index, const struct place *place,
				     struct up_error *err)
{
	const char *rest = definition_find(index->definition, " USING ");
	UP_BUFFER sql = {0};

	if (rest == NULL)
		return fail_form("index", index->name, err);
	/* Without ONLY, which is there for an index of a partitioned table: its partitions have one
	 * each. */
	up_buffer_append_format(&sql, "CREATE %sINDEX ",
				index->is_unique == FACT_YES ? "UNIQUE " : "");
	up_sql_identifier(&sql, index->name);
	up_buffer_append_string(&sql, " ON ");
	place_append(&sql, place);
	up_buffer_append_string(&sql, rest);
	return replace(&index->definition, &sql, err);
}

enum up_status definition_move_trigger(struct shape_trigger *trigger, const struct place *place,
				       struct up_error *err)
{
	static const char on[] = " ON ";
	const char *table = definition_find(trigger->definition, on);
	const char *rest = table == NULL ? NULL : definition_find(table + strlen(on), " ");
	UP_BUFFER sql = {0};

	if (rest == NULL)
		return fail_form("trigger", trigger->name, err);
	up_buffer_append(&sql, trigger->definition, (size_t)(table - trigger->definition));
	up_buffer_append_string(&sql, on);
	place_append(&sql, place);
	up_buffer_append_string(&sql, rest);
	return replace(&trigger->definition, &sql, err);
}

enum up_status definition_move_foreign_key(struct shape_constraint *constraint,
					   const struct place *place, struct up_error *err)
{
	static const char references[] = " REFERENCES ";
	const char *begin = definition_find(constraint->definition, references);
	const char *end = begin == NULL ? NULL : definition_find(begin, "(");
	UP_BUFFER sql = {0};

	if (end == NULL)
		return fail_form("foreign key", constraint->name, err);
	up_buffer_append(&sql, constraint->definition, (size_t)(begin - constraint->definition));
	up_buffer_append_string(&sql, references);
	place_append(&sql, place);
	up_buffer_append_string(&sql, end);
	return replace(&constraint->definition, &sql, err);
}

/* Appends a qualified name in the schema, or in its own one, which is always quoted then. */
static void append_moved(struct up_buffer *moved, const char *name, const char *schema)
{
	const char *dot = definition_find(name, ".");

	if (schema != NULL)
		up_sql_identifier(moved, schema);
	else
		schema_append(moved, name);
	up_buffer_append_string(moved, dot != NULL ? dot : name);
}

enum up_status definition_move_statistics(struct shape_extended_statistics *extended,
					  const char *schema, const struct place *place,
					  struct up_error *err)
{
	const char *on = definition_find(extended->definition, " ON ");
	const char *from = on == NULL ? NULL : definition_find(on, " FROM ");
	const char *kinds = definition_find(extended->definition, " (");
	UP_BUFFER name = {0};
	UP_BUFFER sql = {0};

	if (from == NULL)
		return fail_form("statistics", extended->name, err);
	if (kinds == NULL || kinds > on)
		kinds = on;
	append_moved(&name, extended->name, schema);
	UP_TRY(up_buffer_check(&name, err));
	up_buffer_append_format(&sql, "CREATE STATISTICS %s", name.data);
	up_buffer_append(&sql, kinds, (size_t)(from - kinds));
	up_buffer_append_string(&sql, " FROM ");
	place_append(&sql, place);
	UP_TRY(replace(&extended->definition, &sql, err));
	return replace(&extended->name, &name, err);
}

void definition_append_options(struct up_buffer *sql, const char *definition)
{
	const char *options = definition_find(definition, " WITH (");
	const char *end = options == NULL ? NULL : definition_find(options + 1, " WHERE (");

	if (options == NULL)
		return;
	up_buffer_append(sql, options, end == NULL ? strlen(options) : (size_t)(end - options));
}
