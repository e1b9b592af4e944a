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

/* Cases in groups of so many each; the groups' members are apart in the list, as arms are not. */
static void make(struct schedule *schedule, size_t groups, size_t size, uint64_t seed)
{
	size_t group_of[MOST * MOST];
	struct up_error err;

	for (size_t c = 0; c < groups * size; c++)
		group_of[c] = 100 + c % groups;
	CHECK(schedule_init(schedule, group_of, groups * size, seed, &err) == UP_OK, "%s",
	      err.message);
}

static void check_round(struct schedule *schedule, size_t groups, size_t size, size_t round)
{
	const size_t *order = schedule_round(schedule, 1, round);
	bool seen[MOST * MOST] = {false};

	for (size_t place = 0; place < groups * size; place++) {
		CHECK(order[place] < groups * size && !seen[order[place]],
		      "%zu groups of %zu, round %zu, place %zu: case %zu", groups, size, round,
		      place, order[place]);
		seen[order[place]] = true;
		CHECK(order[place] % groups == order[place / size * size] % groups,
		      "%zu groups of %zu, round %zu: case %zu is apart from its group", groups,
		      size, round, order[place]);
	}
}

/* What stands where, and behind what, over a cycle. */
struct tally {
	size_t placed[MOST][MOST];
	size_t follows[MOST][MOST];
};

static void count(struct tally *tally, const size_t *parts, size_t n)
{
	for (size_t place = 0; place < n; place++) {
		tally->placed[parts[place]][place]++;
		if (place > 0)
			tally->follows[parts[place - 1]][parts[place]]++;
	}
}

static void check_tally(const struct tally *tally, size_t n, const char *what)
{
	const size_t repeats = schedule_cycle(n) / n;

	for (size_t a = 0; a < n; a++) {
		for (size_t b = 0; b < n; b++) {
			CHECK(tally->placed[a][b] == repeats, "%s, %zu: %zu is %zu times at %zu",
			      what, n, a, tally->placed[a][b], b);
			CHECK(tally->follows[a][b] == (a != b ? repeats : 0),
			      "%s, %zu: %zu is followed by %zu %zu times", what, n, a, b,
			      tally->follows[a][b]);
		}
	}
}

static void check_groups(struct schedule *schedule, size_t groups, size_t size, size_t first)
{
	struct tally tally = {0};

	for (size_t round = first; round < first + schedule_cycle(groups); round++) {
		const size_t *order = schedule_round(schedule, 1, round);
		size_t parts[MOST];
		for (size_t g = 0; g < groups; g++)
			parts[g] = order[g * size] % groups;
		count(&tally, parts, groups);
	}
	check_tally(&tally, groups, "groups");
}

/* The members of one group, wherever it stands. */
static void check_members(struct schedule *schedule, size_t groups, size_t size, size_t group,
			  size_t first)
{
	struct tally tally = {0};

	for (size_t round = first; round < first + schedule_cycle(size); round++) {
		const size_t *order = schedule_round(schedule, 1, round);
		size_t parts[MOST];
		size_t place = 0;
		while (order[place] % groups != group)
			place += size;
		for (size_t m = 0; m < size; m++)
			parts[m] = order[place + m] / groups;
		count(&tally, parts, size);
	}
	check_tally(&tally, size, "members");
}

static void check_schedule(size_t groups, size_t size, uint64_t seed)
{
	SCHEDULE schedule = {0};

	make(&schedule, groups, size, seed);
	cr_assert_eq(schedule.count, groups * size);
	cr_assert_eq(schedule.group_count, groups);
	for (size_t round = 0; round < 50; round++)
		check_round(&schedule, groups, size, round);
	for (size_t cycle = 0; cycle < 3; cycle++) {
		check_groups(&schedule, groups, size, cycle * schedule_cycle(groups));
		for (size_t g = 0; g < groups; g++)
			check_members(&schedule, groups, size, g, cycle * schedule_cycle(size));
	}
}

Test(schedule, is_balanced_over_cases_and_over_their_arms)
{
	for (size_t groups = 1; groups <= MOST; groups++) {
		for (size_t size = 1; size <= 4; size++) {
			for (uint64_t seed = 0; seed < 3; seed++)
				check_schedule(groups, size, seed);
		}
	}
}

/* The first rounds of a session, as letters. */
static void spell(size_t groups, size_t size, uint64_t seed, size_t session, char *text)
{
	SCHEDULE schedule = {0};

	make(&schedule, groups, size, seed);
	for (size_t round = 0; round < 12; round++) {
		const size_t *order = schedule_round(&schedule, session, round);
		for (size_t place = 0; place < groups * size; place++)
			*text++ = (char)('a' + order[place]);
		*text++ = ' ';
	}
	*text = '\0';
}

Test(schedule, follows_from_the_seed_and_begins_anew_in_each_session)
{
	char first[400], again[400], other[400], later[400];

	for (size_t groups = 3; groups <= MOST; groups++) {
		spell(groups, 2, 1914, 1, first);
		spell(groups, 2, 1914, 1, again);
		spell(groups, 2, 1915, 1, other);
		spell(groups, 2, 1914, 2, later);
		cr_expect_str_eq(first, again, "%zu groups", groups);
		cr_expect_str_neq(first, other, "%zu groups", groups);
		cr_expect_str_neq(first, later, "%zu groups", groups);
	}
}

Test(schedule, is_labeled_anew_in_each_cycle)
{
	SCHEDULE schedule = {0};
	size_t before[5];
	size_t same = 0;

	make(&schedule, 5, 1, 7);
	for (size_t round = 0; round < schedule_cycle(5); round++) {
		memcpy(before, schedule_round(&schedule, 1, round), sizeof before);
		const size_t *order = schedule_round(&schedule, 1, round + schedule_cycle(5));
		same += memcmp(before, order, sizeof before) == 0;
	}
	cr_expect_lt(same, schedule_cycle(5));
}

Test(schedule, two_arms_take_turns_in_being_first)
{
	char text[100];
	bool seen[2] = {false};

	spell(1, 1, 1, 1, text);
	cr_expect_str_eq(text, "a a a a a a a a a a a a ");
	for (uint64_t seed = 0; seed < 20; seed++) {
		spell(1, 2, seed, 1, text);
		for (size_t cycle = 0; cycle < 6; cycle++) {
			const bool ab = strncmp(text + 6 * cycle, "ab ba ", 6) == 0;
			cr_assert(ab || strncmp(text + 6 * cycle, "ba ab ", 6) == 0, "%s", text);
			seen[ab] = true;
		}
	}
	cr_expect(seen[0] && seen[1], "the seed does not decide which is first");
}
