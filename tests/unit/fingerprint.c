/* SPDX-License-Identifier: PostgreSQL */
/* What makes two runs incomparable, and what does not. */
#include "unit/compared.h"

static const char manifest[] =
	"{'outcome': 'complete', 'seed': 1, 'started': 'x', 'tool': {'revision': 'a'},"
	" 'command_line': ['a'], 'checkpoint': true, 'restore': ['CHECKPOINT'],"
	" 'host': {'cpu': 'C', 'cores': 2, 'usable_processors': 2, 'cpu_limit': 1.5,"
	"  'memory_bytes': 8000000000, 'memory_limit_bytes': 0, 'kernel': 'K'},"
	" 'server': {'version': '15.4', 'jit_available': true, 'private': true,"
	" 'data_checksums': 'off', 'block_size': 8192, 'debug_assertions': false,"
	" 'shows_all_settings': true, 'sync_standbys': 1, 'filesystem': 'ext4', 'database': {"
	"   'encoding': 'UTF8', 'collation_provider': 'icu', 'collation': 'en-US',"
	"   'collation_version': '153.120', 'character_type': 'ctype',"
	"   'extensions': ['pg_trgm 1.6', 'plpgsql 1.0']}, 'settings': ["
	"   {'name': 'port', 'value': '1', 'unit': null},"
	"   {'name': 'work_mem', 'value': '4', 'unit': 'kB'}]},"
	" 'relation': {'table': 't', 'scope': 's', 'columns': ["
	"   {'name': 'a', 'type': 'text', 'nullable': false},"
	"   {'name': 'b', 'type': 'date', 'nullable': true}]},"
	" 'arms': [{'name': 'z', 'own_server': true, 'server': {'version': '14.9',"
	"  'jit_available': false, 'data_checksums': 'on', 'database': {'collation': 'de-DE'},"
	"  'settings': [{'name': 'fsync', 'value': 'off', 'unit': null}]}},"
	"  {'name': 'shared', 'own_server': false, 'server': {'version': '13.5'}}],"
	" 'cases': [{'name': 'row', 'rows': 10, 'changed': 1, 'chunk': 100, 'peer': null}]}";

/* The manifest with one text in place of another. */
static struct run parse_manifest(const char *old, const char *new)
{
	UP_BUFFER text = {0};
	const char *place = strstr(manifest, old);
	cr_assert_not_null(place, "%s", old);
	up_buffer_append(&text, manifest, (size_t)(place - manifest));
	up_buffer_append_string(&text, new);
	up_buffer_append_string(&text, place + strlen(old));
	for (char *c = text.data; *c != '\0'; c++)
		*c = *c == '\'' ? '"' : *c;
	return (struct run){.directory = strdup("run"),
			    .manifest = manifest_of(json_loads(text.data, 0, NULL))};
}

Test(fingerprint, lists_what_numbers_depend_on)
{
	static const struct {
		const char *old;
		const char *new;
		const char *fact;
		const char *of_base;
		const char *of_new;
	} rows[] = {
		{"15.4", "16.1", "server version", "15.4", "16.1"},
		{"'jit_available': true", "'jit_available': false", "JIT compiler", "yes", "no"},
		{"'jit_available': true", "'jit_available': null", "JIT compiler", "yes",
		 "not recorded"},
		{"'private': true", "'private': false", "private cluster", "yes", "no"},
		{"'off'", "'on'", "data checksums", "off", "on"},
		{"'off'", "null", "data checksums", "off", "not recorded"},
		{"'value': '4'", "'value': '8'", "setting work_mem", "4 × kB", "8 × kB"},
		{"'name': 'work_mem'", "'name': 'jit'", "setting work_mem", "4 × kB", "default"},
		{"'seed': 1", "'seed': 2", "seed", "1", "2"},
		{"'seed': 1", "'seed': 1, 'source': {'kind': 'csv'}", "source of the rows",
		 "synthetic", "csv"},
		{"'seed': 1", "'seed': 1, 'source': {'bytes': 7}", "bytes of the source",
		 "not recorded", "7"},
		{"'seed': 1", "'seed': 1, 'source': {'xxh128': 'ab'}", "content of the source",
		 "not recorded", "ab"},
		{"'seed': 1", "'seed': 1, 'source': {'url': 'u'}", "URL of the source",
		 "not recorded", "u"},
		{"'seed': 1", "'seed': 1, 'source': {'page_rows': 7}",
		 "rows of a page of the source", "not recorded", "7"},
		{"'seed': 1", "'seed': 1, 'source': {'latency_ns': 7}",
		 "latency of a page of the source", "not recorded", "7"},
		{"'cpu': 'C'", "'cpu': null", "host cpu", "C", "not recorded"},
		{"'cores': 2", "'cores': 4", "host cores", "2", "4"},
		{"'usable_processors': 2", "'usable_processors': 1", "usable processors", "2", "1"},
		{"'usable_processors': 2, ", "", "usable processors", "2", "not recorded"},
		{"1.5", "0", "cpu limit", "1.5", "none"},
		{"1.5", "null", "cpu limit", "1.5", "not recorded"},
		{"'memory_limit_bytes': 0", "'memory_limit_bytes': 4096", "memory limit", "none",
		 "4096"},
		{"'memory_limit_bytes': 0, ", "", "memory limit", "none", "not recorded"},
		{"8000000000", "9000000000", "host memory", "8000000000", "9000000000"},
		{"'ext4'", "'tmpfs'", "file system", "ext4", "tmpfs"},
		{"8192", "16384", "block size", "8192", "16384"},
		{"'seed': 1", "'seed': 1, 'pooler': 'transaction'", "mode of the pooler",
		 "none named", "transaction"},
		{"'name': 'shared'", "'name': 'shared', 'pooler': 'session'",
		 "arm shared: mode of the pooler", "none named", "session"},
		{"'debug_assertions': false", "'debug_assertions': true", "assertions", "no",
		 "yes"},
		{"'shows_all_settings': true", "'shows_all_settings': false",
		 "all settings visible", "yes", "no"},
		{"'sync_standbys': 1", "'sync_standbys': 0", "synchronous standbys", "1", "0"},
		{"'sync_standbys': 1", "'sync_standbys': null", "synchronous standbys", "1",
		 "not recorded"},
		{"'UTF8'", "'LATIN1'", "encoding", "UTF8", "LATIN1"},
		{"'icu'", "'libc'", "collation provider", "icu", "libc"},
		{"'en-US'", "'C'", "collation", "en-US", "C"},
		{"153.120", "153.121", "collation version", "153.120", "153.121"},
		{"'ctype'", "'C'", "character type", "ctype", "C"},
		{"'pg_trgm 1.6', ", "", "extensions", "pg_trgm 1.6, plpgsql 1.0", "plpgsql 1.0"},
		{"['pg_trgm 1.6', 'plpgsql 1.0']", "null", "extensions", "pg_trgm 1.6, plpgsql 1.0",
		 "none recorded"},
		{"'kernel': 'K'", "'kernel': 'L'", "host kernel", "K", "L"},
		{"'table': 't'", "'table': 'u'", "relation table", "t", "u"},
		{"'table': 't'", "'table': 't', 'server_columns': ['a', 'b']",
		 "relation server columns", "none", "a, b"},
		{"'table': 't'", "'table': 't', 'named_columns': ['b']", "relation named columns",
		 "none", "b"},
		{"'table': 't'", "'table': 't', 'own_table': {'undone': true}",
		 "syncs undone in the table", "not recorded", "yes"},
		{"'date', 'nullable': true", "'date', 'nullable': false", "relation column b",
		 "date, nullable", "date"},
		{"'name': 'a'", "'name': 'c'", "relation column a", "text", "none"},
		{"'checkpoint': true", "'checkpoint': false", "checkpoint before each sample",
		 "yes", "no"},
		{"['CHECKPOINT']", "['VACUUM']", "restore before each sample", "CHECKPOINT",
		 "VACUUM"},
		{"'rows': 10", "'rows': 20", "case row: rows", "10", "20"},
		{"'chunk': 100", "'fetch_delay_ns': 5", "case row: fetch_delay_ns", "0", "5"},
		{"14.9", "17.0", "arm z: server version", "14.9", "17.0"},
		{"'jit_available': false", "'jit_available': true", "arm z: JIT compiler", "no",
		 "yes"},
		{"'on'", "'off'", "arm z: data checksums", "on", "off"},
		{"'name': 'z'", "'name': 'z', 'relation': {'own_table': {'structure': 's'}}",
		 "arm z: shape of the table", "not recorded", "s"},
		{"'de-DE'", "'C'", "arm z: collation", "de-DE", "C"},
		{"'name': 'fsync', 'value': 'off'", "'name': 'fsync', 'value': 'on'",
		 "arm z: setting fsync", "off", "on"},
		{"'peer': null", "'peer': 'asyncpg'", "portable data", "no", "yes"},
		{"'seed': 1", "'seed': 1, 'hostile_values': false", "hostile values in the data",
		 "yes", "no"},
		{"'complete'", "null", "end of the run", "complete",
		 "none: it was killed, or still runs"},
		{"'complete'", "'interrupted by SIGINT'", "end of the run", "complete",
		 "interrupted by SIGINT"},
	};
	RUN base = parse_manifest("{", "{");
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		RUN new = parse_manifest(rows[r].old, rows[r].new);
		DIFFERENCE_LIST list = {0};
		struct up_error err;
		cr_assert_eq(fingerprint_compare(&base, &new, &list, &err), UP_OK);
		cr_assert_geq(list.count, 1, "%s", rows[r].new);
		cr_expect_str_eq(list.items[0].fact, rows[r].fact);
		cr_expect_str_eq(list.items[0].base, rows[r].of_base);
		cr_expect_str_eq(list.items[0].new, rows[r].of_new);
	}
}

Test(fingerprint, does_not_mind_what_a_comparison_is_made_for)
{
	static const struct {
		const char *old;
		const char *new;
	} rows[] = {
		{"'started': 'x'", "'started': 'y'"},
		{"'revision': 'a'", "'revision': 'b'"},
		{"'command_line': ['a']", "'command_line': ['b', '--samples=30']"},
		{"'name': 'port', 'value': '1'", "'name': 'port', 'value': '2'"},
		{"8000000000", "8010000000"},
		{"'chunk': 100", "'chunk': 50"},
		{"'changed': 1", "'changed': 1.0"},
		/* It is that of the run, which is compared. */
		{"13.5", "13.6"},
		{"'chunk': 100", "'fetch_delay_ns': 0"},
		{"{'name': 'row'", "{'name': 'more'}, {'name': 'row'"},
	};
	RUN base = parse_manifest("{", "{");
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		RUN new = parse_manifest(rows[r].old, rows[r].new);
		DIFFERENCE_LIST list = {0};
		struct up_error err;
		cr_assert_eq(fingerprint_compare(&base, &new, &list, &err), UP_OK);
		cr_expect_eq(list.count, 0, "%s: %s", rows[r].new,
			     list.count > 0 ? list.items[0].fact : "");
	}
}

Test(fingerprint, does_not_mind_what_neither_run_recorded)
{
	RUN base = parse_manifest("'data_checksums': 'off', ", "");
	RUN new = parse_manifest("'data_checksums': 'off', ", "");
	DIFFERENCE_LIST list = {0};
	struct up_error err;

	cr_assert_eq(fingerprint_compare(&base, &new, &list, &err), UP_OK);
	cr_expect_eq(list.count, 0);
}

Test(fingerprint, names_a_processor_that_neither_run_knows)
{
	RUN known = parse_manifest("{", "{");
	RUN base = parse_manifest("'cpu': 'C', ", "");
	RUN new = parse_manifest("'cpu': 'C'", "'cpu': null");

	cr_expect(fingerprint_lacks_cpu(&base, &new));
	cr_expect_not(fingerprint_lacks_cpu(&known, &new), "a difference");
	cr_expect_not(fingerprint_lacks_cpu(&base, &known));
	cr_expect_not(fingerprint_lacks_cpu(&known, &known));
}
