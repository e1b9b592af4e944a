/* SPDX-License-Identifier: PostgreSQL */
/* Whether a table is what its blueprint says. */
#ifndef MEASURE_CLONE_LIKENESS_H
#define MEASURE_CLONE_LIKENESS_H

#include "pg/conn.h"
#include "record/shape/shape.h"

/* Reads the shape of the table that the blueprint names and compares its structure: all that the digest
 * of the structure is made of but for where the key comes from and which columns travel, which is
 * decided on the original; and in expressions casts and parentheses.  UP_MISMATCH names the first part that differs. */
UP_MUST_CHECK enum up_status likeness_check(struct up_conn *conn, const struct shape *blueprint,
					    struct up_error *err);

#endif
