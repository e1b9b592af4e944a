/* SPDX-License-Identifier: PostgreSQL */
#include "sync/keymap.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Criterion tells its runner of every assertion, also of one that holds: too slow
 * for one a key. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)

static void add(struct up_keymap *map, const char *key, size_t length)
{
	CHECK(up_keymap_add(map, key, length, &err) == UP_OK, "%s", err.message);
}

Test(keymap, finds_nothing_in_an_empty_map)
{
	UP_KEYMAP map = {0};

	cr_expect_null(up_keymap_find(&map, "a", 1));
	cr_expect_null(up_keymap_find(&map, "", 0));
}

/* Each key n is there n % 3 + 1 times; they are added in rounds, so that counts go
 * up while the map grows. */
Test(keymap, counts_100000_keys_in_the_order_of_insertion)
{
	enum {
		KEYS = 100000
	};
	UP_KEYMAP map = {0};
	char key[32];

	for (int round = 0; round < 3; round++) {
		for (int n = 0; n < KEYS; n++) {
			size_t length = (size_t)snprintf(key, sizeof key, "key %d", n);
			if (n % 3 >= round)
				add(&map, key, length);
		}
	}
	cr_assert_eq(map.entry_count, KEYS);
	for (int n = 0; n < KEYS; n++) {
		size_t length = (size_t)snprintf(key, sizeof key, "key %d", n);
		const struct up_keymap_entry *entry = up_keymap_find(&map, key, length);
		CHECK(entry == &map.entries[n], "%s is not where it was added", key);
		CHECK(entry->count == n % 3 + 1, "%s: %d", key, (int)entry->count);
		CHECK(entry->length == length &&
			      memcmp(up_keymap_key(&map, entry), key, length) == 0,
		      "%s", key);
		/* A prefix of a key, and a key that goes on, are other keys. */
		key[length] = '!';
		CHECK(up_keymap_find(&map, key, length + 1) == NULL, "%s", key);
	}
	cr_expect_null(up_keymap_find(&map, "key ", 4));
}

/* Bytes count, and how many there are; NUL is one of them. */
Test(keymap, takes_any_bytes)
{
	static const struct {
		const char *bytes;
		size_t length;
	} keys[] = {{"", 0},     {"\0", 1},       {"\0\0", 2}, {"a", 1}, {"a\0", 2}, {"a\0b", 3},
		    {"a\0c", 3}, {"\xff\xfe", 2}, {"\xff", 1}, {"A", 1}, {"\n", 1}};
	enum {
		COUNT = sizeof keys / sizeof *keys
	};
	UP_KEYMAP map = {0};

	for (int times = 0; times < 2; times++) {
		for (size_t k = 0; k < COUNT; k++)
			add(&map, keys[k].bytes, keys[k].length);
	}
	cr_assert_eq(map.entry_count, COUNT);
	for (size_t k = 0; k < COUNT; k++) {
		const struct up_keymap_entry *entry =
			up_keymap_find(&map, keys[k].bytes, keys[k].length);
		cr_assert_eq(entry, &map.entries[k], "key %zu", k);
		cr_expect_eq(entry->count, 2);
		cr_expect_eq(entry->length, keys[k].length);
		cr_expect_eq(memcmp(up_keymap_key(&map, entry), keys[k].bytes, entry->length), 0);
	}
}
