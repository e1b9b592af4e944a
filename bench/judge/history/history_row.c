/* SPDX-License-Identifier: PostgreSQL */
#include "judge/history/history_row.h"

#include "judge/summary/measured.h"
#include "judge/summary/summarize.h"
#include "record/manifest.h"

#include <stdlib.h>
#include <string.h>

/* NULL where there is none; then *failed stays. */
static char *copy(const char *text, bool *failed)
{
	char *copied = text != NULL && text[0] != '\0' ? strdup(text) : NULL;
	*failed = *failed || (copied == NULL && text != NULL && text[0] != '\0');
	return copied;
}

static bool take_run(struct history_row *row, const struct manifest *manifest)
{
	bool failed = false;

	row->time = copy(manifest->started, &failed);
	row->run = copy(manifest->id, &failed);
	row->revision = copy(manifest->tool.revision, &failed);
	row->server_version = copy(manifest->server.version, &failed);
	row->cpu = copy(manifest->host.cpu, &failed);
	return !failed;
}

static bool take_case(struct history_row *row, const struct summary *summary, const struct run *run)
{
	bool failed = false;

	row->case_name = copy(summary->case_name, &failed);
	row->n = summary->n;
	row->update_ns = summary->median_ns;
	row->low_ns = summary->low_ns;
	row->high_ns = summary->high_ns;
	row->total_ns = summary->total_ns;
	row->round_trips = summary->round_trips;
	row->wal_bytes = sample_median(run, summary->case_name, offsetof(struct sample, wal_bytes));
	return !failed && case_key_copy(&row->key, &summary->key, NULL) == UP_OK;
}

static enum up_status add_row(const struct run *run, const struct summary *summary,
			      struct history *rows, struct up_error *err)
{
	struct history_row row;
	enum up_status status;

	history_row_init(&row);
	if (take_run(&row, &run->manifest) && take_case(&row, summary, run))
		status = history_add(rows, &row, err);
	else
		status = up_fail(err, UP_NO_MEMORY, "out of memory for a history");
	history_row_release(&row);
	return status;
}

static bool is_wanted(const struct summary *summary)
{
	return summary->status == SAMPLE_OK && summary->n > 0 && summary->median_ns > 0 &&
	       summary->role != ROLE_IDLE;
}

enum up_status history_rows_of(const struct run *run, const char *case_name, struct history *rows,
			       struct up_error *err)
{
	SUMMARY_LIST summaries = {0};
	const struct case_key *only = run_find_case(run, case_name)->key;
	const size_t before = rows->count;

	if (run->manifest.id == NULL || run->manifest.started == NULL)
		return up_fail(err, UP_INVALID, "%s/run.json: \"id\" or \"started\" is missing",
			       run->directory);
	UP_TRY(summarise(run, &summaries, err));
	for (size_t c = 0; c < summaries.count; c++) {
		const struct summary *summary = &summaries.items[c];
		if (is_wanted(summary) &&
		    (case_name == NULL || (only != NULL && case_key_equal(&summary->key, only, 0))))
			UP_TRY(add_row(run, summary, rows, err));
	}
	if (rows->count == before && case_name != NULL)
		return up_fail(err, UP_INVALID, "%s has no result of a case \"%s\"", run->directory,
			       case_name);
	if (rows->count == before)
		return up_fail(err, UP_INVALID, "%s has no case with a result", run->directory);
	return UP_OK;
}
