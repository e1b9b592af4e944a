/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/oracle.h"

#include "measure/subject/image.h"
#include "measure/trial/difference.h"

#include <stdlib.h>

void oracle_release(struct oracle *oracle)
{
	up_relation_release(&oracle->image);
	free(oracle->skipped);
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

struct computing {
	struct oracle *oracle;
	struct up_buffer scratch;
};

static enum up_status add_expected(void *context, const struct up_batch *row, struct up_error *err)
{
	struct computing *computing = context;

	oracle_digest_row(computing->oracle, &computing->scratch, row,
			  &computing->oracle->expected);
	return up_buffer_check(&computing->scratch, err);
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
			   const struct server *server, struct up_error *err)
{
	ORACLE new = {.subject = subject, .population = population, .columns = columns, .key = key};

	UP_TRY(up_relation_narrow(&subject->image, subject->image.column_count, server->schema,
				  &new.image, err));
	UP_TRY(skip(&new, server_columns, err));
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
		return up_fail(err, UP_MISMATCH, "the table has %lld rows, expected %lld",
			       (long long)reading.found.rows, (long long)oracle->expected.rows);
	return difference_find(oracle, conn, wrong, err);
}
