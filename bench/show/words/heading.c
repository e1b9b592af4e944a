/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/heading.h"

#include "text/quantity.h"

static void append_count(struct up_buffer *text, int64_t count, const char *noun)
{
	up_buffer_append_format(text, "%s %s%s", quantity_count((double)count).text, noun,
				count == 1 ? "" : "s");
}

static void append(struct up_buffer *text, const struct summary *summary,
		   const struct summary_list *list, enum factor omit, bool full)
{
	if (summary->rows == UNMEASURED)
		up_buffer_append_string(text, "an unknown number of rows");
	else
		append_count(text, summary->rows, "row");
	if (summary->columns != UNMEASURED && omit != FACTOR_COLUMNS &&
	    (full || factor_varies(FACTOR_COLUMNS, summary, list))) {
		up_buffer_append_string(text, " \u00d7 ");
		append_count(text, summary->columns, "column");
	}
	for (enum factor factor = FACTOR_COLUMNS + 1; factor_is_workload(factor); factor++) {
		bool told = factor_varies(factor, summary, list) ||
			    (full && factor_is_in_name(factor, summary));
		if (!told || factor == omit || factor_is_default(factor, summary))
			continue;
		up_buffer_append_string(text, ", ");
		factor_append(factor, summary, text);
	}
}

void heading_append(struct up_buffer *text, const struct summary *summary,
		    const struct summary_list *list, enum factor omit)
{
	append(text, summary, list, omit, false);
}

void heading_append_full(struct up_buffer *text, const struct summary *summary,
			 const struct summary_list *list)
{
	append(text, summary, list, FACTOR_NONE, true);
}
