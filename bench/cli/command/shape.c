/* SPDX-License-Identifier: PostgreSQL */
/* upbench shape: what a table is made of, as a file, without its rows. */
#include "record/shape/shape.h"
#include "asset/version.h"
#include "cli/command/commands.h"
#include "cli/output/output_option.h"
#include "cli/output/print_document.h"
#include "measure/server/pooler_refusal.h"
#include "measure/table/table_shape.h"
#include "pg/conninfo.h"
#include "pg/session.h"
#include "record/replace.h"
#include "record/shape/file.h"
#include "show/review/shape.h"

struct shape_options {
	char *dbname;
	char *key;
	char *scope;
	int statistics; /* enum table_statistics */
	char *output;
	int format; /* enum result_format */
	bool quiet;
};

static const char *const statistics_words[] = {"none", "shape", "values", NULL};
static const char *const review_formats[] = {"terminal", "markdown", NULL};

#define FIELD(member) OPTION_FIELD(struct shape_options, member)

static const struct option_spec specs[] = {
	{.name = "dbname",
	 .letter = 'd',
	 .argument = "CONNINFO",
	 .kind = OPTION_STRING,
	 FIELD(dbname),
	 .help = "Server, as for psql: a name, a conninfo string or a URI. Nothing is written "
		 "there."},
	{.name = "key",
	 .argument = "COLUMN,...",
	 .kind = OPTION_STRING,
	 FIELD(key),
	 .help = "Columns by which an update finds a row, quoted as in SQL: those of a unique "
		 "index "
		 "of NOT NULL columns. Default: replica identity, primary key, the only such "
		 "index."},
	{.name = "scope",
	 .argument = "COLUMN",
	 .kind = OPTION_STRING,
	 FIELD(scope),
	 .help = "Column whose value all rows of a sync share, such as a tenant. Default: none."},
	{.name = "statistics",
	 .kind = OPTION_CHOICE,
	 FIELD(statistics),
	 .choices = statistics_words,
	 .initial = "shape",
	 .help = "Statistics of ANALYZE in the file. shape: numbers alone; values: also the most "
		 "common values and bounds of histograms, which are values of rows."},
	{.name = "output",
	 .letter = 'o',
	 .argument = "FILE",
	 .group = "Output",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "File of the shape; a review of it is printed. Default: standard output, without "
		 "the review."},
	{.name = "format",
	 .kind = OPTION_CHOICE,
	 FIELD(format),
	 .choices = review_formats,
	 .synonyms = format_synonyms,
	 .initial = "terminal",
	 .help = "Format of the review."},
	{QUIET_OPTION(struct shape_options, "No review.")},
	{0},
};

/* What the options ask for; owns what it points to. */
struct asked {
	struct table_name name;
	struct text_list key;
	struct text_list scope; /* one name, or none */
};

static void asked_release(struct asked *asked)
{
	table_name_release(&asked->name);
	text_list_release(&asked->key);
	text_list_release(&asked->scope);
}

static enum up_status parse_names(const struct invocation *invocation, struct asked *asked,
				  struct up_error *err)
{
	const struct shape_options *options = invocation->options;

	UP_TRY(table_name_parse(invocation->line->arguments[0], &asked->name, err));
	if (options->key != NULL && column_names_parse(options->key, &asked->key, err) != UP_OK)
		return up_error_prefix(err, "--key");
	if (options->scope != NULL &&
	    column_names_parse(options->scope, &asked->scope, err) != UP_OK)
		return up_error_prefix(err, "--scope");
	if (asked->scope.count > 1)
		return up_fail(err, UP_INVALID, "--scope: one column");
	return UP_OK;
}

static enum up_status read_shape(const struct invocation *invocation, const struct asked *asked,
				 struct shape *shape, struct up_error *err)
{
	const struct shape_options *options = invocation->options;
	UP_CONN *conn = NULL;
	UP_FREE char *tool = NULL;

	if (asprintf(&tool, "upbench %s", upbench_version()) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a shape");
	const struct table_request request = {
		.name = &asked->name,
		.key = &asked->key,
		.scope = asked->scope.count > 0 ? asked->scope.items[0] : NULL,
		.statistics = (enum table_statistics)options->statistics,
		.without = "take --statistics none",
		.tool = tool,
	};
	UP_TRY(up_conninfo_check(options->dbname, "--dbname", err));
	UP_TRY(pooler_refuse(options->dbname, "--dbname", err));
	const struct up_session session = {
		.conninfo = options->dbname, .name = "upbench shape", .use = UP_SESSION_CONTROL};
	UP_TRY(up_session_open(&session, &conn, err));
	return table_shape_read(conn, &request, shape, err);
}

static enum up_status write_shape(const struct invocation *invocation, const struct shape *shape,
				  struct up_error *err)
{
	const struct shape_options *options = invocation->options;
	UP_BUFFER text = {0};

	UP_TRY(shape_append(&text, shape, err));
	return output_option_write(options->output, invocation->out, replace_write_text, &text,
				   err);
}

static enum up_status print_review(const struct invocation *invocation, const struct shape *shape,
				   struct up_error *err)
{
	const struct shape_options *options = invocation->options;
	DOCUMENT document = {0};

	shape_review_append(&document, shape);
	UP_TRY(print_document(invocation->out, &document, (enum document_format)options->format,
			      err));
	return UP_OK;
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct shape_options *options = invocation->options;
	UP_CLEANUP(asked_release) struct asked asked = {0};
	SHAPE shape = {0};

	(void)code;
	if (options->dbname == NULL)
		return up_fail(err, UP_INVALID,
			       "--dbname is missing: name the server that has the table");
	UP_TRY(parse_names(invocation, &asked, err));
	UP_TRY(read_shape(invocation, &asked, &shape, err));
	UP_TRY(write_shape(invocation, &shape, err));
	if (options->statistics == TABLE_STATISTICS_VALUES && shape_has_values(&shape))
		fprintf(invocation->errors,
			"upbench shape: warning: with --statistics values the file holds values of "
			"rows: treat it like the table\n");
	if (options->quiet || replace_reaches_standard_output(options->output))
		return UP_OK;
	return print_review(invocation, &shape, err);
}

static const struct command_example examples[] = {
	{"upbench shape orders -d 'host=db dbname=shop' -o orders.shape.json",
	 "The shape in a file, and a review of it."},
	{"upbench shape sales.orders -d shop --key tenant,number --scope tenant",
	 "A key of two columns, in one of which all rows of a sync are equal."},
	{"upbench shape '\"Order Items\"' -d shop --statistics none",
	 "A name in quotes; no numbers."},
	{0},
};

const struct command command_shape = {
	.name = "shape",
	.arguments = "[SCHEMA.]TABLE",
	.summary = "write what a table is made of, without its rows, to a file",
	.description =
		"Reads the catalogs and the statistics of ANALYZE, in one transaction that writes "
		"nothing and scans no table, and writes the shape of a table: columns, types, key, "
		"indexes, constraints, partitions, sizes, and which columns an update sets. It "
		"holds "
		"no value of a row unless --statistics values asks for them. docs/shape.md "
		"describes "
		"its fields.\n"
		"\n"
		"The table is named as in SQL: what is not in double quotes is folded to lower "
		"case, "
		"and without SCHEMA the search path applies. Views, foreign tables, and tables "
		"without a key or with inheritance are refused.",
	.options = specs,
	.options_size = sizeof(struct shape_options),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
