/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/checkpoint_note.h"

#include "text/quantity.h"

#include <math.h>

/* Where pages are not known it is the least instead of the most. */
static void append_one(struct up_buffer *text, const struct prediction *prediction)
{
	up_buffer_append_format(text, "%s %s", prediction->model->name,
				quantity_count(prediction->checkpoints).text);
	if (isnan(prediction->added_wal))
		up_buffer_append_string(text, " or more");
	else
		up_buffer_append_format(text, " (%s)", quantity_bytes(prediction->added_wal).text);
}

static void append_unlimited(struct up_buffer *text, const struct checkpoint_policy *policy,
			     const struct prediction *first, size_t count)
{
	size_t named = 0;

	for (size_t p = 0; p < count; p++) {
		const struct prediction *prediction = &first[p];
		if (prediction->refusal != NULL ||
		    !checkpoint_is_unlimited(policy, prediction->costs[COST_WAL],
					     fit_images(&prediction->model->fit, prediction->rows)))
			continue;
		up_buffer_append_format(text, "%s%s", named++ > 0 ? ", " : " Not predicted: ",
					prediction->model->name);
	}
	if (named > 0)
		up_buffer_append_string(text, ", for which a checkpoint may add enough WAL to "
					      "bring about the next.");
}

void checkpoint_note_append(struct document *document, const struct checkpoint_policy *policy,
			    const struct prediction *first, size_t count)
{
	UP_BUFFER text = {0};
	UP_BUFFER met = {0};

	for (size_t p = 0; p < count; p++) {
		if (first[p].model->has_checkpoints)
			return;
		if (first[p].refusal != NULL || !(first[p].checkpoints > 0))
			continue;
		up_buffer_append_string(&met, met.length > 0 ? ", " : "");
		append_one(&met, &first[p]);
	}
	if (met.length > 0)
		up_buffer_append_format(
			&text,
			" A statement that begins right after one meets at most this "
			"many, which add at most this much WAL: %s.",
			up_buffer_string(&met));
	append_unlimited(&text, policy, first, count);
	document->failed |= met.failed || text.failed;
	if (text.length == 0)
		return;
	UP_BUFFER note = {0};
	up_buffer_append_format(&note,
				"Checkpoints are not in the times above. With max_wal_size %s one "
				"begins after %s of WAL or %s (checkpoint_timeout).%s",
				quantity_bytes(policy->max_wal_bytes).text,
				quantity_bytes(checkpoint_distance(policy)).text,
				quantity_duration(policy->timeout_ns).text,
				up_buffer_string(&text));
	document_take(document, BLOCK_NOTE, &note);
}
