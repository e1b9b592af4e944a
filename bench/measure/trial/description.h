/* SPDX-License-Identifier: PostgreSQL */
/* The part of a manifest about servers, machine, data and cases: all that is known before the
 * first sample, except the command line. */
#ifndef MEASURE_TRIAL_DESCRIPTION_H
#define MEASURE_TRIAL_DESCRIPTION_H

#include "measure/trial/servers.h"
#include "record/manifest.h"

/* Fills host, server (that of the first in the list), servers, arms, relation, restore, checkpoint,
 * strategies and cases, and whether the data sets have hostile values.  Neither the names of hosts nor users or passwords are in it; the value
 * of a setting that may hold a secret is not known. */
UP_MUST_CHECK enum up_status describe_run(const struct server_list *servers,
					  const struct case_list *cases, struct manifest *manifest,
					  struct up_error *err);

/* The strategies alone. */
UP_MUST_CHECK enum up_status describe_strategies(struct manifest *manifest, struct up_error *err);

/* A file that was read as text.  server computes its SHA-256.  A text that may hold a secret is not
 * kept. */
UP_MUST_CHECK enum up_status describe_file(const char *path, const char *text,
					   const struct server *server, struct manifest_file *file,
					   struct up_error *err);

#endif
