/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/remarks.h"

#include "text/quantity.h"

#include <inttypes.h>
#include <string.h>

struct remarks {
	const struct survey *survey;
	struct finding_list *list;
};

static enum up_status remark(const struct remarks *remarks, enum severity severity,
			     const char *subject, struct up_buffer *what, const char *consequence,
			     const char *remedy, struct up_error *err)
{
	UP_TRY(up_buffer_check(what, err));
	return finding_list_add(remarks->list, subject, severity, up_buffer_string(what),
				consequence, remedy, err);
}

/* ---- warnings ----------------------------------------------------------- */

static enum up_status warn_of_pooler(const struct remarks *remarks, struct up_error *err)
{
	if (remarks->survey->connection.pooling != POOLING_SESSION)
		return UP_OK;
	return finding_list_add(remarks->list, "pooler", SEVERITY_WARNING,
				"a pooler in session mode is between upbench and the server",
				"each connection takes a backend of the pool for the whole run",
				"name the server itself", err);
}

/* With enough of them connected the run is not refused: it may be one of those. */
static enum up_status warn_of_standbys(const struct remarks *remarks, struct up_error *err)
{
	if (!survey_commits_may_hang(remarks->survey))
		return UP_OK;
	return finding_list_add(
		remarks->list, "synchronous_standby", SEVERITY_WARNING,
		"commits wait for standbys, and the role may not see whether "
		"those are connected",
		"commits would not end while they are not, so a run first tries one, "
		"for 10 s",
		"GRANT pg_monitor to the role", err);
}

static enum up_status warn_of_event_triggers(const struct remarks *remarks, struct up_error *err)
{
	const struct text_list *triggers = &remarks->survey->database.event_triggers;
	UP_BUFFER what = {0};

	if (triggers->count == 0)
		return UP_OK;
	up_buffer_append_string(&what, "the database has event triggers:");
	for (size_t t = 0; t < triggers->count; t++)
		up_buffer_append_format(&what, "%s %s", t > 0 ? "," : "", triggers->items[t]);
	return remark(remarks, SEVERITY_WARNING, "event_trigger", &what,
		      "they fire for the statements that make and drop upbench's tables",
		      "measure in another database if they do more than log", err);
}

static enum up_status warn_of_slots(const struct remarks *remarks, struct up_error *err)
{
	const struct survey_slots *slots = &remarks->survey->replication.slots;

	for (size_t s = 0; s < slots->count; s++) {
		const struct survey_slot *slot = &slots->items[s];
		UP_BUFFER what = {0};
		if (slot->is_active != FACT_NO || slot->retained_bytes == UNMEASURED)
			continue;
		up_buffer_append_format(
			&what, "the replication slot %s is not in use and retains WAL", slot->name);
		UP_TRY(remark(remarks, SEVERITY_WARNING, "slot", &what,
			      "all WAL of a run stays on the disk",
			      "start what reads the slot, or drop the slot if it is not needed",
			      err));
	}
	return UP_OK;
}

static enum up_status warn_of_log(const struct remarks *remarks, struct up_error *err)
{
	const struct survey *survey = remarks->survey;

	if (!survey_setting_is(survey, "log_statement", "all") &&
	    !survey_setting_is(survey, "log_statement", "mod") &&
	    !survey_setting_is(survey, "log_min_duration_statement", "0"))
		return UP_OK;
	return finding_list_add(
		remarks->list, "log", SEVERITY_WARNING, "the server logs all statements",
		"logging is part of the measured time, and the log grows by each statement and "
		"its parameters",
		"set log_statement and log_min_duration_statement for the role", err);
}

static enum up_status warn_of_replica_role(const struct remarks *remarks, struct up_error *err)
{
	if (!survey_setting_is(remarks->survey, "session_replication_role", "replica"))
		return UP_OK;
	return finding_list_add(remarks->list, "session_replication_role", SEVERITY_WARNING,
				"session_replication_role is replica",
				"triggers and foreign keys do not fire",
				"reset it for the role and the database", err);
}

static enum up_status warn_of_temporary(const struct remarks *remarks, struct up_error *err)
{
	if (remarks->survey->role.may_make_temporary != FACT_NO)
		return UP_OK;
	return finding_list_add(remarks->list, "temporary_tables", SEVERITY_WARNING,
				"the role may not make temporary tables",
				"strategies that need one are skipped",
				"GRANT TEMPORARY on the database to the role", err);
}

static enum up_status warn_of_unread(const struct remarks *remarks, struct up_error *err)
{
	const struct text_list *unread = &remarks->survey->unread;

	for (size_t u = 0; u < unread->count; u++) {
		UP_BUFFER what = {0};
		up_buffer_append_format(&what, "the server did not answer (%s)", unread->items[u]);
		UP_TRY(remark(remarks, SEVERITY_WARNING, "unread", &what,
			      "what it would rule out is not known",
			      "look for it before you measure", err));
	}
	return UP_OK;
}

/* ---- notes -------------------------------------------------------------- */

static enum up_status note_engine(const struct remarks *remarks, struct up_error *err)
{
	const struct engine *engine = &remarks->survey->server.engine;
	UP_BUFFER what = {0};

	if (engine->name == NULL || strcmp(engine->name, ENGINE_POSTGRESQL) == 0)
		return UP_OK;
	up_buffer_append_string(&what, "the server is ");
	engine_append(&what, engine);
	return remark(remarks, SEVERITY_NOTE, "engine", &what,
		      "it may refuse strategies, and count costs in other ways or not at all",
		      "compare with runs on the same engine only", err);
}

static enum up_status warn_of_one_node(const struct remarks *remarks, struct up_error *err)
{
	UP_BUFFER what = {0};

	if (remarks->survey->server.engine.nodes != 1)
		return UP_OK;
	up_buffer_append_string(&what, "one node of the cluster has all shards");
	return remark(
		remarks, SEVERITY_WARNING, "nodes", &what,
		"there a transaction works on its shards one after the other, which no larger "
		"cluster does",
		"measure a cluster of two nodes or more", err);
}

/* By settings alone: value, and what follows from it. */
static enum up_status note_settings(const struct remarks *remarks, struct up_error *err)
{
	static const struct {
		const char *name;
		const char *value;
		const char *consequence;
		const char *remedy;
	} notes[] = {
		{"fsync", "off", "commits cost less than where data must last",
		 "measure with fsync = on"},
		{"full_page_writes", "off", "less WAL is written than by default",
		 "measure as you will operate"},
		{"synchronous_commit", "off", "commits do not wait for their WAL",
		 "measure as you will operate"},
		{"autovacuum", "on", "it may run beside a sample",
		 "see the column autovacuums of samples.csv"},
		{"archive_mode", "on", "all WAL of a run is archived",
		 "measure where nothing is archived"},
	};

	for (size_t n = 0; n < sizeof notes / sizeof notes[0]; n++) {
		UP_BUFFER what = {0};
		if (!survey_setting_is(remarks->survey, notes[n].name, notes[n].value))
			continue;
		up_buffer_append_format(&what, "%s is %s", notes[n].name, notes[n].value);
		UP_TRY(remark(remarks, SEVERITY_NOTE, notes[n].name, &what, notes[n].consequence,
			      notes[n].remedy, err));
	}
	return UP_OK;
}

/* Limits of role, database or server: all are in ms, and 0 is none. */
static enum up_status note_limits(const struct remarks *remarks, struct up_error *err)
{
	static const char *const limits[] = {
		"statement_timeout",
		"lock_timeout",
		"idle_in_transaction_session_timeout",
		"idle_session_timeout",
		"transaction_timeout",
	};

	for (size_t l = 0; l < sizeof limits / sizeof limits[0]; l++) {
		const struct manifest_setting *setting = survey_setting(remarks->survey, limits[l]);
		UP_BUFFER what = {0};
		if (setting == NULL || setting->value == NULL || strcmp(setting->value, "0") == 0)
			continue;
		up_buffer_append_format(&what, "%s is %s ms", limits[l], setting->value);
		UP_TRY(remark(remarks, SEVERITY_NOTE, limits[l], &what,
			      "a case that exceeds it fails", "raise it for the role", err));
	}
	return UP_OK;
}

static enum up_status note_jit(const struct remarks *remarks, struct up_error *err)
{
	if (!survey_setting_is(remarks->survey, "jit", "on") ||
	    remarks->survey->server.has_jit != FACT_YES)
		return UP_OK;
	return finding_list_add(remarks->list, "jit", SEVERITY_NOTE,
				"jit is on, and the server has a JIT compiler",
				"statements of high estimated cost, such as case-when, are "
				"compiled for seconds",
				"compare with --set jit=off", err);
}

static enum up_status note_checksums(const struct remarks *remarks, struct up_error *err)
{
	const char *checksums = remarks->survey->server.data_checksums;

	if (checksums == NULL || strcmp(checksums, "on") != 0)
		return UP_OK;
	return finding_list_add(remarks->list, "data_checksums", SEVERITY_NOTE,
				"data checksums are on", "hint bits are logged, too",
				"compare with servers that have them", err);
}

static enum up_status note_rights(const struct remarks *remarks, struct up_error *err)
{
	const struct survey_role *role = &remarks->survey->role;

	if (role->may_checkpoint == FACT_NO)
		UP_TRY(finding_list_add(remarks->list, "checkpoint", SEVERITY_NOTE,
					"the role may not run CHECKPOINT",
					"how many full-page images a sample writes is left to "
					"chance",
					"GRANT pg_checkpoint (from version 15 on), or measure as "
					"a superuser",
					err));
	if (role->may_load == FACT_NO)
		UP_TRY(finding_list_add(remarks->list, "plans", SEVERITY_NOTE,
					"the role may not load auto_explain",
					"the run has no plans", "measure as a superuser", err));
	return UP_OK;
}

static enum up_status note_standbys(const struct remarks *remarks, struct up_error *err)
{
	const struct survey_replication *replication = &remarks->survey->replication;
	UP_BUFFER what = {0};

	if (replication->standbys == UNMEASURED || replication->standbys == 0)
		return UP_OK;
	up_buffer_append_format(&what, "%" PRId64 " standby%s connected", replication->standbys,
				replication->standbys == 1 ? " is" : "s are");
	return remark(remarks, SEVERITY_NOTE, "standbys", &what, "all WAL of a run is sent there",
		      "measure where nothing is replicated", err);
}

enum up_status remarks_add(const struct survey *survey, struct finding_list *list,
			   struct up_error *err)
{
	static enum up_status (*const rules[])(const struct remarks *, struct up_error *) = {
		warn_of_pooler,    warn_of_standbys, warn_of_event_triggers,
		warn_of_slots,     warn_of_log,      warn_of_replica_role,
		warn_of_temporary, warn_of_unread,   warn_of_one_node,
		note_engine,       note_rights,      note_jit,
		note_checksums,    note_standbys,    note_settings,
		note_limits,
	};
	const struct remarks remarks = {survey, list};

	for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++)
		UP_TRY(rules[r](&remarks, err));
	return UP_OK;
}
