/* SPDX-License-Identifier: PostgreSQL */
/*
 * Members of a record, as data: a table of these gives their names, order and types in the files
 * of a run.  record/object.h reads and writes records as objects of JSON, record/csv.h as lines
 * of CSV.
 *
 * A value that is not known is null in JSON (or its key is missing) and an empty field in CSV;
 * in memory it is NULL for texts, UNMEASURED for integers, NaN for reals and FACT_UNKNOWN for
 * facts.  Never 0.
 */
#ifndef RECORD_MEMBER_H
#define RECORD_MEMBER_H

#include "base/buffer.h"
#include "record/factors.h"
#include "record/real_list.h"
#include "record/text_list.h"

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
	MEMBER_WORD,        /* int: an index into words; an empty word is not known */
	MEMBER_JSON,        /* json_t *, owned; an object as it is */
	MEMBER_OBJECT,      /* a struct; all its members unknown: null */
	MEMBER_FACTOR,      /* struct factors: the level of one; columns only */
	MEMBER_CASE_KEY,    /* struct case_key; several members of the object, not of columns */
	MEMBER_TEXTS,       /* struct text_list */
	MEMBER_REALS,       /* struct real_list */
	MEMBER_NAMED_TEXTS, /* struct named_text_list; an object of strings */
	MEMBER_ARRAY,       /* a list of structs */
	MEMBER_MAP,         /* a list of structs; an object whose keys are their first members */
};

struct record_table;

struct member {
	const char
		*key; /* in JSON, or name of the column; NULL: of a factor, or the key of a map */
	enum member_kind kind;
	size_t offset;                 /* in the struct */
	const struct record_table *of; /* MEMBER_OBJECT, _ARRAY, _MAP: that of the inner struct */
	const char *const *words;      /* MEMBER_WORD: its values by index, then NULL */
	enum factor factor;            /* MEMBER_FACTOR */
	bool is_optional;              /* not known or empty: the key is left out */
	bool is_required;              /* an object without it is refused */
	const char *unit;              /* of a column: "ns", "bytes", "rows", ... or "" */
	const char *help;              /* of a column */
	bool is_count;                 /* of a column: no integer below 0 */
};

struct record_table {
	const struct member *members;
	size_t count;
	size_t size;     /* of the struct */
	size_t required; /* of columns: a file has at least the first so many */
};

/* Initializers.  A file with tables defines AT(member), the offset of a member in the struct.
 * Behind the member come further designated initializers. */
/* NOLINTBEGIN(bugprone-macro-parentheses): initializers */
#define MEMBER(key_, kind_, member_)                                                               \
	{                                                                                          \
		.key = key_, .kind = MEMBER_##kind_, .offset = AT(member_)                         \
	}
#define MEMBER_WITH(key_, kind_, member_, ...)                                                     \
	{                                                                                          \
		.key = key_, .kind = MEMBER_##kind_, .offset = AT(member_), __VA_ARGS__            \
	}
#define RECORD_TABLE(members_, type_)                                                              \
	{                                                                                          \
		.members = members_, .count = sizeof members_ / sizeof members_[0],                \
		.size = sizeof(type_), .required = sizeof members_ / sizeof members_[0]            \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

/* All members as not known; lists are empty. */
void record_init(const struct record_table *table, void *record);
void record_release(const struct record_table *table, void *record);

/* ---- a single value ---------------------------------------------------- */

bool member_is_known(const struct member *member, const void *record);

/* Whether two structs have the same text, number or fact, or neither knows one. */
bool member_equal(const struct member *member, const void *a, const void *b);

/* Appends a text, number, word, level or fact ("yes", "no"); nothing when it is not known. */
void member_format(const struct member *member, const void *record, struct up_buffer *text);

/* Sets a word; false if it is not one of the member's. */
bool member_set_word(const struct member *member, void *record, const char *word);

/* ---- lists of structs: {struct T *items; size_t count;}, items owned ---- */

void record_list_release(const struct record_table *table, void *list);

size_t record_list_count(const void *list);
void *record_list_item(const struct record_table *table, const void *list, size_t place);

/* Appends an initialized struct to a list (its address) that only these functions made longer;
 * NULL when memory runs out. */
void *record_list_add(const struct record_table *table, void *list);

/* The same, and moves the content of a struct to it, which is initialized anew. */
UP_MUST_CHECK enum up_status record_list_take(const struct record_table *table, void *list,
					      void *record, struct up_error *err);
/* Releases the struct at a place, which there is; those behind it move up. */
void record_list_remove(const struct record_table *table, void *list, size_t place);

#endif
