/* SPDX-License-Identifier: PostgreSQL */
/*
 * How fast rows are encoded, on one core: the cost of each strategy before anything is sent.
 * Prints rows per second, best and median of several passes, over the program table, for a
 * batch that fits the caches and for one that does not.
 */
#include "base/clock.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "pg/binary.h"
#include "pg/text.h"

#include <stdio.h>
#include <stdlib.h>

#define PASSES 11
#define ROWS_A_PASS 400000

/* What is sent at once, as the strategies do. */
#define PIECE ((size_t)64 * 1024)
#define PIECE_ROWS 128

typedef enum up_status encoder(const struct up_batch *batch, struct up_buffer *buffer,
			       size_t *bytes, struct up_error *err);

static void send(struct up_buffer *buffer, size_t *bytes)
{
	*bytes += buffer->length;
	up_buffer_clear(buffer);
}

static enum up_status copy_text(const struct up_batch *batch, struct up_buffer *buffer,
				size_t *bytes, struct up_error *err)
{
	for (size_t row = 0; row < batch->row_count; row++) {
		up_text_append_copy_row(buffer, batch, row);
		if (buffer->length >= PIECE)
			send(buffer, bytes);
	}
	return up_buffer_check(buffer, err);
}

static enum up_status copy_binary(const struct up_batch *batch, struct up_buffer *buffer,
				  size_t *bytes, struct up_error *err)
{
	for (size_t row = 0; row < batch->row_count; row += PIECE_ROWS) {
		size_t left = batch->row_count - row;
		UP_TRY(up_binary_append_copy_rows(buffer, batch, row,
						  left < PIECE_ROWS ? left : PIECE_ROWS, err));
		if (buffer->length >= PIECE)
			send(buffer, bytes);
	}
	return UP_OK;
}

static enum up_status text_arrays(const struct up_batch *batch, struct up_buffer *buffer,
				  size_t *bytes, struct up_error *err)
{
	(void)bytes;
	for (size_t c = 0; c < batch->relation->column_count; c++)
		up_text_append_array(buffer, &batch->vectors[c], 0, batch->row_count);
	return up_buffer_check(buffer, err);
}

static enum up_status binary_arrays(const struct up_batch *batch, struct up_buffer *buffer,
				    size_t *bytes, struct up_error *err)
{
	(void)bytes;
	for (size_t c = 0; c < batch->relation->column_count; c++)
		UP_TRY(up_binary_append_array(buffer, &batch->vectors[c], 0, batch->row_count,
					      err));
	return UP_OK;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static enum up_status measure(const char *name, encoder *encode, const struct up_batch *batch,
			      struct up_error *err)
{
	const size_t rounds = (ROWS_A_PASS + batch->row_count - 1) / batch->row_count;
	const size_t rows = rounds * batch->row_count;
	UP_BUFFER buffer = {0};
	const int middle = PASSES / 2;
	int64_t ns[PASSES];
	size_t bytes = 0;

	for (int pass = 0; pass < PASSES; pass++) {
		int64_t begin = up_clock_ns();
		for (size_t round = 0; round < rounds; round++) {
			bytes = 0;
			up_buffer_clear(&buffer);
			UP_TRY(encode(batch, &buffer, &bytes, err));
			send(&buffer, &bytes);
		}
		ns[pass] = up_clock_ns() - begin;
	}
	qsort(ns, PASSES, sizeof ns[0], compare);
	printf("%7zu  %-13s  %9.1f  %10.0f  %10.0f\n", batch->row_count, name,
	       (double)bytes / (double)batch->row_count, (double)rows * 1e9 / (double)ns[0],
	       (double)rows * 1e9 / (double)ns[middle]);
	return UP_OK;
}

static enum up_status measure_batch(const struct up_relation *relation, size_t rows,
				    struct up_error *err)
{
	static const struct {
		const char *name;
		encoder *encode;
	} encoders[] = {{"COPY text", copy_text},
			{"COPY binary", copy_binary},
			{"text arrays", text_arrays},
			{"binary arrays", binary_arrays}};
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = rows, .changed = 1};
	UP_SOURCE *source = NULL;
	UP_BATCH batch = {0};
	size_t read;

	UP_TRY(synthetic_open(&data, EDITION_NEW, relation, &source, err));
	UP_TRY(up_batch_init(&batch, relation, err));
	UP_TRY(source->read(source, &batch, rows, &read, err));
	for (size_t e = 0; e < sizeof encoders / sizeof encoders[0]; e++)
		UP_TRY(measure(encoders[e].name, encoders[e].encode, &batch, err));
	return UP_OK;
}

static enum up_status measure_all(struct up_error *err)
{
	UP_RELATION relation = {0};

	UP_TRY(program_relation(&relation, err));
	printf("   rows  encoding       bytes/row  best row/s      median\n");
	UP_TRY(measure_batch(&relation, 4096, err));
	return measure_batch(&relation, 100000, err);
}

int main(void)
{
	struct up_error err;

	if (measure_all(&err) != UP_OK) {
		fprintf(stderr, "micro-encode: %s\n", err.message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
