/* SPDX-License-Identifier: PostgreSQL */
#include "measure/plan/explain.h"

#include "measure/plan/outline.h"
#include "pg/statement.h"
#include "text/outline.h"

#include <math.h>

static const char *string_of(const json_t *node, const char *key)
{
	const char *string = json_string_value(json_object_get(node, key));
	return string != NULL ? string : "";
}

static double number_of(const json_t *node, const char *key)
{
	const json_t *value = json_object_get(node, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

static int64_t count_of(const json_t *node, const char *key)
{
	const json_t *value = json_object_get(node, key);
	return json_is_integer(value) ? json_integer_value(value) : UNMEASURED;
}

/* ---- the shape -------------------------------------------------------- */

static void append_word(struct up_buffer *text, const char *before, const char *word)
{
	if (word[0] != '\0')
		up_buffer_append_format(text, "%s%s", before, word);
}

static void append_node(const json_t *node, struct up_buffer *text)
{
	const char *type = string_of(node, "Node Type");
	const char *join = string_of(node, "Join Type");

	if (strcmp(type, "ModifyTable") == 0)
		type = string_of(node, "Operation");
	if (strcmp(join, "Inner") != 0)
		append_word(text, "", join);
	append_word(text, join[0] != '\0' && strcmp(join, "Inner") != 0 ? " " : "", type);
	append_word(text, " ", string_of(node, "Relation Name"));
	append_word(text, " ", string_of(node, "Function Name"));
	append_word(text, " ", string_of(node, "CTE Name"));
	append_word(text, " using ", string_of(node, "Index Name"));
}

/* The depth is bounded by that of jansson's parser. */
void explain_append_shape(const json_t *node, struct up_buffer *text) // NOLINT(misc-no-recursion)
{
	const json_t *children = json_object_get(node, "Plans");
	size_t index;
	const json_t *child;

	append_node(node, text);
	json_array_foreach(children, index, child)
	{
		up_buffer_append_string(text, index == 0 ? " (" : ", ");
		explain_append_shape(child, text);
	}
	if (json_array_size(children) > 0)
		up_buffer_append_char(text, ')');
}

/* ---- the statement ---------------------------------------------------- */

/* The node that writes the table: the root, or what feeds it from a WITH. */
static const json_t *find_write(const json_t *node, // NOLINT(misc-no-recursion)
				const char *table)
{
	const json_t *children = json_object_get(node, "Plans");
	size_t index;
	const json_t *child;

	if (strcmp(string_of(node, "Node Type"), "ModifyTable") == 0 &&
	    strcmp(string_of(node, "Relation Name"), table) == 0)
		return node;
	json_array_foreach(children, index, child)
	{
		const json_t *found = find_write(child, table);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* What feeds it; the others are subplans.  Before version 14 it is called "Member", and a
 * partitioned table has one for each partition that is written. */
static bool is_feed(const json_t *plan)
{
	const char *relationship = string_of(plan, "Parent Relationship");

	return strcmp(relationship, "Outer") == 0 || strcmp(relationship, "Member") == 0;
}

/* The sum of a number over what feeds it; NaN: nothing does. */
static double feed_number(const json_t *write, const char *key)
{
	const json_t *children = json_object_get(write, "Plans");
	double sum = NAN;
	size_t index;
	const json_t *child;

	json_array_foreach(children, index, child)
	{
		if (is_feed(child))
			sum = (isnan(sum) ? 0 : sum) + number_of(child, key);
	}
	return sum;
}

/* How often it ran, all of it together. */
static double feed_loops(const json_t *write)
{
	const json_t *children = json_object_get(write, "Plans");
	size_t index;
	const json_t *child;

	json_array_foreach(children, index, child)
	{
		if (is_feed(child))
			return number_of(child, "Actual Loops");
	}
	return NAN;
}

static enum up_status is_about(const char *query, const struct up_relation *relation, bool *about,
			       struct up_error *err)
{
	UP_BUFFER table = {0};

	up_sql_table(&table, relation);
	UP_TRY(up_buffer_check(&table, err));
	*about = strstr(query, table.data) != NULL;
	return UP_OK;
}

/* The statement and its plan. */
static enum up_status set_texts(struct plan_shape *shape, const json_t *statement,
				bool without_values, struct up_error *err)
{
	const char *query = string_of(statement, "Query Text");
	json_t *root = json_object_get(statement, "Plan");
	UP_BUFFER outline = {0};

	if (!without_values)
		return plan_shape_set(shape, query, json_incref(root), err);
	outline_append_sql(&outline, query);
	UP_TRY(up_buffer_check(&outline, err));
	root = plan_outline(root);
	if (root == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a plan");
	return plan_shape_set(shape, up_buffer_string(&outline), root, err);
}

/* A node has its own and those of what is below it. */
static void set_cost(struct plan_cost *cost, const json_t *root)
{
	const int64_t shared = count_of(root, "Shared Dirtied Blocks");
	const int64_t local = count_of(root, "Local Dirtied Blocks");

	*cost = (struct plan_cost){
		.wal_bytes = count_of(root, "WAL Bytes"),
		.wal_records = count_of(root, "WAL Records"),
		.wal_fpi = count_of(root, "WAL FPI"),
		.buffers_dirtied =
			shared != UNMEASURED && local != UNMEASURED ? shared + local : UNMEASURED,
		.planning_ns = UNMEASURED,
	};
}

static enum up_status fill(struct plan_shape *shape, const json_t *statement, const json_t *write,
			   bool without_values, struct up_error *err)
{
	json_t *root = json_object_get(statement, "Plan");
	json_t *jit = json_object_get(statement, "JIT");
	UP_BUFFER text = {0};

	explain_append_shape(root, &text);
	UP_TRY(up_buffer_check(&text, err));
	shape->count = 1;
	shape->shape = up_buffer_detach(&text);
	shape->estimated_rows = feed_number(write, "Plan Rows");
	shape->actual_rows = feed_number(write, "Actual Rows");
	shape->loops = feed_loops(write);
	shape->total_cost = number_of(root, "Total Cost");
	set_cost(&shape->cost, root);
	shape->jit = json_is_object(jit) ? json_incref(jit) : NULL;
	return set_texts(shape, statement, without_values, err);
}

static enum up_status read_statement(const json_t *statement, const struct up_relation *relation,
				     bool without_values, bool *found, struct plan_shape *shape,
				     struct up_error *err)
{
	const json_t *write = find_write(json_object_get(statement, "Plan"), relation->table);

	if (write == NULL)
		return UP_OK;
	UP_TRY(is_about(string_of(statement, "Query Text"), relation, found, err));
	return *found ? fill(shape, statement, write, without_values, err) : UP_OK;
}

/* Past the array that begins at text, and the comma behind it; NULL: it does not end in a line of
 * its own. In a string there is no newline. */
static const char *skip_array(const char *text)
{
	const char *line = text;

	while ((line = strchr(line, '\n')) != NULL) {
		line += 1 + strspn(line + 1, " ");
		if (strncmp(line, "],", 2) == 0)
			return line + 2;
	}
	return NULL;
}

/* Of a MERGE on a partitioned table servers write the numbers of tuples as members of the array
 * "Target Tables", which is no JSON.  Then it is left out. */
static enum up_status parse(const char *text, json_t **statement, struct up_error *err)
{
	UP_BUFFER valid = {0};

	*statement = json_loads(text, 0, NULL);
	const char *array = strstr(text, "\"Target Tables\": [");
	const char *behind = array != NULL ? skip_array(array) : NULL;
	if (*statement != NULL || behind == NULL)
		return UP_OK;
	up_buffer_append(&valid, text, (size_t)(array - text));
	up_buffer_append_string(&valid, behind);
	UP_TRY(up_buffer_check(&valid, err));
	*statement = json_loads(valid.data, 0, NULL);
	return UP_OK;
}

/* "duration: 0.042 ms  plan:", in the server's language, and the JSON below it. */
static const char *find_json(const char *message)
{
	return strstr(message, "\n{");
}

bool explain_is_plan(const char *message)
{
	return find_json(message) != NULL;
}

enum up_status explain_read(const char *message, const struct up_relation *relation,
			    bool without_values, bool *found, struct plan_shape *shape,
			    struct up_error *err)
{
	const char *json = find_json(message);
	PLAN_SHAPE new = {0};

	json_t *statement = NULL;

	*found = false;
	if (json != NULL)
		UP_TRY(parse(json, &statement, err));
	if (statement == NULL)
		return UP_OK;
	enum up_status status =
		read_statement(statement, relation, without_values, found, &new, err);
	json_decref(statement);
	UP_TRY(status);
	*shape = new;
	new = (struct plan_shape){0};
	return UP_OK;
}
