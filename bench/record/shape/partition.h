/* SPDX-License-Identifier: PostgreSQL */
/* How the table of a shape is partitioned. */
#ifndef RECORD_SHAPE_PARTITION_H
#define RECORD_SHAPE_PARTITION_H

#include "record/member.h"

struct shape_partition {
	char *name;   /* unquoted; texts are owned */
	char *schema; /* NULL: that of the table */
	char *bound;  /* FOR VALUES ..., or DEFAULT */
	char *parent; /* another partition, by its name; NULL: the table */
	char *key;    /* of one that is partitioned itself: RANGE (...); NULL: it holds rows */
	struct text_list reloptions;
};

struct shape_partition_list {
	struct shape_partition *items;
	size_t count;
};

/* All unknown: the table is not partitioned. */
struct shape_partitions {
	char *strategy;                       /* "range", "list", "hash" */
	char *key;                            /* RANGE (...) */
	struct shape_partition_list leaves;   /* that hold rows */
	struct shape_partition_list branches; /* that are partitioned themselves, parents first */
};

extern const struct record_table shape_partition_table;
extern const struct record_table shape_partitions_table;

#endif
