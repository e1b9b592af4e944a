/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/program_partitions.h"

/* Literals of the keys at which a partition ends and the next one begins; $1 is their number. */
#define BOUNDS                                                                                     \
	"SELECT pg_catalog.quote_literal(bound) FROM pg_catalog.unnest((SELECT "                   \
	"pg_catalog.percentile_disc(ARRAY(SELECT part / ($1::integer + 1.0::double precision) "    \
	"FROM pg_catalog.generate_series(1, $1::integer) AS part)) WITHIN GROUP "                  \
	"(ORDER BY program_id) FROM %s)) AS bound GROUP BY bound ORDER BY bound"

/* Literals of the usernames, that of the sync first; $1 is that. */
#define USERNAMES                                                                                  \
	"SELECT pg_catalog.quote_literal(username) FROM (SELECT $1::text UNION "                   \
	"SELECT username FROM %s) AS all_of_them (username) "                                      \
	"ORDER BY username <> $1, pg_catalog.length(username), username"

struct making {
	const struct population_request *request;
	const char *name;
	const char *pristine;
	const char *scope;
	struct up_conn *control;
	struct up_buffer *sql;
};

static enum up_status query(const struct making *making, const char *format, const char *value,
			    PGresult **result, struct up_error *err)
{
	UP_BUFFER sql = {0};
	const struct up_params params = {.count = 1, .values = &value};

	up_buffer_append_format(&sql, format, making->pristine);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(making->control, sql.data, &params, NULL, result, err);
}

static void begin_partition(const struct making *making, size_t partition)
{
	up_buffer_append_format(making->sql, "CREATE TABLE %s_p%zu PARTITION OF %s FOR VALUES ",
				making->name, partition + 1, making->name);
}

static enum up_status append_hash(const struct making *making, struct up_error *err)
{
	const size_t count = making->request->partitions;

	for (size_t p = 0; p < count; p++) {
		begin_partition(making, p);
		up_buffer_append_format(making->sql, "WITH (MODULUS %zu, REMAINDER %zu); ", count,
					p);
	}
	return up_buffer_check(making->sql, err);
}

static enum up_status append_ranges(const struct making *making, struct up_error *err)
{
	const size_t count = making->request->partitions;
	UP_RESULT *bounds = NULL;
	char number[24];

	snprintf(number, sizeof number, "%zu", count - 1);
	UP_TRY(query(making, BOUNDS, number, &bounds, err));
	if ((size_t)PQntuples(bounds) != count - 1)
		return up_fail(err, UP_UNSUPPORTED,
			       "--partitions: the table has too few rows for %zu partitions by "
			       "range",
			       count);
	for (size_t p = 0; p < count; p++) {
		begin_partition(making, p);
		up_buffer_append_format(making->sql, "FROM (%s) TO (%s); ",
					p == 0 ? "MINVALUE" : PQgetvalue(bounds, (int)p - 1, 0),
					p == count - 1 ? "MAXVALUE"
						       : PQgetvalue(bounds, (int)p, 0));
	}
	return up_buffer_check(making->sql, err);
}

/* A partition for which no username is left has one that no row has. */
static enum up_status append_lists(const struct making *making, struct up_error *err)
{
	const int count = (int)making->request->partitions;
	UP_RESULT *usernames = NULL;

	UP_TRY(query(making, USERNAMES, making->scope, &usernames, err));
	const int all = PQntuples(usernames);
	for (int p = 0; p < count; p++) {
		const int step = p == 0 && count > 1 ? all : count > 1 ? count - 1 : 1;
		begin_partition(making, (size_t)p);
		if (p < all)
			up_buffer_append_string(making->sql, "IN (");
		else
			up_buffer_append_format(making->sql, "IN ('no username %d'", p);
		for (int u = p; u < all; u += step)
			up_buffer_append_format(making->sql, u == p ? "%s" : ", %s",
						PQgetvalue(usernames, u, 0));
		up_buffer_append_string(making->sql, "); ");
	}
	return up_buffer_check(making->sql, err);
}

static enum up_status append_partitions(const struct making *making, struct up_error *err)
{
	switch (making->request->partition_by) {
	case PARTITION_BY_RANGE:
		return append_ranges(making, err);
	case PARTITION_BY_LIST:
		return append_lists(making, err);
	case PARTITION_BY_HASH:
		break;
	}
	return append_hash(making, err);
}

enum up_status program_partitions_make(const struct subject *subject,
				       const struct population *population,
				       const struct server *server, size_t number,
				       char name[PROGRAM_PARTITIONS_NAME], struct up_error *err)
{
	UP_BUFFER sql = {0};
	const struct population_request *request = &population->request;
	const char *key = request->partition_by == PARTITION_BY_LIST ? "username" : "program_id";
	const struct making making = {
		.request = request,
		.name = name,
		.pristine = population->pristine,
		.scope = subject->scope,
		.control = server->control,
		.sql = &sql,
	};

	snprintf(name, PROGRAM_PARTITIONS_NAME, "%.40s_%zu", subject->relation.table, number);
	up_buffer_append_format(&sql,
				"CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING GENERATED "
				"INCLUDING IDENTITY) PARTITION BY %s (%s); ",
				name, subject->relation.table,
				partition_words[request->partition_by - PARTITION_BY_HASH], key);
	UP_TRY(append_partitions(&making, err));
	up_buffer_append_format(&sql,
				"ALTER TABLE %s ADD PRIMARY KEY (id, %s), ADD UNIQUE (username, "
				"program_id); CREATE INDEX ON %s (status)",
				name, key, name);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}
