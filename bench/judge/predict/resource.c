/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/resource.h"

#include "judge/summary/measured.h"

#include <stddef.h>

static const struct {
	const char *name;
	size_t offset;
	enum byte_kind kind;
} columns[COST_COUNT] = {
	[COST_WAL] = {"wal_bytes", offsetof(struct sample, wal_bytes), BYTES_FLOW},
	[COST_SENT] = {"bytes_sent", offsetof(struct sample, bytes_sent), BYTES_FLOW},
	[COST_RECEIVED] = {"bytes_received", offsetof(struct sample, bytes_received), BYTES_FLOW},
	[COST_TABLE] = {"table_bytes", offsetof(struct sample, table_bytes), BYTES_FILE},
	[COST_INDEX] = {"index_bytes", offsetof(struct sample, index_bytes), BYTES_INDEX},
	[COST_TOAST] = {"toast_bytes", offsetof(struct sample, toast_bytes), BYTES_FILE},
	[COST_CATALOG] = {"catalog_bytes", offsetof(struct sample, catalog_bytes), BYTES_FILE},
	[COST_BACKEND] = {"backend_peak_bytes", offsetof(struct sample, backend_peak_bytes),
			  BYTES_PEAK},
	[COST_CLIENT] = {"client_peak_bytes", offsetof(struct sample, client_peak_bytes),
			 BYTES_PEAK},
};

enum byte_kind cost_kind(enum cost cost)
{
	return columns[cost].kind;
}

const char *cost_name(enum cost cost)
{
	return columns[cost].name;
}

size_t cost_offset(enum cost cost)
{
	return columns[cost].offset;
}

double cost_median(const struct run *run, const char *case_name, enum cost cost)
{
	return sample_median(run, case_name, cost_offset(cost));
}
