/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/constraint.h"

#define AT(member) offsetof(struct shape_constraint, member)
static const struct member constraint_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("type", TEXT, type, .is_required = true),
	MEMBER_WITH("definition", TEXT, definition, .is_required = true),
	MEMBER("columns", TEXTS, columns),
	MEMBER_WITH("deferrable", FACT, is_deferrable, .is_required = true),
	MEMBER_WITH("initially_deferred", FACT, is_initially_deferred, .is_optional = true),
	MEMBER_WITH("validated", FACT, is_validated, .is_required = true),
	MEMBER_WITH("enforced", FACT, is_enforced, .is_required = true),
	MEMBER_WITH("period", FACT, has_period, .is_optional = true),
	MEMBER_WITH("references", TEXT, references, .is_optional = true),
	MEMBER_WITH("referenced_columns", TEXTS, referenced_columns, .is_optional = true),
	MEMBER_WITH("referenced_types", TEXTS, referenced_types, .is_optional = true),
	MEMBER_WITH("functions", TEXTS, functions, .is_optional = true),
};
const struct record_table shape_constraint_table =
	RECORD_TABLE(constraint_members, struct shape_constraint);
#undef AT
