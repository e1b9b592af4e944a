/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/refusals.h"

#include <stdlib.h>
#include <string.h>

void refusals_release(struct refusals *refusals)
{
	free(refusals->items);
	*refusals = (struct refusals){0};
}

static bool is_same(const struct refusal *refusal, const struct up_error *failure)
{
	return strcmp(refusal->sqlstate, failure->sqlstate) == 0 &&
	       strcmp(refusal->constraint, failure->constraint) == 0 &&
	       strcmp(refusal->column, failure->column) == 0 &&
	       strcmp(refusal->type, failure->type) == 0;
}

enum up_status refusals_add(struct refusals *refusals, const struct up_error *failure,
			    struct up_error *err)
{
	for (size_t r = 0; r < refusals->count; r++) {
		if (is_same(&refusals->items[r], failure)) {
			refusals->items[r].count++;
			return UP_OK;
		}
	}
	struct refusal *items =
		reallocarray(refusals->items, refusals->count + 1, sizeof *refusals->items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	refusals->items = items;
	struct refusal *new = &items[refusals->count++];
	*new = (struct refusal){.count = 1};
	memcpy(new->sqlstate, failure->sqlstate, sizeof new->sqlstate);
	memcpy(new->constraint, failure->constraint, sizeof new->constraint);
	memcpy(new->column, failure->column, sizeof new->column);
	memcpy(new->type, failure->type, sizeof new->type);
	return UP_OK;
}

#define NULL_VALUE "23502"
#define CHECK_VIOLATION "23514"

static int order_of(const struct refusal *refusal)
{
	if (refusal->constraint[0] == '\0')
		return strcmp(refusal->sqlstate, NULL_VALUE) == 0;
	if (refusal->type[0] != '\0')
		return 0;
	return strcmp(refusal->sqlstate, CHECK_VIOLATION) == 0 ? 2 : 3;
}

static int compare(const void *a, const void *b)
{
	const struct refusal *one = a;
	const struct refusal *other = b;
	const int order = order_of(one) - order_of(other);

	return order != 0 ? order : strcmp(one->constraint, other->constraint);
}

const struct refusal *refusals_hardest(struct refusals *refusals, size_t proposals, double *share)
{
	const struct refusal *hardest = NULL;

	*share = 0;
	if (refusals->count > 0)
		qsort(refusals->items, refusals->count, sizeof *refusals->items, compare);
	for (size_t r = 0; r < refusals->count; r++) {
		const struct refusal *refusal = &refusals->items[r];
		const double its = (double)refusal->count / (double)proposals;
		if (hardest == NULL || its > *share) {
			hardest = refusal;
			*share = its;
		}
		proposals -= refusal->count < proposals ? refusal->count : 0;
	}
	return hardest;
}

void refusal_append(const struct refusal *refusal, struct up_buffer *text)
{
	if (refusal->constraint[0] != '\0')
		up_buffer_append_format(text, "constraint \"%s\"", refusal->constraint);
	if (refusal->type[0] != '\0')
		up_buffer_append_format(text, " of domain \"%s\"", refusal->type);
	if (refusal->column[0] != '\0')
		up_buffer_append_format(text, "%scolumn \"%s\"", text->length > 0 ? ", " : "",
					refusal->column);
	up_buffer_append_format(text, "%sSQLSTATE %s%s", text->length > 0 ? " (" : "",
				refusal->sqlstate, text->length > 0 ? ")" : "");
}
