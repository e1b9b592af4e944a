/* SPDX-License-Identifier: PostgreSQL */
/*
 * Options: what people type, and what arrives in the target or in the message.
 */
#include "base/buffer.h"
#include "cli/option/command_line.h"
#include "cli/option/number.h"
#include "cli/option/spelling.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>

enum mood {
	MOOD_CALM,
	MOOD_CROSS,
};

struct sample_options {
	char *database;
	struct number_list rows;
	struct share_list changed;
	struct number_list wait;
	struct column_list columns;
	struct string_list strategies, settings, notes;
	int64_t samples, same, seed, memory;
	int64_t budget;
	enum mood mood;
	bool quiet, verbose, skip;
};

static const char *const moods[] = {"calm", "cross", NULL};

static const struct option_spec specs[] = {
	{.name = "dbname",
	 .letter = 'd',
	 .argument = "CONNINFO",
	 .kind = OPTION_STRING,
	 OPTION_FIELD(struct sample_options, database),
	 .help = "Where."},
	{.name = "rows",
	 .letter = 'r',
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 OPTION_FIELD(struct sample_options, rows),
	 .minimum = 1,
	 .maximum = 10000000,
	 .initial = "1914",
	 .in_file = true,
	 .help = "How many."},
	{.name = "changed",
	 .argument = "LIST",
	 .kind = OPTION_SHARE_LIST,
	 OPTION_FIELD(struct sample_options, changed),
	 .in_file = true,
	 .help = "Share."},
	{.name = "strategy",
	 .letter = 's',
	 .argument = "LIST",
	 .kind = OPTION_NAME_LIST,
	 OPTION_FIELD(struct sample_options, strategies),
	 .in_file = true,
	 .help = "Which."},
	{.name = "set",
	 .argument = "NAME=VALUE",
	 .kind = OPTION_PAIR_LIST,
	 OPTION_FIELD(struct sample_options, settings),
	 .in_file = true,
	 .help = "Setting."},
	{.name = "note",
	 .argument = "TEXT",
	 .kind = OPTION_STRING_LIST,
	 OPTION_FIELD(struct sample_options, notes),
	 .help = "Note."},
	{.name = "samples",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 OPTION_FIELD(struct sample_options, samples),
	 .minimum = 1,
	 .maximum = 1000,
	 .initial = "11",
	 .help = "Samples."},
	{.name = "same",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 OPTION_FIELD(struct sample_options, same),
	 .minimum = 0,
	 .maximum = 9,
	 .help = "Same."},
	{.name = "seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 OPTION_FIELD(struct sample_options, seed),
	 .minimum = INT64_MIN,
	 .maximum = INT64_MAX,
	 .help = "Seed."},
	{.name = "budget",
	 .argument = "SECONDS",
	 .kind = OPTION_DURATION,
	 OPTION_FIELD(struct sample_options, budget),
	 .minimum = 0,
	 .maximum = 86400,
	 .initial = "30",
	 .help = "Budget."},
	{.name = "wait",
	 .argument = "LIST",
	 .kind = OPTION_DURATION_LIST,
	 OPTION_FIELD(struct sample_options, wait),
	 .maximum = 10,
	 .needs_unit = true,
	 .help = "Wait."},
	{.name = "columns",
	 .argument = "LIST",
	 .kind = OPTION_COLUMN_LIST,
	 OPTION_FIELD(struct sample_options, columns),
	 .minimum = 2,
	 .maximum = 1600,
	 .help = "Columns."},
	{.name = "memory",
	 .argument = "BYTES",
	 .kind = OPTION_SIZE,
	 OPTION_FIELD(struct sample_options, memory),
	 .minimum = 1,
	 .maximum = INT64_MAX,
	 .help = "Memory."},
	{.name = "mood",
	 .kind = OPTION_CHOICE,
	 OPTION_FIELD(struct sample_options, mood),
	 .choices = moods,
	 .help = "Mood."},
	{.name = "skip-unchanged",
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct sample_options, skip),
	 .in_file = true,
	 .help = "Skip."},
	{.name = "quiet",
	 .letter = 'q',
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct sample_options, quiet),
	 .help = "Quiet."},
	{.name = "verbose",
	 .letter = 'v',
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct sample_options, verbose),
	 .help = "Verbose."},
	{0},
};

static void append_strings(struct up_buffer *text, const char *name, const struct string_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		up_buffer_append_format(text, "%s%s", i == 0 ? name : "|", list->items[i]);
}

/* All of a target in a line, leaving out what is at its default. */
static void append_target(struct up_buffer *text, const struct sample_options *target)
{
	if (target->database != NULL)
		up_buffer_append_format(text, " dbname=%s", target->database);
	if (target->rows.count != 1 || target->rows.items[0] != 1914) {
		for (size_t i = 0; i < target->rows.count; i++)
			up_buffer_append_format(text, "%s%" PRId64, i == 0 ? " rows=" : "|",
						target->rows.items[i]);
	}
	for (size_t i = 0; i < target->changed.count; i++)
		up_buffer_append_format(text, "%s%g", i == 0 ? " changed=" : "|",
					target->changed.items[i]);
	append_strings(text, " strategy=", &target->strategies);
	append_strings(text, " set=", &target->settings);
	append_strings(text, " note=", &target->notes);
	if (target->samples != 11)
		up_buffer_append_format(text, " samples=%" PRId64, target->samples);
	if (target->same != 0)
		up_buffer_append_format(text, " same=%" PRId64, target->same);
	if (target->seed != 0)
		up_buffer_append_format(text, " seed=%" PRId64, target->seed);
	if (target->memory != 0)
		up_buffer_append_format(text, " memory=%" PRId64, target->memory);
	for (size_t i = 0; i < target->columns.counts.count; i++)
		up_buffer_append_format(text, "%s%" PRId64, i == 0 ? " columns=" : "|",
					target->columns.counts.items[i]);
	if (target->columns.names != NULL)
		up_buffer_append_format(text, " columns=%s", target->columns.names);
	for (size_t i = 0; i < target->wait.count; i++)
		up_buffer_append_format(text, "%s%" PRId64, i == 0 ? " wait=" : "|",
					target->wait.items[i]);
	if (target->budget != INT64_C(30000000000))
		up_buffer_append_format(text, " budget=%g", (double)target->budget / 1e9);
	if (target->mood != MOOD_CALM)
		up_buffer_append_string(text, " mood=cross");
	up_buffer_append_string(text, target->skip ? " skip" : "");
	up_buffer_append_string(text, target->quiet ? " quiet" : "");
	up_buffer_append_string(text, target->verbose ? " verbose" : "");
}

/* What became of a command line: its target and arguments, or the message. */
static void run_line(int argc, const char *const *argv, struct up_buffer *text)
{
	COMMAND_LINE line = {0};
	struct sample_options target = {0};
	struct up_error err;

	enum up_status status = command_line_parse(specs, argc, argv, &line, &err);
	if (status == UP_OK)
		status = option_set_defaults(specs, &target, &err);
	if (status == UP_OK)
		status = command_line_apply(&line, &target, &err);
	if (status == UP_OK) {
		append_target(text, &target);
		for (size_t i = 0; i < line.argument_count; i++)
			up_buffer_append_format(text, " <%s>", line.arguments[i]);
		up_buffer_append_string(text, line.help ? " help" : "");
	} else {
		cr_expect_eq(status, UP_INVALID);
		up_buffer_append_format(text, "!%s", err.message);
	}
	option_release(specs, &target);
}

#define WORDS 6

struct line_case {
	const char *argv[WORDS];
	const char *expected; /* begins with '!' when it is a message */
};

static void check_lines(const struct line_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		UP_BUFFER text = {0};
		int argc = 0;
		while (argc < WORDS && cases[i].argv[argc] != NULL)
			argc++;
		run_line(argc, cases[i].argv, &text);
		cr_expect_str_eq(up_buffer_string(&text), cases[i].expected,
				 "case %zu: \"%s\", expected \"%s\"", i, up_buffer_string(&text),
				 cases[i].expected);
	}
}

#define CHECK_LINES(cases) check_lines(cases, sizeof(cases) / sizeof *(cases))

Test(option, is_understood_as_by_getopt_long)
{
	static const struct line_case cases[] = {
		{{0}, ""},
		{{"--rows=1,2"}, " rows=1|2"},
		{{"--rows", "1,2"}, " rows=1|2"},
		{{"-r1,2"}, " rows=1|2"},
		{{"-r", "1,2"}, " rows=1|2"},
		{{"-qv"}, " quiet verbose"},
		{{"-qr5"}, " rows=5 quiet"},
		{{"-qr", "5", "-v"}, " rows=5 quiet verbose"},
		{{"--ro", "5"}, " rows=5"},
		{{"--same", "5"}, " same=5"},
		{{"--samp=5"}, " samples=5"},
		{{"one", "-q", "two"}, " quiet <one> <two>"},
		{{"-q", "--", "-v", "--rows"}, " quiet <-v> <--rows>"},
		{{"-"}, " <->"},
		{{"--rows", "1", "--rows", "2"}, " rows=1|2"},
		{{"-sa,b", "-r5", "--strategy", "c"}, " rows=5 strategy=a|b|c"},
		{{"--samples", "5", "--samples", "6"}, " samples=6"},
		{{"-da", "-da"}, " dbname=a"},
		{{"--seed", "-5"}, " seed=-5"},
		{{"--dbname="}, " dbname="},
		{{"--dbname", "--rows"}, " dbname=--rows"},
		{{"-dhost=a b"}, " dbname=host=a b"},
		{{"--skip-unchanged", "--no-skip-unchanged"}, ""},
		{{"--no-skip", "--skip"}, " skip"},
		{{"--help", "--nonsense"}, " help"},
		{{"-qh"}, " quiet help"},
		{{"--he"}, " help"},
	};
	CHECK_LINES(cases);
}

Test(option, has_values_of_every_kind)
{
	static const struct line_case cases[] = {
		{{"--rows", "1914,10000,1e6"}, " rows=1914|10000|1000000"},
		{{"--rows", " 1 , 2E1 "}, " rows=1|20"},
		{{"--seed", "-9223372036854775808"}, " seed=-9223372036854775808"},
		{{"--seed", "9223372036854775807"}, " seed=9223372036854775807"},
		{{"--seed", "0e99999999999999999999"}, ""},
		{{"--rows", "5M,10_000,1.5e6,2k,1.25K"}, " rows=5000000|10000|1500000|2000|1250"},
		{{"--seed", "-2G"}, " seed=-2000000000"},
		{{"--seed", "1_234_567"}, " seed=1234567"},
		{{"--seed", "1.50"},
		 "!--seed: \"1.50\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--rows", "1,500,100"}, " rows=1|500|100"},
		{{"--changed", "0,.25,1"}, " changed=0|0.25|1"},
		{{"--strategy", "row,copy-temp"}, " strategy=row|copy-temp"},
		{{"--set", "jit=off", "--set", "a=b,c=d"}, " set=jit=off|a=b,c=d"},
		{{"--set", "search_path="}, " set=search_path="},
		{{"--note", "a", "--note", "b,c"}, " note=a|b,c"},
		{{"--budget", "0.5"}, " budget=0.5"},
		{{"--budget", "250us"}, " budget=0.00025"},
		{{"--budget", "200ms"}, " budget=0.2"},
		{{"--budget", "5s"}, " budget=5"},
		{{"--budget", "2m"}, " budget=120"},
		{{"--budget", "1.5h"}, " budget=5400"},
		{{"--budget", "1h30m5s"}, " budget=5405"},
		{{"--budget", "2min"}, " budget=120"},
		{{"--budget", "1d"}, " budget=86400"},
		{{"--wait", "0,2ms,2s"}, " wait=0|2000000|2000000000"},
		{{"--mood", "cross"}, " mood=cross"},
		{{"--columns", "2,20"}, " columns=2|20"},
		{{"--columns", "status,\"Due, on\""}, " columns=status,\"Due, on\""},
		{{"--columns", " _a"}, " columns= _a"},
		{{"--columns", "\u00fc"}, " columns=\u00fc"},
		{{"--columns", "a", "--columns", "b"}, " columns=a,b"},
		{{"--memory", "4096"}, " memory=4096"},
		{{"--memory", "1B"}, " memory=1"},
		{{"--memory", "64kB"}, " memory=64000"},
		{{"--memory", "2GB"}, " memory=2000000000"},
		{{"--memory", "512MiB"}, " memory=536870912"},
		{{"--memory", "1.5gib"}, " memory=1610612736"},
		{{"--memory", "1e9"}, " memory=1000000000"},
		{{"--memory", "8TiB"}, " memory=8796093022208"},
	};
	CHECK_LINES(cases);
}

Test(option, says_what_is_wrong_with_a_value)
{
	static const struct line_case cases[] = {
		{{"--rows", "0"}, "!--rows: \"0\" is not between 1 and 10000000"},
		{{"-r0"}, "!-r: \"0\" is not between 1 and 10000000"},
		{{"--ro=1e8"}, "!--rows: \"1e8\" is not between 1 and 10000000"},
		{{"--rows=1e99999999999999999999"},
		 "!--rows: \"1e99999999999999999999\" is not between 1 and 10000000"},
		{{"--rows=99999999999999999999"},
		 "!--rows: \"99999999999999999999\" is not between 1 and 10000000"},
		{{"--rows=ten"},
		 "!--rows: \"ten\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--rows=1e"},
		 "!--rows: \"1e\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--rows=1.5"},
		 "!--rows: \"1.5\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--samples="},
		 "!--samples: \"\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--samples=-1"}, "!--samples: \"-1\" is not between 1 and 1000"},
		{{"--rows="}, "!--rows: the list is empty"},
		{{"--rows=1,,2"}, "!--rows: \"1,,2\" has an empty item"},
		{{"--rows=1,"}, "!--rows: \"1,\" has an empty item"},
		{{"--rows=1000,1e3"}, "!--rows: \"1e3\" is in the list twice"},
		{{"--changed=0.5,.5"}, "!--changed: \".5\" is in the list twice"},
		{{"--changed=1.1"}, "!--changed: \"1.1\" is not a share between 0 and 1"},
		{{"--changed=-0.1"}, "!--changed: \"-0.1\" is not a share between 0 and 1"},
		{{"--changed=nan"}, "!--changed: \"nan\" is not a share between 0 and 1"},
		{{"--changed=0x1"}, "!--changed: \"0x1\" is not a share between 0 and 1"},
		{{"--strategy=a b"}, "!--strategy: \"a b\" is not a name"},
		{{"--strategy=a,a"}, "!--strategy: \"a\" is in the list twice"},
		{{"--set=jit"}, "!--set: \"jit\" is not of the form NAME=VALUE"},
		{{"--set==off"}, "!--set: \"=off\" is not of the form NAME=VALUE"},
		{{"--rows=1,000,000"},
		 "!--rows: \"1,000,000\" has commas between thousands (did you mean 1000000?)"},
		{{"--rows=10,050"},
		 "!--rows: \"10,050\" has commas between thousands (did you mean 10050?)"},
		{{"--samples=1,000"},
		 "!--samples: \"1,000\" has commas between thousands (did you mean 1000?)"},
		{{"--samples=1__0"},
		 "!--samples: \"1__0\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--samples=10_"},
		 "!--samples: \"10_\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--samples=0.5m"},
		 "!--samples: \"0.5m\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"-da", "-qdb"}, "!-d: two values are given, \"a\" and \"b\""},
		{{"-sa", "-sa"}, "!-s: \"a\" is in the list twice"},
		{{"--wait=2"}, "!--wait: \"2\" has no unit (did you mean 2ms or 2s?)"},
		{{"--budget=30m1h"},
		 "!--budget: \"30m1h\" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m"},
		{{"--budget=1h30"},
		 "!--budget: \"1h30\" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m"},
		{{"--budget=5days"},
		 "!--budget: \"5days\" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m"},
		{{"--budget=."},
		 "!--budget: \".\" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m"},
		{{"--budget=25h"}, "!--budget: \"25h\" is not between 0 and 86400 s"},
		{{"--budget=1e9"}, "!--budget: \"1e9\" is not between 0 and 86400 s"},
		{{"--columns=1"}, "!--columns: \"1\" is not between 2 and 1600"},
		{{"--columns="}, "!--columns: the list is empty"},
		{{"--columns=3,a"},
		 "!--columns: \"a\" is not a whole number such as 1914, 10_000, 5M or 1.5e6"},
		{{"--memory=0"}, "!--memory: \"0\" is less than 1 byte"},
		{{"--memory=0.5B"}, "!--memory: \"0.5B\" is less than 1 byte"},
		{{"--memory=8388608TiB"},
		 "!--memory: \"8388608TiB\" is more than 9223372036854775807 bytes"},
		{{"--memory=2G"}, "!--memory: \"2G\" is not a size such as 512MiB, 2GB or 1e9"},
		{{"--memory=-1"}, "!--memory: \"-1\" is not a size such as 512MiB, 2GB or 1e9"},
		{{"--memory=2 GB"}, "!--memory: \"2 GB\" is not a size such as 512MiB, 2GB or 1e9"},
		{{"--memory=MiB"}, "!--memory: \"MiB\" is not a size such as 512MiB, 2GB or 1e9"},
		{{"--mood=happy"}, "!--mood: \"happy\" is not one of calm, cross"},
		{{"--mood=corss"},
		 "!--mood: \"corss\" is not one of calm, cross (did you mean \"cross\"?)"},
	};
	CHECK_LINES(cases);
}

/* As the server reads them, not as sizes of files. */
Test(option, sizes_of_settings_are_powers_of_1024)
{
	int64_t bytes = -1;
	struct up_error err;

	cr_expect_eq(number_read_setting_size("4GB", 1, INT64_MAX, &bytes, &err), UP_OK);
	cr_expect_eq(bytes, INT64_C(4) << 30);
	cr_expect_eq(number_read_setting_size("2MB", 2 << 20, INT64_MAX, &bytes, &err), UP_OK);
	cr_expect_eq(bytes, 2 << 20);
	cr_expect_eq(number_read_setting_size("1.5GiB", 1, INT64_MAX, &bytes, &err), UP_OK);
	cr_expect_eq(bytes, INT64_C(1536) << 20);
	cr_expect_eq(number_read_setting_size("1024", 1, INT64_MAX, &bytes, &err), UP_INVALID);
	cr_expect_str_eq(err.message,
			 "\"1024\" is not a size such as 512MB or 2GB (powers of 1024, "
			 "as in PostgreSQL)");
	cr_expect_eq(number_read_setting_size("1MB", 2 << 20, INT64_MAX, &bytes, &err), UP_INVALID);
	cr_expect_eq(bytes, INT64_C(1536) << 20, "untouched");
}

Test(option, says_what_is_wrong_with_a_command_line)
{
	static const struct line_case cases[] = {
		{{"--rosw"}, "!unknown option --rosw (did you mean --rows?)"},
		{{"--rosw=5"}, "!unknown option --rosw (did you mean --rows?)"},
		{{"--nonsense"}, "!unknown option --nonsense"},
		{{"--no-rows"}, "!unknown option --no-rows"},
		{{"--no-"}, "!unknown option --no-"},
		{{"--=5"}, "!--=5: the name of the option is missing"},
		{{"-qx"}, "!unknown option -x"},
		{{"--sam=1"}, "!option --sam is ambiguous: --samples, --same"},
		{{"--rows"}, "!--rows needs an argument: --rows LIST"},
		{{"-qr"}, "!-r needs an argument: -r LIST"},
		{{"--mood"}, "!--mood needs an argument: --mood calm|cross"},
		{{"--quiet=yes"}, "!--quiet takes no argument"},
		{{"--no-quiet=yes"}, "!--no-quiet takes no argument"},
	};
	CHECK_LINES(cases);
}

Test(option, comes_from_a_file_by_its_long_name)
{
	static const struct {
		const char *name, *value, *expected;
	} cases[] = {
		{"rows", "1, 2", " rows=1|2"},
		{"skip-unchanged", "yes", " skip"},
		{"skip-unchanged", "true", " skip"},
		{"skip-unchanged", "on", " skip"},
		{"skip-unchanged", "1", " skip"},
		{"skip-unchanged", "no", ""},
		{"skip-unchanged", "false", ""},
		{"skip-unchanged", "off", ""},
		{"skip-unchanged", "0", ""},
		{"skip-unchanged", "maybe", "!skip-unchanged: \"maybe\" is not yes or no"},
		{"skip", "yes", "!unknown key \"skip\" (did you mean \"skip-unchanged\"?)"},
		{"rowz", "1", "!unknown key \"rowz\" (did you mean \"rows\"?)"},
		{"rows", "0", "!rows: \"0\" is not between 1 and 10000000"},
		{"dbname", "x", "!\"dbname\" cannot be set in a file, only on the command line"},
		{"dbnam", "x", "!unknown key \"dbnam\""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UP_BUFFER text = {0};
		struct sample_options target = {0};
		struct up_error err;
		cr_assert_eq(option_set_defaults(specs, &target, &err), UP_OK);
		if (option_assign(specs, &target, cases[i].name, cases[i].value, &err) == UP_OK)
			append_target(&text, &target);
		else
			up_buffer_append_format(&text, "!%s", err.message);
		cr_expect_str_eq(up_buffer_string(&text), cases[i].expected, "case %zu: %s", i,
				 up_buffer_string(&text));
		option_release(specs, &target);
	}
}

Test(option, keeps_its_value_when_the_next_is_wrong)
{
	struct sample_options target = {0};
	struct up_error err;

	cr_assert_eq(option_assign(specs, &target, "rows", "1,2", &err), UP_OK);
	cr_expect_eq(option_assign(specs, &target, "rows", "3,x", &err), UP_INVALID);
	cr_assert_eq(target.rows.count, 2);
	cr_expect_eq(target.rows.items[1], 2);
	option_release(specs, &target);
	cr_expect_null(target.rows.items);
}

Test(option, is_known_to_be_given)
{
	static const char *const argv[] = {"-q", "--samples=11"};
	COMMAND_LINE line = {0};
	struct up_error err;

	cr_assert_eq(command_line_parse(specs, 2, argv, &line, &err), UP_OK);
	cr_expect(command_line_gives(&line, "quiet"));
	cr_expect(command_line_gives(&line, "samples"));
	cr_expect_not(command_line_gives(&line, "rows"));
}

Test(option, table_is_checked)
{
	static const struct option_spec unsound[][3] = {
		{{.name = "a b", .help = "h", OPTION_FIELD(struct sample_options, quiet)}},
		{{.name = "a", OPTION_FIELD(struct sample_options, quiet)}},
		{{.name = "a", .help = "h", OPTION_FIELD(struct sample_options, same)}},
		{{.name = "a",
		  .help = "h",
		  .argument = "N",
		  .kind = OPTION_NUMBER,
		  OPTION_FIELD(struct sample_options, same)}},
		{{.name = "a",
		  .help = "h",
		  .kind = OPTION_CHOICE,
		  OPTION_FIELD(struct sample_options, mood)}},
		{{.name = "a",
		  .help = "h",
		  .kind = OPTION_CHOICE,
		  .choices = moods,
		  .initial = "sad",
		  OPTION_FIELD(struct sample_options, mood)}},
		{{.name = "a", .help = "h", OPTION_FIELD(struct sample_options, quiet)},
		 {.name = "a", .help = "h", OPTION_FIELD(struct sample_options, verbose)}},
		{{.name = "a",
		  .letter = 'a',
		  .help = "h",
		  OPTION_FIELD(struct sample_options, quiet)},
		 {.name = "b",
		  .letter = 'a',
		  .help = "h",
		  OPTION_FIELD(struct sample_options, skip)}},
	};
	struct up_error err;

	cr_expect_eq(option_check(specs, &err), UP_OK, "%s", err.message);
	for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++)
		cr_expect_eq(option_check(unsound[i], &err), UP_INVALID, "table %zu", i);
}

Test(spelling, counts_edits)
{
	static const struct {
		const char *a, *b;
		size_t distance;
	} cases[] = {
		{"", "", 0},          {"rows", "rows", 0},      {"rows", "", 4},
		{"rwos", "rows", 1},  {"rosw", "rows", 1},      {"row", "rows", 1},
		{"rows", "rowz", 1},  {"kitten", "sitting", 3}, {"ca", "abc", 3},
		{"seed", "speed", 1},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_expect_eq(spelling_distance(cases[i].a, cases[i].b), cases[i].distance);
		cr_expect_eq(spelling_distance(cases[i].b, cases[i].a), cases[i].distance);
	}
}

Test(spelling, keeps_the_closest)
{
	static const struct {
		const char *word, *closest;
	} cases[] = {
		{"unest", "unnest"},
		{"django", "django-bulk-update"}, /* the first of those that begin with it */
		{"django-bulk", "django-bulk-update"},
		{"django-savve", "django-save"},
		{"djan", NULL}, /* half a word */
		{"", NULL},
	};
	static const char *const candidates[] = {"unnest", "unnest-binary", "django-bulk-update",
						 "django-save"};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct spelling spelling = {.word = cases[i].word};
		for (size_t c = 0; c < sizeof candidates / sizeof *candidates; c++)
			spelling_offer(&spelling, candidates[c]);
		if (cases[i].closest == NULL)
			cr_expect_null(spelling.closest, "%s", cases[i].word);
		else
			cr_expect_str_eq(spelling.closest, cases[i].closest, "%s", cases[i].word);
	}
}

Test(option, reads_percentages)
{
	static const struct {
		const char *text;
		double share; /* NaN: refused */
	} cases[] = {
		{"2", 0.02},       {"2%", 0.02}, {"0.5 %", 0.005}, {"0", 0},         {"100", 1},
		{"100.1", NAN},    {"-1", NAN},  {"", NAN},        {"%", NAN},       {"2 %%", NAN},
		{"2% of it", NAN}, {"two", NAN}, {"1e1", 0.1},     {"nan", NAN},     {" 2", NAN},
		{"0.05", NAN},     {"0.2", NAN}, {"0.05%", 5e-4},  {"0.21", 0.0021},
	};

	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		double share = -1;
		struct up_error err;
		enum up_status status = number_read_percent(cases[c].text, 0, 100, &share, &err);
		cr_expect_eq(status, isnan(cases[c].share) ? UP_INVALID : UP_OK, "%s",
			     cases[c].text);
		cr_expect_float_eq(share, isnan(cases[c].share) ? -1 : cases[c].share, 1e-12, "%s",
				   cases[c].text);
	}
}
