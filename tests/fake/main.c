/* SPDX-License-Identifier: PostgreSQL */
/*
 * upbench-fake-run DIRECTORY [-OPTION=JSON ...] CONTENDER[:KEY[=VALUE] ...] ...
 *
 * Writes a run that never took place (fake_run.h).
 *
 * A KEY of a case is a factor by the name of its option (rows=100, rtt=2ms, set=jit=off, tuned),
 * arm, peer (the contender is one), or one of the numbers below, most of which are members of
 * struct fake_case.  `ms` is short for the median in milliseconds.
 *
 * An OPTION is a number, that is for all cases; rows, a list of numbers of rows for all cases
 * without their own; draw (another one: other noise), error or plan (texts for all cases),
 * checks (a text; meanings.json with it); or else the dotted path of a member in run.json.
 */
#include "fake/fake_run.h"

#include "record/replace.h"
#include "show/export/conformance_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum kind {
	WHOLE,
	REAL
};

static const struct number {
	const char *name;
	enum kind kind;
	size_t offset;
	double scale;
} numbers[] = {
	{"a", REAL, offsetof(struct fake_case, a), 1},
	{"b", REAL, offsetof(struct fake_case, b), 1},
	{"c", REAL, offsetof(struct fake_case, c), 1},
	{"ms", REAL, offsetof(struct fake_case, a), 1e6},
	{"cold", REAL, offsetof(struct fake_case, cold_ns), 1e6}, /* in milliseconds */
	{"noise", REAL, offsetof(struct fake_case, noise), 1},
	{"slow", REAL, offsetof(struct fake_case, slow), 1},
	{"slower", REAL, offsetof(struct fake_case, slower), 1},
	{"jit", REAL, offsetof(struct fake_case, jit_ms), 1},
	{"threshold", REAL, offsetof(struct fake_case, threshold), 0.01},
	{"samples", WHOLE, offsetof(struct fake_case, samples), 1},
	{"failing", WHOLE, offsetof(struct fake_case, failing), 1},
	{"sessions", WHOLE, offsetof(struct fake_case, sessions), 1},
	{"trips", WHOLE, offsetof(struct fake_case, trips), 1},
	{"wal", WHOLE, offsetof(struct fake_case, wal), 1},
	{"sent", WHOLE, offsetof(struct fake_case, sent), 1},
	{"pages", WHOLE, offsetof(struct fake_case, pages), 1},
	{"hash", WHOLE, offsetof(struct fake_case, hash), 1},
	{"turns", WHOLE, offsetof(struct fake_case, turns), 1},
	{"encode", WHOLE, offsetof(struct fake_case, encode), 1},
};

/* What the cases of the command line have in common. */
struct request {
	struct fake_case common;
	int64_t rows[64]; /* for cases without their own; none: the default */
	size_t row_count;
	uint64_t draw;
	const char *checks;
	json_t *manifest;
	json_t *options; /* owns their texts */
};

static void refuse(const char *word, const char *fault)
{
	fprintf(stderr, "upbench-fake-run: %s: %s\n", word, fault);
	exit(2);
}

static bool take_number(struct fake_case *of, const char *name, double value)
{
	for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++) {
		void *member = (char *)of + numbers[n].offset;
		if (strcmp(numbers[n].name, name) != 0)
			continue;
		if (numbers[n].kind == REAL)
			*(double *)member = value * numbers[n].scale;
		else
			*(int64_t *)member = (int64_t)value;
		return true;
	}
	return false;
}

/* ---- options ----------------------------------------------------------- */

/* json is stolen. */
static void set_member(json_t *manifest, char *path, json_t *json)
{
	char *dot;

	for (json_t *at = manifest; (dot = strchr(path, '.')) != NULL; path = dot + 1) {
		*dot = '\0';
		manifest = json_object_get(at, path);
		if (!json_is_object(manifest))
			json_object_set_new(at, path, manifest = json_object());
		at = manifest;
	}
	json_object_set_new(manifest, path, json);
}

static void take_rows(struct request *request, const json_t *json)
{
	size_t index;
	json_t *item;

	json_array_foreach((json_t *)(uintptr_t)json, index, item)
	{
		if (request->row_count < sizeof request->rows / sizeof request->rows[0])
			request->rows[request->row_count++] = json_integer_value(item);
	}
}

static void take_option(struct request *request, const char *word)
{
	const size_t length = strcspn(word, "=");
	UP_FREE char *name = strndup(word + 1, length - 1);
	json_t *json =
		json_loads(word[length] == '=' ? word + length + 1 : "", JSON_DECODE_ANY, NULL);

	if (name == NULL || json == NULL)
		refuse(word, "not -OPTION=JSON");
	json_array_append_new(request->options, json);
	if (strcmp(name, "draw") == 0)
		request->draw = (uint64_t)json_integer_value(json);
	else if (strcmp(name, "rows") == 0)
		take_rows(request, json);
	else if (strcmp(name, "counters") == 0)
		request->common.counters = json_is_true(json);
	else if (strcmp(name, "error") == 0)
		request->common.error = json_string_value(json);
	else if (strcmp(name, "plan") == 0)
		request->common.plan = json_string_value(json);
	else if (strcmp(name, "checks") == 0)
		request->checks = json_string_value(json);
	else if (!json_is_number(json) ||
		 !take_number(&request->common, name, json_number_value(json)))
		set_member(request->manifest, name, json_incref(json));
}

/* A private server of the kind that upbench starts, and what runs are compared by. */
static json_t *plain_manifest(const char *directory)
{
	return json_pack("{s:s, s:i, s:s, s:b, s:{s:s}, s:s, s:[s],"
			 " s:{s:s, s:i, s:I, s:s},"
			 " s:{s:s, s:b, s:[{s:s, s:s, s:n}, {s:s, s:s, s:s}]},"
			 " s:{s:s, s:s, s:[{s:s, s:s, s:b}]}, s:[s]}",
			 "id", directory, "seed", 1914, "outcome", "complete", "checkpoint", 1,
			 "tool", "revision", directory, "started", directory, "command_line",
			 directory, "host", "cpu", "C", "cores", 2, "memory_bytes",
			 (json_int_t)8 << 30, "kernel", "Linux 6", "server", "version", "15.4",
			 "private", 1, "settings", "name", "unix_socket_directories", "value",
			 directory, "unit", "name", "work_mem", "value", "4096", "unit", "kB",
			 "relation", "table", "t", "scope", "u", "columns", "name", "k", "type",
			 "text", "nullable", 0, "restore", "CHECKPOINT");
}

/* ---- cases ------------------------------------------------------------- */

static void append_level(struct up_buffer *levels, const char *name, const char *value)
{
	up_buffer_append_format(levels, " %s='", name);
	for (; *value != '\0'; value++)
		up_buffer_append_format(levels, *value == '\'' ? "'%c" : "%c", *value);
	up_buffer_append_char(levels, '\'');
}

static enum sample_status parse_status(const char *word, const char *value)
{
	enum sample_status status = SAMPLE_OK;

	while (sample_status_names[status] != NULL &&
	       strcmp(sample_status_names[status], value) != 0)
		status++;
	if (sample_status_names[status] == NULL)
		refuse(word, "no status of a sample");
	return status;
}

struct parsed {
	struct fake_case of;
	struct up_buffer levels;
	bool has_rows;
};

/* KEY or KEY=VALUE, which is cut in two. */
static void take_key(struct parsed *parsed, char *word)
{
	char *value = strchr(word, '=');
	char *end;

	if (value != NULL)
		*value++ = '\0';
	else
		value = word + strlen(word);
	const double number = strtod(value, &end);
	if (strcmp(word, "peer") == 0) {
		parsed->of.is_peer = true;
	} else if (strcmp(word, "status") == 0) {
		parsed->of.status = parse_status(word, value);
	} else if (strcmp(word, "metric") == 0) {
		parsed->of.metric = value;
	} else if (strcmp(word, "trips") == 0 && strcmp(value, "n") == 0) {
		parsed->of.trips = FAKE_PER_ROW;
	} else if (strcmp(word, "set") == 0) {
		char *setting = strchr(value, '=');
		if (setting == NULL)
			refuse(value, "not NAME=VALUE");
		*setting++ = '\0';
		append_level(&parsed->levels, value, setting);
	} else if (*value == '\0' || *end != '\0' || !take_number(&parsed->of, word, number)) {
		append_level(&parsed->levels, word, value);
		parsed->has_rows |= strcmp(word, "rows") == 0;
	}
}

static void add_case(struct fake_run *fake, const struct request *request, char *word)
{
	struct parsed parsed = {.of = request->common};
	struct up_error err = {0};
	CASE_KEY key;
	char *rest = word;

	parsed.of.contender = strsep(&rest, ":");
	for (char *part; (part = strsep(&rest, ":")) != NULL;)
		take_key(&parsed, part);
	parsed.of.levels = up_buffer_string(&parsed.levels);
	case_key_init(&key);
	if (!fake_key_parse(&key, parsed.of.levels, &err))
		refuse(word, err.message);
	fake_run_add_sizes(fake, &parsed.of, request->rows,
			   parsed.has_rows ? 0 : request->row_count);
	up_buffer_release(&parsed.levels);
	case_key_release(&key);
}

/* ---- meanings.json ----------------------------------------------------- */

static enum up_status write_checks(const char *directory, const char *text, struct up_error *err)
{
	char *name = (char *)(uintptr_t)text;
	struct conformance conformance = {name, name, name, name, CONFORMANCE_DEPARTS};
	CONFORMANCE_LIST list = {0};
	UP_BUFFER json = {0};
	UP_FREE char *path = run_path(directory, "meanings.json");

	UP_TRY(conformance_list_add(&list, &conformance, err));
	UP_TRY(conformance_append_json(&json, &list, err));
	UP_TRY(up_buffer_check(&json, err));
	return replace_file(path, replace_write_text, &json, err);
}

int main(int argc, char **argv)
{
	FAKE_RUN fake = {0};
	struct request request = {.common = {.samples = 10, .noise = 0.005, .error = "gone"}};
	struct up_error err = {0};

	if (argc < 3)
		refuse("usage", "DIRECTORY [-OPTION=JSON ...] CONTENDER[:KEY[=VALUE] ...] ...");
	request.manifest = plain_manifest(argv[1]);
	request.options = json_array();
	for (int w = 2; w < argc; w++) {
		if (argv[w][0] == '-')
			take_option(&request, argv[w]);
	}
	fake.draw = request.draw;
	fake_run_describe(&fake, request.manifest);
	fake_run_list_strategies(&fake);
	for (int w = 2; w < argc; w++) {
		if (argv[w][0] != '-')
			add_case(&fake, &request, argv[w]);
	}
	if (fake_run_write(&fake, argv[1], &err) != UP_OK ||
	    (request.checks != NULL && write_checks(argv[1], request.checks, &err) != UP_OK))
		refuse(argv[1], err.message);
	json_decref(request.options);
	return 0;
}
