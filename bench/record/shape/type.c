/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/type.h"

#define AT(member) offsetof(struct shape_attribute, member)
static const struct member attribute_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("type", TEXT, type, .is_required = true),
	MEMBER("collation", TEXT, collation),
};
static const struct record_table attribute_table =
	RECORD_TABLE(attribute_members, struct shape_attribute);
#undef AT

#define AT(member) offsetof(struct shape_type_check, member)
static const struct member check_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("definition", TEXT, definition, .is_required = true),
	MEMBER("validated", FACT, is_validated),
};
const struct record_table shape_type_check_table =
	RECORD_TABLE(check_members, struct shape_type_check);
#undef AT

#define AT(member) offsetof(struct shape_type, member)
static const struct member type_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("kind", TEXT, kind, .is_required = true),
	MEMBER_WITH("labels", TEXTS, labels, .is_optional = true),
	MEMBER_WITH("base", TEXT, base, .is_optional = true),
	MEMBER_WITH("not_null", FACT, is_not_null, .is_optional = true),
	MEMBER_WITH("default", TEXT, default_expression, .is_optional = true),
	MEMBER_WITH("collation", TEXT, collation, .is_optional = true),
	MEMBER_WITH("checks", ARRAY, checks, .of = &shape_type_check_table, .is_optional = true),
	MEMBER_WITH("attributes", ARRAY, attributes, .of = &attribute_table, .is_optional = true),
	MEMBER_WITH("subtype", TEXT, subtype, .is_optional = true),
	MEMBER_WITH("operator_class", TEXT, operator_class, .is_optional = true),
	MEMBER_WITH("canonical", TEXT, canonical, .is_optional = true),
	MEMBER_WITH("difference", TEXT, difference, .is_optional = true),
	MEMBER_WITH("multirange", TEXT, multirange, .is_optional = true),
	MEMBER("extension", TEXT, extension),
};
const struct record_table shape_type_table = RECORD_TABLE(type_members, struct shape_type);
#undef AT
