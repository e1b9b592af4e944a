/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/progress.h"

#include "base/clock.h"
#include "cli/option/terminal.h"
#include "text/display.h"
#include "text/quantity.h"

#include <inttypes.h>

#define INTERVAL_NS 100000000
#define USUAL_WIDTH 80
#define ERASE_TO_END "\033[K"
#define ERASE_LINES_ABOVE "\033[%zuA\033[J"
/* What is estimated from less would jump about. */
#define LEAST_FRACTION 0.01

static int64_t monotonic_ns(void *context)
{
	(void)context;
	return up_clock_ns();
}

struct progress_options progress_options_default(enum progress_mode mode)
{
	return (struct progress_options){.mode = mode, .plain = terminal_forbids_color()};
}

void progress_start(struct progress *progress, const struct progress_options *options)
{
	*progress = (struct progress){.options = *options};
	if (progress->options.stream == NULL)
		progress->options.stream = stderr;
	if (progress->options.clock == NULL)
		progress->options.clock = monotonic_ns;
	progress->wanted = options->mode == PROGRESS_ALWAYS ||
			   (options->mode == PROGRESS_AUTO &&
			    terminal_of(progress->options.stream).can_redraw);
	progress->started_ns = progress->options.clock(progress->options.clock_context);
}

static size_t line_width(const struct progress *progress)
{
	size_t width = (size_t)progress->options.width;

	if (width == 0)
		width = terminal_of(progress->options.stream).width;
	if (width == 0)
		width = USUAL_WIDTH;
	/* The last column stays free: a terminal may go to the next line after it. */
	return width - 1;
}

static void append_tail(struct up_buffer *tail, int64_t round, int64_t rounds, double fraction,
			int64_t elapsed_ns)
{
	up_buffer_append_format(tail, "  round %" PRId64, round);
	if (rounds > 0)
		up_buffer_append_format(tail, " of %" PRId64, rounds);
	up_buffer_append_format(tail, "  %3d %%", (int)(fraction * 100));
	if (fraction < LEAST_FRACTION || fraction >= 1)
		return;
	/* Whole seconds: an estimate has no milliseconds. */
	double seconds = (double)elapsed_ns / 1e9 * (1 - fraction) / fraction;
	if (seconds < 59.5)
		up_buffer_append_format(tail, "  about %.0f s left", seconds);
	else
		up_buffer_append_format(tail, "  about %s left",
					quantity_duration(seconds * 1e9).text);
}

static void write_line(struct progress *progress, size_t width)
{
	FILE *stream = progress->options.stream;

	fputc('\r', stream);
	fputs(up_buffer_string(&progress->line), stream);
	if (!progress->options.plain)
		fputs(ERASE_TO_END, stream);
	else if (width < progress->line_width)
		fprintf(stream, "%*s", (int)(progress->line_width - width), "");
	fflush(stream);
	progress->line_width = width;
	progress->drawn = true;
}

void progress_update(struct progress *progress, const char *case_name, int64_t round,
		     int64_t rounds, double fraction_done)
{
	if (!progress->wanted)
		return;
	int64_t now = progress->options.clock(progress->options.clock_context);
	if (progress->drawn && now - progress->drawn_ns < INTERVAL_NS)
		return;

	UP_BUFFER tail = {0};
	double fraction = fraction_done > 0 ? fraction_done : 0;
	append_tail(&tail, round, rounds, fraction < 1 ? fraction : 1, now - progress->started_ns);

	/* A long name gives way to the figures. */
	size_t width = line_width(progress);
	size_t figures = display_width(up_buffer_string(&tail));
	up_buffer_clear(&progress->line);
	size_t taken =
		display_append(&progress->line, case_name, width > figures ? width - figures : 0);
	taken += display_append(&progress->line, up_buffer_string(&tail), width - taken);
	write_line(progress, taken);
	progress->drawn_ns = now;
}

void progress_clear(struct progress *progress)
{
	if (!progress->drawn)
		return;
	FILE *stream = progress->options.stream;
	if (progress->options.plain)
		fprintf(stream, "\r%*s\r", (int)progress->line_width, "");
	else
		fputs("\r" ERASE_TO_END, stream);
	fflush(stream);
	progress->drawn = false;
	progress->line_width = 0;
}

void progress_clear_above(struct progress *progress, size_t lines)
{
	progress_clear(progress);
	if (lines > 0 && !progress->options.plain)
		fprintf(progress->options.stream, ERASE_LINES_ABOVE, lines);
}

void progress_end(struct progress *progress)
{
	progress_clear(progress);
	up_buffer_release(&progress->line);
	progress->wanted = false;
}
