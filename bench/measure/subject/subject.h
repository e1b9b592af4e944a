/* SPDX-License-Identifier: PostgreSQL */
/*
 * What is measured: a table, the columns of it that travel, and whose rows a sync brings.  The
 * built-in table is one (measure/subject/program_subject.h), a table of the user's another
 * (measure/subject/own_subject.h).
 *
 * A server is prepared for it once, in the schema of the run there: its SQL is run, and then
 * install() is called.
 */
#ifndef MEASURE_SUBJECT_SUBJECT_H
#define MEASURE_SUBJECT_SUBJECT_H

#include "measure/subject/population.h"
#include "measure/workload/origin.h"
#include "record/manifest.h"
#include "record/shape/shape.h"
#include "sync/reference.h"

struct subject {
	/* The columns that can travel, the key first; found by the search path (its schema is NULL).
	 * A case narrows it. */
	struct up_relation relation;
	/* Those of its columns that were chosen by name, the first behind the key; empty: none were. */
	struct text_list named_columns;
	const struct origin *origin; /* borrowed; of the rows of a sync; NULL: they are made */
	size_t fetched_columns;      /* of the relation, the first, that such rows have */
	char *scope; /* owned; value of the scope column in all rows of a sync; NULL: no scope */
	/* What marks a row as inactive; the column is NULL: nothing does. */
	const char *inactive_column;
	const char *inactive_value;
	struct up_reference *reference; /* owned; NULL: rows refer to nothing that is brought up to
					   date */

	/* All columns that are compared with what is expected: that of the scope, if there is one, those
	 * of the relation, and those that do not travel, which must be as before.  It has no key. */
	struct up_relation image;

	/* Owned; a query that returns the name of a generated column that is not, in some row, what its
	 * expression gives; the search path is the schema.  NULL: there are no such columns. */
	char *generated_check;
	const struct shape *shape; /* borrowed; of a user's table; NULL: the built-in one */
	const char *schema_sql;    /* borrowed; creates the tables */
	double heap_bytes;         /* of a row in the table, on average; NaN: not known */
	double index_bytes;        /* of a row in all indexes; likewise */
	/* Rows of the table, those that a sync creates among them, once it is installed; UNMEASURED: they
	 * follow from the case. */
	int64_t rows;
	int64_t likely_rows; /* the same before that, by the server's statistics */
	bool is_own;       /* a user's table: no value of a row is written to a file or a message */
	bool has_triggers; /* it has triggers, which run functions of the user's */

	/* Makes what the SQL does not make.  NULL: it makes all.  UP_INVALID, UP_UNSUPPORTED: the
	 * table cannot be made there, for the reason in err. */
	enum up_status (*install)(struct subject *subject, const struct server *server,
				  struct up_error *err);

	/* UP_UNSUPPORTED: there is no such population, for the reason in err. */
	enum up_status (*check)(const struct subject *subject,
				const struct population_request *request, struct up_error *err);

	/* Of a request that check() accepts. */
	enum up_status (*populate)(const struct subject *subject,
				   const struct population_request *request,
				   struct population **population, struct up_error *err);

	/* Makes a table in the server's schema, the search path, that is partitioned as the request of the
	 * population says, for the rows that it has filled in, with number in its name; and the subject
	 * of that table.  UP_UNSUPPORTED: it cannot be partitioned so.  NULL: the subject has its own
	 * partitions. */
	enum up_status (*partition)(const struct subject *subject,
				    const struct population *population,
				    const struct server *server, size_t number,
				    struct subject **partitioned, struct up_error *err);

	/* Average bytes of a row in a batch, of the relation's first columns. */
	enum up_status (*row_bytes)(const struct subject *subject, size_t columns, double *bytes,
				    struct up_error *err);
	/* Appends statements, each on a line with its semicolon, that are run before rows are put back into the
	 * table and behind that, in the transaction.  NULL: there are none. */
	enum up_status (*append_refill)(const struct subject *subject, const struct server *server,
					struct up_buffer *before, struct up_buffer *behind,
					struct up_error *err);

	/* Appends the statements that make it in a schema, and what it will not have.  NULL: that is known. */
	enum up_status (*append_plan)(const struct subject *subject, const char *schema,
				      struct up_buffer *text, struct up_error *err);

	/* Fills what run.json has of it, once it is installed.  NULL: nothing. */
	enum up_status (*describe)(const struct subject *subject,
				   struct manifest_own_table *description, struct up_error *err);
	void (*close)(struct subject *subject); /* frees subject as well */
};

void subject_close(struct subject *subject); /* NULL is fine */

static inline void subject_close_p(struct subject **subject)
{
	subject_close(*subject);
}
#define SUBJECT UP_CLEANUP(subject_close_p) struct subject

/* How many columns of the image are before those of the relation. */
static inline size_t subject_lead(const struct subject *subject)
{
	return up_relation_has_scope(&subject->relation) ? 1 : 0;
}

/* Releases what every subject owns; for close(). */
void subject_release(struct subject *subject);

/* Makes the image of a relation, and of columns that do not travel, count of them, copied. */
UP_MUST_CHECK enum up_status subject_set_image(struct subject *subject,
					       const struct up_column *others, size_t count,
					       struct up_error *err);

/* Lets columns of the relation, none of them of the key, be the first behind that, in the order of
 * names, which it copies.  The reference is gone unless its column is among them. */
UP_MUST_CHECK enum up_status subject_name_columns(struct subject *subject,
						  const struct text_list *names,
						  struct up_error *err);

#endif
