/* SPDX-License-Identifier: PostgreSQL */
/* What probing costs, in words. */
#ifndef SHOW_WORDS_PROBE_COST_H
#define SHOW_WORDS_PROBE_COST_H

#include "base/buffer.h"
#include "judge/summary/probe_cost.h"

/* Appends a sentence; nothing for a run that was not measured with and without. */
void probe_cost_append(struct up_buffer *text, const struct probe_cost *cost);

#endif
