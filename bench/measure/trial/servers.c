/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/servers.h"

#include "measure/case/feasibility.h"
#include "measure/case/planned_list.h"
#include "measure/case/scaling.h"
#include "measure/restore/restoration.h"
#include "measure/server/other_runs.h"
#include "measure/trial/rehearsal.h"
#include "measure/trial/trial.h"
#include "measure/trial/watchdog.h"
#include "measure/workload/synthetic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One server to be opened. */
struct wanted {
	const char *dbname;
	const struct arm *arm;                   /* NULL: the run's own */
	const struct manifest_scaled_size *size; /* NULL: it is not scaled */
	int segment_mb;                          /* of its WAL; 0: as by default */
	size_t number;                           /* of the server */
	struct subject *subject;                 /* borrowed */
	size_t connections;                      /* of its cases, which keep them */
	size_t rows;                             /* of its largest table */
	struct footprint_disk disk;
	struct pooled_request *pooled; /* owned, as is what is not borrowed from cases */
	size_t pooled_count;
};

static void wanted_release(struct wanted *wanted, size_t count)
{
	for (size_t w = 0; w < count; w++)
		free(wanted[w].pooled);
	free(wanted);
}

static bool is_shared_wanted(const struct case_list *cases)
{
	for (size_t c = 0; c < cases->count; c++) {
		if (cases->items[c].arm == NULL || !arm_has_server(cases->items[c].arm))
			return true;
	}
	return false;
}

static bool is_on(const struct trial_case *trial_case, const struct wanted *wanted)
{
	if (wanted->arm != NULL)
		return trial_case->arm == wanted->arm;
	if (wanted->size != NULL)
		return trial_case->server == wanted->number;
	return trial_case->arm == NULL || !arm_has_server(trial_case->arm);
}

/* A peer has its own next to those of its case. */
static void count_connections(const struct case_list *cases, struct wanted *wanted)
{
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		if (is_on(trial_case, wanted) && trial_case->pooled == NULL)
			wanted->connections += (size_t)trial_case->key.factors.workers *
					       (trial_case->peer != NULL ? 2 : 1);
	}
}

static size_t find_pooled(const struct wanted *wanted, const char *conninfo)
{
	size_t p = 0;

	for (; p < wanted->pooled_count; p++) {
		const char *other = wanted->pooled[p].conninfo;
		if (other != NULL && strcmp(other, conninfo) == 0)
			break;
	}
	return p;
}

/* One for each pooler, with the workers of the case that has most. */
static enum up_status list_pooled(const struct case_list *cases, struct wanted *wanted,
				  struct up_error *err)
{
	wanted->pooled = calloc(cases->count + 1, sizeof *wanted->pooled);
	if (wanted->pooled == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the servers");
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		const size_t workers = (size_t)trial_case->key.factors.workers;
		if (trial_case->pooled == NULL || !is_on(trial_case, wanted))
			continue;
		const size_t p = find_pooled(wanted, trial_case->pooled);
		struct pooled_request *request = &wanted->pooled[p];
		if (p == wanted->pooled_count)
			wanted->pooled_count++;
		request->conninfo = trial_case->pooled;
		request->named_by = trial_case->pooled == cases->pooled ? "--dbname" : "pooled";
		/* Else it is in the message already. */
		if (trial_case->pooled != cases->pooled && wanted->arm == NULL)
			request->arm = trial_case->arm->name;
		if (request->transactions < workers)
			request->transactions = workers;
	}
	return UP_OK;
}

/* What cases need that can be measured, as far as it is known. */
static enum up_status count_disk(const struct servers_options *options,
				 const struct case_list *cases, struct wanted *wanted,
				 struct up_error *err)
{
	const struct subject *subject = wanted->subject;
	const bool portable = case_list_has_peers(cases);
	UP_FREE struct footprint_table *tables = NULL;
	PLANNED_LIST planned = {0};
	struct up_error skipped;

	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		const struct population_request population =
			case_population(trial_case, SYNTHETIC_SEED, portable, false);
		if (is_on(trial_case, wanted) &&
		    feasibility_check(subject, trial_case, options->memory, &skipped) == UP_OK &&
		    subject->check(subject, &population, &skipped) == UP_OK)
			UP_TRY(planned_list_add(&planned, trial_case, &population, err));
	}
	UP_TRY(planned_list_tables(&planned, cases, &tables, err));
	for (size_t t = 0; t < planned.count; t++) {
		const size_t rows = tables[t].rows + tables[t].created;
		wanted->rows = rows > wanted->rows ? rows : wanted->rows;
	}
	wanted->disk = footprint_disk(tables, planned.count);
	return UP_OK;
}

static size_t count_most(const struct case_list *cases)
{
	return (cases->scaling != NULL ? cases->scaling->sizes.count : cases->arm_count) + 1;
}

static size_t list_sizes(const struct servers_options *options, const struct case_list *cases,
			 struct wanted *wanted)
{
	const struct manifest_scaling *scaling = cases->scaling;

	for (size_t s = 0; s < scaling->sizes.count; s++)
		wanted[s] = (struct wanted){
			.size = &scaling->sizes.items[s],
			.segment_mb = scaling_segment_mb(scaling, &scaling->sizes.items[s]),
			.number = s,
			.subject = options->subject};
	return scaling->sizes.count;
}

static size_t list_sides(const struct servers_options *options, struct case_list *cases,
			 struct wanted *wanted)
{
	size_t count = 0;

	if (is_shared_wanted(cases))
		wanted[count++] =
			(struct wanted){.dbname = options->dbname, .subject = options->subject};
	for (size_t a = 0; a < cases->arm_count; a++) {
		struct arm *arm = cases->arms[a];
		if (!arm_has_server(arm))
			continue;
		arm->server = count;
		wanted[count++] = (struct wanted){
			.dbname = arm->dbname != NULL ? arm->dbname : options->dbname,
			.arm = arm,
			.subject = arm->subject != NULL ? arm->subject : options->subject};
	}
	return count;
}

/* wanted has room for count_most(). */
static size_t list_wanted(const struct servers_options *options, struct case_list *cases,
			  struct wanted *wanted)
{
	const size_t count = cases->scaling != NULL ? list_sizes(options, cases, wanted)
						    : list_sides(options, cases, wanted);

	for (size_t w = 0; w < count; w++)
		count_connections(cases, &wanted[w]);
	return count;
}

/* Runs the SQL of an arm, after which the tables must still be such that they can be restored. */
static enum up_status change_schema(const struct arm *arm, const struct subject *subject,
				    const struct server *server, struct up_error *err)
{
	RESTORATION restoration = {0};

	UP_TRY(server_run_sql(server, arm->schema_sql, err));
	if (!subject->is_own)
		UP_TRY(rehearsal_check_types(server, subject, err));
	enum up_status status = restoration_read(server, subject, &restoration, err);
	return status == UP_STATEMENT ? (err->status = UP_INVALID) : status;
}

/* A copy of a large table takes long, and would go on when the user is gone. */
static enum up_status install(struct subject *subject, struct server *server, struct up_error *err)
{
	struct watchdog *watchdog = NULL;

	UP_TRY(watchdog_start(server, &watchdog, err));
	watchdog_arm(watchdog, (struct watchdog_target){.conns = &server->control, .count = 1}, 0);
	const enum up_status status = subject->install(subject, server, err);
	const enum up_status final = watchdog_finish(watchdog, status, err);
	watchdog_stop(watchdog);
	return final;
}

/* The caller closes the server, also after a failure. */
static enum up_status prepare(const struct wanted *wanted, struct server *server,
			      struct up_error *err)
{
	const struct arm *arm = wanted->arm;
	struct subject *subject = wanted->subject;

	if (subject->install != NULL && install(subject, server, err) != UP_OK)
		return arm != NULL && arm->subject != NULL
			       ? up_error_prefix(err, "arm %s: %s", arm->name, arm->shape_file)
			       : err->status;
	if (subject->is_own)
		server_keep_values_out(server);
	if (arm != NULL && arm->schema_sql != NULL &&
	    change_schema(arm, subject, server, err) != UP_OK)
		return up_error_prefix(err, "arm %s: %s", arm->name, arm->schema_source);
	return UP_OK;
}

/* One schema holds the tables of one server. */
static enum up_status check_schema(const struct servers_options *options,
				   const struct wanted *wanted, size_t count, struct up_error *err)
{
	size_t users = 0;

	for (size_t w = 0; w < count && options->schema != NULL; w++) {
		if (wanted[w].dbname != options->dbname)
			continue;
		if (++users == 2)
			return up_fail(err, UP_INVALID,
				       "--schema: arm %s needs a schema beside that of the other "
				       "cases, and one is given: leave out --schema, or measure "
				       "the arm in a run of its own",
				       wanted[w].arm->name);
	}
	return UP_OK;
}

static const char *named_by(const struct servers_options *options, const struct arm *arm)
{
	return arm != NULL && arm->dbname != NULL ? "dbname" : options->named_by;
}

static enum up_status open_one(const struct servers_options *options, const struct wanted *wanted,
			       struct server *server, struct up_error *err)
{
	const struct subject *subject = wanted->subject;
	const struct arm *arm = wanted->arm;
	const bool is_scaled = wanted->size != NULL;
	const struct server_options server_options = {
		.dbname = wanted->dbname,
		.named_by = named_by(options, arm),
		.bin_dir = options->bin_dir,
		.settings = is_scaled ? wanted->size->settings.items : options->settings,
		.setting_count = is_scaled ? wanted->size->settings.count : options->setting_count,
		.wal_segment_mb = wanted->segment_mb,
		.is_scaled = is_scaled,
		.schema = options->schema,
		.run_id = options->run_id,
		.schema_sql = subject->schema_sql,
		.is_distributed = arm != NULL && arm->distribution != NULL,
		.may_publish = options->may_publish,
		.connections = wanted->connections,
		.pooled = wanted->pooled,
		.pooled_count = wanted->pooled_count,
		.rows = wanted->rows,
		.table_bytes = isnan(wanted->disk.tables) ? 0 : wanted->disk.tables,
		.wal_bytes = isnan(wanted->disk.wal) ? 0 : wanted->disk.wal,
	};

	if (server_open(&server_options, server, err) != UP_OK)
		return arm != NULL ? up_error_prefix(err, "arm %s", arm->name) : err->status;
	return prepare(wanted, server, err);
}

/* Those with a name first: a private cluster takes away the environment that may be
 * needed to reach them.  What the run names is one server, for all arms. */
static enum up_status open_all(const struct servers_options *options, struct wanted *wanted,
			       struct server_list *servers, struct up_error *err)
{
	for (size_t s = 0; s < servers->count; s++) {
		if (wanted[s].dbname == NULL)
			continue;
		const bool is_own = wanted[s].dbname == options->dbname;
		if (is_own && servers->reached != NULL)
			wanted[s].dbname = servers->reached;
		UP_TRY(open_one(options, &wanted[s], &servers->items[s], err));
		if (is_own && servers->reached == NULL)
			UP_TRY(text_set(&servers->reached, servers->items[s].conninfo, err));
	}
	for (size_t s = 0; s < servers->count; s++) {
		if (wanted[s].dbname == NULL)
			UP_TRY(open_one(options, &wanted[s], &servers->items[s], err));
	}
	return UP_OK;
}

/* The most rows that a case puts into its table. */
static size_t most_rows(const struct case_list *cases)
{
	int64_t most = 1;

	for (size_t c = 0; c < cases->count; c++) {
		const struct factors *factors = &cases->items[c].key.factors;
		if (factors->rows > most)
			most = factors->rows;
		if (factors->table_rows > most)
			most = factors->table_rows;
	}
	return most < SYNTHETIC_MAX_ROWS ? (size_t)most : SYNTHETIC_MAX_ROWS;
}

static enum up_status rehearse_all(const struct case_list *cases, const struct server_list *servers,
				   const struct population_request *request, struct up_error *err)
{
	const struct subject *subject = cases->subject;
	POPULATION *population = NULL;

	UP_TRY(subject->populate(subject, request, &population, err));
	for (size_t a = 0; a < cases->arm_count; a++) {
		const struct arm *arm = cases->arms[a];
		if (arm->schema_sql != NULL && arm->subject == NULL &&
		    rehearsal_run(&servers->items[arm->server], subject, population->rows,
				  !request->ordinary, err) != UP_OK)
			return up_error_prefix(err, "arm %s: %s", arm->name, arm->schema_source);
	}
	return UP_OK;
}

/* With hostile values, or without them where a table refuses them.  A user's table has its own. */
static enum up_status rehearse(const struct case_list *cases, struct server_list *servers,
			       struct up_error *err)
{
	struct population_request request = {
		.seed = SYNTHETIC_SEED,
		.rows = most_rows(cases),
		.changed = 1,
		.portable = case_list_has_peers(cases),
	};

	if (cases->subject->is_own)
		return UP_OK;
	enum up_status status = rehearse_all(cases, servers, &request, err);
	if (status != UP_INVALID)
		return status;
	servers->refusal = strdup(err->message);
	if (servers->refusal == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the servers");
	request.ordinary = true;
	return rehearse_all(cases, servers, &request, err);
}

enum up_status servers_open(const struct servers_options *options, struct case_list *cases,
			    struct server_list *servers, struct up_error *err)
{
	const size_t most = count_most(cases);
	struct wanted *wanted = calloc(most, sizeof *wanted);
	struct server_list new = {.items = calloc(most, sizeof *new.items),
				  .subjects = calloc(most, sizeof(struct subject *))};

	if (wanted == NULL || new.items == NULL || new.subjects == NULL) {
		free(wanted);
		free(new.items);
		free(new.subjects);
		return up_fail(err, UP_NO_MEMORY, "out of memory for the servers");
	}
	new.count = list_wanted(options, cases, wanted);
	for (size_t s = 0; s < new.count; s++)
		new.subjects[s] = wanted[s].subject;
	enum up_status status = UP_OK;
	for (size_t w = 0; w < new.count &&status == UP_OK; w++)
		status = count_disk(options, cases, &wanted[w], err);
	for (size_t w = 0; w < new.count &&status == UP_OK; w++)
		status = list_pooled(cases, &wanted[w], err);
	if (status == UP_OK)
		status = check_schema(options, wanted, new.count, err);
	if (status == UP_OK)
		status = open_all(options, wanted, &new, err);
	wanted_release(wanted, new.count);
	if (status == UP_OK)
		case_list_set_table_rows(cases, options->subject);
	if (status == UP_OK)
		status = rehearse(cases, &new, err);
	if (status == UP_OK)
		status = servers_look_around(&new, err);
	if (status != UP_OK)
		servers_close(&new, NULL, NULL);
	else
		*servers = new;
	return status;
}

/* Each once, and none of this run. */
static enum up_status note_other_run(void *context, int backend, const char *schema,
				     struct up_error *err)
{
	struct server_list *servers = context;

	for (size_t s = 0; s < servers->count; s++) {
		const struct server *server = &servers->items[s];
		if (strcmp(server->schema, schema) == 0 ||
		    (server->control != NULL && PQbackendPID(server->control->pg) == backend))
			return UP_OK;
	}
	for (size_t r = 0; r < servers->other_runs.count; r++) {
		if (strcmp(servers->other_runs.items[r], schema) == 0)
			return UP_OK;
	}
	return text_list_add(&servers->other_runs, schema, err);
}

enum up_status servers_look_around(struct server_list *servers, struct up_error *err)
{
	for (size_t s = 0; s < servers->count; s++) {
		const struct server *server = &servers->items[s];
		if (server->cluster == NULL && server->control != NULL &&
		    up_conn_is_alive(server->control))
			UP_TRY(other_runs_find(server->control, note_other_run, servers, err));
	}
	return UP_OK;
}

void servers_close(struct server_list *servers, servers_complain *complain, void *context)
{
	struct up_error leftover;

	for (size_t s = 0; s < servers->count; s++) {
		if (server_close(&servers->items[s], &leftover) != UP_OK && complain != NULL)
			complain(context, &leftover);
	}
	free(servers->items);
	free(servers->subjects);
	free(servers->refusal);
	free(servers->reached);
	text_list_release(&servers->other_runs);
	*servers = (struct server_list){0};
}
