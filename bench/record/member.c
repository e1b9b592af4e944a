/* SPDX-License-Identifier: PostgreSQL */
#include "record/member.h"

#include "record/case_key.h"
#include "text/unit.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *value_of(const struct member *member, const void *record)
{
	return (char *)(uintptr_t)record + member->offset;
}

void record_init(const struct record_table *table, void *record) // NOLINT(misc-no-recursion)
{
	memset(record, 0, table->size);
	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		void *value = value_of(member, record);
		if (member->kind == MEMBER_INTEGER)
			*(int64_t *)value = UNMEASURED;
		else if (member->kind == MEMBER_REAL)
			*(double *)value = NAN;
		else if (member->kind == MEMBER_OBJECT)
			record_init(member->of, value);
		else if (member->kind == MEMBER_FACTOR) /* each of them does it for all */
			factors_init(value);
		else if (member->kind == MEMBER_CASE_KEY)
			case_key_init(value);
	}
}

void record_release(const struct record_table *table, void *record) // NOLINT(misc-no-recursion)
{
	for (size_t m = 0; m < table->count; m++) {
		const struct member *member = &table->members[m];
		void *value = value_of(member, record);

		switch (member->kind) {
		case MEMBER_TEXT:
			free(*(char **)value);
			break;
		case MEMBER_JSON:
			json_decref(*(json_t **)value);
			break;
		case MEMBER_OBJECT:
			record_release(member->of, value);
			break;
		case MEMBER_FACTOR:
			factors_release(value);
			break;
		case MEMBER_CASE_KEY:
			case_key_release(value);
			break;
		case MEMBER_TEXTS:
			text_list_release(value);
			break;
		case MEMBER_REALS:
			real_list_release(value);
			break;
		case MEMBER_NAMED_TEXTS:
			named_text_list_release(value);
			break;
		case MEMBER_ARRAY:
		case MEMBER_MAP:
			record_list_release(member->of, value);
			break;
		case MEMBER_INTEGER:
		case MEMBER_REAL:
		case MEMBER_FACT:
		case MEMBER_WORD:
			break;
		}
	}
	record_init(table, record);
}

/* ---- a single value --------------------------------------------------- */

static bool is_any_known(const struct record_table *table, // NOLINT(misc-no-recursion)
			 const void *record)
{
	for (size_t m = 0; m < table->count; m++) {
		if (member_is_known(&table->members[m], record))
			return true;
	}
	return false;
}

bool member_is_known(const struct member *member, const void *record) // NOLINT(misc-no-recursion)
{
	const void *value = value_of(member, record);

	switch (member->kind) {
	case MEMBER_TEXT:
	case MEMBER_JSON:
		return *(void *const *)value != NULL;
	case MEMBER_INTEGER:
		return *(const int64_t *)value != UNMEASURED;
	case MEMBER_REAL:
		return !isnan(*(const double *)value);
	case MEMBER_FACT:
		return *(const enum fact *)value != FACT_UNKNOWN;
	case MEMBER_WORD:
		return member->words[*(const int *)value][0] != '\0';
	case MEMBER_OBJECT:
		return is_any_known(member->of, value);
	case MEMBER_FACTOR:
		return factor_is_known(member->factor, value);
	case MEMBER_CASE_KEY:
		return true;
	case MEMBER_TEXTS:
	case MEMBER_REALS:
	case MEMBER_NAMED_TEXTS:
	case MEMBER_ARRAY:
	case MEMBER_MAP:
		break;
	}
	return record_list_count(value) > 0;
}

bool member_equal(const struct member *member, const void *a, const void *b)
{
	UP_BUFFER of_a = {0};
	UP_BUFFER of_b = {0};

	member_format(member, a, &of_a);
	member_format(member, b, &of_b);
	return member_is_known(member, a) == member_is_known(member, b) &&
	       strcmp(up_buffer_string(&of_a), up_buffer_string(&of_b)) == 0;
}

void member_format(const struct member *member, const void *record, struct up_buffer *text)
{
	const void *value = value_of(member, record);

	if (!member_is_known(member, record))
		return;
	if (member->kind == MEMBER_TEXT)
		up_buffer_append_string(text, *(char *const *)value);
	else if (member->kind == MEMBER_INTEGER)
		up_buffer_append_format(text, "%" PRId64, *(const int64_t *)value);
	else if (member->kind == MEMBER_REAL)
		unit_append_number(text, *(const double *)value);
	else if (member->kind == MEMBER_FACT)
		up_buffer_append_string(text, *(const enum fact *)value == FACT_YES ? "yes" : "no");
	else if (member->kind == MEMBER_WORD)
		up_buffer_append_string(text, member->words[*(const int *)value]);
	else if (member->kind == MEMBER_FACTOR)
		factor_format(member->factor, value, text);
}

bool member_set_word(const struct member *member, void *record, const char *word)
{
	for (int w = 0; member->words[w] != NULL; w++) {
		if (strcmp(member->words[w], word) == 0) {
			*(int *)value_of(member, record) = w;
			return true;
		}
	}
	return false;
}

/* ---- lists ------------------------------------------------------------ */

/* Any list: they differ only in the type of their items. */
struct list {
	char *items;
	size_t count;
};

static struct list copy_of(const void *list)
{
	struct list copy;
	memcpy(&copy, list, sizeof copy);
	return copy;
}

size_t record_list_count(const void *list)
{
	return copy_of(list).count;
}

void *record_list_item(const struct record_table *table, const void *list, size_t place)
{
	return copy_of(list).items + place * table->size;
}

void record_list_release(const struct record_table *table, // NOLINT(misc-no-recursion)
			 void *list)
{
	for (size_t i = 0; i < record_list_count(list); i++)
		record_release(table, record_list_item(table, list, i));
	free(copy_of(list).items);
	memset(list, 0, sizeof(struct list));
}

void *record_list_add(const struct record_table *table, void *list)
{
	struct list copy = copy_of(list);

	if ((copy.count & (copy.count - 1)) == 0) { /* full at each power of two */
		void *items =
			reallocarray(copy.items, copy.count == 0 ? 1 : copy.count * 2, table->size);
		if (items == NULL)
			return NULL;
		copy.items = items;
	}
	record_init(table, copy.items + copy.count++ * table->size);
	memcpy(list, &copy, sizeof copy);
	return record_list_item(table, list, copy.count - 1);
}

enum up_status record_list_take(const struct record_table *table, void *list, void *record,
				struct up_error *err)
{
	void *item = record_list_add(table, list);

	if (item == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");
	memcpy(item, record, table->size);
	record_init(table, record);
	return UP_OK;
}

void record_list_remove(const struct record_table *table, void *list, size_t place)
{
	struct list copy = copy_of(list);
	char *item = record_list_item(table, list, place);

	record_release(table, item);
	memmove(item, item + table->size, (--copy.count - place) * table->size);
	memcpy(list, &copy, sizeof copy);
}
