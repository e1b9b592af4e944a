/* SPDX-License-Identifier: PostgreSQL */
#include "record/query_plan.h"

#include "record/object.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

/* ---- the members of plans.json ----------------------------------------- */

#define AT(member) offsetof(struct plan_shape, member)
static const struct member shape_members[] = {
	MEMBER_WITH("count", INTEGER, count, .is_required = true),
	MEMBER_WITH("shape", TEXT, shape, .is_required = true),
	MEMBER("estimated_rows", REAL, estimated_rows),
	MEMBER("actual_rows", REAL, actual_rows),
	MEMBER("loops", REAL, loops),
	MEMBER("total_cost", REAL, total_cost),
	MEMBER("wal_bytes", INTEGER, cost.wal_bytes),
	MEMBER("wal_records", INTEGER, cost.wal_records),
	MEMBER("wal_fpi", INTEGER, cost.wal_fpi),
	MEMBER("buffers_dirtied", INTEGER, cost.buffers_dirtied),
	MEMBER("planning_ns", INTEGER, cost.planning_ns),
	MEMBER("jit", JSON, jit),
	MEMBER("query", TEXT, query),
	MEMBER("query_cut", FACT, is_query_cut),
	MEMBER("plan", JSON, plan),
	MEMBER("plan_cut", FACT, is_plan_cut),
};
static const struct record_table shape_table = RECORD_TABLE(shape_members, struct plan_shape);
#undef AT

#define AT(member) offsetof(struct case_plans, member)
static const struct member case_members[] = {
	MEMBER_WITH("case", TEXT, case_name, .is_required = true),
	MEMBER("sample", INTEGER, sample),
	MEMBER_WITH("plan", WORD, plan, .words = sample_plan_names),
	MEMBER("reason", TEXT, reason),
	MEMBER_WITH("statements", INTEGER, statements, .is_required = true),
	MEMBER_WITH("plans", ARRAY, shapes, .of = &shape_table),
};
static const struct record_table case_table = RECORD_TABLE(case_members, struct case_plans);
#undef AT

#define AT(member) offsetof(struct plan_list, member)
static const struct member list_members[] = {
	MEMBER_WITH("cases", ARRAY, items, .of = &case_table, .is_required = true),
};
static const struct record_table list_table = RECORD_TABLE(list_members, struct plan_list);
#undef AT

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a plan");
}

void plan_shape_release(struct plan_shape *shape)
{
	record_release(&shape_table, shape);
}

void case_plans_release(struct case_plans *plans)
{
	record_release(&case_table, plans);
}

void plan_list_release(struct plan_list *list)
{
	record_release(&list_table, list);
}

/* ---- cutting ---------------------------------------------------------- */

/* At most size bytes, never in the middle of a character. */
static size_t cut_length(const char *text, size_t size)
{
	size_t length = strnlen(text, size + 1);

	if (length <= size)
		return length;
	length = size;
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

/* A copy in which no string is longer than PLAN_STRING_SIZE; NULL when memory runs
 * out.  The depth is bounded by that of jansson's parser. */
static json_t *with_short_strings(const json_t *value) // NOLINT(misc-no-recursion)
{
	const char *key;
	json_t *item;
	size_t index;

	if (json_is_object(value)) {
		json_t *object = json_object();
		/* jansson's macro takes no const, and changes nothing. */
		json_object_foreach((json_t *)(uintptr_t)value, key, item)
		{
			json_object_set_new(object, key, with_short_strings(item));
		}
		return object;
	}
	if (json_is_array(value)) {
		json_t *array = json_array();
		json_array_foreach(value, index, item)
		{
			json_array_append_new(array, with_short_strings(item));
		}
		return array;
	}
	if (json_is_string(value)) {
		const char *text = json_string_value(value);
		return json_stringn(text, cut_length(text, PLAN_STRING_SIZE));
	}
	return json_deep_copy(value);
}

static bool is_large(const json_t *plan)
{
	return json_dumpb(plan, NULL, 0, 0) > PLAN_JSON_SIZE;
}

enum up_status plan_shape_set(struct plan_shape *shape, const char *query, json_t *plan,
			      struct up_error *err)
{
	if (query != NULL) {
		size_t length = cut_length(query, PLAN_QUERY_SIZE);
		shape->is_query_cut = fact_of(query[length] != '\0');
		shape->query = strndup(query, length);
	}
	shape->is_plan_cut = fact_of(plan != NULL && is_large(plan));
	if (shape->is_plan_cut == FACT_YES) {
		shape->plan = with_short_strings(plan);
		json_decref(plan);
		if (shape->plan == NULL)
			return out_of_memory(err);
		if (is_large(shape->plan)) {
			json_decref(shape->plan);
			shape->plan = NULL;
		}
	} else {
		shape->plan = plan;
	}
	return query != NULL && shape->query == NULL ? out_of_memory(err) : UP_OK;
}

/* ---- the JIT compiler -------------------------------------------------- */

static double number_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

bool plan_shape_is_compiled(const struct plan_shape *shape)
{
	return json_is_object(shape->jit);
}

double plan_shape_functions(const struct plan_shape *shape)
{
	return number_of(shape->jit, "Functions");
}

double plan_shape_compiling_ns(const struct plan_shape *shape)
{
	return number_of(json_object_get(shape->jit, "Timing"), "Total") * 1e6;
}

/* ---- collecting ------------------------------------------------------- */

static void add(int64_t *sum, int64_t more)
{
	*sum = *sum != UNMEASURED && more != UNMEASURED ? *sum + more : UNMEASURED;
}

static void add_cost(struct plan_cost *sum, const struct plan_cost *more)
{
	add(&sum->wal_bytes, more->wal_bytes);
	add(&sum->wal_records, more->wal_records);
	add(&sum->wal_fpi, more->wal_fpi);
	add(&sum->buffers_dirtied, more->buffers_dirtied);
	add(&sum->planning_ns, more->planning_ns);
}

enum up_status case_plans_add(struct case_plans *plans, struct plan_shape *shape,
			      struct up_error *err)
{
	plans->statements += shape->count;
	for (size_t s = 0; s < plans->shape_count; s++) {
		if (strcmp(plans->shapes[s].shape, shape->shape) == 0) {
			plans->shapes[s].count += shape->count;
			add_cost(&plans->shapes[s].cost, &shape->cost);
			return UP_OK;
		}
	}
	return plans->shape_count < PLAN_SHAPES
		       ? record_list_take(&shape_table, &plans->shapes, shape, err)
		       : UP_OK;
}

enum up_status plan_list_add(struct plan_list *list, struct case_plans *plans, struct up_error *err)
{
	return record_list_take(&case_table, list, plans, err);
}

const struct case_plans *plan_list_find(const struct plan_list *list, const char *case_name)
{
	for (size_t p = 0; p < list->count; p++) {
		if (case_name != NULL && strcmp(list->items[p].case_name, case_name) == 0)
			return &list->items[p];
	}
	return NULL;
}

/* ---- the file --------------------------------------------------------- */

enum up_status plan_list_write(const struct plan_list *list, const char *path, struct up_error *err)
{
	return object_file_write(&list_table, list, path, err);
}

static enum up_status check(const struct case_plans *plans, struct up_error *err)
{
	bool fits = plans->statements >= 0 && plans->shape_count <= PLAN_SHAPES;

	for (size_t s = 0; s < plans->shape_count; s++)
		fits = fits && plans->shapes[s].count > 0;
	return fits ? UP_OK
		    : up_fail(err, UP_INVALID, "case \"%s\": a count is out of range",
			      plans->case_name);
}

enum up_status plan_list_read(const char *path, struct plan_list *list, struct up_error *err)
{
	PLAN_LIST new = {0};

	if (access(path, F_OK) != 0 && errno == ENOENT) {
		*list = new;
		return UP_OK;
	}
	UP_TRY(object_file_read(&list_table, path, &new, err));
	for (size_t c = 0; c < new.count; c++) {
		if (check(&new.items[c], err) != UP_OK)
			return up_error_prefix(err, "%s", path);
	}
	*list = new;
	new = (struct plan_list){0};
	return UP_OK;
}
