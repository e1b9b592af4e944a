/* SPDX-License-Identifier: PostgreSQL */
/* How a run ended, where it did not end by itself. */
#ifndef SHOW_WORDS_END_OF_RUN_H
#define SHOW_WORDS_END_OF_RUN_H

#include "base/buffer.h"
#include "record/run.h"

/* "This run is incomplete: interrupted by SIGINT after 9 of 400 samples".  Counts measured samples;
 * how many were wanted is only known if the command line has --samples.  Appends nothing for a run
 * that is complete. */
void end_of_run_append(struct up_buffer *text, const struct run *run);

#endif
