/* SPDX-License-Identifier: PostgreSQL */
/*
 * Runs that never took place.  Keys, names and files are made by the functions of the program that
 * make them in a run (measure/case/case, record/run), so that a test has no data that the program
 * would not write.  The same arguments give the same run.
 *
 * A failure of the generator itself (memory, a level that is no level) ends the process.
 */
#ifndef FAKE_FAKE_RUN_H
#define FAKE_FAKE_RUN_H

#include "record/run.h"

/* A case, and how its samples are made.  What is 0 or NULL has the meaning that is given. */
struct fake_case {
	const char *contender; /* a strategy, known or not, or a peer */
	bool is_peer;
	/* As in the name of a case: "rows=20 rtt=2ms tuned jit=off arm=new"; a value in single
	 * quotes may be anything.  What is not named has its default. */
	const char *levels;
	size_t samples;            /* that are measured */
	enum sample_status status; /* of all samples */
	int64_t failing;           /* it is only of so many, the last ones; 0: of all */
	const char *error;
	/* The median of update and commit of n rows is a + b n + c n^2 ns, and round trips. */
	double a, b, c;
	double noise; /* standard deviation of the logarithm of the time */
	double slow;  /* share of the samples, evenly spread, that take `slower` times as long */
	double slower;
	double cold_ns;   /* of the first sample of each session, on a fresh connection; 0: none */
	double threshold; /* share, that the experiment gives; 0: none, as the next */
	const char *metric;
	int64_t sessions; /* that the samples are spread over; 0: one */
	int64_t trips;    /* round trips of the update; 0: one, or one per chunk */
	int64_t wal;      /* bytes per row, as the next three; 0: not measured */
	int64_t sent;
	int64_t pages;    /* of pages that are touched; half of them are new */
	int64_t encode;   /* ns per row; 0: not measured */
	bool counters;    /* with the counters of rows, processes and answers */
	double jit_ms;    /* that the compilation takes, in the plan; 0: not compiled */
	const char *plan; /* a text in each name of its plan, which expects 100 rows; NULL: there
			     is a plan, which expects the true number, only where jit_ms or hash
			     is not 0 */
	int64_t hash;     /* bytes per row in the hash table of its plan; 0: it has none */
	int64_t turns;    /* below so many rows the plan has another shape */
};

/* One round trip per row. */
#define FAKE_PER_ROW (-1)

struct fake_run {
	struct run run;
	uint64_t draw; /* another one: the same cases with other noise */
};

void fake_run_release(struct fake_run *fake);
#define FAKE_RUN UP_CLEANUP(fake_run_release) struct fake_run

/* The manifest without cases (that reference to JSON is taken); before the first case. */
void fake_run_describe(struct fake_run *fake, json_t *json);

/* The strategies of this program with what run.json has of them. */
void fake_run_list_strategies(struct fake_run *fake);

/* Adds the case with its samples; the second, once for each of several numbers of rows. */
void fake_run_add(struct fake_run *fake, const struct fake_case *of);
void fake_run_add_sizes(struct fake_run *fake, const struct fake_case *of, const int64_t *rows,
			size_t count);

/* Writes the run directory.  What the run holds may be taken. */
UP_MUST_CHECK enum up_status fake_run_write(struct fake_run *fake, const char *directory,
					    struct up_error *err);

/* A key from the words of levels (above); key is a blank one.  False, with the fault in err, if a
 * word is no level. */
bool fake_key_parse(struct case_key *key, const char *levels, struct up_error *err);

#endif
