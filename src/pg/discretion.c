/* SPDX-License-Identifier: PostgreSQL */
#include "pg/discretion.h"

#include "pg/condition.h"

#include <stdbool.h>

/* ---- where an error comes from ------------------------------------------ */

/* Where rows are held against constraints, and against the size of an index's page. */
static const char *const constraint_files[] = {
	"domains.c",   "execExprInterp.c", "execIndexing.c",
	"execMain.c",  "execPartition.c",  "execReplication.c",
	"nbtinsert.c", "nbtutils.c",       "ri_triggers.c",
	"tablecmds.c", "tuplesort.c",      "tuplesortvariants.c",
	NULL,
};

/* Where objects are made and changed: all that is quoted are names, and parts of the definition. */
static const char *const definition_files[] = {
	"heap.c", "index.c", "indexcmds.c", "reloptions.c", "tablecmds.c", NULL,
};

/* Where a statement is parsed and planned: a literal in it is read elsewhere. */
static const char *const statement_files[] = {
	"aclchk.c",
	"analyze.c",
	"execMain.c",
	"execPartition.c",
	"guc.c",
	"nodeModifyTable.c",
	"parse_clause.c",
	"parse_coerce.c",
	"parse_func.c",
	"parse_oper.c",
	"parse_relation.c",
	"parse_target.c",
	"plancache.c",
	"plancat.c",
	"planner.c",
	"rewriteHandler.c",
	"trigger.c",
	NULL,
};

/* Where rights to objects are checked, also to temporary tables and to libraries that are loaded.  Of
 * namespace.c only the right: it quotes names that it does not find, and regclass takes values there. */
static const char *const right_files[] = {"dfmgr.c", "namespace.c", NULL};

/* Where a text is longer than a varchar(20) holds: the message has the 20. */
static const char *const length_files[] = {"varchar.c", NULL};

/* Errors whose messages have no values. */
static const struct {
	const char *sqlstate;     /* or its beginning: all of a class */
	const char *const *files; /* NULL: wherever they come from */
} speakable[] = {
	{"08P01", NULL}, /* protocol_violation */
	{"0A000", statement_files},
	{"21000", NULL}, /* cardinality_violation: a row is written twice */
	{"22001", length_files},
	{"23", constraint_files},
	{"25", NULL},                /* invalid_transaction_state */
	{"26", NULL},                /* invalid_sql_statement_name */
	{"27", NULL},                /* triggered_data_change_violation */
	{"22023", definition_files}, /* of a storage parameter */
	{"40", NULL},                /* transaction_rollback: serialization, deadlock */
	{"42501", statement_files},
	{"42501", right_files},
	{"427", definition_files}, /* undefined_column, duplicate_column, undefined_object, ... */
	{"42P", definition_files}, /* undefined_table, duplicate_table, ... */
	{"42703", statement_files},
	{"42804", statement_files},
	{"42883", statement_files},
	{"428C9", statement_files},
	{"42P01", statement_files},
	{"42P10", statement_files},
	{"44000", constraint_files},
	{"53", NULL},    /* insufficient_resources */
	{"55006", NULL}, /* object_in_use */
	{"55P02", NULL}, /* cant_change_runtime_param */
	{"55P03", NULL}, /* lock_not_available */
	{"57", NULL},    /* operator_intervention */
	{"58", NULL},    /* system_error */
};

static const char *field_of(const PGresult *result, int field)
{
	const char *value = PQresultErrorField(result, field);
	return value != NULL ? value : "";
}

static bool is_from(const PGresult *result, const char *const *files)
{
	const char *source = field_of(result, PG_DIAG_SOURCE_FILE);

	for (; *files != NULL; files++) {
		if (strcmp(source, *files) == 0)
			return true;
	}
	return false;
}

static bool is_speakable(const PGresult *result)
{
	const char *sqlstate = field_of(result, PG_DIAG_SQLSTATE);

	if (field_of(result, PG_DIAG_CONTEXT)[0] != '\0' ||
	    field_of(result, PG_DIAG_INTERNAL_QUERY)[0] != '\0')
		return false;
	for (size_t s = 0; s < sizeof speakable / sizeof speakable[0]; s++) {
		if (strncmp(sqlstate, speakable[s].sqlstate, strlen(speakable[s].sqlstate)) == 0 &&
		    (speakable[s].files == NULL || is_from(result, speakable[s].files)))
			return true;
	}
	return false;
}

/* ---- what is shown ------------------------------------------------------ */

static void append_names(struct up_buffer *text, const PGresult *result)
{
	static const struct {
		int field;
		const char *what;
	} names[] = {
		{PG_DIAG_CONSTRAINT_NAME, "constraint"},
		{PG_DIAG_TABLE_NAME, "table"},
		{PG_DIAG_COLUMN_NAME, "column"},
		{PG_DIAG_DATATYPE_NAME, "type"},
	};
	const char *separator = " of ";

	if (!is_from(result, constraint_files))
		return;
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		const char *name = field_of(result, names[n].field);
		if (name[0] == '\0')
			continue;
		up_buffer_append_format(text, "%s%s \"%s\"", separator, names[n].what, name);
		separator = ", ";
	}
}

/* The message of a syntax error quotes the text of the statement, which may have literals. */
static void append_position(struct up_buffer *text, const PGresult *result)
{
	const char *position = field_of(result, PG_DIAG_STATEMENT_POSITION);

	if (position[0] != '\0' && strcmp(field_of(result, PG_DIAG_SQLSTATE), "42601") == 0)
		up_buffer_append_format(text, " at character %s of the text", position);
}

void up_discretion_append(struct up_buffer *text, const PGresult *result)
{
	const char *sqlstate = field_of(result, PG_DIAG_SQLSTATE);
	const char *name = up_condition_name(sqlstate);

	if (is_speakable(result)) {
		up_buffer_append_string(text, field_of(result, PG_DIAG_MESSAGE_PRIMARY));
	} else {
		up_buffer_append_string(text, name != NULL ? name : "an error");
		append_position(text, result);
		append_names(text, result);
		up_buffer_append_string(
			text, "; the server's message is not shown, since it could show a row");
	}
	up_buffer_append_format(text, " (SQLSTATE %s)", sqlstate);
}
