/* SPDX-License-Identifier: PostgreSQL */
/* upbench data: the data set as CSV. */
#include "cli/command/commands.h"
#include "cli/command/made_table.h"
#include "cli/experiment/column_choice.h"
#include "cli/experiment/connection_options.h"
#include "cli/experiment/table_options.h"
#include "cli/measurement/connection.h"
#include "cli/measurement/server_warning.h"
#include "cli/output/output_option.h"
#include "measure/clone/waiver.h"
#include "measure/process/interrupt.h"
#include "measure/workload/synthetic.h"
#include "record/outlet.h"
#include "record/replace.h"
#include "source/csv_write.h"
#include "text/display.h"

#include <string.h>
#include <unistd.h>

#define ROWS_AT_ONCE 4096

struct data_options {
	char *output;
	int64_t rows;
	struct column_list columns;
	double changed;
	double new;
	int64_t seed;
	int edition; /* enum edition */
	struct table_options own;
	char *dbname;
	char *schema;
	char *pg_bin;
	bool may_publish;
};

static const char *const editions[] = {"old", "new", NULL};

#define FIELD(member) OPTION_FIELD(struct data_options, member)

static const struct option_spec specs[] = {
	{.name = "output",
	 .letter = 'o',
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "File of the data set. Default: standard output."},
	{ROWS_OPTION(struct data_options, SYNTHETIC_MAX_ROWS, "Rows of the new edition.")},
	{.name = "columns",
	 .argument = "N|NAMES",
	 .kind = OPTION_COLUMN_LIST,
	 FIELD(columns),
	 .minimum = 2,
	 .maximum = UP_RELATION_MAX_COLUMNS,
	 .initial = "20",
	 .help = "Number of columns, the key first, or names of columns besides the key. Default "
		 "for --table and --shape: all that travel."},
	{CHANGED_OPTION(struct data_options, "Share of rows that differ between the editions.")},
	{.name = "new",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE,
	 FIELD(new),
	 .initial = "0",
	 .help = "Share of rows that are missing from the old edition."},
	{.name = "edition",
	 .argument = "old|new",
	 .kind = OPTION_CHOICE,
	 FIELD(edition),
	 .choices = editions,
	 .initial = "new",
	 .help = "Content of the table before a sync (old), or of the batch (new)."},
	{SEED_OPTION(struct data_options, "Seed of the data set.")},
	TABLE_OPTIONS(struct data_options),
	CONNECTION_OPTIONS(struct data_options),
	{0},
};

static enum up_status write_lines(const struct up_buffer *lines, FILE *out, struct up_error *err)
{
	UP_TRY(up_buffer_check(lines, err));
	if (fwrite(lines->data, 1, lines->length, out) != lines->length)
		return up_fail_errno(err, UP_IO, "cannot write the data set");
	return UP_OK;
}

/* What is written, and whither. */
struct writing {
	struct up_source *source;
	bool is_printed; /* to the standard output */
};

static enum up_status write_rows(FILE *out, const void *context, struct up_error *err)
{
	const struct writing *writing = context;
	UP_BATCH batch = {0};
	UP_BUFFER lines = {0};
	UP_BUFFER field = {0};
	size_t count;

	UP_TRY(up_batch_init(&batch, writing->source->relation, err));
	up_csv_write_header(&lines, writing->source->relation);
	do {
		if (interrupt_signal() != 0)
			return interrupt_fail(err);
		UP_TRY(write_lines(&lines, out, err));
		up_buffer_clear(&lines);
		up_batch_clear(&batch);
		UP_TRY(writing->source->read(writing->source, &batch, ROWS_AT_ONCE, &count, err));
		for (size_t row = 0; row < count; row++)
			up_csv_write_row(&lines, &field, &batch, row);
	} while (count > 0 && !(writing->is_printed && outlet_is_abandoned(STDOUT_FILENO)));
	return UP_OK;
}

static enum up_status write_source(const struct invocation *invocation, struct up_source *source,
				   struct up_error *err)
{
	const struct data_options *options = invocation->options;
	const struct writing writing = {.source = source,
					.is_printed = replace_is_standard_output(options->output)};

	return output_option_write(options->output, invocation->out, write_rows, &writing, err);
}

/* ---- the built-in table ------------------------------------------------ */

static enum up_status write_program(const struct invocation *invocation,
				    const struct up_relation *relation, struct up_error *err)
{
	const struct data_options *options = invocation->options;
	const struct synthetic data = {
		.seed = (uint64_t)options->seed,
		.rows = (size_t)options->rows,
		.changed = options->changed,
		.new = options->new,
	};
	UP_SOURCE *source = NULL;

	UP_TRY(synthetic_open(&data, (enum edition)options->edition, relation, &source, err));
	return write_source(invocation, source, err);
}

/* ---- a table of a shape ------------------------------------------------ */

static enum up_status write_population(const struct invocation *invocation,
				       const struct population *population,
				       const struct up_relation *relation, struct up_error *err)
{
	const struct data_options *options = invocation->options;
	UP_SOURCE *source = NULL;

	UP_TRY(rows_open_source(population->rows, relation, (enum edition)options->edition, &source,
				err));
	return write_source(invocation, source, err);
}

/* Constraints of the table that were left out, so that there are rows at all. */
static enum up_status print_broken(const struct invocation *invocation,
				   const struct subject *subject, struct up_error *err)
{
	struct manifest manifest;
	const struct text_list *left_out = &manifest.relation.own.left_out;
	UP_BUFFER text = {0};

	if (subject->describe == NULL)
		return UP_OK;
	manifest_init(&manifest);
	const enum up_status status = subject->describe(subject, &manifest.relation.own, err);
	for (size_t o = 0; status == UP_OK && o < left_out->count; o++) {
		if (strstr(left_out->items[o], WAIVER_WHY) == NULL)
			continue;
		up_buffer_append_string(&text, "\n  ");
		display_append(&text, left_out->items[o], SIZE_MAX);
	}
	manifest_release(&manifest);
	UP_TRY(status);
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		fprintf(invocation->errors,
			"upbench data: warning: the table would refuse some of these rows:%s\n",
			text.data);
	return UP_OK;
}

/* The server judges which rows the table takes; what is made there is gone before the exit. */
static enum up_status write_made(const struct invocation *invocation, const char *reached,
				 struct subject *subject, const struct up_relation *relation,
				 struct up_error *err)
{
	const struct data_options *options = invocation->options;
	const struct server_options server_options = {
		.dbname = reached != NULL ? reached : options->dbname,
		.schema = options->schema,
		.bin_dir = options->pg_bin,
		.schema_sql = subject->schema_sql,
		.may_publish = options->may_publish,
	};
	const struct population_request request = {
		.seed = (uint64_t)options->seed,
		.rows = (size_t)options->rows,
		.changed = options->changed,
		.new = options->new,
	};
	struct made_table table;
	struct up_error leftover;

	interrupt_install();
	UP_TRY(made_table_open(&server_options, subject, &request, &table, err));
	server_warning(invocation, &table.server, NULL, 0);
	enum up_status status = print_broken(invocation, subject, err);
	if (status == UP_OK)
		status = write_population(invocation, table.dataset.population, relation, err);
	if (made_table_close(&table, &leftover) != UP_OK)
		fprintf(invocation->errors, "upbench data: warning: %s\n", leftover.message);
	return status;
}

/* ---- the command ------------------------------------------------------- */

static enum up_status check_server(const struct data_options *options, struct up_error *err)
{
	if (options->own.table == NULL && options->own.shape == NULL &&
	    (options->dbname != NULL || options->pg_bin != NULL))
		return up_fail(err, UP_INVALID,
			       "--%s requires --table or --shape: the rows of the built-in table "
			       "are made without a server",
			       options->dbname != NULL ? "dbname" : "pg-bin");
	return connection_check(options->dbname, options->schema, options->pg_bin, err);
}

static enum up_status choose_columns(const struct invocation *invocation, struct subject *subject,
				     struct up_relation *relation, struct up_error *err)
{
	const struct data_options *options = invocation->options;
	const struct number_list *counts = &options->columns.counts;
	size_t count = subject->relation.column_count;

	UP_TRY(column_choice_take(subject, &options->columns, true, err));
	if (options->columns.names != NULL) {
		count = subject->relation.key_count + subject->named_columns.count;
	} else if (!subject->is_own || command_line_gives(invocation->line, "columns")) {
		if (counts->count != 1)
			return up_fail(err, UP_INVALID, "one number, or names of columns");
		UP_TRY(column_choice_check(subject, counts, err));
		count = (size_t)counts->items[0];
	}
	return up_relation_narrow(&subject->relation, count, NULL, relation, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct data_options *options = invocation->options;
	UP_FREE char *reached = NULL;
	SUBJECT *subject = NULL;
	UP_RELATION relation = {0};

	(void)code;
	UP_TRY(check_server(options, err));
	UP_TRY(made_subject_open(&options->own, options->dbname, options->rows, &reached, &subject,
				 err));
	if (choose_columns(invocation, subject, &relation, err) != UP_OK)
		return up_error_prefix(err, "--columns");
	return subject->is_own ? write_made(invocation, reached, subject, &relation, err)
			       : write_program(invocation, &relation, err);
}

static const struct command_example examples[] = {
	{"upbench data -r 1e5 -o rows.csv", "Of the built-in table."},
	{"upbench data --shape orders.shape.json -r 1000 --edition old",
	 "Made-up rows of a table of yours."},
	{0},
};

const struct command command_data = {
	.name = "data",
	.summary = "write a data set as CSV",
	.description =
		"Writes the data set that `upbench run` with the same options uses. A row "
		"is a function of the seed and its number alone, the same on every machine.\n"
		"\n"
		"With --shape or --table it writes the rows that `upbench run` with --shape, or "
		"with --table and --data shape, makes up: those of a sync, in the columns that "
		"travel. A server judges which of them the table takes. Values of rows of yours "
		"are in no file of upbench's, so rows of the table itself cannot be written.",
	.options = specs,
	.options_size = sizeof(struct data_options),
	.examples = examples,
	.run = run,
};
