/* SPDX-License-Identifier: PostgreSQL */
#include "record/summary.h"

#include "record/column.h"
#include "record/csv.h"
#include "record/replace.h"
#include "record/sample.h"

#define AT(member) offsetof(struct summary, member)

static const struct member columns[] = {
	COLUMN_TEXT_OF("case", case_name, "name of the case"),
	COLUMN_TEXT_OF("strategy", key.strategy, "name of the strategy"),
	COLUMN_TEXT_OF("peer", key.peer, "name of the peer"),
	COLUMNS_OF_FIRST_FACTORS,
	COLUMN_OF(WORD, "status", status, sample_status_names, "", "worst status of the samples"),
	COLUMN_TEXT_OF("error", error, "why the status is not ok"),
	COLUMN_INTEGER_OF(n, "", "samples measured"),
	COLUMN_REAL_OF(min_ns, "ns", "minimum of update and commit, or of the whole sync"),
	COLUMN_REAL_OF(median_ns, "ns",
		       "median of update and commit; of a peer of its update_ns, which contains "
		       "its commit; with whole_sync of the whole sync"),
	COLUMN_REAL_OF(mean_ns, "ns", "mean"),
	COLUMN_REAL_OF(p95_ns, "ns", "95th percentile"),
	COLUMN_REAL_OF(max_ns, "ns", "maximum"),
	COLUMN_REAL_OF(low_ns, "ns", "95 % confidence interval of the median, lower end"),
	COLUMN_REAL_OF(
		high_ns, "ns",
		"95 % confidence interval of the median, upper end; empty below six samples"),
	COLUMN_REAL_OF(rows_per_second, "rows/s",
		       "rows that are updated, or with whole_sync all rows of the sync, per "
		       "second of the median"),
	COLUMN_TEXT_OF("reference", reference,
		       "fastest case of the same workload, which ratio compares with; empty: it is "
		       "this one"),
	COLUMN_REAL_OF(ratio, "", "median divided by that of the reference"),
	COLUMN_REAL_OF(ratio_low, "", "95 % confidence interval of ratio, lower end"),
	COLUMN_REAL_OF(ratio_high, "", "upper end"),
	COLUMN_REAL_OF(cold_ns, "ns",
		       "update and commit of the first sample on a fresh connection"),
	COLUMN_REAL_OF(total_ns, "ns", "median of the whole sync"),
	COLUMN_REAL_OF(fetch_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF(classify_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF(create_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF(business_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF(commit_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF(encode_ns, "ns", "median of the part of the update outside libpq"),
	COLUMN_REAL_OF(round_trips, "", "median of the update's round trips"),
	COLUMN_TEXT_OF("plan_change", plan_change,
		       "how the plan of a prepared statement changed among the measured samples"),
	COLUMN_REAL_OF(update_ns, "ns", "median of a stage"),
	COLUMN_FACTOR_OF(FETCH_DELAY),
	COLUMN_FACTOR_OF(BANDWIDTH),
	COLUMN_FACTOR_OF(TUNED),
	COLUMN_TEXT_OF("arm", key.arm, "name of the arm"),
	COLUMN_REAL_OF(fetch_critical_ns, "ns",
		       "median of what is on the critical path of an overlapped sync"),
	COLUMN_REAL_OF(classify_critical_ns, "ns", "likewise"),
	COLUMN_REAL_OF(create_critical_ns, "ns", "likewise"),
	COLUMN_REAL_OF(update_critical_ns, "ns", "likewise"),
	COLUMN_REAL_OF(business_critical_ns, "ns", "likewise"),
	COLUMN_REAL_OF(commit_critical_ns, "ns", "likewise"),
	COLUMN_REAL_OF(gone_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF(gone_critical_ns, "ns",
		       "median of what is on the critical path of an overlapped sync"),
#define FACTOR(...)
#define APPENDED(id, ...) COLUMN_FACTOR_OF(id),
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	COLUMN_REAL_OF(
		fetch_begin_ns, "ns",
		"median of when the stage began first, from the beginning of an overlapped sync"),
	COLUMN_REAL_OF(fetch_end_ns, "ns", "median of when it ended last"),
	COLUMN_REAL_OF(classify_begin_ns, "ns", "likewise"),
	COLUMN_REAL_OF(classify_end_ns, "ns", "likewise"),
	COLUMN_REAL_OF(create_begin_ns, "ns", "likewise"),
	COLUMN_REAL_OF(create_end_ns, "ns", "likewise"),
	COLUMN_REAL_OF(update_begin_ns, "ns", "likewise"),
	COLUMN_REAL_OF(update_end_ns, "ns", "likewise"),
	COLUMN_REAL_OF(business_begin_ns, "ns", "likewise"),
	COLUMN_REAL_OF(business_end_ns, "ns", "likewise"),
	COLUMN_REAL_OF(commit_begin_ns, "ns", "likewise"),
	COLUMN_REAL_OF(commit_end_ns, "ns", "likewise"),
	COLUMN_REAL_OF(gone_begin_ns, "ns", "likewise"),
	COLUMN_REAL_OF(gone_end_ns, "ns", "likewise"),
};

const struct record_table summary_table = RECORD_TABLE(columns, struct summary);

void summary_init(struct summary *summary)
{
	record_init(&summary_table, summary);
	summary->role = ROLE_RANKED;
}

void summary_release(struct summary *summary)
{
	record_release(&summary_table, summary);
}

void summary_list_release(struct summary_list *list)
{
	record_list_release(&summary_table, list);
}

static enum up_status write_all(FILE *file, const void *context, struct up_error *err)
{
	return csv_write_list(file, &summary_table, context, err);
}

enum up_status summary_list_write(const struct summary_list *list, const char *path,
				  struct up_error *err)
{
	return replace_file(path, write_all, list, err);
}
