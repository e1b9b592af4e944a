/* SPDX-License-Identifier: PostgreSQL */
/*
 * The measured workloads around one that is asked for: up to two sizes on either side, and at each
 * size the levels of changed and of the rows in the table on either side.  A time is interpolated
 * from them: linearly in changed and in the logarithm of the table's rows, with the weights of the
 * nodes, and then over the logarithm of the rows.
 *
 * From one size to the next the table keeps its size in proportion to the rows where that was
 * measured, as in a run with tables of 1 and 10 times the rows; or else in rows.
 */
#ifndef JUDGE_ADVISE_LATTICE_H
#define JUDGE_ADVISE_LATTICE_H

#include "judge/predict/workload.h"

#define LATTICE_SIZES 4
#define LATTICE_NODES 4

struct lattice_node {
	double changed;
	int64_t table_rows; /* as family_table_rows() */
	double weight;      /* above 0; those of a size are 1 together */
};

struct lattice_size {
	double rows;
	struct lattice_node nodes[LATTICE_NODES];
	size_t count;
};

struct lattice {
	struct lattice_size sizes[LATTICE_SIZES]; /* ascending */
	size_t count; /* 0: the rows are fewer or more than those of any case; 1: they were measured */
	size_t below;  /* the last size that is not above the rows */
	double rtt_ns; /* of the nodes: that of the run which is the nearest */
	struct workload
		workload; /* as asked, but for levels beyond those of the run: the nearest */
};

/* Of the contenders among the models, which have one workload but for rows, rtt, changed and
 * table-rows. */
void lattice_find(const struct model_list *models, const struct workload *asked, bool peers,
		  struct lattice *lattice);

/* The case of a contender at a node; NULL: none.  like is any of its models. */
const struct summary *lattice_case(const struct lattice *lattice, const struct model_list *models,
				   const struct model *like, double rows,
				   const struct lattice_node *node);

/* Is anything but the rows interpolated? */
bool lattice_has_levels(const struct lattice *lattice);

#endif
