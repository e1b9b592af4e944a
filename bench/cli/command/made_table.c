/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/made_table.h"

#include "cli/experiment/subject_option.h"
#include "measure/process/interrupt.h"
#include "measure/trial/watchdog.h"

enum up_status made_subject_open(const struct table_options *options, const char *dbname,
				 int64_t rows, char **reached, struct subject **subject,
				 struct up_error *err)
{
	const struct run_options own = {
		.dbname = (char *)(uintptr_t)dbname,
		.table = options->table,
		.shape = options->shape,
		.leaf = options->leaf,
		.key = options->key,
		.sample = 1,
		.data = options->table != NULL ? OWN_DATA_SHAPE : OWN_DATA_ROWS,
	};

	return subject_option_open(&own, &rows, reached, subject, err);
}

static enum up_status fill(struct subject *subject, const struct population_request *request,
			   struct made_table *table, struct up_error *err)
{
	if (subject->install != NULL)
		UP_TRY(subject->install(subject, &table->server, err));
	UP_TRY(subject->check(subject, request, err));
	return dataset_load(&table->dataset, subject, request, 1, &table->server, err);
}

/* Statements that take long would go on when the user is gone. */
static enum up_status fill_watched(struct subject *subject,
				   const struct population_request *request,
				   struct made_table *table, struct up_error *err)
{
	struct watchdog *watchdog = NULL;

	UP_TRY(watchdog_start(&table->server, &watchdog, err));
	watchdog_arm(watchdog,
		     (struct watchdog_target){.conns = &table->server.control, .count = 1}, 0);
	const enum up_status status =
		watchdog_finish(watchdog, fill(subject, request, table, err), err);
	watchdog_stop(watchdog);
	return status == UP_INTERRUPTED ? interrupt_fail(err) : status;
}

enum up_status made_table_open(const struct server_options *options, struct subject *subject,
			       const struct population_request *request, struct made_table *table,
			       struct up_error *err)
{
	struct made_table new = {0};

	UP_TRY(server_open(options, &new.server, err));
	const enum up_status status = fill_watched(subject, request, &new, err);
	if (status == UP_OK)
		*table = new;
	else
		made_table_close(&new, NULL);
	return status;
}

enum up_status made_table_close(struct made_table *table, struct up_error *err)
{
	dataset_release(&table->dataset);
	return server_close(&table->server, err);
}
