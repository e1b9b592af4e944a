/* SPDX-License-Identifier: PostgreSQL */
/*
 * One line about how far a run is, redrawn in place and gone at its end:
 *
 *   copy-temp rows=1914  round 3 of 11   27 %  about 1 min 05 s left
 *
 * Drawing costs time that must not be in a sample: call progress_update() between
 * samples only.  It draws at most ten times a second, so it may be called often.
 * A progress that is not wanted draws nothing, whatever is called.
 */
#ifndef CLI_OPTION_PROGRESS_H
#define CLI_OPTION_PROGRESS_H

#include "base/buffer.h"

#include <stdio.h>

enum progress_mode {
	PROGRESS_AUTO, /* when the stream is a terminal that can redraw a line */
	PROGRESS_ALWAYS,
	PROGRESS_NEVER,
};

/* What a progress is drawn with. Members left 0 have the meaning in brackets. */
struct progress_options {
	FILE *stream; /* [stderr] borrowed */
	enum progress_mode mode;
	bool plain;                      /* no escape sequences, only \r and blanks */
	int width;                       /* columns [those of the terminal now, or 80] */
	int64_t (*clock)(void *context); /* nanoseconds, never back [up_clock_ns()] */
	void *clock_context;
};

struct progress {
	struct progress_options options;
	bool wanted;
	bool drawn;        /* something is on the line */
	size_t line_width; /* columns of what is on it */
	int64_t started_ns;
	int64_t drawn_ns;
	struct up_buffer line; /* owned */
};

/* Options for stderr as the environment wants it: NO_COLOR (any value but the empty
 * one) makes it plain; TERM=dumb, or none, counts as no terminal for PROGRESS_AUTO. */
struct progress_options progress_options_default(enum progress_mode mode);

/* Starts the time that progress_update() estimates from. progress needs no
 * initialization before, and progress_end() after. */
void progress_start(struct progress *progress, const struct progress_options *options);

/* round from 1; rounds 0 when nobody knows how many there will be. fraction_done
 * (0 to 1) is of the whole run: the time left is what passed, in proportion. */
void progress_update(struct progress *progress, const char *case_name, int64_t round,
		     int64_t rounds, double fraction_done);

/* Takes the line away for a message that is about to be printed; the next update
 * draws it again at once. */
void progress_clear(struct progress *progress);

/* The same, and so many lines above it, which stay where there are no escape sequences. */
void progress_clear_above(struct progress *progress, size_t lines);

/* Takes the line away and frees what it needed. May be called twice. */
void progress_end(struct progress *progress);
#define PROGRESS UP_CLEANUP(progress_end) struct progress

#endif
