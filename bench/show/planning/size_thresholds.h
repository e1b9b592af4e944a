/* SPDX-License-Identifier: PostgreSQL */
/*
 * What begins between the sizes that were measured and one that is predicted
 * (judge/predict/size_threshold.h), in one note per kind: from how many rows on, what it comes to at
 * the predicted size, and what to do.
 */
#ifndef SHOW_PLANNING_SIZE_THRESHOLDS_H
#define SHOW_PLANNING_SIZE_THRESHOLDS_H

#include "judge/advise/candidate.h"
#include "judge/predict/prediction.h"
#include "show/document/document.h"

/* Of predictions of one size at one rtt. */
void size_thresholds_append(struct document *document, const struct prediction *first,
			    size_t count);

/* Likewise of the candidates that are predicted. */
void size_thresholds_append_advised(struct document *document, const struct candidate_list *list);

#endif
