/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/size_thresholds.h"

#include "base/cleanup.h"
#include "show/words/size_threshold.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More are counted, not named. */
#define MOST_NAMES 3

/* All predictions that have a kind: how many, from the least to the most rows, and the one to which it
 * comes most. */
struct seen {
	size_t count;
	double least;
	double most;
	const struct size_threshold *worst;
	double figure; /* its */
	const char *names[MOST_NAMES];
};

static void look(struct seen *seen, const struct prediction *prediction,
		 enum size_threshold_kind kind)
{
	const struct size_threshold *threshold =
		size_threshold_find(&prediction->model->thresholds, kind);

	if (prediction->refusal != NULL || threshold == NULL || threshold->rows > prediction->rows)
		return;
	const double figure = size_threshold_figure(threshold, prediction->rows);
	if (seen->count == 0 || figure > seen->figure) {
		seen->worst = threshold;
		seen->figure = figure;
	}
	seen->least = seen->count == 0 ? threshold->rows : fmin(seen->least, threshold->rows);
	seen->most = fmax(seen->most, threshold->rows);
	if (seen->count < MOST_NAMES)
		seen->names[seen->count] = prediction->model->name;
	seen->count++;
}

static void append_names(struct up_buffer *text, const struct seen *seen)
{
	if (seen->count > MOST_NAMES) {
		up_buffer_append_format(text, ", %zu of these", seen->count);
		return;
	}
	for (size_t n = 0; n < seen->count; n++)
		up_buffer_append_format(text, "%s%s", n == 0 ? ", for " : ", ", seen->names[n]);
}

/* Three digits, as the inputs have no more; "From 112,000 to 120,000 rows on" where they differ. */
static void append_beginning(struct up_buffer *text, const struct seen *seen)
{
	const struct quantity least = quantity_number(seen->least);
	const struct quantity most = quantity_number(seen->most);

	up_buffer_append_format(text, "From about %s rows on", least.text);
	if (strcmp(least.text, most.text) != 0)
		up_buffer_append_format(text, " (%s for the last of them)", most.text);
}

void size_thresholds_append(struct document *document, const struct prediction *first, size_t count)
{
	size_t predicted = 0;

	for (size_t p = 0; p < count; p++)
		predicted += first[p].refusal == NULL;
	for (enum size_threshold_kind kind = 0; kind < THRESHOLD_KINDS; kind++) {
		struct seen seen = {0};
		UP_BUFFER text = {0};
		for (size_t p = 0; p < count; p++)
			look(&seen, &first[p], kind);
		if (seen.count == 0)
			continue;
		append_beginning(&text, &seen);
		if (seen.count < predicted)
			append_names(&text, &seen);
		up_buffer_append_string(&text, ": ");
		size_threshold_append_event(&text, seen.worst, first->rows);
		up_buffer_append_format(&text, ". No size that was measured shows it. %s",
					size_threshold_remedy(kind));
		document_take(document, BLOCK_NOTE, &text);
	}
}

void size_thresholds_append_advised(struct document *document, const struct candidate_list *list)
{
	UP_FREE struct prediction *predictions = calloc(list->known + 1, sizeof *predictions);
	size_t count = 0;

	if (predictions == NULL) {
		document->failed = true;
		return;
	}
	for (size_t c = 0; c < list->known; c++) {
		if (list->items[c].origin == CANDIDATE_MODEL)
			predictions[count++] = (struct prediction){.model = list->items[c].model,
								   .rows = list->items[c].rows};
	}
	if (count > 0)
		size_thresholds_append(document, predictions, count);
}
