/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/standings.h"

#include "stats/statistics.h"
#include "text/display.h"
#include "text/quantity.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define INTERVAL_NS INT64_C(10000000000)
#define USUAL_ROWS 24
#define USUAL_COLUMNS 80
/* Indent, and the columns behind the name of a case. */
#define FIGURES 24

static int64_t now_ns(const struct standings *standings)
{
	const struct progress *progress = standings->progress;
	return progress->options.clock(progress->options.clock_context);
}

enum up_status standings_start(struct standings *standings, struct progress *progress,
			       const struct case_list *cases, struct up_error *err)
{
	*standings = (struct standings){0};
	if (!progress->wanted || !isatty(fileno(progress->options.stream)))
		return UP_OK;
	standings->items = calloc(cases->count + 1, sizeof *standings->items);
	if (standings->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the result so far");
	for (size_t c = 0; c < cases->count; c++)
		standings->items[c].trial_case = &cases->items[c];
	standings->count = cases->count;
	standings->progress = progress;
	standings->due_ns = progress->started_ns + INTERVAL_NS;
	return UP_OK;
}

/* ---- drawing ----------------------------------------------------------- */

/* 0: none yet. */
static double time_of(const struct standing *standing)
{
	const struct precision *times = &standing->times;

	if (times->count > 0)
		return statistics_median(times->sorted, times->count);
	return (double)standing->first_ns;
}

static int compare_times(const void *a, const void *b)
{
	const double one = time_of(a), other = time_of(b);
	return (one > other) - (one < other);
}

static size_t widest_name(const struct standings *standings, size_t limit)
{
	size_t widest = 4; /* "case" */

	for (size_t s = 0; s < standings->count; s++) {
		size_t width = display_width(standings->items[s].trial_case->name);
		widest = width > widest ? width : widest;
	}
	return widest < limit ? widest : limit;
}

static void append_line(struct up_buffer *text, const char *name, size_t width, const char *time,
			const char *samples)
{
	up_buffer_append_string(text, "  ");
	display_append_cell(text, name, width, DISPLAY_LEFT);
	up_buffer_append_string(text, "  ");
	display_append_cell(text, time, 10, DISPLAY_RIGHT);
	up_buffer_append_string(text, "  ");
	display_append_cell(text, samples, 7, DISPLAY_RIGHT);
	up_buffer_append_string(text, "\n");
}

/* Returns the number of lines, at most limit. */
static size_t append_table(const struct standings *standings, struct up_buffer *text,
			   size_t columns, size_t limit)
{
	const size_t width = widest_name(standings, columns > FIGURES ? columns - FIGURES : 1);
	size_t lines = 2;

	append_line(text, "case", width, "median", "samples");
	for (size_t s = 0; s < standings->count && lines < limit; s++) {
		const struct standing *standing = &standings->items[s];
		if (!(time_of(standing) > 0))
			continue;
		char samples[24] = "first";
		if (standing->times.count > 0)
			snprintf(samples, sizeof samples, "%zu", standing->times.count);
		append_line(text, standing->trial_case->name, width,
			    quantity_duration(time_of(standing)).text, samples);
		lines++;
	}
	return lines;
}

static void erase(struct standings *standings)
{
	if (standings->progress == NULL)
		return;
	progress_clear(standings->progress);
	if (standings->line_count > 0 && !standings->progress->options.plain)
		fprintf(standings->progress->options.stream, "\033[%zuA\033[J",
			standings->line_count);
	standings->line_count = 0;
}

static void draw(struct standings *standings)
{
	FILE *stream = standings->progress->options.stream;
	const bool plain = standings->progress->options.plain;
	const int64_t elapsed = now_ns(standings) - standings->progress->started_ns;
	struct winsize size;
	size_t rows = USUAL_ROWS, columns = USUAL_COLUMNS;

	if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_row > 4 && size.ws_col > 0) {
		rows = size.ws_row;
		columns = size.ws_col;
	}
	qsort(standings->items, standings->count, sizeof *standings->items, compare_times);
	up_buffer_clear(&standings->text);
	up_buffer_append_format(&standings->text, "So far, after %s:\n",
				quantity_duration((double)elapsed).text);
	/* What has left the screen cannot be erased. */
	size_t lines =
		append_table(standings, &standings->text, columns - 1, plain ? SIZE_MAX : rows - 2);
	erase(standings);
	fputs(up_buffer_string(&standings->text), stream);
	fflush(stream);
	standings->line_count = lines;
	standings->due_ns = now_ns(standings) + (plain ? elapsed : INTERVAL_NS);
}

enum up_status standings_add(struct standings *standings, const struct trial_case *trial_case,
			     const struct sample *sample, struct up_error *err)
{
	if (standings->progress == NULL)
		return UP_OK;
	const int64_t ns = sample_compared_ns(sample, trial_case->role);
	for (size_t s = 0; s < standings->count; s++) {
		struct standing *standing = &standings->items[s];
		if (standing->trial_case != trial_case || sample->status != SAMPLE_OK || ns <= 0)
			continue;
		if (standing->first_ns == 0)
			standing->first_ns = ns;
		if (sample->phase == PHASE_MEASURE)
			UP_TRY(precision_add(&standing->times, ns, err));
	}
	if (now_ns(standings) >= standings->due_ns)
		draw(standings);
	return UP_OK;
}

void standings_end(struct standings *standings)
{
	erase(standings);
	for (size_t s = 0; s < standings->count; s++)
		precision_release(&standings->items[s].times);
	free(standings->items);
	up_buffer_release(&standings->text);
	*standings = (struct standings){0};
}
