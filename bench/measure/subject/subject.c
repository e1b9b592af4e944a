/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/subject.h"

#include <stdlib.h>
#include <string.h>

void subject_close(struct subject *subject)
{
	if (subject != NULL)
		subject->close(subject);
}

void subject_release(struct subject *subject)
{
	up_relation_release(&subject->relation);
	up_relation_release(&subject->image);
	text_list_release(&subject->named_columns);
	free(subject->reference);
	free(subject->scope);
	free(subject->generated_check);
}

enum up_status subject_set_image(struct subject *subject, const struct up_column *others,
				 size_t count, struct up_error *err)
{
	const struct up_relation *relation = &subject->relation;
	UP_RELATION image = {0};

	UP_TRY(up_relation_init(&image, NULL, relation->table, NULL, err));
	if (up_relation_has_scope(relation))
		UP_TRY(up_relation_add(&image, &relation->scope, err));
	for (size_t c = 0; c < relation->column_count; c++)
		UP_TRY(up_relation_add(&image, &relation->columns[c], err));
	for (size_t c = 0; c < count; c++)
		UP_TRY(up_relation_add(&image, &others[c], err));
	subject->image = image;
	image = (struct up_relation){0};
	return UP_OK;
}

/* SIZE_MAX: the relation has no such column. */
static size_t place_of(const struct up_relation *relation, const char *name)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		if (strcmp(relation->columns[c].name, name) == 0)
			return c;
	}
	return SIZE_MAX;
}

static void move_forward(struct up_column *columns, size_t from, size_t to)
{
	const struct up_column moved = columns[from];

	memmove(&columns[to + 1], &columns[to], (from - to) * sizeof *columns);
	columns[to] = moved;
}

enum up_status subject_name_columns(struct subject *subject, const struct text_list *names,
				    struct up_error *err)
{
	struct up_relation *relation = &subject->relation;
	struct up_column *image = subject->image.columns + subject_lead(subject);
	struct up_reference *reference = subject->reference;
	const char *refers = reference != NULL ? relation->columns[reference->column].name : NULL;

	for (size_t n = 0; n < names->count; n++) {
		const size_t place = place_of(relation, names->items[n]);
		UP_TRY(text_list_add(&subject->named_columns, names->items[n], err));
		move_forward(relation->columns, place, relation->key_count + n);
		move_forward(image, place, relation->key_count + n);
	}
	if (reference == NULL)
		return UP_OK;
	reference->column = place_of(relation, refers);
	if (reference->column >= relation->key_count + names->count)
		free(UP_TAKE(subject->reference));
	return UP_OK;
}
