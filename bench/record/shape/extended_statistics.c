/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/extended_statistics.h"

#define AT(member) offsetof(struct shape_combinations, member)
static const struct member combinations_members[] = {
	MEMBER("columns", TEXTS, columns),
	MEMBER_WITH("n_distinct", REAL, n_distinct, .is_required = true),
};
static const struct record_table combinations_table =
	RECORD_TABLE(combinations_members, struct shape_combinations);
#undef AT

#define AT(member) offsetof(struct shape_dependency, member)
static const struct member dependency_members[] = {
	MEMBER("columns", TEXTS, columns),
	MEMBER_WITH("degree", REAL, degree, .is_required = true),
};
static const struct record_table dependency_table =
	RECORD_TABLE(dependency_members, struct shape_dependency);
#undef AT

#define AT(member) offsetof(struct shape_extended_statistics, member)
static const struct member extended_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("definition", TEXT, definition, .is_required = true),
	MEMBER("columns", TEXTS, columns),
	MEMBER_WITH("n_distinct", ARRAY, n_distinct, .of = &combinations_table),
	MEMBER_WITH("dependencies", ARRAY, dependencies, .of = &dependency_table),
};
const struct record_table shape_extended_statistics_table =
	RECORD_TABLE(extended_members, struct shape_extended_statistics);
#undef AT
