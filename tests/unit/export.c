/* SPDX-License-Identifier: PostgreSQL */
/* What exports make of names and of what was not measured; whole files of a real run are
 * checked by tests/cli/export.t. */
#include "show/export/export.h"

#include "show/export/case_name.h"
#include "unit/fake_run.h"
#include "unit/manifest_of.h"
#include "unit/summary_case.h"

#include <criterion/criterion.h>

static void expect_name(const char *case_name, const char *expected)
{
	struct summary summary;
	summary_init(&summary);
	key_of_first_word(&summary.key, case_name);
	UP_BUFFER name = {0};
	export_case_append_name(&summary, &name);
	cr_expect_str_eq(up_buffer_string(&name), expected);
	summary_release(&summary);
}

Test(export, names_have_a_part_a_word_and_no_blanks)
{
	expect_name("unnest rows=1914", "update/unnest/rows=1914");
	expect_name("copy-temp rows=20 chunk=5 skip-unchanged jit=off",
		    "update/copy-temp/rows=20/chunk=5/skip-unchanged/jit=off");
	expect_name("row rows=2 search_path='a/b, \"c\"'",
		    "update/row/rows=2/search_path=a%2Fb,%20%22c%22");
	expect_name("row rows=2 a%2F=b", "update/row/rows=2/a%252F=b");
	expect_name("row rows=2 x=\xc3\xa4", "update/row/rows=2/x=%C3%A4");
}

static void export(const char *kind, const struct fake_run *fake, struct up_buffer *text)
{
	struct up_error err = {0};
	const struct export_kind *found = export_find(kind, strlen(kind));
	cr_assert_not_null(found, "%s", kind);
	cr_assert_eq(found->write(&fake->run, &fake->summaries, text, &err), UP_OK, "%s",
		     err.message);
}

static const struct fake_case cases[] = {
	{"unnest rows=20", "unnest", 2e6, 20, SAMPLE_OK},
	{"broken rows=20", "broken", 2e6, 20, SAMPLE_FAILED},
};

/* Six are the least for an interval. */
static void each_kind(size_t samples, void (*expect)(const char *kind, const char *text))
{
	FAKE_RUN fake = fake_run_make(cases, 2, samples);
	size_t count;
	const struct export_kind *kinds = export_kinds(&count);
	/* What it finished before it failed has a median, which is not that of the case. */
	fake.summaries.items[1].n = 3;
	fake.summaries.items[1].median_ns = 2e6;
	for (size_t k = 0; k < count; k++) {
		UP_BUFFER text = {0};
		export(kinds[k].name, &fake, &text);
		expect(kinds[k].name, up_buffer_string(&text));
	}
}

static void expect_no_trace(const char *kind, const char *text)
{
	static const char *const never[] = {"broken", "nan", "NaN", "inf", "-9223372036854775808"};
	for (size_t n = 0; n < sizeof never / sizeof *never; n++)
		cr_expect_null(strstr(text, never[n]), "%s has %s", kind, never[n]);
	cr_expect_not_null(strstr(text, "unnest"), "%s", kind);
	if (strcmp(kind, "benchfmt") != 0) /* declares its units in any case */
		cr_expect_null(strstr(text, "wal"), "%s: WAL was not measured", kind);
}

Test(export, what_failed_or_was_not_measured_leaves_no_trace)
{
	each_kind(3, expect_no_trace);
	each_kind(6, expect_no_trace);
}

Test(export, who_does_nothing_is_left_out)
{
	static const struct fake_case idle[] = {{"null rows=20", "null", 1e3, 20, SAMPLE_OK},
						{"unnest rows=20", "unnest", 2e6, 20, SAMPLE_OK}};
	FAKE_RUN fake = fake_run_make(idle, 2, 6);
	UP_BUFFER text = {0};

	fake.summaries.items[0].role = ROLE_IDLE;
	export("github-action-benchmark", &fake, &text);
	cr_expect_null(strstr(text.data, "null"), "%s", text.data);
	cr_expect_not_null(strstr(text.data, "unnest"));
}

Test(export, benchfmt_has_a_line_a_sample_and_rows_last)
{
	static const struct fake_case odd[] = {
		{"row rows=20 tuned statement_timeout=-1", "row", 2e6, 20, SAMPLE_OK}};
	FAKE_RUN fake = fake_run_make(odd, 1, 4);
	UP_BUFFER text = {0};
	size_t lines = 0;

	export("benchfmt", &fake, &text);
	for (const char *at = text.data; at != NULL; at = strstr(at + 1, "\nBenchmark"))
		lines++;
	cr_expect_eq(lines, 5); /* the head and four */
	cr_expect_not_null(strstr(text.data, "\nBenchmarkUpdate/strategy=row/tuned=yes/"
					     "statement_timeout=-1/rows=20 1 "),
			   "%s", text.data);
}

Test(export, nothing_to_export_is_an_error_and_no_file)
{
	FAKE_RUN fake = fake_run_make(&cases[1], 1, 3);
	struct up_error err = {0};
	char path[] = "/tmp/upbench-test-XXXXXX";
	cr_assert_not_null(mkdtemp(path));
	UP_FREE char *file = run_path(path, "x.json");
	const struct export_kind *kind = export_find("bencher", strlen("bencher"));

	cr_expect_eq(export_write(kind, &fake.run, &fake.summaries, file, &err), UP_INVALID);
	cr_expect_neq(access(file, F_OK), 0);
	cr_expect_eq(rmdir(path), 0);
	cr_expect_null(export_find("bench", 5));
	cr_expect_null(export_find("nosuch", 6));
}
