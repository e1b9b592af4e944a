/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/standings.h"

#include "cli/option/terminal.h"
#include "show/document/writer.h"
#include "stats/statistics.h"
#include "text/quantity.h"

#include <stdlib.h>

#define INTERVAL_NS INT64_C(10000000000)
/* Title and heading of the table, and the line of progress. */
#define OTHER_LINES 4

static int64_t now_ns(const struct standings *standings)
{
	const struct progress *progress = standings->progress;
	return progress->options.clock(progress->options.clock_context);
}

enum up_status standings_start(struct standings *standings, struct progress *progress,
			       const struct case_list *cases, struct up_error *err)
{
	*standings = (struct standings){0};
	if (!progress->wanted || !terminal_of(progress->options.stream).is_there)
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

/* What has left the screen cannot be erased. */
static size_t most_rows(const struct standings *standings, struct terminal terminal)
{
	if (standings->progress->options.plain)
		return SIZE_MAX;
	return terminal.height > OTHER_LINES ? terminal.height - OTHER_LINES : 1;
}

static enum up_status append_table(const struct standings *standings, struct terminal terminal,
				   struct up_buffer *text, struct up_error *err)
{
	static const struct table_column columns[] = {
		{.heading = "case"},
		{.heading = "median", .alignment = ALIGN_RIGHT},
		{.heading = "samples", .alignment = ALIGN_RIGHT},
	};
	const struct terminal_style style = {.width = (int)terminal.width - 1,
					     .ascii = terminal.is_ascii};
	DOCUMENT document = {0};
	struct table *table = document_table(&document, "standings", NULL, columns, 3);

	for (size_t s = 0; s < standings->count && table != NULL; s++) {
		const struct standing *standing = &standings->items[s];
		if (!(time_of(standing) > 0) || table->row_count == most_rows(standings, terminal))
			continue;
		const double count = (double)standing->times.count;
		table_row(table, EMPHASIS_NONE);
		table_text(table, standing->trial_case->name);
		table_number(table, time_of(standing), quantity_duration(time_of(standing)).text);
		table_number(table, count, count > 0 ? quantity_count(count).text : "first");
	}
	return document_write(text, &document, DOCUMENT_TERMINAL, style, err);
}

static void erase(struct standings *standings)
{
	if (standings->progress != NULL)
		progress_clear_above(standings->progress, standings->line_count);
	standings->line_count = 0;
}

static enum up_status draw(struct standings *standings, struct up_error *err)
{
	FILE *stream = standings->progress->options.stream;
	const int64_t elapsed = now_ns(standings) - standings->progress->started_ns;
	UP_BUFFER text = {0};

	qsort(standings->items, standings->count, sizeof *standings->items, compare_times);
	up_buffer_append_format(&text, "So far, after %s:\n",
				quantity_duration((double)elapsed).text);
	UP_TRY(append_table(standings, terminal_of(stream), &text, err));
	erase(standings);
	fputs(up_buffer_string(&text), stream);
	fflush(stream);
	for (const char *c = text.data; *c != '\0'; c++)
		standings->line_count += *c == '\n';
	standings->due_ns =
		now_ns(standings) + (standings->progress->options.plain ? elapsed : INTERVAL_NS);
	return UP_OK;
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
	return now_ns(standings) >= standings->due_ns ? draw(standings, err) : UP_OK;
}

void standings_end(struct standings *standings)
{
	erase(standings);
	for (size_t s = 0; s < standings->count; s++)
		precision_release(&standings->items[s].times);
	free(standings->items);
	*standings = (struct standings){0};
}
