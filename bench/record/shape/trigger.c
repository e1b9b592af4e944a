/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/trigger.h"

#define AT(member) offsetof(struct shape_trigger, member)
static const struct member trigger_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("timing", TEXT, timing, .is_required = true),
	MEMBER("events", TEXTS, events),
	MEMBER_WITH("function", TEXT, function, .is_required = true),
	MEMBER_WITH("enabled", TEXT, enabled, .is_required = true),
	MEMBER("level", TEXT, level),
	MEMBER_WITH("columns", TEXTS, columns, .is_optional = true),
	MEMBER("definition", TEXT, definition),
};
const struct record_table shape_trigger_table = RECORD_TABLE(trigger_members, struct shape_trigger);
#undef AT
