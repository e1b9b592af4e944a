/* SPDX-License-Identifier: PostgreSQL */
/*
 * An arm as --arm takes it:
 *
 *	NAME[:KEY=VALUE[,KEY=VALUE...]]
 *
 *	dbname=CONNINFO   the server, as --dbname
 *	pooled=CONNINFO   a pooler in front of that server, through which samples go
 *	set=NAME=VALUE    a server setting, as --set; can be repeated
 *	schema-sql=FILE   SQL that is run in the schema after it was created
 *	distribute=BY     the built-in table is distributed (measure/subject/program_distribution.h)
 *	shards=N          in so many shards
 *	shape=FILE        a table made from this shape is measured, in place of the run's
 *	peer=PATH         another upbench, whose strategies are measured
 *
 * A value that has a comma stands in double quotes, in which two of them are one:
 * set="search_path=a, b".
 */
#ifndef CLI_EXPERIMENT_ARM_TEXT_H
#define CLI_EXPERIMENT_ARM_TEXT_H

#include "base/buffer.h"
#include "measure/case/arm.h"

/* Reads it, and the SQL that it names; the shape is not opened.  UP_INVALID, also when that cannot be read or the
 * peer is no program; what may be a part of a password
 * is not repeated in the message. */
UP_MUST_CHECK enum up_status arm_text_read(const char *text, struct arm *arm, struct up_error *err);

/* Writes it so that it can be typed again, but for a conninfo: "dbname=...", "pooled=...". */
void arm_text_append(struct up_buffer *text, const struct arm *arm);

#endif
