/* SPDX-License-Identifier: PostgreSQL */
/* run.json, read and written. */
#include "record/manifest.h"

#include "base/cleanup.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct up_error err;

/* To be freed. */
static char *content_of(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = fopen(path, "r");

	cr_assert_not_null(file, "%s", path);
	cr_assert_gt(getdelim(&text, &size, '\0', file), 0);
	fclose(file);
	return text;
}

static char *written(const struct manifest *manifest)
{
	char path[] = "/tmp/upbench-manifest-XXXXXX";

	close(mkstemp(path));
	cr_assert_eq(manifest_write(manifest, path, &err), UP_OK, "%s", err.message);
	char *text = content_of(path);
	unlink(path);
	return text;
}

#define KEY                                                                                        \
	"\"strategy\": \"s\", \"peer\": null, \"arm\": null, \"rows\": 1, \"columns\": 2, "        \
	"\"chunk\": 3, \"workers\": 4, \"changed\": 0.1, \"new\": 0.25, \"skip_unchanged\": "      \
	"false, \"tuned\": true, \"table_rows\": 5, \"rtt_us\": 6, \"bandwidth_bits_per_s\": 7, "  \
	"\"fetch_delay_ns\": 8, \"partitions\": 9, \"partition_by\": \"list\", "                   \
	"\"overlap\": true, \"whole_sync\": true, \"fetch_concurrency\": 2, "                      \
	"\"create\": \"insert-values\", \"gone_share\": 0.5, \"gone\": \"delete\", "               \
	"\"derived\": [], "                                                                        \
	"\"settings\": {}"

#define EVERYTHING                                                                                 \
	"{\"format\": 1, \"id\": \"i\", \"tool\": {\"name\": \"n\", \"version\": \"1\","           \
	" \"revision\": \"r\"}, \"command_line\": [\"a\", \"\"], \"experiment\": \"e\","           \
	" \"experiment_file\": {\"file\": \"f\", \"sha256\": \"s\", \"text\": null},"              \
	" \"description\": \"d\", \"reference\": \"r\", \"seed\": 9223372036854775807,"            \
	" \"source\": {\"kind\": \"csv\", \"file\": \"f\", \"bytes\": 3, \"xxh128\": \"x\", "      \
	"\"rows\": 4, \"bad_rows\": 0, \"url\": \"u\", \"page_rows\": 5, \"latency_ns\": 6},"      \
	" \"claim\": {\"figures\": [{\"stage\": \"sync\", \"low_ns\": 7, \"high_ns\": 8, " KEY     \
	"}],"                                                                                      \
	" \"pairs\": [{\"subject\": {" KEY "}, \"against\": {" KEY "}, \"words\": \"w\"}]},"       \
	" \"started\": \"s\", \"ended\": \"e\", \"outcome\": \"complete\","                        \
	" \"host\": {\"cpu\": \"c\", \"cores\": 2, \"usable_processors\": 1, \"cpu_limit\": 0.5,"  \
	" \"memory_bytes\": 3, \"memory_limit_bytes\": 0, \"kernel\": \"k\","                      \
	" \"architecture\": \"a\"}, \"server\": {\"version\": \"15\", \"version_number\": 150000," \
	" \"private\": true, \"data_checksums\": \"on\", \"set_by_upbench\": [\"a=b\"],"           \
	" \"block_size\": 8192, \"debug_assertions\": false, \"shows_all_settings\": true,"        \
	" \"sync_standbys\": 0, \"counters_of\": \"server\", \"filesystem\": \"ext4\", "           \
	"\"database\": {\"encoding\": \"UTF8\","                                                   \
	" \"collation_provider\": \"icu\", \"collation\": \"en-US\", \"collation_version\": "      \
	"\"1\","                                                                                   \
	" \"character_type\": \"C\", \"extensions\": [\"plpgsql 1.0\"]},"                          \
	" \"settings\": [{\"name\": \"n\", \"value\": \"v\", \"unit\": \"u\","                     \
	" \"source\": \"s\"}], \"jit_available\": false, \"engine\": {\"name\": \"n\","            \
	" \"version\": \"v\", \"managed_by\": \"m\"}},"                                            \
	" \"servers\": {\"count\": 1, \"used\": \"u\"},"                                           \
	" \"arms\": [{\"name\": \"n\", \"settings\": {\"jit\": \"off\"}, \"schema_sql\": null,"    \
	" \"peer\": null, \"own_server\": true, \"server\": null, \"peer_version\": \"p\"}],"      \
	" \"relation\": {\"table\": \"t\", \"scope\": \"s\", \"columns\": [{\"name\": \"n\","      \
	" \"type\": \"t\", \"nullable\": true}]}, \"restore\": [\"r\"], \"scaling\": {\"rows\": "  \
	"8000, \"settings\": [\"a=8\"], "                                                          \
	"\"left_out\": [\"l\"], \"sizes\": [{\"rows\": 100, \"settings\": [\"a=1\"], \"held\": "   \
	"[\"a\"]}]}, \"checkpoint\": true,"                                                        \
	" \"checkpointing\": {\"max_wal_bytes\": 1073741824, \"timeout_ns\": 300000000000,"        \
	" \"completion_target\": 0.9, \"segment_bytes\": 16777216},"                               \
	" \"strategies\": {\"s\": {\"summary\": \"s\", \"ranked\": true, \"bound\": false,"        \
	" \"autocommit\": true, \"requires\": [\"copy\"]}}, \"cases\": [{\"name\": \"n\","         \
	" \"arm\": \"a\", \"pair\": \"p\", \"strategy\": \"s\", \"peer\": \"p\", \"rows\": 1,"     \
	" \"columns\": 2, \"chunk\": 3, \"workers\": 4, \"changed\": 0.1, \"new\": 0.25,"          \
	" \"skip_unchanged\": false, \"tuned\": true, \"table_rows\": 5, \"rtt_us\": 6,"           \
	" \"bandwidth_bits_per_s\": 7, \"fetch_delay_ns\": 8, \"partitions\": 9,"                  \
	" \"partition_by\": \"list\", \"overlap\": true, \"whole_sync\": true,"                    \
	" \"fetch_concurrency\": 2, \"create\": \"insert-values\", \"gone_share\": 0.5,"           \
	" \"gone\": \"delete\", \"atomic\": true,"                                                 \
	" \"derived\": [\"chunk\"], \"settings\": {\"jit\": \"off\"}}], \"probes\": \"p\", "       \
	"\"plans\": \"p\","                                                                        \
	" \"peers\": {\"p\": \"v\"}}"

static void expect_same_bytes(const char *text)
{
	MANIFEST first, second;

	cr_assert_eq(manifest_parse(text, "run.json", &first, &err), UP_OK, "%s", err.message);
	UP_FREE char *once = written(&first);
	cr_assert_eq(manifest_parse(once, "run.json", &second, &err), UP_OK, "%s", err.message);
	UP_FREE char *again = written(&second);
	cr_expect_str_eq(again, once);
}

Test(manifest, is_the_same_after_it_was_read_and_written)
{
	MANIFEST manifest;

	expect_same_bytes(EVERYTHING);
	expect_same_bytes("{\"format\": 1}");
	/* Nothing of it is lost. */
	cr_assert_eq(manifest_parse(EVERYTHING, "run.json", &manifest, &err), UP_OK);
	UP_FREE char *text = written(&manifest);
	json_t *expected = json_loads(EVERYTHING, 0, NULL);
	json_t *got = json_loads(text, 0, NULL);
	cr_expect(json_equal(got, expected), "%s", text);
	json_decref(expected);
	json_decref(got);
}

Test(manifest, of_an_older_version_is_read)
{
	MANIFEST manifest;

	cr_assert_eq(manifest_parse("{\"format\": 1, \"new\": [1], \"strategies\": {"
				    "\"null\": {\"ranked\": false}, \"floor\": {\"ranked\": false, "
				    "\"bound\": true}, \"row-autocommit\": {}, \"row\": {}},"
				    " \"cases\": [{\"name\": \"c\"}]}",
				    "run.json", &manifest, &err),
		     UP_OK, "%s", err.message);
	cr_expect_str_eq(manifest.reference, "case-when");
	cr_expect_str_eq(manifest.source.kind, "synthetic");
	cr_expect_eq(manifest.seed, UNMEASURED);
	cr_expect_eq(manifest.checkpoint, FACT_UNKNOWN);
	cr_expect_null(manifest.server.version);
	cr_expect(isnan(manifest.host.cpu_limit), "not MANIFEST_NO_LIMIT");
	cr_expect_eq(manifest.host.memory_limit_bytes, UNMEASURED);
	cr_expect_eq(manifest.cases.items[0].key.factors.rows, UNMEASURED);
	cr_expect_eq(manifest.cases.items[0].key.factors.changed, 1, "the default");
	cr_expect_eq(manifest_role(&manifest, "null"), ROLE_IDLE);
	cr_expect_eq(manifest_role(&manifest, "floor"), ROLE_BOUND);
	cr_expect_eq(manifest_role(&manifest, "row"), ROLE_RANKED);
	cr_expect_eq(manifest_role(&manifest, "unheard of"), ROLE_RANKED);
	cr_expect_eq(manifest_role(&manifest, NULL), ROLE_RANKED);
	cr_expect_eq(manifest_strategy(&manifest, "row-autocommit")->is_autocommit, FACT_YES);
	cr_expect_eq(manifest_strategy(&manifest, "row")->is_autocommit, FACT_UNKNOWN);
}

Test(manifest, of_an_older_version_has_no_limit_of_bandwidth)
{
	MANIFEST manifest;

	cr_assert_eq(manifest_parse("{\"format\": 1, \"cases\": [{\"name\": \"old\", "
				    "\"bandwidth_bits_per_s\": null}, {\"name\": \"new\", "
				    "\"bandwidth_bits_per_s\": 0, \"derived\": []}, "
				    "{\"name\": \"limited\", \"bandwidth_bits_per_s\": 100000000, "
				    "\"derived\": []}]}",
				    "run.json", &manifest, &err),
		     UP_OK, "%s", err.message);
	const struct case_key *old = &manifest.cases.items[0].key;
	cr_expect_eq(old->factors.bandwidth, 0);
	cr_expect(case_key_same_workload(old, &manifest.cases.items[1].key));
	cr_expect_not(case_key_same_workload(old, &manifest.cases.items[2].key));
}

Test(manifest, names_the_member_that_is_wrong)
{
	static const struct {
		const char *members;
		const char *message;
	} rows[] = {
		{"\"seed\": \"1\"", "r: \"seed\" is not a whole number"},
		{"\"seed\": 1.5", "r: \"seed\" is not a whole number"},
		{"\"id\": 1", "r: \"id\" is not a string"},
		{"\"checkpoint\": 0", "r: \"checkpoint\" is not true or false"},
		{"\"command_line\": {}", "r: \"command_line\" is not an array"},
		{"\"command_line\": [1]", "r: \"command_line\": item 0 is not a string"},
		{"\"host\": []", "r: \"host\" is not an object"},
		{"\"host\": {\"cpu\": {}}", "r: \"host\": \"cpu\" is not a string"},
		{"\"cases\": [7]", "r: \"cases\": item 0 is not an object"},
		{"\"cases\": [{}]", "r: \"cases\": item 0: \"name\" is missing"},
		{"\"cases\": [{\"name\": \"c\"}, {\"name\": \"d\", \"pair\": 1}]",
		 "r: \"cases\": item 1: \"pair\" is not a string"},
		{"\"arms\": [{}]", "r: \"arms\": item 0: \"name\" is missing"},
		{"\"strategies\": {\"row\": 1}", "r: \"strategies\": \"row\" is not an object"},
		{"\"strategies\": {\"row\": {\"ranked\": \"no\"}}",
		 "r: \"strategies\": \"row\": \"ranked\" is not true or false"},
		{"\"peers\": [\"p\"]", "r: \"peers\" is not an object"},
	};

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		struct manifest manifest;
		UP_BUFFER text = {0};
		up_buffer_append_format(&text, "{\"format\": 1, %s}", rows[r].members);
		cr_expect_eq(manifest_parse(text.data, "r", &manifest, &err), UP_INVALID);
		cr_expect_str_eq(err.message, rows[r].message);
	}
}
