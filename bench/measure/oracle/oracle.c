/* SPDX-License-Identifier: PostgreSQL */
#include "measure/oracle/oracle.h"

#include "measure/oracle/difference.h"
#include "measure/subject/image.h"
#include "pg/statement.h"
#include "pg/text.h"

#include <stdlib.h>

void oracle_release(struct oracle *oracle)
{
	up_relation_release(&oracle->image);
	free(oracle->skipped);
	synced_rows_release(&oracle->synced);
}

void oracle_digest_row(const struct oracle *oracle, struct up_buffer *scratch,
		       const struct up_batch *row, struct digest *digest)
{
	digest_begin_row(scratch);
	for (size_t c = 0; c < oracle->image.column_count; c++) {
		if (!oracle->skipped[c])
			digest_add_value(scratch, &row->vectors[c], 0);
	}
	digest_end_row(digest, scratch);
}

static unsigned __int128 hash_row(const struct oracle *oracle, struct up_buffer *scratch,
				  const struct up_batch *row)
{
	struct digest alone = {0};

	oracle_digest_row(oracle, scratch, row, &alone);
	return alone.sum;
}

struct computing {
	struct oracle *oracle;
	struct up_buffer scratch;
};

static enum up_status add_expected(void *context, const struct up_batch *row, struct up_error *err)
{
	struct computing *computing = context;

	struct oracle *oracle = computing->oracle;

	const unsigned __int128 hash = hash_row(oracle, &computing->scratch, row);
	UP_TRY(up_buffer_check(&computing->scratch, err));
	oracle->expected.sum += hash;
	oracle->expected.rows++;
	return oracle->is_quick ? synced_rows_expect(&oracle->synced, row, hash, err) : UP_OK;
}

static enum up_status compute(struct oracle *oracle, const struct server *server,
			      struct up_error *err)
{
	const struct population *population = oracle->population;
	struct computing computing = {.oracle = oracle};
	enum up_status status = population->expect(population, server, oracle->columns,
						   add_expected, &computing, err);

	up_buffer_release(&computing.scratch);
	return status;
}

static enum up_status skip(struct oracle *oracle, const struct text_list *names,
			   struct up_error *err)
{
	const struct up_relation *image = &oracle->image;

	oracle->skipped = calloc(image->column_count + 1, sizeof *oracle->skipped);
	if (oracle->skipped == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	for (size_t n = 0; n < names->count; n++) {
		for (size_t c = 0; c < image->column_count; c++)
			oracle->skipped[c] |= strcmp(image->columns[c].name, names->items[n]) == 0;
	}
	return UP_OK;
}

enum up_status oracle_init(struct oracle *oracle, const struct subject *subject,
			   const struct population *population, size_t columns,
			   const struct digest_key *key, const struct text_list *server_columns,
			   bool is_quick, const struct server *server, struct up_error *err)
{
	ORACLE new = {.subject = subject,
		      .population = population,
		      .columns = columns,
		      .key = key,
		      .is_quick = is_quick};

	UP_TRY(up_relation_narrow(&subject->image, subject->image.column_count, server->schema,
				  &new.image, err));
	UP_TRY(skip(&new, server_columns, err));
	if (is_quick)
		UP_TRY(synced_rows_init(&new.synced, subject, population, columns, new.skipped,
					err));
	UP_TRY(compute(&new, server, err));
	*oracle = new;
	new = (struct oracle){0};
	return UP_OK;
}

/* ---- reading the table ------------------------------------------------ */

struct reading {
	const struct oracle *oracle;
	struct up_buffer scratch;
	struct digest found;
};

static enum up_status add_found(void *context, const struct up_batch *row, struct up_error *err)
{
	struct reading *reading = context;

	oracle_digest_row(reading->oracle, &reading->scratch, row, &reading->found);
	return up_buffer_check(&reading->scratch, err);
}

/* They are in no image: the server computes them anew from the others. */
static enum up_status check_generated(const struct oracle *oracle, struct up_conn *conn,
				      struct up_error *err)
{
	const char *sql = oracle->subject->generated_check;
	UP_RESULT *result = NULL;

	if (sql == NULL)
		return UP_OK;
	UP_TRY(up_conn_exec_params(conn, sql, &(struct up_params){0}, NULL, &result, err));
	if (PQntuples(result) == 0)
		return UP_OK;
	return up_fail(err, UP_MISMATCH, "column %s is not what its expression gives",
		       PQgetvalue(result, 0, 0));
}

enum up_status oracle_check(const struct oracle *oracle, struct up_conn *conn,
			    char state[DIGEST_TEXT_SIZE], struct text_list *wrong,
			    struct up_error *err)
{
	struct reading reading = {.oracle = oracle};
	enum up_status status = image_read(&oracle->image, conn, add_found, &reading, err);

	up_buffer_release(&reading.scratch);
	if (status != UP_OK)
		return status;
	digest_format_keyed(&reading.found, oracle->key, state);
	if (digest_equal(&reading.found, &oracle->expected))
		return check_generated(oracle, conn, err);
	if (reading.found.rows != oracle->expected.rows)
		return up_fail(err, UP_MISMATCH, "the table has %lld row%s, expected %lld",
			       (long long)reading.found.rows, reading.found.rows == 1 ? "" : "s",
			       (long long)oracle->expected.rows);
	return difference_find(oracle, conn, wrong, err);
}

/* ---- reading what changed ---------------------------------------------- */

struct tracking {
	const struct oracle *oracle;
	struct up_batch row; /* of the image, one at a time */
	struct up_buffer scratch;
	bool *seen; /* of each row of the sync */
	bool is_right;
};

static void tracking_release(struct tracking *tracking)
{
	up_batch_release(&tracking->row);
	up_buffer_release(&tracking->scratch);
	free(tracking->seen);
}

static enum up_status track(void *context, const char *line, size_t length, struct up_error *err)
{
	struct tracking *tracking = context;
	const struct oracle *oracle = tracking->oracle;
	bool is_right;

	if (!tracking->is_right)
		return UP_OK;
	up_batch_clear(&tracking->row);
	UP_TRY(up_text_parse_copy_row(&tracking->row, line, length, err));
	const unsigned __int128 hash = hash_row(oracle, &tracking->scratch, &tracking->row);
	UP_TRY(up_buffer_check(&tracking->scratch, err));
	UP_TRY(synced_rows_see(&oracle->synced, &tracking->row, hash, &tracking->scratch,
			       tracking->seen, &is_right, err));
	tracking->is_right = is_right;
	return UP_OK;
}

static enum up_status read_changes(const struct oracle *oracle, struct up_conn *conn,
				   const struct changed_rows_moment *moment,
				   struct tracking *tracking, struct changed_rows_counts *counts,
				   struct up_error *err)
{
	UP_BUFFER table = {0};
	UP_BUFFER columns = {0};

	up_sql_table(&table, &oracle->image);
	up_sql_columns(&columns, &oracle->image);
	UP_TRY(up_buffer_check(&table, err));
	UP_TRY(up_buffer_check(&columns, err));
	const struct changed_rows_request request = {.table = table.data, .columns = columns.data};
	return changed_rows_read(conn, moment, &request, track, tracking, counts, err);
}

enum up_status oracle_check_changes(const struct oracle *oracle, struct up_conn *conn,
				    const struct changed_rows_moment *moment, bool *is_right,
				    char state[DIGEST_TEXT_SIZE], struct up_error *err)
{
	UP_CLEANUP(tracking_release)
	struct tracking tracking = {
		.oracle = oracle,
		.seen = calloc(oracle->synced.count + 1, sizeof *tracking.seen),
		.is_right = true,
	};
	struct changed_rows_counts counts;

	if (tracking.seen == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	UP_TRY(up_batch_init(&tracking.row, &oracle->image, err));
	UP_TRY(read_changes(oracle, conn, moment, &tracking, &counts, err));
	*is_right = tracking.is_right && synced_rows_are_complete(&oracle->synced, tracking.seen) &&
		    counts.changed + counts.unchanged == oracle->expected.rows;
	if (*is_right)
		digest_format_keyed(&oracle->expected, oracle->key, state);
	return UP_OK;
}
