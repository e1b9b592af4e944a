/* SPDX-License-Identifier: PostgreSQL */
#include "asset/asset.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(asset, holds_the_bytes_of_the_file)
{
	const struct asset *asset = asset_find("schema/program.sql");
	static char expected[1 << 20];

	cr_assert_not_null(asset);
	FILE *file = fopen(TEST_FIXTURES "/schema/program.sql", "rb");
	cr_assert_not_null(file);
	size_t size = fread(expected, 1, sizeof expected, file);
	fclose(file);
	cr_assert_eq(asset->size, size);
	cr_assert_arr_eq(asset->data, expected, size);
	cr_assert_eq(asset->data[size], '\0');
}

Test(asset, is_found_by_its_whole_name_only)
{
	cr_assert_null(asset_find(""));
	cr_assert_null(asset_find("schema/"));
	cr_assert_null(asset_find("program.sql"));
	cr_assert_null(asset_find("schema/program.sql2"));
}

Test(asset, iterates_over_all_in_the_order_of_names)
{
	const struct asset *previous = NULL;
	size_t count = 0;

	for (const struct asset *a = asset_next("", NULL); a != NULL; a = asset_next("", a)) {
		cr_expect_eq(asset_find(a->name), a);
		cr_expect_eq(a->data[a->size], '\0');
		if (previous != NULL)
			cr_expect_lt(strcmp(previous->name, a->name), 0, "%s comes before %s",
				     previous->name, a->name);
		previous = a;
		count++;
	}
	cr_assert_gt(count, 0);
}

Test(asset, iterates_over_one_group)
{
	size_t count = 0;

	for (const struct asset *a = asset_next("schema/", NULL); a != NULL;
	     a = asset_next("schema/", a)) {
		cr_expect_eq(strncmp(a->name, "schema/", 7), 0, "%s", a->name);
		count++;
	}
	cr_assert_gt(count, 0);
	cr_assert_null(asset_next("no-such-group/", NULL));
}
