/* SPDX-License-Identifier: PostgreSQL */
/* What probing costs, in words. */
#ifndef RENDER_PROBE_COST_H
#define RENDER_PROBE_COST_H

#include "analyse/probe_cost.h"
#include "base/buffer.h"

/* Appends a line; nothing for a run that does not tell. */
void probe_cost_append(struct up_buffer *text, const struct probe_cost *cost);

#endif
