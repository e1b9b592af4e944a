/* SPDX-License-Identifier: PostgreSQL */
/*
 * What strategies mean, for people: a block for each hostile case, in it a line for
 * each outcome with the strategies that share it, and at the end a line a strategy.
 */
#ifndef SHOW_SECTION_CONFORMANCE_TERMINAL_H
#define SHOW_SECTION_CONFORMANCE_TERMINAL_H

#include "base/buffer.h"
#include "record/conformance.h"

/* The list is in the order of record/conformance.h; lines of the table have at most
 * width columns. */
void conformance_append_table(struct up_buffer *text, const struct conformance_list *list,
			      size_t width);
void conformance_append_markdown(struct up_buffer *text, const struct conformance_list *list);

/* An array of objects: case, policy, strategy, outcome, verdict. */
UP_MUST_CHECK enum up_status conformance_append_json(struct up_buffer *text,
						     const struct conformance_list *list,
						     struct up_error *err);

#endif
