/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/density.h"

#include "measure/clone/options.h"

#include <inttypes.h>
#include <math.h>

#define LOWEST_FILLFACTOR 10
#define PAGE_HEADER 24
#define USUAL_BLOCK_SIZE 8192
#define USUAL_FILLFACTOR 100
#define TOLERANCE 0.05

/* The sample is doubled until a page of the new table is full, or it has so many pages. */
#define PAGES_OF_SMALL_PARTS 4
#define PAGES_AT_MOST 256

void density_release(struct density *density)
{
	for (size_t p = 0; p < density->count; p++) {
		free(density->items[p].schema);
		free(density->items[p].name);
	}
	free(density->items);
	*density = (struct density){0};
}

/* The server leaves free 1 - fillfactor of the whole page, header included.  A page has room for half
 * a row more than it holds on the average. */
int density_fillfactor(double rows_per_page, double rows_at_most, int fillfactor, int block_size)
{
	const double block = block_size;
	const double room = block - PAGE_HEADER - block * (100 - fillfactor) / 100;
	const double wanted = room * (rows_per_page + 0.5) / (rows_at_most + 0.5);
	const double percent = 100 - (block - PAGE_HEADER - wanted) * 100 / block;

	return (int)lround(fmin(100, fmax(LOWEST_FILLFACTOR, percent)));
}

static enum up_status add_part(struct density *density, const char *schema, const char *name,
			       struct up_error *err)
{
	struct density_part *items =
		reallocarray(density->items, density->count + 1, sizeof *density->items);

	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for partitions");
	density->items = items;
	struct density_part *part = &items[density->count++];
	*part = (struct density_part){0};
	UP_TRY(text_set(&part->schema, schema, err));
	return text_set(&part->name, name, err);
}

static enum up_status list_parts(struct density *density, const struct shape *blueprint,
				 struct up_error *err)
{
	const struct shape_partition_list *leaves = &blueprint->partitions.leaves;

	density_release(density);
	if (blueprint->table.kind != SHAPE_KIND_PARTITIONED)
		return add_part(density, blueprint->table.schema, blueprint->table.name, err);
	for (size_t l = 0; l < leaves->count; l++) {
		const char *schema = leaves->items[l].schema;
		UP_TRY(add_part(density, schema != NULL ? schema : blueprint->table.schema,
				leaves->items[l].name, err));
	}
	return UP_OK;
}

/* Of one table, by the name of its place, or of a partition of it. */
static struct density_part *find_part(const struct density *density, const struct shape *blueprint,
				      const char *name)
{
	if (blueprint->table.kind != SHAPE_KIND_PARTITIONED)
		return density->items;
	for (size_t p = 0; p < density->count; p++) {
		if (strcmp(density->items[p].name, name) == 0)
			return &density->items[p];
	}
	return NULL;
}

static const struct text_list *options_of(const struct shape *blueprint,
					  const struct density_part *part)
{
	const struct shape_partition_list *leaves = &blueprint->partitions.leaves;

	for (size_t l = 0; l < leaves->count; l++) {
		if (strcmp(leaves->items[l].name, part->name) == 0)
			return &leaves->items[l].reloptions;
	}
	return &blueprint->table.reloptions;
}

/* 0: it has none. */
static int own_fillfactor(const struct text_list *options)
{
	static const char key[] = "fillfactor=";

	for (size_t o = 0; o < options->count; o++) {
		if (strncmp(options->items[o], key, strlen(key)) == 0)
			return (int)strtol(options->items[o] + strlen(key), NULL, 10);
	}
	return 0;
}

/* Names and numbers of the tables below a place that hold rows, itself included. */
static enum up_status read_tables(struct up_conn *conn, const struct place *place,
				  const char *numbers, PGresult **result, struct up_error *err)
{
	UP_BUFFER name = {0};
	UP_BUFFER sql = {0};

	place_append(&name, place);
	UP_TRY(up_buffer_check(&name, err));
	up_buffer_append_string(&sql, "WITH RECURSIVE tree(oid) AS (SELECT ");
	literal_append(&sql, name.data);
	up_buffer_append_format(
		&sql,
		"::regclass::oid UNION ALL SELECT i.inhrelid FROM tree "
		"JOIN pg_inherits i ON i.inhparent = tree.oid), page AS ("
		"SELECT tableoid AS leaf, (ctid::text::point)[0]::bigint AS number, count(*) AS n "
		"FROM %s GROUP BY 1, 2) SELECT c.relname, %s FROM tree JOIN pg_class c "
		"ON c.oid = tree.oid AND c.relkind = 'r'",
		name.data, numbers);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(conn, sql.data, &(struct up_params){0}, NULL, result, err);
}

#define PAGES "pg_relation_size(c.oid) / current_setting('block_size')::bigint"

static int64_t number_at(const PGresult *result, int row, int column)
{
	return strtoll(PQgetvalue(result, row, column), NULL, 10);
}

static struct place place_of(const struct shape *blueprint)
{
	return (struct place){blueprint->table.schema, blueprint->table.name};
}

/* Rows of how much of the original. */
static struct fill_request sample_of(const struct shape *blueprint,
				     const struct fill_request *request)
{
	const double pages = (double)blueprint->table.bytes.main / USUAL_BLOCK_SIZE;
	struct fill_request sample = *request;

	sample.which = pages > DENSITY_PAGES ? FILL_PAGES : FILL_ALL;
	sample.share = pages > DENSITY_PAGES ? DENSITY_PAGES / pages : 1;
	return sample;
}

/* The original's.  The sample holds a lock on it, so that this does not wait. */
static enum up_status read_wanted(struct up_conn *conn, const struct shape *blueprint,
				  const struct fill_request *request, struct density *density,
				  int *block_size, struct up_error *err)
{
	UP_RESULT *result = NULL;

	UP_TRY(read_tables(conn, &request->source, PAGES, &result, err));
	for (int row = 0; row < PQntuples(result); row++) {
		struct density_part *part =
			find_part(density, blueprint, PQgetvalue(result, row, 0));
		if (part != NULL)
			part->wanted = number_at(result, row, 1);
	}
	UP_FREE char *size = NULL;
	UP_TRY(up_conn_query_value(conn, "SHOW block_size", &size, err));
	*block_size = (int)strtol(size, NULL, 10);
	return UP_OK;
}

/* What is in the new table now.  Of several pages the last one is not full. */
static enum up_status read_sample(struct up_conn *conn, const struct shape *blueprint,
				  struct density *density, bool *is_small, struct up_error *err)
{
	const struct place place = place_of(blueprint);
	int64_t pages = 0;
	UP_RESULT *result = NULL;

	UP_TRY(read_tables(conn, &place,
			   "(SELECT count(*) FROM page WHERE leaf = c.oid), "
			   "(SELECT sum(n) FROM page WHERE leaf = c.oid), "
			   "(SELECT sum(n) FROM page WHERE leaf = c.oid AND number < "
			   "(SELECT max(number) FROM page WHERE leaf = c.oid))",
			   &result, err));
	*is_small = false;
	for (int row = 0; row < PQntuples(result); row++) {
		struct density_part *part =
			find_part(density, blueprint, PQgetvalue(result, row, 0));
		const int64_t filled = number_at(result, row, 1);
		if (part == NULL || filled == 0)
			continue;
		pages += filled;
		part->rows_at_most =
			filled == 1 ? (double)number_at(result, row, 2)
				    : (double)number_at(result, row, 3) / (double)(filled - 1);
		*is_small |= filled < PAGES_OF_SMALL_PARTS && part->wanted > 1;
	}
	*is_small &= pages < PAGES_AT_MOST;
	return UP_OK;
}

/* Rows that fill pages also of small tables, of which the last page is a large part. */
static enum up_status fill_pages(struct up_conn *conn, const struct shape *blueprint,
				 struct density *density, struct up_error *err)
{
	const struct fill_request twice = {.source = place_of(blueprint), .which = FILL_ALL};
	bool is_small = false;
	int64_t copied = 0;

	UP_TRY(read_sample(conn, blueprint, density, &is_small, err));
	while (is_small) {
		UP_TRY(fill_table(conn, blueprint, &twice, &copied, err));
		UP_TRY(read_sample(conn, blueprint, density, &is_small, err));
	}
	return UP_OK;
}

static void decide(struct density_part *part, const struct shape *blueprint, int block_size)
{
	const int own = own_fillfactor(options_of(blueprint, part));
	const double fullness =
		part->rows_at_most > 0 ? part->rows_per_page / part->rows_at_most : 1;

	if (part->rows_per_page <= 0 || fabs(fullness - 1) <= TOLERANCE)
		return;
	part->fillfactor = density_fillfactor(part->rows_per_page, part->rows_at_most,
					      own > 0 ? own : USUAL_FILLFACTOR, block_size);
}

static enum up_status empty(struct up_conn *conn, const struct shape *blueprint,
			    struct up_error *err)
{
	const struct place place = place_of(blueprint);
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "TRUNCATE ");
	place_append(&sql, &place);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(conn, sql.data, err);
}

static enum up_status read_rows(struct up_conn *conn, const struct shape *blueprint,
				const struct fill_request *sample, struct density *density,
				struct up_error *err)
{
	const struct place place = place_of(blueprint);
	UP_RESULT *result = NULL;

	UP_TRY(read_tables(conn, &place, "(SELECT sum(n) FROM page WHERE leaf = c.oid)", &result,
			   err));
	for (int row = 0; row < PQntuples(result); row++) {
		struct density_part *part =
			find_part(density, blueprint, PQgetvalue(result, row, 0));
		if (part != NULL && part->wanted > 0)
			part->rows_per_page = (double)number_at(result, row, 1) /
					      ((double)part->wanted * sample->share);
	}
	return UP_OK;
}

enum up_status density_decide(struct up_conn *conn, const struct shape *blueprint,
			      const struct fill_request *request, struct density *density,
			      struct up_error *err)
{
	const struct fill_request sample = sample_of(blueprint, request);
	const char *method = blueprint->table.access_method;
	int block_size = 0;
	int64_t copied = 0;

	UP_TRY(list_parts(density, blueprint, err));
	if (method != NULL && strcmp(method, "heap") != 0)
		return UP_OK;
	UP_TRY(fill_table(conn, blueprint, &sample, &copied, err));
	UP_TRY(read_wanted(conn, blueprint, request, density, &block_size, err));
	UP_TRY(read_rows(conn, blueprint, &sample, density, err));
	UP_TRY(fill_pages(conn, blueprint, density, err));
	for (size_t p = 0; p < density->count; p++) {
		struct density_part *part = &density->items[p];
		decide(part, blueprint, block_size);
		if (request->which != FILL_ALL)
			part->wanted = llround((double)part->wanted * request->share);
	}
	return empty(conn, blueprint, err);
}

static void append_alter(struct up_buffer *sql, const struct density_part *part)
{
	const struct place place = {part->schema, part->name};

	up_buffer_append_string(sql, "ALTER TABLE ");
	place_append(sql, &place);
}

void density_append_set(struct up_buffer *sql, const struct density *density)
{
	for (size_t p = 0; p < density->count; p++) {
		if (density->items[p].fillfactor == 0)
			continue;
		append_alter(sql, &density->items[p]);
		up_buffer_append_format(sql, " SET (fillfactor = %d);\n",
					density->items[p].fillfactor);
	}
}

/* All options are set, as what is set is the last one of them. */
void density_append_reset(struct up_buffer *sql, const struct shape *blueprint,
			  const struct density *density)
{
	for (size_t p = 0; p < density->count; p++) {
		const struct text_list *options = options_of(blueprint, &density->items[p]);
		if (density->items[p].fillfactor == 0)
			continue;
		append_alter(sql, &density->items[p]);
		if (own_fillfactor(options) == 0) {
			up_buffer_append_string(sql, " RESET (fillfactor);\n");
			continue;
		}
		up_buffer_append_string(sql, " SET ");
		options_append(sql, options, NULL, NULL);
		up_buffer_append_string(sql, ";\n");
	}
}

/* As it is set for the table; 0: it is not. */
static enum up_status read_fillfactor(struct up_conn *conn, const struct density_part *part,
				      int *fillfactor, struct up_error *err)
{
	const char *const values[] = {part->schema, part->name};
	const struct up_params params = {.count = 2, .values = values};
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_exec_params(
		conn,
		"SELECT o.option_value FROM pg_catalog.pg_class c "
		"JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
		"CROSS JOIN LATERAL pg_catalog.pg_options_to_table(c.reloptions) AS o "
		"WHERE n.nspname = $1 AND c.relname = $2 AND o.option_name = 'fillfactor'",
		&params, NULL, &result, err));
	*fillfactor = PQntuples(result) > 0 ? atoi(PQgetvalue(result, 0, 0)) : 0;
	return UP_OK;
}

enum up_status density_yield(struct up_conn *conn, const struct shape *blueprint,
			     struct density *density, struct up_error *err)
{
	for (size_t p = 0; p < density->count; p++) {
		struct density_part *part = &density->items[p];
		int fillfactor = 0;
		if (part->fillfactor == 0)
			continue;
		UP_TRY(read_fillfactor(conn, part, &fillfactor, err));
		if (fillfactor != own_fillfactor(options_of(blueprint, part)))
			part->fillfactor = 0;
	}
	return UP_OK;
}

enum up_status density_read(struct up_conn *conn, struct density *density, struct up_error *err)
{
	for (size_t p = 0; p < density->count; p++) {
		const struct place place = {density->items[p].schema, density->items[p].name};
		UP_RESULT *result = NULL;
		UP_TRY(read_tables(conn, &place, PAGES, &result, err));
		if (PQntuples(result) > 0)
			density->items[p].reached = number_at(result, 0, 1);
	}
	return UP_OK;
}
