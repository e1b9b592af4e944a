/* SPDX-License-Identifier: PostgreSQL */
#include "record/engine.h"

#include <string.h>

#define AT(member) offsetof(struct engine, member)
static const struct member members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("version", TEXT, version),
	MEMBER("managed_by", TEXT, managed_by),
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
	if (engine->managed_by != NULL)
		up_buffer_append_format(text, ", %s", engine->managed_by);
}
