/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/findings.h"

#include "measure/survey/given_schema.h"
#include "measure/survey/pooler.h"
#include "measure/survey/remarks.h"
#include "pg/statement.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <string.h>

/* Adds at most one finding that refuses. */
typedef enum up_status rule(const struct survey *survey, const struct survey_demand *demand,
			    struct finding_list *list, struct up_error *err);

static enum up_status refuse(struct finding_list *list, const char *subject,
			     const struct up_buffer *what, const char *consequence,
			     const char *remedy, struct up_error *err)
{
	UP_TRY(up_buffer_check(what, err));
	return finding_list_add(list, subject, SEVERITY_REFUSED, what->data, consequence, remedy,
				err);
}

/* ---- where nothing can be written -------------------------------------- */

/* The one place that decides about poolers. */
static enum up_status find_pooler(const struct survey *survey, const struct survey_demand *demand,
				  struct finding_list *list, struct up_error *err)
{
	const bool by_statement = survey->connection.pooling == POOLING_STATEMENT;

	(void)demand;
	if (pooler_spreads(&survey->connection))
		return finding_list_add(
			list, "pooler", SEVERITY_REFUSED,
			"pgpool-II, which has several servers, is between upbench and the server",
			"a statement may reach any of them", "name the server itself", err);
	if (survey->connection.pooling != POOLING_TRANSACTION && !by_statement)
		return UP_OK;
	return finding_list_add(
		list, "pooler", SEVERITY_REFUSED,
		by_statement ? "a pooler in statement mode is between upbench and the server"
			     : "a pooler in transaction mode is between upbench and the server",
		by_statement ? "it takes no transactions, which a sync is"
			     : "settings would reach its other clients, and statements of a case "
			       "any backend",
		by_statement
			? "name the server itself"
			: "name the server itself; `upbench run` measures through the pooler with "
			  "--pooled, and --control CONNINFO for the server itself",
		err);
}

static enum up_status find_standby(const struct survey *survey, const struct survey_demand *demand,
				   struct finding_list *list, struct up_error *err)
{
	(void)demand;
	if (survey->state.is_standby != FACT_YES)
		return UP_OK;
	return finding_list_add(list, "standby", SEVERITY_REFUSED, "the server is a standby",
				"nothing can be written to it",
				"name its primary (of several hosts, "
				"target_session_attrs=read-write takes it)",
				err);
}

static enum up_status find_read_only(const struct survey *survey,
				     const struct survey_demand *demand, struct finding_list *list,
				     struct up_error *err)
{
	const struct manifest_setting *setting =
		survey_setting(survey, "default_transaction_read_only");
	UP_BUFFER what = {0};

	(void)demand;
	if (survey->state.is_read_only != FACT_YES)
		return UP_OK;
	up_buffer_append_string(&what, "default_transaction_read_only is on");
	if (setting != NULL && setting->source != NULL)
		up_buffer_append_format(&what, " (set for: %s)", setting->source);
	return refuse(list, "read_only", &what, "nothing is to be written there",
		      "name another server, or set PGOPTIONS='-c "
		      "default_transaction_read_only=off' if it is meant",
		      err);
}

static enum up_status find_encoding(const struct survey *survey, const struct survey_demand *demand,
				    struct finding_list *list, struct up_error *err)
{
	const char *encoding = survey->server.database.encoding;
	UP_BUFFER what = {0};

	(void)demand;
	if (encoding == NULL || strcmp(encoding, "UTF8") == 0)
		return UP_OK;
	up_buffer_append_format(&what, "the encoding of the database must be UTF8 (it is %s)",
				encoding);
	return refuse(list, "encoding", &what, "it lacks characters of the data set",
		      "name another database", err);
}

static enum up_status find_engine(const struct survey *survey, const struct survey_demand *demand,
				  struct finding_list *list, struct up_error *err)
{
	const struct engine *engine = &survey->server.engine;
	UP_BUFFER what = {0};

	if (!demand->is_distributed ||
	    (engine->name != NULL && strcmp(engine->name, ENGINE_CITUS) == 0))
		return UP_OK;
	up_buffer_append_format(&what, "the server is %s without Citus in the database",
				engine->name != NULL ? engine->name : "one");
	return refuse(list, "engine", &what, "tables cannot be distributed there",
		      "name a database with the extension citus, or distribute none", err);
}

/* ---- rights and limits ------------------------------------------------- */

static enum up_status find_schema(const struct survey *survey, const struct survey_demand *demand,
				  struct finding_list *list, struct up_error *err)
{
	const char *role = survey->role.name;
	const char *database = survey->database.name;
	UP_BUFFER what = {0};
	UP_BUFFER grant = {0};

	if (demand->schema != NULL)
		return given_schema_judge(&survey->schema, role, list, err);
	if (survey->role.may_create != FACT_NO || role == NULL || database == NULL)
		return UP_OK;
	up_buffer_append_format(&what, "the role %s may not create a schema in the database %s",
				role, database);
	up_buffer_append_string(&grant, "GRANT CREATE ON DATABASE ");
	up_sql_identifier(&grant, database);
	up_buffer_append_string(&grant, " TO ");
	up_sql_identifier(&grant, role);
	up_buffer_append_string(&grant, ", or name an empty schema in which it may create, with "
					"--schema");
	UP_TRY(up_buffer_check(&grant, err));
	return refuse(list, "schema", &what, "all tables are made in a schema of upbench's own",
		      grant.data, err);
}

/* Before anything is measured: a case that gets none fails in the middle of a run. */
static enum up_status find_connections(const struct survey *survey,
				       const struct survey_demand *demand,
				       struct finding_list *list, struct up_error *err)
{
	const int64_t allowed = survey->database.connections;
	const int64_t needed = (int64_t)demand->connections + SURVEY_OWN_CONNECTIONS;
	const int64_t backends = survey->connection.backends;
	UP_BUFFER what = {0};

	if (survey->connection.second_answers == FACT_NO) {
		up_buffer_append_format(&what, "a second connection gets no backend within %d s",
					POOLER_WAIT_SECONDS);
		return refuse(list, "connections", &what, "a run needs several at once",
			      "name the server itself, or enlarge the pool", err);
	}
	if (backends != UNMEASURED && backends < needed && backends < POOLER_COUNT_MAX) {
		up_buffer_append_format(
			&what,
			"%" PRId64 " connections are needed at once, two of them for "
			"control and watchdog, and the pooler has backends for %" PRId64,
			needed, backends);
		return refuse(list, "connections", &what, "a case that gets none waits for one",
			      "name the server itself, enlarge the pool, or run fewer cases", err);
	}
	if (allowed == UNMEASURED || needed <= allowed)
		return UP_OK;
	up_buffer_append_format(&what,
				"%" PRId64 " connections are needed at once, two of them for "
				"control and watchdog, and the server allows %" PRId64,
				needed, allowed);
	return refuse(list, "connections", &what, "a case that gets none fails",
		      "run fewer cases, or raise max_connections or the limits of role and "
		      "database",
		      err);
}

static enum up_status find_publication(const struct survey *survey,
				       const struct survey_demand *demand,
				       struct finding_list *list, struct up_error *err)
{
	const struct text_list *of_all = &survey->database.publications;
	const struct text_list *of_schema = &survey->schema.publications;
	UP_BUFFER what = {0};

	if ((of_all->count == 0 && of_schema->count == 0) || demand->may_publish)
		return UP_OK;
	if (of_all->count > 0)
		up_buffer_append_format(&what, "the publication %s is FOR ALL TABLES",
					of_all->items[0]);
	else
		up_buffer_append_format(&what, "the publication %s is FOR TABLES IN SCHEMA %s",
					of_schema->items[0], demand->schema);
	return refuse(list, "publication", &what,
		      "subscribers would get changes of tables that they do not have, and stop",
		      "with --allow-published it is done all the same", err);
}

/* ---- disk --------------------------------------------------------------- */

static enum up_status refuse_space(struct finding_list *list, const char *for_what, double needed,
				   int64_t available, struct up_error *err)
{
	UP_BUFFER what = {0};

	up_buffer_append_format(&what, "%s need roughly %s of disk, and %s are free", for_what,
				quantity_bytes(needed).text,
				quantity_bytes((double)available).text);
	return refuse(list, "space", &what, "the server would run out of space",
		      "measure fewer rows, or make room", err);
}

static enum up_status find_space(const struct survey *survey, const struct survey_demand *demand,
				 struct finding_list *list, struct up_error *err)
{
	const struct survey_space *space = &survey->space;
	const bool is_shared = space->is_shared == FACT_YES;
	const double tables = demand->table_bytes + (is_shared ? demand->wal_bytes : 0);

	if (space->table_bytes != UNMEASURED && tables > (double)space->table_bytes)
		return refuse_space(list, is_shared ? "tables and WAL" : "tables", tables,
				    space->table_bytes, err);
	if (space->wal_bytes != UNMEASURED && demand->wal_bytes > (double)space->wal_bytes)
		return refuse_space(list, "records of WAL", demand->wal_bytes, space->wal_bytes,
				    err);
	return UP_OK;
}

/* ---- standbys ----------------------------------------------------------- */

/* Fewer than a commit waits for; what the role may not see counts as being there. */
static enum up_status find_synchronous(const struct survey *survey,
				       const struct survey_demand *demand,
				       struct finding_list *list, struct up_error *err)
{
	const struct survey_replication *replication = &survey->replication;
	const int64_t ready =
		replication->ready != UNMEASURED ? replication->ready : replication->standbys;
	UP_BUFFER what = {0};

	(void)demand;
	if (replication->commit_waits != FACT_YES || replication->required <= 0 ||
	    ready == UNMEASURED || ready >= replication->required)
		return UP_OK;
	up_buffer_append_format(&what,
				"commits wait for %" PRId64 " standby%s by "
				"synchronous_standby_names, and %" PRId64 " of them %s connected",
				replication->required, replication->required == 1 ? "" : "s", ready,
				ready == 1 ? "is" : "are");
	return refuse(list, "synchronous_standby", &what, "the first commit would not end",
		      "start the standby, or set PGOPTIONS='-c synchronous_commit=local'", err);
}

enum up_status findings_add(struct survey *survey, const struct survey_demand *demand,
			    struct up_error *err)
{
	static rule *const rules[] = {
		find_engine, find_pooler,      find_standby,     find_read_only, find_encoding,
		find_schema, find_publication, find_synchronous, find_space,     find_connections,
	};

	for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++)
		UP_TRY(rules[r](survey, demand, &survey->findings, err));
	return remarks_add(survey, &survey->findings, err);
}
