/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/resource.h"

#include "judge/summary/measured.h"

#include <stddef.h>

static const struct {
	const char *name;
	size_t offset;
} columns[COST_COUNT] = {
	[COST_WAL] = {"wal_bytes", offsetof(struct sample, wal_bytes)},
	[COST_SENT] = {"bytes_sent", offsetof(struct sample, bytes_sent)},
	[COST_RECEIVED] = {"bytes_received", offsetof(struct sample, bytes_received)},
	[COST_TABLE] = {"table_bytes", offsetof(struct sample, table_bytes)},
	[COST_INDEX] = {"index_bytes", offsetof(struct sample, index_bytes)},
	[COST_TOAST] = {"toast_bytes", offsetof(struct sample, toast_bytes)},
	[COST_BACKEND] = {"backend_peak_bytes", offsetof(struct sample, backend_peak_bytes)},
	[COST_CLIENT] = {"client_peak_bytes", offsetof(struct sample, client_peak_bytes)},
};

bool cost_is_growth(enum cost cost)
{
	return cost == COST_TABLE || cost == COST_INDEX || cost == COST_TOAST;
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
