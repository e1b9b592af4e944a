/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/fixture_shape.h"

#include "measure/conformance/fixture_types.h"

#include <stdio.h>

#define ROWS 40
#define NEW_FROM 34 /* these are new */

/* ---- native columns ------------------------------------------------------ */

static enum up_status begin(struct fixture *fixture, const char *table, const char *scope,
			    struct up_error *err)
{
	const struct up_column column = {
		.name = (char *)(uintptr_t)scope, .type = UP_TYPE_TEXT, .type_modifier = -1};

	return up_relation_init(&fixture->relation, NULL, table, scope != NULL ? &column : NULL,
				err);
}

static enum up_status add_column(struct fixture *fixture, const char *name, enum up_type type,
				 struct up_error *err)
{
	const struct up_column column = {.name = (char *)(uintptr_t)name,
					 .type = type,
					 .type_modifier = -1,
					 .nullable = true};

	return up_relation_add(&fixture->relation, &column, err);
}

static enum up_status begin_rows(struct fixture *fixture, size_t key_count, struct up_error *err)
{
	UP_TRY(up_relation_set_key(&fixture->relation, key_count, err));
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	return up_batch_init(&fixture->after, &fixture->relation, err);
}

/* The values of a row; of each edition others, but for the key. */
typedef enum up_status row_function(struct up_batch *batch, size_t row, size_t edition,
				    struct up_error *err);

static enum up_status make_rows(struct fixture *fixture, size_t rows, size_t old,
				row_function *append, struct up_error *err)
{
	for (size_t row = 0; row < rows; row++) {
		if (row < old) {
			UP_TRY(append(&fixture->before, row, 0, err));
			UP_TRY(up_batch_end_row(&fixture->before, err));
		}
		UP_TRY(append(&fixture->after, row, 1, err));
		UP_TRY(up_batch_end_row(&fixture->after, err));
	}
	return UP_OK;
}

static void append_text(struct up_vector *vector, const char *text)
{
	up_vector_append_bytes(vector, text, strlen(text));
}

static void append_number(struct up_vector *vector, size_t row, size_t edition)
{
	char text[40];

	snprintf(text, sizeof text, "value %zu of %s", row, edition == 0 ? "old" : "new");
	append_text(vector, text);
}

/* ---- keys of several columns, and no scope -------------------------------- */

/* Side by side, some of them are the same text: 'a' and 'bc', 'ab' and 'c'. */
static const char *const parts[] = {"", "a", "ab", "abc", "b", "bc", "c", "a\"b', ("};
#define PARTS (sizeof parts / sizeof parts[0])

static enum up_status append_pair(struct up_batch *batch, size_t row, size_t edition,
				  struct up_error *err)
{
	(void)err;
	append_text(&batch->vectors[0], parts[row / PARTS]);
	append_text(&batch->vectors[1], parts[row % PARTS]);
	append_number(&batch->vectors[2], row, edition);
	if (row % 5 == edition)
		up_vector_append_null(&batch->vectors[3]);
	else
		up_vector_append_int32(&batch->vectors[3], (int32_t)(row % 3 + edition));
	return UP_OK;
}

enum up_status fixture_two_key_columns(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "two keys", "scope", err));
	UP_TRY(add_column(fixture, "select", UP_TYPE_TEXT, err));
	UP_TRY(add_column(fixture, "a\"b", UP_TYPE_VARCHAR, err));
	UP_TRY(add_column(fixture, "note", UP_TYPE_TEXT, err));
	UP_TRY(add_column(fixture, "n", UP_TYPE_INT4, err));
	UP_TRY(begin_rows(fixture, 2, err));
	return make_rows(fixture, ROWS, NEW_FROM, append_pair, err);
}

/* The first part says little: there are three tenants, and one has most of the rows. */
static enum up_status append_triple(struct up_batch *batch, size_t row, size_t edition,
				    struct up_error *err)
{
	(void)err;
	up_vector_append_int32(&batch->vectors[0], row < 30 ? 7 : row % 2 == 0 ? -7 : 0);
	up_vector_append_int32(&batch->vectors[1], (int32_t)(row / 2) * 100);
	append_text(&batch->vectors[2], parts[row % 2 + 1]);
	append_number(&batch->vectors[3], row, edition);
	return UP_OK;
}

enum up_status fixture_three_key_columns(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "three keys", NULL, err));
	UP_TRY(add_column(fixture, "tenant", UP_TYPE_INT4, err));
	UP_TRY(add_column(fixture, "day", UP_TYPE_DATE, err));
	UP_TRY(add_column(fixture, "code", UP_TYPE_TEXT, err));
	UP_TRY(add_column(fixture, "t", UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, 3, err));
	return make_rows(fixture, ROWS, NEW_FROM, append_triple, err);
}

static enum up_status append_single(struct up_batch *batch, size_t row, size_t edition,
				    struct up_error *err)
{
	(void)err;
	up_vector_append_int64(&batch->vectors[0], (int64_t)row - 20);
	append_number(&batch->vectors[1], row, edition);
	return UP_OK;
}

enum up_status fixture_no_scope(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "no scope", NULL, err));
	UP_TRY(add_column(fixture, "id", UP_TYPE_INT8, err));
	UP_TRY(add_column(fixture, "u", UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, 1, err));
	return make_rows(fixture, ROWS, NEW_FROM, append_single, err);
}

/* Unique in the table, not only in a scope. */
enum up_status fixture_scope_outside_key(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "outside", "scope", err));
	fixture->relation.scope_outside_key = true;
	UP_TRY(add_column(fixture, "id", UP_TYPE_INT8, err));
	UP_TRY(add_column(fixture, "u", UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, 1, err));
	return make_rows(fixture, ROWS, NEW_FROM, append_single, err);
}

/* Whose values the server makes where a row has none, and here they come with the rows. */
enum up_status fixture_identity_key(struct fixture *fixture, struct up_error *err)
{
	static const struct column_kind identity = {
		.definition = "bigint GENERATED ALWAYS AS IDENTITY", .type = UP_TYPE_INT8};

	UP_TRY(begin(fixture, "identity", NULL, err));
	UP_TRY(fixture_add_kind(fixture, "id", &identity, false, err));
	UP_TRY(add_column(fixture, "u", UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, 1, err));
	return make_rows(fixture, ROWS, NEW_FROM, append_single, err);
}

/* ---- other types --------------------------------------------------------- */

/* One of each kind behind the key, and its nulls. */
static enum up_status append_kinds(struct up_batch *batch, size_t row, size_t edition,
				   struct up_error *err)
{
	up_vector_append_int32(&batch->vectors[0], (int32_t)row);
	for (size_t k = 0; k < column_kind_count(); k++) {
		struct up_vector *vector = &batch->vectors[k + 1];
		if ((row + k) % 7 == edition)
			up_vector_append_null(vector);
		else
			UP_TRY(column_kind_append(&column_kinds[k], row + edition, vector, err));
	}
	return UP_OK;
}

static enum up_status add_kinds(struct fixture *fixture, struct up_error *err)
{
	char name[32];

	for (size_t k = 0; k < column_kind_count(); k++) {
		snprintf(name, sizeof name, "kind %zu", k);
		UP_TRY(fixture_add_kind(fixture, name, &column_kinds[k], true, err));
	}
	return UP_OK;
}

enum up_status fixture_other_types(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, "other types", "scope", err));
	UP_TRY(add_column(fixture, "key", UP_TYPE_INT4, err));
	UP_TRY(add_kinds(fixture, err));
	UP_TRY(begin_rows(fixture, 1, err));
	return make_rows(fixture, 30, 26, append_kinds, err);
}

#define MAX_KINDS 32 /* as many columns as an index can have */

/* The kinds that can be in a key, as many as fit, and one column that changes. */
static size_t key_kinds(const struct column_kind **kinds)
{
	size_t count = 0;

	for (size_t k = 0; k < column_kind_count() && count < MAX_KINDS; k++) {
		if (column_kinds[k].in_key)
			kinds[count++] = &column_kinds[k];
	}
	return count;
}

static enum up_status append_kind_keys(struct up_batch *batch, size_t row, size_t edition,
				       struct up_error *err)
{
	const struct column_kind *kinds[MAX_KINDS];
	const size_t count = key_kinds(kinds);

	/* The first two tell the rows apart: they have 8 and 7 values. */
	for (size_t k = 0; k < count; k++)
		UP_TRY(column_kind_append(kinds[k], row, &batch->vectors[k], err));
	append_number(&batch->vectors[count], row, edition);
	return UP_OK;
}

enum up_status fixture_other_keys(struct fixture *fixture, struct up_error *err)
{
	const struct column_kind *kinds[MAX_KINDS];
	const size_t count = key_kinds(kinds);
	char name[32];

	UP_TRY(begin(fixture, "other keys", NULL, err));
	for (size_t k = 0; k < count; k++) {
		snprintf(name, sizeof name, "key %zu", k);
		UP_TRY(fixture_add_kind(fixture, name, kinds[k], false, err));
	}
	UP_TRY(add_column(fixture, "note", UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, count, err));
	return make_rows(fixture, ROWS, NEW_FROM, append_kind_keys, err);
}

static enum up_status append_kind_key(struct up_batch *batch, size_t row, size_t edition,
				      struct up_error *err)
{
	UP_TRY(column_kind_append(&column_kinds[0], row, &batch->vectors[0], err));
	append_number(&batch->vectors[1], row, edition);
	return UP_OK;
}

/* An enum, whose order is not that of its labels. */
enum up_status fixture_one_other_key(struct fixture *fixture, struct up_error *err)
{
	const size_t values = column_kind_values(&column_kinds[0]);

	UP_TRY(begin(fixture, "one other key", "scope", err));
	UP_TRY(fixture_add_kind(fixture, "mood", &column_kinds[0], false, err));
	UP_TRY(add_column(fixture, "note", UP_TYPE_TEXT, err));
	UP_TRY(begin_rows(fixture, 1, err));
	return make_rows(fixture, values, values - 2, append_kind_key, err);
}

/* ---- values that are too long --------------------------------------------- */

static enum up_status append_kind_row(struct up_batch *batch, const struct column_kind *kind,
				      size_t row, size_t value, struct up_error *err)
{
	up_vector_append_int32(&batch->vectors[0], (int32_t)row);
	UP_TRY(column_kind_append(kind, value, &batch->vectors[1], err));
	return up_batch_end_row(batch, err);
}

/* The table keeps its old edition. */
static enum up_status make_long(struct fixture *fixture, const char *definition, const char *bad,
				struct up_error *err)
{
	const struct column_kind *kind = column_kind_find(definition);

	UP_TRY(begin(fixture, "too long", "scope", err));
	UP_TRY(add_column(fixture, "key", UP_TYPE_INT4, err));
	UP_TRY(fixture_add_kind(fixture, "value", kind, true, err));
	UP_TRY(begin_rows(fixture, 1, err));
	UP_TRY(up_batch_init(&fixture->incoming, &fixture->relation, err));
	for (size_t row = 0; row < FIXTURE_GOOD_ROWS + 3; row++) {
		UP_TRY(append_kind_row(&fixture->before, kind, row, row, err));
		if (row != FIXTURE_GOOD_ROWS) {
			UP_TRY(append_kind_row(&fixture->incoming, kind, row, row + 1, err));
			continue;
		}
		up_vector_append_int32(&fixture->incoming.vectors[0], (int32_t)row);
		append_text(&fixture->incoming.vectors[1], bad);
		UP_TRY(up_batch_end_row(&fixture->incoming, err));
	}
	return UP_OK;
}

enum up_status fixture_long_character(struct fixture *fixture, struct up_error *err)
{
	return make_long(fixture, "character(3)", "four", err);
}

enum up_status fixture_long_bit(struct fixture *fixture, struct up_error *err)
{
	return make_long(fixture, "bit(4)", "10101", err);
}

enum up_status fixture_long_domain(struct fixture *fixture, struct up_error *err)
{
	return make_long(fixture, "%s.short", "sixsix", err);
}
