/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/page_store.h"

#include <criterion/criterion.h>

#define LIMIT ((size_t)100)

static struct page_store store;

static void store_init(void)
{
	page_store_init(&store);
}

static void store_release(void)
{
	page_store_release(&store);
}

TestSuite(page_store, .init = store_init, .fini = store_release);

static void keep(uint64_t offset, size_t limit, const char *text)
{
	UP_BUFFER page = {0};

	up_buffer_append_string(&page, text);
	page_store_keep(&store, offset, limit, &page);
}

/* NULL: it must not be there. */
static void expect(uint64_t offset, size_t limit, const char *text)
{
	UP_BUFFER page = {0};

	up_buffer_append_string(&page, "what was in it before");
	const bool found = page_store_read(&store, offset, limit, &page);
	cr_expect_eq(found, text != NULL, "offset %zu", (size_t)offset);
	if (found && text != NULL)
		cr_expect_str_eq(page.data, text);
	else
		cr_expect_eq(page.length, 0);
}

Test(page_store, pages_come_back_in_any_order)
{
	expect(0, LIMIT, NULL);
	keep(300, LIMIT, "the fourth");
	keep(0, LIMIT, "the first page");
	keep(200, LIMIT, "the third");
	expect(0, LIMIT, "the first page");
	expect(100, LIMIT, NULL);
	expect(200, LIMIT, "the third");
	expect(300, LIMIT, "the fourth");
	expect(400, LIMIT, NULL);
}

Test(page_store, the_first_copy_of_a_page_stays)
{
	keep(100, LIMIT, "one");
	keep(100, LIMIT, "another");
	expect(100, LIMIT, "one");
}

Test(page_store, pages_of_another_length_or_between_two_are_not_kept)
{
	keep(0, LIMIT, "[0, 100)");
	keep(0, LIMIT / 2, "[0, 50)");
	keep(150, LIMIT, "[150, 250)");
	expect(0, LIMIT / 2, NULL);
	expect(150, LIMIT, NULL);
	expect(0, LIMIT, "[0, 100)");
}

Test(page_store, a_page_far_behind_all_others_is_not_kept)
{
	keep(0, LIMIT, "first");
	keep(UINT64_C(100000000000000), LIMIT, "far");
	expect(UINT64_C(100000000000000), LIMIT, NULL);
	expect(0, LIMIT, "first");
}

Test(page_store, without_room_what_is_there_stays)
{
	UP_BUFFER page = {0};

	keep(0, LIMIT, "first");
	if (!up_buffer_reserve(&page, PAGE_STORE_BYTES))
		cr_skip_test("no memory for a page that is too large");
	page.length = PAGE_STORE_BYTES; /* its bytes do not matter: it is not written */
	page_store_keep(&store, LIMIT, LIMIT, &page);
	keep(2 * LIMIT, LIMIT, "third");
	expect(0, LIMIT, "first");
	expect(LIMIT, LIMIT, NULL);
	expect(2 * LIMIT, LIMIT, NULL);
}
