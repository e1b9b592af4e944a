/* SPDX-License-Identifier: PostgreSQL */
/* A user's large table between the samples of its cases: its syncs are undone, and checked by the rows
 * that changed. */
#include "measure/trial/admission.h"

#include "db/server.h"
#include "measure/subject/own_subject.h"
#include "measure/table/table_name.h"
#include "measure/table/table_shape.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

#define ROUNDS 11 /* enough for a second look at the whole table */
#define CASES 2

static void exec(struct up_conn *conn, const char *sql)
{
	cr_assert_eq(up_conn_exec(conn, sql, &err), UP_OK, "%.80s: %s", sql, err.message);
}

static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = NULL;

	OK(up_conn_query_value(conn, sql, &value, &err));
	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

/* ---- a table and its cases --------------------------------------------- */

struct layout {
	const char *database;
	const char *key;
	const char *scope; /* column; NULL: none */
	double new;
	size_t rows[CASES]; /* of the cases' syncs */
	bool is_sparse;     /* its pages have room */
	int rounds;         /* at least 1, if it is undone */
	bool keeps_triggers;
	bool is_undone;
};

struct stage {
	char *conninfo;
	struct server_list servers;
	struct server server;
	struct subject *subject;
	struct case_list cases;
	struct admission admission;
	struct trial trials[CASES];
};

/* A database of its own: VACUUM removes nothing that a transaction of another test could see. */
static char *make_database(const char *name)
{
	UP_CONN *conn = NULL;
	UP_BUFFER sql = {0};
	UP_BUFFER conninfo = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	up_buffer_append_format(&sql, "CREATE DATABASE %s", name);
	exec(conn, sql.data);
	up_buffer_append_format(&conninfo, "%s dbname=%s", test_conninfo(), name);
	OK(up_buffer_check(&conninfo, &err));
	return strdup(conninfo.data);
}

static struct subject *open_subject(const char *conninfo, const struct layout *layout)
{
	UP_CONN *conn = NULL;
	UP_BUFFER sql = {0};
	SHAPE shape = {0};
	struct table_name name = {0};
	struct subject *subject = NULL;

	OK(up_conn_open(conninfo, &conn, &err));
	up_buffer_append_format(
		&sql,
		"CREATE TABLE thing (id bigint NOT NULL, \"ten ant\" integer NOT NULL, name text "
		"NOT "
		"NULL, amount numeric(12,2), twice integer GENERATED ALWAYS AS (\"ten ant\" * 2) "
		"STORED, PRIMARY KEY (%s)) WITH (fillfactor = %d); "
		"INSERT INTO thing SELECT n, n %% 10, repeat('x', 20 + n %% 60), n %% 777 "
		"FROM generate_series(1, 110000) AS n; CREATE INDEX ON thing (amount); "
		"ALTER TABLE thing RESET (fillfactor); ANALYZE thing",
		layout->key, layout->is_sparse ? 40 : 100);
	exec(conn, sql.data);
	OK(table_name_parse("thing", &name, &err));
	const struct table_request request = {.name = &name,
					      .scope = layout->scope,
					      .statistics = TABLE_STATISTICS_SHAPE,
					      .tool = "upbench"};
	OK(table_shape_read(conn, &request, &shape, &err));
	const struct own_request own = {.data = OWN_DATA_ROWS,
					.scope = layout->scope != NULL ? "7" : NULL,
					.sample = 1,
					.keeps_triggers = layout->keeps_triggers};
	OK(own_subject_open(&shape, &own, &subject, &err));
	table_name_release(&name);
	return subject;
}

static void add_case(struct stage *stage, const char *strategy, size_t rows, double new)
{
	struct contender contender;
	const struct sampling sampling = {.samples = ROUNDS, .min_samples = ROUNDS};
	const struct factors factors = {
		.rows = (int64_t)rows,
		.columns = (int64_t)stage->subject->relation.column_count,
		.changed = 0.9,
		.new = new,
		.workers = 1,
	};

	cr_assert(contender_find(strategy, &contender));
	OK(case_list_add(&stage->cases, &contender, &factors, &sampling, &err));
}

static const struct row_source row_source = {0}; /* that of the population */

static void stage_open(struct stage *stage, const struct layout *layout)
{
	static const char *const strategies[CASES] = {"unnest", "copy-temp"};

	stage->conninfo = make_database(layout->database);
	stage->subject = open_subject(stage->conninfo, layout);
	const struct server_options options = {.dbname = stage->conninfo,
					       .schema_sql = stage->subject->schema_sql};
	OK(server_open(&options, &stage->server, &err));
	OK(stage->subject->install(stage->subject, &stage->server, &err));
	server_keep_values_out(&stage->server);
	stage->servers = (struct server_list){
		.items = &stage->server, .subjects = &stage->subject, .count = 1};
	stage->cases.subject = stage->subject;
	for (size_t c = 0; c < CASES; c++)
		add_case(stage, strategies[c], layout->rows[c], layout->new);
	case_list_set_table_rows(&stage->cases, stage->subject);
	OK(admission_init(&stage->admission, &stage->servers, &stage->cases, &row_source, &err));
	for (size_t c = 0; c < CASES; c++)
		OK(admission_admit(&stage->admission, &stage->cases.items[c], 1, INT64_MAX,
				   &stage->trials[c], &err));
}

static void stage_close(struct stage *stage)
{
	for (size_t c = 0; c < CASES; c++)
		trial_release(&stage->trials[c]);
	admission_release(&stage->admission);
	case_list_release(&stage->cases);
	OK(server_close(&stage->server, &err));
	subject_close(stage->subject);
	free(stage->conninfo);
}

/* ---- samples ----------------------------------------------------------- */

/* Takes a sample, whose state is that of all others. */
static void take_sample(struct trial *trial, char **state)
{
	SAMPLE sample;
	bool cold;

	sample_init(&sample);
	OK(trial_sample(trial, &sample, NULL, &cold, &err));
	cr_assert_eq(sample.status, SAMPLE_OK, "%s: %s", trial->trial_case->name, sample.error);
	if (*state == NULL)
		*state = strdup(sample.state_hash);
	cr_expect_str_eq(sample.state_hash, *state);
	sample_release(&sample);
}

/* Whichever case was there before, the table is the same, up to the places of its rows. */
static void expect_same_state(struct stage *stage, char **hash)
{
	struct up_conn *control = stage->server.control;
	struct dataset *dataset = stage->trials[0].dataset;
	UP_FREE char *before = NULL;

	for (size_t c = 0; c < CASES * 2; c++) {
		UP_FREE char *state = NULL;
		take_sample(&stage->trials[c % CASES], hash);
		OK(dataset_restore(dataset, &stage->server, &err));
		cr_expect(dataset->is_prepared);
		OK(undo_state(&dataset->undo, control, &state, &err));
		if (before != NULL)
			cr_expect_str_eq(state, before);
		free(before);
		before = UP_TAKE(state);
	}
	expect_value(control,
		     "SELECT count(*) FROM (SELECT id, \"ten ant\", name, amount FROM thing EXCEPT "
		     "ALL SELECT id, \"ten ant\", name, amount FROM upbench_pristine) AS other",
		     "0");
}

/* ---- damage ------------------------------------------------------------ */

#define OF_SYNC "(SELECT FROM upbench_keys AS k WHERE k.id = thing.id)"
#define ANY_OTHER "id = (SELECT min(id) FROM thing WHERE NOT EXISTS " OF_SYNC ")"
#define ANY_OF_SYNC "id = (SELECT min(id) FROM thing WHERE EXISTS " OF_SYNC ")"

struct damage {
	const char *sql;
	enum up_status status; /* what the whole table says */
};

static const struct damage damages[] = {
	{"UPDATE thing SET name = name || 'y' WHERE " ANY_OTHER, UP_MISMATCH},
	{"DELETE FROM thing WHERE " ANY_OTHER, UP_MISMATCH},
	{"INSERT INTO thing VALUES (-1, 7, 'more', 0)", UP_MISMATCH},
	{"DELETE FROM thing WHERE " ANY_OTHER "; INSERT INTO thing VALUES (-1, 7, 'more', 0)",
	 UP_MISMATCH},
	{"UPDATE thing SET name = name || 'y' WHERE " ANY_OF_SYNC, UP_MISMATCH},
	{"DELETE FROM thing WHERE " ANY_OF_SYNC, UP_MISMATCH},
	{"UPDATE thing SET id = -id WHERE " ANY_OF_SYNC, UP_MISMATCH},
	/* Not what changed alone tells, but no harm. */
	{"UPDATE thing SET name = name WHERE " ANY_OTHER, UP_OK},
};

/* After a right sync that the moment is before. */
static void check_damages(struct stage *stage, const struct trial *trial)
{
	struct up_conn *control = stage->server.control;
	const struct oracle *oracle = trial->oracle;
	const struct changed_rows_moment *moment = &trial->verification.moment;
	struct changed_rows_moment now;
	char state[DIGEST_TEXT_SIZE];
	bool is_right = false;

	cr_assert(trial->verification.is_quick);
	OK(oracle_check_changes(oracle, control, moment, &is_right, state, &err));
	cr_expect(is_right);
	for (size_t d = 0; d < sizeof damages / sizeof damages[0]; d++) {
		struct text_list wrong = {0};
		exec(control, "BEGIN");
		exec(control, damages[d].sql);
		is_right = true;
		OK(oracle_check_changes(oracle, control, moment, &is_right, state, &err));
		cr_expect_not(is_right, "%s", damages[d].sql);
		cr_expect_eq(oracle_check(oracle, control, state, &wrong, &err), damages[d].status,
			     "%s", damages[d].sql);
		text_list_release(&wrong);
		exec(control, "ROLLBACK");
	}
	/* A sync that did nothing. */
	OK(changed_rows_mark(control, &now, &err));
	OK(oracle_check_changes(oracle, control, &now, &is_right, state, &err));
	cr_expect_not(is_right);
}

/* Rows of the sync are as scattered as they were when the table was filled. */
static void check_places(struct stage *stage)
{
	expect_value(stage->server.control,
		     "SELECT count(DISTINCT (ctid::text::point)[0]) > 500 FROM thing "
		     "WHERE EXISTS " OF_SYNC,
		     "t");
}

/* What no sync may do is found by the rows that changed, and the table filled anew. */
static void check_recovery(struct stage *stage, struct trial *trial, const struct layout *layout)
{
	struct verification verification = trial->verification;
	struct dataset *dataset = trial->dataset;
	struct text_list wrong = {0};
	SAMPLE sample;

	sample_init(&sample);
	verification.count = 1;
	OK(verification_begin(&verification, stage->server.control, &err));
	exec(stage->server.control, "DELETE FROM thing WHERE " ANY_OTHER);
	cr_expect_eq(verification_end(&verification, trial->test_server, &sample, &wrong, &err),
		     UP_MISMATCH);
	cr_expect(verification.is_quick);
	dataset_note_sync(dataset, false, true);
	OK(dataset_restore(dataset, &stage->server, &err));
	cr_expect(dataset->is_prepared);
	expect_value(stage->server.control, "SELECT count(*) FROM thing",
		     layout->new > 0 ? "109980" : "110000");
	text_list_release(&wrong);
	sample_release(&sample);
}

/* Rows that another session could still see stay in the table, which does not come to rest: it is filled anew
 * from then on, and the record says so. */
static void check_unrest(struct stage *stage, struct trial *trial)
{
	struct dataset *dataset = trial->dataset;
	UP_CONN *other = NULL;
	struct manifest manifest;

	manifest_init(&manifest);
	OK(admission_describe(&stage->admission, &manifest, &err));
	cr_expect_eq(manifest.relation.own.is_undone, FACT_YES);
	OK(up_conn_open(stage->conninfo, &other, &err));
	exec(other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
	dataset_note_sync(dataset, false, true);
	OK(dataset_restore(dataset, &stage->server, &err));
	exec(other, "ROLLBACK");
	cr_expect_not(dataset->is_undone);
	expect_value(stage->server.control,
		     "SELECT count(*) FROM (SELECT id, \"ten ant\", name, amount FROM thing EXCEPT "
		     "ALL SELECT id, \"ten ant\", name, amount FROM upbench_pristine) AS other",
		     "0");
	OK(admission_describe_end(&stage->admission, &manifest, &err));
	cr_expect_eq(manifest.relation.own.is_undone, FACT_NO);
	cr_expect_eq(manifest.restore.count, 0);
	manifest_release(&manifest);
}

/* Its last sync is checked as a whole. */
static void check_last(struct trial *trial, char **hash)
{
	trial->verification.count = 1;
	take_sample(trial, hash);
	cr_expect(trial->verification.is_quick);
	trial->verification.is_last = true;
	take_sample(trial, hash);
	cr_expect_not(trial->verification.is_quick);
	trial->verification.is_last = false;
}

static void check_description(const struct stage *stage, const struct layout *layout)
{
	struct manifest manifest;

	manifest_init(&manifest);
	OK(admission_describe(&stage->admission, &manifest, &err));
	cr_expect_eq(manifest.relation.own.is_undone, fact_of(layout->is_undone));
	cr_expect_eq(manifest.restore.count > 0, layout->is_undone);
	for (size_t s = 0; s < manifest.restore.count; s++)
		cr_expect_null(strstr(manifest.restore.items[s], stage->server.schema), "%s",
			       manifest.restore.items[s]);
	manifest_release(&manifest);
}

/* Before version 14 every table is filled anew. */
static void check_layout(const struct layout *wanted)
{
	struct layout actual = *wanted;
	const struct layout *layout = &actual;
	struct stage stage = {0};
	UP_FREE char *hash = NULL;

	stage_open(&stage, layout);
	actual.is_undone = actual.is_undone && stage.server.control->server_version >= 140000;
	check_description(&stage, layout);
	for (size_t t = 0; t < CASES; t++) {
		cr_expect_eq(stage.trials[t].dataset->is_undone, layout->is_undone, "%s",
			     layout->database);
		cr_expect_eq(stage.trials[t].oracle->is_quick, layout->is_undone);
	}
	if (layout->is_undone) {
		for (int round = 0; round < layout->rounds; round++) {
			for (size_t t = 0; t < CASES; t++)
				take_sample(&stage.trials[(t + (size_t)round) % CASES], &hash);
		}
		expect_same_state(&stage, &hash);
		check_places(&stage);
		take_sample(&stage.trials[1], &hash);
		check_damages(&stage, &stage.trials[1]);
		check_recovery(&stage, &stage.trials[0], layout);
		take_sample(&stage.trials[0], &hash);
		check_last(&stage.trials[0], &hash);
		check_unrest(&stage, &stage.trials[0]);
	}
	stage_close(&stage);
}

Test(undo_dataset, syncs_of_few_rows_are_undone)
{
	check_layout(&(struct layout){.database = "undo_dataset",
				      .key = "id",
				      .new = 0.02,
				      .rows = {1000, 1000},
				      .rounds = ROUNDS,
				      .is_undone = true});
}

Test(undo_dataset, syncs_of_a_scope_are_undone)
{
	check_layout(&(struct layout){.database = "undo_dataset_scope",
				      .key = "\"ten ant\", id",
				      .scope = "ten ant",
				      .rows = {1000, 1000},
				      .rounds = 1,
				      .is_undone = true});
	check_layout(&(struct layout){.database = "undo_dataset_outside",
				      .key = "id",
				      .scope = "ten ant",
				      .rows = {1000, 1000},
				      .rounds = 1,
				      .is_undone = true});
}

/* Its copy is filled under a fillfactor that it has not otherwise. */
Test(undo_dataset, rows_of_a_sparse_table_come_back_to_their_pages)
{
	check_layout(&(struct layout){.database = "undo_dataset_sparse",
				      .key = "id",
				      .rows = {1000, 1000},
				      .is_sparse = true,
				      .rounds = 1,
				      .is_undone = true});
}

Test(undo_dataset, others_are_filled_anew)
{
	check_layout(&(struct layout){
		.database = "undo_dataset_many", .key = "id", .rows = {5000, 5000}});
	check_layout(&(struct layout){
		.database = "undo_dataset_shared", .key = "id", .rows = {1000, 1001}});
	check_layout(&(struct layout){.database = "undo_dataset_triggers",
				      .key = "id",
				      .rows = {1000, 1000},
				      .keeps_triggers = true});
}
