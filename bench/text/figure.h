/* SPDX-License-Identifier: PostgreSQL */
/* Figures in the reasons why a case is not tried, as people read them. */
#ifndef TEXT_FIGURE_H
#define TEXT_FIGURE_H

#include "base/buffer.h"

/* "10,000" */
void figure_append_count(struct up_buffer *text, size_t count);

/* "4.1 GiB" */
void figure_append_bytes(struct up_buffer *text, int64_t bytes);

/* From nanoseconds: "0.12 s", "4.9 s", "1280 s" */
void figure_append_seconds(struct up_buffer *text, double ns);

#endif
