/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/wrong_columns.h"

#include <stdlib.h>
#include <string.h>

#define ROW_BY_ROW "row"

static bool has(const struct text_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], name) == 0)
			return true;
	}
	return false;
}

/* row, row-prepared, ... */
static bool is_row_by_row(const struct wrong_columns *of)
{
	const size_t length = strlen(ROW_BY_ROW);

	return of->strategy != NULL && strncmp(of->strategy, ROW_BY_ROW, length) == 0 &&
	       (of->strategy[length] == '\0' || of->strategy[length] == '-');
}

static bool is_by_table(const struct wrong_columns *cases, size_t count, const void *table,
			const char *column)
{
	bool has_witness = false;

	for (size_t c = 0; c < count; c++) {
		const struct wrong_columns *of = &cases[c];
		if (of->table != table)
			continue;
		if (of->was_right || (of->wrong->count > 0 && !has(of->wrong, column)))
			return false;
		has_witness = has_witness || (of->wrong->count > 0 && is_row_by_row(of));
	}
	return has_witness;
}

enum up_status wrong_columns_judge(const struct wrong_columns *cases, size_t count,
				   struct up_error *err)
{
	for (size_t c = 0; c < count; c++) {
		const struct wrong_columns *of = &cases[c];
		for (size_t w = 0; w < of->wrong->count; w++) {
			const char *column = of->wrong->items[w];
			if (is_by_table(cases, count, of->table, column))
				UP_TRY(text_list_add(of->by_table, column, err));
		}
	}
	return UP_OK;
}

bool wrong_columns_are_by_table(const struct wrong_columns *of)
{
	return of->by_table->count > 0 && of->by_table->count == of->wrong->count;
}

enum up_status wrong_columns_judge_run(const struct case_list *cases,
				       const struct case_progress *progress,
				       struct manifest *manifest, int64_t *by_table,
				       struct up_error *err)
{
	UP_FREE struct wrong_columns *all = calloc(cases->count + 1, sizeof *all);

	*by_table = 0;
	if (all == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu cases", cases->count);
	for (size_t c = 0; c < cases->count; c++) {
		struct manifest_case *record = &manifest->cases.items[c];
		all[c] = (struct wrong_columns){
			.table = cases->items[c].arm,
			.strategy = record->key.strategy,
			.was_right = progress[c].was_right,
			.wrong = &record->wrong_columns,
			.by_table = &record->server_columns,
		};
	}
	UP_TRY(wrong_columns_judge(all, cases->count, err));
	for (size_t c = 0; c < cases->count; c++)
		*by_table += wrong_columns_are_by_table(&all[c]);
	return UP_OK;
}
