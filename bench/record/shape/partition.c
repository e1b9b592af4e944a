/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/partition.h"

#define AT(member) offsetof(struct shape_partition, member)
static const struct member partition_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("schema", TEXT, schema, .is_optional = true),
	MEMBER_WITH("bound", TEXT, bound, .is_required = true),
	MEMBER_WITH("parent", TEXT, parent, .is_optional = true),
	MEMBER_WITH("key", TEXT, key, .is_optional = true),
	MEMBER_WITH("reloptions", TEXTS, reloptions, .is_optional = true),
};
const struct record_table shape_partition_table =
	RECORD_TABLE(partition_members, struct shape_partition);
#undef AT

#define AT(member) offsetof(struct shape_partitions, member)
static const struct member partitions_members[] = {
	MEMBER_WITH("strategy", TEXT, strategy, .is_required = true),
	MEMBER_WITH("key", TEXT, key, .is_required = true),
	MEMBER_WITH("leaves", ARRAY, leaves, .of = &shape_partition_table),
	MEMBER_WITH("branches", ARRAY, branches, .of = &shape_partition_table, .is_optional = true),
};
const struct record_table shape_partitions_table =
	RECORD_TABLE(partitions_members, struct shape_partitions);
#undef AT
