/* SPDX-License-Identifier: PostgreSQL */
#include "record/column.h"
#include "record/csv.h"
#include "show/export/history_export.h"
#include "show/words/history_words.h"

#include <math.h>

struct row {
	char *case_name; /* texts are borrowed */
	int verdict;
	int64_t runs;
	double now_ns;
	double level_ns;
	double before_ns;
	double change;
	double p_value;
	char *since;
	char *run;
	char *revision;
	char *remark;
};

static const struct member columns[] = {
#define AT(member) offsetof(struct row, member)
	COLUMN_OF(TEXT, "case", case_name, NULL, "", "name of the case"),
	COLUMN_OF(WORD, "verdict", verdict, history_verdict_names, "", "result of the comparison"),
	COLUMN_OF(INTEGER, "runs", runs, NULL, "", "in the series, with this one"),
	COLUMN_OF(REAL, "now_ns", now_ns, NULL, "ns", "median of the run"),
	COLUMN_OF(REAL, "level_ns", level_ns, NULL, "ns", "median since the last change"),
	COLUMN_OF(REAL, "before_ns", before_ns, NULL, "ns", "median before the change"),
	COLUMN_OF(REAL, "change", change, NULL, "", "a share"),
	COLUMN_OF(REAL, "p_value", p_value, NULL, "", "of the change"),
	COLUMN_OF(TEXT, "since", since, NULL, "", "when the first run after the change started"),
	COLUMN_OF(TEXT, "run", run, NULL, "", "its identifier"),
	COLUMN_OF(TEXT, "revision", revision, NULL, "", "its revision"),
	COLUMN_OF(TEXT, "remark", remark, NULL, "", "in words"),
#undef AT
};

static const struct record_table table = RECORD_TABLE(columns, struct row);

enum up_status history_print_csv(FILE *file, const struct history_finding_list *list,
				 struct up_error *err)
{
	UP_TRY(csv_write_header(file, &table, err));
	for (size_t f = 0; f < list->count; f++) {
		const struct history_finding *finding = &list->items[f];
		const struct history_change *change = history_finding_change(finding);
		UP_BUFFER remark = {0};
		history_append_remark(&remark, finding);
		UP_TRY(up_buffer_check(&remark, err));
		const struct row row = {
			.case_name = finding->case_name,
			.verdict = (int)finding->verdict,
			.runs = (int64_t)finding->runs,
			.now_ns = finding->now_ns,
			.level_ns = finding->level_ns,
			.before_ns = change != NULL ? change->before_ns : NAN,
			.change = change != NULL ? change->change : NAN,
			.p_value = change != NULL ? change->p_value : NAN,
			.since = change != NULL ? change->time : NULL,
			.run = change != NULL ? change->run : NULL,
			.revision = change != NULL ? change->revision : NULL,
			.remark = remark.length > 0 ? remark.data : NULL,
		};
		UP_TRY(csv_write_record(file, &table, &row, err));
	}
	return UP_OK;
}
