/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/fingerprint.h"

#include <math.h>
#include <stdlib.h>

#define MEMORY_TOLERANCE 0.01
#define UNKNOWN "not recorded"

void difference_list_release(struct difference_list *list)
{
	for (size_t d = 0; d < list->count; d++) {
		free(list->items[d].fact);
		free(list->items[d].base);
		free(list->items[d].new);
	}
	free(list->items);
	*list = (struct difference_list){0};
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the facts of two runs");
}

static enum up_status add(struct difference_list *list, const char *fact, const char *base,
			  const char *new, struct up_error *err)
{
	struct difference *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return out_of_memory(err);
	list->items = items;

	struct difference *item = &items[list->count++];
	*item = (struct difference){strdup(fact), strdup(base), strdup(new)};
	return item->fact != NULL && item->base != NULL && item->new != NULL ? UP_OK
									     : out_of_memory(err);
}

/* ---- values ----------------------------------------------------------- */

static bool is_known(const json_t *value)
{
	return value != NULL && !json_is_null(value);
}

static bool same_value(const json_t *a, const json_t *b)
{
	if (!is_known(a) || !is_known(b))
		return is_known(a) == is_known(b);
	/* JSON does not tell 1 from 1.0. */
	if (json_is_number(a) && json_is_number(b))
		return fabs(json_number_value(a) - json_number_value(b)) <=
		       1e-12 * fabs(json_number_value(a));
	return json_equal(a, b);
}

/* As people read it; to be freed, NULL when memory runs out. */
static char *text_of(const json_t *value)
{
	if (!is_known(value))
		return strdup(UNKNOWN);
	if (json_is_string(value))
		return strdup(json_string_value(value));
	if (json_is_boolean(value))
		return strdup(json_is_true(value) ? "yes" : "no");
	return json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15));
}

static enum up_status compare_values(struct difference_list *list, const char *fact,
				     const json_t *base, const json_t *new, struct up_error *err)
{
	if (same_value(base, new))
		return UP_OK;
	UP_FREE char *of_base = text_of(base);
	UP_FREE char *of_new = text_of(new);
	if (of_base == NULL || of_new == NULL)
		return out_of_memory(err);
	return add(list, fact, of_base, of_new, err);
}

/* ---- facts that have one value ---------------------------------------- */

static const struct fact {
	const char *name;
	const char *object; /* NULL: of run.json itself */
	const char *key;
} facts[] = {
	{"server version", "server", "version"},
	{"JIT compiler", "server", "jit_available"},
	{"private cluster", "server", "private"},
	{"data checksums", "server", "data_checksums"},
	{"host cpu", "host", "cpu"},
	{"host cores", "host", "cores"},
	{"host kernel", "host", "kernel"},
	{"host architecture", "host", "architecture"},
	{"seed", NULL, "seed"},
	{"relation table", "relation", "table"},
	{"relation scope", "relation", "scope"},
	{"checkpoint before each sample", NULL, "checkpoint"},
};

static enum up_status compare_facts(struct difference_list *list, const json_t *base,
				    const json_t *new, struct up_error *err)
{
	for (size_t f = 0; f < sizeof facts / sizeof facts[0]; f++) {
		const char *object = facts[f].object;
		const json_t *of_base = object != NULL ? json_object_get(base, object) : base;
		const json_t *of_new = object != NULL ? json_object_get(new, object) : new;
		UP_TRY(compare_values(list, facts[f].name, json_object_get(of_base, facts[f].key),
				      json_object_get(of_new, facts[f].key), err));
	}
	return UP_OK;
}

static enum up_status compare_memory(struct difference_list *list, const json_t *base,
				     const json_t *new, struct up_error *err)
{
	const json_t *a = json_object_get(json_object_get(base, "host"), "memory_bytes");
	const json_t *b = json_object_get(json_object_get(new, "host"), "memory_bytes");
	double difference = fabs(json_number_value(a) - json_number_value(b));

	if (is_known(a) && is_known(b) && difference < MEMORY_TOLERANCE * json_number_value(a))
		return UP_OK;
	return compare_values(list, "host memory", a, b, err);
}

/* Runs that do not say it: with a peer it is. */
static bool is_portable(const json_t *manifest)
{
	const json_t *said = json_object_get(manifest, "portable");
	size_t index;
	json_t *object;

	if (json_is_boolean(said))
		return json_is_true(said);
	json_array_foreach(json_object_get(manifest, "cases"), index, object)
	{
		if (is_known(json_object_get(object, "peer")))
			return true;
	}
	return false;
}

static enum up_status compare_portable(struct difference_list *list, const json_t *base,
				       const json_t *new, struct up_error *err)
{
	if (is_portable(base) == is_portable(new))
		return UP_OK;
	return add(list, "portable data", is_portable(base) ? "yes" : "no",
		   is_portable(new) ? "yes" : "no", err);
}

static enum up_status compare_restore(struct difference_list *list, const json_t *base,
				      const json_t *new, struct up_error *err)
{
	const json_t *a = json_object_get(base, "restore");
	const json_t *b = json_object_get(new, "restore");
	size_t s = 0;

	if (same_value(a, b))
		return UP_OK;
	/* The first statement that differs says enough. */
	while (s < json_array_size(a) && same_value(json_array_get(a, s), json_array_get(b, s)))
		s++;
	return compare_values(list, "restore before each sample", json_array_get(a, s),
			      json_array_get(b, s), err);
}

static const char *end_of(const json_t *manifest)
{
	const char *outcome = json_string_value(json_object_get(manifest, "outcome"));
	return outcome != NULL ? outcome : "none: it was killed, or still runs";
}

/* Listed when either is not complete, also when both are not in the same way. */
static enum up_status compare_ends(struct difference_list *list, const json_t *base,
				   const json_t *new, struct up_error *err)
{
	if (strcmp(end_of(base), "complete") == 0 && strcmp(end_of(new), "complete") == 0)
		return UP_OK;
	return add(list, "end of the run", end_of(base), end_of(new), err);
}

/* ---- facts of things with names --------------------------------------- */

static const json_t *find_named(const json_t *array, const char *name)
{
	size_t index;
	json_t *object;

	json_array_foreach(array, index, object)
	{
		const char *of = json_string_value(json_object_get(object, "name"));
		if (of != NULL && strcmp(of, name) == 0)
			return object;
	}
	return NULL;
}

typedef enum up_status compare_named(struct difference_list *list, const char *name,
				     const json_t *base, const json_t *new, struct up_error *err);

/* Calls compare for every name in either array; what is not in it is NULL. */
static enum up_status each_named(struct difference_list *list, const json_t *base,
				 const json_t *new, compare_named *compare, struct up_error *err)
{
	size_t index;
	json_t *object;

	json_array_foreach(base, index, object)
	{
		const char *name = json_string_value(json_object_get(object, "name"));
		if (name != NULL)
			UP_TRY(compare(list, name, object, find_named(new, name), err));
	}
	json_array_foreach(new, index, object)
	{
		const char *name = json_string_value(json_object_get(object, "name"));
		if (name != NULL && find_named(base, name) == NULL)
			UP_TRY(compare(list, name, NULL, object, err));
	}
	return UP_OK;
}

/* Where a server keeps its files, its name, and how many it would let in change nothing that
 * is measured. */
static bool is_aside(const char *setting)
{
	static const char *const aside[] = {
		"application_name",  "cluster_name",    "config_file", "data_directory",
		"external_pid_file", "hba_file",        "ident_file",  "log_directory",
		"log_filename",      "max_connections", "port",        "unix_socket_directories",
	};

	for (size_t p = 0; p < sizeof aside / sizeof aside[0]; p++) {
		if (strcmp(setting, aside[p]) == 0)
			return true;
	}
	return false;
}

static void append_setting(struct up_buffer *text, const json_t *setting)
{
	const char *value = json_string_value(json_object_get(setting, "value"));
	const char *unit = json_string_value(json_object_get(setting, "unit"));

	if (setting == NULL)
		up_buffer_append_string(text, "default");
	else if (value == NULL)
		up_buffer_append_string(text, "hidden");
	else
		up_buffer_append_format(text, "%s%s%s", value[0] != '\0' ? value : "(empty)",
					unit != NULL ? " × " : "", unit != NULL ? unit : "");
}

static enum up_status compare_setting(struct difference_list *list, const char *name,
				      const json_t *base, const json_t *new, struct up_error *err)
{
	UP_BUFFER fact = {0};
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	if (is_aside(name))
		return UP_OK;
	up_buffer_append_format(&fact, "setting %s", name);
	append_setting(&of_base, base);
	append_setting(&of_new, new);
	UP_TRY(up_buffer_check(&fact, err));
	UP_TRY(up_buffer_check(&of_base, err));
	UP_TRY(up_buffer_check(&of_new, err));
	if (strcmp(of_base.data, of_new.data) == 0)
		return UP_OK;
	return add(list, fact.data, of_base.data, of_new.data, err);
}

static void append_column(struct up_buffer *text, const json_t *column)
{
	const char *type = json_string_value(json_object_get(column, "type"));

	if (column == NULL)
		up_buffer_append_string(text, "none");
	else
		up_buffer_append_format(
			text, "%s%s", type != NULL ? type : UNKNOWN,
			json_is_true(json_object_get(column, "nullable")) ? ", nullable" : "");
}

static enum up_status compare_column(struct difference_list *list, const char *name,
				     const json_t *base, const json_t *new, struct up_error *err)
{
	UP_BUFFER fact = {0};
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	up_buffer_append_format(&fact, "relation column %s", name);
	append_column(&of_base, base);
	append_column(&of_new, new);
	UP_TRY(up_buffer_check(&fact, err));
	UP_TRY(up_buffer_check(&of_base, err));
	UP_TRY(up_buffer_check(&of_new, err));
	if (strcmp(of_base.data, of_new.data) == 0)
		return UP_OK;
	return add(list, fact.data, of_base.data, of_new.data, err);
}

static enum up_status compare_columns(struct difference_list *list, const json_t *base,
				      const json_t *new, struct up_error *err)
{
	const json_t *a = json_object_get(json_object_get(base, "relation"), "columns");
	const json_t *b = json_object_get(json_object_get(new, "relation"), "columns");
	size_t before = list->count;

	UP_TRY(each_named(list, a, b, compare_column, err));
	/* The same columns in another order make another tuple. */
	if (list->count == before && !same_value(a, b))
		return add(list, "relation columns", "in one order", "in another", err);
	return UP_OK;
}

/* A case that one run lacks is no difference of facts: it is incomparable by itself. */
static enum up_status compare_case(struct difference_list *list, const char *name,
				   const json_t *base, const json_t *new, struct up_error *err)
{
	static const char *const keys[] = {"rows",       "columns", "changed",
					   "new",        "workers", "skip_unchanged",
					   "table_rows", "rtt_us",  "settings"};
	const json_t *a = json_object_get(base, "fetch_delay_ns");
	const json_t *b = json_object_get(new, "fetch_delay_ns");
	UP_BUFFER fact = {0};

	if (base == NULL || new == NULL)
		return UP_OK;
	for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
		up_buffer_clear(&fact);
		up_buffer_append_format(&fact, "case %s: %s", name, keys[k]);
		UP_TRY(up_buffer_check(&fact, err));
		UP_TRY(compare_values(list, fact.data, json_object_get(base, keys[k]),
				      json_object_get(new, keys[k]), err));
	}
	/* Runs that do not say it had none. */
	if (json_integer_value(a) == json_integer_value(b))
		return UP_OK;
	up_buffer_clear(&fact);
	up_buffer_append_format(&fact, "case %s: fetch_delay_ns", name);
	UP_TRY(up_buffer_check(&fact, err));
	return compare_values(list, fact.data, a, b, err);
}

static enum up_status compare_arm_server(struct difference_list *list, const char *name,
					 const char *what, const char *key, const json_t *base,
					 const json_t *new, struct up_error *err)
{
	UP_BUFFER fact = {0};

	up_buffer_append_format(&fact, "arm %s: %s", name, what);
	UP_TRY(up_buffer_check(&fact, err));
	return compare_values(list, fact.data,
			      json_object_get(json_object_get(base, "server"), key),
			      json_object_get(json_object_get(new, "server"), key), err);
}

/* An arm may have a server and a schema of its own; its settings are those of its cases. */
static enum up_status compare_arm_facts(struct difference_list *list, const char *name,
					const json_t *base, const json_t *new, struct up_error *err)
{
	UP_BUFFER schema = {0};

	if (base == NULL || new == NULL)
		return UP_OK;
	UP_TRY(compare_arm_server(list, name, "server version", "version", base, new, err));
	UP_TRY(compare_arm_server(list, name, "JIT compiler", "jit_available", base, new, err));
	UP_TRY(compare_arm_server(list, name, "data checksums", "data_checksums", base, new, err));
	/* Older runs do not have the text. */
	if (same_value(json_object_get(json_object_get(base, "schema_sql"), "sha256"),
		       json_object_get(json_object_get(new, "schema_sql"), "sha256")))
		return UP_OK;
	up_buffer_append_format(&schema, "arm %s: schema", name);
	UP_TRY(up_buffer_check(&schema, err));
	/* Too long to be shown. */
	return add(list, schema.data, "one", "another", err);
}

enum up_status fingerprint_compare(const struct run *base, const struct run *new,
				   struct difference_list *list, struct up_error *err)
{
	const json_t *a = base->manifest;
	const json_t *b = new->manifest;

	UP_TRY(compare_ends(list, a, b, err));
	UP_TRY(compare_facts(list, a, b, err));
	UP_TRY(compare_memory(list, a, b, err));
	UP_TRY(compare_portable(list, a, b, err));
	UP_TRY(compare_restore(list, a, b, err));
	UP_TRY(compare_columns(list, a, b, err));
	UP_TRY(each_named(list, json_object_get(json_object_get(a, "server"), "settings"),
			  json_object_get(json_object_get(b, "server"), "settings"),
			  compare_setting, err));
	UP_TRY(each_named(list, json_object_get(a, "arms"), json_object_get(b, "arms"),
			  compare_arm_facts, err));
	return each_named(list, json_object_get(a, "cases"), json_object_get(b, "cases"),
			  compare_case, err);
}
