/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/program_subject.h"

#include "measure/subject/program_partitions.h"
#include "measure/subject/program_population.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"

#include <stdlib.h>

/* Enough for an average: a row in sixteen has values of unusual length. */
#define SAMPLE_ROWS 1024

/* Per row, of the table: header and line pointer of a tuple, id and username. */
#define TUPLE_OVERHEAD 52
/* Per row, of all three indexes: the identity's, the unique one of username and
 * program_id, and that of status. */
#define INDEX_BYTES 110

/* The businesses that the programs refer to. */
static const struct up_reference reference = {
	.column = PROGRAM_BUSINESS_ID,
	.table = "ads_business",
	.scope = "username",
	.key = "yelp_business_id",
	.count = "program_count",
};

static enum up_status check(const struct subject *subject, const struct population_request *request,
			    struct up_error *err)
{
	const size_t gone = population_request_gone_rows(request);
	const size_t own = population_request_old_rows(request) + gone;

	if (subject->origin != NULL && gone > 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "--gone-share: which rows are gone follows from --source");
	if (request->rows + gone > SYNTHETIC_MAX_ROWS)
		return up_fail(err, UP_UNSUPPORTED,
			       "--gone-share: with %zu rows that are gone there are more than %u",
			       gone, SYNTHETIC_MAX_ROWS);
	if (subject->origin == NULL && request->table_rows != 0 && request->table_rows < own)
		return up_fail(err, UP_UNSUPPORTED,
			       gone > 0 ? "--table-rows (%zu) is less than the %zu rows of the "
					  "username that are in the table before the sync"
					: "--table-rows (%zu) is less than the %zu rows of the "
					  "batch that are in the table before the sync",
			       request->table_rows, own);
	return UP_OK;
}

/* Buffers grow by doubling, which the large batch does too. */
static enum up_status row_bytes(const struct subject *subject, size_t columns, double *bytes,
				struct up_error *err)
{
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = SAMPLE_ROWS, .changed = 1};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	UP_TRY(up_relation_narrow(&subject->relation, columns, NULL, &relation, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	for (size_t row = 0; row < SAMPLE_ROWS; row++)
		UP_TRY(synthetic_row(&data, row, EDITION_NEW, &batch, err));
	*bytes = (double)up_batch_memory(&batch) / SAMPLE_ROWS;
	return UP_OK;
}

static enum up_status rename_table(struct up_relation *relation, const char *name,
				   struct up_error *err)
{
	/* program_subject_open() made the subject that it is part of, or failed. */
	free(UP_TAKE(relation->table)); /* NOLINT(clang-analyzer-core.NullDereference) */
	relation->table = strdup(name);
	return relation->table != NULL ? UP_OK
				       : up_fail(err, UP_NO_MEMORY, "out of memory for a table");
}

/* The same in all but the name of the table. */
static enum up_status partition(const struct subject *subject, const struct population *population,
				const struct server *server, size_t number,
				struct subject **partitioned, struct up_error *err)
{
	SUBJECT *new = NULL;
	char name[PROGRAM_PARTITIONS_NAME];

	UP_TRY(program_partitions_make(subject, population, server, number, name, err));
	UP_TRY(program_subject_open(subject->schema_sql, &new, err));
	UP_TRY(rename_table(&new->relation, name, err));
	UP_TRY(rename_table(&new->image, name, err));
	*partitioned = UP_TAKE(new);
	return UP_OK;
}

static void program_close(struct subject *subject)
{
	subject_release(subject);
	free(subject);
}

static enum up_status fill_in(struct subject *subject, struct up_error *err)
{
	double bytes;

	UP_TRY(program_relation(&subject->relation, err));
	UP_TRY(subject_set_image(subject, NULL, 0, err));
	subject->scope = strdup(PROGRAM_SCOPE);
	subject->reference = malloc(sizeof *subject->reference);
	if (subject->scope == NULL || subject->reference == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a table");
	*subject->reference = reference;
	UP_TRY(row_bytes(subject, PROGRAM_COLUMN_COUNT, &bytes, err));
	subject->heap_bytes = bytes + TUPLE_OVERHEAD;
	subject->index_bytes = INDEX_BYTES;
	return UP_OK;
}

enum up_status program_subject_open(const char *schema_sql, struct subject **subject,
				    struct up_error *err)
{
	struct subject *self = malloc(sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a table");
	*self = (struct subject){
		.schema_sql = schema_sql,
		.rows = UNMEASURED,
		.likely_rows = UNMEASURED,
		.inactive_column = "status",
		.inactive_value = PROGRAM_INACTIVE,
		.check = check,
		.populate = program_population_open,
		.partition = partition,
		.row_bytes = row_bytes,
		.close = program_close,
	};
	if (fill_in(self, err) != UP_OK) {
		program_close(self);
		return err->status;
	}
	*subject = self;
	return UP_OK;
}
