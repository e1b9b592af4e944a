/* SPDX-License-Identifier: PostgreSQL */
/*
 * A run is one invocation and the directory that it wrote:
 *
 *   run.json     everything needed to understand and repeat the run (manifest.h)
 *   samples.csv  one line per sample, flushed as it happens
 *   plans.json   the plan of each case's update (query_plan.h); replaced as cases get theirs;
 *                absent when there is none
 *   summary.csv  one line per case, written at the end
 *   plots/       pictures, made from the files above
 *
 * These files are the only bridge between measuring and judging.
 */
#ifndef RECORD_RUN_H
#define RECORD_RUN_H

#include "base/buffer.h"
#include "record/manifest.h"
#include "record/query_plan.h"
#include "record/run_directory.h"
#include "record/sample.h"

#include <stdio.h>

struct run_writer {
	const char *directory; /* that of made */
	struct run_directory made;
	FILE *samples;
	int64_t sample_count;
	struct manifest manifest; /* the caller fills it */
	struct plan_list plans;
};

/* Creates the directory (and its parents) and samples.csv with its header.
 * Fails with UP_INVALID when that cannot be done, or when there is a run in it
 * already.  The manifest gets an identifier, drawn at random; the caller fills the rest. */
UP_MUST_CHECK enum up_status run_writer_open(const char *directory, struct run_writer *writer,
					     struct up_error *err);

/* Writes run.json from the manifest, replacing it as a whole. */
UP_MUST_CHECK enum up_status run_writer_manifest(struct run_writer *writer, struct up_error *err);

/* Appends a sample (its run is set to the writer's id) and flushes it. */
UP_MUST_CHECK enum up_status run_writer_sample(struct run_writer *writer, struct sample *sample,
					       struct up_error *err);

/* Adds the plans of a case (what they hold is taken) and writes plans.json anew. */
UP_MUST_CHECK enum up_status run_writer_plans(struct run_writer *writer, struct case_plans *plans,
					      struct up_error *err);

/* Closes the files.  When no sample was written, everything that open made is
 * removed again: nothing half-written is left behind. */
void run_writer_close(struct run_writer *writer);
#define RUN_WRITER UP_CLEANUP(run_writer_close) struct run_writer

/* A case of run.json with its samples, in the order of samples.csv. */
struct run_case {
	const char *name; /* borrowed from the run, as all that follows */
	const struct case_key *key;
	const struct manifest_case *planned; /* as run.json lists it */
	enum role role;
	size_t pair; /* place of the first case of which it differs in the arm alone */
	const struct sample **samples;
	size_t count;
	const struct case_plans *plans; /* NULL: none were captured */
	enum sample_plan steady;        /* record/steady_plan.h; UNKNOWN: all samples are alike */
};

/* A run as read back. */
struct run {
	char *directory; /* owned */
	struct manifest manifest;
	struct sample_list samples;
	struct plan_list plans; /* empty for a run without */
	struct {
		struct run_case *items; /* owned; in the order of run.json */
		size_t count;
		const struct sample **samples; /* owned; case after case */
	} cases;
};

/* Sorts the samples by case, anew when they are sorted already; what run.json does not have of
 * a case's key is taken from its samples.  UP_INVALID for a sample of a case that run.json does
 * not list. */
UP_MUST_CHECK enum up_status run_sort(struct run *run, struct up_error *err);

/* Is the sample of the plan that the case settled on? */
bool run_case_is_steady(const struct run_case *of, const struct sample *sample);

/* Were the plans of the case captured in it?  Then its times are not those of the case alone. */
bool run_case_is_explained(const struct run_case *of, const struct sample *sample);

/* A sample with the gravest status, in any phase: the first with an error, if one has it.
 * NULL: there is no sample. */
const struct sample *run_case_worst(const struct run_case *of);

/* Never NULL: for a name that is not known, or NULL, a case without samples. */
const struct run_case *run_find_case(const struct run *run, const char *name);

/* UP_INVALID, naming the file, if it is not a run directory. */
UP_MUST_CHECK enum up_status run_read(const char *directory, struct run *run, struct up_error *err);
/* The same, and UP_INVALID for a run without a sample. */
UP_MUST_CHECK enum up_status run_read_measured(const char *directory, struct run *run,
					       struct up_error *err);
void run_release(struct run *run);
#define RUN UP_CLEANUP(run_release) struct run

/* Whether two are one run, be it in a copy of its directory: by the identifiers in run.json;
 * runs that have none, by the names of their directories. */
bool run_is_same(const struct run *a, const struct run *b);

/* Drops the measured samples outside the rounds first to last. */
void run_keep_rounds(struct run *run, int64_t first, int64_t last);

/* "directory/name", to be freed; NULL when memory runs out. */
char *run_path(const char *directory, const char *name);

#endif
