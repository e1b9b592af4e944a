/* SPDX-License-Identifier: PostgreSQL */
/* What a server other than that of the shape does not have. */
#ifndef MEASURE_CLONE_LACKING_H
#define MEASURE_CLONE_LACKING_H

#include "pg/conn.h"
#include "record/shape/shape.h"

/* Takes out of the blueprint, and lists, collations, methods of compression and table access methods
 * that the server lacks: their defaults take their place.  UP_UNSUPPORTED, naming it: a column is
 * generated in a way that the server does not support; the function of a trigger, a type or an
 * extension is not there, and the latter may not be made. */
UP_MUST_CHECK enum up_status lacking_decide(struct up_conn *conn, struct shape *blueprint,
					    bool may_make_types, struct up_error *err);

#endif
