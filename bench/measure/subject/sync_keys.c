/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/sync_keys.h"

#include "pg/text.h"
#include "sync/key.h"

void sync_keys_release(struct sync_keys *keys)
{
	up_keymap_release(&keys->keys);
}

enum up_status sync_keys_init(struct sync_keys *keys, const struct subject *subject,
			      const struct rows *rows, struct up_error *err)
{
	SYNC_KEYS new = {.subject = subject};
	UP_BATCH row = {0};
	UP_BUFFER space = {0};

	UP_TRY(up_batch_init(&row, &subject->relation, err));
	for (size_t number = 0; number < rows->count; number++) {
		size_t length;
		up_batch_clear(&row);
		UP_TRY(rows->append(rows, number, EDITION_NEW, &row, err));
		const char *key = up_key_bytes(&row, 0, &space, &length);
		UP_TRY(up_buffer_check(&space, err));
		UP_TRY(up_keymap_add(&new.keys, key, length, err));
	}
	*keys = new;
	new = (struct sync_keys){0};
	return UP_OK;
}

bool sync_keys_has_scope(const struct sync_keys *keys, const struct up_batch *image,
			 struct up_buffer *scratch)
{
	if (!up_relation_has_scope(&keys->subject->relation))
		return true;
	up_buffer_clear(scratch);
	up_text_append(scratch, &image->vectors[0], 0);
	return strcmp(up_buffer_string(scratch), keys->subject->scope) == 0;
}

enum up_status sync_keys_find(const struct sync_keys *keys, const struct up_batch *image,
			      struct up_buffer *scratch, size_t *number, struct up_error *err)
{
	const struct up_batch row = {.relation = &keys->subject->relation,
				     .row_count = 1,
				     .vectors = image->vectors + subject_lead(keys->subject)};
	size_t length;

	*number = SIZE_MAX;
	if (!sync_keys_has_scope(keys, image, scratch))
		return up_buffer_check(scratch, err);
	const char *key = up_key_bytes(&row, 0, scratch, &length);
	UP_TRY(up_buffer_check(scratch, err));
	const struct up_keymap_entry *entry = up_keymap_find(&keys->keys, key, length);
	if (entry != NULL)
		*number = (size_t)(entry - keys->keys.entries);
	return UP_OK;
}
