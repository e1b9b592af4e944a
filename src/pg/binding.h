/* SPDX-License-Identifier: PostgreSQL */
/*
 * The parameters of one statement: values are added in the order of $1, $2, …, as
 * text or in binary, then up_binding_params() gives what libpq wants.  Clearing keeps
 * the memory, so that a loop over rows allocates nothing after the first.
 */
#ifndef UP_PG_BINDING_H
#define UP_PG_BINDING_H

#include "model/batch.h"
#include "pg/conn.h"

struct up_binding {
	struct up_buffer text;    /* the values, those in text each ended by a NUL */
	struct up_buffer offsets; /* size_t each: where a value starts; SIZE_MAX for null */
	struct up_buffer lengths; /* int each: 0 for text, which ends at its NUL */
	struct up_buffer formats; /* int each: 0 text, 1 binary */
	struct up_buffer values;  /* const char * each, made at the end */
};

void up_binding_release(struct up_binding *binding);
#define UP_BINDING UP_CLEANUP(up_binding_release) struct up_binding

void up_binding_clear(struct up_binding *binding);

/* Adds one parameter; all values of a row, in the order of the columns; a whole
 * run of one column as an array. */
void up_binding_add_string(struct up_binding *binding, const char *string);
void up_binding_add_row(struct up_binding *binding, const struct up_batch *batch, size_t row);
void up_binding_add_array(struct up_binding *binding, const struct up_vector *vector, size_t row,
			  size_t count);

/* All values of a row, those in binary whose type is not text anyway: the
 * server then reads numbers and dates instead of parsing them.  The parameters must have the
 * types of the columns, as they do where the statement assigns each to its column; that of a
 * column of UP_TYPE_OTHER is text. */
UP_MUST_CHECK enum up_status up_binding_add_binary_row(struct up_binding *binding,
						       const struct up_batch *batch, size_t row,
						       struct up_error *err);

/* The run as an array in binary; UP_UNSUPPORTED when it is larger than a value can be. */
UP_MUST_CHECK enum up_status up_binding_add_binary_array(struct up_binding *binding,
							 const struct up_vector *vector, size_t row,
							 size_t count, struct up_error *err);

/* Fills params, which points into binding until it is next changed. Fails when
 * memory ran out, there are more than UP_PARAMS_MAX, or they are larger than a message
 * can be (UP_UNSUPPORTED). */
UP_MUST_CHECK enum up_status up_binding_params(struct up_binding *binding, struct up_params *params,
					       struct up_error *err);

#endif
