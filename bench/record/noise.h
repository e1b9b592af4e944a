/* SPDX-License-Identifier: PostgreSQL */
/*
 * noise.json: how much like arms differ on a machine, as `upbench calibrate` found it, and what
 * that machine was.  Numbers are logarithms (0.01 is 1 %), and NaN where they are not known.
 */
#ifndef RECORD_NOISE_H
#define RECORD_NOISE_H

#include "record/manifest.h"

struct noise_case {
	char *name; /* without the arm */
	int64_t windows;
	int64_t comparisons; /* that the figures come from: one for each window */
	double mean;         /* of the estimates: what like arms differ by in all windows */
	double sd;           /* s, of the estimates of windows (stats/dispersion.h) */
	double sd_upper;     /* its upper bound of 95 % */
	double error;        /* standard error that the windows claim */
	double ratio;        /* F = sd² / error² */
	double ratio_low;    /* its interval of 95 % */
	double ratio_high;
	double session_sd; /* sigma_b: sd of the level of one side (the logarithm of its median) from
			      one session to the next; NaN where windows are no sessions */
	double lag;        /* lag-1 correlation of the differences of pairs */
};

struct noise {
	int64_t rounds;        /* of a window; not known of windows that are sessions */
	double common_degrees; /* d0 and F0 of the moderation over the cases; 1e9 for infinite */
	double common_ratio;
	struct {
		struct noise_case *items; /* owned */
		size_t count;
	} cases;
	struct manifest run; /* that was judged: its machine, server and settings */
};

void noise_release(struct noise *noise);
#define NOISE UP_CLEANUP(noise_release) struct noise

/* Not known, without cases. */
void noise_init(struct noise *noise);

/* Appends a case; NULL when memory runs out. */
struct noise_case *noise_add(struct noise *noise);

/* NULL: there is none of that name. */
const struct noise_case *noise_find(const struct noise *noise, const char *name);

/* UP_INVALID, naming the file, for one that is none of these. */
UP_MUST_CHECK enum up_status noise_read(const char *path, struct noise *noise,
					struct up_error *err);

/* As replace_output().  directory is that of the run that was judged: its run.json is put into
 * the file, noise->run is not looked at. */
UP_MUST_CHECK enum up_status noise_write(const struct noise *noise, const char *directory,
					 const char *path, FILE *out, struct up_error *err);

#endif
