/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/schedule.h"

#include "base/random.h"

#include <stdlib.h>

/* A permutation of 0 … count - 1 (Fisher and Yates). */
static size_t *draw_permutation(size_t count, struct up_random *random)
{
	size_t *items = malloc((count + 1) * sizeof *items);
	if (items == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++)
		items[i] = i;
	for (size_t i = count; i > 1; i--) {
		size_t j = up_random_below(random, i);
		size_t other = items[j];
		items[j] = items[i - 1];
		items[i - 1] = other;
	}
	return items;
}

enum up_status schedule_init(struct schedule *schedule, size_t count, uint64_t seed,
			     struct up_error *err)
{
	struct up_random random = up_random_at(seed, 0x7363686564, count);
	struct schedule new = {.count = count, .row_count = count % 2 == 0 ? count : 2 * count};

	new.relabel = draw_permutation(new.count, &random);
	new.row_order = draw_permutation(new.row_count, &random);
	if (new.relabel == NULL || new.row_order == NULL) {
		schedule_release(&new);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a schedule");
	}
	*schedule = new;
	return UP_OK;
}

void schedule_release(struct schedule *schedule)
{
	free(schedule->relabel);
	free(schedule->row_order);
	*schedule = (struct schedule){0};
}

/* The first row is 0, 1, n-1, 2, n-2, …: the differences between neighbors are
 * all different.  Row r adds r to each; for an odd n the second half of the rows
 * is the first half read backwards. */
size_t schedule_case(const struct schedule *schedule, size_t round, size_t place)
{
	size_t n = schedule->count;
	size_t row = schedule->row_order[round % schedule->row_count];
	size_t column = row < n ? place : n - 1 - place;
	size_t zigzag = column % 2 == 1 ? (column + 1) / 2 : (n - column / 2) % n;

	return schedule->relabel[(zigzag + row) % n];
}
