/* SPDX-License-Identifier: PostgreSQL */
/*
 * Round trips that the measured time (measured.h) waits for, one after another: each makes
 * it longer by the network's round-trip time.
 *
 * samples.csv counts those of the update, over all connections.  To these comes the commit:
 *
 *   one worker   round_trips, and one commit
 *   W workers    W - 1 begin one after the other (with recommended settings: W), the rest
 *                of round_trips is shared by connections that work at once, and W commit
 *                one after the other
 *   a peer       what it says; its commit is among them
 *   an idle one  none: its commit is not measured
 *
 * As a function of the rows they are k, k + m n, or k + m ceil(n / (chunk * W)).
 */
#ifndef JUDGE_PREDICT_TRIPS_H
#define JUDGE_PREDICT_TRIPS_H

#include "record/run.h"

#include <stdbool.h>

struct trips {
	bool known;
	bool exact; /* no measured size differs from it */
	double fixed;
	double each;  /* m */
	double chunk; /* rows that m is for; 1: each row */
};

/* NaN when it was not counted, as of a whole sync (--whole-sync). */
double trips_of_sample(const struct run *run, const struct sample *sample);

/* The median of a case's samples that count; NaN when they were not counted. */
double trips_median(const struct run *run, const char *case_name);

/* From counts of some sizes; chunk: rows a statement over all workers, 0: not chunked.
 * Not known when a count is NaN. */
struct trips trips_fit(const double *rows, const double *counts, size_t count, double chunk);

/* Those of `asked` workers, where one worker has `one`, and counts[i] were counted with workers[i] and
 * the same number of rows, two different numbers of workers at least.  What goes with the rows is
 * shared (each worker has its part of the chunks); the rest, to begin, to set up and to commit, is a
 * line in the workers: exact where all counts lie on it, by least squares otherwise.  Not known where
 * those of one, or a count, are not. */
struct trips trips_of_workers(const struct trips *one, double rows, const double *workers,
			      const double *counts, size_t count, double asked);

/* NaN when they are not known. */
double trips_at(const struct trips *trips, double rows);

#endif
