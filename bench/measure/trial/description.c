/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/description.h"

#include "measure/probe/cgroup.h"
#include "measure/probe/host.h"
#include "measure/probe/mount.h"
#include "measure/restore/restoration.h"
#include "measure/server/checkpointing.h"
#include "measure/server/role_limits.h"
#include "measure/survey/description.h"
#include "measure/trial/pair_decision.h"
#include "measure/trial/resource_usage.h"
#include "pg/statement.h"

#include <string.h>
#include <sys/utsname.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a description");
}

/* ---- files ------------------------------------------------------------ */

/* Words that come with a secret, in SQL, in connection strings and in URIs. */
static bool may_hold_secret(const char *text)
{
	static const char *const words[] = {"passw", "secret", "token", "://"};

	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strcasestr(text, words[w]) != NULL)
			return true;
	}
	return false;
}

enum up_status describe_file(const char *path, const char *text, const struct server *server,
			     struct manifest_file *file, struct up_error *err)
{
	const struct up_params params = {.count = 1, .values = &text};
	UP_RESULT *result = NULL;
	const char *slash = strrchr(path, '/');

	UP_TRY(up_conn_exec_params(server->control,
				   "SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex')", &params,
				   NULL, &result, err));
	UP_TRY(text_set(&file->name, slash != NULL ? slash + 1 : path, err));
	UP_TRY(text_set(&file->sha256, PQgetvalue(result, 0, 0), err));
	return may_hold_secret(text) ? UP_OK : text_set(&file->text, text, err);
}

/* ---- restoring ------------------------------------------------------- */

static enum up_status describe_restore(const struct server *server, const struct subject *subject,
				       struct text_list *restore, struct up_error *err)
{
	RESTORATION restoration = {0};

	UP_TRY(restoration_read(server, subject, &restoration, err));
	for (size_t s = 0; s < restoration.statements.count; s++)
		UP_TRY(text_list_add(restore, restoration.statements.items[s], err));
	return UP_OK;
}

/* ---- servers ---------------------------------------------------------- */

static enum up_status describe_cluster(const struct cluster *cluster,
				       struct manifest_server *description, struct up_error *err)
{
	UP_FREE char *filesystem = mount_type_at(cluster_directory(cluster));

	for (const char *const *set = cluster_settings(cluster); *set != NULL; set++) {
		/* The place of the socket is a new one each time. */
		if (strncmp(*set, "unix_socket_directories=", 24) != 0)
			UP_TRY(text_list_add(&description->set_by_upbench, *set, err));
	}
	return text_set(&description->filesystem, filesystem, err);
}

/* The file system is that of a private cluster: where a named server keeps its files is its own
 * affair. */
static enum up_status describe_server(const struct server *server,
				      struct manifest_server *description, struct up_error *err)
{
	UP_POOL pool = {0};

	description->is_private = fact_of(server->cluster != NULL);
	UP_TRY(text_set(&description->counters_of, resource_usage_source(server), err));
	if (server->cluster != NULL)
		UP_TRY(describe_cluster(server->cluster, description, err));
	enum up_status status = server_open_pool(server, server_direct(server), 1, &pool, err);
	if (status == UP_OK)
		status = description_read(server->control, pool.conns[0], description, err);
	if (status != UP_OK)
		role_limits_explain_end(server->conninfo, err);
	return status;
}

/* named: the pooler, as it was given; NULL: none. */
static enum up_status describe_pooler(const struct server *server, const char *named, char **mode,
				      struct up_error *err)
{
	const struct pooled_way *way = pooled_way_named(&server->pooled, named);

	return way != NULL ? text_set(mode, pooling_word((enum pooling)way->pooling), err) : UP_OK;
}

/* ---- tables ----------------------------------------------------------- */

static enum up_status describe_table(const struct subject *subject,
				     struct manifest_relation *description, struct up_error *err)
{
	const struct up_relation *relation = &subject->relation;

	UP_TRY(text_set(&description->table, relation->table, err));
	UP_TRY(text_set(&description->scope, relation->scope.name, err));
	if (subject->describe != NULL)
		UP_TRY(subject->describe(subject, &description->own, err));
	for (size_t c = 0; c < subject->named_columns.count; c++)
		UP_TRY(text_list_add(&description->named_columns, subject->named_columns.items[c],
				     err));
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_column *from = &relation->columns[c];
		struct manifest_column *column = manifest_add_column(description);
		UP_BUFFER type = {0};
		if (column == NULL)
			return out_of_memory(err);
		up_sql_type(&type, from);
		UP_TRY(up_buffer_check(&type, err));
		UP_TRY(text_set(&column->name, from->name, err));
		UP_TRY(text_set(&column->type, type.data, err));
		column->is_nullable = fact_of(from->nullable);
	}
	return UP_OK;
}

/* ---- arms ------------------------------------------------------------- */

/* Nothing, unless it has a table of its own. */
static enum up_status describe_arm_table(const struct arm *arm, struct manifest_arm *description,
					 struct up_error *err)
{
	return arm->subject != NULL ? describe_table(arm->subject, &description->relation, err)
				    : UP_OK;
}

/* restore: that of the run. */
static enum up_status describe_arm(const struct arm *arm, const struct server *server,
				   const struct subject *subject, const struct text_list *restore,
				   struct manifest_arm *description, struct up_error *err)
{
	UP_TRY(text_set(&description->name, arm->name, err));
	for (size_t s = 0; s < arm->setting_count; s++)
		UP_TRY(named_text_list_add(&description->settings, arm->settings[s], err));
	if (arm->schema_source != NULL)
		UP_TRY(describe_file(arm->schema_source, arm->schema_sql, server,
				     &description->schema, err));
	UP_TRY(describe_restore(server, subject, &description->restore, err));
	if (arm->subject == NULL && text_list_equal(&description->restore, restore))
		text_list_release(&description->restore);
	UP_TRY(describe_arm_table(arm, description, err));
	UP_TRY(text_set(&description->peer, arm->peer, err));
	description->has_own_server = fact_of(arm_has_server(arm));
	return describe_server(server, &description->server, err);
}

/* ---- the rest --------------------------------------------------------- */

static enum up_status describe_host(struct manifest_host *host, struct up_error *err)
{
	UP_FREE char *cpu = host_cpu();
	const int64_t memory = host_memory();
	const int64_t processors = host_usable_processors();
	const struct cgroup_limits limits = cgroup_limits("");
	struct utsname name;

	UP_TRY(text_set(&host->cpu, cpu, err));
	host->cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (processors > 0)
		host->usable_processors = processors;
	if (memory > 0)
		host->memory_bytes = memory;
	/* Of both, 0 is known. */
	host->cpu_limit = limits.processors;
	if (limits.memory >= 0)
		host->memory_limit_bytes = limits.memory;
	if (uname(&name) != 0)
		return UP_OK;
	if (asprintf(&host->kernel, "%s %s", name.sysname, name.release) < 0)
		return out_of_memory(err);
	return text_set(&host->architecture, name.machine, err);
}

static enum up_status describe_tuning(const struct up_tuning *tuning, struct text_list *list,
				      struct up_error *err)
{
	for (; tuning != NULL && tuning->name != NULL; tuning++) {
		UP_BUFFER text = {0};
		up_buffer_append_format(&text, "%s=%s", tuning->name, tuning->value);
		UP_TRY(up_buffer_check(&text, err));
		UP_TRY(text_list_add(list, text.data, err));
	}
	return UP_OK;
}

enum up_status describe_strategies(struct manifest *manifest, struct up_error *err)
{
	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		const struct up_strategy *strategy = contender.strategy;
		struct manifest_strategy *description = manifest_add_strategy(manifest);
		if (description == NULL)
			return out_of_memory(err);
		UP_TRY(text_set(&description->name, strategy->name, err));
		UP_TRY(text_set(&description->summary, strategy->summary, err));
		description->is_ranked = fact_of(contender.role == ROLE_RANKED);
		description->is_bound = fact_of(contender.role == ROLE_BOUND);
		description->is_autocommit =
			fact_of((strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0);
		UP_TRY(contender_requires(&contender, &description->requires, err));
		UP_TRY(describe_tuning(strategy->tuning, &description->tuning, err));
	}
	return UP_OK;
}

enum up_status describe_run(const struct server_list *servers, const struct case_list *cases,
			    struct manifest *manifest, struct up_error *err)
{
	UP_TRY(describe_host(&manifest->host, err));
	UP_TRY(describe_server(&servers->items[0], &manifest->server, err));
	UP_TRY(describe_pooler(&servers->items[0], cases->pooled, &manifest->pooler, err));
	/* In turn, as the samples are taken: while one works, the others are idle. */
	manifest->servers.count = (int64_t)servers->count;
	UP_TRY(text_set(&manifest->servers.used, "one at a time", err));
	UP_TRY(describe_restore(&servers->items[0], servers->subjects[0], &manifest->restore, err));
	for (size_t a = 0; a < cases->arm_count; a++) {
		const struct arm *arm = cases->arms[a];
		struct manifest_arm *description = manifest_add_arm(manifest);
		if (description == NULL)
			return out_of_memory(err);
		const struct server *server = &servers->items[arm->server];
		UP_TRY(describe_arm(arm, server, servers->subjects[arm->server], &manifest->restore,
				    description, err));
		UP_TRY(describe_pooler(server, case_list_pooled(cases, arm), &description->pooler,
				       err));
	}
	UP_TRY(describe_table(cases->subject, &manifest->relation, err));
	for (size_t c = 0; c < cases->server_columns.count; c++)
		UP_TRY(text_list_add(&manifest->relation.server_columns,
				     cases->server_columns.items[c], err));
	manifest->has_hostile_values = fact_of(servers->refusal == NULL);
	manifest->checkpoint = fact_of(servers->items[0].can_checkpoint);
	UP_TRY(checkpointing_read(&servers->items[0], &manifest->checkpointing, err));
	UP_TRY(describe_strategies(manifest, err));
	for (size_t c = 0; c < cases->count; c++) {
		struct manifest_case *description = manifest_add_case(manifest);
		if (description == NULL)
			return out_of_memory(err);
		UP_TRY(case_record(&cases->items[c], description, err));
	}
	return pair_decision_describe(cases, &manifest->stopping, err);
}
