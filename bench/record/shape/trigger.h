/* SPDX-License-Identifier: PostgreSQL */
/* A trigger of a shape's table.  Those that carry out constraints are not among them. */
#ifndef RECORD_SHAPE_TRIGGER_H
#define RECORD_SHAPE_TRIGGER_H

#include "record/member.h"

struct shape_trigger {
	char *name;               /* unquoted; texts are owned */
	char *timing;             /* "before", "after", "instead of" */
	struct text_list events;  /* "insert", "update", "delete", "truncate" */
	char *function;           /* qualified and quoted */
	char *enabled;            /* "origin", "always", "replica", "disabled" */
	char *level;              /* "row", "statement" */
	struct text_list columns; /* of UPDATE OF */
	char *definition;         /* CREATE TRIGGER, with every name qualified */
};

extern const struct record_table shape_trigger_table;

#endif
