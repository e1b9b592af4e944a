/* SPDX-License-Identifier: PostgreSQL */
/* upbench check: how strategies treat hostile data. */
#include "measure/conformance/check.h"
#include "asset/asset.h"
#include "cli/command/commands.h"
#include "cli/command/made_table.h"
#include "cli/experiment/connection_options.h"
#include "cli/experiment/strategy_name.h"
#include "cli/experiment/table_options.h"
#include "cli/measurement/connection.h"
#include "cli/measurement/server_warning.h"
#include "cli/output/print_document.h"
#include "measure/process/interrupt.h"
#include "measure/workload/synthetic.h"
#include "show/export/conformance_json.h"
#include "show/section/conformance.h"

struct check_options {
	char *dbname;
	char *schema;
	char *pg_bin;
	bool may_publish;
	struct table_options own;
	struct string_list strategy;
	int format; /* enum result_format */
};

#define FIELD(member) OPTION_FIELD(struct check_options, member)

static const struct option_spec specs[] = {
	CONNECTION_OPTIONS(struct check_options),
	TABLE_OPTIONS(struct check_options),
	{.name = "strategy",
	 .group = "Options",
	 .letter = 's',
	 .argument = "LIST",
	 .kind = OPTION_NAME_LIST,
	 FIELD(strategy),
	 .listing = "strategies",
	 .help = "Strategies. Default: all."},
	FORMAT_OPTION(struct check_options, result_formats),
	{0},
};

/* The named strategies, or all of them; to be freed. */
static enum up_status find_strategies(const struct string_list *names,
				      struct checked_strategy **strategies, size_t *count,
				      struct up_error *err)
{
	char every[] = "all";
	const struct string_list all = {.items = (char *[]){every}, .count = 1};
	UP_FREE struct contender *contenders = NULL;

	if (strategy_names_find(names->count > 0 ? names : &all, &contenders, count, err) != UP_OK)
		return up_error_prefix(err, "--strategy");
	*strategies = calloc(*count, sizeof **strategies);
	if (*strategies == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for strategies");
	for (size_t c = 0; c < *count; c++)
		(*strategies)[c] =
			(struct checked_strategy){contenders[c].strategy, contenders[c].role};
	return UP_OK;
}

/* The server is gone afterwards, however it ended. */
static enum up_status check_on_server(const struct invocation *invocation,
				      const struct checked_strategy *strategies, size_t count,
				      struct conformance_list *list, struct up_error *err)
{
	const struct check_options *options = invocation->options;
	const struct server_options server_options = {
		.may_publish = options->may_publish,
		.dbname = options->dbname,
		.schema = options->schema,
		.bin_dir = options->pg_bin,
		.schema_sql = asset_find("schema/hostile.sql")->data,
		.connections = 1,
	};
	struct server server;
	struct up_error leftover;

	UP_TRY(server_open(&server_options, &server, err));
	server_warning(invocation, &server, NULL, 0);
	const struct conformance_check check = {
		.server = &server, .strategies = strategies, .strategy_count = count};
	enum up_status status = conformance_check_run(&check, list, err);
	if (server_close(&server, &leftover) != UP_OK)
		fprintf(invocation->errors, "upbench check: warning: %s\n", leftover.message);
	return status == UP_INTERRUPTED ? interrupt_fail(err) : status;
}

/* ---- a table of the user's --------------------------------------------- */

#define OWN_ROWS 40
#define OWN_NEW 0.25 /* share of rows that the table does not have */

static enum up_status check_own_table(const struct invocation *invocation, const char *reached,
				      struct subject *subject,
				      const struct checked_strategy *strategies, size_t count,
				      struct conformance_list *list, struct up_error *err)
{
	const struct check_options *options = invocation->options;
	const struct server_options server_options = {
		.dbname = reached != NULL ? reached : options->dbname,
		.schema = options->schema,
		.bin_dir = options->pg_bin,
		.schema_sql = subject->schema_sql,
		.may_publish = options->may_publish,
		.connections = 1,
	};
	struct population_request request = {
		.seed = SYNTHETIC_SEED, .rows = OWN_ROWS, .changed = 1, .new = OWN_NEW};
	struct made_table made;
	struct up_error no_new;
	struct up_error leftover;

	const char *reason = NULL;

	if (subject->relation.partial || subject->check(subject, &request, &no_new) != UP_OK)
		reason = "no row can be created: a column that does not travel may not be null, or "
			 "has a default";
	if (reason != NULL)
		request.new = 0;
	UP_TRY(made_table_open(&server_options, subject, &request, &made, err));
	server_warning(invocation, &made.server, NULL, 0);
	const struct own_fixture_table table = {
		.subject = subject, .population = made.dataset.population, .no_new = reason};
	const struct conformance_check check = {.server = &made.server,
						.table = &table,
						.strategies = strategies,
						.strategy_count = count};
	const enum up_status status = conformance_check_run(&check, list, err);
	if (made_table_close(&made, &leftover) != UP_OK)
		fprintf(invocation->errors, "upbench check: warning: %s\n", leftover.message);
	return status == UP_INTERRUPTED ? interrupt_fail(err) : status;
}

/* ---- the command ------------------------------------------------------- */

static enum up_status print(const struct conformance_list *list, enum result_format format,
			    FILE *out, struct up_error *err)
{
	DOCUMENT document = {0};
	UP_BUFFER json = {0};

	if (format == RESULT_JSON)
		UP_TRY(conformance_append_json(&json, list, err));
	else
		conformance_append(&document, list, false);
	return print_result(out, format, &document, &json, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct check_options *options = invocation->options;
	UP_FREE struct checked_strategy *strategies = NULL;
	UP_FREE char *reached = NULL;
	SUBJECT *subject = NULL;
	CONFORMANCE_LIST list = {0};
	size_t count;

	interrupt_install();
	UP_TRY(connection_check(options->dbname, options->schema, options->pg_bin, err));
	UP_TRY(find_strategies(&options->strategy, &strategies, &count, err));
	UP_TRY(made_subject_open(&options->own, options->dbname, OWN_ROWS, &reached, &subject,
				 err));
	if (subject->is_own)
		UP_TRY(check_own_table(invocation, reached, subject, strategies, count, &list,
				       err));
	else
		UP_TRY(check_on_server(invocation, strategies, count, &list, err));
	UP_TRY(print(&list, (enum result_format)options->format, invocation->out, err));
	if (conformance_list_count(&list, CONFORMANCE_DEPARTS) > 0)
		*code = EXIT_CODE_WRONG_STATE;
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench check", "All strategies, on a private cluster."},
	{"upbench check --table public.orders -d shop",
	 "All strategies, on a table made like this one, with made-up rows."},
	{"upbench check -s merge-copy,upsert-copy --format markdown", "Two of them, for a report."},
	{0},
};

const struct command command_check = {
	.name = "check",
	.summary = "check how strategies treat hostile data; nothing is timed",
	.description =
		"Runs every strategy on unusual data and tables, such as duplicate keys, values "
		"out of range, invalid UTF-8, triggers and partitions. Compares the outcome with "
		"the policy, and the table with the state that the client expects.\n"
		"\n"
		"With --table or --shape it runs them on a table made from this shape, with "
		"made-up "
		"rows: also with no rows, one row, a key twice, keys that the table does not have, "
		"nulls, and texts that the server refuses. What the table refuses by itself is "
		"skipped. Columns that do not travel must stay as they are.\n"
		"\n"
		"Exits with 6 when a strategy departs from the policy, and with 5 when the server "
		"fails. A strategy that the server refuses to carry out with plain data is "
		"skipped.",
	.options = specs,
	.options_size = sizeof(struct check_options),
	.examples = examples,
	.run = run,
};
