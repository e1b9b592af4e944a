/* SPDX-License-Identifier: PostgreSQL */
#include "property/generate.h"

#include "property/value.h"

#include <stdio.h>
#include <stdlib.h>

#define NAME_BYTES 63 /* NAMEDATALEN - 1 */

/* Streams of random numbers; those of the columns' values follow. */
enum {
	STREAM_SHAPE,
	STREAM_VARIANT,
	STREAM_ORDER,
	STREAM_COLUMNS,
};

struct generator {
	uint64_t seed;
	struct up_random random; /* of the shape */
	struct value_profile *profiles;
	size_t *attempts; /* which of its random keys a row got, the others being taken */
	size_t rows;
	/* Shares of the rows. */
	double added;
	double kept; /* in the table alone */
	double changed;
	double columns_changed; /* of the columns of a changed row */
};

static void generator_release(struct generator *generator)
{
	free(generator->profiles);
	free(generator->attempts);
}

static bool chance(struct up_random *random, double share)
{
	return up_random_unit(random) < share;
}

/* 0 and 1 more often than others. */
static double random_share(struct up_random *random)
{
	uint64_t kind = up_random_below(random, 4);
	return kind == 0 ? 0 : kind == 1 ? 1 : up_random_unit(random);
}

/* ---- the relation ----------------------------------------------------- */

static bool name_is_taken(const struct up_relation *relation, const char *name)
{
	static const char *const system[] = {"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"};

	for (size_t i = 0; i < sizeof system / sizeof system[0]; i++) {
		if (strcmp(name, system[i]) == 0)
			return true;
	}
	for (size_t c = 0; c < relation->column_count; c++) {
		if (strcmp(name, relation->columns[c].name) == 0)
			return true;
	}
	return relation->scope.name != NULL && strcmp(name, relation->scope.name) == 0;
}

/* To the limit of names, and not inside a character. */
static void cut_name(struct up_buffer *name)
{
	size_t length = name->length;

	if (length <= NAME_BYTES)
		return;
	length = NAME_BYTES;
	while (((unsigned char)name->data[length] & 0xC0) == 0x80)
		length--;
	name->length = length;
	name->data[length] = '\0';
}

static void random_name(struct up_buffer *name, const struct up_relation *relation,
			struct up_random *random)
{
	static const char *const names[] = {
		"select", "FROM",  "user", "order",    "group", "key",  "value",   "t",   "u",
		"j",      "s",     "id",   "excluded", "new",   "old",  "table",   "$1",  "a\"b",
		"\"",     "'",     "\\",   "a.b",      "%s",    "ord",  "null",    "1",   "ID",
		"scope",  "count", "row",  "default",  "text",  "bool", "between", "x\ty"};

	do {
		up_buffer_clear(name);
		if (chance(random, 0.3))
			up_buffer_append_string(
				name,
				names[up_random_below(random, sizeof names / sizeof names[0])]);
		else
			value_append_text(name, chance(random, 0.1) ? NAME_BYTES : 10, random);
		cut_name(name);
	} while (name->length == 0 || name_is_taken(relation, name->data));
}

/* What a key can be: types whose equality is that of their bytes, and that have one. */
static enum up_type random_key_type(struct up_random *random)
{
	static const enum up_type types[] = {UP_TYPE_TEXT, UP_TYPE_TEXT,      UP_TYPE_VARCHAR,
					     UP_TYPE_INT2, UP_TYPE_INT4,      UP_TYPE_INT8,
					     UP_TYPE_DATE, UP_TYPE_TIMESTAMP, UP_TYPE_TIMESTAMPTZ,
					     UP_TYPE_UUID, UP_TYPE_NUMERIC,   UP_TYPE_BYTEA,
					     UP_TYPE_BOOL};
	return types[up_random_below(random, sizeof types / sizeof types[0])];
}

static void random_modifier(struct up_column *column, struct value_profile *profile,
			    struct up_random *random)
{
	column->type_modifier = -1;
	profile->scale = -1;
	if (column->type == UP_TYPE_VARCHAR && chance(random, 0.7)) {
		profile->max_characters = 1 + up_random_below(random, 40);
		column->type_modifier = (int32_t)profile->max_characters + 4;
	} else if (column->type == UP_TYPE_NUMERIC && chance(random, 0.6)) {
		int most = chance(random, 0.05) && !profile->tame ? 1000 : 30;
		profile->precision = 1 + (int)up_random_below(random, (uint64_t)most);
		profile->scale = (int)up_random_below(random, (uint64_t)profile->precision + 1);
		column->type_modifier = (profile->precision << 16 | profile->scale) + 4;
	} else if (column->type == UP_TYPE_NUMERIC && chance(random, 0.3)) {
		profile->scale = (int)up_random_below(random, 9);
	}
}

static enum up_status add_column(struct generator *generator, struct up_relation *relation,
				 bool many, struct up_error *err)
{
	struct up_random *random = &generator->random;
	const size_t number = relation->column_count;
	struct value_profile *profile = &generator->profiles[number];
	UP_BUFFER name = {0};
	struct up_column column = {0};

	random_name(&name, relation, random);
	column.name = name.data;
	column.type = number == 0 ? random_key_type(random)
				  : (enum up_type)up_random_below(random, UP_TYPE_COUNT);
	column.nullable = number > 0 && chance(random, 0.8);
	*profile = (struct value_profile){
		.type = column.type,
		.null_share = column.nullable ? random_share(random) : 0,
		.negative_zero = chance(random, 0.5),
		.tame = number == 0 || many,
	};
	random_modifier(&column, profile, random);
	return up_relation_add(relation, &column, err);
}

static size_t random_column_count(struct up_random *random)
{
	if (chance(random, 0.01))
		return 31 + up_random_below(random, 270);
	return 2 + up_random_below(random, chance(random, 0.5) ? 6 : 29);
}

static enum up_status make_relation(struct generator *generator, struct up_relation *relation,
				    struct up_error *err)
{
	static const enum up_type scope_types[] = {UP_TYPE_TEXT, UP_TYPE_TEXT, UP_TYPE_VARCHAR,
						   UP_TYPE_INT4, UP_TYPE_INT8, UP_TYPE_UUID};
	struct up_random *random = &generator->random;
	UP_BUFFER table = {0};
	UP_BUFFER scope = {0};
	char schema[64];
	const size_t count = random_column_count(random);

	random_name(&table, relation, random);
	random_name(&scope, relation, random);
	/* Processes that share the server have different seeds. */
	snprintf(schema, sizeof schema, "property \"%llu\"", (unsigned long long)generator->seed);
	const struct up_column column = {
		.name = scope.data,
		.type = scope_types[up_random_below(random, 6)],
		.type_modifier = -1,
	};
	UP_TRY(up_relation_init(relation, schema, table.data, &column, err));
	generator->profiles = calloc(count, sizeof *generator->profiles);
	if (generator->profiles == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu columns", count);
	while (relation->column_count < count)
		UP_TRY(add_column(generator, relation, count > 30, err));
	return UP_OK;
}

static char *random_scope(enum up_type type, const char *other, struct up_random *random)
{
	UP_BUFFER text = {0};

	do {
		up_buffer_clear(&text);
		if (type == UP_TYPE_INT4 || type == UP_TYPE_INT8)
			up_buffer_append_format(&text, "%d",
						(int)up_random_below(random, 2000) - 1000);
		else if (type == UP_TYPE_UUID)
			up_buffer_append_format(&text, "%08x-0000-4000-8000-%012x",
						(unsigned)up_random_next(random),
						(unsigned)up_random_next(random));
		else
			value_append_text(&text, 12, random);
		up_buffer_append_string(&text, "");
	} while (other != NULL && strcmp(up_buffer_string(&text), other) == 0);
	return strdup(up_buffer_string(&text));
}

/* ---- the rows --------------------------------------------------------- */

/* The value of a cell: another in each edition. */
static void append_cell(const struct generator *generator, struct up_vector *vector, size_t column,
			size_t row, uint64_t edition)
{
	struct up_random random =
		up_random_at(generator->seed, STREAM_COLUMNS + column, row * 1024 + edition);
	value_append(vector, &generator->profiles[column], &random);
}

static size_t random_row_count(size_t columns, struct up_random *random)
{
	if (columns <= 8 && chance(random, 0.01))
		return up_random_below(random, 5000);
	if (chance(random, 0.1))
		return up_random_below(random, 301);
	return up_random_below(random, chance(random, 0.4) ? 4 : 60);
}

static unsigned __int128 key_digest(const struct up_vector *keys, size_t row,
				    struct up_buffer *scratch)
{
	struct digest digest = {0};

	digest_begin_row(scratch);
	digest_add_value(scratch, keys, row);
	digest_end_row(&digest, scratch);
	return digest.sum;
}

static bool key_is_taken(const unsigned __int128 *taken, size_t count, unsigned __int128 key)
{
	for (size_t i = 0; i < count; i++) {
		if (taken[i] == key)
			return true;
	}
	return false;
}

/* Fewer rows than wanted when the type has not so many keys. */
static enum up_status choose_keys(struct generator *generator, size_t wanted, struct up_error *err)
{
	enum {
		ATTEMPTS = 50
	};
	UP_FREE unsigned __int128 *taken = calloc(wanted + 1, sizeof *taken);
	UP_CLEANUP(up_vector_release) struct up_vector key = {0};
	UP_BUFFER scratch = {0};

	up_vector_init(&key, generator->profiles[0].type);
	generator->attempts = calloc(wanted + 1, sizeof *generator->attempts);
	if (taken == NULL || generator->attempts == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu keys", wanted);
	while (generator->rows < wanted) {
		const size_t row = generator->rows;
		size_t attempt = 0;
		do {
			if (attempt == ATTEMPTS)
				return UP_OK;
			append_cell(generator, &key, 0, row, attempt++);
			taken[row] = key_digest(&key, key.length - 1, &scratch);
		} while (key_is_taken(taken, row, taken[row]));
		generator->attempts[row] = attempt - 1;
		generator->rows++;
	}
	return UP_OK;
}

/* An edition of 0 is what the table has, of 1 what a changed row becomes. */
static enum up_status append_row(const struct generator *generator, struct up_batch *batch,
				 size_t row, bool changed, struct up_error *err)
{
	struct up_random random = up_random_at(generator->seed, STREAM_ORDER, (uint64_t)row);

	append_cell(generator, &batch->vectors[0], 0, row, generator->attempts[row]);
	for (size_t c = 1; c < batch->relation->column_count; c++) {
		bool other = chance(&random, generator->columns_changed);
		append_cell(generator, &batch->vectors[c], c, row, changed && other);
	}
	return up_batch_end_row(batch, err);
}

static void shuffle(size_t *rows, size_t count, struct up_random *random)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = up_random_below(random, i);
		size_t row = rows[other];
		rows[other] = rows[i - 1];
		rows[i - 1] = row;
	}
}

static enum up_status make_rows(struct generator *generator, struct fixture *fixture,
				struct up_error *err)
{
	UP_FREE size_t *order = calloc(generator->rows + 1, sizeof *order);

	if (order == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", generator->rows);
	for (size_t row = 0; row < generator->rows; row++)
		order[row] = row;
	for (int edition = 0; edition < 2; edition++) {
		struct up_batch *batch = edition == 0 ? &fixture->before : &fixture->after;
		shuffle(order, generator->rows, &generator->random);
		for (size_t i = 0; i < generator->rows; i++) {
			struct up_random random =
				up_random_at(generator->seed, STREAM_SHAPE, order[i] + 1);
			bool added = chance(&random, generator->added);
			bool kept = !added && chance(&random, generator->kept);
			bool changed = chance(&random, generator->changed);
			if (edition == 0 ? added : kept)
				continue;
			UP_TRY(append_row(generator, batch, order[i], edition == 1 && changed,
					  err));
		}
	}
	return UP_OK;
}

enum up_status generate_fixture(uint64_t seed, struct fixture *fixture, struct up_error *err)
{
	UP_CLEANUP(generator_release)
	struct generator generator = {.seed = seed, .random = up_random_at(seed, STREAM_SHAPE, 0)};
	struct up_random *random = &generator.random;

	UP_TRY(make_relation(&generator, &fixture->relation, err));
	fixture->scope = random_scope(fixture->relation.scope.type, NULL, random);
	fixture->other_scope = random_scope(fixture->relation.scope.type, fixture->scope, random);
	if (fixture->scope == NULL || fixture->other_scope == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a scope");
	generator.added = random_share(random);
	generator.added *= generator.added; /* more often few */
	generator.kept = chance(random, 0.5) ? 0 : up_random_unit(random);
	generator.changed = random_share(random);
	generator.columns_changed = random_share(random);
	UP_TRY(choose_keys(&generator, random_row_count(fixture->relation.column_count, random),
			   err));
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->after, &fixture->relation, err));
	return make_rows(&generator, fixture, err);
}

/* ---- variants --------------------------------------------------------- */

/* 1 to a few more than there are, but no more pieces than are quickly done. */
static size_t random_piece(size_t rows, struct up_random *random)
{
	return rows / 16 + 1 + up_random_below(random, rows + 2);
}

struct variant generate_variant(uint64_t seed, const struct fixture *fixture,
				const struct up_strategy *strategy, size_t workers)
{
	/* A strategy's variant does not depend on what else there is. */
	uint64_t number = 0;
	for (const char *c = strategy->name; *c != '\0'; c++)
		number = number * 31 + (unsigned char)*c;
	struct up_random random = up_random_at(seed, STREAM_VARIANT, number);
	const size_t rows = fixture->after.row_count;
	struct variant variant = {.workers = 1};

	if (chance(&random, 0.5) && strategy->flags & UP_STRATEGY_CHUNKED)
		variant.chunk = random_piece(rows, &random);
	if (chance(&random, 0.4) && strategy->flags & UP_STRATEGY_PARALLEL)
		variant.workers = 1 + up_random_below(&random, workers);
	if (chance(&random, 0.4))
		variant.batch_rows = random_piece(rows, &random);
	if (chance(&random, 0.4) && strategy->flags & UP_STRATEGY_SKIPS)
		variant.skip_unchanged = true;
	variant.tuned = chance(&random, 0.3);
	return variant;
}
