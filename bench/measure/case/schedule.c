/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/schedule.h"

#include "base/random.h"

#include <stdlib.h>

/* Streams of random numbers. */
#define STREAM_GROUPS 0x7363686564
#define STREAM_CASES 0x61726d73

size_t schedule_cycle(size_t parts)
{
	return parts % 2 == 0 ? parts : 2 * parts;
}

/* Fills items with a permutation of 0 … count - 1 (Fisher and Yates). */
static void draw_permutation(size_t *items, size_t count, struct up_random *random)
{
	for (size_t i = 0; i < count; i++)
		items[i] = i;
	for (size_t i = count; i > 1; i--) {
		size_t j = up_random_below(random, i);
		size_t other = items[j];
		items[j] = items[i - 1];
		items[i - 1] = other;
	}
}

/* The part at a place of a row.  The first row is 0, 1, n-1, 2, n-2, …: the differences between
 * neighbors are all different.  Row r adds r to each; for an odd n the second half of the rows
 * is the first half read backwards. */
static size_t williams(size_t n, size_t row, size_t place)
{
	size_t column = row < n ? place : n - 1 - place;
	size_t zigzag = column % 2 == 1 ? (column + 1) / 2 : (n - column / 2) % n;

	return (zigzag + row) % n;
}

static size_t first_of_group(const size_t *group_of, size_t index)
{
	size_t first = 0;

	while (group_of[first] != group_of[index])
		first++;
	return first;
}

static void gather(struct schedule *schedule, const size_t *group_of)
{
	size_t taken = 0;

	for (size_t c = 0; c < schedule->count; c++) {
		if (first_of_group(group_of, c) != c)
			continue;
		schedule->starts[schedule->group_count++] = taken;
		for (size_t member = c; member < schedule->count; member++) {
			if (group_of[member] == group_of[c])
				schedule->cases[taken++] = member;
		}
	}
	schedule->starts[schedule->group_count] = taken;
}

enum up_status schedule_init(struct schedule *schedule, const size_t *group_of, size_t count,
			     uint64_t seed, struct up_error *err)
{
	struct schedule new = {
		.count = count,
		.cases = calloc(count + 1, sizeof *new.cases),
		.starts = calloc(count + 1, sizeof *new.starts),
		.order = calloc(count + 1, sizeof *new.order),
		.parts = calloc(count + 1, sizeof *new.parts),
		.rows = calloc(2 * count + 1, sizeof *new.rows),
		.seed = seed,
	};

	if (new.cases == NULL || new.starts == NULL || new.order == NULL || new.parts == NULL ||
	    new.rows == NULL) {
		schedule_release(&new);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a schedule");
	}
	gather(&new, group_of);
	*schedule = new;
	return UP_OK;
}

void schedule_release(struct schedule *schedule)
{
	free(schedule->cases);
	free(schedule->starts);
	free(schedule->order);
	free(schedule->parts);
	free(schedule->rows);
	*schedule = (struct schedule){0};
}

/* Of a cycle of a session; counter tells the designs of a stream apart. */
static struct up_random random_of(const struct schedule *schedule, uint64_t stream, size_t session,
				  size_t counter)
{
	const struct up_random of_session = up_random_at(schedule->seed, stream, session);

	return up_random_at(of_session.state, stream, counter);
}

/* Appends the cases of a group to the order, of which taken are there. */
static size_t append_group(struct schedule *schedule, size_t group, size_t session, size_t round,
			   size_t taken)
{
	const size_t *cases = schedule->cases + schedule->starts[group];
	const size_t n = schedule->starts[group + 1] - schedule->starts[group];
	const size_t cycle = schedule_cycle(n);
	struct up_random random = random_of(schedule, STREAM_CASES, session,
					    round / cycle * schedule->group_count + group);

	draw_permutation(schedule->parts, n, &random);
	for (size_t place = 0; place < n; place++) {
		const size_t part = williams(n, round % cycle, place);
		schedule->order[taken++] = cases[schedule->parts[part]];
	}
	return taken;
}

const size_t *schedule_round(struct schedule *schedule, size_t session, size_t round)
{
	const size_t n = schedule->group_count;
	const size_t cycle = n > 0 ? schedule_cycle(n) : 1;
	struct up_random random = random_of(schedule, STREAM_GROUPS, session, round / cycle);
	size_t *parts = schedule->rows;
	size_t row;
	size_t taken = 0;

	draw_permutation(schedule->rows, cycle, &random);
	row = schedule->rows[round % cycle];
	/* The room is used again, now that the row is known. */
	draw_permutation(parts, n, &random);
	for (size_t place = 0; place < n; place++)
		taken = append_group(schedule, parts[williams(n, row, place)], session, round,
				     taken);
	return schedule->order;
}
