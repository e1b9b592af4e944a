/* SPDX-License-Identifier: PostgreSQL */
/* A sample is one timed execution of one case: one row of samples.csv. */
#ifndef RECORD_SAMPLE_H
#define RECORD_SAMPLE_H

#include "record/case_key.h"
#include "record/member.h"
#include "record/role.h"

enum sample_phase {
	PHASE_COLD,    /* the first on a fresh connection */
	PHASE_WARMUP,  /* not counted */
	PHASE_MEASURE, /* what medians are taken of */
};

enum sample_status {
	SAMPLE_OK,
	SAMPLE_FAILED,   /* a statement or the connection failed; error has the reason */
	SAMPLE_TIMEOUT,  /* outlived its limit and was stopped */
	SAMPLE_MISMATCH, /* left the table in a wrong state */
	SAMPLE_SKIPPED,  /* the contender cannot do this case; error has the reason */
};

/* How the server planned the prepared statements that a sample ran. */
enum sample_plan {
	SAMPLE_PLAN_UNKNOWN, /* none is prepared, or the server does not report it (before 14) */
	SAMPLE_PLAN_CUSTOM,  /* anew, for the values at hand */
	SAMPLE_PLAN_GENERIC, /* once, for any values */
	SAMPLE_PLAN_MIXED,   /* some of them so, some of them so */
};

struct sample {
	char *run; /* texts are owned; NULL is empty */
	char *case_name;
	struct case_key key;
	int64_t round;
	int64_t position;
	int64_t sample;
	int phase;  /* enum sample_phase */
	int status; /* enum sample_status */
	char *error;
	int64_t fetch_ns;
	int64_t classify_ns;
	int64_t create_ns;
	int64_t update_ns;
	int64_t business_ns;
	int64_t total_ns;
	int64_t encode_ns;
	int64_t rows_updated;
	int64_t rows_created;
	int64_t rows_unchanged;
	int64_t round_trips;
	int64_t bytes_sent;
	int64_t bytes_received;
	int64_t wal_bytes;
	int64_t wal_records;
	int64_t wal_fpi;
	int64_t buffers_hit;
	int64_t buffers_read;
	int64_t hot_updates;
	int64_t dead_tuples;
	int64_t client_cpu_ns;
	int64_t server_cpu_ns;
	int64_t backend_peak_bytes;
	int64_t client_peak_bytes;
	char *state_hash;
	int64_t commit_ns;
	int plan;        /* enum sample_plan */
	int64_t peer_ns; /* of the update, by the peer's own clock */
	int64_t session; /* from 1 */
	/* What else happened while the sample was taken: see measure/probe/noise.h. */
	int64_t steal_ns;
	int64_t runnable;
	int64_t cpu_khz;
	int64_t checkpoints;
	int64_t autovacuums;
	/* What it cost beside time, as most from bytes_sent on: see measure/trial/resource_usage.h. */
	int64_t statements;
	int64_t temp_bytes;
	int64_t table_bytes; /* growth, as the next three */
	int64_t index_bytes;
	int64_t toast_bytes;
	int64_t catalog_bytes;
	int64_t client_instructions; /* see measure/probe/perf_count.h */
	int64_t server_instructions;
	int64_t probe_ns;   /* UNMEASURED: the sample went without probes */
	int64_t prepare_ns; /* of a cold sample: before it, on its fresh connections */
	int64_t newpage_updates;
	/* Of an overlapped sync, what of each stage is on the critical path; their sum is total_ns. */
	int64_t fetch_critical_ns;
	int64_t classify_critical_ns;
	int64_t create_critical_ns;
	int64_t update_critical_ns;
	int64_t business_critical_ns;
	int64_t commit_critical_ns;
	int64_t rows_duplicate; /* fetched and dropped, as a later one had their key */
	int64_t fetch_pages;    /* of an API, as are the next two */
	int64_t fetch_retries;
	int64_t fetch_bytes;
	int64_t gone_ns; /* of the stage; UNMEASURED: there was none, or it is part of the update */
	int64_t gone_critical_ns;
	int64_t rows_gone; /* that were counted, marked or deleted */
	/* Of an overlapped sync, when the stage began first and ended last, from the beginning of the sync. */
	int64_t fetch_begin_ns;
	int64_t fetch_end_ns;
	int64_t classify_begin_ns;
	int64_t classify_end_ns;
	int64_t create_begin_ns;
	int64_t create_end_ns;
	int64_t update_begin_ns;
	int64_t update_end_ns;
	int64_t business_begin_ns;
	int64_t business_end_ns;
	int64_t commit_begin_ns;
	int64_t commit_end_ns;
	int64_t gone_begin_ns;
	int64_t gone_end_ns;
};

/* The columns, in the order of the file. */
extern const struct record_table sample_table;

void sample_init(struct sample *sample);
void sample_release(struct sample *sample);
#define SAMPLE UP_CLEANUP(sample_release) struct sample

/* The time that contenders are compared by: from the first byte of the update until its rows are
 * durable.
 *
 *   a strategy  update_ns + commit_ns; update_ns alone where the commit was not measured
 *   a peer      update_ns, which contains its own commit; the commit after it is that of the rest
 *               of the sync
 *   idle        update_ns: nothing was to be committed
 *
 * With the level whole-sync it is total_ns for all of them.
 *
 * UNMEASURED when the update was not measured. */
int64_t sample_compared_ns(const struct sample *sample, enum role role);

/* The rows that this time carries: of a whole sync all that it brings, otherwise those that the server
 * reported as updated.  These are not the level of rows where some are created before the update (--new, a
 * source that brings rows of its own) or are left as they are (--changed with --skip-unchanged).  NaN: not known. */
double sample_carried_rows(const struct sample *sample);

/* So many rows in ns, per second; NaN when there are none or either is not known. */
double sample_rate(double rows, double ns);

/* What that is the time of: "update and commit", or "the whole sync". */
const char *sample_compared_words(const struct factors *factors);

/* From ok, which is 0, over skipped, failed and timeout to mismatch. */
int sample_severity(const struct sample *sample);

/* The names of enum sample_status, by index, then NULL. */
extern const char *const sample_status_names[];

/* The names of enum sample_plan, by index, then NULL; that of the unknown is "". */
extern const char *const sample_plan_names[];

/* The samples of a run, as read from its samples.csv. */
struct sample_list {
	struct sample *items; /* owned */
	size_t count;
};

void sample_list_release(struct sample_list *list);
#define SAMPLE_LIST UP_CLEANUP(sample_list_release) struct sample_list

/* UP_INVALID: the run cannot have such a sample. */
typedef enum up_status sample_check(const void *context, const struct sample *sample,
				    struct up_error *err);

/* UP_INVALID, naming file and line, for a file of another kind and for a sample that the check
 * refuses (NULL: none does); a file without a sample is an empty list. */
UP_MUST_CHECK enum up_status sample_list_read(const char *path, sample_check *check,
					      const void *context, struct sample_list *list,
					      struct up_error *err);

#endif
