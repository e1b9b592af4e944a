/* SPDX-License-Identifier: PostgreSQL */
/*
 * The built-in table: the ad programs of one username (measure/workload/program.h), a synthetic data
 * set (measure/workload/synthetic.h), and around them those of other usernames, which no sync may
 * touch.
 */
#ifndef MEASURE_SUBJECT_PROGRAM_SUBJECT_H
#define MEASURE_SUBJECT_PROGRAM_SUBJECT_H

#include "measure/subject/subject.h"

/* The username whose programs are synced. */
#define PROGRAM_SCOPE "sync@example.com"

/* schema_sql creates the two tables, and is borrowed. */
UP_MUST_CHECK enum up_status program_subject_open(const char *schema_sql, struct subject **subject,
						  struct up_error *err);

#endif
