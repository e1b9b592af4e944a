/* SPDX-License-Identifier: PostgreSQL */
/*
 * Columns of the types that a batch does not hold natively, and of domains: what a column of each
 * kind is in a table, as what a relation states it, and values of it, in the one text that
 * PostgreSQL prints of each (with UP_TEXT_SESSION, in every version).
 */
#ifndef MEASURE_CONFORMANCE_COLUMN_KIND_H
#define MEASURE_CONFORMANCE_COLUMN_KIND_H

#include "model/batch.h"
#include "pg/conn.h"

struct column_kind {
	const char *definition;   /* its type in the table; %s is the quoted schema */
	enum up_type type;        /* of a domain that of its base */
	const char *type_name;    /* of UP_TYPE_OTHER; %s likewise */
	const char *const *texts; /* ends with NULL; any two of them differ for SQL, too */
	bool in_key;              /* it can be in a unique index */
};

/* Ends with a NULL definition. */
extern const struct column_kind column_kinds[];

size_t column_kind_count(void);

/* NULL if there is none of that definition. */
const struct column_kind *column_kind_find(const char *definition);

/* How many texts it has. */
size_t column_kind_values(const struct column_kind *kind);

/* Makes the types that kinds need, in a schema that exists. */
UP_MUST_CHECK enum up_status column_kind_make_types(struct up_conn *conn, const char *schema,
						    struct up_error *err);

/* Appends template with each %s replaced by the quoted schema. */
void column_kind_expand(struct up_buffer *sql, const char *template, const char *schema);

/* Appends one of its values: number % column_kind_values(). */
UP_MUST_CHECK enum up_status column_kind_append(const struct column_kind *kind, size_t number,
						struct up_vector *vector, struct up_error *err);

#endif
