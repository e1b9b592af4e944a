/* SPDX-License-Identifier: PostgreSQL */
/*
 * An arm is one side of a comparison within a run: every case is measured once in each
 * arm, in the same rounds, so that both sides meet the same machine.
 *
 * Arms differ in server settings, in the server, in the table (SQL that is run after the
 * schema was created: an index, a trigger, a fillfactor, how it is distributed; or another table altogether, made
 * from its shape), or in the program that carries out the strategies.  What an arm's SQL adds beside the two tables of the schema is not
 * put back before a sample; only tables that refer to these are emptied with them
 * (measure/restore/restoration.h).
 */
#ifndef MEASURE_CASE_ARM_H
#define MEASURE_CASE_ARM_H

#include "base/cleanup.h"
#include "base/error.h"
#include "measure/subject/subject.h"

#include <stdbool.h>
#include <stddef.h>

struct arm {
	char *text;         /* all of these are owned; as it was given, which may hold a password */
	char *name;         /* letters, digits, '-', '_' and '.' */
	char *dbname;       /* as --dbname; NULL: the run's server */
	char *pooled;       /* through which pooler its server is reached, likewise; NULL: none */
	char *distribution; /* how its table is distributed, as it was given; NULL: it is not */
	int64_t shards;     /* of that table; 0: as the server has it by default */
	char *schema_source; /* where its SQL is from, a file or its distribution; NULL: there is none */
	char *schema_sql;        /* not NULL when schema_source is not */
	char *shape_file;        /* NULL: none */
	struct subject *subject; /* made from that shape; NULL: the run's */
	char *peer;              /* path of another upbench; NULL: this one */
	char **settings;         /* "name=value" each; they win over those of the case */
	size_t setting_count;
	size_t server; /* which of the run's servers it is measured on */
};

void arm_release(struct arm *arm);
#define ARM UP_CLEANUP(arm_release) struct arm

/* A setting more, copied. */
UP_MUST_CHECK enum up_status arm_add_setting(struct arm *arm, const char *setting,
					     struct up_error *err);

/* Does it need a server, or a schema, that it shares with no other? */
bool arm_has_server(const struct arm *arm);

#endif
