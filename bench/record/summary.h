/* SPDX-License-Identifier: PostgreSQL */
/*
 * A summary of the samples of one case: one row of summary.csv.
 * Times are of update and commit (judge/summary/measured.h), over the samples of phase
 * measure that are ok.
 */
#ifndef RECORD_SUMMARY_H
#define RECORD_SUMMARY_H

#include "record/case_key.h"
#include "record/member.h"
#include "record/role.h"

struct summary {
	char *case_name; /* texts are owned */
	struct case_key key;
	enum role role; /* in no column: run.json has it */
	int status;     /* enum sample_status: the worst that the case met */
	char *error;    /* of the first sample that was not ok */
	bool is_by_table; /* of SAMPLE_MISMATCH, in no column: the table itself wrote what was wrong, as
			     error says */
	int64_t n;
	double min_ns;
	double median_ns;
	double mean_ns;
	double p95_ns;
	double max_ns;
	double low_ns; /* 95 % confidence interval of the median; NaN below six samples */
	double high_ns;
	double rows_per_second; /* carried in the median: sample_carried_rows() */
	char *reference;        /* name of the case that ratio is to */
	double ratio;           /* median over the reference's */
	double ratio_low;       /* 95 % confidence interval, from pairs of the same round */
	double ratio_high;
	double cold_ns; /* the first sample on a fresh connection; median where there are several */
	double total_ns; /* median of the whole sync, and of its stages */
	double fetch_ns;
	double classify_ns;
	double create_ns;
	double business_ns;
	double commit_ns;
	double fetch_critical_ns;
	double classify_critical_ns;
	double create_critical_ns;
	double update_critical_ns;
	double business_critical_ns;
	double commit_critical_ns;
	double gone_ns; /* NaN: there is no such stage */
	double gone_critical_ns;
	double fetch_begin_ns; /* medians of an overlapped sync, as are the next */
	double fetch_end_ns;
	double classify_begin_ns;
	double classify_end_ns;
	double create_begin_ns;
	double create_end_ns;
	double update_begin_ns;
	double update_end_ns;
	double business_begin_ns;
	double business_end_ns;
	double commit_begin_ns;
	double commit_end_ns;
	double gone_begin_ns;
	double gone_end_ns;
	double encode_ns;
	double round_trips; /* median */
	double update_ns;   /* median of the update stage alone */
	char *plan_change;  /* "custom → generic at sample 6"; NULL: none, or not known */
};

/* The columns, in the order of the file. */
extern const struct record_table summary_table;

void summary_init(struct summary *summary);
void summary_release(struct summary *summary);

/* The summaries of a run. */
struct summary_list {
	struct summary *items; /* owned */
	size_t count;
};

void summary_list_release(struct summary_list *list);
#define SUMMARY_LIST UP_CLEANUP(summary_list_release) struct summary_list

/* Writes all of them, replacing the file at once or not at all. */
UP_MUST_CHECK enum up_status summary_list_write(const struct summary_list *list, const char *path,
						struct up_error *err);

#endif
