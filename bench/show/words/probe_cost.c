/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/probe_cost.h"

#include "text/quantity.h"

#include <math.h>

void probe_cost_append(struct up_buffer *text, const struct probe_cost *cost)
{
	if (cost->pairs == 0)
		return;
	up_buffer_append_format(text,
				"Reading the counters takes %s per sample, outside the timed part; "
				"with it, update and commit take %s of the time without it (",
				quantity_duration(cost->probe_ns).text,
				quantity_ratio(cost->ratio).text);
	if (isfinite(cost->interval.low) && isfinite(cost->interval.high))
		up_buffer_append_format(
			text, "95 %% interval %s, ",
			quantity_interval(cost->interval.low, cost->interval.high).text);
	up_buffer_append_format(text, "%zu pair%s of samples).", cost->pairs,
				cost->pairs == 1 ? "" : "s");
}
