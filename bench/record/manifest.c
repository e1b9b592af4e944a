/* SPDX-License-Identifier: PostgreSQL */
#include "record/manifest.h"

#include "record/object.h"

#include <stdlib.h>
#include <string.h>

/* The only strategy of its kind before run.json had "autocommit". */
#define OLD_AUTOCOMMIT "row-autocommit"

/* The only kind of source before run.json had "source". */
#define OLD_SOURCE "synthetic"

/* ---- the members of run.json, in their order --------------------------- */

#define AT(member) offsetof(struct manifest_tool, member)
static const struct member tool_members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("version", TEXT, version),
	MEMBER("revision", TEXT, revision),
};
static const struct record_table tool_table = RECORD_TABLE(tool_members, struct manifest_tool);
#undef AT

#define AT(member) offsetof(struct manifest_file, member)
static const struct member file_members[] = {
	MEMBER("file", TEXT, name),
	MEMBER("sha256", TEXT, sha256),
	MEMBER("text", TEXT, text),
};
static const struct record_table file_table = RECORD_TABLE(file_members, struct manifest_file);
#undef AT

#define AT(member) offsetof(struct manifest_source, member)
static const struct member source_members[] = {
	MEMBER("kind", TEXT, kind),
	MEMBER_WITH("file", TEXT, file, .is_optional = true),
	MEMBER_WITH("bytes", INTEGER, bytes, .is_optional = true),
	MEMBER_WITH("xxh128", TEXT, xxh128, .is_optional = true),
	MEMBER_WITH("rows", INTEGER, rows, .is_optional = true),
	MEMBER_WITH("bad_rows", INTEGER, bad_rows, .is_optional = true),
	MEMBER_WITH("url", TEXT, url, .is_optional = true),
	MEMBER_WITH("page_rows", INTEGER, page_rows, .is_optional = true),
	MEMBER_WITH("latency_ns", INTEGER, latency_ns, .is_optional = true),
};
static const struct record_table source_table =
	RECORD_TABLE(source_members, struct manifest_source);
#undef AT

#define AT(member) offsetof(struct manifest_host, member)
static const struct member host_members[] = {
	MEMBER("cpu", TEXT, cpu),
	MEMBER("cores", INTEGER, cores),
	MEMBER("usable_processors", INTEGER, usable_processors),
	MEMBER("cpu_limit", REAL, cpu_limit),
	MEMBER("memory_bytes", INTEGER, memory_bytes),
	MEMBER("memory_limit_bytes", INTEGER, memory_limit_bytes),
	MEMBER("kernel", TEXT, kernel),
	MEMBER("architecture", TEXT, architecture),
};
static const struct record_table host_table = RECORD_TABLE(host_members, struct manifest_host);
#undef AT

#define AT(member) offsetof(struct manifest_setting, member)
static const struct member setting_members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("value", TEXT, value),
	MEMBER("unit", TEXT, unit),
	MEMBER("source", TEXT, source),
};
const struct record_table manifest_setting_table =
	RECORD_TABLE(setting_members, struct manifest_setting);
#undef AT

#define AT(member) offsetof(struct manifest_database, member)
static const struct member database_members[] = {
	MEMBER("encoding", TEXT, encoding),
	MEMBER("collation_provider", TEXT, collation_provider),
	MEMBER("collation", TEXT, collation),
	MEMBER("collation_version", TEXT, collation_version),
	MEMBER("character_type", TEXT, character_type),
	MEMBER("extensions", TEXTS, extensions),
};
static const struct record_table database_table =
	RECORD_TABLE(database_members, struct manifest_database);
#undef AT

#define AT(member) offsetof(struct manifest_server, member)
static const struct member server_members[] = {
	MEMBER("version", TEXT, version),
	MEMBER("version_number", INTEGER, version_number),
	MEMBER("private", FACT, is_private),
	MEMBER("data_checksums", TEXT, data_checksums),
	MEMBER("block_size", INTEGER, block_size),
	MEMBER("debug_assertions", FACT, has_assertions),
	MEMBER("shows_all_settings", FACT, shows_all_settings),
	MEMBER("sync_standbys", INTEGER, sync_standbys),
	MEMBER("counters_of", TEXT, counters_of),
	MEMBER("filesystem", TEXT, filesystem),
	MEMBER_WITH("database", OBJECT, database, .of = &database_table),
	MEMBER("set_by_upbench", TEXTS, set_by_upbench),
	MEMBER_WITH("settings", ARRAY, settings, .of = &manifest_setting_table),
	MEMBER("jit_available", FACT, has_jit),
	MEMBER_WITH("engine", OBJECT, engine, .of = &engine_table, .is_optional = true),
};
const struct record_table manifest_server_table =
	RECORD_TABLE(server_members, struct manifest_server);
#undef AT

#define AT(member) offsetof(struct manifest_servers, member)
static const struct member servers_members[] = {
	MEMBER("count", INTEGER, count),
	MEMBER("used", TEXT, used),
	MEMBER_WITH("other_runs", TEXTS, other_runs, .is_optional = true),
};
static const struct record_table servers_table =
	RECORD_TABLE(servers_members, struct manifest_servers);
#undef AT

#define AT(member) offsetof(struct manifest_column, member)
static const struct member column_members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("type", TEXT, type),
	MEMBER("nullable", FACT, is_nullable),
};
static const struct record_table column_table =
	RECORD_TABLE(column_members, struct manifest_column);
#undef AT

#define AT(member) offsetof(struct manifest_own_table, member)
static const struct member own_table_members[] = {
	MEMBER("structure", TEXT, structure),
	MEMBER("statistics", TEXT, statistics),
	MEMBER("data", TEXT, data),
	MEMBER("rows", INTEGER, rows),
	MEMBER("sample", REAL, sample),
	MEMBER("row_bytes", REAL, row_bytes),
	MEMBER("triggers", FACT, has_triggers),
	MEMBER("foreign_keys", FACT, has_stubs),
	MEMBER_WITH("undone", FACT, is_undone, .is_optional = true),
	MEMBER_WITH("rejected_rows", INTEGER, rejected, .is_optional = true),
	MEMBER("left_out", TEXTS, left_out),
};
static const struct record_table own_table_table =
	RECORD_TABLE(own_table_members, struct manifest_own_table);
#undef AT

#define AT(member) offsetof(struct manifest_relation, member)
static const struct member relation_members[] = {
	MEMBER("table", TEXT, table),
	MEMBER("scope", TEXT, scope),
	MEMBER_WITH("own_table", OBJECT, own, .of = &own_table_table, .is_optional = true),
	MEMBER_WITH("columns", ARRAY, columns, .of = &column_table),
	MEMBER_WITH("named_columns", TEXTS, named_columns, .is_optional = true),
	MEMBER_WITH("server_columns", TEXTS, server_columns, .is_optional = true),
};
static const struct record_table relation_table =
	RECORD_TABLE(relation_members, struct manifest_relation);
#undef AT

#define AT(member) offsetof(struct manifest_arm, member)
static const struct member arm_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER("settings", NAMED_TEXTS, settings),
	MEMBER_WITH("schema_sql", OBJECT, schema, .of = &file_table),
	MEMBER("peer", TEXT, peer),
	MEMBER("own_server", FACT, has_own_server),
	MEMBER_WITH("server", OBJECT, server, .of = &manifest_server_table),
	MEMBER_WITH("peer_version", TEXT, peer_version, .is_optional = true),
	MEMBER_WITH("pooler", TEXT, pooler, .is_optional = true),
	MEMBER_WITH("restore", TEXTS, restore, .is_optional = true),
	MEMBER_WITH("relation", OBJECT, relation, .of = &relation_table, .is_optional = true),
};
static const struct record_table arm_table = RECORD_TABLE(arm_members, struct manifest_arm);
#undef AT

#define AT(member) offsetof(struct manifest_strategy, member)
static const struct member strategy_members[] = {
	MEMBER(NULL, TEXT, name), /* the key of the map */
	MEMBER("summary", TEXT, summary),
	MEMBER("ranked", FACT, is_ranked),
	MEMBER("bound", FACT, is_bound),
	MEMBER("autocommit", FACT, is_autocommit),
	MEMBER("requires", TEXTS, requires),
	MEMBER_WITH("tuning", TEXTS, tuning, .is_optional = true),
};
static const struct record_table strategy_table =
	RECORD_TABLE(strategy_members, struct manifest_strategy);
#undef AT

#define AT(member) offsetof(struct manifest_stopped, member)
static const struct member stopped_members[] = {
	MEMBER("by", TEXT, by),
	MEMBER_WITH("verdict", TEXT, verdict, .is_optional = true),
	MEMBER_WITH("pairs", INTEGER, pairs, .is_optional = true),
};
static const struct record_table stopped_table =
	RECORD_TABLE(stopped_members, struct manifest_stopped);
#undef AT

#define AT(member) offsetof(struct manifest_case, member)
static const struct member case_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER("pair", TEXT, pair),
	MEMBER(NULL, CASE_KEY, key),
	MEMBER("atomic", FACT, is_atomic),
	MEMBER_WITH("threshold", REAL, threshold, .is_optional = true),
	MEMBER_WITH("metrics", TEXTS, metrics, .is_optional = true),
	MEMBER_WITH("stopped", OBJECT, stopped, .of = &stopped_table, .is_optional = true),
	MEMBER_WITH("wrong_columns", TEXTS, wrong_columns, .is_optional = true),
	MEMBER_WITH("server_columns", TEXTS, server_columns, .is_optional = true),
};
static const struct record_table case_table = RECORD_TABLE(case_members, struct manifest_case);
#undef AT

#define AT(member) offsetof(struct manifest_figure, member)
static const struct member figure_members[] = {
	MEMBER(NULL, CASE_KEY, key),
	MEMBER("stage", TEXT, stage),
	MEMBER("low_ns", INTEGER, low_ns),
	MEMBER("high_ns", INTEGER, high_ns),
};
static const struct record_table figure_table =
	RECORD_TABLE(figure_members, struct manifest_figure);
#undef AT

#define AT(member) offsetof(struct manifest_key, member)
static const struct member only_key_members[] = {
	MEMBER(NULL, CASE_KEY, key),
};
static const struct record_table key_table = RECORD_TABLE(only_key_members, struct manifest_key);
#undef AT

#define AT(member) offsetof(struct manifest_pair, member)
static const struct member pair_members[] = {
	MEMBER_WITH("subject", OBJECT, subject, .of = &key_table),
	MEMBER_WITH("against", OBJECT, against, .of = &key_table),
	MEMBER("words", TEXT, words),
};
static const struct record_table pair_table = RECORD_TABLE(pair_members, struct manifest_pair);
#undef AT

#define AT(member) offsetof(struct manifest_claim, member)
static const struct member claim_members[] = {
	MEMBER_WITH("figures", ARRAY, figures, .of = &figure_table),
	MEMBER_WITH("pairs", ARRAY, pairs, .of = &pair_table),
};
static const struct record_table claim_table = RECORD_TABLE(claim_members, struct manifest_claim);
#undef AT

#define AT(member) offsetof(struct manifest_stopping, member)
static const struct member stopping_members[] = {
	MEMBER("rule", TEXT, rule),
	MEMBER("threshold", REAL, threshold),
	MEMBER("cases", INTEGER, cases),
};
static const struct record_table stopping_table =
	RECORD_TABLE(stopping_members, struct manifest_stopping);
#undef AT

#define AT(member) offsetof(struct manifest_scaled_size, member)
static const struct member scaled_size_members[] = {
	MEMBER("rows", INTEGER, rows),
	MEMBER("settings", TEXTS, settings),
	MEMBER("held", TEXTS, held),
};
static const struct record_table scaled_size_table =
	RECORD_TABLE(scaled_size_members, struct manifest_scaled_size);
#undef AT

#define AT(member) offsetof(struct manifest_scaling, member)
static const struct member scaling_members[] = {
	MEMBER("rows", INTEGER, rows),
	MEMBER("settings", TEXTS, settings),
	MEMBER("left_out", TEXTS, left_out),
	MEMBER_WITH("sizes", ARRAY, sizes, .of = &scaled_size_table),
};
static const struct record_table scaling_table =
	RECORD_TABLE(scaling_members, struct manifest_scaling);
#undef AT

#define AT(member) offsetof(struct manifest_checkpointing, member)
static const struct member checkpointing_members[] = {
	MEMBER("max_wal_bytes", INTEGER, max_wal_bytes),
	MEMBER("timeout_ns", INTEGER, timeout_ns),
	MEMBER("completion_target", REAL, completion_target),
	MEMBER("segment_bytes", INTEGER, segment_bytes),
};
static const struct record_table checkpointing_table =
	RECORD_TABLE(checkpointing_members, struct manifest_checkpointing);
#undef AT

#define AT(member) offsetof(struct manifest, member)
static const struct member manifest_members[] = {
	MEMBER("id", TEXT, id),
	MEMBER_WITH("tool", OBJECT, tool, .of = &tool_table),
	MEMBER("command_line", TEXTS, command_line),
	MEMBER("experiment", TEXT, experiment),
	MEMBER_WITH("experiment_file", OBJECT, experiment_file, .of = &file_table),
	MEMBER("description", TEXT, description),
	MEMBER("reference", TEXT, reference),
	MEMBER_WITH("claim", OBJECT, claim, .of = &claim_table, .is_optional = true),
	MEMBER("seed", INTEGER, seed),
	MEMBER_WITH("source", OBJECT, source, .of = &source_table, .is_optional = true),
	MEMBER_WITH("hostile_values", FACT, has_hostile_values, .is_optional = true),
	MEMBER_WITH("order_seed", INTEGER, order_seed, .is_optional = true),
	MEMBER_WITH("confirm_threshold", REAL, confirm_threshold, .is_optional = true),
	MEMBER_WITH("confirms", TEXT, confirms, .is_optional = true),
	MEMBER("started", TEXT, started),
	MEMBER("ended", TEXT, ended),
	MEMBER("outcome", TEXT, outcome),
	MEMBER_WITH("host", OBJECT, host, .of = &host_table),
	MEMBER_WITH("server", OBJECT, server, .of = &manifest_server_table),
	MEMBER_WITH("servers", OBJECT, servers, .of = &servers_table),
	MEMBER_WITH("pooler", TEXT, pooler, .is_optional = true),
	MEMBER_WITH("arms", ARRAY, arms, .of = &arm_table),
	MEMBER_WITH("relation", OBJECT, relation, .of = &relation_table),
	MEMBER("restore", TEXTS, restore),
	MEMBER_WITH("scaling", OBJECT, scaling, .of = &scaling_table, .is_optional = true),
	MEMBER("checkpoint", FACT, checkpoint),
	MEMBER_WITH("checkpointing", OBJECT, checkpointing, .of = &checkpointing_table,
		    .is_optional = true),
	MEMBER_WITH("strategies", MAP, strategies, .of = &strategy_table),
	MEMBER_WITH("cases", ARRAY, cases, .of = &case_table),
	MEMBER_WITH("stopping", OBJECT, stopping, .of = &stopping_table, .is_optional = true),
	MEMBER("probes", TEXT, probes),
	MEMBER("plans", TEXT, plans),
	MEMBER_WITH("peers", NAMED_TEXTS, peers, .is_optional = true),
};
static const struct record_table manifest_table = RECORD_TABLE(manifest_members, struct manifest);
#undef AT

void manifest_init(struct manifest *manifest)
{
	record_init(&manifest_table, manifest);
}

void manifest_release(struct manifest *manifest)
{
	record_release(&manifest_table, manifest);
}

/* ---- the file --------------------------------------------------------- */

/* Members that older versions did not record, as they were always the same. */
static enum up_status complete(struct manifest *manifest, struct up_error *err)
{
	for (size_t s = 0; s < manifest->strategies.count; s++) {
		struct manifest_strategy *strategy = &manifest->strategies.items[s];
		if (strategy->is_autocommit == FACT_UNKNOWN &&
		    strcmp(strategy->name, OLD_AUTOCOMMIT) == 0)
			strategy->is_autocommit = FACT_YES;
	}
	if (manifest->source.kind == NULL)
		UP_TRY(text_set(&manifest->source.kind, OLD_SOURCE, err));
	return manifest->reference != NULL
		       ? UP_OK
		       : text_set(&manifest->reference, MANIFEST_REFERENCE, err);
}

/* After reading; on failure nothing stays. */
static enum up_status finish(enum up_status status, struct manifest *manifest, struct up_error *err)
{
	if (status == UP_OK)
		status = complete(manifest, err);
	if (status != UP_OK)
		manifest_release(manifest);
	return status;
}

enum up_status manifest_read(const char *path, struct manifest *manifest, struct up_error *err)
{
	return finish(object_file_read(&manifest_table, path, manifest, err), manifest, err);
}

enum up_status manifest_parse(const char *text, const char *name, struct manifest *manifest,
			      struct up_error *err)
{
	return finish(object_file_parse(&manifest_table, text, name, manifest, err), manifest, err);
}

enum up_status manifest_write(const struct manifest *manifest, const char *path,
			      struct up_error *err)
{
	return object_file_write(&manifest_table, manifest, path, err);
}

/* ---- lists ------------------------------------------------------------ */

struct manifest_setting *manifest_add_setting(struct manifest_server *server)
{
	return record_list_add(&manifest_setting_table, &server->settings);
}

struct manifest_scaled_size *manifest_add_scaled_size(struct manifest_scaling *scaling)
{
	return record_list_add(&scaled_size_table, &scaling->sizes);
}

struct manifest_arm *manifest_add_arm(struct manifest *manifest)
{
	return record_list_add(&arm_table, &manifest->arms);
}

struct manifest_column *manifest_add_column(struct manifest_relation *relation)
{
	return record_list_add(&column_table, &relation->columns);
}

struct manifest_strategy *manifest_add_strategy(struct manifest *manifest)
{
	return record_list_add(&strategy_table, &manifest->strategies);
}

struct manifest_case *manifest_add_case(struct manifest *manifest)
{
	return record_list_add(&case_table, &manifest->cases);
}

struct manifest_figure *manifest_add_figure(struct manifest_claim *claim)
{
	return record_list_add(&figure_table, &claim->figures);
}

struct manifest_pair *manifest_add_pair(struct manifest_claim *claim)
{
	return record_list_add(&pair_table, &claim->pairs);
}

void manifest_scaling_init(struct manifest_scaling *scaling)
{
	record_init(&scaling_table, scaling);
}

void manifest_scaling_release(struct manifest_scaling *scaling)
{
	record_release(&scaling_table, scaling);
}

void manifest_claim_release(struct manifest_claim *claim)
{
	record_release(&claim_table, claim);
}

const struct manifest_strategy *manifest_strategy(const struct manifest *manifest, const char *name)
{
	for (size_t s = 0; s < manifest->strategies.count && name != NULL; s++) {
		if (strcmp(manifest->strategies.items[s].name, name) == 0)
			return &manifest->strategies.items[s];
	}
	return NULL;
}

const struct manifest_setting *manifest_setting(const struct manifest_server *server,
						const char *name)
{
	for (size_t s = 0; s < server->settings.count; s++) {
		const char *of = server->settings.items[s].name;
		if (of != NULL && strcmp(of, name) == 0)
			return &server->settings.items[s];
	}
	return NULL;
}

enum role manifest_role(const struct manifest *manifest, const char *strategy)
{
	const struct manifest_strategy *found = manifest_strategy(manifest, strategy);

	if (found == NULL || found->is_ranked != FACT_NO)
		return ROLE_RANKED;
	return found->is_bound == FACT_YES ? ROLE_BOUND : ROLE_IDLE;
}
