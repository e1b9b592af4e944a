/* SPDX-License-Identifier: PostgreSQL */
/* What begins at a size that was not measured (judge/predict/size_threshold.h), in words. */
#ifndef SHOW_WORDS_SIZE_THRESHOLD_H
#define SHOW_WORDS_SIZE_THRESHOLD_H

#include "base/buffer.h"
#include "judge/predict/size_threshold.h"

/* "the temporary table no longer fits into temp_buffers (8.00 MiB): 191 MiB at 500,000 rows"; nothing for
 * THRESHOLD_MESSAGE, above which nothing is predicted. */
void size_threshold_append_event(struct up_buffer *text, const struct size_threshold *threshold,
				 double rows);

/* "beyond temp_buffers, hash_memory": those of either list (b may be NULL) that begin up to so many rows;
 * nothing if none do.  Behind a comma where there is a text already. */
void size_threshold_append_names(struct up_buffer *text, const struct size_threshold_list *a,
				 const struct size_threshold_list *b, double rows);

/* "Use --set jit=off, or measure sizes above." */
const char *size_threshold_remedy(enum size_threshold_kind kind);

#endif
