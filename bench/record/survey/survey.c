/* SPDX-License-Identifier: PostgreSQL */
#include "record/survey/survey.h"

#include <string.h>

static const char *const pooling_words[] = {
	[POOLING_UNKNOWN] = "",
	[POOLING_NONE] = "none",
	[POOLING_SESSION] = "session",
	[POOLING_TRANSACTION] = "transaction",
	[POOLING_STATEMENT] = "statement",
	[POOLING_STATEMENT + 1] = NULL,
};

const char *pooling_word(enum pooling pooling)
{
	return pooling_words[pooling];
}

#define AT(member) offsetof(struct survey_connection, member)
static const struct member connection_members[] = {
	MEMBER_WITH("pooling", WORD, pooling, .words = pooling_words),
	MEMBER("second_answers", FACT, second_answers),
	MEMBER("backends", INTEGER, backends),
	MEMBER("pgpool_servers", INTEGER, pgpool_servers),
	MEMBER("encrypted", FACT, is_encrypted),
	MEMBER("encryption", TEXT, encryption),
	MEMBER("same_machine", FACT, is_local),
};
static const struct record_table connection_table =
	RECORD_TABLE(connection_members, struct survey_connection);
#undef AT

#define AT(member) offsetof(struct survey_state, member)
static const struct member state_members[] = {
	MEMBER("standby", FACT, is_standby),
	MEMBER("read_only", FACT, is_read_only),
};
const struct record_table survey_state_table = RECORD_TABLE(state_members, struct survey_state);
#undef AT

#define AT(member) offsetof(struct survey_role, member)
static const struct member role_members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("superuser", FACT, is_superuser),
	MEMBER("create_schema", FACT, may_create),
	MEMBER("temporary_tables", FACT, may_make_temporary),
	MEMBER("checkpoint", FACT, may_checkpoint),
	MEMBER("load_auto_explain", FACT, may_load),
	MEMBER("read_all_settings", FACT, reads_settings),
	MEMBER("read_all_statistics", FACT, reads_statistics),
	MEMBER("read_server_files", FACT, reads_files),
	MEMBER("bypass_row_security", FACT, bypasses_row_security),
};
const struct record_table survey_role_table = RECORD_TABLE(role_members, struct survey_role);
#undef AT

#define AT(member) offsetof(struct survey_database, member)
static const struct member database_members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("connections", INTEGER, connections),
	MEMBER("event_triggers", TEXTS, event_triggers),
	MEMBER("publications_of_all_tables", TEXTS, publications),
};
const struct record_table survey_database_table =
	RECORD_TABLE(database_members, struct survey_database);
#undef AT

#define AT(member) offsetof(struct survey_schema, member)
static const struct member schema_members[] = {
	MEMBER("name", TEXT, name),         MEMBER("exists", FACT, exists),
	MEMBER("create", FACT, may_create), MEMBER("use", FACT, may_use),
	MEMBER("in_use", FACT, is_in_use),  MEMBER("objects", INTEGER, objects),
	MEMBER("first", TEXT, first),       MEMBER("left_by_run", FACT, is_left),
	MEMBER("removal", TEXT, removal),   MEMBER("publications", TEXTS, publications),
};
const struct record_table survey_schema_table = RECORD_TABLE(schema_members, struct survey_schema);
#undef AT

#define AT(member) offsetof(struct survey_slot, member)
static const struct member slot_members[] = {
	MEMBER("name", TEXT, name),
	MEMBER("type", TEXT, type),
	MEMBER("active", FACT, is_active),
	MEMBER("retained_bytes", INTEGER, retained_bytes),
};
static const struct record_table slot_table = RECORD_TABLE(slot_members, struct survey_slot);
#undef AT

#define AT(member) offsetof(struct survey_replication, member)
static const struct member replication_members[] = {
	MEMBER("standbys", INTEGER, standbys),
	MEMBER("synchronous_standby_names", TEXT, synchronous_standby_names),
	MEMBER("synchronous_required", INTEGER, required),
	MEMBER("synchronous_ready", INTEGER, ready),
	MEMBER("commit_waits", FACT, commit_waits),
	MEMBER_WITH("slots", ARRAY, slots, .of = &slot_table),
};
const struct record_table survey_replication_table =
	RECORD_TABLE(replication_members, struct survey_replication);
#undef AT

#define AT(member) offsetof(struct survey_space, member)
static const struct member space_members[] = {
	MEMBER("filesystem", TEXT, filesystem),
	MEMBER("table_bytes", INTEGER, table_bytes),
	MEMBER("wal_bytes", INTEGER, wal_bytes),
	MEMBER("shared", FACT, is_shared),
};
static const struct record_table space_table = RECORD_TABLE(space_members, struct survey_space);
#undef AT

#define AT(member) offsetof(struct survey_effect, member)
static const struct member effect_members[] = {
	MEMBER("what", TEXT, what),
	MEMBER("detail", TEXT, detail),
};
static const struct record_table effect_table = RECORD_TABLE(effect_members, struct survey_effect);
#undef AT

#define AT(member) offsetof(struct survey, member)
static const struct member survey_members[] = {
	MEMBER_WITH("server", OBJECT, server, .of = &manifest_server_table),
	MEMBER_WITH("connection", OBJECT, connection, .of = &connection_table),
	MEMBER_WITH("state", OBJECT, state, .of = &survey_state_table),
	MEMBER_WITH("role", OBJECT, role, .of = &survey_role_table),
	MEMBER_WITH("database", OBJECT, database, .of = &survey_database_table),
	MEMBER_WITH("schema", OBJECT, schema, .of = &survey_schema_table),
	MEMBER_WITH("replication", OBJECT, replication, .of = &survey_replication_table),
	MEMBER_WITH("settings", ARRAY, settings, .of = &manifest_setting_table),
	MEMBER_WITH("space", OBJECT, space, .of = &space_table),
	MEMBER("unread", TEXTS, unread),
	MEMBER_WITH("effects", ARRAY, effects, .of = &effect_table),
	MEMBER_WITH("findings", ARRAY, findings, .of = &finding_table),
};
const struct record_table survey_table = RECORD_TABLE(survey_members, struct survey);
#undef AT

void survey_init(struct survey *survey)
{
	record_init(&survey_table, survey);
}

void survey_release(struct survey *survey)
{
	record_release(&survey_table, survey);
}

void survey_schema_init(struct survey_schema *schema)
{
	record_init(&survey_schema_table, schema);
}

void survey_schema_release(struct survey_schema *schema)
{
	record_release(&survey_schema_table, schema);
}

enum up_status survey_add_effect(struct survey *survey, const char *what, const char *detail,
				 struct up_error *err)
{
	struct survey_effect *effect = record_list_add(&effect_table, &survey->effects);

	if (effect == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a survey");
	UP_TRY(text_set(&effect->what, what, err));
	return text_set(&effect->detail, detail, err);
}

bool survey_commits_may_hang(const struct survey *survey)
{
	const struct survey_replication *replication = &survey->replication;

	return replication->commit_waits == FACT_YES && replication->required > 0 &&
	       replication->ready == UNMEASURED;
}

const struct manifest_setting *survey_setting(const struct survey *survey, const char *name)
{
	for (size_t s = 0; s < survey->settings.count; s++) {
		const char *of = survey->settings.items[s].name;
		if (of != NULL && strcmp(of, name) == 0)
			return &survey->settings.items[s];
	}
	return NULL;
}

bool survey_setting_is(const struct survey *survey, const char *name, const char *value)
{
	const struct manifest_setting *setting = survey_setting(survey, name);

	return setting != NULL && setting->value != NULL && strcmp(setting->value, value) == 0;
}
