/* SPDX-License-Identifier: PostgreSQL */
#include "show/report/report.h"
#include "fake_run.h"
#include "record/conformance.h"
#include "show/document/escape.h"
#include "show/document/svg_inline.h"
#include "show/report/template.h"
#include "text/sha256.h"
#include "unit/manifest_of.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

static struct up_error err;

enum format {
	PAGE_HTML,
	PAGE_MARKDOWN,
};

#define HOSTILE "</script><b>&\"'|`@x"

Test(report, html_leaves_nothing_that_a_browser_takes_for_markup)
{
	UP_BUFFER text = {0};

	escape_html(&text, "a<b>&\"'\x01\n\u00e9");
	escape_html(&text, NULL);
	cr_expect_str_eq(up_buffer_string(&text), "a&lt;b&gt;&amp;&quot;&#39;\ufffd\n\u00e9");
}

Test(report, markdown_leaves_nothing_that_ends_a_cell_or_calls_somebody)
{
	UP_BUFFER text = {0};

	escape_markdown(&text, "a|b\n`c` *d* <e> @f #1 [g](h)");
	cr_expect_str_eq(up_buffer_string(&text),
			 "a\\|b \\`c\\` \\*d\\* &#60;e&#62; &#64;f &#35;1 \\[g\\](h)");
}

Test(report, template_does_not_look_into_what_it_puts_in)
{
	UP_BUFFER text = {0};
	const struct template_value values[] = {{"a", "{{b}}"}, {"b", "B"}, {NULL, NULL}};

	cr_assert_eq(template_fill(&text, "1{{a}}2{{b}}3", values, &err), UP_OK);
	cr_expect_str_eq(up_buffer_string(&text), "1{{b}}2B3");
	cr_expect_eq(template_fill(&text, "{{c}}", values, &err), UP_INVALID);
	cr_expect_not_null(strstr(err.message, "{{c}}"));
}

/* The examples of FIPS 180-4 and of NIST's test vectors, in base64. */
Test(report, sha256_of_known_messages)
{
	static const struct {
		const char *message;
		const char *source;
	} known[] = {
		{"", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"},
		{"abc", "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 "'sha256-JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE='"},
	};

	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		UP_BUFFER text = {0};
		sha256_append_source(&text, known[k].message, strlen(known[k].message));
		cr_expect_str_eq(up_buffer_string(&text), known[k].source);
	}
}

static void write_file(char path[], const char *content)
{
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, content, strlen(content)), (ssize_t)strlen(content));
	close(fd);
}

static enum up_status inline_text(const char *content, struct up_buffer *page)
{
	char path[] = "/tmp/upbench-svg-XXXXXX";
	const struct svg_caption caption = {7, "T<", "D", "wide"};

	write_file(path, content);
	enum up_status status = svg_inline(page, path, &caption, &err);
	unlink(path);
	return status;
}

Test(report, picture_takes_over_what_draws_and_nothing_else)
{
	UP_BUFFER page = {0};

	cr_assert_eq(
		inline_text("<?xml?><svg viewBox=\"0 0 100 50\"><title>x</title>"
			    "<rect x=\"0\" fill=\"#ffffff\"/><script>alert(1)</script>"
			    "<g fill=\"none\"></g><a href=\"javascript:1\"><text>in a</text></a>"
			    "<g onload=\"alert(2)\" style=\"x\" stroke='rgb(  0, 114, 178)'>"
			    "<text>a &lt; b</text></g><use xlink:href='#p' color='#123456'/>"
			    "<use xlink:href='http://x/#p'/></svg>",
			    &page),
		UP_OK, "%s", err.message);
	const char *text = up_buffer_string(&page);
	cr_expect_not_null(strstr(text, "<title id=\"f7-title\">T&lt;</title>"));
	cr_expect_not_null(
		strstr(text, "<g stroke=\"var(--line-blue)\"><text>a &lt; b</text></g>"));
	cr_expect_not_null(
		strstr(text, "<use href=\"#f7-p\" color=\"currentColor\"/><use/></svg>"));
	cr_expect_null(strstr(text, "alert"));
	cr_expect_null(strstr(text, "javascript"));
	cr_expect_null(strstr(text, "ffffff"));
	cr_expect_null(strstr(text, "style"));
	cr_expect_null(strstr(text, "http"));
}

/* In the dark lines are lighter than what texts stand on. */
Test(report, band_of_a_picture_has_the_color_of_its_line)
{
	UP_BUFFER page = {0};

	cr_assert_eq(inline_text("<svg viewBox=\"0 0 100 50\">"
				 "<polygon fill = 'rgb(  0, 114, 178)' fill-opacity = '0.2' "
				 "points = '1,2'/>"
				 "<polygon fill = 'rgb(  0, 114, 178)' points = '3,4'/></svg>",
				 &page),
		     UP_OK, "%s", err.message);
	const char *text = up_buffer_string(&page);
	cr_expect_not_null(strstr(text, "<polygon fill=\"var(--line-blue)\" fill-opacity=\"0.2\" "
					"points=\"1,2\"/>"));
	cr_expect_not_null(strstr(text, "<polygon fill=\"var(--fill-blue)\" points=\"3,4\"/>"));
}

Test(report, picture_that_is_none_leaves_the_page_as_it_was)
{
	static const char *const wrong[] = {"", "<svg>", "<svg viewBox=\"0 0 9 9\"></svg>",
					    "<svg viewBox=\"0 0 99 99\"><g>"};
	for (size_t w = 0; w < sizeof wrong / sizeof wrong[0]; w++) {
		UP_BUFFER page = {0};
		cr_expect_eq(inline_text(wrong[w], &page), UP_INVALID, "%s", wrong[w]);
		cr_expect_eq(page.length, 0);
	}
}

static enum up_status read_conformance(const char *content, struct conformance_list *list)
{
	char path[] = "/tmp/upbench-meanings-XXXXXX";

	write_file(path, content);
	enum up_status status = conformance_list_read(path, list, &err);
	unlink(path);
	return status;
}

Test(report, results_of_a_check_are_read_or_refused)
{
	CONFORMANCE_LIST list = {0};

	cr_assert_eq(read_conformance("[{\"case\": \"a\", \"policy\": \"b\", \"strategy\": \"c\", "
				      "\"outcome\": \"d\", \"verdict\": \"departs\"}]",
				      &list),
		     UP_OK, "%s", err.message);
	cr_assert_eq(list.count, 1);
	cr_expect_str_eq(list.items[0].outcome, "d");
	cr_expect_eq(list.items[0].verdict, CONFORMANCE_DEPARTS);
	cr_expect_eq(read_conformance("{}", &list), UP_INVALID);
	cr_expect_eq(read_conformance("[", &list), UP_INVALID);
	cr_expect_eq(read_conformance("[{\"case\": \"a\"}]", &list), UP_INVALID);
	cr_expect_eq(read_conformance("[{\"case\": \"a\", \"policy\": \"b\", \"strategy\": \"c\", "
				      "\"outcome\": \"d\", \"verdict\": \"maybe\"}]",
				      &list),
		     UP_INVALID);
	cr_expect_not_null(strstr(err.message, "item 0: "));
}

static const struct fake_case cases[] = {
	{"fast rows=100", "fast", 1e6, 100, SAMPLE_OK},
	{"slow rows=100", "slow", 9e6, 100, SAMPLE_OK},
	{HOSTILE, HOSTILE, 1e6, 100, SAMPLE_FAILED},
};

static struct fake_run make_fake(void)
{
	struct fake_run fake = fake_run_make(cases, 3, 10);
	struct summary *summaries = fake.summaries.items;

	fake_run_describe(&fake, json_pack("{s:s, s:[s, s]}", "experiment", HOSTILE, "command_line",
					   "upbench", "a b'c"));
	for (size_t s = 0; s < 2; s++) {
		summaries[s].reference = strdup("fast rows=100");
		summaries[s].ratio = s == 0 ? 1 : 9;
		summaries[s].ratio_low = s == 0 ? 1 : 8.5;
		summaries[s].ratio_high = s == 0 ? 1 : 9.5;
	}
	summaries[2].error = strdup(HOSTILE);
	return fake;
}

static void append(const struct report *report, enum format format, struct up_buffer *text)
{
	cr_assert_eq(format == PAGE_HTML ? report_append_html(text, report, &err)
					 : report_append_markdown(text, report, &err),
		     UP_OK, "%s", err.message);
}

Test(report, names_the_fastest_and_what_to_type)
{
	FAKE_RUN fake = make_fake();
	const struct report report = {.run = &fake.run, .summaries = &fake.summaries};

	for (enum format format = PAGE_HTML; format <= PAGE_MARKDOWN; format++) {
		UP_BUFFER text = {0};
		append(&report, format, &text);
		cr_expect_not_null(strstr(text.data, "update with fast: "));
		cr_expect_not_null(strstr(text.data, "the next one, slow, takes "));
		cr_expect_not_null(strstr(
			text.data, format == PAGE_HTML ? "upbench &#39;a b&#39;\\&#39;&#39;c&#39;"
						       : "    upbench 'a b'\\''c'"));
	}
}

Test(report, hostile_text_stays_text)
{
	FAKE_RUN fake = make_fake();
	const struct report report = {.run = &fake.run, .summaries = &fake.summaries};
	UP_BUFFER html = {0};
	UP_BUFFER markdown = {0};

	append(&report, PAGE_HTML, &html);
	cr_expect_null(strstr(html.data, "</script><b>"));
	cr_expect_not_null(
		strstr(html.data, "failed: &lt;/script&gt;&lt;b&gt;&amp;&quot;&#39;|`@x"));
	append(&report, PAGE_MARKDOWN, &markdown);
	cr_expect_null(strstr(markdown.data, "<b>"));
	cr_expect_not_null(strstr(markdown.data, "\\|\\`&#64;x"));
}

/* ---- against other runs, and a history --------------------------------- */

static struct comparison regressed(const char *case_name)
{
	return (struct comparison){
		.case_name = strdup(case_name),
		.metric = METRIC_UPDATE,
		.verdict = VERDICT_REGRESSED,
		.n_base = 20,
		.n_new = 20,
		.base = 1e6,
		.new = 1.5e6,
		.ratio = 1.5,
		.low = 1.4,
		.high = 1.6,
	};
}

/* One list for each label, against "old". */
static struct comparison_group make_group(const char *const *labels, size_t count)
{
	struct comparison_group group = {.items = calloc(count, sizeof *group.items)};

	for (size_t l = 0; l < count; l++) {
		struct comparison_list *list = &group.items[group.count++];
		list->items = calloc(1, sizeof *list->items);
		list->items[list->count++] = regressed("fast rows=100");
		list->base_label = strdup("old");
		list->new_label = strdup(labels[l]);
	}
	return group;
}

static void add_difference(struct comparison_list *list, const char *fact, const char *base,
			   const char *new)
{
	list->differences.items = calloc(1, sizeof *list->differences.items);
	list->differences.items[list->differences.count++] =
		(struct difference){strdup(fact), strdup(base), strdup(new)};
}

Test(report, every_comparison_has_its_verdicts)
{
	FAKE_RUN fake = make_fake();
	COMPARISON_GROUP group = make_group((const char *const[]){"mid", HOSTILE}, 2);
	const struct report report = {
		.run = &fake.run, .summaries = &fake.summaries, .comparisons = &group};
	UP_BUFFER markdown = {0};
	UP_BUFFER html = {0};

	append(&report, PAGE_MARKDOWN, &markdown);
	const char *mid = strstr(markdown.data, "### mid, against old: two runs, unpaired\n");
	cr_assert_not_null(mid, "%s", markdown.data);
	cr_expect_not_null(strstr(markdown.data, "\n**1 of 1 case regressed.**\n"));
	const char *row = "| **fast rows=100** | 1.00 ms | 1.50 ms | +50.0 % | "
			  "+40.0 \u2026 +60.0 % | 20 |";
	mid = strstr(mid, row);
	cr_assert_not_null(mid);
	cr_expect_not_null(strstr(mid + 1, row), "the second one has it, too");
	append(&report, PAGE_HTML, &html);
	cr_expect_null(strstr(html.data, "</script><b>"));
	cr_expect_not_null(strstr(html.data, "data-name=\"verdicts-1\""));
	cr_expect_not_null(strstr(html.data, "data-name=\"verdicts-2\""));
}

Test(report, what_differs_stands_in_place_of_verdicts)
{
	FAKE_RUN fake = make_fake();
	COMPARISON_GROUP group = make_group((const char *const[]){"new"}, 1);
	const struct report report = {
		.run = &fake.run, .summaries = &fake.summaries, .comparisons = &group};
	UP_BUFFER text = {0};

	add_difference(&group.items[0], "setting jit", "on", HOSTILE);
	append(&report, PAGE_MARKDOWN, &text);
	cr_expect_not_null(strstr(text.data, "\n**Nothing was compared: the runs differ"));
	cr_expect_not_null(strstr(text.data, "| fact | base | new |"));
	cr_expect_not_null(strstr(text.data, "| setting jit | on | &#60;/script&#62;"));
	cr_expect_null(strstr(text.data, "regressed"));
}

Test(report, arms_of_a_run_that_did_not_end_have_no_verdict)
{
	FAKE_RUN fake = make_fake();
	COMPARISON_GROUP group = make_group((const char *const[]){"new"}, 1);
	const struct report report = {
		.run = &fake.run, .summaries = &fake.summaries, .comparisons = &group};
	UP_BUFFER text = {0};

	group.items[0].paired = true;
	add_difference(&group.items[0], "end of the run", "killed", "killed");
	append(&report, PAGE_MARKDOWN, &text);
	cr_expect_not_null(strstr(text.data, "| fact | is |"));
	cr_expect_not_null(strstr(text.data, "| end of the run | killed |\n"));
	cr_expect_null(strstr(text.data, "regressed"));
}

Test(report, a_history_says_since_when)
{
	FAKE_RUN fake = make_fake();
	struct history_change change = {
		.time = (char[]){"2026-11-19T12:00:00Z"},
		.run = (char[]){"0123456789abcdef"},
		.revision = (char[]){HOSTILE},
		.revision_before = (char[]){"r18"},
		.server_version = (char[]){"16.1"},
		.server_version_before = (char[]){"15.4"},
		.runs = 3,
		.p_value = 0.004,
		.before_ns = 1e6,
		.after_ns = 1.2e6,
		.change = 0.2,
	};
	struct history_finding items[] = {
		{.case_name = (char[]){"fast"},
		 .verdict = HISTORY_REGRESSED,
		 .runs = 21,
		 .now_ns = 1.3e6,
		 .level_ns = 1.2e6,
		 .crept = NAN,
		 .changes = &change,
		 .change_count = 1},
		{.case_name = (char[]){"slow"},
		 .verdict = HISTORY_STEADY,
		 .runs = 20,
		 .now_ns = 9e6,
		 .level_ns = 9e6,
		 .crept = NAN,
		 .changes = NULL,
		 .change_count = 0},
		{.case_name = (char[]){"new"},
		 .verdict = HISTORY_SHORT,
		 .runs = 4,
		 .now_ns = 5e6,
		 .level_ns = 5e6,
		 .crept = NAN,
		 .changes = NULL,
		 .change_count = 0},
	};
	const struct history_finding_list list = {items, 3, 0.05};
	const struct report report = {
		.run = &fake.run, .summaries = &fake.summaries, .history = &list};
	UP_BUFFER text = {0};

	append(&report, PAGE_MARKDOWN, &text);
	cr_expect_not_null(
		strstr(text.data, "\n**3 cases: 1 regressed, 0 improved, 1 steady, 1 short.**"));
	cr_expect_not_null(
		strstr(text.data,
		       "| **fast** | regressed | 1.30 ms | 1.20 ms | 1.00 ms | +20.0 % | "
		       "0.004 | 2026-11-19T12:00:00Z | 3 | 01234567 | r18 "
		       "\u2192 &#60;/script&#62;"),
		"%s", text.data);
	cr_expect_not_null(strstr(text.data, " | 15.4 \u2192 16.1 |"));
	cr_expect_not_null(
		strstr(text.data,
		       "| slow | steady | 9.00 ms | 9.00 ms | - | - | - | - | 20 | - | - | - |"));
	cr_expect_not_null(strstr(text.data, "| 10 runs are needed |"));
}

Test(report, a_history_without_a_change_has_no_columns_of_one)
{
	FAKE_RUN fake = make_fake();
	struct history_finding items[] = {
		{.case_name = (char[]){"slow"},
		 .verdict = HISTORY_STEADY,
		 .runs = 20,
		 .now_ns = 9e6,
		 .level_ns = 9e6,
		 .crept = NAN,
		 .changes = NULL,
		 .change_count = 0},
	};
	const struct history_finding_list list = {items, 1, 0.05};
	const struct report report = {
		.run = &fake.run, .summaries = &fake.summaries, .history = &list};
	UP_BUFFER text = {0};

	append(&report, PAGE_MARKDOWN, &text);
	cr_expect_not_null(strstr(text.data, "| case | verdict | now | level | runs |\n"));
	cr_expect_not_null(strstr(text.data, "| slow | steady | 9.00 ms | 9.00 ms | 20 |\n"));
}
