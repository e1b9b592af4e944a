/* SPDX-License-Identifier: PostgreSQL */
/* The file of a shape, written and read, and what is wrong with one that was damaged. */
#include "record/shape/file.h"

#include "base/random.h"
#include "record/object.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

static struct up_error err;

/* Every key there is. */
static const char everything[] =
	"{\"format\": 1, \"tool\": \"upbench 0.1.0\", \"server_version_num\": 170010, \"engine\": "
	"null,"
	" \"table\": {\"schema\": \"public\", \"name\": \"orders\", \"kind\": \"partitioned\","
	"  \"persistence\": \"permanent\", \"access_method\": \"heap\", \"reloptions\": "
	"[\"fillfactor=90\"],"
	"  \"toast_reloptions\": [\"autovacuum_enabled=off\"], \"replica_identity\": \"default\","
	"  \"row_security\": false, \"pages\": 5120, \"tuples\": 250000,"
	"  \"bytes\": {\"main\": 41943040, \"indexes\": 18874368, \"toast\": 8192}},"
	" \"key\": {\"columns\": [\"tenant\", \"number\"], \"from\": \"primary\", \"index\": "
	"\"orders_pkey\"},"
	" \"scope\": \"tenant\","
	" \"columns\": ["
	"  {\"name\": \"tenant\", \"type\": \"integer\", \"base\": \"native\", \"not_null\": true,"
	"   \"default\": null, \"generated\": null, \"identity\": null, \"collation\": null,"
	"   \"storage\": \"plain\", \"compression\": null, \"travels\": false, \"why_not\": "
	"\"key\","
	"   \"moves_with\": null, \"statistics\": null},"
	"  {\"name\": \"number\", \"type\": \"integer\", \"base\": \"native\", \"not_null\": true,"
	"   \"default\": null, \"generated\": null, \"identity\": \"by default\", \"collation\": "
	"null,"
	"   \"storage\": \"plain\", \"compression\": null, \"sequence\": {\"type\": \"integer\","
	"    \"start\": 1, \"increment\": 1, \"minimum\": 1, \"maximum\": 2147483647, \"cache\": 1,"
	"    \"cycles\": false}, \"travels\": false, \"why_not\": \"key\", \"moves_with\": null,"
	"   \"statistics\": null},"
	"  {\"name\": \"status\", \"type\": \"public.order_status\", \"base\": \"enum\", "
	"\"not_null\": true,"
	"   \"default\": \"'open'::public.order_status\", \"generated\": null, \"identity\": null,"
	"   \"collation\": \"pg_catalog.\\\"C\\\"\", \"storage\": \"plain\", \"compression\": "
	"\"lz4\","
	"   \"statistics_target\": 50, \"options\": [\"n_distinct=5\"], \"functions\": "
	"[\"public.f()\"],"
	"   \"travels\": true, \"why_not\": null, \"moves_with\": 1,"
	"   \"statistics\": {\"null_frac\": 0.1, \"avg_width\": 4, \"text_width\": 4.25, "
	"\"n_distinct\": -0.5,"
	"    \"correlation\": 0.31, \"most_common_freqs\": [0.61, 0.22],"
	"    \"most_common_vals\": [\"open\", \"\\u00e4\"], \"histogram_bounds\": [\"a\", "
	"\"b\"]}}],"
	" \"types\": [{\"name\": \"public.order_status\", \"kind\": \"enum\", \"labels\": "
	"[\"open\", \"paid\"],"
	"   \"extension\": null},"
	"  {\"name\": \"public.d\", \"kind\": \"domain\", \"base\": \"text\", \"not_null\": false,"
	"   \"default\": \"'x'\", \"collation\": \"pg_catalog.\\\"C\\\"\", \"checks\": [{\"name\": "
	"\"c\","
	"    \"definition\": \"CHECK (true)\", \"validated\": true}], \"extension\": null},"
	"  {\"name\": \"public.p\", \"kind\": \"composite\", \"attributes\": [{\"name\": \"a\","
	"    \"type\": \"integer\", \"collation\": null}], \"extension\": null},"
	"  {\"name\": \"public.r\", \"kind\": \"range\", \"subtype\": \"text\", "
	"\"operator_class\": \"public.o\","
	"   \"canonical\": \"public.k\", \"difference\": \"public.s\", \"multirange\": "
	"\"public.m\","
	"   \"extension\": null}],"
	" \"indexes\": [{\"name\": \"orders_pkey\", \"definition\": \"CREATE UNIQUE INDEX\","
	"   \"unique\": true, \"primary\": true, \"valid\": true, \"columns\": [\"tenant\", "
	"\"number\"],"
	"   \"expressions\": [\"lower(x)\"], \"include\": [\"status\"], \"predicate\": \"true\","
	"   \"access_method\": \"btree\", \"constraint\": \"orders_pkey\", \"nulls_distinct\": "
	"true,"
	"   \"immediate\": true, \"exclusion\": false, \"replica_identity\": false,"
	"   \"functions\": [\"public.f()\"]}],"
	" \"constraints\": [{\"name\": \"fk\", \"type\": \"foreign key\", \"definition\": "
	"\"FOREIGN KEY\","
	"   \"columns\": [\"tenant\"], \"deferrable\": true, \"initially_deferred\": false,"
	"   \"validated\": true, \"enforced\": true, \"period\": true, \"references\": "
	"\"public.t\", \"referenced_columns\": [\"id\"], \"referenced_types\": [\"bigint\"],"
	"   \"functions\": [\"public.f()\"]}],"
	" \"extended_statistics\": [{\"name\": \"public.s\", \"definition\": \"CREATE STATISTICS\","
	"   \"columns\": [\"tenant\", \"status\"], \"n_distinct\": [{\"columns\": [\"tenant\", "
	"\"status\"],"
	"    \"n_distinct\": 7}], \"dependencies\": [{\"columns\": [\"tenant\", \"status\"], "
	"\"degree\": 0.5}]}],"
	" \"partitions\": {\"strategy\": \"range\", \"key\": \"RANGE (tenant)\","
	"   \"leaves\": [{\"name\": \"p1\", \"schema\": \"other\", \"bound\": \"DEFAULT\", "
	"\"parent\": \"p\","
	"     \"reloptions\": [\"fillfactor=70\"]}],"
	"   \"branches\": [{\"name\": \"p\", \"bound\": \"FOR VALUES FROM (1) TO (2)\","
	"     \"key\": \"LIST (status)\"}]},"
	" \"triggers\": [{\"name\": \"touch\", \"timing\": \"before\", \"events\": [\"update\"],"
	"   \"function\": \"public.touch\", \"enabled\": \"origin\", \"level\": \"row\","
	"   \"columns\": [\"status\"], \"definition\": \"CREATE TRIGGER\"}],"
	" \"activity\": {\"n_tup_upd\": 912345, \"n_tup_hot_upd\": 1200, \"n_tup_newpage_upd\": "
	"null},"
	" \"left_out\": [{\"what\": \"trigger touch\", \"why\": \"it would run the user's "
	"function\"}],"
	" \"hash\": {\"structure\": \"sha256 0\", \"statistics\": \"sha256 1\"}}";

/* To be freed. */
static char *text_of(const struct shape *shape)
{
	UP_BUFFER text = {0};

	cr_assert_eq(shape_append(&text, shape, &err), UP_OK, "%s", err.message);
	return up_buffer_detach(&text);
}

/* As the program writes it; to be freed. */
static char *canonical(void)
{
	SHAPE shape = {0};

	cr_assert_eq(shape_parse(everything, strlen(everything), "f", &shape, NULL, &err), UP_OK,
		     "%s", err.message);
	return text_of(&shape);
}

static enum up_status parse(const char *text, bool *edited)
{
	SHAPE shape = {0};

	return shape_parse(text, strlen(text), "f", &shape, edited, &err);
}

Test(shape_file, has_everything_that_was_read)
{
	UP_FREE char *text = canonical();
	json_error_t failure;
	OBJECT_JSON *before = json_loads(everything, 0, &failure);
	OBJECT_JSON *after = json_loads(text, 0, &failure);

	cr_assert_not_null(before, "%s", failure.text);
	cr_assert_not_null(after, "%s", failure.text);
	/* The digests are made anew, and whole numbers may be written as reals. */
	json_object_del(before, "hash");
	json_object_del(after, "hash");
	UP_FREE char *one = json_dumps(before, JSON_COMPACT | JSON_REAL_PRECISION(15));
	UP_FREE char *other = json_dumps(after, JSON_COMPACT | JSON_REAL_PRECISION(15));
	char *whole = strstr(one, "\"n_distinct\":7}");
	cr_assert_not_null(whole);
	const size_t same = (size_t)(whole - one) + strlen("\"n_distinct\":7");
	cr_expect_eq(strncmp(one, other, same), 0, "%s\n%s", one, other);
	cr_expect_str_eq(one + same, other + same + strlen(".0"));
}

Test(shape_file, is_written_as_it_was_read)
{
	SHAPE shape = {0};
	bool edited = true;
	UP_FREE char *text = canonical();

	cr_assert_eq(shape_parse(text, strlen(text), "f", &shape, &edited, &err), UP_OK, "%s",
		     err.message);
	cr_expect_not(edited);
	UP_FREE char *again = text_of(&shape);
	cr_expect_str_eq(text, again);
}

Test(shape_file, has_a_line_for_each_item)
{
	UP_FREE char *text = canonical();
	size_t lines = 0;

	for (const char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	/* 17 keys; 3 columns, 4 types, and one of each other list, two of partitions. */
	cr_expect_eq(lines, 17 + 3 + 4 + 1 + 1 + 1 + 2 + 1 + 1, "%s", text);
	cr_expect_not_null(strstr(text, "{\"format\": 1,\n \"tool\": "), "%s", text);
	cr_expect_not_null(strstr(text, " \"columns\": [\n  {\"name\": \"tenant\", "), "%s", text);
	cr_expect_not_null(strstr(text, "\"null_frac\": 0.1, "), "%s", text);
}

static void replace(char *text, const char *from, const char *to)
{
	char *at = strstr(text, from);

	cr_assert_not_null(at, "%s", from);
	cr_assert_eq(strlen(from), strlen(to));
	memcpy(at, to, strlen(to));
}

Test(shape_file, knows_that_it_was_edited)
{
	static const struct {
		const char *from;
		const char *to;
		bool is_edit;
	} cases[] = {
		{"upbench 0.1.0", "upbench 9.9.9", false}, /* no part of a digest */
		{"\"pages\": 5120", "\"pages\": 5121", false},
		{"912345", "912346", false},
		{"it would run", "it will  run", false},
		{"\"open\", \"\xc3\xa4\"]", "\"door\", \"\xc3\xa4\"]", false}, /* a value */
		{"\"orders\"", "\"Orders\"", true},
		{"fillfactor=90", "fillfactor=91", true},
		{"0.31", "0.32", true},
	};

	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
		UP_FREE char *text = canonical();
		bool edited;
		replace(text, cases[c].from, cases[c].to);
		cr_assert_eq(parse(text, &edited), UP_OK, "%s", err.message);
		cr_expect_eq(edited, cases[c].is_edit, "%s", cases[c].to);
	}
}

/* ---- damage ------------------------------------------------------------ */

struct damage {
	const char *from;
	const char *to;
	const char *message;
};

static const struct damage damages[] = {
	{"{\"format\": 1,", "{\"format\": 2,",
	 "f: \"format\" is 2, and this version of upbench reads up to 1: take a newer one"},
	{"{\"format\": 1,", "{\"format\": 0,", "f: \"format\" is not a whole number from 1"},
	{"{\"format\": 1,", "{\"format\": \"1\",", "f: \"format\" is not a whole number from 1"},
	{"{\"format\": 1,", "{", "f: \"format\" is missing: not a shape of a table"},
	{"\"scope\": \"tenant\"", "\"scope\": \"tenant\", \"color\": 1",
	 "f: unknown key \"color\""},
	{"\"storage\": \"plain\", ", "", "f: \"columns\": item 0: \"storage\" is missing"},
	{"\"storage\": \"plain\"", "\"storage\": 1",
	 "f: \"columns\": item 0: \"storage\" is not a string"},
	{"\"storage\": \"plain\"", "\"storage\": \"plane\"",
	 "f: \"columns\": item 0: \"storage\": there is no \"plane\""},
	{"\"base\": \"enum\"", "\"base\": \"enumeration\"",
	 "f: \"columns\": item 2: \"base\": \"enumeration\" is not an allowed value"},
	{"\"base\": \"enum\"", "\"base\": null", "f: \"columns\": item 2: \"base\" is missing"},
	{"\"pages\": 5120", "\"pages\": 5120.5", "f: \"table\": \"pages\" is not a whole number"},
	{"\"pages\": 5120", "\"pages\": -1", "f: \"table\": \"pages\" is negative"},
	{"\"pages\": 5120", "\"pages\": 5120, \"pages\": 5120",
	 "f:5: duplicate object key near '\"pages\"'"},
	{"\"kind\": \"partitioned\"", "\"kind\": \"table\"",
	 "f: \"table\": \"kind\" and \"partitions\" contradict each other"},
	{"[\"tenant\", \"number\"], \"from\"", "[], \"from\"", "f: \"key\": \"columns\" is empty"},
	{"[\"tenant\", \"number\"], \"from\"", "[\"tenant\", \"nosuch\"], \"from\"",
	 "f: \"key\": there is no column \"nosuch\""},
	{"[\"tenant\", \"number\"], \"from\"", "[\"tenant\", \"tenant\"], \"from\"",
	 "f: \"key\" has \"tenant\" twice"},
	{"[\"tenant\", \"number\"], \"from\"", "[\"tenant\"], \"from\"",
	 "f: \"columns\": item 1: \"why_not\" and the table's \"key\" contradict each other"},
	{"[\"tenant\", \"number\"], \"from\"", "[\"tenant\", 1], \"from\"",
	 "f: \"key\": \"columns\": item 1 is not a string"},
	{"\"scope\": \"tenant\"", "\"scope\": \"nosuch\"",
	 "f: \"scope\": there is no column \"nosuch\""},
	{"{\"name\": \"status\"", "{\"name\": \"tenant\"",
	 "f: \"columns\": item 2: \"name\": there are two columns \"tenant\""},
	{"{\"name\": \"status\"", "{\"name\": \"\"", "f: \"columns\": item 2: \"name\" is empty"},
	{"{\"name\": \"touch\"",
	 "{\"name\": \"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl\"",
	 "f: \"triggers\": item 0: \"name\": a name has at most 63 bytes, this one 64: "
	 "\"abcdefghijklmnopqrst…\""},
	{"{\"name\": \"touch\"", "{\"name\": \"a\\u0000b\"", "f:"},
	{"\"travels\": true", "\"travels\": false",
	 "f: \"columns\": item 2: \"travels\" and \"why_not\" contradict each other"},
	{"\"moves_with\": 1", "\"moves_with\": 0",
	 "f: \"columns\": item 2: \"moves_with\" is 0, not from 1 to 3"},
	{"\"moves_with\": 1", "\"moves_with\": 99",
	 "f: \"columns\": item 2: \"moves_with\" is 99, not from 1 to 3"},
	{"\"server_version_num\": 170010", "\"server_version_num\": -1",
	 "f: \"server_version_num\" is -1, not from 100000 to 999999"},
	{"\"statistics_target\": 50", "\"statistics_target\": 10001",
	 "f: \"columns\": item 2: \"statistics_target\" is 10001, not from -1 to 10000"},
	{"\"increment\": 1", "\"increment\": 0",
	 "f: \"columns\": item 1: \"sequence\": \"increment\" is 0"},
	{"\"cache\": 1", "\"cache\": 0",
	 "f: \"columns\": item 1: \"sequence\": \"cache\" is 0, not from 1 to "
	 "9223372036854775807"},
	{"\"start\": 1", "\"start\": 0", "f: \"columns\": item 1: \"sequence\": \"start\" is 0"},
	{"\"avg_width\": 4", "\"avg_width\": 1073741825",
	 "f: \"columns\": item 2: \"statistics\": \"avg_width\" is 1073741825, not from 0 to "
	 "1073741824"},
	{"\"text_width\": 4.25", "\"text_width\": -1",
	 "f: \"columns\": item 2: \"statistics\": \"text_width\" is -1, not from 0 to "
	 "1.07374e+09"},
	{"\"n_tup_upd\": 912345", "\"n_tup_upd\": -5",
	 "f: \"activity\": \"n_tup_upd\" is negative"},
	{"\"degree\": 0.5", "\"degree\": 1.5",
	 "f: \"extended_statistics\": item 0: \"degree\" is 1.5, not from 0 to 1"},
	{"\"n_distinct\": 7", "\"n_distinct\": -7",
	 "f: \"extended_statistics\": item 0: \"n_distinct\" is -7"},
	{"\"null_frac\": 0.1", "\"null_frac\": 1.5",
	 "f: \"columns\": item 2: \"statistics\": \"null_frac\" is 1.5, not from 0 to 1"},
	{"\"n_distinct\": -0.5", "\"n_distinct\": -2",
	 "f: \"columns\": item 2: \"statistics\": \"n_distinct\" is -2, not from -1 to 1e+18"},
	{"[0.61, 0.22]", "[0.61, 0.62]",
	 "f: \"columns\": item 2: \"statistics\": \"most_common_freqs\" add up to 1.23"},
	{"[0.61, 0.22]", "[0.61, \"\"]",
	 "f: \"columns\": item 2: \"statistics\": \"most_common_freqs\": item 1 is not a number"},
	{"\"include\": [\"status\"]", "\"include\": [\"state\"]",
	 "f: \"indexes\": item 0: \"include\": there is no column \"state\""},
	{"\"type\": \"foreign key\"", "\"type\": \"key\"",
	 "f: \"constraints\": item 0: \"type\": there is no \"key\""},
	{"\"referenced_types\": [\"bigint\"]", "\"referenced_types\": []",
	 "f: \"constraints\": item 0: \"referenced_columns\" and \"referenced_types\" are not as "
	 "many as \"columns\""},
	{"\"timing\": \"before\"", "\"timing\": \"now\"",
	 "f: \"triggers\": item 0: \"timing\": there is no \"now\""},
	{"\"strategy\": \"range\"", "\"strategy\": \"random\"",
	 "f: \"partitions\": \"strategy\": there is no \"random\""},
	{"\"types\": [", "\"types\": [1, ", "f: \"types\": item 0 is not an object"},
};

/* To be freed. */
static char *damaged(const char *text, const struct damage *damage)
{
	const char *at = strstr(text, damage->from);
	UP_BUFFER changed = {0};

	cr_assert_not_null(at, "%s", damage->from);
	up_buffer_append(&changed, text, (size_t)(at - text));
	up_buffer_append_string(&changed, damage->to);
	up_buffer_append_string(&changed, at + strlen(damage->from));
	return up_buffer_detach(&changed);
}

Test(shape_file, names_what_is_wrong)
{
	UP_FREE char *text = canonical();

	for (size_t d = 0; d < sizeof damages / sizeof damages[0]; d++) {
		UP_FREE char *wrong = damaged(text, &damages[d]);
		cr_expect_eq(parse(wrong, NULL), UP_INVALID, "%s", damages[d].to);
		cr_expect_eq(strncmp(err.message, damages[d].message, strlen(damages[d].message)),
			     0, "%s instead of %s", err.message, damages[d].message);
	}
}

Test(shape_file, is_whole_or_refused)
{
	UP_FREE char *text = canonical();
	SHAPE shape = {0};

	/* Without its last line end it is whole. */
	for (size_t length = 0; length + 1 < strlen(text); length++) {
		cr_expect_eq(shape_parse(text, length, "f", &shape, NULL, &err), UP_INVALID);
		cr_expect_eq(strncmp(err.message, "f:", 2), 0, "%s", err.message);
		shape_release(&shape);
	}
	UP_FREE char *twice = NULL;
	cr_assert_gt(asprintf(&twice, "%s%s", text, text), 0);
	cr_expect_eq(parse(twice, NULL), UP_INVALID);
}

/* Bytes that became others: it is refused with a message, or it is another shape that is written as
 * it was read. */
Test(shape_file, takes_any_damage)
{
	static const char bytes[] = "\0\"\\{}[]:,0-.enx \xff\xc3";
	UP_FREE char *text = canonical();
	const size_t length = strlen(text);

	for (uint64_t n = 0; n < 20000; n++) {
		struct up_random random = up_random_at(1, 2, n);
		const size_t at = up_random_below(&random, length);
		const char before = text[at];
		SHAPE shape = {0};

		text[at] = bytes[up_random_below(&random, sizeof bytes - 1)];
		if (shape_parse(text, length, "f", &shape, NULL, &err) == UP_OK) {
			SHAPE again = {0};
			UP_FREE char *one = text_of(&shape);
			cr_assert_eq(shape_parse(one, strlen(one), "f", &again, NULL, &err), UP_OK,
				     "%s", err.message);
			UP_FREE char *other = text_of(&again);
			cr_expect_str_eq(one, other);
		} else {
			cr_expect_eq(err.status, UP_INVALID);
			cr_expect_eq(strncmp(err.message, "f:", 2), 0, "%s", err.message);
		}
		text[at] = before;
	}
}

/* Calls try with each object inside json, and with json itself. */
static void for_each_object(json_t *root, json_t *json, void (*try)(json_t *root, json_t *object))
{
	const char *key;
	json_t *value;
	size_t index;

	if (json_is_object(json)) {
		json_object_foreach(json, key, value) for_each_object(root, value, try);
		try(root, json);
	}
	json_array_foreach(json, index, value) for_each_object(root, value, try);
}

static enum up_status parse_json(const json_t *root)
{
	UP_FREE char *text = json_dumps(root, 0);

	return parse(text, NULL);
}

static void try_unknown_key(json_t *root, json_t *object)
{
	json_object_set_new(object, "no_such_key", json_null());
	cr_expect_eq(parse_json(root), UP_INVALID);
	cr_expect_not_null(strstr(err.message, "unknown key \"no_such_key\""), "%s", err.message);
	json_object_del(object, "no_such_key");
}

/* A value of each type in turn; null is one wherever a value may be unknown. */
static void try_other_values(json_t *root, json_t *object)
{
	json_t *others[] = {json_integer(-7), json_real(0.25), json_string("other"), json_true(),
			    json_array(),     json_object(),   json_null()};
	OBJECT_JSON *copy = json_copy(object);
	const char *key;
	json_t *value;

	json_object_foreach(copy, key, value)
	{
		for (size_t o = 0; o < sizeof others / sizeof others[0]; o++) {
			json_object_set(object, key, others[o]);
			enum up_status status = parse_json(root);
			cr_expect(status == UP_OK || status == UP_INVALID);
			/* What is of another type is refused, but for 1 as a real. */
			if (json_typeof(others[o]) != json_typeof(value) &&
			    !json_is_null(others[o]) && !json_is_null(value) &&
			    !(json_is_number(others[o]) && json_is_number(value)) &&
			    !(json_is_boolean(others[o]) && json_is_boolean(value)))
				cr_expect_eq(status, UP_INVALID, "%s", key);
		}
		json_object_set(object, key, value);
	}
	for (size_t o = 0; o < sizeof others / sizeof others[0]; o++)
		json_decref(others[o]);
}

Test(shape_file, refuses_keys_and_types_everywhere)
{
	json_error_t failure;
	OBJECT_JSON *root = json_loads(everything, 0, &failure);

	cr_assert_not_null(root, "%s", failure.text);
	for_each_object(root, root, try_unknown_key);
	for_each_object(root, root, try_other_values);
	cr_expect_eq(parse_json(root), UP_OK, "%s", err.message);
}

Test(shape_file, is_read_from_a_path)
{
	char path[] = "/tmp/upbench-shape-XXXXXX";
	UP_FREE char *text = canonical();
	SHAPE shape = {0};
	FILE *file = fdopen(mkstemp(path), "w");

	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
	cr_expect_eq(shape_read(path, &shape, NULL, &err), UP_OK, "%s", err.message);
	cr_expect_str_eq(shape.table.name, "orders");
	unlink(path);
	SHAPE none = {0};
	cr_expect_eq(shape_read(path, &none, NULL, &err), UP_INVALID);
	cr_expect_not_null(strstr(err.message, path), "%s", err.message);
}
