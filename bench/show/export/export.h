/* SPDX-License-Identifier: PostgreSQL */
/*
 * The results of a run as files that other programs read: one kind for each format,
 * one file of sources for each kind.
 *
 * Exported are cases of status ok with at least one measured sample.  A case that
 * failed or timed out keeps out: what its worst samples were is not known, and a
 * consumer that draws a line through the rest would be misled.  What does nothing
 * (judge/summary/role.h) keeps out as well: consumers raise an alarm at relative changes, and those
 * of a microsecond are noise.
 */
#ifndef SHOW_EXPORT_EXPORT_H
#define SHOW_EXPORT_EXPORT_H

#include "base/buffer.h"
#include "record/run.h"
#include "record/summary.h"

/* Appends the whole file; there is at least one case to export. */
typedef enum up_status export_writer(const struct run *run, const struct summary_list *summaries,
				     struct up_buffer *text, struct up_error *err);

struct export_kind {
	const char *name;   /* "bencher": stable, it is typed on command lines */
	const char *reader; /* what reads it; a line without a final period */
	export_writer *write;
};

const struct export_kind *export_kinds(size_t *count);

/* The kind whose name is the first length bytes of name; NULL when there is none. */
const struct export_kind *export_find(const char *name, size_t length);

/* Writes the file (record/replace.h; "-" is none).  UP_INVALID when no case has a result:
 * then the file is left as it was. */
UP_MUST_CHECK enum up_status export_write(const struct export_kind *kind, const struct run *run,
					  const struct summary_list *summaries, const char *path,
					  struct up_error *err);

/* The writers of the kinds, each in a file of its name. */
export_writer export_bencher;
export_writer export_benchfmt;
export_writer export_github_action_benchmark;
export_writer export_google_benchmark;
export_writer export_openmetrics;

#endif
