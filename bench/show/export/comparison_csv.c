/* SPDX-License-Identifier: PostgreSQL */
#include "record/column.h"
#include "record/csv.h"
#include "show/words/comparison.h"

#include <math.h>

/* One row: a comparison, with the threshold and settings of its list. */
struct row {
	char *base_label; /* texts are borrowed */
	char *new_label;
	char *case_name;
	int metric;
	int verdict;
	char *reason;
	int64_t paired;
	int64_t exact;
	int64_t n_base;
	int64_t n_new;
	double base;
	double new;
	double ratio;
	double low;
	double high;
	double p_value;
	double threshold;
	double detectable;
	int64_t wanted;
	char *failures;
	int64_t decided_at_pair;
};

#define AT(member) offsetof(struct row, member)

static const struct member columns[] = {
	COLUMN_OF(TEXT, "base", base_label, NULL, "", "arm or run that is the base"),
	COLUMN_OF(TEXT, "new", new_label, NULL, "", "arm or run that is held against it"),
	COLUMN_OF(TEXT, "case", case_name, NULL, "", "name of the case; overall: the mean of all"),
	COLUMN_OF(WORD, "metric", metric, metric_names, "", "what is compared"),
	COLUMN_OF(WORD, "verdict", verdict, verdict_names, "", "what came out"),
	COLUMN_OF(TEXT, "reason", reason, NULL, "",
		  "why it was not compared; of a gross difference"),
	COLUMN_OF(INTEGER, "paired", paired, NULL, "", "1: pairs of the same round"),
	COLUMN_OF(INTEGER, "exact", exact, NULL, "",
		  "1: a counter of the client, constant on each side"),
	COLUMN_OF(INTEGER, "n_base", n_base, NULL, "", "samples, or pairs; sessions of overall"),
	COLUMN_OF(INTEGER, "n_new", n_new, NULL, "", "samples, or pairs; sessions of overall"),
	COLUMN_OF(REAL, "base_median", base, NULL, "", "ns of a time"),
	COLUMN_OF(REAL, "new_median", new, NULL, "", "ns of a time"),
	COLUMN_OF(REAL, "ratio", ratio, NULL, "", "new over base"),
	COLUMN_OF(REAL, "low", low, NULL, "", "its interval of 95 %; none of counters"),
	COLUMN_OF(REAL, "high", high, NULL, "", "its interval of 95 %"),
	COLUMN_OF(REAL, "p_value", p_value, NULL, "", "corrected"),
	COLUMN_OF(REAL, "threshold", threshold, NULL, "", "a share"),
	COLUMN_OF(REAL, "detectable", detectable, NULL, "", "a share"),
	COLUMN_OF(INTEGER, "wanted", wanted, NULL, "",
		  "samples, pairs or sessions that are needed"),
	COLUMN_OF(TEXT, "failures", failures, NULL, "",
		  "samples that failed beside those compared"),
	COLUMN_OF(INTEGER, "decided_at_pair", decided_at_pair, NULL, "",
		  "at which bets decided; empty: they did not"),
};

static const struct record_table table = RECORD_TABLE(columns, struct row);

/* Of doubles, a reader of CSV need not know infinity. */
static double finite_or_nan(double value)
{
	return isfinite(value) ? value : NAN;
}

static struct row make_row(const struct comparison_list *list, const struct comparison *comparison)
{
	return (struct row){
		.base_label = list->base_label,
		.new_label = list->new_label,
		.case_name = comparison->case_name,
		.metric = (int)comparison->metric,
		.verdict = (int)comparison->verdict,
		.reason = comparison->reason,
		.paired = comparison->paired,
		.exact = comparison->exact,
		.n_base = (int64_t)comparison->n_base,
		.n_new = (int64_t)comparison->n_new,
		.base = finite_or_nan(comparison->base),
		.new = finite_or_nan(comparison->new),
		.ratio = finite_or_nan(comparison->ratio),
		.low = finite_or_nan(comparison->low),
		.high = finite_or_nan(comparison->high),
		.p_value = finite_or_nan(comparison->p_value),
		.threshold = comparison->threshold,
		.detectable = finite_or_nan(comparison->detectable),
		.wanted = comparison->wanted >= 0 ? comparison->wanted : UNMEASURED,
		.failures = comparison->failures,
		.decided_at_pair = comparison->decision != DECISION_OPEN
					   ? (int64_t)comparison->decision_pairs
					   : UNMEASURED,
	};
}

enum up_status comparison_print_csv(FILE *file, const struct comparison_report *report,
				    struct up_error *err)
{
	UP_TRY(csv_write_header(file, &table, err));
	for (size_t l = 0; l < report->count && !report->refused; l++) {
		const struct comparison_list *list = &report->lists[l];
		for (size_t c = 0; c < list->count; c++) {
			const struct row row = make_row(list, &list->items[c]);
			UP_TRY(csv_write_record(file, &table, &row, err));
		}
		if (list->overall_cases > 0) {
			const struct row row = make_row(list, &list->overall);
			UP_TRY(csv_write_record(file, &table, &row, err));
		}
	}
	return UP_OK;
}
