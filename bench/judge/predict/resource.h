/* SPDX-License-Identifier: PostgreSQL */
/* What a sample costs beside time, as far as it grows with the rows. */
#ifndef JUDGE_PREDICT_RESOURCE_H
#define JUDGE_PREDICT_RESOURCE_H

#include "judge/predict/byte_law.h"
#include "record/run.h"

enum cost {
	COST_WAL,
	COST_SENT,
	COST_RECEIVED,
	COST_TABLE,
	COST_INDEX,
	COST_TOAST,
	COST_CATALOG,
	COST_BACKEND, /* peaks of memory, as is the client's */
	COST_CLIENT,
};
#define COST_COUNT 9

/* BLCKSZ, which hardly a server is built with another of; files grow by it, and shared_buffers counts
 * in it. */
#define COST_PAGE_BYTES 8192.0

enum byte_kind cost_kind(enum cost cost);

/* As in samples.csv: "wal_bytes". */
const char *cost_name(enum cost cost);

/* Of that column in a struct sample, an int64_t. */
size_t cost_offset(enum cost cost);

/* The median over the samples that count; NaN when it was not measured. */
double cost_median(const struct run *run, const char *case_name, enum cost cost);

#endif
