/* SPDX-License-Identifier: PostgreSQL */
#include "base/buffer.h"

#include <criterion/criterion.h>

Test(buffer, starts_as_the_empty_string)
{
	UP_BUFFER buffer = {0};

	cr_assert_str_eq(up_buffer_string(&buffer), "");
	cr_assert_eq(up_buffer_check(&buffer, NULL), UP_OK);
}

Test(buffer, appends_and_ends_with_nul)
{
	UP_BUFFER buffer = {0};

	up_buffer_append(&buffer, "a\0b", 3);
	up_buffer_append_char(&buffer, 'c');
	up_buffer_append_string(&buffer, "de");
	up_buffer_append_format(&buffer, "%d-%s", 42, "f");
	up_buffer_append(&buffer, NULL, 0);
	cr_assert_eq(buffer.length, 10);
	cr_assert_eq(memcmp(buffer.data, "a\0bcde42-f", 11), 0);
}

Test(buffer, grows_byte_by_byte)
{
	UP_BUFFER buffer = {0};
	bool whole = true;

	for (int i = 0; i < 10000; i++) {
		up_buffer_append_char(&buffer, (char)('a' + i % 26));
		whole = whole && buffer.length < buffer.capacity &&
			buffer.data[buffer.length] == '\0';
	}
	for (int i = 0; i < 10000; i++)
		whole = whole && buffer.data[i] == 'a' + i % 26;
	cr_assert(whole);
}

Test(buffer, formats_more_than_its_room)
{
	UP_BUFFER buffer = {0};

	up_buffer_append_format(&buffer, "%500d", 7);
	cr_assert_eq(buffer.length, 500);
	cr_assert_eq(buffer.data[499], '7');
	cr_assert_eq(buffer.data[500], '\0');
}

Test(buffer, keeps_its_memory_when_cleared)
{
	UP_BUFFER buffer = {0};

	up_buffer_append_string(&buffer, "something");
	size_t capacity = buffer.capacity;
	up_buffer_clear(&buffer);
	cr_assert_eq(buffer.length, 0);
	cr_assert_eq(buffer.capacity, capacity);
	cr_assert_str_eq(up_buffer_string(&buffer), "");
}

Test(buffer, gives_its_string_away)
{
	UP_BUFFER buffer = {0};

	up_buffer_append_string(&buffer, "mine");
	UP_FREE char *string = up_buffer_detach(&buffer);
	cr_assert_str_eq(string, "mine");
	cr_assert_null(buffer.data);
	cr_assert_eq(buffer.length, 0);

	UP_FREE char *empty = up_buffer_detach(&buffer);
	cr_assert_str_eq(empty, "");
}

Test(buffer, reports_lack_of_memory_once_and_late)
{
	UP_BUFFER buffer = {0};
	struct up_error err;

	up_buffer_append_string(&buffer, "before");
	cr_assert_not(up_buffer_reserve(&buffer, SIZE_MAX));
	cr_assert_not(up_buffer_reserve(&buffer, 1));
	cr_assert_eq(up_buffer_check(&buffer, &err), UP_NO_MEMORY);
	cr_assert_str_eq(up_buffer_string(&buffer), "before");
}

/* The address sanitizer ends a program that asks for this much. */
#ifndef __SANITIZE_ADDRESS__
Test(buffer, gives_up_when_growth_overflows)
{
	UP_BUFFER buffer = {0};

	cr_assert_not(up_buffer_reserve(&buffer, SIZE_MAX - 1));
	cr_assert_eq(up_buffer_check(&buffer, NULL), UP_NO_MEMORY);
}
#endif
