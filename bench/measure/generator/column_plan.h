/* SPDX-License-Identifier: PostgreSQL */
/*
 * How the values of a column are chosen: which rank (measure/generator/ranks.h) each row has, and
 * which value of the type each rank is.
 *
 * A unique index wants different values in all rows.  Of one column (or where one of its columns
 * is unique anyhow) the rows' numbers are its ranks.  Of several columns two share the rows: the
 * *leader* keeps its statistics, each of its ranks having a share of the rows, and the *carrier*,
 * the column with the most distinct values, has the row's number within that share.  The columns
 * of an exclusion constraint are treated likewise, its ranges as unique: different ranges never
 * overlap.
 *
 * A column that lies in the order of the rows (its correlation is at least COLUMN_PLAN_ORDERED
 * either way, or a sequence numbers it) has rising or falling values.  A column all of whose values
 * seem to be in the TOAST table is as wide as that table's size says, compressed as it is there.  A column that another one
 * decides, as extended statistics know, has the rank that the other's rank decides.
 *
 * The rows of a sync may share the value of a column, their scope: the column is a leader, rank 0
 * of which has as many rows as the sync.  Which value that is depends on the shape alone.
 */
#ifndef MEASURE_GENERATOR_COLUMN_PLAN_H
#define MEASURE_GENERATOR_COLUMN_PLAN_H

#include "measure/generator/permutation.h"
#include "measure/generator/ranks.h"
#include "measure/generator/value_type.h"
#include "model/relation.h"

#define COLUMN_PLAN_ORDERED 0.9
#define COLUMN_PLAN_DECIDED 0.95 /* least degree of a dependency that counts */

/* How many rows there are, and how many of them are of one scope. */
struct row_counts {
	size_t rows;
	const char *scope; /* its column; NULL: there is none */
	size_t of_scope;   /* at most rows; the others have other values in it */
};

enum column_choice {
	COLUMN_DRAWN,    /* by chance */
	COLUMN_IN_ORDER, /* a share of the rows after the other */
	COLUMN_UNIQUE,   /* the row's number */
	COLUMN_LEADER,   /* a share of the scattered rows after the other */
	COLUMN_CARRIER,  /* the number within the leader's share */
	COLUMN_DECIDED,  /* by another column's rank */
	COLUMN_NULL,     /* no value can be made */
};

/* Of two columns that a check puts in an order (measure/generator/ordered_pair.h). */
enum column_side {
	COLUMN_SIDE_NONE,
	COLUMN_SIDE_LOW,
	COLUMN_SIDE_HIGH,
};

struct column_plan {
	const struct shape_column *column; /* borrowed from the shape */
	struct value_type type;
	struct ranks ranks;
	struct permutation values; /* of the domain; from the rank */
	struct permutation rows;   /* of leader and carrier: the row's place */
	enum column_choice choice;
	bool is_ordered;    /* a value's number is its rank times the stride */
	uint64_t stride;    /* at least 1 */
	bool is_descending; /* the last row is first */
	bool has_nulls;
	size_t partner; /* of a carrier its leader, of a decided column the other one */
	enum column_side side;
	size_t opposite; /* the column on the other side */
	bool differs;    /* from that one, too */
	uint64_t stream; /* of random numbers: from the column's name */
};

struct column_plans {
	struct column_plan *items; /* owned; one for each column of the relation */
	size_t count;
	size_t rows;
};

/* UP_INVALID: the shape has no such column.  UP_UNSUPPORTED: a unique index wants more values than
 * the types of its columns have, or a column that may not be null is of a type of which none can
 * be made.  shape must outlive the plans, which have to be released also after a failure. */
UP_MUST_CHECK enum up_status column_plans_init(struct column_plans *plans,
					       const struct shape *shape,
					       const struct up_relation *relation,
					       const struct row_counts *counts, uint64_t seed,
					       struct up_error *err);
void column_plans_release(struct column_plans *plans);
#define COLUMN_PLANS UP_CLEANUP(column_plans_release) struct column_plans

#endif
