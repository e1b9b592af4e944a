/* SPDX-License-Identifier: PostgreSQL */
#include "sync/keyset.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct up_error err;

/* Criterion tells its runner of every assertion, also of one that holds: too slow
 * for one a key. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)

Test(keyset, has_nothing_at_first)
{
	UP_KEYSET set = {0};

	cr_assert_eq(up_keyset_init(&set, &err), UP_OK);
	cr_expect_not(up_keyset_has(&set, "", 0));
	cr_assert_eq(up_keyset_add(&set, "", 0, &err), UP_OK);
	cr_expect(up_keyset_has(&set, "", 0));
	cr_expect_not(up_keyset_has(&set, "a", 1));
}

/* Every other key of 200,000, each added twice; the set grows, or has its room from the start. */
static void fill_and_look(bool reserved)
{
	enum {
		KEYS = 200000
	};
	UP_KEYSET set = {0};
	char key[32];

	cr_assert_eq(up_keyset_init(&set, &err), UP_OK);
	if (reserved)
		cr_assert_eq(up_keyset_reserve(&set, KEYS / 2, &err), UP_OK);
	const size_t room = set.slot_count;
	for (int n = 0; n < 2 * KEYS; n += 2) {
		const int length = snprintf(key, sizeof key, "key %d", n % KEYS);
		CHECK(up_keyset_add(&set, key, (size_t)length, &err) == UP_OK, "%s", err.message);
	}
	cr_expect_eq(set.count, KEYS / 2);
	if (reserved)
		cr_expect_eq(set.slot_count, room);
	cr_expect_leq(set.slot_count * sizeof *set.slots, set.count * (reserved ? 17 : 33));
	for (int n = 0; n < KEYS; n++) {
		const int length = snprintf(key, sizeof key, "key %d", n);
		CHECK(up_keyset_has(&set, key, (size_t)length) == (n % 2 == 0), "%s", key);
	}
	up_keyset_clear(&set);
	cr_expect_not(up_keyset_has(&set, "key 0", 5));
}

Test(keyset, grows)
{
	fill_and_look(false);
}

Test(keyset, has_its_room_reserved)
{
	fill_and_look(true);
}
