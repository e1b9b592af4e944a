/* SPDX-License-Identifier: PostgreSQL */
#include "property/generate.h"

#include "property/relation.h"
#include "property/table.h"
#include "property/value.h"

#include <stdlib.h>

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
	if (columns <= 8 && value_chance(random, 0.01))
		return up_random_below(random, 5000);
	if (value_chance(random, 0.1))
		return up_random_below(random, 301);
	return up_random_below(random, value_chance(random, 0.4) ? 4 : 60);
}

/* Of the key that a row gets in an attempt; the vectors are used for its parts. */
static unsigned __int128 key_digest(const struct generator *generator, struct up_batch *keys,
				    size_t row, size_t attempt, struct up_buffer *scratch)
{
	struct digest digest = {0};

	up_batch_clear(keys);
	digest_begin_row(scratch);
	for (size_t c = 0; c < keys->relation->key_count; c++) {
		append_cell(generator, &keys->vectors[c], c, row, attempt);
		digest_add_value(scratch, &keys->vectors[c], 0);
	}
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
static enum up_status choose_keys(struct generator *generator, const struct up_relation *relation,
				  size_t wanted, struct up_error *err)
{
	enum {
		ATTEMPTS = 50
	};
	UP_FREE unsigned __int128 *taken = calloc(wanted + 1, sizeof *taken);
	UP_BATCH keys = {0};
	UP_BUFFER scratch = {0};

	UP_TRY(up_batch_init(&keys, relation, err));
	generator->attempts = calloc(wanted + 1, sizeof *generator->attempts);
	if (taken == NULL || generator->attempts == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu keys", wanted);
	while (generator->rows < wanted) {
		const size_t row = generator->rows;
		size_t attempt = 0;
		do {
			if (attempt == ATTEMPTS)
				return UP_OK;
			taken[row] = key_digest(generator, &keys, row, attempt++, &scratch);
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

	const size_t key_count = batch->relation->key_count;

	for (size_t c = 0; c < key_count; c++)
		append_cell(generator, &batch->vectors[c], c, row, generator->attempts[row]);
	for (size_t c = key_count; c < batch->relation->column_count; c++) {
		bool other = value_chance(&random, generator->columns_changed);
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
			bool added = value_chance(&random, generator->added);
			bool kept = !added && value_chance(&random, generator->kept);
			bool changed = value_chance(&random, generator->changed);
			if (edition == 0 ? added : kept)
				continue;
			UP_TRY(append_row(generator, batch, order[i], edition == 1 && changed,
					  err));
		}
	}
	return UP_OK;
}

enum up_status generate_fixture(uint64_t seed, int server_version, struct fixture *fixture,
				struct differential_table *table, struct up_error *err)
{
	UP_CLEANUP(generator_release)
	struct generator generator = {.seed = seed, .random = up_random_at(seed, STREAM_SHAPE, 0)};
	struct up_random *random = &generator.random;

	UP_TRY(random_relation_make(seed, server_version, random, fixture, &generator.profiles,
				    err));
	fixture->relation.partial = random_table_is_partial(seed);
	generator.added = value_share(random);
	generator.added *= generator.added; /* more often few */
	if (fixture->relation.partial)
		generator.added = 0;
	generator.kept = value_chance(random, 0.5) ? 0 : up_random_unit(random);
	generator.changed = value_share(random);
	generator.columns_changed = value_share(random);
	UP_TRY(choose_keys(&generator, &fixture->relation,
			   random_row_count(fixture->relation.column_count, random), err));
	UP_TRY(up_batch_init(&fixture->before, &fixture->relation, err));
	UP_TRY(up_batch_init(&fixture->after, &fixture->relation, err));
	UP_TRY(make_rows(&generator, fixture, err));
	return random_table_make(seed, server_version, fixture, generator.profiles, table, err);
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

	if (value_chance(&random, 0.5) && strategy->flags & UP_STRATEGY_CHUNKED)
		variant.chunk = random_piece(rows, &random);
	if (value_chance(&random, 0.4) && strategy->flags & UP_STRATEGY_PARALLEL)
		variant.workers = 1 + up_random_below(&random, workers);
	if (value_chance(&random, 0.4))
		variant.batch_rows = random_piece(rows, &random);
	if (value_chance(&random, 0.4) && strategy->flags & UP_STRATEGY_SKIPS)
		variant.skip_unchanged = true;
	/* What cannot be overlapped is unsupported, and then not a variant of this strategy. */
	if (variant.workers == 1 && value_chance(&random, 0.3) &&
	    (strategy->flags & (UP_STRATEGY_STREAMS | UP_STRATEGY_CHUNKED)) &&
	    !(strategy->flags & UP_STRATEGY_AUTOCOMMIT))
		variant.overlap = true;
	variant.tuned = value_chance(&random, 0.3);
	return variant;
}
