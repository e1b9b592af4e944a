/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/origin.h"

#include "measure/workload/origin_hooks.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_AT_ONCE 4096

/* ---- kinds ------------------------------------------------------------ */

static const struct origin_hooks synthetic_hooks = {.word = "synthetic"};

static const struct origin_hooks *const kinds[] = {
	[ORIGIN_SYNTHETIC] = &synthetic_hooks,
	[ORIGIN_CSV] = &origin_csv_hooks,
	[ORIGIN_API] = &origin_api_hooks,
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

void origin_release(struct origin *origin)
{
	free(origin->place);
	*origin = (struct origin){0};
}

static enum up_status fail_unknown(const char *text, struct up_error *err)
{
	UP_BUFFER words = {0};

	for (size_t k = 0; k < KIND_COUNT; k++)
		up_buffer_append_format(&words, "%s%s%s%s%s%s", k > 0 ? ", " : "", kinds[k]->word,
					kinds[k]->is_place_optional ? "[" : "",
					kinds[k]->place != NULL ? ":" : "",
					kinds[k]->place != NULL ? kinds[k]->place : "",
					kinds[k]->is_place_optional ? "]" : "");
	UP_TRY(up_buffer_check(&words, err));
	return up_fail(err, UP_INVALID, "\"%.80s\" is not one of %s", text, words.data);
}

enum up_status origin_parse(const char *text, struct origin *origin, struct up_error *err)
{
	const size_t length = strcspn(text, ":");
	const char *place = text[length] == ':' ? text + length + 1 : NULL;
	size_t k = 0;

	while (k < KIND_COUNT &&
	       (strlen(kinds[k]->word) != length || strncmp(kinds[k]->word, text, length) != 0))
		k++;
	if (k == KIND_COUNT || (place != NULL && kinds[k]->place == NULL))
		return fail_unknown(text, err);
	if (kinds[k]->place != NULL &&
	    (place != NULL ? *place == '\0' : !kinds[k]->is_place_optional))
		return up_fail(err, UP_INVALID, "\"%s\" requires a place: %s:%s", text,
			       kinds[k]->word, kinds[k]->place);
	ORIGIN new = {.kind = (enum origin_kind)k};
	UP_TRY(text_set(&new.place, place, err));
	*origin = new;
	new = (struct origin){0};
	return UP_OK;
}

enum up_status origin_describe(const struct origin *origin, struct manifest_source *source,
			       struct up_error *err)
{
	const struct origin_hooks *kind = kinds[origin->kind];

	UP_TRY(text_set(&source->kind, kind->word, err));
	return kind->describe != NULL ? kind->describe(origin, source, err) : UP_OK;
}

/* ---- rows -------------------------------------------------------------- */

enum up_status origin_open_source(const struct origin *origin, const struct up_relation *relation,
				  const struct up_relation *table, struct up_source **source,
				  struct up_error *err)
{
	static const struct origin_reading reading = {.shows_values = false};

	return kinds[origin->kind]->open_source(origin, relation, table, &reading, source, err);
}

enum up_status origin_list_columns(const struct origin *origin, struct text_list *names,
				   struct up_error *err)
{
	return kinds[origin->kind]->list_columns(origin, names, err);
}

struct check {
	const struct origin *origin;
	FILE *rejects;
	struct up_buffer *complaints;
	size_t bad_count;
};

static enum up_status note_bad_row(void *context, const struct up_csv_bad_row *row,
				   struct up_error *err)
{
	struct check *check = context;

	check->bad_count++;
	if (check->bad_count <= ORIGIN_COMPLAINTS)
		up_buffer_append_format(check->complaints, "%s:%zu: left out: %s\n",
					check->origin->place, row->line, row->reason);
	if (check->rejects != NULL &&
	    (fwrite(row->bytes, 1, row->length, check->rejects) != row->length ||
	     fputc('\n', check->rejects) == EOF))
		return up_fail_errno(err, UP_IO, "cannot write the rows that are left out");
	return UP_OK;
}

/* So that the file of rejects is one that can be read, once it was corrected. */
static enum up_status write_header(const struct origin *origin, FILE *rejects, struct up_error *err)
{
	UP_CLEANUP(text_list_release) struct text_list names = {0};
	const char delimiter = origin->csv.delimiter != 0 ? origin->csv.delimiter : ',';

	if (rejects == NULL)
		return UP_OK;
	UP_TRY(origin_list_columns(origin, &names, err));
	for (size_t n = 0; n < names.count; n++) {
		fputs(n > 0 ? (const char[]){delimiter, '"', '\0'} : "\"", rejects);
		for (const char *c = names.items[n]; *c != '\0'; c++)
			fputs(*c == '"' ? "\"\"" : (const char[]){*c, '\0'}, rejects);
		fputc('"', rejects);
	}
	fputc('\n', rejects);
	return UP_OK;
}

enum up_status origin_check_rows(const struct origin *origin, const struct up_relation *relation,
				 const struct up_relation *table, FILE *rejects,
				 struct up_buffer *complaints, struct origin_rows *rows,
				 struct up_error *err)
{
	struct check check = {.origin = origin, .rejects = rejects, .complaints = complaints};
	const struct origin_reading reading = {
		.shows_values = true, .on_bad_row = note_bad_row, .context = &check};
	UP_SOURCE *source = NULL;
	UP_BATCH batch = {0};
	size_t count;

	*rows = (struct origin_rows){0};
	UP_TRY(kinds[origin->kind]->open_source(origin, relation, table, &reading, &source, err));
	UP_TRY(up_batch_init(&batch, relation, err));
	UP_TRY(write_header(origin, rejects, err));
	do {
		up_batch_clear(&batch);
		UP_TRY(source->read(source, &batch, ROWS_AT_ONCE, &count, err));
		rows->count += count;
	} while (count > 0);
	rows->bad_count = check.bad_count;
	return UP_OK;
}
