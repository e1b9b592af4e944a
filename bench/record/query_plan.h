/* SPDX-License-Identifier: PostgreSQL */
/*
 * How the server carried out the update of a case, by EXPLAIN ANALYZE in one sync that was
 * not measured.  plans.json of a run directory:
 *
 *   {"format": 1, "cases": [
 *     {"case": "unnest-binary rows=1914", "sample": 2, "plan": "custom", "statements": 1,
 *      "plans": [
 *       {"count": 1, "shape": "Update ads_programregistry (Hash Join (...))",
 *        "estimated_rows": 1914, "actual_rows": 1914, "loops": 1, "total_cost": 312.4,
 *        "wal_bytes": 1214200, "wal_records": 7680, "wal_fpi": 118, "buffers_dirtied": 320,
 *        "planning_ns": 410000, "jit": null, "query": "UPDATE ...", "query_cut": false,
 *        "plan": {"Node Type": "ModifyTable", ...}, "plan_cut": false}]}]}
 *
 * A case whose statements could not be explained has no plans, but a "reason".
 *
 * A strategy that sends many statements has one entry for each shape that their
 * plans took, with the first plan of it; at most PLAN_SHAPES of them.
 */
#ifndef RECORD_QUERY_PLAN_H
#define RECORD_QUERY_PLAN_H

#include "record/sample.h"

#include <jansson.h>

#define PLAN_SHAPES 8
#define PLAN_QUERY_SIZE 2048                /* bytes of a query's text that are kept */
#define PLAN_JSON_SIZE ((size_t)256 * 1024) /* bytes of a plan that are kept whole */
#define PLAN_STRING_SIZE PLAN_QUERY_SIZE    /* bytes of each string of a larger one */

/* What statements cost, all together; UNMEASURED: not known. */
struct plan_cost {
	int64_t wal_bytes; /* of the statements themselves, not of their triggers; as the next three */
	int64_t wal_records;
	int64_t wal_fpi;
	int64_t buffers_dirtied; /* pages, those of temporary tables included */
	int64_t planning_ns;     /* with that of their triggers; 0: the plan was there */
};

/* A plan, and how many statements had one of the same shape. */
struct plan_shape {
	int64_t count;
	char *shape; /* owned; node types, relations, indexes and joins, no costs and rows */
	/* Of the node that feeds the table; NaN where the plan lacks it. */
	double estimated_rows;
	double actual_rows; /* per loop, as estimated_rows are */
	double loops;
	double total_cost; /* of the whole statement, in the planner's units */
	struct plan_cost cost;
	char *query; /* owned; at most PLAN_QUERY_SIZE bytes; NULL: not known */
	enum fact is_query_cut;
	json_t *jit;  /* owned; the plan's "JIT"; NULL: it was not compiled */
	json_t *plan; /* owned; the root node; NULL: too large even with short strings */
	enum fact is_plan_cut;
};

void plan_shape_release(struct plan_shape *shape);
#define PLAN_SHAPE UP_CLEANUP(plan_shape_release) struct plan_shape

/* Sets the texts of a plan, cut to the sizes above: text of a query, root node (one
 * reference is taken also when this fails). */
UP_MUST_CHECK enum up_status plan_shape_set(struct plan_shape *shape, const char *query,
					    json_t *plan, struct up_error *err);

/* The plans of one case. */
struct case_plans {
	char *case_name;           /* owned */
	int64_t sample;            /* that they were captured in; UNMEASURED: not known */
	int plan;                  /* enum sample_plan of that sample */
	char *reason;              /* owned; why there are none; NULL: there are */
	int64_t statements;        /* that wrote the table, those of other shapes included */
	struct plan_shape *shapes; /* owned; at most PLAN_SHAPES */
	size_t shape_count;
};

void case_plans_release(struct case_plans *plans);
#define CASE_PLANS UP_CLEANUP(case_plans_release) struct case_plans

/* Counts a statement: takes what shape holds if it is the first of its kind and
 * there is room. */
UP_MUST_CHECK enum up_status case_plans_add(struct case_plans *plans, struct plan_shape *shape,
					    struct up_error *err);

struct plan_list {
	struct case_plans *items; /* owned */
	size_t count;
};

void plan_list_release(struct plan_list *list);
#define PLAN_LIST UP_CLEANUP(plan_list_release) struct plan_list

/* Takes what plans holds. */
UP_MUST_CHECK enum up_status plan_list_add(struct plan_list *list, struct case_plans *plans,
					   struct up_error *err);

/* Of the server's JIT compiler: whether it worked for the statement, how many functions it made,
 * and in how many nanoseconds; NaN: not recorded. */
bool plan_shape_is_compiled(const struct plan_shape *shape);
double plan_shape_functions(const struct plan_shape *shape);
double plan_shape_compiling_ns(const struct plan_shape *shape);

/* NULL when no plan of the case was captured. */
const struct case_plans *plan_list_find(const struct plan_list *list, const char *case_name);

/* Writes all of them, replacing the file at once or not at all. */
UP_MUST_CHECK enum up_status plan_list_write(const struct plan_list *list, const char *path,
					     struct up_error *err);

/* A file that is not there is a list without plans.  UP_INVALID, naming the file,
 * if it is not one of plans. */
UP_MUST_CHECK enum up_status plan_list_read(const char *path, struct plan_list *list,
					    struct up_error *err);

#endif
