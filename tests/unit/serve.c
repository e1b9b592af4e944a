/* SPDX-License-Identifier: PostgreSQL */
/* The protocol of peers, as far as it goes without a server: tests/cli/peer.t goes on. */
#include "measure/peer/serve.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Serves what input has; *output gets the answers, to be freed. */
static enum up_status serve_text(const char *input, size_t length, char **output)
{
	size_t size;
	FILE *in = length > 0 ? fmemopen((void *)(uintptr_t)input, length, "r")
			      : fopen("/dev/null", "r");
	FILE *out = open_memstream(output, &size);

	cr_assert_not_null(in);
	cr_assert_not_null(out);
	enum up_status status = serve(in, out, "upbench 1", up_strategy_find, &err);
	fclose(in);
	fclose(out);
	return status;
}

/* The members of an opening message, to be replaced one by one. */
struct members {
	const char *protocol;
	const char *strategy;
	const char *scope;
	const char *columns;
	const char *rows;
	const char *settings;
};

#define SCOPE "{\"name\": \"username\", \"type\": \"text\", \"value\": \"me\"}"
#define KEY "{\"name\": \"id\", \"type\": \"integer\", \"nullable\": false}"
#define NOTE "{\"name\": \"note\", \"type\": \"text\", \"nullable\": true}"

static char *opening(const struct members *m)
{
	char *text = NULL;

#define OR(member, otherwise) (m->member != NULL ? m->member : (otherwise))
	int length = asprintf(
		&text,
		"{\"protocol\": %s, \"strategy\": %s, \"schema\": \"s\", \"table\": \"t\", "
		"\"scope\": %s, \"columns\": %s, \"rows\": %s, \"data\": \"/no/such/file\", "
		"\"settings\": %s, \"what another version may say\": 1}\n",
		OR(protocol, "1"), OR(strategy, "\"unnest\""), OR(scope, SCOPE),
		OR(columns, "[" KEY ", " NOTE "]"), OR(rows, "2"), OR(settings, "{}"));
#undef OR
	cr_assert_geq(length, 0);
	return text;
}

#define MALFORMED "message 1: the opening message is malformed: "

static const struct {
	struct members members;
	const char *message; /* the beginning of what it must say */
} malformed[] = {
	{{.protocol = "\"1\""}, MALFORMED "Expected integer, got string"},
	{{.strategy = "null"}, MALFORMED "Expected string, got null"},
	{{.scope = "\"me\""}, MALFORMED "Expected object, got string"},
	{{.scope = "{}"}, MALFORMED "Object item not found: name"},
	{{.columns = "{}"}, MALFORMED "columns must be a list of a key and at least one more"},
	{{.columns = "[" KEY "]"},
	 MALFORMED "columns must be a list of a key and at least one more"},
	{{.columns = "[" KEY ", 1]"}, MALFORMED "Expected object, got integer"},
	{{.columns = "[" KEY ", {\"name\": \"a\", \"type\": \"text\"}]"},
	 MALFORMED "Object item not found: nullable"},
	{{.rows = "\"2\""}, MALFORMED "Expected integer, got string"},
	{{.settings = "[]"}, MALFORMED "settings must be an object"},
	{{.settings = "{\"jit\": false}"}, MALFORMED "setting jit must be a string"},
};

Test(serve, refuses_a_malformed_opening)
{
	for (size_t m = 0; m < COUNT_OF(malformed); m++) {
		char *output = NULL;
		char *input = opening(&malformed[m].members);
		cr_expect_eq(serve_text(input, strlen(input), &output), UP_INVALID, "%s", input);
		cr_expect_eq(
			strncmp(err.message, malformed[m].message, strlen(malformed[m].message)), 0,
			"%s", err.message);
		cr_expect_str_eq(output, "", "%s", input);
		free(output);
		free(input);
	}
}

/* What is wrong, but not with the message, is an answer. */
static const struct {
	struct members members;
	const char *answer;
} answered[] = {
	{{0}, "{\"error\": \"cannot open /no/such/file: No such file or directory\"}\n"},
	{{.protocol = "2"},
	 "{\"skip\": \"protocol version 2 is not supported: this upbench implements version "
	 "1\"}\n"},
	{{.strategy = "\"nosuch\""},
	 "{\"skip\": \"there is no strategy \\\"nosuch\\\"; `upbench list strategies` names "
	 "them\"}\n"},
	{{.columns = "[" KEY ", {\"name\": \"a\", \"type\": \"xml\", \"nullable\": true}]"},
	 "{\"skip\": \"column a: type xml is not supported\"}\n"},
	{{.scope = "{\"name\": \"s\", \"type\": \"point\", \"value\": \"\"}"},
	 "{\"skip\": \"column s: type point is not supported\"}\n"},
};

Test(serve, answers_what_it_cannot_do)
{
	for (size_t a = 0; a < COUNT_OF(answered); a++) {
		char *output = NULL;
		char *input = opening(&answered[a].members);
		cr_expect_eq(serve_text(input, strlen(input), &output), UP_OK, "%s", err.message);
		cr_expect_str_eq(output, answered[a].answer);
		free(output);
		free(input);
	}
}

static const struct {
	const char *input;
	size_t length; /* 0: up to the NUL */
	const char *message;
} refused[] = {
	{"\n", 0, "message 1: not JSON: '[' or '{' expected near end of file"},
	{"{\n", 0, "message 1: not JSON: string or '}' expected near end of file"},
	{"{} {}\n", 0, "message 1: not JSON: end of file expected near '{'"},
	{"{\"update\": 1, \"update\": 2}\n", 0,
	 "message 1: not JSON: duplicate object key near '\"update\"'"},
	{"{}\0\n", 4, "message 1: not JSON: "},
	{"{\"update\": \"\xff\"}\n", 0, "message 1: not JSON: "},
	{"[]\n", 0, "message 1: has no \"protocol\", \"update\" or \"flush\""},
	{"{\"hello\": 1}\n", 0, "message 1: has no \"protocol\", \"update\" or \"flush\""},
	{"{\"flush\": 1}\n", 0, "message 1: \"flush\" before \"protocol\""},
	{"{\"update\": 1}\n", 0, "message 1: \"update\" before \"protocol\""},
	{"{\"update\": 0}\n", 0, "message 1: the number of an update must be 1 or more"},
	{"{\"update\": \"1\"}\n", 0, "message 1: the number of an update must be 1 or more"},
	{"{\"update\": 1}", 0, "message 1: the input ends before its newline"},
};

Test(serve, refuses_what_is_no_message)
{
	for (size_t r = 0; r < COUNT_OF(refused); r++) {
		char *output = NULL;
		const size_t length =
			refused[r].length != 0 ? refused[r].length : strlen(refused[r].input);
		cr_expect_eq(serve_text(refused[r].input, length, &output), UP_INVALID, "%zu", r);
		cr_expect_eq(strncmp(err.message, refused[r].message, strlen(refused[r].message)),
			     0, "%s", err.message);
		cr_expect_str_eq(output, "");
		free(output);
	}
}

Test(serve, takes_no_message_after_a_skip_and_no_second_opening)
{
	static const struct {
		const char *more;
		const char *message;
	} cases[] = {
		{"{\"update\": 1}\n", "message 2: \"update\" before \"protocol\""},
		{"{\"protocol\": 1}\n",
		 "message 2: \"protocol\" is allowed in the first message only"},
	};
	char *first = opening(&(struct members){.protocol = "9"});

	for (size_t c = 0; c < COUNT_OF(cases); c++) {
		char *output = NULL;
		char *input = NULL;
		cr_assert_geq(asprintf(&input, "%s%s", first, cases[c].more), 0);
		cr_expect_eq(serve_text(input, strlen(input), &output), UP_INVALID);
		cr_expect_str_eq(err.message, cases[c].message);
		cr_expect_eq(strncmp(output, "{\"skip\": ", 9), 0, "%s", output);
		free(output);
		free(input);
	}
	free(first);
}

#define MESSAGE_MAX 65536

/* Valid JSON of exactly so many bytes, and a newline. */
static void expect_long_message(size_t length, const char *message)
{
	char *output = NULL;
	char *input = malloc(length + 1);

	cr_assert_not_null(input);
	memset(input, ' ', length);
	input[0] = '{';
	input[length - 1] = '}';
	input[length] = '\n';
	cr_expect_eq(serve_text(input, length + 1, &output), UP_INVALID);
	cr_expect_str_eq(err.message, message);
	free(output);
	free(input);
}

Test(serve, refuses_a_message_that_is_too_long)
{
	expect_long_message(MESSAGE_MAX, "message 1: has no \"protocol\", \"update\" or \"flush\"");
	expect_long_message(MESSAGE_MAX + 1, "message 1: longer than 65536 bytes");
}

Test(serve, ends_where_its_input_does)
{
	char *output = NULL;

	cr_expect_eq(serve_text("", 0, &output), UP_OK, "%s", err.message);
	cr_expect_str_eq(output, "");
	free(output);
}

Test(serve, says_when_nobody_can_hear_it)
{
	char *input = opening(&(struct members){.protocol = "9"});
	FILE *in = fmemopen(input, strlen(input), "r");
	FILE *out = fopen("/dev/full", "w");

	cr_assert_not_null(in);
	cr_assert_not_null(out);
	cr_expect_eq(serve(in, out, "upbench 1", up_strategy_find, &err), UP_IO);
	cr_expect_str_eq(err.message, "message 1: cannot write an answer: No space left on device");
	fclose(in);
	fclose(out);
	free(input);
}
