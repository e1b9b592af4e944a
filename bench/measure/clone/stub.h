/* SPDX-License-Identifier: PostgreSQL */
/*
 * Stubs: tables in the place of those that foreign keys refer to, so that an update that changes such a
 * column pays for the check.  The stub of a foreign key is named CONSTRAINT_stub, is in the schema of
 * the new table, and has the columns referred to with a unique index: of the original's rows those
 * that are referred to, and no others, so that its index can be lower than the original's.  Each
 * foreign key has a stub of its own, also one that refers to its own table.
 *
 * A check locks the stub's row, which leaves a dead version of it: whoever brings the new table back to
 * its first state may want to VACUUM the stubs as well.
 */
#ifndef MEASURE_CLONE_STUB_H
#define MEASURE_CLONE_STUB_H

#include "measure/clone/ddl.h"
#include "measure/clone/definition.h"

/* Lets a foreign key, the constraint of that number, refer to its stub.  Elsewhere a column of a type
 * that the shape does not know has the type of the column that refers to it.  Those of higher
 * numbers were decided. */
UP_MUST_CHECK enum up_status stub_decide(struct shape *blueprint, size_t number, bool is_elsewhere,
					 struct up_error *err);

/* Makes the stubs, fills them from the rows of the new table, and adds the foreign keys. */
UP_MUST_CHECK enum up_status stub_ddl_add(struct ddl *ddl, const struct shape *blueprint,
					  struct up_error *err);

/* Adds the values that the rows of another table with the same columns have, such as those of a new
 * edition, to the stubs that are there. */
UP_MUST_CHECK enum up_status stub_fill(struct up_conn *conn, const struct shape *blueprint,
				       const struct place *rows, struct up_error *err);

/* Appends "name", ... of all stubs, qualified, for VACUUM or DROP TABLE; nothing where there are none. */
void stub_append_names(struct up_buffer *sql, const struct shape *blueprint);

#endif
