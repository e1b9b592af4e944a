/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/synthetic.h"

#include "measure/workload/program_values.h"

#define GOLDEN 0x9e3779b97f4a7c15u /* the step of up_random_next() */

/* Streams of up_random_at(). */
enum stream {
	STREAM_VALUES,
	STREAM_HOSTILE,
	STREAM_KEY,
	STREAM_BUSINESS
};

/* One edition of a data set, with the values that all of its rows share. */
struct view {
	uint64_t seed;
	uint64_t key_salt;
	uint64_t business_salt;
	struct edition_shares shares;
	bool portable;
	bool ordinary;
	enum edition edition;
	enum program_column columns[PROGRAM_COLUMN_COUNT]; /* of a batch, whose may be fewer */
};

static enum up_status find_columns(const struct up_relation *relation,
				   enum program_column columns[PROGRAM_COLUMN_COUNT],
				   struct up_error *err)
{
	if (!program_find_columns(relation, columns))
		return up_fail(err, UP_INVALID,
			       "the columns of table \"%s\" are not those of the synthetic data",
			       relation->table);
	return UP_OK;
}

/* UP_INVALID: the relation has other columns than the program's. */
static enum up_status view_open(const struct synthetic *data, enum edition edition,
				const struct up_relation *relation, struct view *view,
				struct up_error *err)
{
	struct up_random key = up_random_at(data->seed, STREAM_KEY, 0);
	struct up_random business = up_random_at(data->seed, STREAM_BUSINESS, 0);

	*view = (struct view){
		.seed = data->seed,
		.key_salt = up_random_next(&key),
		.business_salt = up_random_next(&business),
		.shares = edition_shares_of(data->changed, data->new),
		.portable = data->portable,
		.ordinary = data->ordinary,
		.edition = edition,
	};
	return find_columns(relation, view->columns, err);
}

/* One bit for each column.  In the head it is the rows with an odd number of bits
 * that are hostile: one of each pair, in step with no evenly spread share. */
static uint32_t hostile_columns(const struct view *view, size_t row)
{
	if (view->ordinary)
		return 0;
	if (row < CELL_HEAD)
		return __builtin_parityll(row) ? UINT32_MAX : 0;

	struct up_random random = up_random_at(view->seed, STREAM_HOSTILE, row);
	uint64_t draw = up_random_next(&random);
	if ((draw & 15) != 0)
		return 0;
	return (uint32_t)(draw >> 4) | (uint32_t)1 << PROGRAM_NAME;
}

/* ---- rows ---- */

static enum up_status make_row(const struct view *view, size_t row, struct up_batch *batch,
			       struct up_error *err)
{
	const struct up_random random = up_random_at(view->seed, STREAM_VALUES, row);
	const uint32_t hostile = hostile_columns(view, row);
	const bool changed = view->edition == EDITION_NEW && edition_is_changed(&view->shares, row);

	for (size_t p = 0; p < batch->relation->column_count; p++) {
		const size_t c = view->columns[p];
		struct cell cell = {
			.key_salt = view->key_salt,
			.business_salt = view->business_salt,
			.portable = view->portable,
			.row = row,
			.random = {random.state + c * CELL_DRAWS * GOLDEN},
			.changed = changed,
			.hostile = (hostile >> c & 1) != 0,
			.turn = row / 2 + c,
		};
		program_value_make(view->columns[p], &cell, &batch->vectors[p]);
	}
	return up_batch_end_row(batch, err);
}

static enum up_status check_data(const struct synthetic *data, struct up_error *err)
{
	if (data->rows < 1 || data->rows > SYNTHETIC_MAX_ROWS)
		return up_fail(err, UP_INVALID, "rows: %zu is not between 1 and %u", data->rows,
			       SYNTHETIC_MAX_ROWS);
	return edition_check_shares(data->changed, data->new, err);
}

bool synthetic_in_old(const struct synthetic *data, size_t row)
{
	const struct edition_shares shares = edition_shares_of(data->changed, data->new);

	return !edition_is_new(&shares, row);
}

enum up_status synthetic_row(const struct synthetic *data, size_t row, enum edition edition,
			     struct up_batch *batch, struct up_error *err)
{
	struct view view;

	UP_TRY(check_data(data, err));
	UP_TRY(view_open(data, edition, batch->relation, &view, err));
	if (row >= data->rows)
		return up_fail(err, UP_INVALID, "row %zu of a data set of %zu rows", row,
			       data->rows);
	return make_row(&view, row, batch, err);
}

/* ---- the source ---- */

struct synthetic_source {
	struct up_source source; /* first: the two addresses are the same */
	struct view view;
	size_t rows;
	size_t next;
};

static enum up_status source_read(struct up_source *source, struct up_batch *batch, size_t limit,
				  size_t *read, struct up_error *err)
{
	struct synthetic_source *self = (struct synthetic_source *)source;
	size_t done = 0;

	UP_TRY(find_columns(batch->relation, self->view.columns, err));
	for (; done < limit && self->next < self->rows; self->next++) {
		if (self->view.edition == EDITION_OLD &&
		    edition_is_new(&self->view.shares, self->next))
			continue;
		UP_TRY(make_row(&self->view, self->next, batch, err));
		done++;
	}
	*read = done;
	return UP_OK;
}

static enum up_status source_rewind(struct up_source *source, struct up_error *err)
{
	(void)err;
	((struct synthetic_source *)source)->next = 0;
	return UP_OK;
}

static void source_close(struct up_source *source)
{
	free(source);
}

enum up_status synthetic_open(const struct synthetic *data, enum edition edition,
			      const struct up_relation *relation, struct up_source **source,
			      struct up_error *err)
{
	struct view view;

	UP_TRY(check_data(data, err));
	UP_TRY(view_open(data, edition, relation, &view, err));
	struct synthetic_source *self = malloc(sizeof *self);
	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the synthetic data");
	*self = (struct synthetic_source){
		.source = {.relation = relation,
			   .read = source_read,
			   .rewind = source_rewind,
			   .close = source_close},
		.view = view,
		.rows = data->rows,
	};
	*source = &self->source;
	return UP_OK;
}

/* ---- rows by their number ---- */

struct synthetic_rows {
	struct rows
		rows; /* first: the two addresses are the same; a batch has the first of its columns */
	struct view view; /* the edition does not count */
};

static bool rows_in_old(const struct rows *rows, size_t row)
{
	return !edition_is_new(&((const struct synthetic_rows *)rows)->view.shares, row);
}

static enum up_status rows_append(const struct rows *rows, size_t row, enum edition edition,
				  struct up_batch *batch, struct up_error *err)
{
	struct view view = ((const struct synthetic_rows *)rows)->view;

	view.edition = edition;
	return make_row(&view, row, batch, err);
}

static void rows_free(struct rows *rows)
{
	free(rows);
}

enum up_status synthetic_open_rows(const struct synthetic *data, const struct up_relation *relation,
				   struct rows **rows, struct up_error *err)
{
	struct view view;

	UP_TRY(check_data(data, err));
	UP_TRY(view_open(data, EDITION_OLD, relation, &view, err));
	struct synthetic_rows *self = malloc(sizeof *self);
	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the synthetic data");
	*self = (struct synthetic_rows){
		.rows = {relation, data->rows, rows_in_old, rows_append, rows_free},
		.view = view,
	};
	*rows = &self->rows;
	return UP_OK;
}
