/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a strategy or peer is in a run: a contender, or something to hold the
 * contenders against.  Its flags are unknown to who only has files, so run.json
 * says it:
 *
 *   "strategies": {"null":  {"ranked": false},
 *                  "floor": {"ranked": false, "bound": true}}
 *
 * Who is not in there is ranked, and so is everybody where "strategies" is
 * missing.
 */
#ifndef JUDGE_SUMMARY_ROLE_H
#define JUDGE_SUMMARY_ROLE_H

#include "record/role.h"

#include <jansson.h>

/* name may be NULL. */
enum role role_of(const json_t *manifest, const char *name);

#endif
