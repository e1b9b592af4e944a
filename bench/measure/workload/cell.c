/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/cell.h"

uint64_t cell_choose(struct cell *cell, uint64_t count)
{
	uint64_t index = up_random_below(&cell->random, count);
	if (cell->changed) {
		index += 1 + up_random_below(&cell->random, count - 1);
		if (index >= count)
			index -= count;
	}
	return index;
}

size_t cell_choose_hostile(struct cell *cell, size_t count)
{
	if (cell->row >= CELL_HEAD)
		return (size_t)cell_choose(cell, count);

	size_t index = cell->turn;
	if (cell->changed)
		index += 1 + (size_t)up_random_below(&cell->random, count - 1);
	return index % count;
}

bool cell_choose_null(struct cell *cell, unsigned eighths)
{
	uint64_t draw = up_random_next(&cell->random);
	bool null = (draw & 7) < eighths;
	if (cell->changed)
		null = !null && (draw >> 3 & 7) < eighths;
	return null;
}

uint64_t cell_choose_portable(const struct cell *cell, uint64_t count)
{
	return (2 * (uint64_t)cell->row + cell->changed) % count;
}

char *cell_put_digits(char *at, uint64_t number, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		at[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return at + count;
}

char *cell_put_number(char *at, uint64_t number)
{
	int count = 1;
	for (uint64_t rest = number; rest >= 10; rest /= 10)
		count++;
	return cell_put_digits(at, number, count);
}

char *cell_put_base64url(char *at, uint64_t bits)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	for (int i = 0; i < 11; i++) {
		at[i] = digits[bits & 63];
		bits >>= 6;
	}
	return at + 11;
}
