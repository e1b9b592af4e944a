/* SPDX-License-Identifier: PostgreSQL */
/*
 * How fast a page of programs becomes rows, on one core: by the parser of source/json_page.h, and for
 * comparison by jansson, which builds a tree that nobody reads here.  Prints rows and bytes per second,
 * the best of several passes.
 */
#include "base/clock.h"
#include "measure/api/row_json.h"
#include "measure/workload/program.h"
#include "measure/workload/program_map.h"
#include "measure/workload/synthetic.h"
#include "source/json_page.h"

#include <jansson.h>
#include <stdio.h>

#define ROWS 1000
#define ROUNDS 100 /* pages in a pass */
#define PASSES 7

struct page {
	struct up_buffer text;
	struct up_json_page *parser;
	struct up_batch batch;
};

typedef enum up_status pass_function(struct page *page, struct up_error *err);

static enum up_status parse(struct page *page, struct up_error *err)
{
	struct up_json_page_facts facts;

	up_batch_clear(&page->batch);
	UP_TRY(up_json_page_read(page->parser, page->text.data, page->text.length, &page->batch,
				 &facts, err));
	return facts.rows == ROWS ? UP_OK : up_fail(err, UP_MISMATCH, "%zu rows", facts.rows);
}

static enum up_status build_tree(struct page *page, struct up_error *err)
{
	json_t *tree = json_loadb(page->text.data, page->text.length, 0, NULL);
	const size_t rows = json_array_size(json_object_get(tree, "programs"));

	json_decref(tree);
	return rows == ROWS ? UP_OK : up_fail(err, UP_MISMATCH, "%zu rows", rows);
}

static enum up_status measure(const char *name, pass_function *function, struct page *page,
			      struct up_error *err)
{
	int64_t best = INT64_MAX;

	for (int pass = 0; pass < PASSES; pass++) {
		const int64_t begin = up_clock_ns();
		for (int round = 0; round < ROUNDS; round++)
			UP_TRY(function(page, err));
		const int64_t ns = up_clock_ns() - begin;
		best = ns < best ? ns : best;
	}
	const double seconds = (double)best / 1e9;
	printf("%-8s  %10.0f  %6.0f\n", name, ROWS * ROUNDS / seconds,
	       (double)page->text.length * ROUNDS / seconds / 1e6);
	return UP_OK;
}

static enum up_status make_page(const struct up_api_map *map, const struct up_relation *relation,
				struct page *page, struct up_error *err)
{
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = ROWS, .changed = 1};
	ROW_JSON json = {0};

	UP_TRY(up_batch_init(&page->batch, relation, err));
	for (size_t row = 0; row < ROWS; row++)
		UP_TRY(synthetic_row(&data, row, EDITION_NEW, &page->batch, err));
	UP_TRY(row_json_init(&json, map, relation, err));
	row_json_append_page(&json, &page->text, &page->batch, 0, ROWS, NULL);
	UP_TRY(up_buffer_check(&page->text, err));
	return up_json_page_open(map, relation, &page->parser, err);
}

static void page_release(struct page *page)
{
	up_buffer_release(&page->text);
	up_json_page_close(page->parser);
	up_batch_release(&page->batch);
}

static enum up_status measure_all(struct up_error *err)
{
	UP_RELATION relation = {0};
	UP_API_MAP map = {0};
	UP_CLEANUP(page_release) struct page page = {0};

	UP_TRY(program_relation(&relation, err));
	UP_TRY(program_map(&map, err));
	UP_TRY(make_page(&map, &relation, &page, err));
	printf("parser         row/s    MB/s\n");
	UP_TRY(measure("rows", parse, &page, err));
	return measure("jansson", build_tree, &page, err);
}

int main(void)
{
	struct up_error err;

	if (measure_all(&err) != UP_OK) {
		fprintf(stderr, "micro-json: %s\n", err.message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
