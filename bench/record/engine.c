/* SPDX-License-Identifier: PostgreSQL */
#include "record/engine.h"

#include <inttypes.h>
#include <string.h>

#define AT(member) offsetof(struct engine, member)
static const struct member members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("version", TEXT, version),
	MEMBER("managed_by", TEXT, managed_by),
	MEMBER_WITH("nodes", INTEGER, nodes, .is_optional = true),
};
const struct record_table engine_table = RECORD_TABLE(members, struct engine);
#undef AT

void engine_append(struct up_buffer *text, const struct engine *engine)
{
	if (engine->name == NULL)
		return;
	up_buffer_append_string(text, engine->name);
	if (engine->version != NULL && strcmp(engine->name, ENGINE_POSTGRESQL) != 0)
		up_buffer_append_format(text, " %s", engine->version);
	if (engine->nodes != UNMEASURED)
		up_buffer_append_format(text, " on %" PRId64 " node%s", engine->nodes,
					engine->nodes == 1 ? "" : "s");
	if (engine->managed_by != NULL)
		up_buffer_append_format(text, ", %s", engine->managed_by);
}
