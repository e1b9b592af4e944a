/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/workload_filter.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdlib.h>

/* What a family can be asked for by. */
enum part {
	PART_CHANGED,
	PART_NEW,
	PART_TABLE_ROWS,
	PART_BANDWIDTH,
	PART_ARM,
	PART_COUNT
};

static const struct {
	const char *option;
	enum factor factor; /* FACTOR_NONE: the arm */
} parts[PART_COUNT] = {
	[PART_CHANGED] = {"--changed", FACTOR_CHANGED},
	[PART_NEW] = {"--new", FACTOR_NEW},
	[PART_TABLE_ROWS] = {"--table-rows", FACTOR_TABLE_ROWS},
	[PART_BANDWIDTH] = {"--bandwidth", FACTOR_BANDWIDTH},
	[PART_ARM] = {"--arm", FACTOR_NONE},
};

static const struct case_key *key_of(const struct family *family)
{
	return &family->cases[0]->key;
}

static size_t count_of(const struct workload_filter *filter, enum part part)
{
	switch (part) {
	case PART_CHANGED:
		return filter->changed_count;
	case PART_NEW:
		return filter->new_count;
	case PART_TABLE_ROWS:
		return filter->table_count;
	case PART_BANDWIDTH:
		return filter->bandwidth_count;
	default:
		return filter->arm_count;
	}
}

/* What a run of an older version does not state is the default. */
static double share_of(double level, double initial)
{
	return isnan(level) ? initial : level;
}

static bool has_level(const struct workload_filter *filter, enum part part, size_t item,
		      const struct family *family)
{
	const struct factors *factors = &key_of(family)->factors;
	const int64_t table_rows = family_table_rows(family);

	switch (part) {
	case PART_CHANGED:
		return fabs(share_of(factors->changed, 1) - filter->changed[item]) < 1e-9;
	case PART_NEW:
		return fabs(share_of(factors->new, 0) - filter->new[item]) < 1e-9;
	case PART_TABLE_ROWS:
		return (table_rows == UNMEASURED ? 0 : table_rows) == filter->table_rows[item];
	case PART_BANDWIDTH:
		return (factors->bandwidth == UNMEASURED ? 0 : factors->bandwidth) ==
		       filter->bandwidth[item];
	default:
		return key_of(family)->arm != NULL &&
		       strcmp(key_of(family)->arm, filter->arms[item]) == 0;
	}
}

static bool passes(const struct workload_filter *filter, enum part part,
		   const struct family *family)
{
	for (size_t i = 0; i < count_of(filter, part); i++) {
		if (has_level(filter, part, i, family))
			return true;
	}
	return count_of(filter, part) == 0;
}

/* ---- words ------------------------------------------------------------ */

static void append_level(struct up_buffer *text, enum part part, const struct family *family)
{
	const struct case_key *key = key_of(family);

	if (part == PART_ARM)
		up_buffer_append_string(text, key->arm != NULL ? key->arm : "none");
	else if (factor_is_default(parts[part].factor, &key->factors))
		up_buffer_append_string(text, factor_table[parts[part].factor].initial_text);
	else
		factor_append_level(parts[part].factor, &key->factors, text);
}

/* Do both have the same level? */
static bool same_level(enum part part, const struct family *a, const struct family *b)
{
	const char *arm = key_of(a)->arm;
	const char *other = key_of(b)->arm;

	if (part == PART_ARM)
		return arm == other || (arm != NULL && other != NULL && strcmp(arm, other) == 0);
	if (part == PART_TABLE_ROWS)
		return family_table_rows(a) == family_table_rows(b);
	return factor_equal(parts[part].factor, &key_of(a)->factors, &key_of(b)->factors);
}

/* Each level once, in the order of the run; returns how many. */
static size_t append_levels(struct up_buffer *text, enum part part, const struct family_list *list)
{
	size_t count = 0;

	for (size_t f = 0; f < list->count; f++) {
		bool seen = list->items[f].role != ROLE_RANKED;
		for (size_t before = 0; before < f && !seen; before++)
			seen = list->items[before].role == ROLE_RANKED &&
			       same_level(part, &list->items[before], &list->items[f]);
		if (seen)
			continue;
		up_buffer_append_string(text, count++ > 0 ? ", " : "");
		append_level(text, part, &list->items[f]);
	}
	return count;
}

static void append_asked(struct up_buffer *text, const struct workload_filter *filter,
			 enum part part, size_t item)
{
	FACTORS factors;

	factors_init(&factors);
	switch (part) {
	case PART_CHANGED:
		up_buffer_append_format(text, "%g", filter->changed[item]);
		return;
	case PART_NEW:
		up_buffer_append_format(text, "%g", filter->new[item]);
		return;
	case PART_TABLE_ROWS:
		factors.table_rows = filter->table_rows[item];
		break;
	case PART_BANDWIDTH:
		factors.bandwidth = filter->bandwidth[item];
		break;
	default:
		up_buffer_append_string(text, filter->arms[item]);
		return;
	}
	factor_append_level(parts[part].factor, &factors, text);
}

/* ---- the filter ------------------------------------------------------- */

/* Was each level that is asked for measured? */
static enum up_status check_levels(const struct workload_filter *filter, enum part part,
				   const struct family_list *list, struct up_error *err)
{
	UP_BUFFER asked = {0};
	UP_BUFFER levels = {0};

	for (size_t i = 0; i < count_of(filter, part); i++) {
		bool found = false;
		for (size_t f = 0; f < list->count && !found; f++)
			found = has_level(filter, part, i, &list->items[f]);
		if (found)
			continue;
		append_asked(&asked, filter, part, i);
		append_levels(&levels, part, list);
		UP_TRY(up_buffer_check(&asked, err));
		UP_TRY(up_buffer_check(&levels, err));
		return up_fail(err, UP_INVALID, "%s %s was not measured: the run has %s",
			       parts[part].option, asked.data, up_buffer_string(&levels));
	}
	return UP_OK;
}

enum up_status workload_filter_apply(const struct workload_filter *filter, struct family_list *list,
				     struct up_error *err)
{
	size_t kept = 0;

	if (list->count == 0)
		return UP_OK;
	for (enum part part = 0; part < PART_COUNT; part++)
		UP_TRY(check_levels(filter, part, list, err));
	for (size_t f = 0; f < list->count; f++) {
		struct family family = list->items[f];
		bool passed = true;
		for (enum part part = 0; part < PART_COUNT && passed; part++)
			passed = passes(filter, part, &family);
		if (passed) {
			list->items[kept++] = family;
			continue;
		}
		free(family.name);
		free(family.cases);
	}
	list->count = kept;
	if (kept == 0)
		return up_fail(err, UP_INVALID,
			       "no case of the run has all the levels that are asked for together");
	return UP_OK;
}

enum up_status workload_filter_check_one(const struct family_list *list, struct up_error *err)
{
	static const enum part needed[] = {PART_ARM, PART_NEW, PART_BANDWIDTH};

	for (size_t n = 0; n < sizeof needed / sizeof needed[0]; n++) {
		UP_BUFFER levels = {0};
		const size_t count = append_levels(&levels, needed[n], list);
		UP_TRY(up_buffer_check(&levels, err));
		if (count > 1)
			return up_fail(err, UP_INVALID, "%s is needed: the run has %s",
				       parts[needed[n]].option, levels.data);
	}
	return UP_OK;
}
