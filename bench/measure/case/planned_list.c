/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/planned_list.h"

#include <stdlib.h>

void planned_list_release(struct planned_list *list)
{
	free(list->items);
	*list = (struct planned_list){0};
}

enum up_status planned_list_add(struct planned_list *list, const struct trial_case *trial_case,
				const struct population_request *population, struct up_error *err)
{
	const struct arm *arm = trial_case->arm;

	if (arm != NULL && !arm_has_server(arm))
		arm = NULL;
	for (size_t p = 0; p < list->count; p++) {
		if (list->items[p].arm == arm &&
		    population_request_equal(&list->items[p].population, population))
			return UP_OK;
	}
	struct planned *longer = reallocarray(list->items, list->count + 1, sizeof *list->items);
	if (longer == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the data sets");
	list->items = longer;
	list->items[list->count++] = (struct planned){*population, arm};
	return UP_OK;
}

enum up_status planned_list_tables(const struct planned_list *list, const struct case_list *cases,
				   struct footprint_table **tables, struct up_error *err)
{
	struct footprint_table *new = calloc(list->count + 1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the data sets");
	for (size_t p = 0; p < list->count; p++) {
		const struct planned *planned = &list->items[p];
		const struct subject *subject = case_list_subject(cases, planned->arm);
		const struct population_request *request = &planned->population;
		const size_t own = population_request_old_rows(request);
		const size_t rows = subject->likely_rows != UNMEASURED
					    ? (size_t)subject->likely_rows
					    : request->table_rows;
		new[p] = (struct footprint_table){subject, own > rows ? own : rows,
						  request->rows - own};
	}
	*tables = new;
	return UP_OK;
}
