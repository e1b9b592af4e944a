/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/arm_text.h"

#include <criterion/criterion.h>

static struct up_error err;

static const struct {
	const char *text;
	const char *dbname;
	const char *settings; /* joined by | */
	const char *again;    /* as it is written back; NULL: as text */
} arms[] = {
	{"base", NULL, "", NULL},
	{"base:", NULL, "", "base"},
	{"a.b-c_1:set=jit=off", NULL, "jit=off", NULL},
	{"x:set=a=1,set=b=,set=a=2", NULL, "a=1|b=|a=2", NULL},
	{"x:set=\"search_path=a, b\"", NULL, "search_path=a, b", NULL},
	{"x:set=\"a=say \"\"so\"\"\"", NULL, "a=say \"so\"", NULL},
	{"x:set=\"jit=off\"", NULL, "jit=off", "x:set=jit=off"},
	{"x:set=jit=off,dbname=host=h password=p", "host=h password=p", "jit=off",
	 "x:dbname=...,set=jit=off"},
	{"x:shape=a.json,set=jit=off", NULL, "jit=off", "x:set=jit=off,shape=a.json"},
	{"x:pooled=host=h password=p,set=jit=off", NULL, "jit=off", "x:pooled=...,set=jit=off"},
	{"x:distribute=scope", NULL, "", NULL},
	{"x:distribute=program_id,shards=8", NULL, "", NULL},
	{"x:distribute=none", NULL, "", "x"},
	{"x:dbname=\"password='a,b'\"", "password='a,b'", "", "x:dbname=..."},
	{"x:dbname=postgresql://u:p@h:1/d", "postgresql://u:p@h:1/d", "", "x:dbname=..."},
};

static void join_settings(struct up_buffer *text, const struct arm *arm)
{
	for (size_t s = 0; s < arm->setting_count; s++)
		up_buffer_append_format(text, "%s%s", s > 0 ? "|" : "", arm->settings[s]);
}

Test(arm_text, is_read_and_written)
{
	for (size_t a = 0; a < sizeof arms / sizeof *arms; a++) {
		ARM arm = {0};
		UP_BUFFER settings = {0};
		UP_BUFFER again = {0};
		cr_assert_eq(arm_text_read(arms[a].text, &arm, &err), UP_OK, "%s: %s", arms[a].text,
			     err.message);
		join_settings(&settings, &arm);
		arm_text_append(&again, &arm);
		cr_expect_eq(strncmp(arms[a].text, arm.name, strlen(arm.name)), 0);
		cr_expect_str_eq(arm.text, arms[a].text);
		cr_expect_str_eq(up_buffer_string(&settings), arms[a].settings, "%s", arms[a].text);
		cr_expect_str_eq(up_buffer_string(&again),
				 arms[a].again != NULL ? arms[a].again : arms[a].text);
		cr_expect_eq(arm.dbname == NULL, arms[a].dbname == NULL, "%s", arms[a].text);
		if (arm.dbname != NULL && arms[a].dbname != NULL)
			cr_expect_str_eq(arm.dbname, arms[a].dbname);
		cr_expect_eq(arm_has_server(&arm), arms[a].dbname != NULL ||
							   arm.shape_file != NULL ||
							   arm.distribution != NULL);
		cr_expect_eq(arm.schema_sql != NULL, arm.distribution != NULL, "%s", arms[a].text);
	}
}

Test(arm_text, refuses_without_repeating_a_password)
{
	static const char *const wrong[] = {
		"",
		":set=a=b",
		"two words",
		"x:secret",
		"x:secret=1",
		"x:set=a=1,,set=b=2",
		"x:set=a=1,",
		"x:,set=a=1",
		"x:set=jit",
		"x:set==off",
		"x:set=\"a=1",
		"x:set=\"a=1\"secret",
		"x:dbname=a,secret",
		"x:dbname=a,dbname=secret",
		"x:dbname=",
		"x:schema-sql=",
		"x:schema-sql=/no/such/file",
		"x:shape=",
		"x:shape=a,shape=secret",
		"x:peer=/no/such/file",
		"x:distribute=secret,distribute=key",
		"x:distribute=status",
		"x:distribute=key,shards=0",
		"x:distribute=key,shards=2,shards=2",
		"x:distribute=reference,shards=2",
		"x:shards=2",
		"x:distribute=key,shape=a",
		"x:distribute=key,schema-sql=/dev/null",
	};

	for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
		ARM arm = {0};
		cr_expect_eq(arm_text_read(wrong[w], &arm, &err), UP_INVALID, "%s", wrong[w]);
		cr_expect_null(strstr(err.message, "secret"), "%s", err.message);
		cr_expect_null(arm.name);
	}
}
