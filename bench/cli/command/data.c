/* SPDX-License-Identifier: PostgreSQL */
/* upbench data: the data set as CSV. */
#include "cli/command/commands.h"
#include "cli/output/output_option.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "record/outlet.h"
#include "record/replace.h"
#include "source/csv_write.h"

#include <unistd.h>

#define ROWS_AT_ONCE 4096

struct data_options {
	char *output;
	int64_t rows;
	int64_t columns;
	double changed;
	double new;
	int64_t seed;
	int edition; /* enum edition */
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
	{.name = "rows",
	 .letter = 'r',
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rows),
	 .minimum = 1,
	 .maximum = SYNTHETIC_MAX_ROWS,
	 .initial = "1914",
	 .help = "Rows of the new edition."},
	{.name = "columns",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(columns),
	 .minimum = 2,
	 .maximum = PROGRAM_COLUMN_COUNT,
	 .initial = "20",
	 .help = "Number of columns, the key first."},
	{.name = "changed",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE,
	 FIELD(changed),
	 .initial = "1",
	 .help = "Share of rows that differ between the editions."},
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
	{0},
};

static enum up_status write_lines(const struct up_buffer *lines, FILE *out, struct up_error *err)
{
	UP_TRY(up_buffer_check(lines, err));
	if (fwrite(lines->data, 1, lines->length, out) != lines->length)
		return up_fail_errno(err, UP_IO, "cannot write the data set");
	return UP_OK;
}

static enum up_status write_data(FILE *out, const void *context, struct up_error *err)
{
	const struct data_options *options = context;
	const struct synthetic data = {
		.seed = (uint64_t)options->seed,
		.rows = (size_t)options->rows,
		.changed = options->changed,
		.new = options->new,
	};
	UP_RELATION program = {0};
	UP_RELATION relation = {0};
	UP_SOURCE *source = NULL;
	UP_BATCH batch = {0};
	UP_BUFFER lines = {0};
	UP_BUFFER field = {0};
	size_t count;

	UP_TRY(program_relation(&program, err));
	UP_TRY(up_relation_narrow(&program, (size_t)options->columns, NULL, &relation, err));
	UP_TRY(synthetic_open(&data, (enum edition)options->edition, &relation, &source, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	up_csv_write_header(&lines, &relation);
	do {
		UP_TRY(write_lines(&lines, out, err));
		up_buffer_clear(&lines);
		up_batch_clear(&batch);
		UP_TRY(source->read(source, &batch, ROWS_AT_ONCE, &count, err));
		for (size_t row = 0; row < count; row++)
			up_csv_write_row(&lines, &field, &batch, row);
	} while (count > 0 && !(replace_is_standard_output(options->output) &&
				outlet_is_abandoned(STDOUT_FILENO)));
	return UP_OK;
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct data_options *options = invocation->options;

	(void)code;
	return output_option_write(options->output, invocation->out, write_data, options, err);
}

const struct command command_data = {
	.name = "data",
	.summary = "write a data set as CSV",
	.description = "Writes the data set that `upbench run` with the same options uses. A row "
		       "is a function of the seed and its number alone, the same on every machine.",
	.options = specs,
	.options_size = sizeof(struct data_options),
	.run = run,
};
