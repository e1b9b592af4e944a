/* SPDX-License-Identifier: PostgreSQL */
#include "record/noise.h"

#include "record/object.h"
#include "record/replace.h"
#include "record/run.h"

#include <stdlib.h>
#include <string.h>

#define FORMAT_VERSION 1

#define AT(member) offsetof(struct noise_case, member)
static const struct member case_members[] = {
	MEMBER_WITH("case", TEXT, name, .is_required = true),
	MEMBER("windows", INTEGER, windows),
	MEMBER("comparisons", INTEGER, comparisons),
	MEMBER("mean", REAL, mean),
	MEMBER("s", REAL, sd),
	MEMBER("s_upper", REAL, sd_upper),
	MEMBER("se", REAL, error),
	MEMBER("f", REAL, ratio),
	MEMBER("f_low", REAL, ratio_low),
	MEMBER("f_high", REAL, ratio_high),
	MEMBER("sigma_b", REAL, session_sd),
	MEMBER("lag1", REAL, lag),
};
static const struct record_table case_table = RECORD_TABLE(case_members, struct noise_case);
#undef AT

#define AT(member) offsetof(struct noise, member)
static const struct member members[] = {
	MEMBER("rounds", INTEGER, rounds),
	MEMBER("d0", REAL, common_degrees),
	MEMBER("f0", REAL, common_ratio),
	MEMBER_WITH("cases", ARRAY, cases, .of = &case_table, .is_required = true),
};
static const struct record_table table = RECORD_TABLE(members, struct noise);

void noise_init(struct noise *noise)
{
	*noise = (struct noise){0};
	record_init(&table, noise);
	manifest_init(&noise->run);
}

void noise_release(struct noise *noise)
{
	manifest_release(&noise->run);
	record_release(&table, noise); /* clears all of it */
}

struct noise_case *noise_add(struct noise *noise)
{
	return record_list_add(&case_table, &noise->cases);
}

const struct noise_case *noise_find(const struct noise *noise, const char *name)
{
	for (size_t c = 0; c < noise->cases.count; c++) {
		if (strcmp(noise->cases.items[c].name, name) == 0)
			return &noise->cases.items[c];
	}
	return NULL;
}

/* The run is an object inside, which the manifest's own unit reads. */
static enum up_status read_run(const char *path, struct manifest *run, struct up_error *err)
{
	OBJECT_JSON *json = NULL;

	UP_TRY(object_load(path, &json, err));
	UP_FREE char *text = json_dumps(json_object_get(json, "run"), JSON_ENCODE_ANY);
	if (text == NULL)
		return up_fail(err, UP_INVALID,
			       "%s: \"run\" is missing: not a noise.json of `upbench calibrate`",
			       path);
	return manifest_parse(text, path, run, err);
}

enum up_status noise_read(const char *path, struct noise *noise, struct up_error *err)
{
	NOISE new;

	noise_init(&new);
	UP_TRY(object_file_read(&table, path, &new, err));
	UP_TRY(read_run(path, &new.run, err));
	*noise = new;
	noise_init(&new);
	return UP_OK;
}

static enum up_status print(FILE *file, const void *context, struct up_error *err)
{
	if (json_dumpf(context, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF)
		return up_fail(err, UP_IO, "cannot write the noise");
	return UP_OK;
}

enum up_status noise_write(const struct noise *noise, const char *directory, const char *path,
			   FILE *out, struct up_error *err)
{
	UP_FREE char *of_run = run_path(directory, "run.json");
	OBJECT_JSON *whole = json_object();
	OBJECT_JSON *numbers = object_write(&table, noise);
	OBJECT_JSON *run = NULL;

	if (of_run == NULL || whole == NULL || numbers == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the noise");
	UP_TRY(object_load(of_run, &run, err));
	if (json_object_set_new(whole, "format", json_integer(FORMAT_VERSION)) != 0 ||
	    json_object_update(whole, numbers) != 0 || json_object_set(whole, "run", run) != 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the noise");
	return replace_output(path, out, print, whole, err);
}
