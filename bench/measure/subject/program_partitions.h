/* SPDX-License-Identifier: PostgreSQL */
/*
 * Partitioned tables with the columns and indexes of the built-in one (measure/subject/program_subject.h).
 * A unique index of a partitioned table has the columns that it is partitioned by, so the primary key has
 * one more.
 *
 *   hash   of program_id
 *   range  of program_id: with as many of the rows before a sync in each
 *   list   of username: the one that is synced in the first, the others in turn in those behind it
 */
#ifndef MEASURE_SUBJECT_PROGRAM_PARTITIONS_H
#define MEASURE_SUBJECT_PROGRAM_PARTITIONS_H

#include "measure/subject/subject.h"

#define PROGRAM_PARTITIONS_NAME 64

/* Makes one in the server's schema, the search path, as the request of the population says and for its
 * rows, and writes its name, with number in it.  UP_UNSUPPORTED: there are fewer keys than partitions by
 * range. */
UP_MUST_CHECK enum up_status program_partitions_make(const struct subject *subject,
						     const struct population *population,
						     const struct server *server, size_t number,
						     char name[PROGRAM_PARTITIONS_NAME],
						     struct up_error *err);

#endif
