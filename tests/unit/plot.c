/* SPDX-License-Identifier: PostgreSQL */
/*
 * The pictures of runs that never took place: that the tables for gnuplot hold
 * what was measured, whatever the cases are called, and that each picture is
 * there, is sound, and names every case.  What they look like is for eyes.
 */
#define _GNU_SOURCE 1
#include "show/plot/plot.h"

#include "show/plot/gnuplot.h"
#include "show/plot/text.h"
#include "unit/planned_run.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#define CASES_MAX 40

static char root[] = "/tmp/upbench-plot-XXXXXX";
static char plots[sizeof root + 64];

static void make_root(void)
{
	cr_assert_not_null(mkdtemp(root));
	/* gnuplot would run the one and pipe into the other as the start of a file's name. */
	snprintf(plots, sizeof plots, "%s/<touch pwned; \"$(x) plots", root);
}

/* Files of a directory, hidden ones too; then it is removed with them. */
static size_t clear(const char *directory)
{
	size_t count = 0;
	DIR *stream = opendir(directory);

	if (stream == NULL)
		return 0;
	for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
		count += unlinkat(dirfd(stream), entry->d_name, 0) == 0;
	closedir(stream);
	rmdir(directory);
	return count;
}

static void remove_root(void)
{
	clear(plots);
	clear(root);
}

TestSuite(plot, .init = make_root, .fini = remove_root);

static char *content(const char *name)
{
	UP_BUFFER path = {0};
	UP_BUFFER text = {0};
	int c;

	up_buffer_append_format(&path, "%s/%s", plots, name);
	FILE *file = fopen(path.data, "r");
	if (file == NULL)
		return NULL;
	while ((c = fgetc(file)) != EOF)
		up_buffer_append_char(&text, (char)c);
	fclose(file);
	return up_buffer_detach(&text);
}

static bool has_file(const char *name)
{
	UP_FREE char *text = content(name);
	return text != NULL;
}

static void plot(const struct fake_run *fake, struct plot_result *result)
{
	struct up_error err;

	cr_assert_eq(plot_run(&fake->run, &fake->summaries, plots, PLOT_SVG, result, &err), UP_OK,
		     "%s", err.message);
}

static bool gnuplot_exists(void)
{
	UP_FREE char *program = NULL;
	cr_assert_eq(gnuplot_find(&program, NULL), UP_OK);
	return program != NULL;
}

#define NEEDS_GNUPLOT()                                                                            \
	do {                                                                                       \
		if (!gnuplot_exists())                                                             \
			cr_skip_test("there is no gnuplot on PATH");                               \
	} while (0)

/* Tags close in the order in which they were opened, and every & starts a reference. */
static void expect_sound_xml(const char *name, const char *text)
{
	char open[64][32];
	size_t depth = 0;

	for (const char *c = text; *c != '\0'; c++) {
		char tag[32];
		if (*c == '&')
			cr_expect_eq(strspn(c + 1, "abcdefghijklmnopqrstuvwxyz"),
				     strcspn(c + 1, ";"), "%s: %.20s", name, c);
		cr_assert(*c == '\n' || *c == '\t' || (unsigned char)*c >= ' ', "%s: byte %d", name,
			  *c);
		if (*c != '<' || c[1] == '?' || c[1] == '!')
			continue;
		const char *end = strchr(c, '>');
		cr_assert_not_null(end, "%s: %.40s", name, c);
		if (sscanf(c, "</%31[a-zA-Z]", tag) == 1) {
			cr_assert_gt(depth, 0, "%s: %.40s", name, c);
			cr_assert_str_eq(tag, open[--depth], "%s", name);
		} else if (end[-1] != '/') {
			cr_assert_eq(sscanf(c, "<%31[a-zA-Z]", tag), 1, "%s: %.40s", name, c);
			cr_assert_lt(depth, 64);
			strcpy(open[depth++], tag);
		}
		c = end;
	}
	cr_expect_eq(depth, 0, "%s ends within %s", name, depth > 0 ? open[depth - 1] : "");
}

static void expect_picture(const char *name, const char *const *names, size_t count)
{
	UP_FREE char *text = content(name);

	cr_assert_not_null(text, "%s", name);
	expect_sound_xml(name, text);
	cr_expect_not_null(strstr(text, "<svg role=\"img\""), "%s", name);
	for (size_t i = 0; i < count; i++) {
		UP_BUFFER element = {0};
		up_buffer_append_format(&element, "<text>%s</text>", names[i]);
		cr_expect_not_null(strstr(text, element.data), "%s lacks %s", name, names[i]);
	}
}

struct many {
	struct fake_case cases[CASES_MAX];
	const char *names[CASES_MAX];
	char texts[CASES_MAX][48];
};

static void fill_cases(struct many *many, size_t count, int64_t rows)
{
	for (size_t i = 0; i < count; i++) {
		snprintf(many->texts[i], sizeof many->texts[i], "case-when chunk=%zu", i + 1);
		many->names[i] = many->texts[i];
		many->cases[i] = (struct fake_case){many->texts[i], "case-when",
						    1e6 * pow(1.4, (double)(i * 7 % count)), rows,
						    SAMPLE_OK};
	}
}

static void expect_pictures_of(size_t count, size_t samples)
{
	struct many many;
	PLOT_RESULT result = {0};

	fill_cases(&many, count, 1914);
	FAKE_RUN fake = fake_run_make(many.cases, count, samples);
	plot(&fake, &result);
	cr_expect(!result.gnuplot_missing);
	cr_assert_eq(result.count, 2);
	cr_expect_not_null(strstr(result.pictures[0].file, "/distribution-1914.svg"));
	cr_expect_not_null(strstr(result.pictures[1].file, "/stages-1914.svg"));
	expect_picture("distribution-1914.svg", many.names, count);
	expect_picture("stages-1914.svg", many.names, count);
	cr_expect_not_null(strstr(result.pictures[0].narrow, "/distribution-1914-narrow.svg"));
	expect_picture("distribution-1914-narrow.svg", many.names, count);
	expect_picture("stages-1914-narrow.svg", many.names, count);
	/* The pictures and their tables: nothing is left of what drew them. */
	cr_expect_eq(clear(plots), 6);
}

Test(plot, draws_any_number_of_cases_and_samples)
{
	NEEDS_GNUPLOT();
	static const size_t counts[] = {1, 2, 12, 30};

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		expect_pictures_of(counts[i], 12);
		expect_pictures_of(counts[i], 1);
	}
}

Test(plot, draws_growth_when_there_are_two_sizes)
{
	NEEDS_GNUPLOT();
	static const struct fake_case cases[] = {
		{"row rows=100000", "row", 1.9e9, 100000, SAMPLE_OK},
		{"row rows=20", "row", 1e6, 20, SAMPLE_OK},
		{"unnest jit=off rows=20", "unnest", 2e6, 20, SAMPLE_OK},
		{"unnest jit=off rows=100000", "unnest", 1.1e9, 100000, SAMPLE_OK},
		{"lonely rows=20", "lonely", 3e6, 20, SAMPLE_OK},
	};
	static const char *const names[] = {"lonely", "row", "unnest jit=off"};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 5, 8);

	plot(&fake, &result);
	cr_assert_eq(result.count, 5);
	expect_picture("distribution-20.svg", names, 3);
	expect_picture("distribution-100000.svg", names + 1, 2);
	expect_picture("scaling.svg", names, 3);
	UP_FREE char *table = content("scaling.dat");
	/* By the time at the end of the line; then the sizes. */
	cr_expect_not_null(strstr(table, "\n1\t\"lonely\"\t20\t"));
	cr_expect_not_null(strstr(table, "\n2\t\"unnest jit=off\"\t100000\t"));
	cr_expect_not_null(strstr(table, "\n3\t\"row\"\t100000\t"));
	cr_expect_not_null(strstr(table, "\n\n\n# rows\n20\n100000\n\n\n"));
}

/* ---- models in the picture of growth ---------------------------------- */

/* A block of scaling.dat, after its heading; ends at the empty lines. */
static char *block(const char *table, size_t number)
{
	const char *start = table;

	for (size_t b = 0; b < number; b++) {
		start = strstr(start, "\n\n\n");
		cr_assert_not_null(start, "block %zu", b);
		start += 3;
	}
	start = strchr(start, '\n') + 1;
	const char *end = strstr(start, "\n\n\n");
	return end != NULL ? strndup(start, (size_t)(end - start) + 1) : strdup(start);
}

static size_t lines_of(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text == '\n';
	return count;
}

struct vertex {
	double rows, seconds, low, high;
};

static struct vertex vertex_at(const char *text, size_t line)
{
	struct vertex vertex;

	for (size_t i = 0; i < line; i++)
		text = strchr(text, '\n') + 1;
	cr_assert_eq(sscanf(text, "%*u %lf %lf %lf %lf", &vertex.rows, &vertex.seconds, &vertex.low,
			    &vertex.high),
		     4, "%.60s", text);
	return vertex;
}

static void plot_planned(const struct planned_run *planned, struct plot_result *result)
{
	struct up_error err;

	cr_assert_eq(plot_run(&planned->run, &planned->summaries, plots, PLOT_SVG, result, &err),
		     UP_OK, "%s", err.message);
}

static size_t bands_in(const char *name)
{
	UP_FREE char *text = content(name);
	size_t count = 0;

	cr_assert_not_null(text);
	for (const char *c = text; (c = strstr(c, " fill-opacity")) != NULL; c++)
		count++;
	return count;
}

static const int64_t four_sizes[] = {100, 1000, 10000, 100000};

Test(plot, draws_a_model_through_the_medians)
{
	static const struct planned_family family = {
		.name = "unnest", .a = 3e6, .b = 900, .noise = 0.005};
	static const char *const names[] = {"unnest"};
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};

	planned_run_add(&planned, &family, four_sizes, 4, 0, 8);
	planned_run_summarise(&planned);
	plot_planned(&planned, &result);
	UP_FREE char *table = content("scaling.dat");
	cr_assert_not_null(table);
	UP_FREE char *ends = block(table, 0);
	UP_FREE char *points = block(table, 2);
	UP_FREE char *line = block(table, 3);
	cr_expect_str_eq(strrchr(ends, '\t'), "\t1\n");
	cr_expect_eq(lines_of(points), 4);
	cr_assert_eq(lines_of(line), 40);
	for (size_t i = 0; i < 40; i++) {
		const struct vertex vertex = vertex_at(line, i);
		const double expected = 3e-3 + 900e-9 * vertex.rows;
		cr_expect_float_eq(vertex.seconds / expected, 1, 0.02);
		cr_expect(vertex.low <= vertex.seconds && vertex.seconds <= vertex.high);
	}
	cr_expect_float_eq(vertex_at(line, 0).rows, 100, 0);
	cr_expect_float_eq(vertex_at(line, 39).rows, 100000, 0);
	if (!result.gnuplot_missing) {
		expect_picture("scaling.svg", names, 1);
		cr_expect_eq(bands_in("scaling.svg"), 1);
	}
}

Test(plot, joins_the_medians_where_there_is_no_model)
{
	static const struct planned_family family = {.name = "row", .b = 1e5};
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};

	planned_run_add(&planned, &family, four_sizes, 2, 0, 8);
	planned_run_summarise(&planned);
	plot_planned(&planned, &result);
	UP_FREE char *table = content("scaling.dat");
	UP_FREE char *ends = block(table, 0);
	UP_FREE char *line = block(table, 3);
	cr_expect_not_null(strstr(ends, "\t0\t1\t1\n"), "%s", ends);
	cr_assert_eq(lines_of(line), 2);
	for (size_t i = 0; i < 2; i++) {
		const struct vertex vertex = vertex_at(line, i);
		cr_expect_float_eq(vertex.rows, (double)four_sizes[i], 0);
		cr_expect_float_eq(vertex.seconds, planned.summaries.items[i].median_ns * 1e-9,
				   vertex.seconds * 1e-4);
		cr_expect(isnan(vertex.low) && isnan(vertex.high));
	}
	if (!result.gnuplot_missing)
		cr_expect_eq(bands_in("scaling.svg"), 0);
}

Test(plot, draws_a_model_of_single_samples_without_a_band)
{
	NEEDS_GNUPLOT();
	static const struct planned_family family = {.name = "unnest", .a = 3e6, .b = 900};
	static const char *const names[] = {"unnest"};
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};

	planned_run_add(&planned, &family, four_sizes, 4, 0, 1);
	planned_run_summarise(&planned);
	plot_planned(&planned, &result);
	UP_FREE char *table = content("scaling.dat");
	UP_FREE char *line = block(table, 3);
	cr_expect_eq(lines_of(line), 40);
	cr_expect(isnan(vertex_at(line, 20).low) && isnan(vertex_at(line, 20).high));
	expect_picture("scaling.svg", names, 1);
	cr_expect_eq(bands_in("scaling.svg"), 0);
}

/* A line of each round-trip time, although they share a model; one of a single size is none. */
Test(plot, draws_a_model_at_the_delay_of_its_cases)
{
	NEEDS_GNUPLOT();
	static const struct planned_family family = {.name = "unnest", .a = 3e6, .b = 900};
	static const char *const names[] = {"unnest", "unnest rtt=5ms", "unnest rtt=20ms"};
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};

	planned_run_add(&planned, &family, four_sizes, 4, 0, 8);
	planned_run_add(&planned, &family, four_sizes, 2, 5000, 8);
	planned_run_add(&planned, &family, four_sizes + 1, 1, 20000, 8);
	planned_run_summarise(&planned);
	plot_planned(&planned, &result);
	UP_FREE char *table = content("scaling.dat");
	UP_FREE char *delayed = block(table, 5);
	UP_FREE char *single = block(table, 6);
	UP_FREE char *direct = block(table, 7);
	cr_assert_eq(lines_of(delayed), 40, "%s", table);
	cr_expect_float_eq(vertex_at(delayed, 0).seconds, 0.013, 0.0005);
	cr_expect_float_eq(vertex_at(delayed, 39).rows, 1000, 0);
	cr_expect_eq(lines_of(single), 1);
	cr_expect_float_eq(vertex_at(direct, 0).seconds, 0.0031, 0.0002);
	cr_expect_float_eq(vertex_at(direct, 39).rows, 100000, 0);
	expect_picture("scaling.svg", names, 3);
}

/* Round trips come in whole numbers: a step is a wall, a row wide. */
Test(plot, draws_the_steps_of_chunks)
{
	static const struct planned_family family = {
		.name = "values", .a = 1e6, .b = 1500, .chunk = 100};
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};
	size_t walls = 0;

	planned_run_add(&planned, &family, four_sizes, 4, 5000, 8);
	planned_run_summarise(&planned);
	plot_planned(&planned, &result);
	UP_FREE char *table = content("scaling.dat");
	UP_FREE char *line = block(table, 3);
	const size_t count = lines_of(line);
	cr_assert_leq(count, 80, "%zu", count);
	for (size_t i = 1; i < count; i++) {
		const struct vertex before = vertex_at(line, i - 1);
		const struct vertex vertex = vertex_at(line, i);
		cr_assert_gt(vertex.rows, before.rows);
		cr_expect_geq(vertex.seconds, before.seconds);
		if (vertex.rows > before.rows + 1)
			continue;
		cr_expect_float_eq(fmod(before.rows, 100), 0, 1e-6);
		cr_expect_float_eq(vertex.seconds - before.seconds, 5e-3, 5e-4);
		walls++;
	}
	cr_expect_geq(walls, 4);
	cr_expect_float_eq(vertex_at(line, count - 1).rows, 100000, 0);
}

Test(plot, draws_no_model_to_where_a_case_timed_out)
{
	NEEDS_GNUPLOT();
	static const struct planned_family family = {.name = "case-when", .a = 1e6, .c = 70};
	static const char *const names[] = {"case-when"};
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};

	planned_run_add(&planned, &family, four_sizes, 4, 0, 8);
	planned.run.samples.items[4 * 8 - 1].status = SAMPLE_TIMEOUT;
	planned_run_summarise(&planned);
	cr_assert_eq(planned.summaries.items[3].status, SAMPLE_TIMEOUT);
	plot_planned(&planned, &result);
	UP_FREE char *table = content("scaling.dat");
	UP_FREE char *points = block(table, 2);
	UP_FREE char *line = block(table, 3);
	cr_expect_eq(lines_of(points), 4);
	cr_assert_eq(lines_of(line), 40);
	cr_expect_float_eq(vertex_at(line, 39).rows, 10000, 0);
	expect_picture("scaling.svg", names, 1);
}

Test(plot, draws_thirty_models)
{
	NEEDS_GNUPLOT();
	char texts[30][24];
	const char *names[30];
	PLOT_RESULT result = {0};
	PLANNED_RUN planned = {0};

	for (size_t i = 0; i < 30; i++) {
		snprintf(texts[i], sizeof texts[i], "strategy-%zu", i);
		names[i] = texts[i];
		const struct planned_family family = {.name = texts[i],
						      .a = 1e6 * (double)(1 + i * 7 % 30),
						      .b = 500 * (double)(1 + i),
						      .noise = 0.05};
		planned_run_add(&planned, &family, four_sizes, 4, 0, 8);
	}
	planned_run_summarise(&planned);
	plot_planned(&planned, &result);
	expect_picture("scaling.svg", names, 30);
	expect_picture("scaling-narrow.svg", names, 30);
	cr_expect_eq(bands_in("scaling.svg"), 30);
}

Test(plot, draws_each_round_trip_time_apart)
{
	NEEDS_GNUPLOT();
	static const struct fake_case cases[] = {
		{"row rows=20 rtt=0us", "row", 1e6, 20, SAMPLE_OK},
		{"row rows=20 rtt=500us", "row", 9e6, 20, SAMPLE_OK},
		{"unnest rows=20 rtt=500us", "unnest", 2e6, 20, SAMPLE_OK},
	};
	static const char *const names[] = {"unnest", "row"};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 3, 8);

	fake.summaries.items[0].key.factors.rtt_ns = 0;
	fake.summaries.items[1].key.factors.rtt_ns = fake.summaries.items[2].key.factors.rtt_ns =
		500000;
	plot(&fake, &result);
	cr_assert_eq(result.count, 4);
	expect_picture("distribution-20.svg", names + 1, 1);
	expect_picture("distribution-20-rtt500us.svg", names, 2);
	expect_picture("stages-20-rtt500us-narrow.svg", names, 2);
	cr_expect_str_eq(result.pictures[0].title, "Time of update and commit at 20 rows, rtt=0");
	cr_expect_str_eq(result.pictures[2].title,
			 "Time of update and commit at 20 rows, rtt=500us");
}

Test(plot, draws_times_at_both_ends_of_the_scale)
{
	NEEDS_GNUPLOT();
	static const struct fake_case cases[] = {
		{"fast", "fast", 0, 1, SAMPLE_OK},
		{"slow", "slow", 7.2e12, 1, SAMPLE_OK},
	};
	static const char *const names[] = {"fast", "slow"};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 2, 7);

	/* A peer may know nothing but its own time. */
	for (size_t i = 0; i < 2; i++) {
		struct summary *summary = &fake.summaries.items[i];
		summary->fetch_ns = summary->classify_ns = summary->create_ns = NAN;
		summary->business_ns = summary->commit_ns = summary->total_ns = NAN;
	}
	plot(&fake, &result);
	expect_picture("distribution-1.svg", names, 2);
	expect_picture("stages-1.svg", names, 2);
}

Test(plot, writes_tables_of_what_was_measured)
{
	static const struct fake_case cases[] = {
		{"row", "row", 9e8, 50, SAMPLE_OK},
		{"null", "null", 1e3, 50, SAMPLE_OK},
		{"copy-temp", "copy-temp", 1e8, 50, SAMPLE_OK},
		{"json", "json", 1e8, 50, SAMPLE_FAILED},
		{"values", "values", 1e8, 50, SAMPLE_SKIPPED},
	};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 5, 2);

	fake.run.samples.items[0].phase = PHASE_WARMUP;
	fake.run.samples.items[1].update_ns = 123456789;
	fake.summaries.items[1].role = ROLE_IDLE;
	fake.summaries.items[0].median_ns = 123456789;
	fake.summaries.items[0].n = 1;
	fake.run.samples.items[4].update_ns = 1000;
	fake.run.samples.items[5].update_ns = 3000;
	fake.summaries.items[2].median_ns = 2000;
	fake.summaries.items[2].low_ns = 1000;
	fake.summaries.items[2].high_ns = 3000;
	plot(&fake, &result);
	UP_FREE char *table = content("distribution-50.dat");
	cr_assert_not_null(table);
	cr_expect_str_eq(table, "# place\tcase\tpanel\tn\tmedian_s\tlow_s\thigh_s\n"
				"1\t\"copy-temp\"\t\"50 rows\"\t2\t2e-06\t1e-06\t3e-06\n"
				"2\t\"row\"\t\"50 rows\"\t1\t0.123456789\tNaN\tNaN\n"
				"\n\n"
				"# place\tcase\tsample\toffset\tmeasured_s\n"
				"1\t\"copy-temp\"\t1\t0.0000\t1e-06\n"
				"1\t\"copy-temp\"\t2\t-0.1500\t3e-06\n"
				"2\t\"row\"\t2\t0.0000\t0.123456789\n");
	cr_expect(has_file("stages-50.dat"));
	cr_expect(!has_file("scaling.dat"));
}

Test(plot, makes_settings_that_the_cases_share_harmless)
{
	static const struct fake_case cases[] = {
		{"row", "row", 2e8, 50, SAMPLE_OK},
		{"copy-temp", "copy-temp", 1e8, 50, SAMPLE_OK},
	};
	static const char *const files[] = {"distribution-50.dat", "stages-50.dat"};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 2, 2);

	for (size_t i = 0; i < 2; i++)
		fake.summaries.items[i].key.factors.settings = strdup("jit=\"off\"\t");
	plot(&fake, &result);
	for (size_t i = 0; i < 2; i++) {
		UP_FREE char *table = content(files[i]);
		cr_assert_not_null(table);
		cr_expect_not_null(strstr(table, "\t\"50 rows, jit='off' \"\t"), "%s", table);
	}
}

Test(plot, makes_foreign_text_harmless)
{
	static const struct {
		const char *foreign, *expected;
	} rows[] = {
		{"a_b^c{d} 100 % %d # @", "a_b^c{d} 100 % %d # @"},
		{"\"; system \"x\"", "'; system 'x'"},
		{"a\tb\nc\r\x01\x7f", "a b c   "},
		{"\\n", "\u2216n"},
		{"<b> & &#0; &amp;", "<b> & +#0; &amp;"},
		{"`date` $(date) $HOME", "`date` $(date) $HOME"},
		{"\u00e9 \u20ac \U0001f600", "\u00e9 \u20ac \U0001f600"},
		{"\xff|\xc3|\xc0\x80|\xed\xa0\x80|\xef\xbf\xbe|\xf5\x80\x80\x80",
		 "?|?|??|???|???|????"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		UP_BUFFER text = {0};
		plot_text_append(&text, rows[i].foreign);
		cr_expect_str_eq(up_buffer_string(&text), rows[i].expected);
	}
}

Test(plot, cuts_long_text)
{
	char foreign[1000];
	UP_BUFFER text = {0};

	memset(foreign, 'x', sizeof foreign - 1);
	foreign[sizeof foreign - 1] = '\0';
	plot_text_append(&text, foreign);
	cr_expect_eq(text.length, 100 + strlen("\u2026"));
}

Test(plot, draws_hostile_names)
{
	NEEDS_GNUPLOT();
	static const struct fake_case cases[] = {
		{"(no name)", "a", 1e6, 9, SAMPLE_OK},
		{"\"; system \"touch pwned\"; \"", "b", 2e6, 9, SAMPLE_OK},
		{"`touch pwned` # x_y^z{/:Bold q} @a", "c", 3e6, 9, SAMPLE_OK},
		{"100 % %d %s\t\\n\\134", "d", 4e6, 9, SAMPLE_OK},
		{"</text><script>&#0;", "e", 5e6, 9, SAMPLE_OK},
		{"NaN", "f", 6e6, 9, SAMPLE_OK},
		{"-", "g", 7e6, 9, SAMPLE_OK},
		{"\xff\xc3", "h", 8e6, 9, SAMPLE_OK},
	};
	static const char *const names[] = {
		"(no name)",
		"'; system 'touch pwned'; '",
		"`touch pwned` # x_y^z{/:Bold q} @a",
		"100 % %d %s \u2216n\u2216134",
		"&lt;/text>&lt;script>+#0;",
		"NaN",
		"-",
		"??",
	};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 8, 8);

	plot(&fake, &result);
	expect_picture("distribution-9.svg", names, 8);
	expect_picture("stages-9.svg", names, 8);
	cr_expect(!has_file("pwned"));
}

Test(plot, without_gnuplot_writes_tables_and_says_so)
{
	static const struct fake_case cases[] = {{"row", "row", 1e6, 9, SAMPLE_OK}};
	static const char *const paths[] = {"", "/nonexistent", "bin:.:", NULL};
	FAKE_RUN fake = fake_run_make(cases, 1, 8);

	for (size_t i = 0; i < 4; i++) {
		PLOT_RESULT result = {0};
		if (paths[i] != NULL)
			setenv("PATH", paths[i], 1);
		else
			unsetenv("PATH");
		plot(&fake, &result);
		cr_expect(result.gnuplot_missing);
		cr_expect_eq(result.count, 0);
		cr_expect_eq(clear(plots), 2);
	}
}

Test(plot, of_nothing_is_nothing)
{
	static const struct fake_case cases[] = {
		{"row", "row", 1e6, 9, SAMPLE_FAILED},
		{"json", "json", 1e6, 9, SAMPLE_TIMEOUT},
		{"null", "null", 1e6, 9, SAMPLE_OK},
	};
	PLOT_RESULT result = {0};
	FAKE_RUN fake = fake_run_make(cases, 3, 3);

	fake.summaries.items[2].role = ROLE_IDLE;
	plot(&fake, &result);
	cr_expect_eq(result.count, 0);
	cr_expect(!result.gnuplot_missing);
	cr_expect_neq(access(plots, F_OK), 0);
}

/* An executable named gnuplot that is the only one on PATH. */
static void replace_gnuplot(const char *script)
{
	char path[sizeof root + 16];

	snprintf(path, sizeof path, "%s/gnuplot", root);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, script, strlen(script)), (ssize_t)strlen(script));
	close(fd);
	setenv("PATH", root, 1);
}

static void expect_failure(const char *script, const char *complaint)
{
	static const struct fake_case cases[] = {{"row", "row", 1e6, 9, SAMPLE_OK}};
	PLOT_RESULT result = {0};
	struct up_error err;
	FAKE_RUN fake = fake_run_make(cases, 1, 8);

	replace_gnuplot(script);
	cr_expect_eq(plot_run(&fake.run, &fake.summaries, plots, PLOT_SVG, &result, &err), UP_IO);
	cr_expect_not_null(strstr(err.message, complaint), "%s", err.message);
	cr_expect_not_null(strstr(err.message, "/distribution-9.svg"), "%s", err.message);
	cr_expect_eq(result.count, 0);
	/* The tables stay, what gnuplot may have left does not. */
	cr_expect_eq(clear(plots), 2);
}

Test(plot, a_failure_of_gnuplot_is_told_in_its_words)
{
	expect_failure(
		"#!/bin/sh\necho noise >\"$5\"\nprintf 'first\\n\\nno such \\tterminal\\n\\n' "
		">&2\nexit 3\n",
		"gnuplot failed: no such  terminal");
}

Test(plot, a_killed_gnuplot_is_a_failure)
{
	expect_failure("#!/bin/sh\nkill -9 $$\n", "signal 9");
}

Test(plot, a_gnuplot_that_draws_nothing_is_a_failure)
{
	expect_failure("#!/bin/sh\nexit 0\n", "distribution-9.svg");
}

Test(plot, half_a_picture_is_a_failure)
{
	expect_failure("#!/bin/sh\necho '<svg><title>x</title><desc>y</desc><g>' >\"$5\"\n",
		       "no picture");
}

/* 10 and 255 are where shells keep their script. */
Test(plot, gnuplot_gets_no_descriptor_and_no_setting_of_ours)
{
	setenv("GNUPLOT_LIB", "/nonexistent", 1);
	setenv("LC_ALL", "tlh", 1);
	int leak = fcntl(0, F_DUPFD, 20);
	cr_assert_geq(leak, 20);
	expect_failure("#!/bin/sh\n"
		       "for fd in /proc/$$/fd/*; do\n"
		       "case ${fd##*/} in 0|1|2|10|255) continue;; esac\n"
		       "if [ -e \"$fd\" ]; then echo \"open: $fd\"; exit 1; fi\n"
		       "done\n"
		       "echo \"$1 $2 lib=$GNUPLOT_LIB locale=$LC_ALL\"; exit 1\n",
		       "-d -c lib= locale=C.UTF-8");
	close(leak);
}
