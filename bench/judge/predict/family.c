/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/family.h"

#include "base/cleanup.h"
#include "judge/summary/factor.h"

#include <stdlib.h>

void family_list_release(struct family_list *list)
{
	for (size_t f = 0; f < list->count; f++) {
		free(list->items[f].name);
		free(list->items[f].cases);
	}
	free(list->items);
	*list = (struct family_list){0};
}

static bool begins(const char *word, size_t length, const char *prefix)
{
	return length >= strlen(prefix) && strncmp(word, prefix, strlen(prefix)) == 0;
}

static void append_name(const struct summary *summary, struct up_buffer *name)
{
	const char *rest = summary->case_name;

	while (*(rest += strspn(rest, " ")) != '\0') {
		size_t length = strcspn(rest, " ");
		if (!begins(rest, length, "rows=") && !begins(rest, length, "rtt=")) {
			up_buffer_append_string(name, name->length > 0 ? " " : "");
			up_buffer_append(name, rest, length);
		}
		rest += length;
	}
}

static struct family *find(struct family_list *list, const char *name)
{
	for (size_t f = 0; f < list->count; f++) {
		if (strcmp(list->items[f].name, name) == 0)
			return &list->items[f];
	}
	return NULL;
}

static struct family *add_family(struct family_list *list, const char *name)
{
	struct family *items = realloc(list->items, (list->count + 1) * sizeof *items);

	if (items == NULL)
		return NULL;
	list->items = items;
	items[list->count] = (struct family){.name = strdup(name)};
	if (items[list->count].name == NULL)
		return NULL;
	return &items[list->count++];
}

static enum up_status add_case(struct family_list *list, const struct run *run,
			       const struct summary *summary, struct up_error *err)
{
	UP_BUFFER name = {0};

	append_name(summary, &name);
	UP_TRY(up_buffer_check(&name, err));
	struct family *family = find(list, up_buffer_string(&name));
	if (family == NULL)
		family = add_family(list, up_buffer_string(&name));
	const struct summary **cases =
		family != NULL ? realloc(family->cases,
					 (family->count + 1) * sizeof(const struct summary *))
			       : NULL;
	if (cases == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for families of cases");
	family->cases = cases;
	family->cases[family->count++] = summary;
	family->role = manifest_role(&run->manifest, summary->strategy);
	return UP_OK;
}

enum up_status family_list_make(const struct run *run, const struct summary_list *summaries,
				struct family_list *list, struct up_error *err)
{
	FAMILY_LIST new = {0};

	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		if (summary->status == SAMPLE_OK && summary->n > 0 && summary->rows > 0 &&
		    summary->median_ns > 0 && summary->case_name != NULL)
			UP_TRY(add_case(&new, run, summary, err));
	}
	*list = new;
	new = (struct family_list){0};
	return UP_OK;
}

int64_t family_table_rows(const struct family *family)
{
	const struct summary *first = family->cases[0];
	return factor_is_in_name(FACTOR_TABLE_ROWS, first) ? first->table_rows : UNMEASURED;
}

bool family_same_workload(const struct family *a, const struct family *b)
{
	for (enum factor factor = 0; factor_is_workload(factor); factor++) {
		if (factor != FACTOR_ROWS && factor != FACTOR_RTT && factor != FACTOR_TABLE_ROWS &&
		    !factor_equal(factor, a->cases[0], b->cases[0]))
			return false;
	}
	return family_table_rows(a) == family_table_rows(b);
}
