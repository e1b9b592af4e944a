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

static enum up_status compare_member(struct difference_list *list, const char *fact,
				     const struct member *member, const void *base, const void *new,
				     struct up_error *err)
{
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	if (member_equal(member, base, new))
		return UP_OK;
	member_format(member, base, &of_base);
	member_format(member, new, &of_new);
	UP_TRY(up_buffer_check(&of_base, err));
	UP_TRY(up_buffer_check(&of_new, err));
	return add(list, fact, member_is_known(member, base) ? up_buffer_string(&of_base) : UNKNOWN,
		   member_is_known(member, new) ? up_buffer_string(&of_new) : UNKNOWN, err);
}

/* The names of facts, "PREFIX FACT", are those of the members. */
static enum up_status compare_members(struct difference_list *list, const char *prefix,
				      const struct member *members, size_t count, const void *base,
				      const void *new, struct up_error *err)
{
	UP_BUFFER fact = {0};

	for (size_t m = 0; m < count; m++) {
		up_buffer_clear(&fact);
		up_buffer_append_format(&fact, "%s%s", prefix, members[m].key);
		UP_TRY(up_buffer_check(&fact, err));
		UP_TRY(compare_member(list, fact.data, &members[m], base, new, err));
	}
	return UP_OK;
}

/* ---- facts that have one value ---------------------------------------- */

#define AT(member) offsetof(struct manifest, member)

static const struct member facts[] = {
	MEMBER("server version", TEXT, server.version),
	MEMBER("JIT compiler", FACT, server.has_jit),
	MEMBER("private cluster", FACT, server.is_private),
	MEMBER("data checksums", TEXT, server.data_checksums),
	MEMBER("host cpu", TEXT, host.cpu),
	MEMBER("host cores", INTEGER, host.cores),
	MEMBER("host kernel", TEXT, host.kernel),
	MEMBER("host architecture", TEXT, host.architecture),
	MEMBER("checkpoint before each sample", FACT, checkpoint),
};

static const struct member data_facts[] = {
	MEMBER("seed", INTEGER, seed),
	MEMBER("relation table", TEXT, relation.table),
	MEMBER("relation scope", TEXT, relation.scope),
};

static enum up_status compare_memory(struct difference_list *list, const struct manifest *base,
				     const struct manifest *new, struct up_error *err)
{
	static const struct member memory = MEMBER("host memory", INTEGER, host.memory_bytes);
	const double a = (double)base->host.memory_bytes;
	const double b = (double)new->host.memory_bytes;

	if (member_is_known(&memory, base) && member_is_known(&memory, new) &&
	    fabs(a - b) < MEMORY_TOLERANCE * a)
		return UP_OK;
	return compare_member(list, memory.key, &memory, base, new, err);
}

/* With a peer it is, which reads dates and numbers in forms that all programs understand. */
static const char *is_portable(const struct manifest *manifest)
{
	for (size_t c = 0; c < manifest->cases.count; c++) {
		if (manifest->cases.items[c].key.peer != NULL)
			return "yes";
	}
	return "no";
}

static enum up_status compare_portable(struct difference_list *list, const struct manifest *base,
				       const struct manifest *new, struct up_error *err)
{
	if (strcmp(is_portable(base), is_portable(new)) == 0)
		return UP_OK;
	return add(list, "portable data", is_portable(base), is_portable(new), err);
}

/* The first statement that differs is enough. */
static enum up_status compare_restore(struct difference_list *list, const struct manifest *base,
				      const struct manifest *new, struct up_error *err)
{
	const struct text_list *a = &base->restore;
	const struct text_list *b = &new->restore;
	size_t s = 0;

	while (s < a->count && s < b->count && strcmp(a->items[s], b->items[s]) == 0)
		s++;
	if (s == a->count && s == b->count)
		return UP_OK;
	return add(list, "restore before each sample", s < a->count ? a->items[s] : UNKNOWN,
		   s < b->count ? b->items[s] : UNKNOWN, err);
}

static const char *end_of(const struct manifest *manifest)
{
	return manifest->outcome != NULL ? manifest->outcome : "none: it was killed, or still runs";
}

/* Listed when either is not complete, also when both are not in the same way. */
static enum up_status compare_ends(struct difference_list *list, const struct manifest *base,
				   const struct manifest *new, struct up_error *err)
{
	if (strcmp(end_of(base), "complete") == 0 && strcmp(end_of(new), "complete") == 0)
		return UP_OK;
	return add(list, "end of the run", end_of(base), end_of(new), err);
}

/* ---- facts of things with names --------------------------------------- */

/* An array of structs whose first members are their names (NULL: none). */
struct named_list {
	const void *items;
	size_t count;
	size_t size;
};

#define NAMED(list_) ((struct named_list){(list_).items, (list_).count, sizeof *(list_).items})

static const void *item_of(const struct named_list *list, size_t place)
{
	return (const char *)list->items + place * list->size;
}

static const char *name_of(const void *item)
{
	return *(char *const *)item;
}

static const void *find_named(const struct named_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		const void *item = item_of(list, i);
		if (name_of(item) != NULL && strcmp(name_of(item), name) == 0)
			return item;
	}
	return NULL;
}

typedef enum up_status compare_named(struct difference_list *list, const char *name,
				     const void *base, const void *new, struct up_error *err);

/* Calls compare for every name in either array; the one that lacks it is NULL. */
static enum up_status each_named(struct difference_list *list, const struct named_list *base,
				 const struct named_list *new, compare_named *compare,
				 struct up_error *err)
{
	for (size_t i = 0; i < base->count; i++) {
		const void *item = item_of(base, i);
		if (name_of(item) != NULL)
			UP_TRY(compare(list, name_of(item), item, find_named(new, name_of(item)),
				       err));
	}
	for (size_t i = 0; i < new->count; i++) {
		const void *item = item_of(new, i);
		if (name_of(item) != NULL && find_named(base, name_of(item)) == NULL)
			UP_TRY(compare(list, name_of(item), NULL, item, err));
	}
	return UP_OK;
}

/* Writes one item of a list; NULL: the list lacks it. */
typedef void append_item(struct up_buffer *text, const void *item);

static enum up_status compare_texts(struct difference_list *list, const char *kind,
				    const char *name, append_item *append, const void *base,
				    const void *new, struct up_error *err)
{
	UP_BUFFER fact = {0};
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	up_buffer_append_format(&fact, "%s %s", kind, name);
	append(&of_base, base);
	append(&of_new, new);
	UP_TRY(up_buffer_check(&fact, err));
	UP_TRY(up_buffer_check(&of_base, err));
	UP_TRY(up_buffer_check(&of_new, err));
	const char *a = up_buffer_string(&of_base);
	const char *b = up_buffer_string(&of_new);
	return strcmp(a, b) == 0 ? UP_OK : add(list, fact.data, a, b, err);
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

static void append_setting(struct up_buffer *text, const void *item)
{
	const struct manifest_setting *setting = item;

	if (setting == NULL)
		up_buffer_append_string(text, "default");
	else if (setting->value == NULL)
		up_buffer_append_string(text, "hidden");
	else
		up_buffer_append_format(text, "%s%s%s",
					setting->value[0] != '\0' ? setting->value : "(empty)",
					setting->unit != NULL ? " × " : "",
					setting->unit != NULL ? setting->unit : "");
}

static enum up_status compare_setting(struct difference_list *list, const char *name,
				      const void *base, const void *new, struct up_error *err)
{
	if (is_aside(name))
		return UP_OK;
	return compare_texts(list, "setting", name, append_setting, base, new, err);
}

static void append_column(struct up_buffer *text, const void *item)
{
	const struct manifest_column *column = item;

	if (column == NULL)
		up_buffer_append_string(text, "none");
	else
		up_buffer_append_format(text, "%s%s", column->type != NULL ? column->type : UNKNOWN,
					column->is_nullable == FACT_YES ? ", nullable" : "");
}

static enum up_status compare_column(struct difference_list *list, const char *name,
				     const void *base, const void *new, struct up_error *err)
{
	return compare_texts(list, "relation column", name, append_column, base, new, err);
}

static enum up_status compare_columns(struct difference_list *list, const struct manifest *base,
				      const struct manifest *new, struct up_error *err)
{
	const struct named_list a = NAMED(base->relation.columns);
	const struct named_list b = NAMED(new->relation.columns);
	const size_t before = list->count;
	bool same_order = true;

	UP_TRY(each_named(list, &a, &b, compare_column, err));
	for (size_t c = 0; c < a.count && c < b.count; c++) {
		const char *of_a = name_of(item_of(&a, c));
		const char *of_b = name_of(item_of(&b, c));
		same_order = same_order && of_a != NULL && of_b != NULL && strcmp(of_a, of_b) == 0;
	}
	/* The same columns in another order make another tuple. */
	if (list->count == before && !same_order)
		return add(list, "relation columns", "in one order", "in another", err);
	return UP_OK;
}

static const char *level_of(enum factor factor, const struct factors *factors,
			    struct up_buffer *text)
{
	factor_format(factor, factors, text);
	return factor_is_known(factor, factors) ? up_buffer_string(text) : UNKNOWN;
}

/* A case that one run lacks is no difference of facts: it is incomparable by itself.  Chunks are
 * what two runs may be compared for. */
static enum up_status compare_case(struct difference_list *list, const char *name, const void *base,
				   const void *new, struct up_error *err)
{
	for (enum factor factor = 0; base != NULL && new != NULL &&factor < FACTOR_COUNT;
	     factor++) {
		const struct factors *a = &((const struct manifest_case *)base)->key.factors;
		const struct factors *b = &((const struct manifest_case *)new)->key.factors;
		UP_BUFFER fact = {0};
		UP_BUFFER of_base = {0};
		UP_BUFFER of_new = {0};

		if (factor == FACTOR_CHUNK || factor_equal(factor, a, b))
			continue;
		up_buffer_append_format(&fact, "case %s: %s", name, factor_table[factor].column);
		const char *level = level_of(factor, a, &of_base);
		UP_TRY(add(list, up_buffer_string(&fact), level, level_of(factor, b, &of_new),
			   err));
	}
	return UP_OK;
}

#undef AT
#define AT(member) offsetof(struct manifest_arm, member)

static const struct member arm_facts[] = {
	MEMBER("server version", TEXT, server.version),
	MEMBER("JIT compiler", FACT, server.has_jit),
	MEMBER("data checksums", TEXT, server.data_checksums),
};

/* An arm may have a server and a schema of its own; its settings are those of its cases. */
static enum up_status compare_arm_facts(struct difference_list *list, const char *name,
					const void *base, const void *new, struct up_error *err)
{
	static const struct member schema = MEMBER("schema", TEXT, schema.sha256);
	UP_BUFFER prefix = {0};

	if (base == NULL || new == NULL)
		return UP_OK;
	up_buffer_append_format(&prefix, "arm %s: ", name);
	UP_TRY(up_buffer_check(&prefix, err));
	UP_TRY(compare_members(list, prefix.data, arm_facts, sizeof arm_facts / sizeof arm_facts[0],
			       base, new, err));
	/* The texts are too long to be shown. */
	if (member_equal(&schema, base, new))
		return UP_OK;
	up_buffer_append_string(&prefix, schema.key);
	UP_TRY(up_buffer_check(&prefix, err));
	return add(list, prefix.data, "one", "another", err);
}

/* Facts of the machine, and those of the data between them. */
static enum up_status compare_setup(const struct manifest *a, const struct manifest *b,
				    bool with_data, struct difference_list *list,
				    struct up_error *err)
{
	const struct named_list settings[] = {NAMED(a->server.settings), NAMED(b->server.settings)};

	UP_TRY(compare_members(list, "", facts, sizeof facts / sizeof facts[0], a, b, err));
	if (with_data)
		UP_TRY(compare_members(list, "", data_facts,
				       sizeof data_facts / sizeof data_facts[0], a, b, err));
	UP_TRY(compare_memory(list, a, b, err));
	if (with_data)
		UP_TRY(compare_portable(list, a, b, err));
	UP_TRY(compare_restore(list, a, b, err));
	if (with_data)
		UP_TRY(compare_columns(list, a, b, err));
	return each_named(list, &settings[0], &settings[1], compare_setting, err);
}

enum up_status fingerprint_compare_machine(const struct manifest *base, const struct manifest *new,
					   struct difference_list *list, struct up_error *err)
{
	return compare_setup(base, new, false, list, err);
}

enum up_status fingerprint_compare(const struct run *base, const struct run *new,
				   struct difference_list *list, struct up_error *err)
{
	const struct manifest *a = &base->manifest;
	const struct manifest *b = &new->manifest;
	const struct named_list arms[] = {NAMED(a->arms), NAMED(b->arms)};
	const struct named_list cases[] = {NAMED(a->cases), NAMED(b->cases)};

	UP_TRY(compare_ends(list, a, b, err));
	UP_TRY(compare_setup(a, b, true, list, err));
	UP_TRY(each_named(list, &arms[0], &arms[1], compare_arm_facts, err));
	return each_named(list, &cases[0], &cases[1], compare_case, err);
}
