/* SPDX-License-Identifier: PostgreSQL */
#include "measure/script/parameter_comment.h"

#include "pg/statement.h"

void comment_append(struct up_buffer *script, const char *text)
{
	for (; *text != '\0'; text++)
		up_buffer_append_char(script, *text == '\n' || *text == '\r' ? ' ' : *text);
}

static void append_name(struct up_buffer *script, const char *name)
{
	UP_BUFFER quoted = {0};

	up_sql_identifier(&quoted, name);
	comment_append(script, up_buffer_string(&quoted));
}

static bool is_array(const struct recorded_parameter *parameter)
{
	const size_t length = parameter->type != NULL ? strlen(parameter->type) : 0;
	return length > 2 && strcmp(parameter->type + length - 2, "[]") == 0;
}

/* Those that rows travel in: all but the scope, which is the last. */
static size_t of_rows(const struct up_relation *relation, const struct recorded *item)
{
	const size_t count = item->parameter_count;
	return up_relation_has_scope(relation) && count > 0 ? count - 1 : count;
}

/* A value of each column per row, or an array of them. */
static bool has_columns(const struct up_relation *relation, const struct recorded *item)
{
	const size_t count = of_rows(relation, item);
	return count > 0 && count % relation->column_count == 0;
}

static bool is_document(const struct up_relation *relation, const struct recorded *item)
{
	return of_rows(relation, item) == 1 && item->parameters[0].type != NULL &&
	       strncmp(item->parameters[0].type, "json", 4) == 0;
}

bool parameter_comment_has_rows(const struct up_relation *relation, const struct recorded *item)
{
	return has_columns(relation, item) && of_rows(relation, item) > relation->column_count;
}

static void append_column(struct up_buffer *script, const struct up_relation *relation, size_t c,
			  bool array)
{
	const struct up_column *column = &relation->columns[c];

	append_name(script, column->name);
	if (c < relation->key_count)
		up_buffer_append_string(script, ", key");
	if (array)
		up_buffer_append_string(script, ", an element per row");
	if (column->type == UP_TYPE_OTHER) {
		up_buffer_append_string(script, ", as the text of its type, ");
		comment_append(script, column->type_name);
	}
}

static void append_meaning(struct up_buffer *script, const struct up_relation *relation,
			   const struct recorded *item, size_t p)
{
	if (p >= of_rows(relation, item)) {
		append_name(script, relation->scope.name);
		up_buffer_append_string(script, ", whose rows they are");
		return;
	}
	if (is_document(relation, item))
		up_buffer_append_string(script,
					"an array with an object per row, whose members are");
	for (size_t c = 0; is_document(relation, item) && c < relation->column_count; c++) {
		up_buffer_append_string(script, c > 0 ? ", " : " ");
		append_name(script, relation->columns[c].name);
	}
	if (has_columns(relation, item))
		append_column(script, relation, p % relation->column_count,
			      is_array(&item->parameters[p]));
}

static void append_parameter(struct up_buffer *script, const struct up_relation *relation,
			     const struct recorded *item, size_t p)
{
	const struct recorded_parameter *parameter = &item->parameters[p];

	up_buffer_append_format(script, "--   $%zu ", p + 1);
	comment_append(script, parameter->type != NULL ? parameter->type : "value");
	if (parameter->is_binary)
		up_buffer_append_string(script, ", binary");
	if (p >= of_rows(relation, item) || has_columns(relation, item) ||
	    is_document(relation, item)) {
		up_buffer_append_string(script, ": ");
		append_meaning(script, relation, item, p);
	}
	up_buffer_append_char(script, '\n');
}

void parameter_comment_append(struct up_buffer *script, const struct up_relation *relation,
			      const struct recorded *item)
{
	const size_t columns = relation->column_count;
	const size_t rows_end = of_rows(relation, item);
	const bool several = parameter_comment_has_rows(relation, item);

	for (size_t p = 0; p < (several ? columns : rows_end); p++)
		append_parameter(script, relation, item, p);
	if (several)
		up_buffer_append_format(script, "--   $%zu to $%zu: the next row, and so on\n",
					columns + 1, 2 * columns);
	for (size_t p = rows_end; p < item->parameter_count; p++)
		append_parameter(script, relation, item, p);
}
