/* SPDX-License-Identifier: PostgreSQL */
#include "measure/oracle/difference.h"

#include "measure/subject/expected_row.h"
#include "measure/subject/image.h"
#include "measure/subject/sync_keys.h"
#include "pg/text.h"

#include <stdlib.h>

#define NAMED_MAX 3 /* columns, in a message */

struct difference {
	const struct oracle *oracle;
	struct sync_keys keys;
	struct expected_row expected;
	struct up_batch copy; /* of a row, with the wrong columns right; of the image */
	struct up_buffer a;
	struct up_buffer b;
	struct up_error first; /* what is wrong with the first wrong row; UP_OK: none is */
	bool *wrong;           /* of each column of the relation, in any row */
	struct digest rest;    /* of the table, were the wrong columns right */
};

static void difference_release(struct difference *difference)
{
	sync_keys_release(&difference->keys);
	expected_row_release(&difference->expected);
	up_batch_release(&difference->copy);
	up_buffer_release(&difference->a);
	up_buffer_release(&difference->b);
	free(difference->wrong);
}

static enum up_status make_expected(struct difference *difference, size_t number,
				    struct up_error *err)
{
	const struct oracle *oracle = difference->oracle;

	return expected_row_make(&difference->expected, oracle->population->rows, oracle->columns,
				 number, err);
}

static bool same_value(struct difference *difference, const struct up_vector *found,
		       const struct up_vector *expected)
{
	digest_begin_row(&difference->a);
	digest_begin_row(&difference->b);
	digest_add_value(&difference->a, found, 0);
	digest_add_value(&difference->b, expected, 0);
	return difference->a.length == difference->b.length &&
	       memcmp(difference->a.data, difference->b.data, difference->a.length) == 0;
}

static void describe_value(struct up_buffer *text, const struct up_vector *vector)
{
	up_buffer_clear(text);
	if (up_vector_is_null(vector, 0)) {
		up_buffer_append_string(text, "null");
		return;
	}
	up_buffer_append_char(text, '"');
	up_text_append(text, vector, 0);
	up_buffer_append_char(text, '"');
}

/* Appends the key of a row: username "a", number "1". */
static void append_key(struct up_buffer *text, const struct up_batch *row)
{
	for (size_t c = 0; c < row->relation->key_count; c++) {
		up_buffer_append_format(text, c > 0 ? ", %s \"" : "%s \"",
					row->relation->columns[c].name);
		up_text_append(text, &row->vectors[c], 0);
		up_buffer_append_char(text, '"');
	}
}

static void note_wrong(struct difference *difference, const struct up_batch *row, size_t number,
		       size_t column, const struct up_vector *expected)
{
	const char *name = row->relation->columns[column].name;
	UP_BUFFER key = {0};

	difference->wrong[column] = true;
	if (difference->first.status != UP_OK)
		return;
	if (difference->oracle->subject->is_own) {
		up_fail(&difference->first, UP_MISMATCH,
			"row %zu of the sync: %s is not as expected", number + 1, name);
		return;
	}
	append_key(&key, row);
	describe_value(&difference->a, &row->vectors[column]);
	describe_value(&difference->b, expected);
	up_fail(&difference->first, UP_MISMATCH, "%s: %s is %.200s, expected %.200s",
		up_buffer_string(&key), name, up_buffer_string(&difference->a),
		up_buffer_string(&difference->b));
}

/* row: the columns of the relation in image. */
static enum up_status compare_row(struct difference *difference, const struct up_batch *image,
				  const struct up_batch *row, size_t number, struct up_error *err)
{
	const struct oracle *oracle = difference->oracle;
	const size_t lead = subject_lead(oracle->subject);
	const size_t end = lead + row->relation->column_count;

	UP_TRY(make_expected(difference, number, err));
	up_batch_clear(&difference->copy);
	for (size_t c = 0; c < oracle->image.column_count; c++) {
		const struct up_vector *found = &image->vectors[c];
		if (c >= lead && c < end) {
			const struct up_vector *expected =
				expected_row_vector(&difference->expected, c - lead);
			if (!oracle->skipped[c] && !same_value(difference, found, expected))
				note_wrong(difference, row, number, c - lead, expected);
			found = expected;
		}
		up_vector_copy_value(&difference->copy.vectors[c], found, 0);
	}
	UP_TRY(up_batch_end_row(&difference->copy, err));
	oracle_digest_row(oracle, &difference->a, &difference->copy, &difference->rest);
	return up_buffer_check(&difference->a, err);
}

static enum up_status refuse_row(struct difference *difference, const struct up_batch *row,
				 struct up_error *err)
{
	if (difference->oracle->subject->is_own)
		return up_fail(err, UP_MISMATCH, "a row that should not be there");
	up_buffer_clear(&difference->b);
	append_key(&difference->b, row);
	return up_fail(err, UP_MISMATCH, "a row with %s that should not be there",
		       up_buffer_string(&difference->b));
}

static enum up_status compare(void *context, const struct up_batch *image, struct up_error *err)
{
	struct difference *difference = context;
	const struct oracle *oracle = difference->oracle;
	const struct up_batch row = {.relation = &oracle->subject->relation,
				     .row_count = 1,
				     .vectors = image->vectors + subject_lead(oracle->subject)};
	size_t number;

	UP_TRY(sync_keys_find(&difference->keys, image, &difference->a, &number, err));
	if (number != SIZE_MAX)
		return compare_row(difference, image, &row, number, err);
	if (oracle->population->has_all_of_scope &&
	    sync_keys_has_scope(&difference->keys, image, &difference->a))
		return refuse_row(difference, &row, err);
	/* Of the others it is only known whether some row is wrong. */
	oracle_digest_row(oracle, &difference->a, image, &difference->rest);
	return up_buffer_check(&difference->a, err);
}

/* The message of the first row, with the columns, if they are several, and these if they are all
 * that is wrong. */
static enum up_status report(const struct difference *difference, struct text_list *wrong,
			     struct up_error *err)
{
	const struct oracle *oracle = difference->oracle;
	const struct up_relation *relation = &oracle->subject->relation;
	const bool is_all = digest_equal(&difference->rest, &oracle->expected);
	UP_BUFFER names = {0};
	size_t count = 0;

	for (size_t c = 0; c < relation->column_count; c++) {
		const char *name = relation->columns[c].name;
		if (!difference->wrong[c])
			continue;
		if (count++ < NAMED_MAX)
			up_buffer_append_format(&names, "%s%s", count > 1 ? ", " : "", name);
		if (is_all)
			UP_TRY(text_list_add(wrong, name, err));
	}
	if (count < 2)
		return up_fail(err, UP_MISMATCH, "%s", difference->first.message);
	if (count > NAMED_MAX)
		up_buffer_append_format(&names, " and %zu more", count - NAMED_MAX);
	return up_fail(err, UP_MISMATCH, "%s; wrong columns: %s", difference->first.message,
		       up_buffer_string(&names));
}

enum up_status difference_find(const struct oracle *oracle, struct up_conn *conn,
			       struct text_list *wrong, struct up_error *err)
{
	const struct subject *subject = oracle->subject;
	UP_CLEANUP(difference_release) struct difference difference = {.oracle = oracle};

	difference.wrong = calloc(subject->relation.column_count, sizeof *difference.wrong);
	if (difference.wrong == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	UP_TRY(expected_row_init(&difference.expected, &subject->relation, err));
	UP_TRY(up_batch_init(&difference.copy, &oracle->image, err));
	UP_TRY(sync_keys_init(&difference.keys, subject, oracle->population->rows, err));
	UP_TRY(image_read(&oracle->image, conn, compare, &difference, err));
	if (difference.first.status != UP_OK)
		return report(&difference, wrong, err);
	if (subject->is_own)
		return up_fail(err, UP_MISMATCH,
			       "rows that the sync does not bring, or columns that do not travel, "
			       "were changed");
	return up_fail(err, UP_MISMATCH, "rows of other usernames than %s were changed",
		       subject->scope);
}
