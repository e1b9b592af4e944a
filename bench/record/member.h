/* SPDX-License-Identifier: PostgreSQL */
/*
 * Members of a record that is kept as an object of JSON, as data: a table of these gives the
 * keys, their order and their types, and reading, writing and releasing follow it.
 *
 * A value that is not known is null in the file, or its key is missing; in memory it is NULL for
 * texts, UNMEASURED for integers, NaN for reals and FACT_UNKNOWN for facts.
 */
#ifndef RECORD_MEMBER_H
#define RECORD_MEMBER_H

#include "record/column.h"
#include "record/text_list.h"

#include <jansson.h>
#include <stdbool.h>

enum fact {
	FACT_UNKNOWN,
	FACT_NO,
	FACT_YES,
};

static inline enum fact fact_of(bool value)
{
	return value ? FACT_YES : FACT_NO;
}

enum member_kind {
	MEMBER_TEXT,        /* char *, owned */
	MEMBER_INTEGER,     /* int64_t */
	MEMBER_REAL,        /* double */
	MEMBER_FACT,        /* enum fact */
	MEMBER_TEXTS,       /* struct text_list */
	MEMBER_NAMED_TEXTS, /* struct named_text_list; an object of strings */
	MEMBER_OBJECT,      /* a struct; all its members unknown: null */
	MEMBER_ARRAY,       /* a list of structs */
	MEMBER_MAP,         /* a list of structs; an object whose keys are their first members */
	MEMBER_EMBEDDED,    /* a struct with functions of its own for several members */
};

struct object_table;

/* Functions for the members that an inner struct has in the object of the outer one. */
struct embedded {
	void (*init)(void *inner);
	void (*release)(void *inner);
	enum up_status (*read)(const json_t *object, void *inner, struct up_error *err);
	bool (*write)(const void *inner, json_t *object); /* false: out of memory */
};

struct member {
	const char *key;
	enum member_kind kind;
	size_t offset;                   /* in the struct */
	const struct object_table *of;   /* MEMBER_OBJECT, _ARRAY, _MAP: that of the inner struct */
	bool is_optional;                /* not known or empty: the key is left out */
	const struct embedded *embedded; /* MEMBER_EMBEDDED */
};

struct object_table {
	const struct member *members;
	size_t count;
	size_t size; /* of the struct */
};

/* A list of structs is {struct T *items; size_t count;}, items owned. */

/* All members as not known; lists are empty. */
void object_init(const struct object_table *table, void *object);
void object_release(const struct object_table *table, void *object);

/* Takes the members of an object of JSON; keys that are not in the table are ignored.
 * UP_INVALID, naming the member, for a value of another type.  object was initialized; on
 * failure it holds a part and is to be released. */
UP_MUST_CHECK enum up_status object_read(const struct object_table *table, const json_t *json,
					 void *object, struct up_error *err);

/* A new reference; NULL when memory runs out. */
json_t *object_write(const struct object_table *table, const void *object);

/* ---- a single text, number or fact ------------------------------------ */

bool member_is_known(const struct member *member, const void *object);

/* Whether two structs have the same value, or neither knows one. */
bool member_equal(const struct member *member, const void *a, const void *b);

/* Appends it as people read it; "yes" or "no" for a fact; nothing when it is not known. */
void member_append(const struct member *member, const void *object, struct up_buffer *text);

/* ---- a list of structs ------------------------------------------------- */

/* Appends an initialized struct to a list (its address) of that table; NULL when memory runs
 * out. */
void *object_list_add(const struct object_table *table, void *list);

#endif
