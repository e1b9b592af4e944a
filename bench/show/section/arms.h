/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the arms of a run are:
 *
 *   Arms
 *     arm    settings  schema     program
 *     base   -         -          builds/base/upbench: upbench 0.1 (1581d3cb)
 *     index  jit=off   index.sql  builds/new/upbench: upbench 0.1 (99be01c2)
 */
#ifndef SHOW_SECTION_ARMS_H
#define SHOW_SECTION_ARMS_H

#include "record/manifest.h"
#include "show/document/document.h"

/* Nothing for a run without arms, or whose arms do not differ. */
void arms_append(struct document *document, const struct manifest *manifest);

#endif
