/* SPDX-License-Identifier: PostgreSQL */
#include "analyse/cost.h"

#include "analyse/sample_median.h"

#include <stddef.h>

#define COLUMN(member)                                                                             \
	{                                                                                          \
#member, offsetof(struct sample, member)                                           \
	}

static const struct {
	const char *name;
	size_t offset;
} columns[COST_COUNT] = {
	[COST_WAL] = COLUMN(wal_bytes),
	[COST_SENT] = COLUMN(bytes_sent),
	[COST_RECEIVED] = COLUMN(bytes_received),
	[COST_TABLE] = COLUMN(table_bytes),
	[COST_INDEX] = COLUMN(index_bytes),
	[COST_TOAST] = COLUMN(toast_bytes),
	[COST_BACKEND] = COLUMN(backend_peak_bytes),
	[COST_CLIENT] = COLUMN(client_peak_bytes),
};

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
