/* SPDX-License-Identifier: PostgreSQL */
/*
 * A server that is scaled down with its data, so that a large size can be predicted from small ones.
 *
 * What an update does by page and by byte depends on ratios: of the working set to shared_buffers, of a
 * hash table to work_mem, of incoming rows to temp_buffers, of WAL to wal_buffers and max_wal_size, of a
 * plan's cost to jit_above_cost.  With N rows for which settings S are in force, N/k rows with S/k have
 * the same batches, passes and misses per row (Waldspurger and others, Cache modeling and optimization
 * using miniature simulations, USENIX ATC 2017).  The sizes are N/80, N/40, N/20 and N/10; their clusters
 * have WAL segments of 1 MB, as those of 16 do not scale.
 *
 * What does not scale is the plan of a statement of few rows, as of a strategy with chunks: the planner
 * joins 100 rows with a scan of the whole table while that has some ten thousand rows, and by the index from there on,
 * whatever the memory.  A curve needs three sizes of one plan (judge/predict/plan_group.h).  So for a target of
 * SCALING_STEADY_TARGET rows and more N/5, and if need be 2N/5, are sizes, too, until three of them have
 * SCALING_STEADY_ROWS.
 *
 * Minima are those of the server.  Below those of shared_buffers, work_mem and max_wal_size a size is
 * left out; temp_buffers (800 kB), wal_buffers and effective_cache_size are held at theirs instead, which
 * only matters where incoming rows would fit.
 */
#ifndef MEASURE_CASE_SCALING_H
#define MEASURE_CASE_SCALING_H

#include "record/manifest.h"

/* Of the target: smaller ones have sizes of hardly a page. */
#define SCALING_LEAST_ROWS 8000

/* A curve needs as many. */
#define SCALING_LEAST_SIZES 3

/* From where on plans of statements of 100 rows of the built-in table are those of a large one, with
 * some room: they turn at about 16,000 rows. */
#define SCALING_STEADY_ROWS 20000
#define SCALING_STEADY_TARGET 200000 /* smaller ones can be measured themselves */

#define SCALING_SEGMENT_MB 1

/* Makes the sizes for so many rows and a server with these settings, "name=value" each, above the
 * defaults of a private cluster (cluster.h; shared_buffers 128 MB, as initdb chooses it).  Settings that
 * do not scale are the same at every size.  with_target: the rows themselves are the last size, whose server is as
 * large as the target and which no prediction rests on.  scaling was initialized, and is to be released after an error,
 * too.  UP_INVALID: a value that is no size, or fewer than SCALING_LEAST_SIZES sizes. */
UP_MUST_CHECK enum up_status scaling_make(int64_t rows, char *const *settings, size_t count,
					  bool with_target, struct manifest_scaling *scaling,
					  struct up_error *err);

/* Of the WAL of a size's cluster: SCALING_SEGMENT_MB; 0, the server's default, of the target itself. */
int scaling_segment_mb(const struct manifest_scaling *scaling,
		       const struct manifest_scaled_size *size);

/* Is it a setting that is scaled down?  name ends with its end or with "=". */
bool scaling_has(const char *name);

#endif
