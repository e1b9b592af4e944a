/* SPDX-License-Identifier: PostgreSQL */
#include "measure/script/parameter_types.h"

#include "pg/binary.h"

/* The statement of the item with that index. */
#define NAME_FORMAT "upbench_script_%zu"
#define NAME_SIZE 40

static enum up_status parse(struct up_conn *conn, const struct recorded *item, size_t index,
			    struct up_error *err)
{
	char name[NAME_SIZE];

	snprintf(name, sizeof name, NAME_FORMAT, index);
	return up_conn_prepare(conn, name, item->sql, err);
}

/* Of texts those that update: a table that is made must be there for what follows, and only a single
 * statement can be parsed alone. */
static bool is_parsed(const struct recorded *item)
{
	return item->kind == UP_MESSAGE_PREPARE || item->kind == UP_MESSAGE_PARAMS ||
	       (item->kind == UP_MESSAGE_TEXT &&
		(item->phase == RECORDED_ROWS || item->phase == RECORDED_END) &&
		strchr(item->sql, ';') == NULL);
}

static enum up_status take_copy(struct up_conn *conn, const struct recorded *item,
				struct up_error *err)
{
	UP_BUFFER data = {0};

	if (item->is_binary) {
		up_binary_append_copy_header(&data);
		up_binary_append_copy_trailer(&data);
	}
	UP_TRY(up_buffer_check(&data, err));
	UP_TRY(up_conn_copy_begin(conn, item->sql, err));
	UP_TRY(up_conn_copy_put(conn, &data, err));
	return up_conn_copy_end(conn, NULL, err);
}

static enum up_status take(struct up_conn *conn, const struct recorded *item, size_t index,
			   struct up_error *err)
{
	if (is_parsed(item))
		return parse(conn, item, index, err);
	if (item->kind == UP_MESSAGE_TEXT)
		return up_conn_exec(conn, item->sql, err);
	return item->kind == UP_MESSAGE_COPY ? take_copy(conn, item, err) : UP_OK;
}

static enum up_status read_types(struct up_conn *conn, struct recorded *item, size_t index,
				 struct up_error *err)
{
	UP_RESULT *result = NULL;
	char name[NAME_SIZE];
	const char *const values[] = {name};
	const struct up_params params = {.count = 1, .values = values};

	snprintf(name, sizeof name, NAME_FORMAT, index);
	UP_TRY(up_conn_exec_params(conn,
				   "SELECT format_type(p.type, -1) FROM pg_prepared_statements "
				   "CROSS JOIN unnest(parameter_types) WITH ORDINALITY "
				   "AS p (type, number) WHERE name = $1 ORDER BY p.number",
				   &params, NULL, &result, err));
	if ((size_t)PQntuples(result) != item->parameter_count)
		return up_fail(err, UP_STATEMENT,
			       "a statement was sent with %zu parameters and has %d: %s",
			       item->parameter_count, PQntuples(result), item->sql);
	for (size_t p = 0; p < item->parameter_count; p++) {
		item->parameters[p].type = strdup(PQgetvalue(result, (int)p, 0));
		if (item->parameters[p].type == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a type");
	}
	return UP_OK;
}

/* *reached is the index of the item that failed, if one did. */
static enum up_status find(struct up_conn *conn, struct recording *recording, size_t *reached,
			   struct up_error *err)
{
	UP_TRY(up_conn_exec(conn, "BEGIN", err));
	for (; *reached < recording->count; (*reached)++)
		UP_TRY(take(conn, &recording->items[*reached], *reached, err));
	/* The script has to mean the same wherever it is run. */
	UP_TRY(up_conn_exec(conn, "SET LOCAL search_path = ''", err));
	for (size_t i = 0; i < recording->count; i++) {
		if (recording->items[i].parameter_count > 0)
			UP_TRY(read_types(conn, &recording->items[i], i, err));
	}
	return UP_OK;
}

/* A rollback leaves prepared statements. */
static enum up_status forget(struct up_conn *conn, const struct recording *recording,
			     size_t reached, struct up_error *err)
{
	UP_BUFFER sql = {0};

	for (size_t i = 0; i < reached; i++) {
		if (is_parsed(&recording->items[i]))
			up_buffer_append_format(&sql, "DEALLOCATE " NAME_FORMAT ";", i);
	}
	UP_TRY(up_buffer_check(&sql, err));
	return sql.length > 0 ? up_conn_exec(conn, sql.data, err) : UP_OK;
}

enum up_status parameter_types_find(struct up_conn *conn, struct recording *recording,
				    struct up_error *err)
{
	struct up_error ignored;
	size_t reached = 0;
	enum up_status status = find(conn, recording, &reached, err);

	up_conn_rollback(conn);
	enum up_status forgotten =
		forget(conn, recording, reached, status == UP_OK ? err : &ignored);
	return status == UP_OK ? forgotten : status;
}
