/* SPDX-License-Identifier: PostgreSQL */
/*
 * Experiment files: what their groups come to, and where their errors are.
 */
#include "cli/experiment/experiment.h"
#include "base/buffer.h"

#include <criterion/criterion.h>
#include <inttypes.h>

struct sample_options {
	struct number_list rows;
	struct string_list strategies, settings;
	char *database;
	bool skip;
};

static const struct option_spec specs[] = {
	{.name = "rows",
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 OPTION_FIELD(struct sample_options, rows),
	 .minimum = 1,
	 .maximum = 10000000,
	 .initial = "1914",
	 .in_file = true,
	 .help = "How many."},
	{.name = "strategy",
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
	{.name = "dbname",
	 .argument = "CONNINFO",
	 .kind = OPTION_STRING,
	 OPTION_FIELD(struct sample_options, database),
	 .help = "Where."},
	{.name = "skip-unchanged",
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct sample_options, skip),
	 .in_file = true,
	 .help = "Skip."},
	{0},
};

static void append_group(struct up_buffer *text, const struct experiment_group *group)
{
	const struct sample_options *values = group->values;

	up_buffer_append_format(text, "[%s:%u]", group->name, group->line);
	for (size_t i = 0; i < values->rows.count; i++)
		up_buffer_append_format(text, "%s%" PRId64, i == 0 ? " rows=" : ",",
					values->rows.items[i]);
	for (size_t i = 0; i < values->strategies.count; i++)
		up_buffer_append_format(text, "%s%s", i == 0 ? " strategy=" : ",",
					values->strategies.items[i]);
	for (size_t i = 0; i < values->settings.count; i++)
		up_buffer_append_format(text, "%s%s", i == 0 ? " set=" : ",",
					values->settings.items[i]);
	up_buffer_append_string(text, values->skip ? " skip" : "");
}

static void append_experiment(struct up_buffer *text, const struct experiment *experiment)
{
	if (experiment->description != NULL)
		up_buffer_append_format(text, "%s: ", experiment->description);
	for (size_t i = 0; i < experiment->group_count; i++)
		append_group(text, &experiment->groups[i]);
}

static enum up_status read_sample(const char *text, struct experiment *experiment,
				  struct up_error *err)
{
	return experiment_read(text, "x.ini", specs, sizeof(struct sample_options), experiment,
			       err);
}

#define LINE_OF_202                                                                                \
	"set = "                                                                                   \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"a"                                                                                        \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaa"                                                                                  \
	"aaaaaaaa=b\n"

Test(experiment, is_read)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"[a]\n", "[a:1] rows=1914"},
		{"[a]", "[a:1] rows=1914"},
		{"[a]\r\nrows = 5\r\n", "[a:1] rows=5"},
		{"# comment\n\n; comment\n[a] ; comment\nrows=5 ; comment\n", "[a:4] rows=5"},
		{"[a] # comment\nrows=5 # comment\n\t# comment\nset=a=#b#c\n",
		 "[a:1] rows=5 set=a=#b#c"},
		{"[a]\nrows: 5", "[a:1] rows=5"},
		{"[global]\nrows = 1, 2\ndescription = What it is\n[a]\n[b]\nrows = 3\n",
		 "What it is: [a:4] rows=1,2[b:5] rows=3"},
		{"[global]\nskip-unchanged = yes\n[a]\nskip-unchanged = no\n[b]\n",
		 "[a:3] rows=1914[b:5] rows=1914 skip"},
		{"[global]\nset = a=1\nset = b=2\n[a]\nset = a=3\n",
		 "[a:4] rows=1914 set=a=1,b=2,a=3"},
		{"[a]\nstrategy = row,\n  values,\n\tjson\nrows = 7\n",
		 "[a:1] rows=7 strategy=row,values,json"},
		{"[global]\ndescription = One\n  two\n[a]\n", "One two: [a:4] rows=1914"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UP_BUFFER text = {0};
		EXPERIMENT experiment = {0};
		struct up_error err;
		cr_assert_eq(read_sample(cases[i].text, &experiment, &err), UP_OK, "case %zu: %s",
			     i, err.message);
		append_experiment(&text, &experiment);
		cr_expect_str_eq(up_buffer_string(&text), cases[i].expected, "case %zu: %s", i,
				 up_buffer_string(&text));
	}
}

Test(experiment, says_where_it_is_wrong)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"", "x.ini:1: the file is empty: at least one [section] is needed"},
		{"# nothing\n", "x.ini:1: the file is empty: at least one [section] is needed"},
		{"\n[global]\nrows = 1\n",
		 "x.ini:2: there is no section besides [global]: at least "
		 "one group of cases is needed"},
		{"rows = 1\n[a]\n", "x.ini:1: \"rows\" comes before any [section]"},
		{"[a]\n\nrowz = 1\n", "x.ini:3: unknown key \"rowz\" (did you mean \"rows\"?)"},
		{"[a]\nrows = 0\n", "x.ini:2: rows: \"0\" is not between 1 and 10000000"},
		{"[global]\nrows = 0\n[a]\n", "x.ini:2: rows: \"0\" is not between 1 and 10000000"},
		{"[a]\nrows =\n", "x.ini:2: rows: the list is empty"},
		{"[a]\ndbname = x\n",
		 "x.ini:2: \"dbname\" cannot be set in a file, only on the command line"},
		{"[a]\nrows = 1\nrows = 2\n", "x.ini:3: \"rows\" is already set in line 2"},
		{"[a]\n[b]\n[a]\n", "x.ini:3: section [a] exists already, in line 1"},
		{"[a]\n[global]\n", "x.ini:2: [global] must be the first section"},
		{"[a]\ndescription = x\n", "x.ini:2: \"description\" belongs in [global]"},
		{"[global]\nrows = 1\nreference = case-wen\n[a]\n",
		 "x.ini:3: reference: there is no strategy \"case-wen\" (did you mean "
		 "\"case-when\"?)"},
		{"[global]\nneeds = oracle\n[a]\n",
		 "x.ini:2: needs: \"oracle\" is not an engine that an experiment can need, which "
		 "is citus alone"},
		{"[a]\nneeds = citus\n", "x.ini:2: \"needs\" belongs in [global]"},
		{"[a]\nreference = case-when\n", "x.ini:2: \"reference\" belongs in [global]"},
		{"[]\n", "x.ini:1: the section has no name"},
		{"[a b]\n", "x.ini:1: \"a b\" is not a name for a section: at most 49 letters, "
			    "digits, '-', '_' and '.'"},
		{"[a] b\n", "x.ini:1: a section's header must have its line to itself"},
		{"[a]\nrows = 1\n [b]\n",
		 "x.ini:3: a section's header must have its line to itself"},
		{"[a\n", "x.ini:1: neither \"key = value\" nor \"[section]\""},
		{"[a]\nrows\nrows = 0\n", "x.ini:2: neither \"key = value\" nor \"[section]\""},
		{"[a]\nrows\n[a]\n", "x.ini:2: neither \"key = value\" nor \"[section]\""},
		{"[a]\n= 5\n", "x.ini:2: the key before '=' is missing"},
		{"[a]\n" LINE_OF_202,
		 "x.ini:2: the line has more than 198 bytes: continue it on an indented line"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		EXPERIMENT experiment = {0};
		struct up_error err = {0};
		cr_expect_eq(read_sample(cases[i].text, &experiment, &err), UP_INVALID, "case %zu",
			     i);
		cr_expect_str_eq(err.message, cases[i].expected, "case %zu: %s", i, err.message);
		cr_expect_null(experiment.groups);
	}
}

Test(experiment, yields_to_the_command_line)
{
	static const char *const argv[] = {"--rows=9", "--set", "c=3", "--no-skip-unchanged"};
	UP_BUFFER text = {0};
	EXPERIMENT experiment = {0};
	COMMAND_LINE line = {0};
	struct up_error err;

	cr_assert_eq(read_sample("[global]\nset = a=1\nskip-unchanged = yes\n[a]\nrows = 5\n[b]\n",
				 &experiment, &err),
		     UP_OK);
	cr_assert_eq(command_line_parse(specs, 4, argv, &line, &err), UP_OK);
	cr_assert_eq(experiment_apply(&experiment, &line, &err), UP_OK);
	append_experiment(&text, &experiment);
	cr_expect_str_eq(up_buffer_string(&text),
			 "[a:4] rows=9 set=a=1,c=3[b:6] rows=9 set=a=1,c=3", "%s",
			 up_buffer_string(&text));
}

Test(experiment, has_the_line_of_each_key)
{
	EXPERIMENT experiment = {0};
	struct up_error err;

	cr_assert_eq(
		read_sample(
			"[global]\nrows=5\nskip-unchanged=yes\n[a]\n\nrows=6\n[b]\nstrategy=row\n",
			&experiment, &err),
		UP_OK, "%s", err.message);
	cr_expect_eq(experiment_group_line(&experiment.groups[0], "rows"), 6);
	cr_expect_eq(experiment_group_line(&experiment.groups[0], "skip-unchanged"), 3);
	cr_expect_eq(experiment_group_line(&experiment.groups[0], "strategy"), 0);
	cr_expect_eq(experiment_group_line(&experiment.groups[1], "rows"), 2);
	cr_expect_eq(experiment_group_line(&experiment.groups[1], "strategy"), 8);
}
