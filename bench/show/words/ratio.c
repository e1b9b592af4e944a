/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/ratio.h"

#include <math.h>
#include <stdio.h>

/* What rounds to 1.00 and is not 1 gets one digit more, or two. */
static struct quantity number_text(double ratio)
{
	struct quantity text = quantity_number(ratio);
	const double distance = fabs(ratio - 1);

	if (distance < 0.005 && distance >= 0.00005)
		snprintf(text.text, sizeof text.text, distance < 0.0005 ? "%.4f" : "%.3f", ratio);
	return text;
}

struct quantity ratio_text(double ratio)
{
	struct quantity text;

	if (!isfinite(ratio))
		return quantity_ratio(ratio);
	snprintf(text.text, sizeof text.text, "\u00d7%.40s", number_text(ratio).text);
	return text;
}

struct quantity ratio_interval_text(double low, double high)
{
	struct quantity text;

	if (!isfinite(low) || !isfinite(high))
		return quantity_interval(low, high);
	snprintf(text.text, sizeof text.text, "%.20s \u2026 %.20s", number_text(low).text,
		 number_text(high).text);
	return text;
}
