/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/conditions.h"

#include "judge/summary/disturbance.h"
#include "judge/summary/variance.h"
#include "text/quantity.h"

#include <math.h>
#include <string.h>

static enum up_status append_sessions(struct up_buffer *text, const struct run *run,
				      const struct summary_list *summaries, struct up_error *err)
{
	for (size_t c = 0; c < summaries->count; c++) {
		struct variance variance;
		const struct summary *summary = &summaries->items[c];
		UP_TRY(variance_of_case(run, summary->case_name, &variance, err));
		if (isfinite(variance.between))
			up_buffer_append_format(text,
						"Times of %s vary by %.1f %% between sessions and "
						"by %.1f %% within a session (%zu sessions).\n",
						summary->case_name, 100 * variance.between,
						100 * variance.within, variance.sessions);
	}
	return UP_OK;
}

static void append_server(struct up_buffer *text, const struct disturbance *d)
{
	if (d->checkpoints > 0)
		up_buffer_append_format(text, "A checkpoint ended in %zu of %zu samples.\n",
					d->checkpoints, d->samples);
	if (d->autovacuums > 0)
		up_buffer_append_format(text, "Autovacuum worked during %zu of %zu samples.\n",
					d->autovacuums, d->samples);
}

static void append_filesystem(struct up_buffer *text, const struct manifest *manifest)
{
	static const char *const in_memory[] = {"tmpfs", "ramfs"};
	const char *type = manifest->server.filesystem;

	for (size_t t = 0; type != NULL && t < sizeof in_memory / sizeof in_memory[0]; t++) {
		if (strcmp(type, in_memory[t]) == 0)
			up_buffer_append_format(text,
						"The private cluster was on %s, in memory, where "
						"commits cost nothing.\n",
						type);
	}
}

static void append_named_columns(struct up_buffer *text, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++)
		up_buffer_append_format(text, "%s%s", n > 0 ? ", " : "Besides the key, ",
					names->items[n]);
	if (names->count > 0)
		up_buffer_append_format(text, " %s (--columns).\n",
					names->count > 1 ? "travel" : "travels");
}

static void append_server_columns(struct up_buffer *text, const struct text_list *names)
{
	for (size_t n = 0; n < names->count; n++)
		up_buffer_append_format(text, "%s%s", n > 0 ? ", " : "The table writes ",
					names->items[n]);
	if (names->count > 0)
		up_buffer_append_string(text, " itself (--server-columns): not compared with the "
					      "expected state.\n");
}

static void append_other_runs(struct up_buffer *text, const struct text_list *schemas)
{
	if (schemas->count == 0)
		return;
	up_buffer_append_format(text, "%s on the same server meanwhile, in schema%s ",
				schemas->count == 1 ? "Another run of upbench was at work"
						    : "Other runs of upbench were at work",
				schemas->count == 1 ? "" : "s");
	for (size_t s = 0; s < schemas->count; s++)
		up_buffer_append_format(text, "%s%s", s > 0 ? ", " : "", schemas->items[s]);
	up_buffer_append_string(text, ".\n");
}

/* Whose times are not those of its rows on the target. */
static void append_scaling(struct up_buffer *text, const struct manifest_scaling *scaling)
{
	if (scaling->rows > 0)
		up_buffer_append_format(text,
					"Each number of rows had a server of its own, scaled down "
					"for %s rows: upbench plan predicts these.\n",
					quantity_count((double)scaling->rows).text);
}

enum up_status conditions_append(struct up_buffer *text, const struct run *run,
				 const struct summary_list *summaries, struct up_error *err)
{
	const struct disturbance d = disturbance_of(run);

	append_scaling(text, &run->manifest.scaling);
	append_filesystem(text, &run->manifest);
	append_named_columns(text, &run->manifest.relation.named_columns);
	append_other_runs(text, &run->manifest.servers.other_runs);
	append_server_columns(text, &run->manifest.relation.server_columns);
	UP_TRY(append_sessions(text, run, summaries, err));
	if (d.samples < DISTURBANCE_LEAST)
		return UP_OK;
	if ((double)d.loaded > DISTURBANCE_LOAD * (double)d.samples)
		up_buffer_append_format(
			text, "When %zu of %zu samples began, other processes were runnable.\n",
			d.loaded, d.samples);
	if (d.steal > DISTURBANCE_STEAL)
		up_buffer_append_format(text,
					"During the samples the hypervisor gave %s of CPU time to "
					"other guests (steal), %.1f %% of the time.\n",
					quantity_duration((double)d.steal_ns).text, 100 * d.steal);
	if (d.least_khz > 0 && (double)d.most_khz > (1 + DISTURBANCE_CLOCK) * (double)d.least_khz)
		up_buffer_append_format(
			text, "The clock frequency of the cores varied from %.2f to %.2f GHz.\n",
			(double)d.least_khz / 1e6, (double)d.most_khz / 1e6);
	append_server(text, &d);
	return UP_OK;
}
