/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/fingerprint.h"

#include "judge/compare/named_list.h"
#include "judge/compare/server_facts.h"

#include <math.h>
#include <string.h>

#define MEMORY_TOLERANCE 0.01

/* ---- facts that have one value ---------------------------------------- */

#define AT(member) offsetof(struct manifest, member)

static const struct member facts[] = {
	MEMBER("host cpu", TEXT, host.cpu),
	MEMBER("host cores", INTEGER, host.cores),
	MEMBER("usable processors", INTEGER, host.usable_processors),
	MEMBER("host kernel", TEXT, host.kernel),
	MEMBER("host architecture", TEXT, host.architecture),
	MEMBER("checkpoint before each sample", FACT, checkpoint),
};

static const struct member data_facts[] = {
	MEMBER("seed", INTEGER, seed),
	MEMBER("rows that servers are scaled down for", INTEGER, scaling.rows),
	MEMBER("source of the rows", TEXT, source.kind),
	MEMBER("bytes of the source", INTEGER, source.bytes),
	MEMBER("content of the source", TEXT, source.xxh128),
	MEMBER("URL of the source", TEXT, source.url),
	MEMBER("rows of a page of the source", INTEGER, source.page_rows),
	MEMBER("latency of a page of the source", INTEGER, source.latency_ns),
	MEMBER("rows of the source", INTEGER, source.rows),
	MEMBER("rows of the source that are left out", INTEGER, source.bad_rows),
	MEMBER("relation table", TEXT, relation.table),
	MEMBER("relation scope", TEXT, relation.scope),
	MEMBER("shape of the table", TEXT, relation.own.structure),
	MEMBER("data of the table", TEXT, relation.own.data),
	MEMBER("triggers of the table", FACT, relation.own.has_triggers),
	MEMBER("foreign keys of the table", FACT, relation.own.has_stubs),
	MEMBER("syncs undone in the table", FACT, relation.own.is_undone),
};

/* What rows are made from that are not the table's own. */
static const struct member statistics_facts[] = {
	MEMBER("statistics of the shape", TEXT, relation.own.statistics),
};

static bool has_made_rows(const struct manifest *manifest)
{
	const char *data = manifest->relation.own.data;

	return data != NULL && strcmp(data, "shape") == 0;
}

/* Of these, 0 is no limit. */
static const struct member limits[] = {
	MEMBER("cpu limit", REAL, host.cpu_limit),
	MEMBER("memory limit", INTEGER, host.memory_limit_bytes),
};

static void append_limit(struct up_buffer *text, const struct member *limit,
			 const struct manifest *manifest)
{
	member_format(limit, manifest, text);
	if (text->length == 0)
		up_buffer_append_string(text, DIFFERENCE_UNKNOWN);
	else if (strcmp(text->data, "0") == 0) {
		up_buffer_clear(text);
		up_buffer_append_string(text, "none");
	}
}

static void append_names(struct up_buffer *text, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++)
		up_buffer_append_format(text, "%s%s", n > 0 ? ", " : "", names->items[n]);
	if (names->count == 0)
		up_buffer_append_string(text, "none");
}

static enum up_status compare_names(struct difference_list *list, const char *fact,
				    const struct text_list *base, const struct text_list *new,
				    struct up_error *err)
{
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	append_names(&of_base, base);
	append_names(&of_new, new);
	return difference_list_compare(list, "relation ", fact, &of_base, &of_new, err);
}

/* By the settings of the target, from which those of the sizes follow. */
static enum up_status compare_scaling(struct difference_list *list, const struct manifest *base,
				      const struct manifest *new, struct up_error *err)
{
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	append_names(&of_base, &base->scaling.settings);
	append_names(&of_new, &new->scaling.settings);
	return difference_list_compare(list, "", "settings that are scaled down", &of_base, &of_new,
				       err);
}

static enum up_status compare_limits(struct difference_list *list, const struct manifest *base,
				     const struct manifest *new, struct up_error *err)
{
	for (size_t l = 0; l < sizeof limits / sizeof limits[0]; l++) {
		UP_BUFFER of_base = {0};
		UP_BUFFER of_new = {0};
		append_limit(&of_base, &limits[l], base);
		append_limit(&of_new, &limits[l], new);
		UP_TRY(difference_list_compare(list, "", limits[l].key, &of_base, &of_new, err));
	}
	return UP_OK;
}

static enum up_status compare_memory(struct difference_list *list, const struct manifest *base,
				     const struct manifest *new, struct up_error *err)
{
	static const struct member memory = MEMBER("host memory", INTEGER, host.memory_bytes);
	const double a = (double)base->host.memory_bytes;
	const double b = (double)new->host.memory_bytes;

	if (member_is_known(&memory, base) && member_is_known(&memory, new) &&
	    fabs(a - b) < MEMORY_TOLERANCE * a)
		return UP_OK;
	return difference_list_compare_members(list, "", &memory, 1, base, new, err);
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
	return difference_list_add(list, "portable data", is_portable(base), is_portable(new), err);
}

static const char *has_hostile_values(const struct manifest *manifest)
{
	return manifest->has_hostile_values == FACT_NO ? "no" : "yes";
}

/* They are left out where the table of an arm cannot hold them. */
static enum up_status compare_hostile(struct difference_list *list, const struct manifest *base,
				      const struct manifest *new, struct up_error *err)
{
	if (strcmp(has_hostile_values(base), has_hostile_values(new)) == 0)
		return UP_OK;
	return difference_list_add(list, "hostile values in the data", has_hostile_values(base),
				   has_hostile_values(new), err);
}

/* Prefix is that of an arm, or empty. */
static enum up_status compare_poolers(struct difference_list *list, const char *prefix,
				      const char *base, const char *new, struct up_error *err)
{
	const char *of_base = base != NULL ? base : "none named";
	const char *of_new = new != NULL ? new : "none named";
	UP_BUFFER fact = {0};

	if (strcmp(of_base, of_new) == 0)
		return UP_OK;
	up_buffer_append_format(&fact, "%smode of the pooler", prefix);
	UP_TRY(up_buffer_check(&fact, err));
	return difference_list_add(list, fact.data, of_base, of_new, err);
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
	return difference_list_add(list, "restore before each sample",
				   s < a->count ? a->items[s] : DIFFERENCE_UNKNOWN,
				   s < b->count ? b->items[s] : DIFFERENCE_UNKNOWN, err);
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
	return difference_list_add(list, "end of the run", end_of(base), end_of(new), err);
}

/* ---- facts of things with names --------------------------------------- */

static void append_column(struct up_buffer *text, const void *item)
{
	const struct manifest_column *column = item;

	if (column == NULL)
		up_buffer_append_string(text, "none");
	else
		up_buffer_append_format(text, "%s%s",
					column->type != NULL ? column->type : DIFFERENCE_UNKNOWN,
					column->is_nullable == FACT_YES ? ", nullable" : "");
}

static enum up_status compare_column(void *list, const char *name, const void *base,
				     const void *new, struct up_error *err)
{
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	append_column(&of_base, base);
	append_column(&of_new, new);
	return difference_list_compare(list, "relation column ", name, &of_base, &of_new, err);
}

static enum up_status compare_columns(struct difference_list *list, const struct manifest *base,
				      const struct manifest *new, struct up_error *err)
{
	const struct named_list a = NAMED(base->relation.columns);
	const struct named_list b = NAMED(new->relation.columns);
	const size_t before = list->count;
	bool same_order = true;

	UP_TRY(named_list_each(&a, &b, compare_column, list, err));
	for (size_t c = 0; c < a.count && c < b.count; c++) {
		const char *of_a = named_list_name(&a, c);
		const char *of_b = named_list_name(&b, c);
		same_order = same_order && of_a != NULL && of_b != NULL && strcmp(of_a, of_b) == 0;
	}
	/* The same columns in another order make another tuple.  Those that are named come first. */
	if (list->count == before && !same_order &&
	    text_list_equal(&base->relation.named_columns, &new->relation.named_columns))
		return difference_list_add(list, "relation columns", "in one order", "in another",
					   err);
	return UP_OK;
}

static const char *level_of(enum factor factor, const struct factors *factors,
			    struct up_buffer *text)
{
	factor_format(factor, factors, text);
	return factor_is_known(factor, factors) ? up_buffer_string(text) : DIFFERENCE_UNKNOWN;
}

/* A case that one run lacks is no difference of facts: it is incomparable by itself.  Chunks are
 * what two runs may be compared for. */
static enum up_status compare_case(void *list, const char *name, const void *base, const void *new,
				   struct up_error *err)
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
		UP_TRY(difference_list_add(list, up_buffer_string(&fact), level,
					   level_of(factor, b, &of_new), err));
	}
	return UP_OK;
}

#undef AT
#define AT(member) offsetof(struct manifest_arm, member)

/* All unknown: its table is that of the run. */
static const struct member arm_facts[] = {
	MEMBER("relation table", TEXT, relation.table),
	MEMBER("relation scope", TEXT, relation.scope),
	MEMBER("shape of the table", TEXT, relation.own.structure),
	MEMBER("statistics of the shape", TEXT, relation.own.statistics),
	MEMBER("triggers of the table", FACT, relation.own.has_triggers),
	MEMBER("syncs undone in the table", FACT, relation.own.is_undone),
};

/* An arm may have a server, a schema and a table of its own; its settings are those of its cases. */
static enum up_status compare_arm_facts(void *list, const char *name, const void *base,
					const void *new, struct up_error *err)
{
	static const struct member schema = MEMBER("schema", TEXT, schema.sha256);
	const struct manifest_arm *a = base;
	const struct manifest_arm *b = new;
	UP_BUFFER prefix = {0};

	if (a == NULL || b == NULL)
		return UP_OK;
	up_buffer_append_format(&prefix, "arm %s: ", name);
	UP_TRY(up_buffer_check(&prefix, err));
	/* That of the run was compared. */
	if (a->has_own_server != FACT_NO || b->has_own_server != FACT_NO)
		UP_TRY(server_facts_compare(list, prefix.data, &a->server, &b->server, err));
	UP_TRY(compare_poolers(list, prefix.data, a->pooler, b->pooler, err));
	UP_TRY(difference_list_compare_members(list, prefix.data, arm_facts,
					       sizeof arm_facts / sizeof arm_facts[0], base, new,
					       err));
	/* The texts are too long to be shown. */
	if (member_equal(&schema, base, new))
		return UP_OK;
	up_buffer_append_string(&prefix, schema.key);
	UP_TRY(up_buffer_check(&prefix, err));
	return difference_list_add(list, prefix.data, "one", "another", err);
}

enum up_status fingerprint_compare_machine(const struct manifest *base, const struct manifest *new,
					   struct difference_list *list, struct up_error *err)
{
	UP_TRY(server_facts_compare(list, "", &base->server, &new->server, err));
	UP_TRY(difference_list_compare_members(list, "", facts, sizeof facts / sizeof facts[0],
					       base, new, err));
	UP_TRY(compare_memory(list, base, new, err));
	UP_TRY(compare_limits(list, base, new, err));
	UP_TRY(compare_poolers(list, "", base->pooler, new->pooler, err));
	return compare_restore(list, base, new, err);
}

enum up_status fingerprint_compare(const struct run *base, const struct run *new,
				   struct difference_list *list, struct up_error *err)
{
	const struct manifest *a = &base->manifest;
	const struct manifest *b = &new->manifest;
	const struct named_list arms[] = {NAMED(a->arms), NAMED(b->arms)};
	const struct named_list cases[] = {NAMED(a->cases), NAMED(b->cases)};

	UP_TRY(compare_ends(list, a, b, err));
	UP_TRY(fingerprint_compare_machine(a, b, list, err));
	UP_TRY(difference_list_compare_members(
		list, "", data_facts, sizeof data_facts / sizeof data_facts[0], a, b, err));
	if (has_made_rows(a) && has_made_rows(b))
		UP_TRY(difference_list_compare_members(list, "", statistics_facts, 1, a, b, err));
	UP_TRY(compare_scaling(list, a, b, err));
	UP_TRY(compare_portable(list, a, b, err));
	UP_TRY(compare_hostile(list, a, b, err));
	UP_TRY(compare_columns(list, a, b, err));
	UP_TRY(compare_names(list, "named columns", &a->relation.named_columns,
			     &b->relation.named_columns, err));
	/* What is not compared may be wrong. */
	UP_TRY(compare_names(list, "server columns", &a->relation.server_columns,
			     &b->relation.server_columns, err));
	UP_TRY(named_list_each(&arms[0], &arms[1], compare_arm_facts, list, err));
	return named_list_each(&cases[0], &cases[1], compare_case, list, err);
}

bool fingerprint_lacks_cpu(const struct run *base, const struct run *new)
{
	return base->manifest.host.cpu == NULL && new->manifest.host.cpu == NULL;
}
