/* SPDX-License-Identifier: PostgreSQL */
#include "pg/binding.h"

#include "pg/binary.h"
#include "pg/text.h"

void up_binding_release(struct up_binding *binding)
{
	up_buffer_release(&binding->text);
	up_buffer_release(&binding->offsets);
	up_buffer_release(&binding->lengths);
	up_buffer_release(&binding->formats);
	up_buffer_release(&binding->values);
}

void up_binding_clear(struct up_binding *binding)
{
	up_buffer_clear(&binding->text);
	up_buffer_clear(&binding->offsets);
	up_buffer_clear(&binding->lengths);
	up_buffer_clear(&binding->formats);
}

static void add(struct up_binding *binding, size_t offset, int length, int format)
{
	up_buffer_append(&binding->offsets, &offset, sizeof offset);
	up_buffer_append(&binding->lengths, &length, sizeof length);
	up_buffer_append(&binding->formats, &format, sizeof format);
}

static void add_offset(struct up_binding *binding, size_t offset)
{
	add(binding, offset, 0, 0);
}

void up_binding_add_string(struct up_binding *binding, const char *string)
{
	add_offset(binding, binding->text.length);
	up_buffer_append(&binding->text, string, strlen(string) + 1);
}

static void add_text(struct up_binding *binding, const struct up_vector *vector, size_t row)
{
	if (up_vector_is_null(vector, row)) {
		add_offset(binding, SIZE_MAX);
		return;
	}
	add_offset(binding, binding->text.length);
	up_text_append(&binding->text, vector, row);
	up_buffer_append_char(&binding->text, '\0');
}

void up_binding_add_row(struct up_binding *binding, const struct up_batch *batch, size_t row)
{
	for (size_t c = 0; c < batch->relation->column_count; c++)
		add_text(binding, &batch->vectors[c], row);
}

enum up_status up_binding_add_binary_row(struct up_binding *binding, const struct up_batch *batch,
					 size_t row, struct up_error *err)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		const enum up_type type = batch->relation->columns[c].type;
		const size_t start = binding->text.length;
		if (up_type_is_text(type) || up_vector_is_null(vector, row)) {
			add_text(binding, vector, row);
			continue;
		}
		UP_TRY(up_binary_append_value(&binding->text, vector, row, err));
		add(binding, start, (int)(binding->text.length - start), 1);
	}
	return UP_OK;
}

void up_binding_add_array(struct up_binding *binding, const struct up_vector *vector, size_t row,
			  size_t count)
{
	add_offset(binding, binding->text.length);
	up_text_append_array(&binding->text, vector, row, count);
	up_buffer_append_char(&binding->text, '\0');
}

enum up_status up_binding_add_binary_array(struct up_binding *binding,
					   const struct up_vector *vector, size_t row, size_t count,
					   struct up_error *err)
{
	size_t start = binding->text.length;

	UP_TRY(up_binary_append_array(&binding->text, vector, row, count, err));
	add(binding, start, (int)(binding->text.length - start), 1);
	return UP_OK;
}

enum up_status up_binding_params(struct up_binding *binding, struct up_params *params,
				 struct up_error *err)
{
	size_t count = binding->offsets.length / sizeof(size_t);

	UP_TRY(up_buffer_check(&binding->text, err));
	UP_TRY(up_buffer_check(&binding->offsets, err));
	UP_TRY(up_buffer_check(&binding->lengths, err));
	UP_TRY(up_buffer_check(&binding->formats, err));
	if (count > UP_PARAMS_MAX)
		return up_fail(err, UP_UNSUPPORTED,
			       "%zu parameters in one statement, of at most %d", count,
			       UP_PARAMS_MAX);

	/* They travel in one message, which the server holds in one piece. */
	if (binding->text.length > UP_BINARY_MAX_SIZE)
		return up_fail(err, UP_UNSUPPORTED,
			       "the parameters of one statement take %zu bytes, of at most %zu",
			       binding->text.length, UP_BINARY_MAX_SIZE);

	up_buffer_clear(&binding->values);
	for (size_t i = 0; i < count; i++) {
		size_t offset;
		memcpy(&offset, binding->offsets.data + i * sizeof offset, sizeof offset);
		const char *value = offset == SIZE_MAX ? NULL : binding->text.data + offset;
		up_buffer_append(&binding->values, &value, sizeof value);
	}
	UP_TRY(up_buffer_check(&binding->values, err));
	*params = (struct up_params){
		.count = (int)count,
		.values = (const char *const *)(const void *)binding->values.data,
		.lengths = (const int *)(const void *)binding->lengths.data,
		.formats = (const int *)(const void *)binding->formats.data,
	};
	return UP_OK;
}
