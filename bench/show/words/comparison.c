/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/comparison.h"

#include <math.h>

size_t comparison_report_count(const struct comparison_report *report, enum verdict verdict)
{
	size_t count = 0;

	for (size_t l = 0; l < report->count; l++)
		count += comparison_list_count(&report->lists[l], verdict);
	return count;
}

size_t comparison_report_total(const struct comparison_report *report)
{
	size_t total = 0;

	for (size_t l = 0; l < report->count; l++)
		total += report->lists[l].count;
	return total;
}

double comparison_report_threshold(const struct comparison_report *report)
{
	double threshold = NAN;

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++) {
			const struct comparison *comparison = &report->lists[l].items[c];
			if (comparison->threshold_source == THRESHOLD_OF_COUNTER)
				continue;
			if (!isnan(threshold) && (comparison->threshold > threshold ||
						  comparison->threshold < threshold))
				return NAN;
			threshold = comparison->threshold;
		}
	}
	return isnan(threshold) ? report->threshold : threshold;
}
