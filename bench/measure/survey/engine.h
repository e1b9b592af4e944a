/* SPDX-License-Identifier: PostgreSQL */
/*
 * Which engine a server is.  It is asked for, not concluded from the version: CockroachDB calls
 * itself PostgreSQL 18 and has neither MERGE nor the statistics of that version.
 */
#ifndef MEASURE_SURVEY_ENGINE_H
#define MEASURE_SURVEY_ENGINE_H

#include "pg/conn.h"
#include "record/engine.h"

/* What a server shows of itself.  All borrowed; NULL: it does not have that. */
struct engine_signs {
	const char *version; /* of version() */
	const char *server_version;
	const char *citus; /* versions of extensions of the database */
	const char *timescaledb;
	const char *aurora;   /* of aurora_version() */
	const char *prefixes; /* of settings, up to their dot, separated by blanks */
};

/* engine holds nothing before. */
UP_MUST_CHECK enum up_status engine_recognize(const struct engine_signs *signs,
					      struct engine *engine, struct up_error *err);

/* Fails only where version() cannot be asked for; what else the server refuses, it does not
 * have. */
UP_MUST_CHECK enum up_status engine_read(struct up_conn *conn, struct engine *engine,
					 struct up_error *err);

#endif
