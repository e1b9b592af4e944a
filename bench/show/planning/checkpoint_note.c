/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/checkpoint_note.h"

#include "text/quantity.h"

#include <math.h>

static void append_one(struct up_buffer *text, const struct prediction *prediction)
{
	up_buffer_append_format(text, "%s %s", prediction->model->name,
				quantity_count(prediction->checkpoints).text);
	if (!isnan(prediction->added_wal))
		up_buffer_append_format(text, " (%s)", quantity_bytes(prediction->added_wal).text);
}

void checkpoint_note_append(struct document *document, const struct checkpoint_policy *policy,
			    const struct prediction *first, size_t count)
{
	UP_BUFFER text = {0};
	size_t met = 0;

	up_buffer_append_format(
		&text,
		"Checkpoints are not in the times above. With max_wal_size %s (one "
		"per %s of WAL) and checkpoint_timeout %s about so many are met, and "
		"add at most so much WAL: ",
		quantity_bytes(policy->max_wal_bytes).text,
		quantity_bytes(checkpoint_distance(policy)).text,
		quantity_duration(policy->timeout_ns).text);
	for (size_t p = 0; p < count; p++) {
		if (first[p].refusal != NULL || !(first[p].checkpoints > 0))
			continue;
		up_buffer_append_string(&text, met++ > 0 ? ", " : "");
		append_one(&text, &first[p]);
	}
	up_buffer_append_char(&text, '.');
	if (met > 0)
		document_take(document, BLOCK_NOTE, &text);
}
