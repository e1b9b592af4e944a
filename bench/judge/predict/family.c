/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/family.h"

#include "base/cleanup.h"
#include "record/case_key.h"

#include <math.h>
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

static struct family *find(const struct family_list *list, const struct case_key *key)
{
	for (size_t f = 0; f < list->count; f++) {
		if (family_has(&list->items[f], key))
			return &list->items[f];
	}
	return NULL;
}

static struct family *add_family(struct family_list *list, const struct case_key *key,
				 struct up_error *err)
{
	struct family *items = reallocarray(list->items, list->count + 1, sizeof *items);
	UP_BUFFER name = {0};

	if (items == NULL)
		return NULL;
	list->items = items;
	case_key_append_name(&name, key, FAMILY_FACTORS);
	if (up_buffer_check(&name, err) != UP_OK)
		return NULL;
	items[list->count] = (struct family){.name = up_buffer_detach(&name)};
	return &items[list->count++];
}

static enum up_status add_case(struct family_list *list, const struct run *run,
			       const struct summary *summary, struct up_error *err)
{
	struct family *family = find(list, &summary->key);

	if (family == NULL)
		family = add_family(list, &summary->key, err);
	const struct summary **cases =
		family != NULL ? realloc(family->cases,
					 (family->count + 1) * sizeof(const struct summary *))
			       : NULL;
	if (cases == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for families of cases");
	family->cases = cases;
	family->cases[family->count++] = summary;
	family->role = manifest_role(&run->manifest, summary->key.strategy);
	return UP_OK;
}

static bool has_time(const struct summary *summary)
{
	return summary->status == SAMPLE_OK && summary->n > 0 && summary->key.factors.rows > 0 &&
	       summary->median_ns > 0 && summary->case_name != NULL;
}

static bool is_target(const struct run *run, const struct summary *summary)
{
	return run->manifest.scaling.rows > 0 &&
	       summary->key.factors.rows == run->manifest.scaling.rows;
}

enum up_status family_list_make(const struct run *run, const struct summary_list *summaries,
				struct family_list *list, struct up_error *err)
{
	FAMILY_LIST new = {0};

	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		if (has_time(summary) && !is_target(run, summary))
			UP_TRY(add_case(&new, run, summary, err));
	}
	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		struct family *family = find(&new, &summary->key);
		if (family != NULL && has_time(summary) && is_target(run, summary))
			family->target = summary;
	}
	*list = new;
	new = (struct family_list){0};
	return UP_OK;
}

int64_t family_table_rows(const struct family *family)
{
	const struct factors *factors = &family->cases[0]->key.factors;
	return factor_is_default(FACTOR_TABLE_ROWS, factors) ? UNMEASURED : factors->table_rows;
}

bool family_has(const struct family *family, const struct case_key *key)
{
	return family->count > 0 && case_key_equal(&family->cases[0]->key, key, FAMILY_FACTORS);
}

static bool same_arm(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool family_is_rival(const struct family *a, const struct family *b)
{
	const struct case_key *x = &a->cases[0]->key;
	const struct case_key *y = &b->cases[0]->key;

	return same_arm(x->arm, y->arm) && (factors_difference(&x->factors, &y->factors) &
					    factors_of_workload() & ~FAMILY_FACTORS) == 0;
}

void family_list_group(struct family_list *list)
{
	for (size_t first = 0, next; first < list->count; first = next) {
		next = first + 1;
		for (size_t f = next; f < list->count; f++) {
			const struct family family = list->items[f];
			if (!family_is_rival(&list->items[first], &family))
				continue;
			memmove(&list->items[next + 1], &list->items[next],
				(f - next) * sizeof family);
			list->items[next++] = family;
		}
	}
}

int64_t family_workers(const struct family *family)
{
	const int64_t workers = family->cases[0]->key.factors.workers;
	return workers > 1 ? workers : 1;
}

double family_rtt_ns(const struct summary *summary)
{
	return fmax(0, (double)summary->key.factors.rtt_ns);
}
