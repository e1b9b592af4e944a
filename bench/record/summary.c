/* SPDX-License-Identifier: PostgreSQL */
#include "record/summary.h"

#include "record/csv.h"
#include "record/replace.h"
#include "record/sample.h"

#include <stdlib.h>

#define AT(member) offsetof(struct summary, member)

static const struct column columns[] = {
	COLUMN_TEXT_OF("case", case_name, "name of the case"),
	COLUMN_TEXT_OF("strategy", key.strategy, "name of the strategy"),
	COLUMN_TEXT_OF("peer", key.peer, "name of the peer"),
	COLUMNS_OF_FIRST_FACTORS,
	COLUMN_OF(COLUMN_WORD, "status", status, sample_status_names, "",
		  "the worst that the case met"),
	COLUMN_TEXT_OF("error", error, "why it is not ok"),
	COLUMN_INTEGER_OF(n, "", "samples measured"),
	COLUMN_REAL_OF("min_ns", min_ns, "ns", "minimum of update and commit"),
	COLUMN_REAL_OF("median_ns", median_ns, "ns",
		       "median of update and commit; of a peer of its update_ns, which contains "
		       "its commit"),
	COLUMN_REAL_OF("mean_ns", mean_ns, "ns", "mean"),
	COLUMN_REAL_OF("p95_ns", p95_ns, "ns", "95th percentile"),
	COLUMN_REAL_OF("max_ns", max_ns, "ns", "maximum"),
	COLUMN_REAL_OF("low_ns", low_ns, "ns", "95 % confidence interval of the median, lower end"),
	COLUMN_REAL_OF(
		"high_ns", high_ns, "ns",
		"95 % confidence interval of the median, upper end; empty below six samples"),
	COLUMN_REAL_OF("rows_per_second", rows_per_second, "rows/s",
		       "rows of the sync per second of the median"),
	COLUMN_TEXT_OF("reference", reference,
		       "fastest case of the same workload, which ratio compares with; empty: it is "
		       "this one"),
	COLUMN_REAL_OF("ratio", ratio, "", "median over the reference's"),
	COLUMN_REAL_OF("ratio_low", ratio_low, "", "95 % confidence interval of ratio, lower end"),
	COLUMN_REAL_OF("ratio_high", ratio_high, "", "upper end"),
	COLUMN_REAL_OF("cold_ns", cold_ns, "ns",
		       "update and commit of the first sample on a fresh connection"),
	COLUMN_REAL_OF("total_ns", total_ns, "ns", "median of the whole sync"),
	COLUMN_REAL_OF("fetch_ns", fetch_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF("classify_ns", classify_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF("create_ns", create_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF("business_ns", business_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF("commit_ns", commit_ns, "ns", "median of a stage"),
	COLUMN_REAL_OF("encode_ns", encode_ns, "ns",
		       "median of what the update spent outside libpq"),
	COLUMN_REAL_OF("round_trips", round_trips, "", "median of the update's round trips"),
	COLUMN_TEXT_OF("plan_change", plan_change,
		       "how the plan of a prepared statement changed among the measured samples"),
	COLUMN_REAL_OF("update_ns", update_ns, "ns", "median of a stage"),
	COLUMN_FACTOR_OF(FETCH_DELAY),
	COLUMN_FACTOR_OF(BANDWIDTH),
	COLUMN_FACTOR_OF(TUNED),
	COLUMN_TEXT_OF("arm", key.arm, "name of the arm"),
#define FACTOR(...)
#define APPENDED(id, ...) COLUMN_FACTOR_OF(id),
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

const struct column *summary_columns(size_t *count)
{
	*count = COLUMN_COUNT;
	return columns;
}

void summary_init(struct summary *summary)
{
	column_init_record(columns, COLUMN_COUNT, summary);
	summary->role = ROLE_RANKED;
}

void summary_release(struct summary *summary)
{
	column_release_record(columns, COLUMN_COUNT, summary);
}

void summary_list_release(struct summary_list *list)
{
	for (size_t s = 0; s < list->count; s++)
		summary_release(&list->items[s]);
	free(list->items);
	*list = (struct summary_list){0};
}

static enum up_status write_all(FILE *file, const void *context, struct up_error *err)
{
	const struct summary_list *list = context;

	UP_TRY(csv_write_header(file, columns, COLUMN_COUNT, err));
	for (size_t s = 0; s < list->count; s++)
		UP_TRY(csv_write_record(file, columns, COLUMN_COUNT, &list->items[s], err));
	return UP_OK;
}

enum up_status summary_list_write(const struct summary_list *list, const char *path,
				  struct up_error *err)
{
	return replace_file(path, write_all, list, err);
}
