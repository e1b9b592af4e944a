/* SPDX-License-Identifier: PostgreSQL */
/* Which program a server is: PostgreSQL, or one that speaks its protocol or extends it. */
#ifndef RECORD_ENGINE_H
#define RECORD_ENGINE_H

#include "record/member.h"

struct engine {
	char *name;    /* "PostgreSQL", "Citus", ...; owned, as all */
	char *version; /* its own: of Citus that of the extension */
	int64_t nodes; /* of Citus, those that have shards; UNMEASURED: not known, or another engine */
	char *managed_by; /* "Amazon RDS", ...; NULL: nothing points to a service */
};

extern const struct record_table engine_table;

#define ENGINE_POSTGRESQL "PostgreSQL"
#define ENGINE_CITUS "Citus"

/* Appends "PostgreSQL", "Citus 13.0.3 on 2 nodes", "Aurora PostgreSQL 15.4.1, Amazon Aurora": the version
 * of PostgreSQL itself is a fact of its own.  Nothing if it is not known. */
void engine_append(struct up_buffer *text, const struct engine *engine);

#endif
