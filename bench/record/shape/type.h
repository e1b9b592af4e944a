/* SPDX-License-Identifier: PostgreSQL */
/* A type that a column of a shape is made of, and that is not one of PostgreSQL's own. */
#ifndef RECORD_SHAPE_TYPE_H
#define RECORD_SHAPE_TYPE_H

#include "record/member.h"

/* Of a composite. */
struct shape_attribute {
	char *name; /* texts are owned */
	char *type;
	char *collation; /* NULL: the type's own */
};

/* Of a domain. */
struct shape_type_check {
	char *name;
	char *definition;
	enum fact is_validated;
};

/* What does not apply to its kind is unknown or empty. */
struct shape_type {
	char *name;      /* qualified and quoted */
	char *kind;      /* "enum", "domain", "composite", "range", "multirange", "base" */
	char *extension; /* that it belongs to, and comes with; then nothing below is known */
	struct text_list labels; /* of an enum, in their order */
	char *base;              /* of a domain, with its modifier */
	enum fact is_not_null;
	char *default_expression;
	char *collation;
	struct {
		struct shape_type_check *items;
		size_t count;
	} checks;
	struct {
		struct shape_attribute *items;
		size_t count;
	} attributes;
	char *subtype; /* of a range, or the range of a multirange */
	char *operator_class;
	char *canonical; /* functions */
	char *difference;
	char *multirange; /* name of the type that comes with a range */
};

extern const struct record_table shape_type_table;
extern const struct record_table shape_type_check_table;

#endif
