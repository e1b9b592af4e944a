/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/hash_table.h"

#include <math.h>

/* HJTUPLE_OVERHEAD and the MAXALIGNed SizeofMinimalTupleHeader, of 64-bit servers. */
#define TUPLE_OVERHEAD 16
#define TUPLE_HEADER 16
#define ALIGNMENT 8
#define BUCKET_BYTES 8
#define LEAST_BUCKETS 1024
/* SKEW_HASH_MEM_PERCENT; per frequent value eight pointers, an int and SKEW_BUCKET_OVERHEAD. */
#define SKEW_SHARE 0.02
#define SKEW_VALUE_BYTES (8 * 8 + 4 + 16)
#define MOST_BATCHES 0x1p30

static double power_of_two_from(double value)
{
	return value > 1 ? exp2(ceil(log2(value))) : 1;
}

double hash_table_planned_bytes(double width)
{
	return TUPLE_OVERHEAD + TUPLE_HEADER + ALIGNMENT * ceil(width / ALIGNMENT);
}

double hash_table_bytes(double peak_bytes, double buckets, double rows)
{
	return rows > 0 ? (peak_bytes - BUCKET_BYTES * buckets) / rows : NAN;
}

static double buckets_of(double rows)
{
	return fmax(LEAST_BUCKETS, power_of_two_from(rows));
}

/* The buckets of a table that fills its memory. */
static double full_buckets(double bytes, double memory)
{
	return power_of_two_from(floor(memory / (bytes + BUCKET_BYTES)));
}

static double planned_batches(const struct hash_table *table, double rows)
{
	const double bytes = table->planned_bytes;
	double memory = table->memory;

	if (table->has_skew) {
		const double value = bytes + SKEW_VALUE_BYTES;
		memory -= floor(SKEW_SHARE * floor(memory / value)) * value;
	}
	if (rows * bytes + BUCKET_BYTES * buckets_of(rows) <= memory)
		return 1;
	const double left = memory - BUCKET_BYTES * full_buckets(bytes, memory);
	return fmax(2, power_of_two_from(ceil(rows * bytes / left)));
}

/* Batches are doubled while what is in one of them does not fit.  From the second on the number of
 * buckets stays what it was when one batch was full. */
static double executed_batches(const struct hash_table *table, double rows, double batches)
{
	const double full = full_buckets(table->bytes, table->memory);

	while (batches < MOST_BATCHES) {
		const double buckets = batches > 1 ? full : buckets_of(rows);
		if (rows / batches * table->bytes + BUCKET_BYTES * buckets <= table->memory)
			break;
		batches *= 2;
	}
	return batches;
}

double hash_table_batches(const struct hash_table *table, double rows)
{
	double batches = 1;

	if (!(table->memory > 0))
		return 1;
	if (!isnan(table->planned_bytes))
		batches = planned_batches(table, rows);
	return isnan(table->bytes) ? batches : executed_batches(table, rows, batches);
}
