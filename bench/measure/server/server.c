/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/server.h"

#include "base/clock.h"
#include "measure/server/identity.h"
#include "measure/server/role_limits.h"
#include "measure/server/schema.h"
#include "measure/survey/survey.h"
#include "measure/survey/synchronous.h"
#include "pg/conninfo.h"
#include "pg/statement.h"

#include <stdlib.h>
#include <time.h>

/* How long a server may take to recover before it counts as gone. */
#define RECOVERY_SECONDS 60

/* What a cluster allows by itself, and what the harness needs of it next to the connections
 * of cases: for control, for canceling, and for the programs of peers that come and go. */
#define STOCK_CONNECTIONS 100
#define OWN_CONNECTIONS 10

#define INSUFFICIENT_PRIVILEGE "42501"

/* By a schema that is still to be created. */
static enum up_status set_names(const struct server_options *options, const char *schema,
				struct server *server, struct up_error *err)
{
	const char *id = options->run_id != NULL ? options->run_id : schema_id(schema);

	if (asprintf(&server->name, "upbench %s", id) >= 0)
		return UP_OK;
	server->name = NULL;
	return up_fail(err, UP_NO_MEMORY, "out of memory for a server");
}

/* CHECKPOINT needs a superuser, or from version 15 on pg_checkpoint. */
static enum up_status probe_checkpoint(struct server *server, struct up_error *err)
{
	enum up_status status = up_conn_exec(server->control, "CHECKPOINT", err);

	server->can_checkpoint = status == UP_OK;
	if (status == UP_STATEMENT && strcmp(err->sqlstate, INSUFFICIENT_PRIVILEGE) == 0)
		return UP_OK;
	return status;
}

enum up_status server_connect(const struct server *server, const char *purpose,
			      struct up_conn **conn, struct up_error *err)
{
	char name[SERVER_SESSION_NAME];
	const struct up_session session = {
		.conninfo = server->conninfo,
		.name = name,
		.schema = server->schema,
		.use = UP_SESSION_CONTROL,
	};

	snprintf(name, sizeof name, "%s %s", server->name, purpose);
	return up_session_open(&session, conn, err);
}

/* A private cluster is one server. */
static enum up_status check_identity(const struct server *server, const struct up_pool *pool,
				     struct up_error *err)
{
	for (size_t c = 0; server->cluster == NULL && c < pool->count; c++)
		UP_TRY(identity_check(pool->conns[c], server->identity, err));
	return UP_OK;
}

struct server_way server_direct(const struct server *server)
{
	return (struct server_way){.conninfo = server->conninfo};
}

enum up_status server_open_pool(const struct server *server, struct server_way way, size_t count,
				struct up_pool *pool, struct up_error *err)
{
	char name[SERVER_SESSION_NAME];
	UP_POOL new = {0};
	const struct up_session session = {
		.conninfo = way.conninfo,
		.is_pooled = way.is_pooled,
		.name = name,
		.schema = server->schema,
		.use = UP_SESSION_SYNC,
	};

	snprintf(name, sizeof name, "%s measured", server->name);
	UP_TRY(up_pool_open_sessions(&session, count, &new, err));
	if (server->keeps_values_out)
		up_pool_keep_values_out(&new);
	UP_TRY(check_identity(server, &new, err));
	*pool = new;
	new = (struct up_pool){0};
	return UP_OK;
}

typedef enum up_status connector(const struct server *server, struct up_conn **conn,
				 struct up_error *err);

static enum up_status connect_control(const struct server *server, struct up_conn **conn,
				      struct up_error *err)
{
	return server_connect(server, "control", conn, err);
}

/* Without stating a setting: behind a pooler it would stay for others. */
static enum up_status connect_plainly(const struct server *server, struct up_conn **conn,
				      struct up_error *err)
{
	return up_conn_open(server->conninfo, conn, err);
}

const char *server_checkpoint_sql(const struct server *server)
{
	return server->has_citus ? "SELECT run_command_on_all_nodes('CHECKPOINT')" : "CHECKPOINT";
}

static PGPing ping(const struct server *server)
{
	const char *const keywords[] = {"dbname", NULL};
	const char *const values[] = {server->conninfo, NULL};

	return PQpingParams(keywords, values, 1);
}

/* Waits for a server that is there and takes no connection yet: one that starts, or
 * recovers from the crash of a backend.  A signal ends the waiting: the caller
 * learns of it from the handler's flag. */
static enum up_status connect_when_ready(const struct server *server, connector *connect,
					 struct up_conn **conn, struct up_error *err)
{
	const int64_t deadline = up_clock_ns() + INT64_C(1000000000) * RECOVERY_SECONDS;
	const struct timespec pause = {.tv_nsec = 50000000};
	bool last = false;

	for (;;) {
		enum up_status status = connect(server, conn, err);
		if (status != UP_CONNECTION || last || up_clock_ns() > deadline)
			return status;
		PGPing answer = ping(server);
		if (answer != PQPING_REJECT && answer != PQPING_OK)
			return status;
		/* It may have become ready in between; if not, it will not. */
		last = answer == PQPING_OK || nanosleep(&pause, NULL) != 0;
	}
}

enum up_status server_reconnect(struct server *server, struct up_error *err)
{
	up_conn_close(UP_TAKE(server->control));
	server->connects++;
	UP_TRY(connect_when_ready(server, connect_control, &server->control, err));
	if (server->keeps_values_out)
		up_conn_keep_values_out(server->control);
	/* A scan of a large table may otherwise begin where another one is. */
	UP_TRY(up_conn_exec(server->control, "SET synchronize_seqscans = off; SET jit = off", err));
	free(UP_TAKE(server->identity));
	UP_TRY(identity_read(server->control, &server->identity, err));
	if (server->cluster != NULL || server->schema == NULL)
		return UP_OK;
	return schema_lock_again(server, err);
}

void server_keep_values_out(struct server *server)
{
	server->keeps_values_out = true;
	up_conn_keep_values_out(server->control);
}

static enum up_status start_cluster(const struct server_options *options, struct cluster **cluster,
				    struct up_error *err)
{
	const size_t connections = options->connections + OWN_CONNECTIONS;
	char max_connections[48];
	UP_FREE const char **settings = calloc(options->setting_count + 1, sizeof(char *));
	struct cluster_options cluster_options = {
		.bin_dir = options->bin_dir,
		.settings = settings,
		.wal_segment_mb = options->wal_segment_mb,
	};

	if (settings == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a private cluster");
	snprintf(max_connections, sizeof max_connections, "max_connections=%zu", connections);
	if (connections > STOCK_CONNECTIONS)
		settings[cluster_options.setting_count++] = max_connections;
	for (size_t s = 0; s < options->setting_count; s++)
		settings[cluster_options.setting_count++] = options->settings[s];
	UP_TRY(cluster_shield_environment(err));
	return cluster_start(&cluster_options, cluster, err);
}

/* Takes what was found; what rules a run out is the failure. */
static enum up_status judge(struct survey *survey, const char *named_by, struct server *server,
			    struct up_error *err)
{
	const bool is_given = survey->schema.name != NULL;
	const struct finding *refused = finding_list_first(&survey->findings, SEVERITY_REFUSED);
	UP_BUFFER text = {0};

	if (refused == NULL) {
		server->findings = survey->findings;
		survey->findings = (struct finding_list){0};
		return UP_OK;
	}
	finding_append(&text, refused);
	UP_TRY(up_buffer_check(&text, err));
	if (is_given && strcmp(refused->subject, "schema") == 0)
		named_by = "--schema";
	return up_fail(err, UP_INVALID, "%s: %s", named_by, text.data);
}

/* Of several hosts, or addresses of one, all further connections are to reach that of conn. */
static enum up_status pin(struct server *server, const struct up_conn *conn, struct up_error *err)
{
	UP_BUFFER conninfo = {0};

	UP_TRY(up_conninfo_append_reached(&conninfo, conn, err));
	free(server->conninfo);
	server->conninfo = up_buffer_detach(&conninfo);
	return UP_OK;
}

/* Before a setting is changed or anything is made. */
static enum up_status look(const struct server_options *options, const char *named_by,
			   struct server *server, struct up_error *err)
{
	const struct survey_demand demand = {
		.schema = options->schema,
		.is_distributed = options->is_distributed,
		.may_publish = options->may_publish,
		.connections = options->connections,
		.rows = options->rows,
		.table_bytes = options->table_bytes,
		.wal_bytes = options->wal_bytes,
	};
	UP_CONN *conn = NULL;
	SURVEY survey;

	survey_init(&survey);
	UP_TRY(connect_when_ready(server, connect_plainly, &conn, err));
	UP_TRY(pin(server, conn, err));
	UP_TRY(survey_take(conn, server->conninfo, &demand, &survey, err));
	server->has_citus = survey.server.engine.nodes != UNMEASURED;
	UP_TRY(judge(&survey, named_by, server, err));
	if (survey_commits_may_hang(&survey) && synchronous_try(conn, err) != UP_OK)
		return up_error_prefix(err, "%s", named_by);
	return UP_OK;
}

/* What lies between may spread connections over several servers, which a second one shows. */
static enum up_status check_spread(const struct server *server, const char *named_by,
				   struct up_error *err)
{
	UP_POOL second = {0};

	if (server_open_pool(server, server_direct(server), 1, &second, err) != UP_OK)
		return up_error_prefix(err, "%s", named_by);
	return UP_OK;
}

static enum up_status reach(const struct server_options *options, struct server *server,
			    struct up_error *err)
{
	server->is_scaled = options->is_scaled;
	const char *named_by = options->named_by != NULL ? options->named_by : "--dbname";

	if (options->dbname != NULL)
		UP_TRY(up_conninfo_check(options->dbname, named_by, err));
	else
		UP_TRY(start_cluster(options, &server->cluster, err));
	server->conninfo = strdup(options->dbname != NULL ? options->dbname
							  : cluster_conninfo(server->cluster));
	if (server->conninfo == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a server");
	if (options->dbname != NULL)
		UP_TRY(look(options, named_by, server, err));
	UP_TRY(server_reconnect(server, err));
	if (options->dbname == NULL)
		return UP_OK;
	UP_TRY(check_spread(server, named_by, err));
	return pooled_way_list_find(options->pooled, options->pooled_count, server->control,
				    &server->findings, &server->pooled, err);
}

static enum up_status open_server(const struct server_options *options, struct server *server,
				  struct up_error *err)
{
	UP_FREE char *schema = NULL;

	UP_TRY(schema_draw_name(&schema, err));
	UP_TRY(set_names(options, schema, server, err));
	UP_TRY(reach(options, server, err));
	UP_TRY(probe_checkpoint(server, err));
	if (options->schema != NULL)
		UP_TRY(text_set(&schema, options->schema, err));
	server->is_given = options->schema != NULL;
	server->schema = UP_TAKE(schema);
	enum up_status status = options->dbname != NULL ? schema_claim(server, err) : UP_OK;
	if (status == UP_OK)
		status = schema_create(server, options->schema_sql, err);
	if (status != UP_OK)
		free(UP_TAKE(server->schema)); /* there is nothing to remove */
	return status;
}

enum up_status server_open(const struct server_options *options, struct server *server,
			   struct up_error *err)
{
	struct server new = {0};
	enum up_status status = open_server(options, &new, err);

	if (status != UP_OK && options->dbname != NULL && new.conninfo != NULL)
		role_limits_explain_end(new.conninfo, err);
	if (status != UP_OK)
		server_close(&new, NULL);
	else
		*server = new;
	return status;
}

enum up_status server_run_sql(const struct server *server, const char *sql, struct up_error *err)
{
	UP_CONN *conn = NULL;

	UP_TRY(server_connect(server, "schema", &conn, err));
	if (server->keeps_values_out)
		up_conn_keep_values_out(conn);
	enum up_status status = up_conn_exec(conn, sql, err);
	if (status == UP_STATEMENT)
		return err->status = UP_INVALID;
	return status;
}

enum up_status server_close(struct server *server, struct up_error *err)
{
	enum up_status status = UP_OK;
	struct up_error ignored;

	if (err == NULL)
		err = &ignored;
	/* A private cluster goes as a whole.  A named server that went away may be back. */
	if (server->cluster == NULL && server->schema != NULL) {
		status = schema_remove(server, err);
		if (status != UP_OK)
			up_error_prefix(err, "%s schema %s is left on the server",
					server->is_given ? "what was made in" : "the",
					server->schema);
	}
	up_conn_close(server->control);
	if (server->cluster != NULL)
		status = cluster_stop(server->cluster, err);
	cluster_free(server->cluster);
	free(server->conninfo);
	free(server->name);
	free(server->identity);
	free(server->schema);
	free(server->leftovers);
	record_list_release(&finding_table, &server->findings);
	pooled_way_list_release(&server->pooled);
	*server = (struct server){0};
	return status;
}
