/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/claim_run.h"

#include "show/document/grid.h"

_Static_assert(CLAIM_RUN_COLUMNS + 1 <= GRID_COLUMNS, "a grid has room for the names, too");

static const struct line {
	const char *name;
	struct quantity (*show)(double figure); /* NULL: a fact */
	enum claim_run_fact fact;
	enum claim_run_figure figure;
} lines[CLAIM_RUN_LINES] = {
	{"PostgreSQL", .fact = CLAIM_RUN_SERVER},
	{"JIT compiler", .fact = CLAIM_RUN_JIT},
	{"Django", .fact = CLAIM_RUN_DJANGO},
	{"Django's driver", .fact = CLAIM_RUN_DRIVER},
	{"asyncpg", .fact = CLAIM_RUN_ASYNCPG},
	{"Python", .fact = CLAIM_RUN_PYTHON},
	{"Django's bulk_update()", quantity_duration, .figure = CLAIM_RUN_BEFORE},
	{"bulk_update() with jit=off", quantity_duration, .figure = CLAIM_RUN_BEFORE_WITHOUT_JIT},
	{"share of the JIT compiler", quantity_share, .figure = CLAIM_RUN_JIT_SHARE},
	{"asyncpg's unnest", quantity_duration, .figure = CLAIM_RUN_AFTER},
	{"asyncpg's first call on a connection", quantity_duration, .figure = CLAIM_RUN_AFTER_COLD},
	{"asyncpg: times faster than Django", quantity_number, .figure = CLAIM_RUN_SPEED_UP},
	{"asyncpg, first call: times faster than Django", quantity_number,
	 .figure = CLAIM_RUN_SPEED_UP_COLD},
	{"fastest of upbench", .fact = CLAIM_RUN_FASTEST},
	{"fastest of upbench: update", quantity_duration, .figure = CLAIM_RUN_OURS},
	{"fastest of upbench: times faster than Django", quantity_number,
	 .figure = CLAIM_RUN_OURS_SPEED_UP},
	{"whole sync with Django", quantity_duration, .figure = CLAIM_RUN_SYNC_BEFORE},
	{"whole sync with asyncpg", quantity_duration, .figure = CLAIM_RUN_SYNC_AFTER},
};

const char *claim_run_line_name(size_t line)
{
	return lines[line].name;
}

void claim_run_append_text(struct up_buffer *text, const struct claim_run *item, size_t line)
{
	const char *fact = item->facts[lines[line].fact];

	if (lines[line].show != NULL)
		up_buffer_append_string(text,
					lines[line].show(item->figures[lines[line].figure]).text);
	else
		up_buffer_append_string(text, fact != NULL ? fact : "-");
}

static void fill(struct grid *grid, const struct claim_run_list *list, size_t first)
{
	UP_BUFFER text = {0};

	grid->columns = 1 + list->count - first;
	grid->left[0] = true;
	grid_add(grid, "");
	for (size_t i = first; i < list->count; i++)
		grid_add(grid, list->items[i].name);
	for (size_t line = 0; line < CLAIM_RUN_LINES; line++) {
		grid_add(grid, lines[line].name);
		for (size_t i = first; i < list->count; i++) {
			up_buffer_clear(&text);
			claim_run_append_text(&text, &list->items[i], line);
			grid_add(grid, up_buffer_string(&text));
		}
	}
	grid->failed |= text.failed;
}

void claim_run_list_append(struct up_buffer *text, const struct claim_run_list *list)
{
	GRID grid = {0};

	if (list->count < 2)
		return;
	fill(&grid, list, list->count > CLAIM_RUN_COLUMNS ? list->count - CLAIM_RUN_COLUMNS : 0);
	up_buffer_append_string(text, CLAIM_RUN_TITLE ": 1,914 programs of 20 columns\n");
	grid_append(text, &grid, GRID_PLAIN);
	text->failed |= grid.failed;
}
