/* SPDX-License-Identifier: PostgreSQL */
/* The file that follows cases from run to run, and what is found in it. */
#include "record/history.h"

#include "judge/history/history_compare.h"
#include "judge/history/history_row.h"
#include "show/export/history_json.h"
#include "show/section/history.h"
#include "show/words/history_words.h"
#include "unit/fake_run.h"
#include "unit/manifest_of.h"
#include "unit/shown.h"
#include "unit/sort_run.h"
#include "unit/summary_case.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char directory[64];

static void make_directory(void)
{
	strcpy(directory, "/tmp/upbench-test-XXXXXX");
	cr_assert(mkdtemp(directory) != NULL);
}

static void remove_directory(void)
{
	UP_FREE char *path = run_path(directory, "history.csv");
	remove(path);
	cr_expect_eq(rmdir(directory), 0, "something was left behind");
}

TestSuite(history, .init = make_directory, .fini = remove_directory);

static char *history_path(void)
{
	return run_path(directory, "history.csv");
}

static void add_row(struct history *history, int run, const char *case_name, double update_ns)
{
	struct history_row row;
	struct up_error err;
	history_row_init(&row);
	cr_assert_gt(asprintf(&row.time, "2026-11-%02dT12:00:00Z", run), 0);
	cr_assert_gt(asprintf(&row.run, "%032d", run), 0);
	cr_assert_gt(asprintf(&row.revision, "r%d", run), 0);
	row.case_name = own(case_name);
	key_of_first_word(&row.key, case_name);
	row.n = 20;
	row.update_ns = update_ns;
	cr_assert_eq(history_add(history, &row, &err), UP_OK);
}

static void write_text(const char *path, const char *text)
{
	UP_FCLOSE FILE *file = fopen(path, "w");
	cr_assert(file != NULL && fputs(text, file) >= 0);
}

static char *read_text(const char *path)
{
	UP_BUFFER text = {0};
	UP_FCLOSE FILE *file = fopen(path, "r");
	cr_assert_not_null(file);
	for (int c = fgetc(file); c != EOF; c = fgetc(file))
		up_buffer_append_char(&text, (char)c);
	return up_buffer_detach(&text);
}

Test(history, what_is_appended_is_read_back_and_added_once)
{
	HISTORY first = {0};
	HISTORY second = {0};
	HISTORY read = {0};
	UP_FREE char *path = history_path();
	struct up_error err = {0};
	size_t appended = 99;

	add_row(&first, 1, "unnest rows=20", 1.5e6);
	add_row(&first, 1, "row \"rows\", =20", 2.5e6);
	cr_assert_eq(history_append(path, stdout, &first, &appended, &err), UP_OK, "%s",
		     err.message);
	cr_expect_eq(appended, 2);
	UP_FREE char *before = read_text(path);
	add_row(&second, 1, "unnest rows=20", 1e6);
	add_row(&second, 2, "unnest rows=20", 1.25e6);
	add_row(&second, 2, "unnest rows=20", 9e6);
	cr_assert_eq(history_append(path, stdout, &second, &appended, &err), UP_OK, "%s",
		     err.message);
	cr_expect_eq(appended, 1);
	UP_FREE char *after = read_text(path);
	cr_expect_eq(strncmp(before, after, strlen(before)), 0, "rows are only added");
	cr_assert_eq(history_read(path, &read, &err), UP_OK, "%s", err.message);
	cr_assert_eq(read.count, 3);
	cr_expect_str_eq(read.items[1].case_name, "row \"rows\", =20");
	cr_expect_float_eq(read.items[2].update_ns, 1.25e6, 0);
	cr_expect(isnan(read.items[2].wal_bytes));
	cr_expect_null(read.items[2].key.peer);
}

Test(history, the_mode_of_the_file_stays)
{
	HISTORY rows = {0};
	UP_FREE char *path = history_path();
	struct up_error err = {0};
	struct stat facts;
	size_t appended;

	write_text(path, "");
	cr_assert_eq(chmod(path, 0660), 0);
	add_row(&rows, 1, "unnest", 1e6);
	cr_assert_eq(history_append(path, stdout, &rows, &appended, &err), UP_OK, "%s",
		     err.message);
	cr_assert_eq(stat(path, &facts), 0);
	cr_expect_eq(facts.st_mode & 07777, 0660);
}

static void expect_refused(const char *text, const char *message)
{
	HISTORY rows = {0};
	UP_FREE char *path = history_path();
	struct up_error err = {0};
	size_t appended;

	write_text(path, text);
	add_row(&rows, 1, "unnest", 1e6);
	cr_expect_eq(history_append(path, stdout, &rows, &appended, &err), UP_INVALID, "%s", text);
	cr_expect_not_null(strstr(err.message, message), "%s", err.message);
	UP_FREE char *after = read_text(path);
	cr_expect_str_eq(after, text, "it must be as it was");
}

#define HEADER                                                                                     \
	"time,run,revision,server_version,cpu,case,strategy,peer,rows,columns,chunk,workers,"      \
	"changed,new,skip_unchanged,table_rows,rtt_us,settings,n,update_ns,low_ns,high_ns,"        \
	"total_ns,wal_bytes,round_trips"
#define BLANKS ",,,,,,,,,,,"

Test(history, what_is_no_history_is_refused_by_line_and_kept)
{
	expect_refused("a,b\n1,2\n", "history.csv:1: the header has no column time");
	expect_refused("run,time" /* the first two the other way around */
		       ",revision,server_version,cpu,case,strategy,peer,rows,columns,chunk,workers,"
		       "changed,new,skip_unchanged,table_rows,rtt_us,settings,n,update_ns,low_ns,"
		       "high_ns,total_ns,wal_bytes,round_trips\n",
		       "history.csv:1: column time must be number 1");
	expect_refused(HEADER ",more\n",
		       "history.csv:1: column bandwidth_bits_per_s must be number 26");
	expect_refused(HEADER "\nyesterday,r,,,,c" BLANKS ",,5,1,,,,,\n",
		       "history.csv:2: column time: \"yesterday\" is not of the form");
	expect_refused(HEADER "\n2026-11-24T12:00:00Z,r,,,,c" BLANKS ",,5,,,,,,\n",
		       "history.csv:2: column update_ns");
	expect_refused(HEADER "\n2026-11-24T12:00:00Z,,,,,c" BLANKS ",,5,1,,,,,\n",
		       "history.csv:2: column run is empty");
	expect_refused(HEADER "\n2026-11-24T12:00:00Z,r,,,,c" BLANKS ",,5,1,,",
		       "fewer fields than the header has");
}

/* Of a spreadsheet or an editor: read as it is, and never with two ways of ending lines. */
Test(history, a_file_of_another_program_is_read_and_written_anew)
{
	static const char row[] = "2026-11-24T12:00:00Z,r1,,,,c" BLANKS ",,5,1e6,,,,,";
	static const struct {
		const char *begin, *end_of_line, *end;
	} kinds[] = {{"", "\r\n", "\r\n"},
		     {"\xef\xbb\xbf", "\n", "\n"},
		     {"\xef\xbb\xbf", "\r\n", ""},
		     {"", "\n", ""}};
	UP_FREE char *path = history_path();

	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		HISTORY rows = {0};
		HISTORY read = {0};
		UP_FREE char *text = NULL;
		struct up_error err = {0};
		size_t appended;
		cr_assert_gt(asprintf(&text, "%s" HEADER "%s%s%s", kinds[k].begin,
				      kinds[k].end_of_line, row, kinds[k].end),
			     0);
		write_text(path, text);
		add_row(&rows, 25, "unnest", 1e6);
		cr_assert_eq(history_append(path, stdout, &rows, &appended, &err), UP_OK, "%zu: %s",
			     k, err.message);
		cr_expect_eq(appended, 1);
		UP_FREE char *after = read_text(path);
		cr_expect_null(strchr(after, '\r'));
		cr_expect_eq(strncmp(after, "time,", 5), 0);
		cr_assert_eq(history_read(path, &read, &err), UP_OK, "%zu: %s", k, err.message);
		cr_assert_eq(read.count, 2);
		cr_expect_str_eq(read.items[0].case_name, "c");
	}
}

/* A file of a version without the columns after round_trips, whose names have the levels of later
 * factors: it gets the columns, keeps its rows, and each series goes on. */
Test(history, an_older_file_is_read_and_extended)
{
	static const char name[] = "case-when rows=20 rtt=2ms bandwidth=100Mbit tuned arm=base";
	static const char older[] =
		HEADER "\n2026-11-24T12:00:00Z,r1,,,,%s,case-when,,20,20,,1,1,0,0,20,2000,,5,1e6,,"
		       ",,,\n2026-11-24T12:00:00Z,r1,,,,row rows=20,row,,20,20,,1,1,0,0,20,0,,5,"
		       "2e6,,,,,\n";
	HISTORY rows = {0};
	HISTORY read = {0};
	UP_FREE char *path = history_path();
	UP_FREE char *text = NULL;
	struct up_error err = {0};
	size_t appended;

	cr_assert_gt(asprintf(&text, older, name), 0);
	write_text(path, text);
	add_row(&rows, 25, name, 1.5e6);
	rows.items[0].key.factors.columns = 20;
	rows.items[0].key.factors.changed = 1;
	cr_assert_eq(history_append(path, stdout, &rows, &appended, &err), UP_OK, "%s",
		     err.message);
	cr_expect_eq(appended, 1);
	UP_FREE char *extended = read_text(path);
	cr_expect_eq(strncmp(extended, HEADER ",bandwidth_bits_per_s,", sizeof HEADER - 1 + 22), 0,
		     "%s", extended);
	cr_expect_not_null(strstr(extended, ",100000000,0,1,base"));
	cr_assert_eq(history_read(path, &read, &err), UP_OK, "%s", err.message);
	cr_assert_eq(read.count, 3);
	cr_expect_eq(read.items[0].key.factors.bandwidth, 100000000);
	cr_expect_eq(read.items[0].key.factors.tuned, 1);
	cr_expect_str_eq(read.items[0].key.arm, "base");
	cr_expect_eq(read.items[1].key.factors.bandwidth, 0);
	cr_expect_eq(read.items[1].key.factors.tuned, 0);
	cr_expect_null(read.items[1].key.arm);
	cr_expect(case_key_equal(&read.items[0].key, &read.items[2].key, 0), "the series goes on");
	cr_expect_not(case_key_equal(&read.items[0].key, &read.items[1].key, 0));
}

Test(history, a_file_that_could_not_be_begun_is_not_left_behind)
{
	HISTORY rows = {0};
	UP_FREE char *path = history_path();
	struct up_error err = {0};
	size_t appended;

	add_row(&rows, 1, "unnest", 1e6);
	rows.items[0].update_ns = NAN;
	cr_expect_eq(history_append(path, stdout, &rows, &appended, &err), UP_INVALID);
	cr_expect_neq(access(path, F_OK), 0);
	cr_expect_eq(history_append("/nosuch/history.csv", stdout, &rows, &appended, &err),
		     UP_INVALID);
}

/* Several at once: each row is there in the end, and each once. */
Test(history, programs_that_append_at_once_lose_nothing)
{
	enum {
		PROGRAMS = 8,
		RUNS = 10
	};
	HISTORY read = {0};
	UP_FREE char *path = history_path();
	struct up_error err = {0};

	for (int p = 0; p < PROGRAMS; p++) {
		pid_t child = fork();
		cr_assert_geq(child, 0);
		if (child > 0)
			continue;
		for (int r = 0; r < RUNS; r++) {
			HISTORY rows = {0};
			char name[32];
			size_t appended = 0;
			snprintf(name, sizeof name, "case %d", p);
			add_row(&rows, r + 1, name, 1e6);
			if (history_append(path, stdout, &rows, &appended, &err) != UP_OK ||
			    appended != 1)
				_exit(1);
		}
		_exit(0);
	}
	for (int p = 0; p < PROGRAMS; p++) {
		int status;
		cr_assert_gt(wait(&status), 0);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	cr_assert_eq(history_read(path, &read, &err), UP_OK, "%s", err.message);
	cr_expect_eq(read.count, PROGRAMS * RUNS);
}

/* ---- from a run, and against a run ------------------------------------ */

static struct run make_run(int day, const char *case_name, double update_ns)
{
	struct run run = {.directory = strdup("run")};
	run.manifest = manifest_of(
		json_pack("{s:o, s:o, s:{s:s}}", "id", json_sprintf("%032d", day), "started",
			  json_sprintf("2026-11-%02dT12:00:00Z", day), "tool", "revision", "abc"));
	for (int64_t s = 1; s <= 7; s++)
		add_sample(&run, case_name, PHASE_MEASURE, s, (int64_t)update_ns)->wal_bytes =
			1000 * s;
	add_sample(&run, "broken rows=20", PHASE_MEASURE, 1, 5)->status = SAMPLE_FAILED;
	sort_run(&run);
	return run;
}

Test(history, rows_of_a_run_are_its_results)
{
	RUN run = make_run(3, "unnest rows=20", 2e6);
	HISTORY rows = {0};
	struct up_error err = {0};

	cr_assert_eq(history_rows_of(&run, NULL, &rows, &err), UP_OK, "%s", err.message);
	cr_assert_eq(rows.count, 1, "the failed case keeps out");
	cr_expect_str_eq(rows.items[0].time, "2026-11-03T12:00:00Z");
	cr_expect_str_eq(rows.items[0].revision, "abc");
	cr_expect_str_eq(rows.items[0].case_name, "unnest rows=20");
	cr_expect_float_eq(rows.items[0].update_ns, 2e6, 0);
	cr_expect_float_eq(rows.items[0].wal_bytes, 4000, 0);
	cr_expect_eq(rows.items[0].n, 7);
	cr_expect_eq(history_rows_of(&run, "broken rows=20", &rows, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "run has no result of a case \"broken rows=20\"");
	free(run.manifest.started);
	run.manifest.started = NULL;
	cr_expect_eq(history_rows_of(&run, NULL, &rows, &err), UP_INVALID);
}

/* A history of `runs` days around 10 ms, of which those from `begin` on are multiplied. */
static void write_history(const char *path, int runs, int begin, double factor)
{
	HISTORY rows = {0};
	struct up_random random = up_random_at(1, 2, 3);
	struct up_error err = {0};
	size_t appended;

	for (int r = 1; r <= runs; r++)
		add_row(&rows, r, "unnest rows=20",
			1e7 * exp(0.01 * fake_normal(&random)) * (r >= begin ? factor : 1));
	cr_assert_eq(history_append(path, stdout, &rows, &appended, &err), UP_OK, "%s",
		     err.message);
}

static struct history_finding_list compare(const char *path, const struct run *run)
{
	struct history_finding_list list = {0};
	struct up_error err = {0};
	cr_assert_eq(history_compare(path, run, 0.05, 1, &list, &err), UP_OK, "%s", err.message);
	return list;
}

/* Writes a history with a step from that day on, and returns the day whose run reports it. */
static int first_report(const char *path, int begin, double factor)
{
	for (int day = begin; day <= 30; day++) {
		remove(path);
		write_history(path, day, begin, factor);
		HISTORY_FINDING_LIST list = compare(path, NULL);
		if (list.items[0].verdict != HISTORY_STEADY)
			return day;
	}
	cr_assert_fail("not reported");
	return 0;
}

Test(history, a_step_is_reported_with_one_run_only)
{
	UP_FREE char *path = history_path();
	const int day = first_report(path, 18, 1.3);

	cr_expect_leq(day, 24, "%d", day);
	for (int later = day + 1; later <= 30; later++) {
		remove(path);
		write_history(path, later, 18, 1.3);
		HISTORY_FINDING_LIST list = compare(path, NULL);
		cr_expect_eq(list.items[0].verdict, HISTORY_STEADY, "day %d", later);
		cr_assert_eq(list.items[0].change_count, 1);
	}
}

Test(history, a_run_outside_of_all_others_is_marked_at_once)
{
	UP_FREE char *path = history_path();
	RUN run = make_run(21, "unnest rows=20", 3e7);
	DOCUMENT document = {0};

	write_history(path, 20, 21, 1);
	HISTORY_FINDING_LIST list = compare(path, &run);
	cr_expect_eq(list.items[0].verdict, HISTORY_STEADY);
	cr_expect_eq(list.items[0].outside, 1);
	cr_expect_float_eq(list.items[0].now_ns, 3e7, 0);
	cr_expect_float_eq(list.items[0].level_ns, 1e7, 2e5);
	history_findings_append(&document, &list);
	UP_FREE char *text = shown(&document, 0, false);
	cr_expect_not_null(strstr(text, "above all 20 earlier runs"), "%s", text);
}

Test(history, another_machine_is_no_regression)
{
	UP_FREE char *path = history_path();
	RUN run = make_run(25, "unnest rows=20", 2e7);
	HISTORY rows = {0};
	HISTORY moved = {0};
	struct up_error err = {0};
	size_t appended;

	write_history(path, 20, 21, 1);
	cr_assert_eq(history_read(path, &rows, &err), UP_OK);
	for (size_t r = 0; r < rows.count; r++)
		rows.items[r].cpu = own("old");
	remove(path);
	cr_assert_eq(history_append(path, stdout, &rows, &appended, &err), UP_OK);
	add_row(&moved, 24, "unnest rows=20", 2e7);
	moved.items[0].cpu = own("new");
	cr_assert_eq(history_append(path, stdout, &moved, &appended, &err), UP_OK);
	run.manifest.host.cpu = own("new");
	HISTORY_FINDING_LIST list = compare(path, &run);
	cr_expect_eq(list.items[0].verdict, HISTORY_INCOMPARABLE);
	cr_expect_eq(list.items[0].runs, 2);
	UP_BUFFER remark = {0};
	history_append_remark(&remark, &list.items[0]);
	cr_expect_str_eq(up_buffer_string(&remark),
			 "10 runs are needed; incomparable: the machine changed on 2026-11-24 (cpu "
			 "new, before old)");
}

Test(history, a_recent_step_is_a_regression_of_the_run_it_began_with)
{
	UP_FREE char *path = history_path();
	const int day = first_report(path, 20, 1.2);
	RUN run = make_run(day, "unnest rows=20", 1.2e7);
	DOCUMENT document = {0};

	HISTORY_FINDING_LIST list = compare(path, &run);
	cr_assert_eq(list.count, 1);
	cr_expect_eq(list.items[0].verdict, HISTORY_REGRESSED);
	cr_expect_eq((int)list.items[0].runs, day);
	cr_assert_eq(list.items[0].change_count, 1);
	const struct history_change *change = &list.items[0].changes[0];
	cr_expect_eq((int)change->runs, day - 19);
	cr_expect_str_eq(change->revision, "r20");
	cr_expect_str_eq(change->revision_before, "r19");
	cr_expect_float_eq(change->change, 0.2, 0.03);
	history_findings_append(&document, &list);
	UP_FREE char *text = shown(&document, 0, false);
	cr_expect_not_null(strstr(text, "  unnest rows=20  regressed  "), "%s", text);
	cr_expect_not_null(strstr(text, "  2026-11-20T12:00:00Z  "), "%s", text);
	cr_expect_not_null(strstr(text, "  r19 → r20"), "%s", text);
	cr_expect_not_null(strstr(text, "1 case: 1 regressed, 0 improved"));
}

Test(history, a_step_down_is_an_improvement_and_an_old_one_is_how_it_is)
{
	UP_FREE char *path = history_path();

	first_report(path, 18, 0.8);
	HISTORY_FINDING_LIST list = compare(path, NULL);
	cr_expect_eq(list.items[0].verdict, HISTORY_IMPROVED);
	remove(path);
	write_history(path, 20, 10, 1.3);
	HISTORY_FINDING_LIST old = compare(path, NULL);
	cr_assert_eq(old.count, 1);
	cr_expect_eq(old.items[0].verdict, HISTORY_STEADY);
	cr_assert_eq(old.items[0].change_count, 1);
	cr_expect_eq(old.items[0].changes[0].runs, 11);
	cr_expect_float_eq(old.items[0].level_ns, 1.3e7, 3e5);
}

Test(history, a_step_within_the_threshold_is_none)
{
	UP_FREE char *path = history_path();
	RUN run = make_run(21, "unnest rows=20", 1.04e7);

	write_history(path, 20, 17, 1.04);
	HISTORY_FINDING_LIST list = compare(path, &run);
	cr_expect_eq(list.items[0].verdict, HISTORY_STEADY);
}

Test(history, a_run_that_is_in_the_history_counts_once_and_later_ones_do_not)
{
	UP_FREE char *path = history_path();
	RUN run = make_run(12, "unnest rows=20", 1e7);

	write_history(path, 20, 13, 1.5);
	HISTORY_FINDING_LIST list = compare(path, &run);
	cr_expect_eq(list.items[0].runs, 12);
	cr_expect_eq(list.items[0].verdict, HISTORY_STEADY);
	cr_expect_eq(list.items[0].change_count, 0);
}

Test(history, what_is_short_or_empty_says_so)
{
	UP_FREE char *path = history_path();
	RUN run = make_run(9, "values rows=20", 1e7);
	struct history_finding_list none = {0};
	struct up_error err = {0};
	DOCUMENT document = {0};
	UP_BUFFER json = {0};

	write_history(path, 8, 5, 3);
	HISTORY_FINDING_LIST list = compare(path, &run);
	cr_assert_eq(list.count, 1);
	cr_expect_eq(list.items[0].verdict, HISTORY_SHORT);
	history_findings_append(&document, &list);
	UP_FREE char *text = shown(&document, 0, false);
	cr_expect_not_null(strstr(text, "1 case: 0 regressed, 0 improved, 0 steady, 1 short"));
	cr_expect_not_null(strstr(text, "  10 runs are needed\n"), "%s", text);
	cr_assert_eq(history_append_json(&json, &list, &err), UP_OK);
	json_t *root = json_loads(json.data, 0, NULL);
	cr_assert_not_null(root);
	const json_t *first = json_array_get(json_object_get(root, "cases"), 0);
	cr_expect_str_eq(json_string_value(json_object_get(first, "verdict")), "short");
	cr_expect_eq(json_array_size(json_object_get(first, "changes")), 0);
	json_decref(root);
	write_text(path, HEADER "\n");
	cr_expect_eq(history_compare(path, NULL, 0.05, 1, &none, &err), UP_INVALID);
}
