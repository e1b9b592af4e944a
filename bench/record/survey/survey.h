/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a named server is and what a run would meet and do there: the object that
 * `upbench doctor --format json` prints (docs/doctor.schema.json).
 *
 * What the role may not see, or an engine does not have, is not known, as record/member.h has it.
 */
#ifndef RECORD_SURVEY_SURVEY_H
#define RECORD_SURVEY_SURVEY_H

#include "record/manifest.h"
#include "record/survey/finding.h"

enum pooling {
	POOLING_UNKNOWN,
	POOLING_NONE,
	POOLING_SESSION,     /* a pooler that keeps a backend for each connection */
	POOLING_TRANSACTION, /* a pooler that gives each transaction any backend */
	POOLING_STATEMENT,   /* one that does so for each statement, and takes no transaction */
};

/* "transaction"; "" where it is unknown. */
const char *pooling_word(enum pooling pooling);

struct survey_connection {
	int pooling;
	enum fact second_answers; /* a second connection gets a backend, beside the first */
	int64_t backends; /* of a pooler in session mode: that connections at once have got, of as many
			     as a run needs, or of the first 100 */
	int64_t pgpool_servers; /* behind pgpool-II; UNMEASURED: there is none in between */
	enum fact is_encrypted;
	char *encryption; /* "TLSv1.3"; NULL: none */
	enum fact is_local;
};

struct survey_state {
	enum fact is_standby;
	enum fact is_read_only; /* transactions of the role are, by default */
};

struct survey_role {
	char *name;
	enum fact is_superuser;
	enum fact may_create; /* a schema in the database */
	enum fact may_make_temporary;
	enum fact may_checkpoint;
	enum fact may_load;         /* auto_explain, for plans */
	enum fact reads_settings;   /* all of them */
	enum fact reads_statistics; /* of all sessions */
	enum fact reads_files;      /* of the server */
	enum fact bypasses_row_security;
};

struct survey_database {
	char *name;
	int64_t connections; /* at once, for this role and database, by the limits alone */
	struct text_list event_triggers; /* that are enabled */
	struct text_list publications;   /* FOR ALL TABLES */
};

/* The schema that was named for a run; the name is NULL where none was. */
struct survey_schema {
	char *name;
	enum fact exists;
	enum fact may_create; /* in it */
	enum fact may_use;
	enum fact is_in_use;           /* another run works in it */
	int64_t objects;               /* in it */
	char *first;                   /* of these, with its kind: "table apps.orders" */
	enum fact is_left;             /* a run has begun there, and not ended */
	char *removal;                 /* statements that remove all objects, separated by "; " */
	struct text_list publications; /* FOR TABLES IN SCHEMA */
};

struct survey_slot {
	char *name;
	char *type; /* "physical", "logical" */
	enum fact is_active;
	int64_t retained_bytes; /* of WAL */
};

struct survey_slots {
	struct survey_slot *items;
	size_t count;
};

struct survey_replication {
	int64_t standbys; /* walsenders */
	char *synchronous_standby_names;
	int64_t required;       /* standbys that a commit waits for; 0: none */
	int64_t ready;          /* of those that are named, connected */
	enum fact commit_waits; /* synchronous_commit of the role asks for standbys */
	struct survey_slots slots;
};

struct survey_settings {
	struct manifest_setting *items;
	size_t count;
};

/* Seen where the server is on this machine. */
struct survey_space {
	char *filesystem;    /* type of that of the tables, "ext4" */
	int64_t table_bytes; /* free for tables */
	int64_t wal_bytes;   /* free for WAL */
	enum fact is_shared; /* both are on one file system */
};

/* What a run does there, where nothing rules it out. */
struct survey_effect {
	char *what; /* "schema", "disk", ... */
	char *detail;
};

struct survey_effects {
	struct survey_effect *items;
	size_t count;
};

struct survey {
	struct manifest_server server; /* as in run.json */
	struct survey_connection connection;
	struct survey_state state;
	struct survey_role role;
	struct survey_database database;
	struct survey_schema schema;
	struct survey_replication replication;
	struct survey_settings settings; /* that matter, whatever their source */
	struct survey_space space;
	struct text_list unread; /* parts that the server refused, with its reasons */
	struct survey_effects effects;
	struct finding_list findings;
};

extern const struct record_table survey_table;
extern const struct record_table survey_state_table;
extern const struct record_table survey_role_table;
extern const struct record_table survey_database_table;
extern const struct record_table survey_schema_table;
extern const struct record_table survey_replication_table;

void survey_init(struct survey *survey);
void survey_release(struct survey *survey);
#define SURVEY UP_CLEANUP(survey_release) struct survey

void survey_schema_init(struct survey_schema *schema);
void survey_schema_release(struct survey_schema *schema);
#define SURVEY_SCHEMA UP_CLEANUP(survey_schema_release) struct survey_schema

UP_MUST_CHECK enum up_status survey_add_effect(struct survey *survey, const char *what,
					       const char *detail, struct up_error *err);

/* Commits wait for standbys, and the role may not see whether those are connected. */
bool survey_commits_may_hang(const struct survey *survey);

/* NULL: it is not known. */
const struct manifest_setting *survey_setting(const struct survey *survey, const char *name);
/* Is the setting known to have that value? */
bool survey_setting_is(const struct survey *survey, const char *name, const char *value);

#endif
