/* SPDX-License-Identifier: PostgreSQL */
/*
 * Whether the server of a run has a JIT compiler.  Where it has none (a package of its own, or a
 * build without LLVM), jit = off has nothing to turn off, and two cases that differ in it are
 * one.
 */
#ifndef JUDGE_SUMMARY_JIT_H
#define JUDGE_SUMMARY_JIT_H

#include "record/manifest.h"

/* Of the run's server and of those of its arms: FACT_NO where none is known to have one. */
enum fact jit_of(const struct manifest *manifest);

/* PostgreSQL turns it on by default from 12 to 18 and off from 19 on (commit 7f8c88c2b):
 * false where the version of the run's server is known and not among those. */
bool jit_is_on_by_default(const struct manifest *manifest);

#endif
