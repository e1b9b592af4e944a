/* SPDX-License-Identifier: PostgreSQL */
#include "render/plot.h"

#include "record/replace.h"
#include "render/gnuplot.h"
#include "render/plot_data.h"
#include "render/plot_scripts.h"
#include "render/plot_text.h"
#include "render/svg.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A picture that is to be drawn, whose table is written. */
struct figure {
	enum plot_kind kind;
	int64_t rows;
	struct up_buffer name; /* of its files, without their suffix */
	const char *script;
	struct up_buffer title;
	struct up_buffer description; /* for who does not see it */
};

struct figures {
	struct figure *items; /* owned */
	size_t count;
};

static void figures_release(struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		up_buffer_release(&figures->items[i].name);
		up_buffer_release(&figures->items[i].title);
		up_buffer_release(&figures->items[i].description);
	}
	free(figures->items);
}
#define FIGURES UP_CLEANUP(figures_release) struct figures

static enum up_status write_text(FILE *file, const void *context, struct up_error *err)
{
	const struct up_buffer *text = context;

	if (fwrite(text->data, 1, text->length, file) != text->length)
		return up_fail_errno(err, UP_IO, "cannot write a table for gnuplot");
	return UP_OK;
}

static enum up_status write_table(const char *directory, const struct figure *figure,
				  const struct up_buffer *table, struct up_error *err)
{
	UP_BUFFER path = {0};

	UP_TRY(up_buffer_check(&figure->name, err));
	up_buffer_append_format(&path, "%s/%s.dat", directory, figure->name.data);
	UP_TRY(up_buffer_check(&path, err));
	return replace_file(path.data, write_text, table, err);
}

static void append_case(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER name = {0};

	plot_cases_family(&name, summary);
	plot_text_append(text, up_buffer_string(&name));
	up_buffer_append_format(text, " (%.*f ms)", summary->median_ns < 1e8 ? 2 : 0,
				summary->median_ns * 1e-6);
}

static void describe_range(struct up_buffer *text, const struct summary *const *cases, size_t count)
{
	up_buffer_append_format(text, "%zu %s; fastest update: ", count,
				count == 1 ? "case" : "cases");
	append_case(text, cases[0]);
	up_buffer_append_string(text, "; slowest: ");
	append_case(text, cases[count - 1]);
	up_buffer_append_char(text, '.');
}

static enum up_status add_distribution(struct figures *figures, const struct run *run,
				       const struct summary *const *cases, size_t count,
				       const char *directory, struct up_error *err)
{
	UP_BUFFER table = {0};
	struct figure *figure = &figures->items[figures->count++];
	int64_t rows = cases[0]->rows;

	figure->kind = PLOT_DISTRIBUTION;
	figure->rows = rows;
	figure->script = "distribution.gnuplot";
	up_buffer_append_format(&figure->name, "distribution-%" PRId64, rows);
	up_buffer_append_format(&figure->title, "Time of update and commit at %" PRId64 " rows",
				rows);
	describe_range(&figure->description, cases, count);
	UP_TRY(plot_data_distribution(&table, run, cases, count, err));
	return write_table(directory, figure, &table, err);
}

static enum up_status add_stages(struct figures *figures, const struct summary *const *cases,
				 size_t count, const char *directory, struct up_error *err)
{
	UP_BUFFER table = {0};
	struct figure *figure = &figures->items[figures->count++];
	int64_t rows = cases[0]->rows;

	figure->kind = PLOT_STAGES;
	figure->rows = rows;
	figure->script = "stages.gnuplot";
	up_buffer_append_format(&figure->name, "stages-%" PRId64, rows);
	up_buffer_append_format(&figure->title, "Where the time of a sync goes at %" PRId64 " rows",
				rows);
	describe_range(&figure->description, cases, count);
	UP_TRY(plot_data_stages(&table, cases, count, err));
	return write_table(directory, figure, &table, err);
}

static size_t count_curves(const struct plot_line_list *lines)
{
	size_t curves = 0;

	for (size_t i = 0; i < lines->count; i++)
		curves += plot_line_is_curve(&lines->items[i]);
	return curves;
}

static enum up_status add_scaling(struct figures *figures, const struct plot_cases *cases,
				  const struct plot_line_list *lines, const char *directory,
				  struct up_error *err)
{
	UP_BUFFER table = {0};
	const size_t curves = count_curves(lines);
	struct figure *figure = &figures->items[figures->count++];

	figure->kind = PLOT_SCALING;
	figure->rows = cases->items[cases->count - 1]->rows;
	figure->script = "scaling.gnuplot";
	up_buffer_append_string(&figure->name, "scaling");
	up_buffer_append_string(&figure->title, "Time of update and commit by number of rows");
	up_buffer_append_format(&figure->description,
				"%zu cases from %" PRId64 " to %" PRId64 " rows.", cases->count,
				cases->items[0]->rows, cases->items[cases->count - 1]->rows);
	if (curves == lines->count)
		up_buffer_append_string(&figure->description, " Lines are fitted models.");
	else if (curves > 0)
		up_buffer_append_format(&figure->description,
					" %zu of %zu lines are fitted models.", curves,
					lines->count);
	UP_TRY(plot_data_scaling(&table, cases, lines, err));
	return write_table(directory, figure, &table, err);
}

static enum up_status add_all(struct figures *figures, const struct run *run,
			      const struct summary_list *summaries, const struct plot_cases *cases,
			      const char *directory, struct up_error *err)
{
	PLOT_LINE_LIST lines = {0};

	figures->items = calloc(2 * cases->count + 1, sizeof *figures->items);
	if (figures->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0, count; i < cases->count; i += count) {
		count = plot_cases_same_rows(cases, i);
		UP_TRY(add_distribution(figures, run, cases->items + i, count, directory, err));
		UP_TRY(add_stages(figures, cases->items + i, count, directory, err));
	}
	if (cases->items[0]->rows == cases->items[cases->count - 1]->rows)
		return UP_OK;
	UP_TRY(plot_line_list_make(run, summaries, cases, &lines, err));
	return add_scaling(figures, cases, &lines, directory, err);
}

static const char *const suffixes[] = {[PLOT_SVG] = "svg", [PLOT_PNG] = "png", [PLOT_PDF] = "pdf"};

/* Where gnuplot draws, and what it reads; paths are relative to the pictures' directory but
 * for source. */
struct paths {
	struct up_buffer script;
	struct up_buffer data;
	struct up_buffer drawn;
	struct up_buffer source;
	struct up_buffer target;
};

static void paths_release(struct paths *paths)
{
	up_buffer_release(&paths->script);
	up_buffer_release(&paths->data);
	up_buffer_release(&paths->drawn);
	up_buffer_release(&paths->source);
	up_buffer_release(&paths->target);
}
#define PATHS UP_CLEANUP(paths_release) struct paths

static enum up_status paths_fill(struct paths *paths, const char *directory,
				 const struct plot_scripts *scripts, const struct figure *figure,
				 const char *suffix, struct up_error *err)
{
	const char *name = figure->name.data;

	up_buffer_append_format(&paths->script, "%s/%s", scripts->name, figure->script);
	up_buffer_append_format(&paths->data, "%s.dat", name);
	up_buffer_append_format(&paths->drawn, "%s/%s.%s", scripts->name, name, suffix);
	up_buffer_append_format(&paths->source, "%s/%s.%s", scripts->directory, name, suffix);
	up_buffer_append_format(&paths->target, "%s/%s.%s", directory, name, suffix);
	UP_TRY(up_buffer_check(&paths->script, err));
	UP_TRY(up_buffer_check(&paths->data, err));
	UP_TRY(up_buffer_check(&paths->drawn, err));
	UP_TRY(up_buffer_check(&paths->source, err));
	return up_buffer_check(&paths->target, err);
}

/* Takes what figure and target hold. */
static enum up_status add_picture(struct plot_result *result, struct figure *figure,
				  struct up_buffer *target, struct up_error *err)
{
	UP_TRY(up_buffer_check(&figure->title, err));
	UP_TRY(up_buffer_check(&figure->description, err));
	result->pictures[result->count++] = (struct picture){
		.kind = figure->kind,
		.rows = figure->rows,
		.file = up_buffer_detach(target),
		.title = up_buffer_detach(&figure->title),
		.description = up_buffer_detach(&figure->description),
	};
	return UP_OK;
}

static enum up_status draw(const char *program, const char *directory,
			   const struct plot_scripts *scripts, struct figure *figure,
			   enum plot_format format, struct plot_result *result,
			   struct up_error *err)
{
	PATHS paths = {0};

	UP_TRY(paths_fill(&paths, directory, scripts, figure, suffixes[format], err));
	const char *arguments[] = {paths.data.data, paths.drawn.data, suffixes[format], NULL};
	UP_TRY(gnuplot_run(program, directory, paths.script.data, arguments, err));
	if (format == PLOT_SVG)
		UP_TRY(svg_describe(paths.source.data, paths.target.data,
				    up_buffer_string(&figure->title),
				    up_buffer_string(&figure->description), err));
	else if (rename(paths.source.data, paths.target.data) != 0)
		return up_fail_errno(err, UP_IO, "cannot replace %s", paths.target.data);
	return add_picture(result, figure, &paths.target, err);
}

static enum up_status draw_all(const char *program, const char *directory,
			       const struct figures *figures, enum plot_format format,
			       struct plot_result *result, struct up_error *err)
{
	PLOT_SCRIPTS scripts = {0};

	result->pictures = calloc(figures->count + 1, sizeof *result->pictures);
	if (result->pictures == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	UP_TRY(plot_scripts_write(directory, &scripts, err));
	for (size_t i = 0; i < figures->count; i++) {
		enum up_status status =
			draw(program, directory, &scripts, &figures->items[i], format, result, err);
		if (status != UP_OK) {
			up_error_prefix(err, "cannot draw %s/%s.%s", directory,
					figures->items[i].name.data, suffixes[format]);
			return status;
		}
	}
	return UP_OK;
}

void plot_result_release(struct plot_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		free(result->pictures[i].file);
		free(result->pictures[i].title);
		free(result->pictures[i].description);
	}
	free(result->pictures);
	*result = (struct plot_result){0};
}

enum up_status plot_run(const struct run *run, const struct summary_list *summaries,
			const char *directory, enum plot_format format, struct plot_result *result,
			struct up_error *err)
{
	PLOT_CASES cases = {0};
	FIGURES figures = {0};
	PLOT_RESULT new = {0};
	UP_FREE char *program = NULL;

	UP_TRY(plot_cases_select(summaries, &cases, err));
	if (cases.count > 0) {
		if (mkdir(directory, 0777) != 0 && errno != EEXIST)
			return up_fail_errno(err, UP_IO, "cannot create directory %s", directory);
		UP_TRY(add_all(&figures, run, summaries, &cases, directory, err));
		UP_TRY(gnuplot_find(&program, err));
		new.gnuplot_missing = program == NULL;
		if (program != NULL)
			UP_TRY(draw_all(program, directory, &figures, format, &new, err));
	}
	*result = new;
	new = (struct plot_result){0};
	return UP_OK;
}
