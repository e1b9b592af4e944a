/* SPDX-License-Identifier: PostgreSQL */
/* Costs per million rows besides time. */
#include "judge/summary/measured.h"
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
	{"WAL", "wal_bytes_per_million_rows", offsetof(struct sample, wal_bytes), SCALE_A_MILLION,
	 quantity_bytes},
	{"WAL records", "wal_records_per_million_rows", offsetof(struct sample, wal_records),
	 SCALE_A_MILLION, quantity_number},
	{"sent", "bytes_sent_per_million_rows", offsetof(struct sample, bytes_sent),
	 SCALE_A_MILLION, quantity_bytes},
	{"received", "bytes_received_per_million_rows", offsetof(struct sample, bytes_received),
	 SCALE_A_MILLION, quantity_bytes},
	{"round trips", "round_trips_per_million_rows", offsetof(struct sample, round_trips),
	 SCALE_A_MILLION, quantity_number},
	{"CPU, client", "client_cpu_ns_per_million_rows", offsetof(struct sample, client_cpu_ns),
	 SCALE_A_MILLION, quantity_duration},
	{"CPU, server", "server_cpu_ns_per_million_rows", offsetof(struct sample, server_cpu_ns),
	 SCALE_A_MILLION, quantity_duration},
	{"buffers hit", "buffers_hit_per_million_rows", offsetof(struct sample, buffers_hit),
	 SCALE_A_MILLION, quantity_number},
	{"buffers read", "buffers_read_per_million_rows", offsetof(struct sample, buffers_read),
	 SCALE_A_MILLION, quantity_number},
	{"dead rows left", "dead_tuples_per_million_rows", offsetof(struct sample, dead_tuples),
	 SCALE_A_MILLION, quantity_number},
	{"table growth", "table_bytes_per_million_rows", offsetof(struct sample, table_bytes),
	 SCALE_A_MILLION, quantity_bytes},
	{"index growth", "index_bytes_per_million_rows", offsetof(struct sample, index_bytes),
	 SCALE_A_MILLION, quantity_bytes},
	{"HOT updates", "hot_updates_per_row", offsetof(struct sample, hot_updates), SCALE_A_ROW,
	 share_of_rows},
	{"to another page", "newpage_updates_per_row", offsetof(struct sample, newpage_updates),
	 SCALE_A_ROW, share_of_rows},
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

static void fill_columns(struct table_column *columns)
{
	columns[0] = (struct table_column){.heading = "case", .field = "case"};
	columns[1] =
		(struct table_column){.heading = "rows", .field = "rows", .alignment = ALIGN_RIGHT};
	for (size_t c = 0; c < MEASURE_COUNT; c++)
		columns[c + 2] = (struct table_column){.heading = measures[c].heading,
						       .field = measures[c].field,
						       .alignment = ALIGN_RIGHT};
}

static void append_case(struct table *table, const struct summary *summary, const double *values)
{
	UP_BUFFER name = {0};

	plot_cases_family(&name, summary);
	table_row(table, EMPHASIS_NONE);
	table_take(table, &name);
	table_number(table, (double)summary->key.factors.rows,
		     quantity_count((double)summary->key.factors.rows).text);
	for (size_t c = 0; c < MEASURE_COUNT; c++)
		table_number(table, values[c], measures[c].show(values[c]).text);
}

enum up_status report_costs(const struct report_context *context, struct up_error *err)
{
	struct table_column columns[COLUMN_COUNT];
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
			is_empty = false;
	}
	if (is_empty)
		return UP_OK;
	document_section(context->document, "costs", "Costs per million rows");
	document_append(context->document, BLOCK_PARAGRAPH,
			"Medians of the measured samples, scaled to a million rows; peak memory "
			"and shares are not scaled. Equally fast strategies may differ in the load "
			"that they put on replicas, network and vacuum.");
	struct table *table =
		document_table(context->document, "costs", NULL, columns, COLUMN_COUNT);
	for (size_t i = 0; i < cases.count; i++)
		append_case(table, cases.items[i], values + i * MEASURE_COUNT);
	return UP_OK;
}
