/* SPDX-License-Identifier: PostgreSQL */
/* The ranking in a terminal, as golden text. */
#include "show/section/ranking.h"

#include "text/display.h"
#include "unit/shown.h"
#include "unit/summary_case.h"

#include <criterion/criterion.h>
#include <math.h>

/* clang-format off */
static const char wide[] =
	"1 row × 20 columns: time of update and commit\n"
	"  case                       median    95 % interval   n   rows/s  vs fastest  ratio interval   vs case-when  first call  remark\n"
	"  表格                      1.00 ms  0.980 … 1.02 ms  11    1,000       ×1.00               -              -           -  fastest\n"
	"  unnest  no sample after its warm-up\n"
	"\n"
	"1,914 rows × 20 columns: time of update and commit\n"
	"  case                       median    95 % interval   n   rows/s  vs fastest  ratio interval   vs case-when  first call  remark\n"
	"  copy-temp                 27.1 ms   26.6 … 27.6 ms  11   70,600       ×1.00               -    513× faster     41.2 ms  fastest\n"
	"  values chunk=100 jit=off  40.0 ms   39.2 … 40.8 ms  11   47,900       ×1.48     1.45 … 1.51    348× faster           -\n"
	"  case-when                  13.9 s    13.6 … 14.2 s  11      138        ×513       503 … 523          1.00×      14.2 s\n"
	"  ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────\n"
	"  null                       104 ns     102 … 106 ns  11        -           -               -              -           -  not ranked\n"
	"  floor                     10.2 ms   10.0 … 10.4 ms  11  188,000      ×0.376               -  1,360× faster           -  not ranked\n"
	"  row  left the table in a wrong state: row 17, column \"surname\": \"x�[2J\" instead of \"y\"\n"
	"  row chunk=5  skipped: row takes no chunks\n";

static const char of_eighty[] =
	"1 row × 20 columns: time of update and commit\n"
	"  case                       median    95 % interval  vs fastest   vs case-when\n"
	"  表格                      1.00 ms  0.980 … 1.02 ms       ×1.00              -\n"
	"  unnest  no sample after its warm-up\n"
	"\n"
	"1,914 rows × 20 columns: time of update and commit\n"
	"  case                       median    95 % interval  vs fastest   vs case-when\n"
	"  copy-temp                 27.1 ms   26.6 … 27.6 ms       ×1.00    513× faster\n"
	"  values chunk=100 jit=off  40.0 ms   39.2 … 40.8 ms       ×1.48    348× faster\n"
	"  case-when                  13.9 s    13.6 … 14.2 s        ×513          1.00×\n"
	"  ─────────────────────────────────────────────────────────────────────────────\n"
	"  null                       104 ns     102 … 106 ns           -              -\n"
	"  floor                     10.2 ms   10.0 … 10.4 ms      ×0.376  1,360× faster\n"
	"  row  left the table in a wrong state: row 17, column \"surname\": \"x�[2J\"\n"
	"    instead of \"y\"\n"
	"  row chunk=5  skipped: row takes no chunks\n"
	"\n"
	"Not shown in 80 columns: n, rows/s, ratio interval, first call, remark.\n";

static const char colored[] =
	"1 row × 20 columns: time of update and commit\n"
	"  case                       median  vs fastest\n"
	"\033[1m  表格                      1.00 ms       ×1.00\033[0m\n"
	"\033[31m  unnest  no sample after its warm-up\033[0m\n"
	"\n"
	"1,914 rows × 20 columns: time of update and commit\n"
	"  case                       median  vs fastest\n"
	"\033[1m  copy-temp                 27.1 ms       ×1.00\033[0m\n"
	"  values chunk=100 jit=off  40.0 ms       ×1.48\n"
	"  case-when                  13.9 s        ×513\n"
	"  ─────────────────────────────────────────────\n"
	"\033[2m  null                       104 ns           -\033[0m\n"
	"\033[2m  floor                     10.2 ms      ×0.376\033[0m\n"
	"\033[31m  row  left the table in a wrong state: row 17,\n"
	"    column \"surname\": \"x�[2J\" instead of \"y\"\033[0m\n"
	"\033[2m  row chunk=5  skipped: row takes no chunks\033[0m\n"
	"\n"
	"Not shown in 50 columns: 95 % interval, rows/s,\n"
	"ratio interval, vs case-when, first call, remark.\n";
/* clang-format on */

/* To be freed. */
static char *print_against(const struct summary_list *list, const char *reference, bool color,
			   int width)
{
	DOCUMENT document = {0};
	RANKING_LIST rankings = {0};
	struct up_error err = {0};

	cr_assert_eq(ranking_list_make(list, reference, &rankings, &err), UP_OK, "%s", err.message);
	ranking_append(&document, &rankings, list);
	return shown(&document, width, color);
}

static char *print(const struct summary_list *list, bool color, int width)
{
	return print_against(list, "case-when", color, width);
}

static void expect_text(const struct summary_list *list, bool color, int width,
			const char *expected)
{
	UP_FREE char *text = print(list, color, width);
	cr_expect_str_eq(text, expected, "got:\n%s\nexpected:\n%s", text, expected);
}

/* Every kind of case, in an order that is not the table's. */
static void fill(struct summary_list *list)
{
	static const char best[] = "copy-temp rows=1914";
	struct summary *summary;

	rank_against(add_summary(list, "case-when rows=1914", 1914, 13.9e9), best, 512.9)->cold_ns =
		14.2e9;
	summary = rank_against(add_summary(list, best, 1914, 27.1e6), best, 1);
	summary->cold_ns = 41.2e6;
	summary = rank_against(add_summary(list, "values rows=1914 chunk=100 jit=off", 1914, 40e6),
			       best, 1.476);
	summary->key.factors.chunk = 100;
	add_summary(list, "null rows=1914", 1914, 104)->role = ROLE_IDLE;
	add_summary(list, "floor rows=1914", 1914, 10.2e6)->role = ROLE_BOUND;
	summary = add_summary(list, "row rows=1914", 1914, NAN);
	summary->status = SAMPLE_MISMATCH;
	summary->error = own("row 17, column \"surname\": \"x\033[2J\" instead of \"y\"");
	summary = add_summary(list, "row rows=1914 chunk=5", 1914, NAN);
	summary->status = SAMPLE_SKIPPED;
	summary->error = own("row takes no chunks");
	rank_against(add_summary(list, "\u8868\u683c rows=1", 1, 1e6), "\u8868\u683c rows=1", 1);
	add_summary(list, "unnest rows=1", 1, NAN);
}

Test(table, of_nothing)
{
	SUMMARY_LIST list = {0};
	expect_text(&list, true, 80, "");
}

Test(table, with_room_for_everything)
{
	SUMMARY_LIST list = {0};
	fill(&list);
	expect_text(&list, false, 0, wide);
}

Test(table, of_eighty_columns)
{
	SUMMARY_LIST list = {0};
	fill(&list);
	expect_text(&list, false, 80, of_eighty);
}

Test(table, in_color)
{
	SUMMARY_LIST list = {0};
	fill(&list);
	expect_text(&list, true, 50, colored);
}

Test(table, color_is_the_only_escape)
{
	SUMMARY_LIST list = {0};
	fill(&list);
	UP_FREE char *text = print(&list, false, 0);
	cr_expect_null(strchr(text, '\033'));
}

Test(table, keeps_within_the_width)
{
	SUMMARY_LIST list = {0};
	fill(&list);
	for (int width = 40; width <= 140; width++) {
		UP_FREE char *text = print(&list, false, width);
		for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
			cr_expect_leq((int)display_width(line), width, "%d: %s", width, line);
	}
}

Test(table, names_hold_anything)
{
	SUMMARY_LIST list = {0};
	char endless[1000];
	memset(endless, 'x', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	rank_against(add_summary(&list, endless, 20, 1e6), endless, 1);
	rank_against(add_summary(&list, "\xff\xc3\n\r\t\033]0;title\a", 20, 2e6), endless, 2);
	UP_FREE char *text = print(&list, false, 60);
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		cr_expect_leq((int)display_width(line), 60);
		for (const char *c = line; *c != '\0'; c++)
			cr_expect((unsigned char)*c >= 0x20 && *c != 0x7f);
	}
}

Test(table, naive_means_unchunked_with_the_servers_settings)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "case-when chunk=5", 20, 1e6), "case-when chunk=5", 1)
		->key.factors.chunk = 5;
	rank_against(add_summary(&list, "case-when jit=off", 20, 2e6), "case-when chunk=5", 2);
	UP_FREE char *without = print(&list, false, 0);
	cr_expect_null(strstr(without, "vs case-when"), "there is nothing to hold against");
	rank_against(add_summary(&list, "case-when", 20, 4e6), "case-when chunk=5", 4);
	UP_FREE char *with = print(&list, false, 0);
	cr_expect_not_null(strstr(with, "vs case-when"));
	cr_expect_not_null(strstr(with, "4.00\u00d7 faster"));
}

Test(table, the_experiment_names_the_reference)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "unnest", 20, 1e6), "unnest", 1);
	rank_against(add_summary(&list, "row-pipeline", 20, 3e6), "unnest", 3);
	rank_against(add_summary(&list, "case-when", 20, 4e6), "unnest", 4);
	UP_FREE char *text = print_against(&list, "row-pipeline", false, 0);
	cr_expect_not_null(strstr(text, "vs row-pipeline"));
	cr_expect_not_null(strstr(text, "3.00\u00d7 faster"));
	cr_expect_not_null(strstr(text, "1.33\u00d7 slower"));
	cr_expect_null(strstr(text, "vs case-when"));
}

Test(table, workloads_have_blocks_of_their_own)
{
	SUMMARY_LIST list = {0};
	rank_against(add_summary(&list, "row rows=20", 20, 1e6), "row rows=20", 1)
		->key.factors.changed = 1;
	struct summary *half = add_summary(&list, "row rows=20 columns=5 changed=0.5", 20, 1e6);
	rank_against(half, half->case_name, 1)->key.factors.changed = 0.5;
	half->key.factors.columns = 5;
	UP_FREE char *text = print(&list, false, 0);
	cr_expect_eq(strstr(text, "20 rows \u00d7 5 columns, changed=0.5: time of "
				  "update and commit\n"),
		     text, "%s", text);
	cr_expect_not_null(strstr(text, "\n\n20 rows \u00d7 20 columns, changed=1: time "
					"of update and commit\n"),
			   "%s", text);
}

Test(display, widths)
{
	static const struct {
		const char *text;
		size_t width;
	} rows[] = {
		{"", 0},         {"abc", 3},          {"\u00e9", 1},
		{"e\u0301", 1},  {"\u8868\u683c", 4}, {"\U0001f600", 2},
		{"\xff", 1},     {"\xc3", 1},         {"\xe2\x80", 2},
		{"\xc0\xaf", 2}, {"\xed\xa0\x80", 3}, {"\xf4\x90\x80\x80", 4},
		{"\033[1m", 4},  {"\u202e", 1},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		cr_expect_eq(display_width(rows[r].text), rows[r].width, "row %zu: %zu", r,
			     display_width(rows[r].text));
}

Test(display, keeps_lines_and_no_other_control_character)
{
	UP_BUFFER lines = {0};

	display_append_lines(&lines, "a\tb\033[2J\n\xc2\x9b\u00fc\n");
	cr_expect_str_eq(up_buffer_string(&lines), "a\tb\ufffd[2J\n\ufffd\u00fc\n");
}

Test(display, cells_are_as_wide_as_told)
{
	static const char *const texts[] = {"",
					    "abc",
					    "\u8868\u683c\u8868\u683c",
					    "a\u0301\u0301b",
					    "\xff\xff\xff\xff",
					    "a longer text than that"};
	for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
		for (size_t width = 0; width < 12; width++) {
			UP_BUFFER left = {0};
			UP_BUFFER right = {0};
			display_append_cell(&left, texts[t], width, DISPLAY_LEFT);
			display_append_cell(&right, texts[t], width, DISPLAY_RIGHT);
			cr_expect_eq(display_width(up_buffer_string(&left)), width);
			cr_expect_eq(display_width(up_buffer_string(&right)), width);
		}
	}
}
