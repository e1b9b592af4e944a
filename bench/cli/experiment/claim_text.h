/* SPDX-License-Identifier: PostgreSQL */
/*
 * The section [claim] of an experiment: what is claimed of its cases, and which of them explain
 * each other.
 *
 *	[claim]
 *	figure = unnest rows=1914: update=500ms
 *	figure = unnest rows=1914 fetch-delay=5.8s: sync=7s..8s
 *	pair = case-when jit=off, case-when: the JIT compiler
 *
 * A case is a strategy or a peer and options of `upbench run`; NAME=VALUE that is no option is a
 * server setting.  What is not given is the default of the option.  A stage is fetch, classify,
 * create, update, business or sync.
 */
#ifndef CLI_EXPERIMENT_CLAIM_TEXT_H
#define CLI_EXPERIMENT_CLAIM_TEXT_H

#include "cli/experiment/experiment.h"
#include "record/manifest.h"

/* Appends to the claim.  UP_INVALID, with file and line. */
UP_MUST_CHECK enum up_status claim_text_read(const struct experiment *experiment,
					     const char *file_name, struct manifest_claim *claim,
					     struct up_error *err);

#endif
