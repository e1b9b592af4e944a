/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/plot.h"

#include "record/replace.h"
#include "record/sample.h"
#include "show/plot/data.h"
#include "show/plot/gnuplot.h"
#include "show/plot/scripts.h"
#include "show/plot/svg.h"
#include "show/plot/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A picture that is to be drawn, whose table is written. */
struct figure {
	enum plot_kind kind;
	const struct summary *of;
	struct up_buffer name; /* of its files, without their suffix */
	const char *script;
	struct up_buffer title;
	struct up_buffer description; /* for readers who do not see it */
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

static enum up_status write_table(const char *directory, const struct figure *figure,
				  const struct up_buffer *table, struct up_error *err)
{
	UP_BUFFER path = {0};

	UP_TRY(up_buffer_check(&figure->name, err));
	up_buffer_append_format(&path, "%s/%s.dat", directory, figure->name.data);
	UP_TRY(up_buffer_check(&path, err));
	return replace_file(path.data, replace_write_text, table, err);
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

/* Begins the picture of a panel. */
static struct figure *add_figure(struct figures *figures, enum plot_kind kind, const char *name,
				 const char *title, const struct plot_panel *panel)
{
	struct figure *figure = &figures->items[figures->count++];

	figure->kind = kind;
	figure->of = panel->cases[0];
	up_buffer_append_format(&figure->name, "%s-%s", name, panel->id);
	up_buffer_append_format(&figure->title, "%s at %s", title, panel->name);
	describe_range(&figure->description, panel->cases, panel->count);
	return figure;
}

static enum up_status add_distribution(struct figures *figures, const struct run *run,
				       const struct plot_panel *panel, const char *directory,
				       struct up_error *err)
{
	UP_BUFFER table = {0};
	UP_BUFFER title = {0};

	up_buffer_append_format(&title, "Time of %s",
				sample_compared_words(&panel->cases[0]->key.factors));
	UP_TRY(up_buffer_check(&title, err));
	struct figure *figure =
		add_figure(figures, PLOT_DISTRIBUTION, "distribution", title.data, panel);
	figure->script = "distribution.gnuplot";
	UP_TRY(plot_data_distribution(&table, run, panel, err));
	return write_table(directory, figure, &table, err);
}

static enum up_status add_stages(struct figures *figures, const struct plot_panel *panel,
				 const char *directory, struct up_error *err)
{
	UP_BUFFER table = {0};
	struct figure *figure =
		add_figure(figures, PLOT_STAGES, "stages", "Time of a sync by stage", panel);

	figure->script = "stages.gnuplot";
	UP_TRY(plot_data_stages(&table, panel, err));
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
	figure->of = cases->items[cases->count - 1];
	figure->script = "scaling.gnuplot";
	up_buffer_append_string(&figure->name, "scaling");
	up_buffer_append_format(&figure->title, "Time of %s by number of rows",
				sample_compared_words(&figure->of->key.factors));
	up_buffer_append_format(&figure->description,
				"%zu cases from %" PRId64 " to %" PRId64 " rows.", cases->count,
				cases->items[0]->key.factors.rows,
				cases->items[cases->count - 1]->key.factors.rows);
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
			      const char *directory, struct plot_line_list *lines,
			      struct up_error *err)
{
	figures->items = calloc(2 * cases->count + 1, sizeof *figures->items);
	if (figures->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0, count; i < cases->count; i += count) {
		UP_BUFFER name = {0};
		UP_BUFFER id = {0};
		count = plot_cases_same_panel(cases, i);
		plot_cases_panel(&name, cases, cases->items[i]);
		plot_cases_panel_id(&id, cases, cases->items[i]);
		UP_TRY(up_buffer_check(&name, err));
		UP_TRY(up_buffer_check(&id, err));
		const struct plot_panel panel = {cases->items + i, count, name.data, id.data,
						 plot_cases_panel_factors(cases, cases->items[i])};
		UP_TRY(add_distribution(figures, run, &panel, directory, err));
		UP_TRY(add_stages(figures, &panel, directory, err));
	}
	UP_TRY(plot_line_list_make(run, summaries, cases, lines, err));
	return lines->count > 0 ? add_scaling(figures, cases, lines, directory, err) : UP_OK;
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

/* layout ends the names of the files, but not that of the data: "" or "-narrow". */
static enum up_status paths_fill(struct paths *paths, const char *directory,
				 const struct plot_scripts *scripts, const struct figure *figure,
				 const char *layout, const char *suffix, struct up_error *err)
{
	const char *name = figure->name.data;

	up_buffer_append_format(&paths->script, "%s/%s", scripts->name, figure->script);
	up_buffer_append_format(&paths->data, "%s.dat", name);
	up_buffer_append_format(&paths->drawn, "%s/%s%s.%s", scripts->name, name, layout, suffix);
	up_buffer_append_format(&paths->source, "%s/%s%s.%s", scripts->directory, name, layout,
				suffix);
	up_buffer_append_format(&paths->target, "%s/%s%s.%s", directory, name, layout, suffix);
	UP_TRY(up_buffer_check(&paths->script, err));
	UP_TRY(up_buffer_check(&paths->data, err));
	UP_TRY(up_buffer_check(&paths->drawn, err));
	UP_TRY(up_buffer_check(&paths->source, err));
	return up_buffer_check(&paths->target, err);
}

/* What every drawing of a run has in common. */
struct studio {
	const char *program;
	const char *directory;
	enum plot_format format;
	const struct plot_scripts *scripts;
};

/* The context is the path of a file. */
static enum up_status write_copy(FILE *file, const void *context, struct up_error *err)
{
	char bytes[65536];
	size_t got;
	UP_FCLOSE FILE *source = fopen(context, "re");

	if (source == NULL)
		return up_fail_errno(err, UP_IO, "cannot read %s", (const char *)context);
	while ((got = fread(bytes, 1, sizeof bytes, source)) > 0) {
		if (fwrite(bytes, 1, got, file) != got)
			return up_fail_errno(err, UP_IO, "cannot write a picture");
	}
	return ferror(source) ? up_fail_errno(err, UP_IO, "cannot read %s", (const char *)context)
			      : UP_OK;
}

/* *target becomes the path of the picture, to be freed. */
static enum up_status draw(const struct studio *studio, const struct figure *figure, bool is_narrow,
			   char **target, struct up_error *err)
{
	PATHS paths = {0};
	const char *suffix = suffixes[studio->format];

	UP_TRY(paths_fill(&paths, studio->directory, studio->scripts, figure,
			  is_narrow ? "-narrow" : "", suffix, err));
	const char *arguments[] = {paths.data.data, paths.drawn.data, suffix,
				   is_narrow ? "narrow" : NULL, NULL};
	UP_TRY(gnuplot_run(studio->program, studio->directory, paths.script.data, arguments, err));
	if (studio->format == PLOT_SVG)
		UP_TRY(svg_describe(paths.source.data, paths.target.data,
				    up_buffer_string(&figure->title),
				    up_buffer_string(&figure->description), err));
	else
		UP_TRY(replace_file(paths.target.data, write_copy, paths.source.data, err));
	*target = up_buffer_detach(&paths.target);
	return UP_OK;
}

/* Takes what the figure holds. */
static enum up_status add_picture(const struct studio *studio, struct figure *figure,
				  struct plot_result *result, struct up_error *err)
{
	UP_FREE char *file = NULL;
	UP_FREE char *narrow = NULL;

	UP_TRY(up_buffer_check(&figure->title, err));
	UP_TRY(up_buffer_check(&figure->description, err));
	UP_TRY(draw(studio, figure, false, &file, err));
	if (studio->format == PLOT_SVG)
		UP_TRY(draw(studio, figure, true, &narrow, err));
	result->pictures[result->count++] = (struct picture){
		.kind = figure->kind,
		.of = figure->of,
		.file = file,
		.narrow = narrow,
		.title = up_buffer_detach(&figure->title),
		.description = up_buffer_detach(&figure->description),
	};
	file = narrow = NULL;
	return UP_OK;
}

static enum up_status draw_all(const char *program, const char *directory,
			       const struct figures *figures, enum plot_format format,
			       struct plot_result *result, struct up_error *err)
{
	PLOT_SCRIPTS scripts = {0};
	const struct studio studio = {program, directory, format, &scripts};

	result->pictures = calloc(figures->count + 1, sizeof *result->pictures);
	if (result->pictures == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	UP_TRY(plot_scripts_write(directory, &scripts, err));
	for (size_t i = 0; i < figures->count; i++) {
		enum up_status status = add_picture(&studio, &figures->items[i], result, err);
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
		free(result->pictures[i].narrow);
		free(result->pictures[i].title);
		free(result->pictures[i].description);
	}
	free(result->pictures);
	plot_line_list_release(&result->lines);
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
		UP_TRY(add_all(&figures, run, summaries, &cases, directory, &new.lines, err));
		UP_TRY(gnuplot_find(&program, err));
		new.gnuplot_missing = program == NULL;
		if (program != NULL)
			UP_TRY(draw_all(program, directory, &figures, format, &new, err));
	}
	*result = new;
	new = (struct plot_result){0};
	return UP_OK;
}
