/* SPDX-License-Identifier: PostgreSQL */
/* The setting synchronous_standby_names:
 * https://www.postgresql.org/docs/current/runtime-config-replication.html */
#ifndef MEASURE_SURVEY_SYNCHRONOUS_H
#define MEASURE_SURVEY_SYNCHRONOUS_H

#include <stdint.h>

/* For how many standbys a commit waits, by the setting; 0: for none. */
int64_t synchronous_required(const char *names);

#endif
