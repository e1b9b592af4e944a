/* SPDX-License-Identifier: PostgreSQL */
/*
 * The pages of table, indexes and TOAST that a sample touches, against what the server can
 * keep of them in shared_buffers.  From where they do not fit, pages are written out and
 * read again in the middle of an update, and each row takes longer than any size below
 * predicted.
 */
#ifndef JUDGE_PREDICT_WORKING_SET_H
#define JUDGE_PREDICT_WORKING_SET_H

#include "record/run.h"

/* Bytes: the pages that it found, each of which had one full-page image since the
 * checkpoint before the sample, and those that it added.  NaN when that was not measured,
 * or there was no checkpoint. */
double working_set_of(const struct run *run, const struct sample *sample);

/* shared_buffers of the run's server in bytes; NaN when the run does not state it. */
double working_set_cache(const struct run *run);

#endif
