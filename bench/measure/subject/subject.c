/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/subject.h"

#include <stdlib.h>

void subject_close(struct subject *subject)
{
	if (subject != NULL)
		subject->close(subject);
}

void subject_release(struct subject *subject)
{
	up_relation_release(&subject->relation);
	up_relation_release(&subject->image);
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
