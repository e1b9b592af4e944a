/* SPDX-License-Identifier: PostgreSQL */
/* Keys and rows in files. */
#include "measure/subject/key_table.h"
#include "measure/subject/row_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

#define MANY 10000 /* the table grows several times */

static size_t name_of(size_t number, char name[32])
{
	return (size_t)snprintf(name, 32, "key %zu", number);
}

Test(key_table, finds_what_was_set_last)
{
	KEY_TABLE table = {0};
	char name[32];
	size_t number;

	OK(key_table_find(&table, "", 0, &number, &err));
	cr_expect_eq(number, KEY_TABLE_NONE);
	for (size_t n = 0; n < MANY; n++)
		OK(key_table_set(&table, name, name_of(n, name), n, &err));
	for (size_t n = 0; n < MANY; n += 3)
		OK(key_table_set(&table, name, name_of(n, name), 2 * n, &err));
	cr_expect_eq(table.count, MANY);
	for (size_t n = 0; n < MANY; n++) {
		OK(key_table_find(&table, name, name_of(n, name), &number, &err));
		cr_assert_eq(number, n % 3 == 0 ? 2 * n : n, "%s", name);
	}
	OK(key_table_find(&table, name, name_of(MANY, name), &number, &err));
	cr_expect_eq(number, KEY_TABLE_NONE);
}

/* An empty key, and one that is the beginning of another. */
Test(key_table, distinguishes_keys)
{
	static const char *const keys[] = {"", "a", "ab", "a\t"};
	KEY_TABLE table = {0};
	size_t number;

	for (size_t k = 0; k < 4; k++)
		OK(key_table_set(&table, keys[k], strlen(keys[k]), k, &err));
	for (size_t k = 0; k < 4; k++) {
		OK(key_table_find(&table, keys[k], strlen(keys[k]), &number, &err));
		cr_expect_eq(number, k, "\"%s\"", keys[k]);
	}
}

Test(row_file, reads_lines_back_in_any_order)
{
	UP_CLEANUP(row_file_release) struct row_file rows = {0};
	UP_BUFFER line = {0};
	UP_BUFFER text = {0};
	static uint64_t places[MANY];

	/* Of 0 to 299 bytes: the last ones are not in the file yet. */
	for (size_t r = 0; r < MANY; r++) {
		up_buffer_clear(&text);
		for (size_t c = 0; c < r % 300; c++)
			up_buffer_append_char(&text, (char)('a' + (r + c) % 26));
		OK(row_file_append(&rows, up_buffer_string(&text), text.length, &places[r], &err));
	}
	cr_assert_gt(rows.written, 0);
	cr_assert_gt(rows.pending.length, 0);
	for (size_t r = MANY; r-- > 0;) {
		OK(row_file_read(&rows, places[r], &line, &err));
		cr_assert_eq(line.length, r % 300);
		for (size_t c = 0; c < line.length; c++)
			cr_assert_eq(line.data[c], (char)('a' + (r + c) % 26));
	}
}

Test(up_scratch, is_refused_where_it_cannot_be)
{
	UP_SCRATCH file = {0};

	setenv("TMPDIR", "/no/such/directory", 1);
	cr_expect_eq(up_scratch_open(&file, &err), UP_IO);
	cr_expect(strstr(err.message, "/no/such/directory") != NULL, "%s", err.message);
}

Test(up_scratch, is_as_long_as_it_was_made)
{
	UP_SCRATCH file = {0};
	char bytes[4] = "abc";

	OK(up_scratch_open(&file, &err));
	OK(up_scratch_resize(&file, 6, &err));
	OK(up_scratch_read(&file, 2, bytes, sizeof bytes, &err));
	cr_expect_eq(memcmp(bytes, "\0\0\0\0", sizeof bytes), 0);
	cr_expect_eq(up_scratch_read(&file, 3, bytes, sizeof bytes, &err), UP_IO);
	cr_expect_str_eq(err.message, "a file of rows is cut short");
}
