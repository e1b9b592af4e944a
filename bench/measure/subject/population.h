/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the measured table holds before a sync, which of its rows the sync brings, and what the
 * table must hold after it.
 *
 *   POPULATION *population = NULL;
 *   UP_TRY(subject->populate(subject, &request, &population, err));
 *   UP_TRY(population->fill(population, server, 1, err));
 *   ...                      restore the table from population->pristine, and sync
 *   UP_TRY(population->expect(population, server, columns, compare, context, err));
 */
#ifndef MEASURE_SUBJECT_POPULATION_H
#define MEASURE_SUBJECT_POPULATION_H

#include "measure/server/server.h"
#include "measure/workload/origin.h"
#include "measure/workload/rows.h"
#include "record/factors.h"

/* What a case decides of it.  Cases with equal requests have the same population. */
struct population_request {
	uint64_t seed;
	size_t rows;       /* that the sync brings */
	double changed;    /* share, 0 to 1 */
	double new;        /* share, 0 to 1 */
	size_t table_rows; /* before the sync; 0: those of the sync that are not new, and gone ones */
	double gone_share; /* of rows: so many more the built-in table has in the scope of the sync */
	/* What the sync does with rows of its scope that it does not bring: GONE_DEACTIVATE,
	 * GONE_DELETE, or else GONE_IGNORE, which leaves them as they are. */
	enum gone_level gone;
	bool portable; /* as in struct synthetic */
	bool ordinary;
	/* Of the table, which subject.h partitions; 0: none. */
	size_t partitions;
	enum partition_method partition_by;
};

bool population_request_equal(const struct population_request *a,
			      const struct population_request *b);

/* Rows of the sync that are in the table before it. */
size_t population_request_old_rows(const struct population_request *request);

/* Rows of the built-in table that are in its scope, and that the sync does not bring. */
size_t population_request_gone_rows(const struct population_request *request);

/* Gets one row, in the columns of the subject's image. */
typedef enum up_status population_receiver(void *context, const struct up_batch *row,
					   struct up_error *err);

struct population {
	struct population_request request;
	struct rows *rows; /* owned; of the sync; NULL before fill() */
	const struct origin
		*origin; /* borrowed; that a sync fetches these from; NULL: they are made */
	char *pristine;  /* owned; the table that has the rows before a sync; NULL before fill() */
	int64_t table_rows;    /* its rows */
	int64_t rejected;      /* rows that were made up for it and that the measured table did not
				  take, so that others are in their place; UNMEASURED: none were made */
	bool has_all_of_scope; /* no rows but the sync's are of its scope */

	/* Makes the table pristine in the server's schema, with number in its name, unless that was
	 * done for another population with the same content.  The search path is the schema. */
	enum up_status (*fill)(struct population *population, const struct server *server,
			       size_t number, struct up_error *err);

	/* Makes a table, of that name (unquoted), of the keys of all rows of the sync, with the columns of
	 * the table's unique key: that of the scope is among them if it is part of it.  The search
	 * path is the schema.  NULL: it cannot. */
	enum up_status (*list_keys)(const struct population *population,
				    const struct server *server, const char *table,
				    struct up_error *err);

	/* Calls receive for every row that the table must hold after a sync of that many columns, in
	 * any order. */
	enum up_status (*expect)(const struct population *population, const struct server *server,
				 size_t columns, population_receiver *receive, void *context,
				 struct up_error *err);
	void (*close)(struct population *population); /* frees population as well */
};

/* A source of the rows of the sync, in the columns of the relation, which is borrowed. */
UP_MUST_CHECK enum up_status population_open_source(const struct population *population,
						    const struct up_relation *relation,
						    struct up_source **source,
						    struct up_error *err);

void population_close(struct population *population); /* NULL is fine */

static inline void population_close_p(struct population **population)
{
	population_close(*population);
}
#define POPULATION UP_CLEANUP(population_close_p) struct population

#endif
