/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/checkpointing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* In the units that the record has; true: its default.  pg_settings has max_wal_size in MB, the timeout
 * in s, and the segment, from version 11 on, in bytes. */
static const char query[] =
	"SELECT max(value * 1048576) FILTER (WHERE name = 'max_wal_size'), "
	"max(value * 1000000000) FILTER (WHERE name = 'checkpoint_timeout'), "
	"max(value) FILTER (WHERE name = 'checkpoint_completion_target'), "
	"max(value) FILTER (WHERE name = 'wal_segment_size') "
	"FROM (SELECT name, CASE WHEN name = ANY ($1::text[]) THEN boot_val ELSE setting END"
	"::numeric AS value FROM pg_catalog.pg_settings WHERE name IN ('max_wal_size', "
	"'checkpoint_timeout', 'checkpoint_completion_target', 'wal_segment_size')) AS settings";

static bool has_setting(const struct cluster *cluster, const char *setting)
{
	for (const char *const *set = cluster_settings(cluster); *set != NULL; set++) {
		if (strcmp(*set, setting) == 0)
			return true;
	}
	return false;
}

/* Settings of which the default counts, as an array. */
static const char *replaced(const struct server *server, struct up_buffer *names)
{
	up_buffer_append_string(names, "{none");
	if (server->is_scaled)
		up_buffer_append_string(names, ",max_wal_size,checkpoint_timeout,wal_segment_size");
	else if (server->cluster != NULL && has_setting(server->cluster, CLUSTER_MAX_WAL_SIZE))
		up_buffer_append_string(names, ",max_wal_size");
	if (server->cluster != NULL && has_setting(server->cluster, CLUSTER_CHECKPOINT_TIMEOUT))
		up_buffer_append_string(names, ",checkpoint_timeout");
	up_buffer_append_char(names, '}');
	return up_buffer_string(names);
}

static int64_t integer_of(const PGresult *result, int column)
{
	return PQgetisnull(result, 0, column)
		       ? UNMEASURED
		       : (int64_t)strtoimax(PQgetvalue(result, 0, column), NULL, 10);
}

enum up_status checkpointing_read(const struct server *server,
				  struct manifest_checkpointing *checkpointing,
				  struct up_error *err)
{
	UP_BUFFER names = {0};
	const char *value = replaced(server, &names);
	const struct up_params params = {.count = 1, .values = &value};
	UP_RESULT *result = NULL;

	UP_TRY(up_buffer_check(&names, err));
	UP_TRY(up_conn_exec_params(server->control, query, &params, NULL, &result, err));
	checkpointing->max_wal_bytes = integer_of(result, 0);
	checkpointing->timeout_ns = integer_of(result, 1);
	if (!PQgetisnull(result, 0, 2))
		checkpointing->completion_target = strtod(PQgetvalue(result, 0, 2), NULL);
	checkpointing->segment_bytes = integer_of(result, 3);
	return UP_OK;
}
