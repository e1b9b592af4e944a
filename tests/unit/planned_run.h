/* SPDX-License-Identifier: PostgreSQL */
/* Runs whose times, round trips and WAL follow formulas: what predictions are held against. */
#ifndef UNIT_PLANNED_RUN_H
#define UNIT_PLANNED_RUN_H

#include "judge/summary/summarize.h"
#include "unit/fake_run.h"
#include "unit/sort_run.h"

#include <criterion/criterion.h>

struct planned_run {
	struct run run;
	struct summary_list summaries;
};

static inline void planned_run_release(struct planned_run *planned)
{
	run_release(&planned->run);
	summary_list_release(&planned->summaries);
}
#define PLANNED_RUN UP_CLEANUP(planned_run_release) struct planned_run

/* T = a + b n + c n^2 + logarithm n ln n + (round trips + 1) r. */
struct planned_family {
	const char *name; /* the strategy */
	double a, b, c;
	double logarithm;
	double noise;        /* of the logarithm; a little of it is always there */
	int64_t trips;       /* 0: one, or one a chunk; 1: one a row */
	int64_t chunk;       /* 0: none */
	int64_t wal;         /* bytes a row; 0: not measured */
	double changed;      /* 0: 1 */
	int64_t workers;     /* 0: 1 */
	int64_t partitions;  /* by range; 0: none */
	bool has_index;      /* its growth was measured: */
	int64_t index_pages; /* per 10,000 rows, whole ones alone */
};

static inline int64_t planned_trips(const struct planned_family *family, int64_t rows)
{
	if (family->trips == 1)
		return rows;
	return family->chunk > 0 ? (rows + family->chunk - 1) / family->chunk : 1;
}

static inline void planned_sample(struct sample *sample, const struct planned_family *family,
				  int64_t rows, int64_t rtt_us, size_t number)
{
	UP_BUFFER name = {0};
	struct up_random random = up_random_at((uint64_t)rows, (uint64_t)rtt_us, number);
	double n = (double)rows;

	sample_init(sample);
	sample->key.strategy = strdup(family->name);
	sample->key.factors.rows = rows;
	sample->key.factors.columns = 20;
	sample->key.factors.workers = family->workers > 0 ? family->workers : 1;
	sample->key.factors.changed = family->changed > 0 ? family->changed : 1;
	sample->key.factors.new = 0;
	sample->key.factors.table_rows = rows;
	sample->key.factors.rtt_ns = rtt_us * 1000;
	if (family->partitions > 0) {
		sample->key.factors.partitions = family->partitions;
		sample->key.factors.partition_by = PARTITION_BY_RANGE;
	}
	sample->key.factors.chunk = family->chunk > 0 ? family->chunk : UNMEASURED;
	sample->key.factors.derived = FACTOR_BIT(FACTOR_CHUNK) | FACTOR_BIT(FACTOR_TABLE_ROWS);
	case_key_append_name(&name, &sample->key, 0);
	sample->case_name = up_buffer_detach(&name);
	sample->round = (int64_t)number + 1;
	sample->sample = (int64_t)number + 1;
	sample->phase = PHASE_MEASURE;
	sample->status = SAMPLE_OK;
	sample->round_trips = planned_trips(family, rows);
	if (family->wal > 0)
		sample->wal_bytes = family->wal * rows;
	if (family->has_index)
		sample->index_bytes = rows * family->index_pages / 10000 * 8192;
	double ns =
		(family->a + family->b * n + family->c * n * n + family->logarithm * n * log(n)) *
			exp(family->noise * fake_normal(&random)) +
		(double)(sample->round_trips + 1) * (double)rtt_us * 1e3;
	sample->commit_ns = 1000;
	sample->update_ns = (int64_t)ns - sample->commit_ns;
	sample->encode_ns = (int64_t)(100 * n);
}

static inline void planned_run_add(struct planned_run *planned, const struct planned_family *family,
				   const int64_t *rows, size_t count, int64_t rtt_us,
				   size_t samples)
{
	struct sample_list *list = &planned->run.samples;

	list->items = realloc(list->items, (list->count + count * samples) * sizeof *list->items);
	for (size_t i = 0; i < count; i++) {
		for (size_t s = 0; s < samples; s++)
			planned_sample(&list->items[list->count++], family, rows[i], rtt_us, s);
	}
}

static inline void planned_run_summarise(struct planned_run *planned)
{
	sort_run(&planned->run);
	cr_assert_eq(summarise(&planned->run, &planned->summaries, NULL), UP_OK);
}

#endif
