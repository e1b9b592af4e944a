/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/fixture_case.h"

#include "measure/conformance/fixture_shape.h"

#include <stdio.h>

/* ---- rows of the tables of schema/hostile.sql --------------------------- */

#define ROWS 9

/* One row of such a table; NULL is null, and length is that of note where it is not
 * that of a string. */
struct line {
	const char *key;
	const char *price;
	int32_t amount;
	const char *name;
	const char *note;
	size_t note_length;
};

static enum up_status begin(struct fixture *fixture, struct up_error *err)
{
	static const struct {
		const char *name;
		enum up_type type;
		int32_t modifier;
	} columns[] = {
		{"key", UP_TYPE_TEXT, -1},    {"price", UP_TYPE_NUMERIC, ((6 << 16) | 2) + 4},
		{"amount", UP_TYPE_INT4, -1}, {"name", UP_TYPE_VARCHAR, 10 + 4},
		{"note", UP_TYPE_TEXT, -1},
	};
	struct up_column scope = {
		.name = (char *)(uintptr_t) "scope", .type = UP_TYPE_TEXT, .type_modifier = -1};

	UP_TRY(up_relation_init(&fixture->relation, NULL, "plain", &scope, err));
	for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++) {
		struct up_column column = {.name = (char *)(uintptr_t)columns[c].name,
					   .type = columns[c].type,
					   .type_modifier = columns[c].modifier,
					   .nullable = c > 0};
		UP_TRY(up_relation_add(&fixture->relation, &column, err));
	}
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->incoming, &fixture->relation, err));
	return up_batch_init(&fixture->after, &fixture->relation, err);
}

static void append_text(struct up_vector *vector, const char *text, size_t length)
{
	if (text == NULL)
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, text, length != 0 ? length : strlen(text));
}

static enum up_status append(struct up_batch *batch, const struct line *line, struct up_error *err)
{
	append_text(&batch->vectors[0], line->key, 0);
	append_text(&batch->vectors[1], line->price, 0);
	up_vector_append_int32(&batch->vectors[2], line->amount);
	append_text(&batch->vectors[3], line->name, 0);
	append_text(&batch->vectors[4], line->note, line->note_length);
	return up_batch_end_row(batch, err);
}

/* Row n of the old edition, or of the new one; its texts live in the caller's space. */
static struct line line_of(size_t n, bool new, char key[16])
{
	snprintf(key, 16, "key %zu", n);
	if (!new)
		return (struct line){key, "1.50", (int32_t)n, "before", "before", 0};
	return (struct line){key, "2.25", (int32_t)n + 100, "after", "after", 0};
}

static enum up_status append_line(struct up_batch *batch, size_t n, bool new, struct up_error *err)
{
	char key[16];
	const struct line line = line_of(n, new, key);
	return append(batch, &line, err);
}

/* The rows first to first + count of the old edition, which the sync makes new. */
static enum up_status append_rows(struct fixture *fixture, size_t first, size_t count,
				  struct up_error *err)
{
	for (size_t n = first; n < first + count; n++) {
		UP_TRY(append_line(&fixture->before, n, false, err));
		UP_TRY(append_line(&fixture->incoming, n, true, err));
		UP_TRY(append_line(&fixture->after, n, true, err));
	}
	return UP_OK;
}

static enum up_status make_rows(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	return append_rows(fixture, 0, ROWS, err);
}

static enum up_status make_one_row(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	return append_rows(fixture, 0, 1, err);
}

static enum up_status make_empty(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	for (size_t n = 0; n < ROWS; n++) {
		UP_TRY(append_line(&fixture->before, n, false, err));
		UP_TRY(append_line(&fixture->after, n, false, err));
	}
	return UP_OK;
}

/* ---- duplicates ------------------------------------------------------- */

/* The key of row n, with values of its own. */
static enum up_status append_again(struct up_batch *batch, size_t n, int32_t amount,
				   struct up_error *err)
{
	char key[16];
	struct line line = line_of(n, true, key);
	line.amount = amount;
	line.note = "again";
	return append(batch, &line, err);
}

/* One key right after itself, and one in another batch when they are small. */
static enum up_status make_duplicates(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	for (size_t n = 0; n < ROWS; n++)
		UP_TRY(append_line(&fixture->before, n, false, err));
	for (size_t n = 0; n < ROWS; n++)
		UP_TRY(append_line(&fixture->incoming, n, true, err));
	UP_TRY(append_again(&fixture->incoming, 8, 1, err));
	UP_TRY(append_again(&fixture->incoming, 0, 2, err));
	UP_TRY(append_again(&fixture->incoming, 8, 3, err));
	for (size_t n = 1; n < ROWS - 1; n++)
		UP_TRY(append_line(&fixture->after, n, true, err));
	UP_TRY(append_again(&fixture->after, 0, 2, err));
	return append_again(&fixture->after, 8, 3, err);
}

/* Keys that the table does not have, twice. */
static enum up_status make_new_duplicates(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	UP_TRY(append_rows(fixture, 0, ROWS, err));
	UP_TRY(append_again(&fixture->incoming, 20, 1, err));
	UP_TRY(append_again(&fixture->incoming, 21, 2, err));
	UP_TRY(append_line(&fixture->incoming, 21, true, err));
	UP_TRY(append_line(&fixture->incoming, 22, true, err));
	UP_TRY(append_line(&fixture->incoming, 23, true, err));
	UP_TRY(append_line(&fixture->incoming, 20, true, err));
	for (size_t n = 20; n < 24; n++)
		UP_TRY(append_line(&fixture->after, n, true, err));
	return UP_OK;
}

/* ---- values that the table cannot take -------------------------------- */

/* Good rows, the bad one, good rows; the table keeps its old edition. */
static enum up_status make_bad(struct fixture *fixture, const struct line *bad,
			       struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	for (size_t n = 0; n < ROWS; n++) {
		UP_TRY(append_line(&fixture->before, n, false, err));
		if (n == FIXTURE_GOOD_ROWS)
			UP_TRY(append(&fixture->incoming, bad, err));
		else
			UP_TRY(append_line(&fixture->incoming, n, true, err));
	}
	return UP_OK;
}

static enum up_status make_too_long(struct fixture *fixture, struct up_error *err)
{
	const struct line bad = {"key 4", "2.25", 104, "elevenchars", "after", 0};
	return make_bad(fixture, &bad, err);
}

static enum up_status make_out_of_range(struct fixture *fixture, struct up_error *err)
{
	const struct line bad = {"key 4", "10000.00", 104, "after", "after", 0};
	return make_bad(fixture, &bad, err);
}

static enum up_status make_nul(struct fixture *fixture, struct up_error *err)
{
	const struct line bad = {"key 4", "2.25", 104, "after", "half\0other half", 15};
	return make_bad(fixture, &bad, err);
}

static enum up_status make_invalid(struct fixture *fixture, struct up_error *err)
{
	const struct line bad = {"key 4", "2.25", 104, "after", "\xC3(", 0};
	return make_bad(fixture, &bad, err);
}

static enum up_status make_null_key(struct fixture *fixture, struct up_error *err)
{
	const struct line bad = {NULL, "2.25", 104, "after", "after", 0};
	return make_bad(fixture, &bad, err);
}

/* Blanks and digits for which there is no room. */
static enum up_status make_excess(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	UP_TRY(append_rows(fixture, 0, FIXTURE_GOOD_ROWS, err));
	UP_TRY(append_line(&fixture->before, 4, false, err));
	UP_TRY(append(&fixture->incoming,
		      &(struct line){"key 4", "2.345", 104, "ten chars    ", "after", 0}, err));
	return append(&fixture->after,
		      &(struct line){"key 4", "2.35", 104, "ten chars ", "after", 0}, err);
}

/* ---- keys that the table does not have -------------------------------- */

static enum up_status make_absent(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	UP_TRY(append_rows(fixture, 0, ROWS, err));
	for (size_t n = 20; n < 23; n++) {
		UP_TRY(append_line(&fixture->incoming, n, true, err));
		UP_TRY(append_line(&fixture->after, n, true, err));
	}
	return UP_OK;
}

static enum up_status make_absent_alone(struct fixture *fixture, struct up_error *err)
{
	UP_TRY(begin(fixture, err));
	UP_TRY(append_rows(fixture, 0, ROWS, err));
	for (size_t n = 20; n < 23; n++)
		UP_TRY(append_line(&fixture->incoming, n, true, err));
	return UP_OK;
}

/* ---- what real tables have -------------------------------------------- */

static enum up_status make_touched(struct fixture *fixture, struct up_error *err)
{
	char key[16];

	UP_TRY(begin(fixture, err));
	for (size_t n = 0; n < ROWS; n++) {
		struct line line = line_of(n, true, key);
		UP_TRY(append_line(&fixture->before, n, false, err));
		UP_TRY(append(&fixture->incoming, &line, err));
		line.note = "after (touched)";
		UP_TRY(append(&fixture->after, &line, err));
	}
	return UP_OK;
}

static enum up_status make_names(struct fixture *fixture, struct up_error *err)
{
	return fixture_find(FIXTURE_NAMES)->make(fixture, err);
}

static enum up_status make_texts(struct fixture *fixture, struct up_error *err)
{
	return fixture_find(FIXTURE_TEXTS)->make(fixture, err);
}

static enum up_status make_extremes(struct fixture *fixture, struct up_error *err)
{
	return fixture_find(FIXTURE_EXTREMES)->make(fixture, err);
}

static enum up_status make_nulls(struct fixture *fixture, struct up_error *err)
{
	return fixture_find(FIXTURE_NULLS)->make(fixture, err);
}

#define SAME "same table as the oracle"
#define COUNTED "same table as the oracle, each row counted once"

const struct fixture_case fixture_cases[] = {
	{.name = "a key twice",
	 .policy = "the last one wins",
	 .met = "the last one wins",
	 .make = make_duplicates,
	 .table = "plain"},
	{.name = "a new key twice",
	 .policy = "one is created, the last one wins",
	 .met = "the last one wins",
	 .make = make_new_duplicates,
	 .updates_created = true,
	 .table = "plain"},
	{.name = "too long for varchar(10)",
	 .policy = "error 22001, table untouched",
	 .make = make_too_long,
	 .table = "plain",
	 .end = FIXTURE_ERROR,
	 .sqlstate = "22001",
	 .good_rows = FIXTURE_GOOD_ROWS},
	{.name = "too long for character(3)",
	 .policy = "error 22001, table untouched",
	 .make = fixture_long_character,
	 .end = FIXTURE_ERROR,
	 .sqlstate = "22001",
	 .good_rows = FIXTURE_GOOD_ROWS},
	{.name = "too long for bit(4)",
	 .policy = "error 22026, table untouched",
	 .make = fixture_long_bit,
	 .end = FIXTURE_ERROR,
	 .sqlstate = "22026",
	 .good_rows = FIXTURE_GOOD_ROWS},
	{.name = "too long for a domain over varchar(5)",
	 .policy = "error 22001, table untouched",
	 .make = fixture_long_domain,
	 .end = FIXTURE_ERROR,
	 .sqlstate = "22001",
	 .good_rows = FIXTURE_GOOD_ROWS},
	{.name = "out of range of numeric(6,2)",
	 .policy = "error 22003, table untouched",
	 .make = make_out_of_range,
	 .table = "plain",
	 .end = FIXTURE_ERROR,
	 .sqlstate = "22003",
	 .good_rows = FIXTURE_GOOD_ROWS},
	{.name = "blanks and digits in excess",
	 .policy = "blanks are cut and digits rounded, as in an INSERT",
	 .met = "blanks are cut, digits rounded",
	 .make = make_excess,
	 .table = "plain"},
	{.name = "a NUL byte",
	 .policy = "refused before its batch is sent",
	 .make = make_nul,
	 .table = "plain",
	 .end = FIXTURE_REFUSED},
	{.name = "invalid UTF-8",
	 .policy = "error 22021 or the client's own, table untouched",
	 .make = make_invalid,
	 .table = "plain",
	 .end = FIXTURE_ERROR,
	 .sqlstate = "22021",
	 .good_rows = FIXTURE_GOOD_ROWS},
	{.name = "a key that is null",
	 .policy = "refused before its batch is sent",
	 .make = make_null_key,
	 .table = "plain",
	 .end = FIXTURE_REFUSED},
	{.name = "absent keys",
	 .policy = "the pipeline creates them",
	 .met = "they are created",
	 .make = make_absent,
	 .table = "plain"},
	{.name = "absent keys, without the pipeline",
	 .policy = "not created, except where the strategy inserts",
	 .met = "not created",
	 .make = make_absent_alone,
	 .table = "plain",
	 .direct = true},
	{.name = "no rows",
	 .policy = "table untouched",
	 .met = "table untouched",
	 .make = make_empty,
	 .table = "plain"},
	{.name = "one row", .policy = SAME, .met = SAME, .make = make_one_row, .table = "plain"},
	{.name = "columns of only nulls", .policy = SAME, .met = SAME, .make = make_nulls},
	{.name = "texts like arrays, JSON, SQL", .policy = SAME, .met = SAME, .make = make_texts},
	{.name = "extreme values of all types", .policy = SAME, .met = SAME, .make = make_extremes},
	{.name = "enums, arrays, ranges and other types",
	 .policy = SAME,
	 .met = SAME,
	 .make = fixture_other_types},
	{.name = "a key of two columns",
	 .policy = SAME,
	 .met = SAME,
	 .make = fixture_two_key_columns},
	{.name = "a key of three columns, no scope",
	 .policy = SAME,
	 .met = SAME,
	 .make = fixture_three_key_columns},
	{.name = "no scope", .policy = SAME, .met = SAME, .make = fixture_no_scope},
	{.name = "a key that is unique without the scope",
	 .policy = SAME,
	 .met = SAME,
	 .make = fixture_scope_outside_key},
	{.name = "a key that is GENERATED ALWAYS AS IDENTITY",
	 .policy = SAME,
	 .met = SAME,
	 .make = fixture_identity_key},
	{.name = "reserved words and quotes as names",
	 .policy = SAME,
	 .met = SAME,
	 .make = make_names},
	{.name = "generated columns",
	 .policy = SAME,
	 .met = SAME,
	 .make = make_rows,
	 .table = "generated",
	 .proof = "SELECT sum(total) FROM %s.generated WHERE scope <> 'somebody else'",
	 .proof_value = "2106.00" /* 2.25 * (100 + ... + 108) */},
	{.name = "a BEFORE trigger that changes a column",
	 .policy = COUNTED,
	 .met = COUNTED,
	 .make = make_touched,
	 .table = "before_trigger",
	 .proof = "SELECT min(touched) || ' ' || max(touched) FROM %s.before_trigger WHERE scope "
		  "<> 'somebody else'",
	 .proof_value = "1 1"},
	{.name = "an AFTER trigger",
	 .policy = COUNTED,
	 .met = COUNTED,
	 .make = make_rows,
	 .table = "after_trigger",
	 .reset = "DELETE FROM %s.after_trigger_log",
	 .proof = "SELECT count(*) || ' ' || count(DISTINCT key) FROM %s.after_trigger_log",
	 .proof_value = "9 9"},
	{.name = "partitions by hash of the key",
	 .policy = SAME,
	 .met = SAME,
	 .make = make_rows,
	 .table = "by_hash"},
	{.name = "partitions by list of the scope",
	 .policy = SAME,
	 .met = SAME,
	 .make = make_rows,
	 .table = "by_list"},
	{0},
};
