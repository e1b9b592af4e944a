/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/plan_source.h"

#include "cli/experiment/column_choice.h"
#include "measure/subject/own_subject.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_made(const struct run_plan *plan)
{
	return origin_is_made(&plan->origin);
}

/* ---- options ----------------------------------------------------------- */

static enum up_status read_delimiter(const char *text, char *delimiter, struct up_error *err)
{
	if (text == NULL)
		return UP_OK;
	*delimiter = strcmp(text, "tab") == 0 ? '\t' : text[0];
	if ((*delimiter != '\t' && strlen(text) != 1) || *delimiter <= 0 ||
	    strchr("\"\r\n", *delimiter) != NULL)
		return up_fail(err, UP_INVALID,
			       "--csv-delimiter: \"%s\" is not one ASCII character other than "
			       "quotes and ends of lines, or tab",
			       text);
	return UP_OK;
}

/* Options that the source decides about, or that another source would need. */
static enum up_status check_options(const struct run_plan *plan, const struct run_options *options,
				    const struct command_line *line, struct up_error *err)
{
	static const char *const of_csv[] = {"csv-delimiter", "csv-null", "on-bad-row", "rejects"};
	static const char *const of_made[] = {"rows", "changed"};

	for (size_t o = 0; o < sizeof of_csv / sizeof of_csv[0]; o++) {
		if (plan->origin.kind != ORIGIN_CSV && command_line_gives(line, of_csv[o]))
			return up_fail(err, UP_INVALID, "--%s requires --source csv:FILE",
				       of_csv[o]);
	}
	for (size_t o = 0; o < sizeof of_made / sizeof of_made[0]; o++) {
		if (!is_made(plan) && command_line_gives(line, of_made[o]))
			return up_fail(err, UP_INVALID, "--%s: the rows of --source decide this",
				       of_made[o]);
	}
	if (!is_made(plan) && options->table != NULL && options->data == OWN_DATA_ROWS &&
	    command_line_gives(line, "new"))
		return up_fail(err, UP_INVALID,
			       "--new: the rows of --source and of the table decide this");
	if (options->rejects != NULL && options->on_bad_row != BAD_ROW_SKIP)
		return up_fail(err, UP_INVALID, "--rejects requires --on-bad-row skip");
	return UP_OK;
}

enum up_status plan_source_open(struct run_plan *plan, const struct run_options *options,
				const struct command_line *line, struct up_error *err)
{
	struct origin_csv *csv = &plan->origin.csv;

	if (origin_parse(options->source, &plan->origin, err) != UP_OK)
		return up_error_prefix(err, "--source");
	UP_TRY(check_options(plan, options, line, err));
	UP_TRY(read_delimiter(options->csv_delimiter, &csv->delimiter, err));
	csv->null_text = options->csv_null;
	csv->skips_bad_rows = options->on_bad_row == BAD_ROW_SKIP;
	return UP_OK;
}

/* ---- columns ----------------------------------------------------------- */

static bool has(const struct text_list *names, const char *name)
{
	for (size_t n = 0; n < names->count; n++) {
		if (strcmp(names->items[n], name) == 0)
			return true;
	}
	return false;
}

/* As --columns has them. */
static void append_name(struct up_buffer *text, const char *name)
{
	up_buffer_append_string(text, text->length > 0 ? ",\"" : "\"");
	for (const char *c = name; *c != '\0'; c++) {
		if (*c == '"')
			up_buffer_append_char(text, '"');
		up_buffer_append_char(text, *c);
	}
	up_buffer_append_char(text, '"');
}

/* The columns of the table besides the key that the source has; empty: all of them. */
static enum up_status choose_columns(const struct run_plan *plan, struct up_buffer *chosen,
				     struct up_error *err)
{
	const struct up_relation *relation = &plan->subject->relation;
	UP_CLEANUP(text_list_release) struct text_list names = {0};
	size_t lacking = 0;

	/* The map of an API has them all. */
	if (plan->origin.kind == ORIGIN_API)
		return UP_OK;
	UP_TRY(origin_list_columns(&plan->origin, &names, err));
	for (size_t c = relation->key_count; c < relation->column_count; c++) {
		if (has(&names, relation->columns[c].name))
			append_name(chosen, relation->columns[c].name);
		else
			lacking++;
	}
	if (chosen->length == 0 && lacking > 0)
		return up_fail(err, UP_INVALID, "%s has no column of %s besides the key",
			       plan->origin.place, relation->table);
	if (lacking == 0)
		up_buffer_clear(chosen);
	return up_buffer_check(chosen, err);
}

static void set_count(struct column_list *columns, int64_t count)
{
	if (columns->counts.count == 0)
		return;
	columns->counts.items[0] = count;
	columns->counts.count = 1;
}

static size_t widest(const struct subject *subject, const struct column_list *columns)
{
	size_t most = 0;

	if (columns->names != NULL)
		return subject->relation.key_count + subject->named_columns.count;
	for (size_t c = 0; c < columns->counts.count; c++) {
		if (columns->counts.items[c] > (int64_t)most)
			most = (size_t)columns->counts.items[c];
	}
	return most < subject->relation.column_count ? most : subject->relation.column_count;
}

enum up_status plan_source_fit(struct run_plan *plan, struct run_options *values,
			       bool asks_for_columns, struct up_error *err)
{
	struct subject *subject = plan->subject;
	struct column_list *columns = &values->levels.columns;
	UP_BUFFER chosen = {0};

	if (is_made(plan))
		return UP_OK;
	if (!asks_for_columns) {
		if (choose_columns(plan, &chosen, err) != UP_OK)
			return up_error_prefix(err, "--source");
		set_count(columns, (int64_t)subject->relation.column_count);
		if (chosen.length > 0)
			UP_TRY(text_set(&columns->names, chosen.data, err));
	}
	if (column_choice_take(subject, columns, subject->named_columns.count == 0, err) != UP_OK)
		return up_error_prefix(err, "--columns");
	if (widest(subject, columns) > subject->fetched_columns)
		subject->fetched_columns = widest(subject, columns);
	return UP_OK;
}

/* ---- rows -------------------------------------------------------------- */

static void close_file(FILE **file)
{
	if (*file != NULL)
		fclose(*file);
}

/* A new one, that others cannot read. */
static enum up_status open_rejects(const struct run_options *options, FILE **file,
				   struct up_error *err)
{
	if (options->rejects == NULL || options->dry_run)
		return UP_OK;
	const int fd = open(options->rejects, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return up_fail_errno(err, UP_INVALID, "--rejects: cannot make %s",
				     options->rejects);
	*file = fdopen(fd, "w");
	if (*file != NULL)
		return UP_OK;
	close(fd);
	return up_fail(err, UP_NO_MEMORY, "out of memory for %s", options->rejects);
}

static enum up_status check_rows(struct run_plan *plan, FILE *rejects, struct up_error *err)
{
	const struct up_relation *table = &plan->subject->relation;
	UP_RELATION relation = {0};

	UP_TRY(up_relation_narrow(table, plan->subject->fetched_columns, NULL, &relation, err));
	UP_TRY(origin_check_rows(&plan->origin, &relation, table, rejects, &plan->complaints,
				 &plan->origin_rows, err));
	if (plan->origin_rows.count == 0 && plan->origin_rows.bad_count > 0)
		return up_fail(err, UP_INVALID, "%s has no row that is right: %zu %s left out",
			       plan->origin.place, plan->origin_rows.bad_count,
			       plan->origin_rows.bad_count == 1 ? "was" : "were");
	if (plan->origin_rows.count == 0)
		return up_fail(err, UP_INVALID, "%s has no rows", plan->origin.place);
	return up_buffer_check(&plan->complaints, err);
}

enum up_status plan_source_read(struct run_plan *plan, const struct run_options *options,
				struct up_error *err)
{
	UP_CLEANUP(close_file) FILE *rejects = NULL;

	if (is_made(plan))
		return UP_OK;
	UP_TRY(open_rejects(options, &rejects, err));
	if (check_rows(plan, rejects, err) != UP_OK)
		return up_error_prefix(err, "--source");
	if (rejects != NULL && (fflush(rejects) != 0 || ferror(rejects)))
		return up_fail_errno(err, UP_IO, "cannot write %s", options->rejects);
	plan->source_rows = (int64_t)plan->origin_rows.count;
	plan->subject->origin = &plan->origin;
	return UP_OK;
}

void plan_source_set_levels(const struct run_plan *plan, struct run_options *values)
{
	if (is_made(plan))
		return;
	values->levels.rows.items[0] = plan->source_rows;
	values->levels.rows.count = 1;
	values->levels.changed.count = 1;
}

enum up_status plan_source_check_arms(const struct run_plan *plan, struct up_error *err)
{
	for (size_t a = 0; a < plan->cases.arm_count && !is_made(plan); a++) {
		if (plan->cases.arms[a]->subject != NULL)
			return up_fail(err, UP_INVALID,
				       "arm %s: shape is not possible with such a --source, which "
				       "has rows of one table",
				       plan->cases.arms[a]->name);
	}
	return UP_OK;
}
