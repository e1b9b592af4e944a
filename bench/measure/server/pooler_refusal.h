/* SPDX-License-Identifier: PostgreSQL */
/* What reads a table of a server states its settings first: through a pooler that gives the transactions
 * of a connection to any backend, they would reach its other clients. */
#ifndef MEASURE_SERVER_POOLER_REFUSAL_H
#define MEASURE_SERVER_POOLER_REFUSAL_H

#include "base/error.h"

/* UP_INVALID, naming the option or key by which the server was named, if such a pooler is in between.  Opens
 * connections for as long as it takes, and states nothing.  A server that cannot be reached is UP_CONNECTION. */
UP_MUST_CHECK enum up_status pooler_refuse(const char *conninfo, const char *named_by,
					   struct up_error *err);

#endif
