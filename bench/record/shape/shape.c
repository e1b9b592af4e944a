/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/shape.h"

static const char *const kind_words[] = {
	[SHAPE_KIND_UNKNOWN] = "",
	[SHAPE_KIND_TABLE] = "table",
	[SHAPE_KIND_PARTITIONED] = "partitioned",
	[SHAPE_KIND_PARTITIONED + 1] = NULL,
};

static const char *const replica_identity_words[] = {
	[SHAPE_REPLICA_IDENTITY_UNKNOWN] = "",        [SHAPE_REPLICA_IDENTITY_DEFAULT] = "default",
	[SHAPE_REPLICA_IDENTITY_NOTHING] = "nothing", [SHAPE_REPLICA_IDENTITY_FULL] = "full",
	[SHAPE_REPLICA_IDENTITY_INDEX] = "index",     [SHAPE_REPLICA_IDENTITY_INDEX + 1] = NULL,
};

const char *const shape_key_origin_words[] = {
	[SHAPE_KEY_UNKNOWN] = "",        [SHAPE_KEY_REPLICA_IDENTITY] = "replica identity",
	[SHAPE_KEY_PRIMARY] = "primary", [SHAPE_KEY_UNIQUE] = "unique",
	[SHAPE_KEY_OPTION] = "option",   [SHAPE_KEY_OPTION + 1] = NULL,
};

#define AT(member) offsetof(struct shape_bytes, member)
static const struct member bytes_members[] = {
	MEMBER("main", INTEGER, main),
	MEMBER("indexes", INTEGER, indexes),
	MEMBER("toast", INTEGER, toast),
};
static const struct record_table bytes_table = RECORD_TABLE(bytes_members, struct shape_bytes);
#undef AT

#define AT(member) offsetof(struct shape_table, member)
static const struct member table_members[] = {
	MEMBER_WITH("schema", TEXT, schema, .is_required = true),
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("kind", WORD, kind, .words = kind_words, .is_required = true),
	MEMBER_WITH("persistence", TEXT, persistence, .is_required = true),
	MEMBER("access_method", TEXT, access_method),
	MEMBER("reloptions", TEXTS, reloptions),
	MEMBER_WITH("toast_reloptions", TEXTS, toast_reloptions, .is_optional = true),
	MEMBER_WITH("replica_identity", WORD, replica_identity, .words = replica_identity_words,
		    .is_required = true),
	MEMBER_WITH("row_security", FACT, has_row_security, .is_required = true),
	MEMBER("pages", INTEGER, pages),
	MEMBER("tuples", INTEGER, tuples),
	MEMBER_WITH("bytes", OBJECT, bytes, .of = &bytes_table),
};
const struct record_table shape_table_table = RECORD_TABLE(table_members, struct shape_table);
#undef AT

#define AT(member) offsetof(struct shape_key, member)
static const struct member key_members[] = {
	MEMBER_WITH("columns", TEXTS, columns, .is_required = true),
	MEMBER_WITH("from", WORD, from, .words = shape_key_origin_words, .is_required = true),
	MEMBER("index", TEXT, index),
};
static const struct record_table key_table = RECORD_TABLE(key_members, struct shape_key);
#undef AT

#define AT(member) offsetof(struct shape_activity, member)
static const struct member activity_members[] = {
	MEMBER("n_tup_upd", INTEGER, n_tup_upd),
	MEMBER("n_tup_hot_upd", INTEGER, n_tup_hot_upd),
	MEMBER("n_tup_newpage_upd", INTEGER, n_tup_newpage_upd),
};
const struct record_table shape_activity_table =
	RECORD_TABLE(activity_members, struct shape_activity);
#undef AT

#define AT(member) offsetof(struct shape_omission, member)
static const struct member omission_members[] = {
	MEMBER_WITH("what", TEXT, what, .is_required = true),
	MEMBER_WITH("why", TEXT, why, .is_required = true),
};
const struct record_table shape_omission_table =
	RECORD_TABLE(omission_members, struct shape_omission);
#undef AT

#define AT(member) offsetof(struct shape_hash, member)
static const struct member hash_members[] = {
	MEMBER_WITH("structure", TEXT, structure, .is_required = true),
	MEMBER("statistics", TEXT, statistics),
};
static const struct record_table hash_table = RECORD_TABLE(hash_members, struct shape_hash);
#undef AT

#define AT(member) offsetof(struct shape, member)
static const struct member root_members[] = {
	MEMBER_WITH("format", INTEGER, format, .is_required = true),
	MEMBER("tool", TEXT, tool),
	MEMBER("server_version_num", INTEGER, server_version_num),
	MEMBER("engine", TEXT, engine),
	MEMBER_WITH("table", OBJECT, table, .of = &shape_table_table, .is_required = true),
	MEMBER_WITH("key", OBJECT, key, .of = &key_table, .is_required = true),
	MEMBER("scope", TEXT, scope),
	MEMBER_WITH("columns", ARRAY, columns, .of = &shape_column_table, .is_required = true),
	MEMBER_WITH("types", ARRAY, types, .of = &shape_type_table, .is_required = true),
	MEMBER_WITH("indexes", ARRAY, indexes, .of = &shape_index_table, .is_required = true),
	MEMBER_WITH("constraints", ARRAY, constraints, .of = &shape_constraint_table,
		    .is_required = true),
	MEMBER_WITH("extended_statistics", ARRAY, extended_statistics,
		    .of = &shape_extended_statistics_table, .is_required = true),
	MEMBER_WITH("partitions", OBJECT, partitions, .of = &shape_partitions_table),
	MEMBER_WITH("triggers", ARRAY, triggers, .of = &shape_trigger_table, .is_required = true),
	MEMBER_WITH("activity", OBJECT, activity, .of = &shape_activity_table),
	MEMBER_WITH("left_out", ARRAY, left_out, .of = &shape_omission_table, .is_required = true),
	MEMBER_WITH("hash", OBJECT, hash, .of = &hash_table),
};
const struct record_table shape_root_table = RECORD_TABLE(root_members, struct shape);
#undef AT

void shape_init(struct shape *shape)
{
	record_init(&shape_root_table, shape);
	shape->format = SHAPE_FORMAT;
}

void shape_release(struct shape *shape)
{
	record_release(&shape_root_table, shape);
}

struct shape_column *shape_find_column(const struct shape *shape, const char *name)
{
	for (size_t c = 0; c < shape->columns.count && name != NULL; c++) {
		if (strcmp(shape->columns.items[c].name, name) == 0)
			return &shape->columns.items[c];
	}
	return NULL;
}

bool shape_key_has(const struct shape *shape, const char *name)
{
	for (size_t k = 0; k < shape->key.columns.count; k++) {
		if (strcmp(shape->key.columns.items[k], name) == 0)
			return true;
	}
	return false;
}

bool shape_has_values(const struct shape *shape)
{
	for (size_t c = 0; c < shape->columns.count; c++) {
		const struct shape_statistics *statistics = &shape->columns.items[c].statistics;
		if (statistics->most_common_vals.count + statistics->histogram_bounds.count > 0)
			return true;
	}
	return false;
}
