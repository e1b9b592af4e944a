/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/index.h"

#define AT(member) offsetof(struct shape_index, member)
static const struct member index_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("definition", TEXT, definition, .is_required = true),
	MEMBER_WITH("unique", FACT, is_unique, .is_required = true),
	MEMBER_WITH("primary", FACT, is_primary, .is_required = true),
	MEMBER_WITH("valid", FACT, is_valid, .is_required = true),
	MEMBER("columns", TEXTS, columns),
	MEMBER_WITH("expressions", TEXTS, expressions, .is_optional = true),
	MEMBER_WITH("include", TEXTS, include, .is_optional = true),
	MEMBER_WITH("predicate", TEXT, predicate, .is_optional = true),
	MEMBER("access_method", TEXT, access_method),
	MEMBER_WITH("constraint", TEXT, constraint, .is_optional = true),
	MEMBER_WITH("nulls_distinct", FACT, has_distinct_nulls, .is_optional = true),
	MEMBER("immediate", FACT, is_immediate),
	MEMBER("exclusion", FACT, is_exclusion),
	MEMBER("replica_identity", FACT, is_replica_identity),
	MEMBER_WITH("functions", TEXTS, functions, .is_optional = true),
};
const struct record_table shape_index_table = RECORD_TABLE(index_members, struct shape_index);
#undef AT
