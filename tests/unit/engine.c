/* SPDX-License-Identifier: PostgreSQL */
/* Which engine a server is, by what servers of each kind answer, and when two are compared. */
#include "measure/survey/engine.h"
#include "judge/compare/server_facts.h"

#include <criterion/criterion.h>

static struct up_error err;

static void expect_engine(const struct engine_signs *signs, const char *expected)
{
	struct engine engine;
	UP_BUFFER text = {0};

	record_init(&engine_table, &engine);
	cr_assert_eq(engine_recognize(signs, &engine, &err), UP_OK, "%s", err.message);
	engine_append(&text, &engine);
	cr_expect_str_eq(up_buffer_string(&text), expected);
	record_release(&engine_table, &engine);
}

#define LINUX " on x86_64-pc-linux-gnu, compiled by gcc, 64-bit"

Test(engine, is_recognized_by_version)
{
	static const struct {
		const char *version;
		const char *expected;
	} texts[] = {
		{"PostgreSQL 15.18" LINUX, "PostgreSQL"},
		{"PostgreSQL 15.2-YB-2025.1.0.0-b0" LINUX, "YugabyteDB 2025.1.0.0-b0"},
		{"CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27)",
		 "CockroachDB 23.1.11"},
		{"PostgreSQL 9.4.26 (Greenplum Database 6.20.0 build commit:x)" LINUX,
		 "Greenplum 6.20.0"},
		{"PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC, Redshift 1.0.59945",
		 "Redshift 1.0.59945"},
		{"PostgreSQL 15.2 (EnterpriseDB Advanced Server 15.2.0)" LINUX,
		 "EDB Postgres Advanced Server 15.2.0"},
	};

	for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
		expect_engine(&(struct engine_signs){.version = texts[t].version,
						     .server_version = "18.0"},
			      texts[t].expected);
}

Test(engine, is_recognized_by_extensions_and_settings)
{
	const char *const version = "PostgreSQL 15.18" LINUX;
	const struct {
		struct engine_signs signs;
		const char *expected;
	} servers[] = {
		{{.citus = "13.0-1"}, "Citus 13.0-1"},
		{{.timescaledb = "2.29.0", .prefixes = "plpgsql timescaledb"},
		 "TimescaleDB 2.29.0"},
		{{.aurora = "15.4.1", .prefixes = "apg rds"},
		 "Aurora PostgreSQL 15.4.1, Amazon Aurora"},
		{{.prefixes = "auto_explain rds"}, "PostgreSQL, Amazon RDS"},
		{{.prefixes = "cloudsql google"}, "PostgreSQL, Google Cloud SQL"},
		{{.prefixes = "neon"}, "Neon 15.18, Neon"},
		/* Words, not parts of them; and a library that is loaded is no engine. */
		{{.prefixes = "rdsx myrds neonish citus"}, "PostgreSQL"},
	};

	for (size_t s = 0; s < sizeof servers / sizeof servers[0]; s++) {
		struct engine_signs signs = servers[s].signs;
		signs.version = version;
		signs.server_version = "15.18 (Debian 15.18-0+deb12u1)";
		expect_engine(&signs, servers[s].expected);
	}
}

Test(engine, is_shown_with_its_nodes)
{
	struct engine engine;
	UP_BUFFER text = {0};

	record_init(&engine_table, &engine);
	cr_assert_eq(text_set(&engine.name, "Citus", &err), UP_OK);
	cr_assert_eq(text_set(&engine.version, "13.0-1", &err), UP_OK);
	engine.nodes = 1;
	engine_append(&text, &engine);
	cr_expect_str_eq(up_buffer_string(&text), "Citus 13.0-1 on 1 node");
	up_buffer_clear(&text);
	engine.nodes = 2;
	engine_append(&text, &engine);
	cr_expect_str_eq(up_buffer_string(&text), "Citus 13.0-1 on 2 nodes");
	record_release(&engine_table, &engine);
}

static size_t differences(const char *base, const char *new)
{
	struct manifest_server servers[2];
	DIFFERENCE_LIST list = {0};

	record_init(&manifest_server_table, &servers[0]);
	record_init(&manifest_server_table, &servers[1]);
	cr_assert_eq(text_set(&servers[0].engine.name, base, &err), UP_OK);
	cr_assert_eq(text_set(&servers[1].engine.name, new, &err), UP_OK);
	cr_assert_eq(server_facts_compare(&list, "server", &servers[0], &servers[1], &err), UP_OK);
	record_release(&manifest_server_table, &servers[0]);
	record_release(&manifest_server_table, &servers[1]);
	return list.count;
}

Test(engine, differs_only_where_both_runs_recorded_it)
{
	cr_expect_eq(differences("Citus", "PostgreSQL"), 1);
	cr_expect_eq(differences("Citus", "Citus"), 0);
	cr_expect_eq(differences(NULL, "Citus"), 0);
	cr_expect_eq(differences("Citus", NULL), 0);
}
