/* SPDX-License-Identifier: PostgreSQL */
/*
 * A program of somebody else: makes rows of a table equal to a CSV file.
 *
 *   sync_csv CONNINFO FILE [SHOP]
 *
 * The table is  price (shop text, item text, amount integer, unit unit, UNIQUE (shop, item)),
 * unit being an enum.  With a shop, the rows of that shop: the header of the file is
 * item,amount,unit.  Without one, rows of any: it is shop,item,amount,unit, the first two being the
 * key.
 */
#include "pg/pool.h"
#include "source/csv.h"
#include "sync/sync.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static enum up_status describe(struct up_relation *price, bool of_one_shop, struct up_error *err)
{
	const struct up_column shop = {
		.name = (char *)"shop", .type = UP_TYPE_TEXT, .type_modifier = -1};
	const struct up_column item = {
		.name = (char *)"item", .type = UP_TYPE_TEXT, .type_modifier = -1};
	const struct up_column amount = {.name = (char *)"amount",
					 .type = UP_TYPE_INT4,
					 .type_modifier = -1,
					 .nullable = true};
	const struct up_column unit = {.name = (char *)"unit",
				       .type = UP_TYPE_OTHER,
				       .type_modifier = -1,
				       .nullable = true,
				       .type_name = (char *)"public.unit"};

	UP_TRY(up_relation_init(price, NULL, "price", of_one_shop ? &shop : NULL, err));
	if (!of_one_shop)
		UP_TRY(up_relation_add(price, &shop, err));
	UP_TRY(up_relation_add(price, &item, err));
	UP_TRY(up_relation_add(price, &amount, err));
	UP_TRY(up_relation_add(price, &unit, err));
	return up_relation_set_key(price, of_one_shop ? 1 : 2, err);
}

static enum up_status sync_csv(char *argv[], struct up_sync_result *result, struct up_error *err)
{
	UP_RELATION price = {0};
	UP_POOL pool = {0};
	UP_SOURCE *file = NULL;
	UP_SYNC *sync = NULL;

	UP_TRY(describe(&price, argv[3] != NULL, err));
	UP_TRY(up_pool_open(argv[1], 1, &pool, err));
	UP_TRY(up_csv_open(argv[2], &price, NULL, &file, err));
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

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: sync_csv CONNINFO FILE [SHOP]\n");
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
