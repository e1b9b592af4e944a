/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/schedule.h"

#include <criterion/criterion.h>
#include <string.h>

#define MOST 12

/* Criterion tells its runner of every assertion, also of one that holds: these are
 * heard only when they do not hold. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)

static void make(struct schedule *schedule, size_t count, uint64_t seed)
{
	struct up_error err;
	CHECK(schedule_init(schedule, count, seed, &err) == UP_OK, "%s", err.message);
}

static void check_row(const struct schedule *schedule, size_t round)
{
	bool seen[MOST] = {false};

	for (size_t place = 0; place < schedule->count; place++) {
		size_t item = schedule_case(schedule, round, place);
		CHECK(item < schedule->count && !seen[item],
		      "%zu cases, round %zu, place %zu: case %zu", schedule->count, round, place,
		      item);
		seen[item] = true;
	}
}

/* Over the whole design: cases by place, and cases by the one before. */
static void check_balance(const struct schedule *schedule)
{
	size_t n = schedule->count;
	size_t placed[MOST][MOST] = {0};
	size_t follows[MOST][MOST] = {0};
	size_t repeats = schedule->row_count / n;

	for (size_t round = 0; round < schedule->row_count; round++) {
		for (size_t place = 0; place < n; place++) {
			size_t item = schedule_case(schedule, round, place);
			placed[item][place]++;
			if (place > 0)
				follows[schedule_case(schedule, round, place - 1)][item]++;
		}
	}
	for (size_t a = 0; a < n; a++) {
		for (size_t b = 0; b < n; b++) {
			CHECK(placed[a][b] == repeats, "%zu cases: case %zu is %zu times at %zu", n,
			      a, placed[a][b], b);
			CHECK(follows[a][b] == (a != b ? repeats : 0),
			      "%zu cases: %zu is followed by %zu %zu times", n, a, b,
			      follows[a][b]);
		}
	}
}

Test(schedule, is_balanced_for_any_number_of_cases)
{
	for (size_t n = 1; n <= MOST; n++) {
		for (uint64_t seed = 0; seed < 5; seed++) {
			SCHEDULE schedule = {0};
			make(&schedule, n, seed);
			cr_assert_eq(schedule.count, n);
			cr_assert_eq(schedule.row_count, n % 2 == 0 ? n : 2 * n);
			/* Beyond the design, which repeats. */
			for (size_t round = 0; round < 3 * schedule.row_count; round++)
				check_row(&schedule, round);
			check_balance(&schedule);
		}
	}
}

/* The first rows of a schedule, as letters. */
static void spell(size_t count, uint64_t seed, char *text)
{
	SCHEDULE schedule = {0};

	make(&schedule, count, seed);
	for (size_t round = 0; round < schedule.row_count; round++) {
		for (size_t place = 0; place < count; place++)
			*text++ = (char)('a' + schedule_case(&schedule, round, place));
		*text++ = ' ';
	}
	*text = '\0';
}

Test(schedule, follows_from_the_seed)
{
	char first[400], again[400], other[400];

	for (size_t n = 3; n <= MOST; n++) {
		spell(n, 1914, first);
		spell(n, 1914, again);
		spell(n, 1915, other);
		cr_expect_str_eq(first, again, "%zu cases", n);
		cr_expect_str_neq(first, other, "%zu cases", n);
	}
}

Test(schedule, repeats_after_its_last_round)
{
	SCHEDULE schedule = {0};

	make(&schedule, 5, 7);
	for (size_t round = 0; round < schedule.row_count; round++) {
		for (size_t place = 0; place < 5; place++)
			cr_expect_eq(schedule_case(&schedule, round, place),
				     schedule_case(&schedule, round + schedule.row_count, place));
	}
}

Test(schedule, of_one_or_two_cases)
{
	char text[16];
	bool seen[2] = {false};

	spell(1, 1, text);
	cr_expect_str_eq(text, "a a ");
	for (uint64_t seed = 0; seed < 20; seed++) {
		spell(2, seed, text);
		bool ab = strcmp(text, "ab ba ") == 0;
		cr_assert(ab || strcmp(text, "ba ab ") == 0, "%s", text);
		seen[ab] = true;
	}
	cr_expect(seen[0] && seen[1], "the seed does not say who begins");
}
