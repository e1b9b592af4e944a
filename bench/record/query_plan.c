/* SPDX-License-Identifier: PostgreSQL */
#include "record/query_plan.h"

#include "record/replace.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#define FORMAT_VERSION 1

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a plan");
}

void plan_shape_release(struct plan_shape *shape)
{
	free(shape->shape);
	free(shape->query);
	json_decref(shape->jit);
	json_decref(shape->plan);
	*shape = (struct plan_shape){0};
}

void case_plans_release(struct case_plans *plans)
{
	for (size_t s = 0; s < plans->shape_count; s++)
		plan_shape_release(&plans->shapes[s]);
	free(plans->case_name);
	*plans = (struct case_plans){0};
}

void plan_list_release(struct plan_list *list)
{
	for (size_t p = 0; p < list->count; p++)
		case_plans_release(&list->items[p]);
	free(list->items);
	*list = (struct plan_list){0};
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
		shape->query_cut = query[length] != '\0';
		shape->query = strndup(query, length);
	}
	if (plan != NULL && is_large(plan)) {
		shape->plan_cut = true;
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

void case_plans_add(struct case_plans *plans, struct plan_shape *shape)
{
	plans->statements += shape->count;
	for (size_t s = 0; s < plans->shape_count; s++) {
		if (strcmp(plans->shapes[s].shape, shape->shape) == 0) {
			plans->shapes[s].count += shape->count;
			return;
		}
	}
	if (plans->shape_count == PLAN_SHAPES)
		return;
	plans->shapes[plans->shape_count++] = *shape;
	*shape = (struct plan_shape){0};
}

enum up_status plan_list_add(struct plan_list *list, struct case_plans *plans, struct up_error *err)
{
	struct case_plans *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return out_of_memory(err);
	list->items = items;
	items[list->count++] = *plans;
	*plans = (struct case_plans){0};
	return UP_OK;
}

const struct case_plans *plan_list_find(const struct plan_list *list, const char *case_name)
{
	for (size_t p = 0; p < list->count; p++) {
		if (case_name != NULL && strcmp(list->items[p].case_name, case_name) == 0)
			return &list->items[p];
	}
	return NULL;
}

/* ---- writing ---------------------------------------------------------- */

/* Strict JSON has no NaN and no infinity. */
static json_t *number(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

static json_t *integer(int64_t value)
{
	return value != UNMEASURED ? json_integer(value) : json_null();
}

static json_t *borrow(json_t *value)
{
	return value != NULL ? json_incref(value) : json_null();
}

static json_t *shape_to_json(const struct plan_shape *shape)
{
	return json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:s?, s:b, s:o, s:b}", "count",
			 (json_int_t)shape->count, "shape", shape->shape, "estimated_rows",
			 number(shape->estimated_rows), "actual_rows", number(shape->actual_rows),
			 "loops", number(shape->loops), "total_cost", number(shape->total_cost),
			 "jit", borrow(shape->jit), "query", shape->query, "query_cut",
			 (int)shape->query_cut, "plan", borrow(shape->plan), "plan_cut",
			 (int)shape->plan_cut);
}

static json_t *case_to_json(const struct case_plans *plans)
{
	const char *word = sample_plan_names[plans->plan];
	json_t *shapes = json_array();

	for (size_t s = 0; s < plans->shape_count; s++)
		json_array_append_new(shapes, shape_to_json(&plans->shapes[s]));
	return json_pack("{s:s, s:o, s:s?, s:I, s:o}", "case", plans->case_name, "sample",
			 integer(plans->sample), "plan", word[0] != '\0' ? word : NULL,
			 "statements", (json_int_t)plans->statements, "plans", shapes);
}

static enum up_status write_json(FILE *file, const void *context, struct up_error *err)
{
	if (json_dumpf(context, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF)
		return up_fail_errno(err, UP_IO, "cannot write JSON");
	return UP_OK;
}

enum up_status plan_list_write(const struct plan_list *list, const char *path, struct up_error *err)
{
	json_t *cases = json_array();

	for (size_t p = 0; p < list->count; p++) {
		if (json_array_append_new(cases, case_to_json(&list->items[p])) != 0) {
			json_decref(cases);
			return up_fail(err, UP_INVALID, "the plans of %s cannot be JSON",
				       list->items[p].case_name);
		}
	}
	json_t *root = json_pack("{s:i, s:o}", "format", FORMAT_VERSION, "cases", cases);
	if (root == NULL)
		return out_of_memory(err);
	enum up_status status = replace_file(path, write_json, root, err);
	json_decref(root);
	return status;
}

/* ---- reading ---------------------------------------------------------- */

static bool read_number(const json_t *object, const char *key, double *value)
{
	const json_t *got = json_object_get(object, key);

	*value = json_is_number(got) ? json_number_value(got) : NAN;
	return json_is_number(got) || json_is_null(got);
}

static bool read_integer(const json_t *object, const char *key, int64_t *value)
{
	const json_t *got = json_object_get(object, key);

	*value = json_is_integer(got) ? json_integer_value(got) : UNMEASURED;
	return json_is_integer(got) || json_is_null(got);
}

static bool read_object(const json_t *object, const char *key, json_t **value)
{
	json_t *got = json_object_get(object, key);

	*value = json_is_object(got) ? json_incref(got) : NULL;
	return json_is_object(got) || json_is_null(got);
}

static bool read_flag(const json_t *object, const char *key, bool *value)
{
	const json_t *got = json_object_get(object, key);

	*value = json_is_true(got);
	return json_is_boolean(got);
}

/* A copy; required says whether null is none. */
static bool read_text(const json_t *object, const char *key, bool required, char **value)
{
	const json_t *got = json_object_get(object, key);

	*value = json_is_string(got) ? strdup(json_string_value(got)) : NULL;
	return *value != NULL || (!required && json_is_null(got));
}

static bool read_plan_word(const json_t *object, int *plan)
{
	const json_t *got = json_object_get(object, "plan");

	*plan = SAMPLE_PLAN_UNKNOWN;
	for (int p = 0; json_is_string(got) && sample_plan_names[p] != NULL; p++) {
		if (strcmp(sample_plan_names[p], json_string_value(got)) == 0) {
			*plan = p;
			return true;
		}
	}
	return json_is_null(got);
}

static bool read_shape(const json_t *object, struct plan_shape *shape)
{
	return read_integer(object, "count", &shape->count) && shape->count > 0 &&
	       read_text(object, "shape", true, &shape->shape) &&
	       read_number(object, "estimated_rows", &shape->estimated_rows) &&
	       read_number(object, "actual_rows", &shape->actual_rows) &&
	       read_number(object, "loops", &shape->loops) &&
	       read_number(object, "total_cost", &shape->total_cost) &&
	       read_object(object, "jit", &shape->jit) &&
	       read_text(object, "query", false, &shape->query) &&
	       read_flag(object, "query_cut", &shape->query_cut) &&
	       read_object(object, "plan", &shape->plan) &&
	       read_flag(object, "plan_cut", &shape->plan_cut);
}

static bool read_case(const json_t *object, struct case_plans *plans)
{
	const json_t *shapes = json_object_get(object, "plans");

	if (!read_text(object, "case", true, &plans->case_name) ||
	    !read_integer(object, "sample", &plans->sample) ||
	    !read_plan_word(object, &plans->plan) ||
	    !read_integer(object, "statements", &plans->statements) || plans->statements < 0 ||
	    !json_is_array(shapes) || json_array_size(shapes) > PLAN_SHAPES)
		return false;
	for (size_t s = 0; s < json_array_size(shapes); s++) {
		plans->shape_count++; /* before it is read: what it owns is released anyway */
		if (!read_shape(json_array_get(shapes, s), &plans->shapes[s]))
			return false;
	}
	return true;
}

static enum up_status read_cases(const json_t *root, const char *path, struct plan_list *list,
				 struct up_error *err)
{
	const json_t *cases = json_object_get(root, "cases");
	PLAN_LIST new = {0};

	if (json_integer_value(json_object_get(root, "format")) != FORMAT_VERSION)
		return up_fail(err, UP_INVALID, "%s: \"format\" is not %d", path, FORMAT_VERSION);
	if (!json_is_array(cases))
		return up_fail(err, UP_INVALID, "%s: \"cases\" is not an array", path);
	for (size_t c = 0; c < json_array_size(cases); c++) {
		CASE_PLANS plans = {0};
		if (!read_case(json_array_get(cases, c), &plans))
			return up_fail(err, UP_INVALID,
				       "%s: \"cases\"[%zu] is not the plans of a case", path, c);
		UP_TRY(plan_list_add(&new, &plans, err));
	}
	*list = new;
	new = (struct plan_list){0};
	return UP_OK;
}

enum up_status plan_list_read(const char *path, struct plan_list *list, struct up_error *err)
{
	json_error_t failure;
	UP_FCLOSE FILE *file = fopen(path, "r");

	*list = (struct plan_list){0};
	if (file == NULL && errno == ENOENT)
		return UP_OK;
	if (file == NULL)
		return up_fail_errno(err, UP_INVALID, "%s", path);
	json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &failure);
	if (root == NULL)
		return up_fail(err, UP_INVALID, "%s:%d: %s", path, failure.line, failure.text);
	enum up_status status = read_cases(root, path, list, err);
	json_decref(root);
	return status;
}
