/* SPDX-License-Identifier: PostgreSQL */
/* upbench doctor: what a server is, before anything is measured there. */
#include "asset/asset.h"
#include "cli/command/commands.h"
#include "cli/experiment/connection_options.h"
#include "cli/output/print_document.h"
#include "measure/case/footprint.h"
#include "measure/subject/program_subject.h"
#include "measure/survey/survey.h"
#include "pg/conninfo.h"
#include "record/object.h"
#include "show/export/json.h"
#include "show/review/survey.h"

#include <stdlib.h>

struct doctor_options {
	char *dbname;
	char *schema;
	int64_t rows;
	int format; /* enum result_format */
};

#define FIELD(member) OPTION_FIELD(struct doctor_options, member)

static const struct option_spec specs[] = {
	{.name = "dbname",
	 .letter = 'd',
	 .argument = "CONNINFO",
	 .kind = OPTION_STRING,
	 FIELD(dbname),
	 .help = "Server, as for psql: a name, a conninfo string or a URI. Nothing is written "
		 "there. Required."},
	SCHEMA_OPTION(struct doctor_options),
	{.name = "rows",
	 .letter = 'r',
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rows),
	 .minimum = 1,
	 .maximum = 10000000,
	 .initial = "1914",
	 .help = "Rows of the built-in table, for the disk that it needs."},
	FORMAT_OPTION(struct doctor_options, result_formats),
	{0},
};

/* That of a run with the built-in table. */
static enum up_status find_demand(const struct doctor_options *options,
				  struct survey_demand *demand, struct up_error *err)
{
	SUBJECT *subject = NULL;

	UP_TRY(program_subject_open(asset_find("schema/program.sql")->data, &subject, err));
	const struct footprint_table table = {.subject = subject, .rows = (size_t)options->rows};
	const struct footprint_disk disk = footprint_disk(&table, 1);
	*demand = (struct survey_demand){
		.schema = options->schema,
		.connections = 1,
		.rows = table.rows,
		.table_bytes = disk.tables,
		.wal_bytes = disk.wal,
	};
	return UP_OK;
}

static enum up_status print(const struct survey *survey, const struct invocation *invocation,
			    struct up_error *err)
{
	const struct doctor_options *options = invocation->options;
	DOCUMENT document = {0};
	UP_BUFFER json = {0};

	if (options->format == RESULT_JSON)
		UP_TRY(export_json_append(&json, object_write(&survey_table, survey), 0, err));
	else
		survey_review_append(&document, survey);
	return print_result(invocation->out, (enum result_format)options->format, &document, &json,
			    err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct doctor_options *options = invocation->options;
	struct survey_demand demand;
	UP_CONN *conn = NULL;
	SURVEY survey;

	survey_init(&survey);
	if (options->dbname == NULL)
		return up_fail(err, UP_INVALID, "--dbname is missing: name the server");
	UP_TRY(find_demand(options, &demand, err));
	UP_TRY(up_conninfo_check(options->dbname, "--dbname", err));
	UP_TRY(up_conn_open(options->dbname, &conn, err));
	UP_TRY(survey_take(conn, options->dbname, &demand, &survey, err));
	UP_TRY(print(&survey, invocation, err));
	if (finding_list_first(&survey.findings, SEVERITY_REFUSED) != NULL)
		*code = EXIT_CODE_USAGE;
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench doctor -d 'host=db dbname=shop'",
	 "What the server is, and what rules a run out."},
	{"upbench doctor -d shop --rows 1e6 --format json", "The same for a program."},
	{0},
};

const struct command command_doctor = {
	.name = "doctor",
	.summary = "look at a server before a run; nothing is written there",
	.description =
		"Prints what a server is: engine and version, primary or standby, a pooler in "
		"between, the rights of the role, settings, replication; what a run does there, "
		"unless it is ruled out; and what was found: what rules a run out, warnings, and "
		"notes. Each finding has its consequence and a remedy.\n"
		"\n"
		"Reads in transactions that only read. Every command that works on a named server "
		"looks in the same way first. Exits with 2 when a run is ruled out. "
		"docs/servers.md "
		"describes the findings.",
	.options = specs,
	.options_size = sizeof(struct doctor_options),
	.examples = examples,
	.run = run,
};
