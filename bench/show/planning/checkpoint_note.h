/* SPDX-License-Identifier: PostgreSQL */
/* A line about the checkpoints that predicted statements meet. */
#ifndef SHOW_PLANNING_CHECKPOINT_NOTE_H
#define SHOW_PLANNING_CHECKPOINT_NOTE_H

#include "judge/predict/prediction.h"
#include "show/document/document.h"

/* Of the predictions of one size at one round-trip time; nothing where none meets one,
 * or where samples have had some. */
void checkpoint_note_append(struct document *document, const struct checkpoint_policy *policy,
			    const struct prediction *first, size_t count);

#endif
