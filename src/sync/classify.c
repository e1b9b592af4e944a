/* SPDX-License-Identifier: PostgreSQL */
#include "sync/classify.h"

#include "pg/binding.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/key.h"

#include <stdlib.h>

void up_classes_release(struct up_classes *classes)
{
	up_batch_release(&classes->own[0]);
	up_batch_release(&classes->own[1]);
}

/* How many keys are asked for in one statement. */
#define KEYS_AT_ONCE 8192

/* The figures of classify.h: the price of a key that is asked for, in keys that are read. */
#define KEYS_READ_PER_ASKED 8
/* Memory: so many keys may be read per row of the sync, and so many anyway. */
#define KEYS_READ_PER_ROW 2
#define KEYS_READ_ANYWAY (UP_CLASSIFY_BOUNDED_ROWS * KEYS_READ_PER_ROW)

static size_t keys_from(const struct up_batch *batch, size_t row)
{
	const size_t left = batch->row_count - row;
	return left < KEYS_AT_ONCE ? left : KEYS_AT_ONCE;
}

/* Have equal keys the same text, whatever the settings of the session are?  Not so the numbers 1.5
 * and 1.50, a float, whose text from here has more digits, and a date under another DateStyle. */
static bool has_one_text(enum up_type type)
{
	switch (type) {
	case UP_TYPE_INT2:
	case UP_TYPE_INT4:
	case UP_TYPE_INT8:
	case UP_TYPE_UUID:
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR:
		return true;
	default:
		return false;
	}
}

static bool key_has_one_text(const struct up_relation *relation)
{
	for (size_t c = 0; c < relation->key_count; c++) {
		if (!has_one_text(relation->columns[c].type))
			return false;
	}
	return true;
}

/* ---- how many keys there are -------------------------------------------- */

/* SELECT "a", "b" FROM table WHERE "scope" = 'me' */
static enum up_status build_all_keys(struct up_buffer *sql, const struct up_classifier *classifier,
				     struct up_error *err)
{
	const struct up_relation *relation = classifier->relation;

	up_buffer_append_string(sql, "SELECT ");
	for (size_t c = 0; c < relation->key_count; c++) {
		up_buffer_append_string(sql, c > 0 ? ", " : "");
		up_sql_identifier(sql, relation->columns[c].name);
	}
	up_buffer_append_string(sql, " FROM ");
	up_sql_table(sql, relation);
	if (!up_relation_has_scope(relation))
		return UP_OK;
	up_buffer_append_string(sql, " WHERE ");
	up_sql_identifier(sql, relation->scope.name);
	up_buffer_append_string(sql, " = ");
	return up_conn_append_literal(classifier->conn, sql, classifier->scope,
				      strlen(classifier->scope), err);
}

/* The first line of a plan: "Seq Scan on t  (cost=0.00..1.23 rows=45 width=6)" */
static int64_t planned_rows(const PGresult *plan)
{
	const char *line = PQntuples(plan) > 0 ? PQgetvalue(plan, 0, 0) : "";
	const char *rows = strstr(line, " rows=");

	return rows != NULL ? strtoll(rows + strlen(" rows="), NULL, 10) : -1;
}

static enum up_status estimate(struct up_classifier *classifier, struct up_error *err)
{
	const struct up_params none = {0};
	UP_BUFFER sql = {0};
	UP_RESULT *plan = NULL;

	up_buffer_append_string(&sql, "EXPLAIN ");
	UP_TRY(build_all_keys(&sql, classifier, err));
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec_params(classifier->conn, sql.data, &none, NULL, &plan, err));
	classifier->table_keys = planned_rows(plan);
	return UP_OK;
}

enum up_status up_classifier_init(struct up_classifier *classifier, struct up_conn *conn,
				  const struct up_relation *relation, const char *scope,
				  struct up_error *err)
{
	*classifier = (struct up_classifier){
		.conn = conn, .relation = relation, .scope = scope, .table_keys = -1};
	if (!key_has_one_text(relation))
		return UP_OK;
	UP_TRY(up_keyset_init(&classifier->keys, err));
	return estimate(classifier, err);
}

void up_classifier_restart(struct up_classifier *classifier)
{
	classifier->has_all = false;
	up_keyset_clear(&classifier->keys);
}

void up_classifier_release(struct up_classifier *classifier)
{
	up_keyset_release(&classifier->keys);
	up_buffer_release(&classifier->line);
}

/* ---- by all keys of the server ------------------------------------------ */

/* The most keys that may be read for a sync of that many rows. */
static int64_t most_keys(int64_t rows)
{
	const int64_t worth = rows * KEYS_READ_PER_ASKED;
	const int64_t room = rows * KEYS_READ_PER_ROW > KEYS_READ_ANYWAY ? rows * KEYS_READ_PER_ROW
									 : KEYS_READ_ANYWAY;

	return worth < room ? worth : room;
}

/* COPY of the server escapes more characters than that of up_text_append_copy_row(). */
static void append_like_client(struct up_buffer *buffer, const char *line, size_t length)
{
	static const char plain[256] = {['b'] = '\b', ['f'] = '\f', ['v'] = '\v'};

	for (size_t i = 0; i < length; i++) {
		const bool escaped = line[i] == '\\' && i + 1 < length;
		if (escaped && plain[(unsigned char)line[i + 1]] != 0) {
			up_buffer_append_char(buffer, plain[(unsigned char)line[++i]]);
			continue;
		}
		up_buffer_append_char(buffer, line[i]);
		if (escaped)
			up_buffer_append_char(buffer, line[++i]);
	}
}

static enum up_status add_line(void *context, const char *line, size_t length, struct up_error *err)
{
	struct up_classifier *classifier = context;
	struct up_buffer *own = &classifier->line;

	if (memchr(line, '\\', length) == NULL)
		return up_keyset_add(&classifier->keys, line, length, err);
	up_buffer_clear(own);
	append_like_client(own, line, length);
	UP_TRY(up_buffer_check(own, err));
	return up_keyset_add(&classifier->keys, own->data, own->length, err);
}

/* Fewer than the planner expects are no harm; of more, only most are read, and another try waits for
 * a sync of twice as many rows. */
static enum up_status read_all_keys(struct up_classifier *classifier, int64_t most,
				    struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "COPY (");
	UP_TRY(build_all_keys(&sql, classifier, err));
	up_buffer_append_format(&sql, " LIMIT %lld) TO STDOUT", (long long)most + 1);
	UP_TRY(up_buffer_check(&sql, err));
	up_keyset_clear(&classifier->keys);
	if (classifier->table_keys > 0)
		UP_TRY(up_keyset_reserve(&classifier->keys, (size_t)classifier->table_keys, err));
	UP_TRY(up_conn_copy_out(classifier->conn, sql.data, add_line, classifier, err));
	classifier->has_all = classifier->keys.count <= (size_t)most;
	classifier->table_keys = classifier->has_all ? (int64_t)classifier->keys.count : 2 * most;
	if (!classifier->has_all)
		up_keyset_clear(&classifier->keys);
	return UP_OK;
}

/* A new key is one of the table's from now on: the rows are created before more are asked for. */
static enum up_status look_up(struct up_classifier *classifier, const struct up_batch *fetched,
			      struct up_buffer *known, struct up_error *err)
{
	struct up_relation key = *classifier->relation;
	const struct up_batch keys = {
		.relation = &key, .row_count = fetched->row_count, .vectors = fetched->vectors};
	struct up_buffer *line = &classifier->line;

	key.column_count = key.key_count;
	for (size_t row = 0; row < keys.row_count; row++) {
		up_buffer_clear(line);
		up_text_append_copy_row(line, &keys, row);
		UP_TRY(up_buffer_check(line, err));
		const bool has = up_keyset_has(&classifier->keys, line->data, line->length);
		up_buffer_append_char(known, has ? UP_CLASS_KNOWN : UP_CLASS_NEW);
		if (!has)
			UP_TRY(up_keyset_add(&classifier->keys, line->data, line->length, err));
	}
	return up_buffer_check(known, err);
}

/* ---- by the numbers of the rows that the server finds ------------------- */

/* SELECT u.n FROM table AS t, unnest($1::integer[], $2::text[]) WITH ORDINALITY AS u (k1, k2, n)
 * WHERE t."scope" = $3 AND t."a" = u.k1 AND t."b" = u.k2::type */
static void build_join(struct up_buffer *sql, const struct up_relation *relation)
{
	const size_t key_count = relation->key_count;

	up_buffer_append_string(sql, "SELECT u.n FROM ");
	up_sql_table(sql, relation);
	up_buffer_append_string(sql, " AS t, unnest(");
	for (size_t c = 0; c < key_count; c++) {
		up_buffer_append_format(sql, c > 0 ? ", $%zu::" : "$%zu::", c + 1);
		up_sql_transfer_type(sql, &relation->columns[c]);
		up_buffer_append_string(sql, "[]");
	}
	up_buffer_append_string(sql, ") WITH ORDINALITY AS u (");
	for (size_t c = 0; c < key_count; c++)
		up_buffer_append_format(sql, "k%zu, ", c + 1);
	up_buffer_append_string(sql, "n) WHERE ");
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(sql, "t.");
		up_sql_identifier(sql, relation->scope.name);
		up_buffer_append_format(sql, " = $%zu AND ", key_count + 1);
	}
	for (size_t c = 0; c < key_count; c++) {
		up_buffer_append_string(sql, c > 0 ? " AND t." : "t.");
		up_sql_key_column(sql, &relation->columns[c]);
		up_buffer_append_format(sql, " = u.k%zu", c + 1);
		up_sql_cast(sql, &relation->columns[c]);
	}
}

/* classes is that of the first of count rows, whose numbers from 1 on are in result. */
static enum up_status mark_known(const PGresult *result, char *classes, size_t count,
				 struct up_error *err)
{
	for (int row = 0; row < PQntuples(result); row++) {
		const unsigned long number = strtoul(PQgetvalue(result, row, 0), NULL, 10);
		if (number < 1 || number > count)
			return up_fail(err, UP_STATEMENT, "the server counts %lu keys of %zu",
				       number, count);
		classes[number - 1] = UP_CLASS_KNOWN;
	}
	return UP_OK;
}

/* The server compares, by the operator = of the columns' types. */
static enum up_status ask(const struct up_classifier *classifier, const struct up_batch *fetched,
			  struct up_buffer *known, struct up_error *err)
{
	const struct up_relation *relation = classifier->relation;
	const size_t first = known->length;
	UP_BUFFER sql = {0};
	UP_BINDING binding = {0};

	for (size_t row = 0; row < fetched->row_count; row++)
		up_buffer_append_char(known, UP_CLASS_NEW);
	UP_TRY(up_buffer_check(known, err));
	build_join(&sql, relation);
	UP_TRY(up_buffer_check(&sql, err));
	for (size_t row = 0; row < fetched->row_count; row += KEYS_AT_ONCE) {
		const size_t count = keys_from(fetched, row);
		UP_RESULT *result = NULL;
		struct up_params params;

		up_binding_clear(&binding);
		for (size_t c = 0; c < relation->key_count; c++)
			UP_TRY(up_binding_add_binary_array(&binding, &fetched->vectors[c], row,
							   count, err));
		if (up_relation_has_scope(relation))
			up_binding_add_string(&binding, classifier->scope);
		UP_TRY(up_binding_params(&binding, &params, err));
		UP_TRY(up_conn_exec_params(classifier->conn, sql.data, &params, NULL, &result,
					   err));
		UP_TRY(mark_known(result, known->data + first + row, count, err));
	}
	return UP_OK;
}

enum up_status up_classify(struct up_classifier *classifier, const struct up_batch *fetched,
			   int64_t rows, struct up_buffer *known, struct up_error *err)
{
	const int64_t most = most_keys(rows);

	for (size_t row = 0; row < fetched->row_count; row++) {
		if (up_key_has_null(fetched, row))
			return up_key_refuse_null(fetched, row, 0, err);
	}
	if (!classifier->has_all && key_has_one_text(classifier->relation) &&
	    classifier->table_keys <= most)
		UP_TRY(read_all_keys(classifier, most, err));
	if (classifier->has_all)
		return look_up(classifier, fetched, known, err);
	return ask(classifier, fetched, known, err);
}

/* ---- what to do with them --------------------------------------------- */

enum up_status up_classes_split(const struct up_batch *fetched, const char *known,
				struct up_classes *classes, struct up_error *err)
{
	UP_CLASSES new = {0};
	size_t counts[3] = {0};

	for (size_t row = 0; row < fetched->row_count; row++)
		counts[(unsigned char)known[row]]++;
	UP_TRY(up_batch_init(&new.own[UP_CLASS_NEW], fetched->relation, err));
	UP_TRY(up_batch_init(&new.own[UP_CLASS_KNOWN], fetched->relation, err));
	bool all_new = counts[UP_CLASS_NEW] == fetched->row_count;
	bool all_known = counts[UP_CLASS_KNOWN] == fetched->row_count;
	for (size_t row = 0; !all_new && !all_known && row < fetched->row_count; row++) {
		if (known[row] != UP_CLASS_SUPERSEDED)
			UP_TRY(up_batch_copy_row(&new.own[(unsigned char)known[row]], fetched, row,
						 err));
	}

	*classes = new;
	classes->created = &classes->own[UP_CLASS_NEW];
	classes->updated = &classes->own[UP_CLASS_KNOWN];
	if (all_new)
		classes->created = fetched;
	else if (all_known)
		classes->updated = fetched;
	new = (struct up_classes){0};
	return UP_OK;
}
