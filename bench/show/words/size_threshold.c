/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/size_threshold.h"

#include "text/quantity.h"

static const char *const remedies[THRESHOLD_KINDS] = {
	[THRESHOLD_HASH_MEMORY] = "Use --tuned or --set work_mem=..., or measure sizes above.",
	[THRESHOLD_JIT] = "Use --set jit=off, or measure sizes above.",
	[THRESHOLD_TEMP_BUFFERS] = "Use --set temp_buffers=..., or measure sizes above.",
	[THRESHOLD_SHARED_BUFFERS] =
		"Measure on a server with more shared_buffers, or measure sizes above.",
	[THRESHOLD_MESSAGE] = "Measure with --chunk.",
};

const char *size_threshold_remedy(enum size_threshold_kind kind)
{
	return remedies[kind];
}

void size_threshold_append_event(struct up_buffer *text, const struct size_threshold *threshold,
				 double rows)
{
	const double amount = size_threshold_figure(threshold, rows);
	const struct quantity limit = quantity_bytes(threshold->limit);
	const struct quantity figure = quantity_bytes(amount);
	const struct quantity size = quantity_count(rows);

	switch (threshold->kind) {
	case THRESHOLD_HASH_MEMORY:
		up_buffer_append_format(text,
					"the hash table of %s no longer fits into %s (work_mem × "
					"hash_mem_multiplier): %s batches at %s rows",
					threshold->relation != NULL ? threshold->relation
								    : "the join",
					limit.text, quantity_count(amount).text, size.text);
		break;
	case THRESHOLD_JIT:
		up_buffer_append_format(
			text,
			"the cost of the statement exceeds jit_above_cost (%s), and it "
			"is compiled: %s at %s rows",
			quantity_number(threshold->limit).text, quantity_number(amount).text,
			size.text);
		break;
	case THRESHOLD_TEMP_BUFFERS:
		up_buffer_append_format(
			text,
			"the temporary table no longer fits into temp_buffers (%s): "
			"%s at %s rows",
			limit.text, figure.text, size.text);
		break;
	case THRESHOLD_SHARED_BUFFERS:
		up_buffer_append_format(
			text,
			"the pages that are touched no longer fit into shared_buffers "
			"(%s): %s at %s rows",
			limit.text, figure.text, size.text);
		break;
	case THRESHOLD_MESSAGE: /* refused, so that no prediction has it */
	case THRESHOLD_KINDS:
		break;
	}
}

static bool begins(const struct size_threshold_list *list, enum size_threshold_kind kind,
		   double rows)
{
	const struct size_threshold *found = list != NULL ? size_threshold_find(list, kind) : NULL;

	return found != NULL && found->rows <= rows;
}

void size_threshold_append_names(struct up_buffer *text, const struct size_threshold_list *a,
				 const struct size_threshold_list *b, double rows)
{
	const char *before = text->length > 0 ? ", beyond " : "beyond ";

	for (enum size_threshold_kind kind = 0; kind < THRESHOLD_KINDS; kind++) {
		if (!begins(a, kind, rows) && !begins(b, kind, rows))
			continue;
		up_buffer_append_format(text, "%s%s", before, size_threshold_name(kind));
		before = ", ";
	}
}
