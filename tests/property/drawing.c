/* SPDX-License-Identifier: PostgreSQL */
#include "property/drawing.h"

#include "pg/statement.h"

#include <stdlib.h>

void drawing_release(struct drawing *drawing)
{
	text_list_release(&drawing->columns);
	text_list_release(&drawing->constraints);
	up_buffer_release(&drawing->before);
	up_buffer_release(&drawing->behind);
	up_buffer_release(&drawing->faults);
}

void drawing_append_qualified(struct drawing *drawing, struct up_buffer *sql, const char *name)
{
	up_sql_identifier(sql, drawing->fixture->relation.schema);
	up_buffer_append_char(sql, '.');
	up_sql_identifier(sql, name);
}

void drawing_append_table(struct drawing *drawing, struct up_buffer *sql)
{
	up_sql_table(sql, &drawing->fixture->relation);
}

void drawing_append_literal(struct up_buffer *sql, const char *text)
{
	up_buffer_append_char(sql, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			up_buffer_append_char(sql, '\'');
		up_buffer_append_char(sql, *text);
	}
	up_buffer_append_char(sql, '\'');
}

enum up_status drawing_add(struct text_list *list, struct up_buffer *definition,
			   struct up_error *err)
{
	UP_TRY(up_buffer_check(definition, err));
	UP_TRY(text_list_add(list, up_buffer_string(definition), err));
	up_buffer_clear(definition);
	return UP_OK;
}

void drawing_begin_fault(struct drawing *drawing, const char *column, const char *what)
{
	struct up_buffer *sql = &drawing->faults;
	UP_BUFFER text = {0};

	up_buffer_append_format(&text, "column \"%s\" %s: rows ", column, what);
	up_buffer_append_string(sql, sql->length > 0 ? " UNION ALL SELECT " : "SELECT ");
	drawing_append_literal(sql, up_buffer_string(&text));
	up_buffer_append_string(sql, " || count(*) FROM ");
}

void drawing_end_fault(struct drawing *drawing)
{
	up_buffer_append_string(&drawing->faults, " HAVING count(*) > 0");
}

void drawing_append_first_state(struct drawing *drawing, struct up_buffer *sql)
{
	drawing_append_qualified(drawing, sql, DIFFERENTIAL_FIRST_STATE);
	up_buffer_append_string(sql, " AS f");
}

void drawing_append_same_row(struct drawing *drawing, struct up_buffer *sql)
{
	const struct up_relation *relation = &drawing->fixture->relation;

	for (size_t c = 0; c < relation->key_count; c++) {
		up_buffer_append_string(sql, c > 0 ? " AND f." : "f.");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_string(sql, "::text = t.");
		up_sql_identifier(sql, relation->columns[c].name);
		up_buffer_append_string(sql, "::text");
	}
	if (!up_relation_has_scope(relation))
		return;
	up_buffer_append_string(sql, " AND f.");
	up_sql_identifier(sql, relation->scope.name);
	up_buffer_append_string(sql, " = t.");
	up_sql_identifier(sql, relation->scope.name);
}
