/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/grid.h"

#include "text/display.h"

#include <stdlib.h>

void grid_release(struct grid *grid)
{
	for (size_t c = 0; c < grid->count; c++)
		free(grid->cells[c]);
	free(grid->cells);
	*grid = (struct grid){0};
}

void grid_add(struct grid *grid, const char *text)
{
	char **cells = realloc(grid->cells, (grid->count + 1) * sizeof *cells);
	char *copy = strdup(text);

	if (cells != NULL)
		grid->cells = cells;
	if (cells == NULL || copy == NULL) {
		free(copy);
		grid->failed = true;
		return;
	}
	grid->cells[grid->count++] = copy;
}

void grid_append_markdown(struct up_buffer *text, const char *plain)
{
	UP_BUFFER clean = {0};

	display_append(&clean, plain, SIZE_MAX);
	for (const char *c = up_buffer_string(&clean); *c != '\0'; c++) {
		if (strchr("\\`*_[]<>|#", *c) != NULL)
			up_buffer_append_char(text, '\\');
		up_buffer_append_char(text, *c);
	}
	text->failed |= clean.failed;
}

static const char *cell_at(const struct grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->columns + column];
}

static bool has_text(const struct grid *grid, size_t column)
{
	for (size_t row = 1; row < grid->count / grid->columns; row++) {
		const char *cell = cell_at(grid, row, column);
		if (cell[0] != '\0' && strcmp(cell, "-") != 0)
			return true;
	}
	return false;
}

static size_t width_of(const struct grid *grid, size_t column)
{
	size_t widest = 0;

	for (size_t row = 0; row < grid->count / grid->columns; row++) {
		size_t width = display_width(cell_at(grid, row, column));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static void trim(struct up_buffer *text)
{
	while (text->length > 0 && text->data[text->length - 1] == ' ')
		text->data[--text->length] = '\0';
}

static void append_plain(struct up_buffer *text, const struct grid *grid, size_t row)
{
	for (size_t c = 0; c < grid->columns; c++) {
		if (!has_text(grid, c))
			continue;
		up_buffer_append_string(text, "  ");
		display_append_cell(text, cell_at(grid, row, c), width_of(grid, c),
				    grid->left[c] ? DISPLAY_LEFT : DISPLAY_RIGHT);
	}
	trim(text);
	up_buffer_append_char(text, '\n');
}

static void append_markdown(struct up_buffer *text, const struct grid *grid, size_t row)
{
	up_buffer_append_char(text, '|');
	for (size_t c = 0; c < grid->columns; c++) {
		if (!has_text(grid, c))
			continue;
		up_buffer_append_char(text, ' ');
		grid_append_markdown(text, cell_at(grid, row, c));
		up_buffer_append_string(text, " |");
	}
	up_buffer_append_char(text, '\n');
	if (row > 0)
		return;
	up_buffer_append_char(text, '|');
	for (size_t c = 0; c < grid->columns; c++) {
		if (has_text(grid, c))
			up_buffer_append_string(text, grid->left[c] ? " --- |" : " ---: |");
	}
	up_buffer_append_char(text, '\n');
}

void grid_append(struct up_buffer *text, const struct grid *grid, enum grid_style style)
{
	for (size_t row = 0; row < grid->count / grid->columns; row++) {
		if (style == GRID_MARKDOWN)
			append_markdown(text, grid, row);
		else
			append_plain(text, grid, row);
	}
	text->failed |= grid->failed;
}
