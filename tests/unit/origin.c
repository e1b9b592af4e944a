/* SPDX-License-Identifier: PostgreSQL */
/* Where rows come from, as an option names it. */
#include "measure/workload/origin.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct up_error err;

Test(origin, is_a_word_and_a_place)
{
	ORIGIN origin = {0};

	cr_assert_eq(origin_parse("synthetic", &origin, &err), UP_OK, "%s", err.message);
	cr_expect_eq(origin.kind, ORIGIN_SYNTHETIC);
	cr_expect_null(origin.place);
	cr_assert_eq(origin_parse("csv:/a:b.csv", &origin, &err), UP_OK, "%s", err.message);
	cr_expect_eq(origin.kind, ORIGIN_CSV);
	cr_expect_str_eq(origin.place, "/a:b.csv");
}

Test(origin, of_an_api_may_be_of_upbench)
{
	ORIGIN own = {0};
	ORIGIN other = {0};
	MANIFEST manifest;

	cr_assert_eq(origin_parse("api", &own, &err), UP_OK, "%s", err.message);
	cr_expect_eq(own.kind, ORIGIN_API);
	cr_expect_null(own.place);
	cr_expect(origin_is_made(&own));
	cr_assert_eq(origin_parse("api:https://u:p@h:99/a/b?key=1#f", &other, &err), UP_OK);
	cr_expect(!origin_is_made(&other));
	manifest_init(&manifest);
	cr_assert_eq(origin_describe(&other, &manifest.source, &err), UP_OK, "%s", err.message);
	cr_expect_str_eq(manifest.source.kind, "api");
	cr_expect_str_eq(manifest.source.url, "https://h:99/a/b");
}

Test(origin, that_is_none_is_refused)
{
	static const char *const texts[][2] = {
		{"", "\"\" is not one of synthetic, csv:FILE, api[:URL]"},
		{"rows.csv", "\"rows.csv\" is not one of synthetic, csv:FILE, api[:URL]"},
		{"synthetic:1", "\"synthetic:1\" is not one of synthetic, csv:FILE, api[:URL]"},
		{"CSV:f", "\"CSV:f\" is not one of synthetic, csv:FILE, api[:URL]"},
		{"csv", "\"csv\" requires a place: csv:FILE"},
		{"csv:", "\"csv:\" requires a place: csv:FILE"},
		{"api:", "\"api:\" requires a place: api:URL"},
	};

	for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
		ORIGIN origin = {0};
		cr_expect_eq(origin_parse(texts[t][0], &origin, &err), UP_INVALID);
		cr_expect_str_eq(err.message, texts[t][1]);
	}
}

static void describe(const char *path, struct manifest *manifest)
{
	ORIGIN origin = {.kind = ORIGIN_CSV, .place = strdup(path)};

	manifest_init(manifest);
	cr_assert_eq(origin_describe(&origin, &manifest->source, &err), UP_OK, "%s", err.message);
}

Test(origin, of_a_file_is_described_by_a_hash)
{
	char path[] = "/tmp/upbench-origin-XXXXXX";
	const int file = mkstemp(path);
	MANIFEST first;
	MANIFEST second;

	cr_assert_eq(write(file, "a,b\n1,2\n", 8), 8);
	describe(path, &first);
	cr_expect_str_eq(first.source.kind, "csv");
	cr_expect_str_eq(first.source.file, path + strlen("/tmp/"));
	cr_expect_eq(first.source.bytes, 8);
	cr_expect_eq(strlen(first.source.xxh128), 32);
	cr_assert_eq(pwrite(file, "3", 1, 4), 1);
	describe(path, &second);
	cr_expect_eq(second.source.bytes, 8);
	cr_expect_str_neq(second.source.xxh128, first.source.xxh128);
	close(file);
	unlink(path);
}

Test(origin, that_is_no_file_is_refused)
{
	ORIGIN origin = {.kind = ORIGIN_CSV, .place = strdup("/tmp")};
	MANIFEST manifest;

	manifest_init(&manifest);
	cr_expect_eq(origin_describe(&origin, &manifest.source, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "/tmp is not a file, which each sync could read again");
}
