/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/check.h"

#include <inttypes.h>

/* The server keeps frequencies as float4: their sum can exceed 1 by rounding. */
#define ROUNDING 1e-3

#define FIRST_VERSION 100000 /* of those whose numbers are made as now: 130004 is 13.4 */
#define LAST_VERSION 999999
#define MOST_VALUES 1e18
#define WIDEST (1 << 30)  /* bytes of a value */
#define MOST_TARGET 10000 /* of ALTER TABLE ... SET STATISTICS */

/* A text of the file that is one of a few words. */
struct word {
	const char *key;
	const char *text; /* NULL: not known */
	const char *const *words;
};

static enum up_status check_word(struct word word, struct up_error *err)
{
	if (word.text == NULL)
		return UP_OK;
	for (size_t w = 0; word.words[w] != NULL; w++) {
		if (strcmp(word.words[w], word.text) == 0)
			return UP_OK;
	}
	return up_fail(err, UP_INVALID, "\"%s\": there is no \"%s\"", word.key, word.text);
}

static enum up_status check_name(const char *key, const char *name, struct up_error *err)
{
	if (name == NULL)
		return UP_OK;
	if (name[0] == '\0')
		return up_fail(err, UP_INVALID, "\"%s\" is empty", key);
	if (strlen(name) > SHAPE_NAME_MAX)
		return up_fail(err, UP_INVALID,
			       "\"%s\": a name has at most %d bytes, this one %zu: \"%.20s…\"", key,
			       SHAPE_NAME_MAX, strlen(name), name);
	return UP_OK;
}

static enum up_status check_columns_exist(const struct shape *shape, const char *key,
					  const struct text_list *names, struct up_error *err)
{
	for (size_t n = 0; n < names->count; n++) {
		if (shape_find_column(shape, names->items[n]) == NULL)
			return up_fail(err, UP_INVALID, "\"%s\": there is no column \"%s\"", key,
				       names->items[n]);
	}
	return UP_OK;
}

static enum up_status check_range(const char *key, double value, double low, double high,
				  struct up_error *err)
{
	/* What is not known is NaN, which is never out of range. */
	if (value < low || value > high)
		return up_fail(err, UP_INVALID, "\"%s\" is %g, not from %g to %g", key, value, low,
			       high);
	return UP_OK;
}

static enum up_status check_count(const char *key, int64_t value, struct up_error *err)
{
	if (value != UNMEASURED && value < 0)
		return up_fail(err, UP_INVALID, "\"%s\" is negative", key);
	return UP_OK;
}

/* Of whole numbers; what is not known is in every range. */
static enum up_status check_whole(const char *key, int64_t value, int64_t low, int64_t high,
				  struct up_error *err)
{
	if (value != UNMEASURED && (value < low || value > high))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is %" PRId64 ", not from %" PRId64 " to %" PRId64, key,
			       value, low, high);
	return UP_OK;
}

static enum up_status check_statistics(const struct shape_statistics *s, struct up_error *err)
{
	double sum = 0;

	UP_TRY(check_range("null_frac", s->null_frac, 0, 1, err));
	UP_TRY(check_range("n_distinct", s->n_distinct, -1, MOST_VALUES, err));
	UP_TRY(check_range("correlation", s->correlation, -1 - ROUNDING, 1 + ROUNDING, err));
	UP_TRY(check_whole("avg_width", s->avg_width, 0, WIDEST, err));
	UP_TRY(check_range("text_width", s->text_width, 0, WIDEST, err));
	for (size_t f = 0; f < s->most_common_freqs.count; f++) {
		UP_TRY(check_range("most_common_freqs", s->most_common_freqs.items[f], 0, 1, err));
		sum += s->most_common_freqs.items[f];
	}
	if (sum > 1 + ROUNDING)
		return up_fail(err, UP_INVALID, "\"most_common_freqs\" add up to %g", sum);
	return UP_OK;
}

static enum up_status check_sequence(const struct shape_sequence *sequence, struct up_error *err)
{
	const int64_t start = sequence->start;

	UP_TRY(check_whole("cache", sequence->cache, 1, INT64_MAX, err));
	if (sequence->increment == 0)
		return up_fail(err, UP_INVALID, "\"increment\" is 0");
	if (start == UNMEASURED)
		return UP_OK;
	/* The least number of all is how a minimum is not known. */
	return check_whole("start", start, sequence->minimum,
			   sequence->maximum != UNMEASURED ? sequence->maximum : INT64_MAX, err);
}

static enum up_status check_column(const struct shape *shape, const struct shape_column *column,
				   struct up_error *err)
{
	static const char *const storages[] = {"plain", "external", "main", "extended", NULL};
	const bool is_generated = column->generated != SHAPE_GENERATED_NOT;

	UP_TRY(check_name("name", column->name, err));
	if (shape_find_column(shape, column->name) != column)
		return up_fail(err, UP_INVALID, "\"name\": there are two columns \"%s\"",
			       column->name);
	UP_TRY(check_word((struct word){"storage", column->storage, storages}, err));
	if (is_generated && column->default_expression == NULL)
		return up_fail(err, UP_INVALID,
			       "\"generated\" without the expression in \"default\"");
	if (is_generated && column->identity != SHAPE_IDENTITY_NOT)
		return up_fail(err, UP_INVALID,
			       "\"generated\" and \"identity\" exclude each other");
	if ((column->travels == FACT_YES) != (column->why_not == SHAPE_STAY_NOT))
		return up_fail(err, UP_INVALID,
			       "\"travels\" and \"why_not\" contradict each other");
	UP_TRY(check_whole("moves_with", column->moves_with, 1, (int64_t)shape->columns.count,
			   err));
	UP_TRY(check_whole("statistics_target", column->statistics_target, -1, MOST_TARGET, err));
	if (check_sequence(&column->sequence, err) != UP_OK)
		return up_error_prefix(err, "\"sequence\"");
	if ((column->why_not == SHAPE_STAY_KEY) != shape_key_has(shape, column->name))
		return up_fail(err, UP_INVALID,
			       "\"why_not\" and the table's \"key\" contradict each other");
	if (check_statistics(&column->statistics, err) != UP_OK)
		return up_error_prefix(err, "\"statistics\"");
	return UP_OK;
}

static enum up_status check_columns(const struct shape *shape, struct up_error *err)
{
	if (shape->columns.count == 0)
		return up_fail(err, UP_INVALID, "\"columns\" is empty");
	for (size_t c = 0; c < shape->columns.count; c++) {
		if (check_column(shape, &shape->columns.items[c], err) != UP_OK)
			return up_error_prefix(err, "\"columns\": item %zu", c);
	}
	return UP_OK;
}

static enum up_status check_key(const struct shape *shape, struct up_error *err)
{
	const struct text_list *columns = &shape->key.columns;

	if (columns->count == 0)
		return up_fail(err, UP_INVALID, "\"key\": \"columns\" is empty");
	UP_TRY(check_columns_exist(shape, "key", columns, err));
	for (size_t k = 0; k < columns->count; k++) {
		for (size_t other = 0; other < k; other++) {
			if (strcmp(columns->items[k], columns->items[other]) == 0)
				return up_fail(err, UP_INVALID, "\"key\" has \"%s\" twice",
					       columns->items[k]);
		}
		if (shape_find_column(shape, columns->items[k])->is_not_null != FACT_YES)
			return up_fail(err, UP_INVALID, "\"key\": the column \"%s\" may be null",
				       columns->items[k]);
	}
	if (shape->scope != NULL && shape_find_column(shape, shape->scope) == NULL)
		return up_fail(err, UP_INVALID, "\"scope\": there is no column \"%s\"",
			       shape->scope);
	return UP_OK;
}

static enum up_status check_table(const struct shape *shape, struct up_error *err)
{
	static const char *const persistences[] = {"permanent", "unlogged", NULL};
	const struct shape_table *table = &shape->table;
	const bool is_partitioned = table->kind == SHAPE_KIND_PARTITIONED;

	UP_TRY(check_name("schema", table->schema, err));
	UP_TRY(check_name("name", table->name, err));
	UP_TRY(check_word((struct word){"persistence", table->persistence, persistences}, err));
	UP_TRY(check_count("pages", table->pages, err));
	UP_TRY(check_count("tuples", table->tuples, err));
	UP_TRY(check_count("main", table->bytes.main, err));
	UP_TRY(check_count("indexes", table->bytes.indexes, err));
	UP_TRY(check_count("toast", table->bytes.toast, err));
	if (is_partitioned != (shape->partitions.key != NULL))
		return up_fail(err, UP_INVALID,
			       "\"kind\" and \"partitions\" contradict each other");
	return UP_OK;
}

static enum up_status check_index(const struct shape *shape, const struct shape_index *index,
				  struct up_error *err)
{
	UP_TRY(check_name("name", index->name, err));
	UP_TRY(check_columns_exist(shape, "columns", &index->columns, err));
	UP_TRY(check_columns_exist(shape, "include", &index->include, err));
	if (index->columns.count + index->expressions.count == 0)
		return up_fail(err, UP_INVALID, "neither \"columns\" nor \"expressions\"");
	return UP_OK;
}

static enum up_status check_constraint(const struct shape *shape,
				       const struct shape_constraint *constraint,
				       struct up_error *err)
{
	static const char *const types[] = {"check",  "foreign key", "primary key",
					    "unique", "exclusion",   NULL};

	UP_TRY(check_name("name", constraint->name, err));
	UP_TRY(check_word((struct word){"type", constraint->type, types}, err));
	UP_TRY(check_columns_exist(shape, "columns", &constraint->columns, err));
	if (constraint->references == NULL)
		return UP_OK;
	if (constraint->referenced_columns.count != constraint->columns.count ||
	    constraint->referenced_types.count != constraint->columns.count)
		return up_fail(err, UP_INVALID,
			       "\"referenced_columns\" and \"referenced_types\" are not as many as "
			       "\"columns\"");
	return UP_OK;
}

static enum up_status check_trigger(const struct shape *shape, const struct shape_trigger *trigger,
				    struct up_error *err)
{
	static const char *const timings[] = {"before", "after", "instead of", NULL};
	static const char *const levels[] = {"row", "statement", NULL};
	static const char *const states[] = {"origin", "always", "replica", "disabled", NULL};

	UP_TRY(check_name("name", trigger->name, err));
	UP_TRY(check_word((struct word){"timing", trigger->timing, timings}, err));
	UP_TRY(check_word((struct word){"level", trigger->level, levels}, err));
	UP_TRY(check_word((struct word){"enabled", trigger->enabled, states}, err));
	return check_columns_exist(shape, "columns", &trigger->columns, err);
}

static enum up_status check_partition_list(const char *key, const struct shape_partition_list *list,
					   struct up_error *err)
{
	for (size_t p = 0; p < list->count; p++) {
		const struct shape_partition *partition = &list->items[p];
		if (check_name("name", partition->name, err) != UP_OK ||
		    check_name("schema", partition->schema, err) != UP_OK ||
		    check_name("parent", partition->parent, err) != UP_OK)
			return up_error_prefix(err, "\"partitions\": \"%s\": item %zu", key, p);
	}
	return UP_OK;
}

static enum up_status check_partitions(const struct shape_partitions *partitions,
				       struct up_error *err)
{
	static const char *const strategies[] = {"range", "list", "hash", NULL};

	if (check_word((struct word){"strategy", partitions->strategy, strategies}, err) != UP_OK)
		return up_error_prefix(err, "\"partitions\"");
	UP_TRY(check_partition_list("leaves", &partitions->leaves, err));
	return check_partition_list("branches", &partitions->branches, err);
}

static enum up_status check_extended(const struct shape_extended_statistics *extended,
				     struct up_error *err)
{
	for (size_t n = 0; n < extended->n_distinct.count; n++)
		UP_TRY(check_range("n_distinct", extended->n_distinct.items[n].n_distinct, -1,
				   MOST_VALUES, err));
	for (size_t d = 0; d < extended->dependencies.count; d++)
		UP_TRY(check_range("degree", extended->dependencies.items[d].degree, 0, 1, err));
	return UP_OK;
}

static enum up_status check_activity(const struct shape_activity *activity, struct up_error *err)
{
	UP_TRY(check_count("n_tup_upd", activity->n_tup_upd, err));
	UP_TRY(check_count("n_tup_hot_upd", activity->n_tup_hot_upd, err));
	return check_count("n_tup_newpage_upd", activity->n_tup_newpage_upd, err);
}

static enum up_status check_parts(const struct shape *shape, struct up_error *err)
{
	for (size_t i = 0; i < shape->indexes.count; i++) {
		if (check_index(shape, &shape->indexes.items[i], err) != UP_OK)
			return up_error_prefix(err, "\"indexes\": item %zu", i);
	}
	for (size_t c = 0; c < shape->constraints.count; c++) {
		if (check_constraint(shape, &shape->constraints.items[c], err) != UP_OK)
			return up_error_prefix(err, "\"constraints\": item %zu", c);
	}
	for (size_t t = 0; t < shape->triggers.count; t++) {
		if (check_trigger(shape, &shape->triggers.items[t], err) != UP_OK)
			return up_error_prefix(err, "\"triggers\": item %zu", t);
	}
	for (size_t e = 0; e < shape->extended_statistics.count; e++) {
		if (check_extended(&shape->extended_statistics.items[e], err) != UP_OK)
			return up_error_prefix(err, "\"extended_statistics\": item %zu", e);
	}
	if (check_activity(&shape->activity, err) != UP_OK)
		return up_error_prefix(err, "\"activity\"");
	return check_partitions(&shape->partitions, err);
}

enum up_status shape_check(const struct shape *shape, struct up_error *err)
{
	UP_TRY(check_whole("server_version_num", shape->server_version_num, FIRST_VERSION,
			   LAST_VERSION, err));
	if (check_table(shape, err) != UP_OK)
		return up_error_prefix(err, "\"table\"");
	UP_TRY(check_key(shape, err));
	UP_TRY(check_columns(shape, err));
	return check_parts(shape, err);
}
