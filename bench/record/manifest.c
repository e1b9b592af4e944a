/* SPDX-License-Identifier: PostgreSQL */
#include "record/manifest.h"

#include "base/cleanup.h"
#include "record/replace.h"

#include <stdlib.h>
#include <string.h>

#define FORMAT_VERSION 1
/* The only strategy of its kind before run.json had "autocommit". */
/* NOLINTBEGIN(bugprone-macro-parentheses): members and initializers */
#define OLD_AUTOCOMMIT "row-autocommit"

/* ---- the members of run.json, in their order --------------------------- */

#define M(key_, kind_, name_)                                                                      \
	{                                                                                          \
		.key = key_, .kind = MEMBER_##kind_, .offset = offsetof(T, name_)                  \
	}
#define OF(key_, kind_, name_, table_)                                                             \
	{                                                                                          \
		.key = key_, .kind = MEMBER_##kind_, .offset = offsetof(T, name_), .of = &table_   \
	}
#define OPTIONAL(key_, kind_, name_)                                                               \
	{                                                                                          \
		.key = key_, .kind = MEMBER_##kind_, .offset = offsetof(T, name_),                 \
		.is_optional = true                                                                \
	}
#define TABLE(members_)                                                                            \
	{                                                                                          \
		.members = members_, .count = sizeof members_ / sizeof members_[0],                \
		.size = sizeof(T)                                                                  \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

#define T struct manifest_tool
static const struct member tool_members[] = {
	M("name", TEXT, name),
	M("version", TEXT, version),
	M("revision", TEXT, revision),
};
static const struct object_table tool_table = TABLE(tool_members);
#undef T

#define T struct manifest_file
static const struct member file_members[] = {
	M("file", TEXT, name),
	M("sha256", TEXT, sha256),
	M("text", TEXT, text),
};
static const struct object_table file_table = TABLE(file_members);
#undef T

#define T struct manifest_host
static const struct member host_members[] = {
	M("cpu", TEXT, cpu),
	M("cores", INTEGER, cores),
	M("memory_bytes", INTEGER, memory_bytes),
	M("kernel", TEXT, kernel),
	M("architecture", TEXT, architecture),
};
static const struct object_table host_table = TABLE(host_members);
#undef T

#define T struct manifest_setting
static const struct member setting_members[] = {
	M("name", TEXT, name),
	M("value", TEXT, value),
	M("unit", TEXT, unit),
	M("source", TEXT, source),
};
static const struct object_table setting_table = TABLE(setting_members);
#undef T

#define T struct manifest_server
static const struct member server_members[] = {
	M("version", TEXT, version),
	M("version_number", INTEGER, version_number),
	M("private", FACT, is_private),
	M("data_checksums", TEXT, data_checksums),
	M("set_by_upbench", TEXTS, set_by_upbench),
	OF("settings", ARRAY, settings, setting_table),
	M("jit_available", FACT, has_jit),
};
static const struct object_table server_table = TABLE(server_members);
#undef T

#define T struct manifest_servers
static const struct member servers_members[] = {
	M("count", INTEGER, count),
	M("used", TEXT, used),
};
static const struct object_table servers_table = TABLE(servers_members);
#undef T

#define T struct manifest_arm
static const struct member arm_members[] = {
	M("name", TEXT, name),
	M("settings", NAMED_TEXTS, settings),
	OF("schema_sql", OBJECT, schema, file_table),
	M("peer", TEXT, peer),
	M("own_server", FACT, has_own_server),
	OF("server", OBJECT, server, server_table),
	OPTIONAL("peer_version", TEXT, peer_version),
};
static const struct object_table arm_table = TABLE(arm_members);
#undef T

#define T struct manifest_column
static const struct member column_members[] = {
	M("name", TEXT, name),
	M("type", TEXT, type),
	M("nullable", FACT, is_nullable),
};
static const struct object_table column_table = TABLE(column_members);
#undef T

#define T struct manifest_relation
static const struct member relation_members[] = {
	M("table", TEXT, table),
	M("scope", TEXT, scope),
	OF("columns", ARRAY, columns, column_table),
};
static const struct object_table relation_table = TABLE(relation_members);
#undef T

#define T struct manifest_strategy
static const struct member strategy_members[] = {
	M(NULL, TEXT, name), /* the key of the map */
	M("summary", TEXT, summary),
	M("ranked", FACT, is_ranked),
	M("bound", FACT, is_bound),
	M("autocommit", FACT, is_autocommit),
	M("requires", TEXTS, requires),
};
static const struct object_table strategy_table = TABLE(strategy_members);
#undef T

static void init_key(void *key)
{
	case_key_init(key);
}

static void release_key(void *key)
{
	case_key_release(key);
}

static enum up_status read_key(const json_t *object, void *key, struct up_error *err)
{
	return case_key_from_json(key, object, json_string_value(json_object_get(object, "name")),
				  err);
}

static bool write_key(const void *key, json_t *object)
{
	return case_key_to_json(key, object);
}

static const struct embedded key_members = {init_key, release_key, read_key, write_key};

#define T struct manifest_case
static const struct member case_members[] = {
	M("name", TEXT, name),
	M("pair", TEXT, pair),
	{.kind = MEMBER_EMBEDDED, .offset = offsetof(T, key), .embedded = &key_members},
	M("atomic", FACT, is_atomic),
};
static const struct object_table case_table = TABLE(case_members);
#undef T

#define T struct manifest_figure
static const struct member figure_members[] = {
	{.kind = MEMBER_EMBEDDED, .offset = offsetof(T, key), .embedded = &key_members},
	M("stage", TEXT, stage),
	M("low_ns", INTEGER, low_ns),
	M("high_ns", INTEGER, high_ns),
};
static const struct object_table figure_table = TABLE(figure_members);
#undef T

#define T struct manifest_key
static const struct member only_key_members[] = {
	{.kind = MEMBER_EMBEDDED, .offset = offsetof(T, key), .embedded = &key_members},
};
static const struct object_table key_table = TABLE(only_key_members);
#undef T

#define T struct manifest_pair
static const struct member pair_members[] = {
	OF("subject", OBJECT, subject, key_table),
	OF("against", OBJECT, against, key_table),
	M("words", TEXT, words),
};
static const struct object_table pair_table = TABLE(pair_members);
#undef T

#define T struct manifest_claim
static const struct member claim_members[] = {
	OF("figures", ARRAY, figures, figure_table),
	OF("pairs", ARRAY, pairs, pair_table),
};
static const struct object_table claim_table = TABLE(claim_members);
#undef T

#define T struct manifest
static const struct member manifest_members[] = {
	M("format", INTEGER, format),
	M("id", TEXT, id),
	OF("tool", OBJECT, tool, tool_table),
	M("command_line", TEXTS, command_line),
	M("experiment", TEXT, experiment),
	OF("experiment_file", OBJECT, experiment_file, file_table),
	M("description", TEXT, description),
	M("reference", TEXT, reference),
	{.key = "claim",
	 .kind = MEMBER_OBJECT,
	 .offset = offsetof(T, claim),
	 .of = &claim_table,
	 .is_optional = true},
	M("seed", INTEGER, seed),
	M("started", TEXT, started),
	M("ended", TEXT, ended),
	M("outcome", TEXT, outcome),
	OF("host", OBJECT, host, host_table),
	OF("server", OBJECT, server, server_table),
	OF("servers", OBJECT, servers, servers_table),
	OF("arms", ARRAY, arms, arm_table),
	OF("relation", OBJECT, relation, relation_table),
	M("restore", TEXTS, restore),
	M("checkpoint", FACT, checkpoint),
	OF("strategies", MAP, strategies, strategy_table),
	OF("cases", ARRAY, cases, case_table),
	M("probes", TEXT, probes),
	M("plans", TEXT, plans),
	OPTIONAL("peers", NAMED_TEXTS, peers),
};
static const struct object_table manifest_table = TABLE(manifest_members);
#undef T

void manifest_init(struct manifest *manifest)
{
	object_init(&manifest_table, manifest);
	manifest->format = FORMAT_VERSION;
}

void manifest_release(struct manifest *manifest)
{
	object_release(&manifest_table, manifest);
}

/* ---- reading ---------------------------------------------------------- */

/* What older versions did not record because it was always the same. */
static enum up_status complete(struct manifest *manifest, struct up_error *err)
{
	for (size_t s = 0; s < manifest->strategies.count; s++) {
		struct manifest_strategy *strategy = &manifest->strategies.items[s];
		if (strategy->is_autocommit == FACT_UNKNOWN &&
		    strcmp(strategy->name, OLD_AUTOCOMMIT) == 0)
			strategy->is_autocommit = FACT_YES;
	}
	return manifest->reference != NULL
		       ? UP_OK
		       : text_set(&manifest->reference, MANIFEST_REFERENCE, err);
}

static enum up_status check(const struct manifest *manifest, struct up_error *err)
{
	for (size_t c = 0; c < manifest->cases.count; c++) {
		if (manifest->cases.items[c].name == NULL)
			return up_fail(err, UP_INVALID, "\"cases\": item %zu has no \"name\"", c);
	}
	for (size_t a = 0; a < manifest->arms.count; a++) {
		if (manifest->arms.items[a].name == NULL)
			return up_fail(err, UP_INVALID, "\"arms\": item %zu has no \"name\"", a);
	}
	return UP_OK;
}

/* Takes the reference; a name for messages. */
static enum up_status take(json_t *json, const json_error_t *failure, const char *name,
			   struct manifest *out, struct up_error *err)
{
	MANIFEST manifest;
	enum up_status status;

	manifest_init(&manifest);
	if (json == NULL)
		return up_fail(err, UP_INVALID, "%s:%d: %s", name, failure->line, failure->text);
	if (!json_is_object(json)) {
		status = up_fail(err, UP_INVALID, "%s:1: not a JSON object", name);
	} else if (json_integer_value(json_object_get(json, "format")) != FORMAT_VERSION) {
		status = up_fail(err, UP_INVALID, "%s: \"format\" is not %d", name, FORMAT_VERSION);
	} else {
		status = object_read(&manifest_table, json, &manifest, err);
		if (status == UP_OK)
			status = check(&manifest, err);
		if (status == UP_OK)
			status = complete(&manifest, err);
		if (status != UP_OK)
			up_error_prefix(err, "%s", name);
	}
	json_decref(json);
	UP_TRY(status);
	*out = manifest;
	manifest_init(&manifest);
	return UP_OK;
}

enum up_status manifest_read(const char *path, struct manifest *manifest, struct up_error *err)
{
	json_error_t failure;
	return take(json_load_file(path, JSON_REJECT_DUPLICATES, &failure), &failure, path,
		    manifest, err);
}

enum up_status manifest_parse(const char *text, const char *name, struct manifest *manifest,
			      struct up_error *err)
{
	json_error_t failure;
	return take(json_loads(text, JSON_REJECT_DUPLICATES, &failure), &failure, name, manifest,
		    err);
}

/* ---- writing ---------------------------------------------------------- */

static enum up_status write_json(FILE *file, const void *context, struct up_error *err)
{
	json_t *json = object_write(&manifest_table, context);

	if (json == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a manifest");
	int failed = json_dumpf(json, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF;
	json_decref(json);
	return failed ? up_fail_errno(err, UP_IO, "cannot write JSON") : UP_OK;
}

enum up_status manifest_write(const struct manifest *manifest, const char *path,
			      struct up_error *err)
{
	return replace_file(path, write_json, manifest, err);
}

/* ---- lists ------------------------------------------------------------ */

struct manifest_setting *manifest_add_setting(struct manifest_server *server)
{
	return object_list_add(&setting_table, &server->settings);
}

struct manifest_arm *manifest_add_arm(struct manifest *manifest)
{
	return object_list_add(&arm_table, &manifest->arms);
}

struct manifest_column *manifest_add_column(struct manifest *manifest)
{
	return object_list_add(&column_table, &manifest->relation.columns);
}

struct manifest_strategy *manifest_add_strategy(struct manifest *manifest)
{
	return object_list_add(&strategy_table, &manifest->strategies);
}

struct manifest_case *manifest_add_case(struct manifest *manifest)
{
	return object_list_add(&case_table, &manifest->cases);
}

struct manifest_figure *manifest_add_figure(struct manifest_claim *claim)
{
	return object_list_add(&figure_table, &claim->figures);
}

struct manifest_pair *manifest_add_pair(struct manifest_claim *claim)
{
	return object_list_add(&pair_table, &claim->pairs);
}

void manifest_claim_release(struct manifest_claim *claim)
{
	object_release(&claim_table, claim);
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
