/* SPDX-License-Identifier: PostgreSQL */
/*
 * The facts of a server that numbers depend on:
 *
 *   server      engine, where both are recorded; version, whether it has a JIT compiler and
 *               assertions, whether it is a private cluster and on which type of file system that
 *               lies, data checksums, block size, standbys that commits waited for
 *   database    encoding, collation with its provider and version, character type, extensions
 *   settings    those that are not default, among them preloaded libraries and
 *               synchronous_standby_names; whether the role could see all of them
 */
#ifndef JUDGE_COMPARE_SERVER_FACTS_H
#define JUDGE_COMPARE_SERVER_FACTS_H

#include "judge/compare/difference.h"
#include "record/manifest.h"

/* Adds the facts "PREFIX FACT" in which two servers differ.  Fails only with UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status server_facts_compare(struct difference_list *list, const char *prefix,
						  const struct manifest_server *base,
						  const struct manifest_server *new,
						  struct up_error *err);

#endif
