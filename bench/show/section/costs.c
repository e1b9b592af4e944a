/* SPDX-License-Identifier: PostgreSQL */
/* What a million rows cost besides time. */
#include "judge/summary/measured.h"
#include "show/document/sheet.h"
#include "show/plot/cases.h"
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>
#include <stddef.h>

static struct quantity share_of_rows(double share)
{
	return quantity_share(share);
}

static const struct measure {
	const char *heading;
	const char *field;
	size_t offset; /* of an int64_t in struct sample */
	/* How much of it a million rows are: what grows with the rows is scaled to them, and
	 * a peak of memory stays what it was. */
	enum {
		SCALE_A_MILLION,
		SCALE_A_ROW,
		SCALE_NONE
	} scale;
	struct quantity (*show)(double value);
} measures[] = {
	{"WAL", "wal_bytes", offsetof(struct sample, wal_bytes), SCALE_A_MILLION, quantity_bytes},
	{"WAL records", "wal_records", offsetof(struct sample, wal_records), SCALE_A_MILLION,
	 quantity_number},
	{"sent", "bytes_sent", offsetof(struct sample, bytes_sent), SCALE_A_MILLION,
	 quantity_bytes},
	{"received", "bytes_received", offsetof(struct sample, bytes_received), SCALE_A_MILLION,
	 quantity_bytes},
	{"round trips", "round_trips", offsetof(struct sample, round_trips), SCALE_A_MILLION,
	 quantity_number},
	{"CPU, client", "client_cpu_ns", offsetof(struct sample, client_cpu_ns), SCALE_A_MILLION,
	 quantity_duration},
	{"CPU, server", "server_cpu_ns", offsetof(struct sample, server_cpu_ns), SCALE_A_MILLION,
	 quantity_duration},
	{"buffers hit", "buffers_hit", offsetof(struct sample, buffers_hit), SCALE_A_MILLION,
	 quantity_number},
	{"buffers read", "buffers_read", offsetof(struct sample, buffers_read), SCALE_A_MILLION,
	 quantity_number},
	{"dead rows left", "dead_tuples", offsetof(struct sample, dead_tuples), SCALE_A_MILLION,
	 quantity_number},
	{"table growth", "table_bytes", offsetof(struct sample, table_bytes), SCALE_A_MILLION,
	 quantity_bytes},
	{"index growth", "index_bytes", offsetof(struct sample, index_bytes), SCALE_A_MILLION,
	 quantity_bytes},
	{"HOT updates", "hot_share", offsetof(struct sample, hot_updates), SCALE_A_ROW,
	 share_of_rows},
	{"peak memory, server", "backend_peak_bytes", offsetof(struct sample, backend_peak_bytes),
	 SCALE_NONE, quantity_bytes},
	{"peak memory, client", "client_peak_bytes", offsetof(struct sample, client_peak_bytes),
	 SCALE_NONE, quantity_bytes},
};

#define MEASURE_COUNT (sizeof measures / sizeof measures[0])
#define COLUMN_COUNT (MEASURE_COUNT + 2)

static double cost_of(const struct run *run, const struct summary *summary, size_t measure)
{
	double median = sample_median(run, summary->case_name, measures[measure].offset);
	double rows = (double)summary->key.factors.rows;

	switch (measures[measure].scale) {
	case SCALE_A_MILLION:
		return median * (1e6 / rows);
	case SCALE_A_ROW:
		return median / rows;
	default:
		return median;
	}
}

static void fill_columns(struct sheet_column *columns)
{
	columns[0] = (struct sheet_column){.heading = "case", .field = "case"};
	columns[1] = (struct sheet_column){.heading = "rows", .field = "rows", .is_number = true};
	for (size_t c = 0; c < MEASURE_COUNT; c++)
		columns[c + 2] = (struct sheet_column){.heading = measures[c].heading,
						       .field = measures[c].field,
						       .is_number = true,
						       .is_hidden = true};
}

static enum up_status append_case(struct sheet *sheet, const struct summary *summary,
				  const double *values, struct up_error *err)
{
	UP_BUFFER name = {0};

	plot_cases_family(&name, summary);
	UP_TRY(up_buffer_check(&name, err));
	sheet_row(sheet, NULL);
	sheet_text(sheet, up_buffer_string(&name));
	sheet_number(sheet, (double)summary->key.factors.rows,
		     quantity_count((double)summary->key.factors.rows).text);
	for (size_t c = 0; c < MEASURE_COUNT; c++)
		sheet_number(sheet, values[c], measures[c].show(values[c]).text);
	return UP_OK;
}

enum up_status report_costs(const struct report_context *context, struct up_error *err)
{
	struct sheet_column columns[COLUMN_COUNT];
	PLOT_CASES cases = {0};
	bool is_empty = true;

	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	UP_FREE double *values = calloc(cases.count * MEASURE_COUNT + 1, sizeof *values);
	if (values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for costs");
	fill_columns(columns);
	for (size_t i = 0; i < cases.count * MEASURE_COUNT; i++) {
		values[i] = cost_of(context->report->run, cases.items[i / MEASURE_COUNT],
				    i % MEASURE_COUNT);
		if (isfinite(values[i]))
			columns[i % MEASURE_COUNT + 2].is_hidden = is_empty = false;
	}
	if (is_empty)
		return UP_OK;
	page_section(context->page, "costs", "What a million rows cost");
	page_paragraph(
		context->page,
		"Medians of the measured samples, scaled to a million rows; peaks of memory and "
		"shares are as they were. Two strategies that are equally fast may differ here, "
		"in what replicas, network and vacuum will have to carry.");
	struct sheet sheet = sheet_begin(context->page, "costs", NULL, columns, COLUMN_COUNT);
	for (size_t i = 0; i < cases.count; i++)
		UP_TRY(append_case(&sheet, cases.items[i], values + i * MEASURE_COUNT, err));
	sheet_end(&sheet);
	return UP_OK;
}
