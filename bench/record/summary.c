/* SPDX-License-Identifier: PostgreSQL */
#include "record/summary.h"

#include "record/csv.h"
#include "record/replace.h"
#include "record/sample.h"

#include <stdlib.h>

#define AT(member) offsetof(struct summary, member)
#define TEXT(name, member, help)                                                                   \
	{                                                                                          \
		name, COLUMN_TEXT, AT(member), NULL, "", help                                      \
	}
#define INTEGER(name, unit, help)                                                                  \
	{                                                                                          \
#name, COLUMN_INTEGER, AT(name), NULL, unit, help                                  \
	}
#define REAL(name, unit, help)                                                                     \
	{                                                                                          \
#name, COLUMN_REAL, AT(name), NULL, unit, help                                     \
	}

static const struct column columns[] = {
	TEXT("case", case_name, "name of the case"),
	TEXT("strategy", strategy, "name of the strategy"),
	TEXT("peer", peer, "name of the peer"),
	INTEGER(rows, "rows", "rows that the sync brings"),
	INTEGER(columns, "columns", "columns that travel"),
	INTEGER(chunk, "rows", "rows per statement; empty: all in one"),
	INTEGER(workers, "", "connections that share the update"),
	REAL(changed, "share", "share of the rows whose values differ"),
	{"new", COLUMN_REAL, AT(added), NULL, "share", "share of the rows that do not exist yet"},
	INTEGER(skip_unchanged, "", "1: rows without a difference are left alone"),
	INTEGER(table_rows, "rows", "rows in the table before the sync"),
	INTEGER(rtt_us, "us", "delay added to each round trip"),
	TEXT("settings", settings, "server settings of the case"),
	{"status", COLUMN_WORD, AT(status), sample_status_names, "", "the worst that the case met"},
	TEXT("error", error, "why it is not ok"),
	INTEGER(n, "", "samples measured"),
	REAL(min_ns, "ns", "minimum of update and commit"),
	REAL(median_ns, "ns",
	     "median of update and commit; of a peer of its update_ns, which contains its commit"),
	REAL(mean_ns, "ns", "mean"),
	REAL(p95_ns, "ns", "95th percentile"),
	REAL(max_ns, "ns", "maximum"),
	REAL(low_ns, "ns", "95 % confidence interval of the median, lower end"),
	REAL(high_ns, "ns",
	     "95 % confidence interval of the median, upper end; empty below six samples"),
	REAL(rows_per_second, "rows/s", "rows of the sync per second of the median"),
	TEXT("reference", reference,
	     "fastest case of the same workload, which ratio compares with; empty: it is this one"),
	REAL(ratio, "", "median over the reference's"),
	REAL(ratio_low, "", "95 % confidence interval of ratio, lower end"),
	REAL(ratio_high, "", "upper end"),
	REAL(cold_ns, "ns", "update and commit of the first sample on a fresh connection"),
	REAL(total_ns, "ns", "median of the whole sync"),
	REAL(fetch_ns, "ns", "median of a stage"),
	REAL(classify_ns, "ns", "median of a stage"),
	REAL(create_ns, "ns", "median of a stage"),
	REAL(business_ns, "ns", "median of a stage"),
	REAL(commit_ns, "ns", "median of a stage"),
	REAL(encode_ns, "ns", "median of what the update spent outside libpq"),
	REAL(round_trips, "", "median of the update's round trips"),
	TEXT("plan_change", plan_change,
	     "how the plan of a prepared statement changed among the measured samples"),
	REAL(update_ns, "ns", "median of a stage"),
	INTEGER(fetch_delay_ns, "ns", "stated delay of the fetch, inside fetch_ns and total_ns"),
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
