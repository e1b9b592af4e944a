/* SPDX-License-Identifier: PostgreSQL */
#include "record/run.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

static struct up_error err;

/* A directory of its own for one test. */
static char place[64];

static void make_place(void)
{
	snprintf(place, sizeof place, "/tmp/upbench-test-XXXXXX");
	cr_assert_not_null(mkdtemp(place));
}

static int remove_one(const char *path, const struct stat *facts, int kind, struct FTW *walk)
{
	(void)facts;
	(void)kind;
	(void)walk;
	return remove(path);
}

static void remove_place(void)
{
	cr_assert_eq(nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* A path in the place; valid until the fourth next call. */
static const char *in_place(const char *name)
{
	static char paths[4][PATH_MAX];
	static size_t next;
	char *path = paths[next++ % 4];

	snprintf(path, PATH_MAX, "%s/%s", place, name);
	return path;
}

static bool exists(const char *name)
{
	struct stat facts;
	return lstat(in_place(name), &facts) == 0;
}

static void put_file(const char *name, const char *content)
{
	FILE *file = fopen(in_place(name), "w");
	cr_assert_not_null(file, "%s", name);
	cr_assert_neq(fputs(content, file), EOF);
	cr_assert_eq(fclose(file), 0);
}

static void expect_file(const char *name, const char *content)
{
	char got[4096] = "";
	FILE *file = fopen(in_place(name), "r");
	cr_assert_not_null(file, "%s", name);
	got[fread(got, 1, sizeof got - 1, file)] = '\0';
	fclose(file);
	cr_expect_str_eq(got, content);
}

static void open_writer(struct run_writer *writer, const char *name)
{
	enum up_status status = run_writer_open(in_place(name), writer, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
}

/* Sample n differs from its neighbors in all that it has. */
static void write_sample(struct run_writer *writer, int64_t n)
{
	SAMPLE sample;
	char text[32];

	sample_init(&sample);
	snprintf(text, sizeof text, "case \"%d\",\n", (int)n);
	sample.case_name = strdup(text);
	sample.key.strategy = strdup("row");
	sample.key.factors.rows = n;
	sample.key.factors.changed = 1.0 / (double)(n + 2);
	sample.phase = (int)(n % 3);
	sample.status = (int)(n % 5);
	sample.total_ns = 1000000007 * n;
	enum up_status status = run_writer_sample(writer, &sample, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_expect_str_eq(sample.run, writer->manifest.id);
}

static void expect_sample(const struct sample *got, int64_t n, const char *id)
{
	char text[32];

	snprintf(text, sizeof text, "case \"%d\",\n", (int)n);
	cr_expect_str_eq(got->run, id);
	cr_expect_str_eq(got->case_name, text);
	cr_expect_str_eq(got->key.strategy, "row");
	cr_expect_null(got->key.peer);
	cr_expect_eq(got->key.factors.rows, n);
	cr_expect_eq(got->key.factors.columns, UNMEASURED);
	cr_expect_eq(got->key.factors.changed, 1.0 / (double)(n + 2));
	cr_expect_eq(got->phase, (int)(n % 3));
	cr_expect_eq(got->status, (int)(n % 5));
	cr_expect_eq(got->total_ns, 1000000007 * n);
}

Test(run, is_read_back_as_it_was_written)
{
	RUN_WRITER writer = {0};
	RUN run = {0};

	make_place();
	open_writer(&writer, "some/where/else");
	cr_expect_eq(strlen(writer.manifest.id), 32);
	cr_expect_eq(strspn(writer.manifest.id, "0123456789abcdef"), 32);
	writer.manifest.description = strdup("Größe \"\\\n🍕");
	manifest_add_case(&writer.manifest)->name = strdup("c");
	writer.manifest.cases.items[0].key.factors.changed = 0.1;
	writer.manifest.seed = INT64_MAX;
	for (int n = 0; n < 20; n++)
		cr_assert_gt(
			asprintf(&manifest_add_case(&writer.manifest)->name, "case \"%d\",\n", n),
			0);
	cr_assert_eq(run_writer_manifest(&writer, &err), UP_OK);
	for (int64_t n = 0; n < 20; n++)
		write_sample(&writer, n);
	/* Again, as at the end of a run. */
	writer.manifest.outcome = strdup("complete");
	cr_assert_eq(run_writer_manifest(&writer, &err), UP_OK);

	/* While the writer still has it open: a killed run loses nothing. */
	enum up_status status = run_read(in_place("some/where/else"), &run, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_expect_str_eq(run.directory, in_place("some/where/else"));
	cr_expect_str_eq(run.manifest.id, writer.manifest.id);
	cr_expect_str_eq(run.manifest.description, writer.manifest.description);
	cr_expect_eq(run.manifest.cases.items[0].key.factors.changed, 0.1);
	cr_expect_eq(run.manifest.seed, INT64_MAX);
	cr_expect_str_eq(run.manifest.outcome, "complete");
	cr_assert_eq(run.samples.count, 20);
	for (int64_t n = 0; n < 20; n++)
		expect_sample(&run.samples.items[n], n, writer.manifest.id);
	cr_expect_not(exists("some/where/else/run.json.new"));

	run_writer_close(&writer);
	cr_expect(exists("some/where/else/run.json"));
	cr_expect(exists("some/where/else/samples.csv"));
	remove_place();
}

Test(run, has_an_identifier_of_its_own)
{
	RUN_WRITER one = {0}, other = {0};

	make_place();
	open_writer(&one, "one");
	open_writer(&other, "other");
	cr_expect_str_neq(one.manifest.id, other.manifest.id);
	run_writer_close(&one);
	run_writer_close(&other);
	remove_place();
}

/* Directories that exist before, the one to open, and the first that open made. */
static const struct {
	const char *before, *directory, *made;
} nothing[] = {
	{NULL, "new", "new"},      {NULL, "new/", "new"},  {NULL, "a/b/c", "a"},
	{NULL, "a//b///c//", "a"}, {NULL, "./a/./b", "a"}, {"a", "a/b/c", "a/b"},
	{"a", "a/../b/c", "b"},    {"a", "a", NULL},       {"a", "a/", NULL},
};

Test(run, leaves_nothing_behind_when_nothing_was_measured)
{
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		RUN_WRITER writer = {0};

		make_place();
		if (nothing[i].before != NULL)
			cr_assert_eq(mkdir(in_place(nothing[i].before), 0777), 0);
		open_writer(&writer, nothing[i].directory);
		cr_expect(nothing[i].made == NULL || exists(nothing[i].made), "%s",
			  nothing[i].directory);
		cr_assert_eq(run_writer_manifest(&writer, &err), UP_OK);
		run_writer_close(&writer);
		cr_expect(nothing[i].made == NULL || !exists(nothing[i].made), "%s",
			  nothing[i].directory);
		if (nothing[i].before != NULL)
			cr_expect_eq(rmdir(in_place(nothing[i].before)), 0, "%s",
				     nothing[i].directory);
		cr_assert_eq(rmdir(place), 0, "%s", nothing[i].directory);
	}
}

Test(run, leaves_alone_what_was_there)
{
	RUN_WRITER writer = {0};

	make_place();
	cr_assert_eq(mkdir(in_place("here"), 0777), 0);
	put_file("here/notes.txt", "mine");
	open_writer(&writer, "here");
	cr_assert_eq(run_writer_manifest(&writer, &err), UP_OK);
	run_writer_close(&writer);
	expect_file("here/notes.txt", "mine");
	cr_expect_not(exists("here/samples.csv"));
	cr_expect_not(exists("here/run.json"));
	remove_place();
}

/* Somebody put a file into the new directory meanwhile. */
Test(run, leaves_alone_what_came_meanwhile)
{
	RUN_WRITER writer = {0};

	make_place();
	open_writer(&writer, "a/b");
	put_file("a/notes.txt", "mine");
	run_writer_close(&writer);
	expect_file("a/notes.txt", "mine");
	cr_expect_not(exists("a/b"));
	remove_place();
}

#define NO_DIRECTORY                                                                               \
	" is not a directory, and a run consists of several files: name an existing or a new "     \
	"directory"

static const struct {
	const char *file; /* there before */
	const char *directory;
	const char *message; /* %s: the place */
} refusals[] = {
	{"samples.csv", "", "%s/samples.csv exists: name a directory without a run in it"},
	{"run.json", "", "%s/run.json exists: name a directory without a run in it"},
	{"file", "file", "%s/file" NO_DIRECTORY},
	{"file", "file/", "%s/file" NO_DIRECTORY},
	{"file", "file/below", "%s/file" NO_DIRECTORY},
	{"file", "file/far/below", "%s/file" NO_DIRECTORY},
	{"file", "new/../file/far/below", "%s/new/../file" NO_DIRECTORY},
};

Test(run, is_refused_where_it_cannot_be)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct run_writer writer = {.sample_count = 42};
		UP_BUFFER directory = {0};
		UP_BUFFER message = {0};
		const char *rest = strchr(refusals[i].message, '%');

		make_place();
		put_file(refusals[i].file, "mine");
		up_buffer_append_format(&directory, "%s%s%s", place,
					refusals[i].directory[0] != '\0' ? "/" : "",
					refusals[i].directory);
		up_buffer_append(&message, refusals[i].message,
				 (size_t)(rest - refusals[i].message));
		up_buffer_append_format(&message, "%s%s", place, rest + 2);
		cr_expect_eq(run_writer_open(directory.data, &writer, &err), UP_INVALID, "case %zu",
			     i);
		cr_expect_str_eq(err.message, message.data);
		cr_expect_eq(writer.sample_count, 42, "an output was touched");
		/* And nothing else is there now. */
		expect_file(refusals[i].file, "mine");
		cr_expect_eq(unlink(in_place(refusals[i].file)), 0);
		cr_expect_eq(rmdir(place), 0, "case %zu", i);
	}
}

Test(run, has_a_directory_with_a_name)
{
	struct run_writer writer;

	cr_expect_eq(run_writer_open("", &writer, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "the name of the run directory is empty");
}

#define GOOD "{\"format\": 1}"

static const struct {
	const char *manifest; /* NULL: no file */
	const char *samples;  /* NULL: no file; may be empty */
	const char *message;  /* %: the directory */
} bad_runs[] = {
	{NULL, "", "% is not a run: run.json: No such file or directory"},
	{"", "", "%/run.json:1: '[' or '{' expected near end of file"},
	{"{\"format\": 1,\n \"id\"", "", "%/run.json:2: ':' expected near end of file"},
	{"{\n\"format\": 1,\n", "", "%/run.json:3: string or '}' expected near end of file"},
	{"[1]\n", "", "%/run.json:1: not a JSON object"},
	{"42", "", "%/run.json:1: '[' or '{' expected near '42'"},
	{"{\"format\": 1}\n}", "", "%/run.json:2: end of file expected near '}'"},
	{"{\"format\": 1,\n\"a\": 1,\n\"a\": 2}", "",
	 "%/run.json:3: duplicate object key near '\"a\"'"},
	{"{}", "",
	 "%/run.json: \"format\" is not 1: the file was written by another version of upbench"},
	{"{\"format\": 2}", "",
	 "%/run.json: \"format\" is not 1: the file was written by another version of upbench"},
	{"{\"format\": \"1\"}", "",
	 "%/run.json: \"format\" is not 1: the file was written by another version of upbench"},
	{"{\"format\": 1, \"a\": NaN}", "", "%/run.json:1: invalid token near 'NaN'"},
	{GOOD, NULL, "%/samples.csv: No such file or directory"},
	{GOOD, "\n", "%/samples.csv:2: the file is empty"},
	{GOOD, "run,case\n", "%/samples.csv:1: the header has no column strategy"},
};

Test(run, is_not_read_when_it_is_none)
{
	for (size_t i = 0; i < sizeof bad_runs / sizeof *bad_runs; i++) {
		struct run run = {.directory = (char *)"untouched"};
		UP_BUFFER message = {0};

		make_place();
		if (bad_runs[i].manifest != NULL)
			put_file("run.json", bad_runs[i].manifest);
		if (bad_runs[i].samples != NULL)
			put_file("samples.csv", bad_runs[i].samples);
		for (const char *c = bad_runs[i].message; *c != '\0'; c++) {
			if (*c == '%')
				up_buffer_append_string(&message, place);
			else
				up_buffer_append_char(&message, *c);
		}
		cr_expect_eq(run_read(place, &run, &err), UP_INVALID, "case %zu", i);
		cr_expect_str_eq(err.message, message.data, "case %zu", i);
		cr_expect_str_eq(run.directory, "untouched");
		remove_place();
	}
}
