/* SPDX-License-Identifier: PostgreSQL */
/*
 * A program of somebody else: makes the rows of a shop in a table equal to a CSV file.
 *
 *   sync_csv CONNINFO FILE SHOP
 *
 * The table is  price (shop text, item text, amount integer, UNIQUE (shop, item)),
 * the header of the file  item,amount.
 */
#include "pg/pool.h"
#include "source/csv.h"
#include "sync/sync.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static enum up_status describe(struct up_relation *price, struct up_error *err)
{
	const struct up_column shop = {(char *)"shop", UP_TYPE_TEXT, -1, false};
	const struct up_column item = {(char *)"item", UP_TYPE_TEXT, -1, false};
	const struct up_column amount = {(char *)"amount", UP_TYPE_INT4, -1, true};

	UP_TRY(up_relation_init(price, NULL, "price", &shop, err));
	UP_TRY(up_relation_add(price, &item, err));
	return up_relation_add(price, &amount, err);
}

static enum up_status sync_csv(char *argv[], struct up_sync_result *result, struct up_error *err)
{
	UP_RELATION price = {0};
	UP_POOL pool = {0};
	UP_SOURCE *file = NULL;
	UP_SYNC *sync = NULL;

	UP_TRY(describe(&price, err));
	UP_TRY(up_pool_open(argv[1], 1, &pool, err));
	UP_TRY(up_csv_open(argv[2], &price, &file, err));
	const struct up_sync_options options = {
		.pool = &pool,
		.relation = &price,
		.scope = argv[3],
		.source = file,
		.strategy = up_strategy_find("unnest"),
	};
	UP_TRY(up_sync_open(&options, &sync, err));
	return up_sync_run(sync, result, err);
}

int main(int argc, char *argv[])
{
	struct up_sync_result result = {0};
	struct up_error err = {0};

	if (argc != 4) {
		fprintf(stderr, "usage: sync_csv CONNINFO FILE SHOP\n");
		return 2;
	}
	if (sync_csv(argv, &result, &err) != UP_OK) {
		fprintf(stderr, "sync_csv: %s\n", err.message);
		return EXIT_FAILURE;
	}
	printf("%" PRId64 " created, %" PRId64 " updated\n", result.rows_created,
	       result.rows_updated);
	return EXIT_SUCCESS;
}
