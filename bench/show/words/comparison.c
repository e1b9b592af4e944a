/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/comparison.h"

size_t comparison_report_count(const struct comparison_report *report, enum verdict verdict)
{
	size_t count = 0;

	for (size_t l = 0; l < report->count; l++)
		count += comparison_list_count(&report->lists[l], verdict);
	return count;
}

size_t comparison_report_open(const struct comparison_report *report)
{
	size_t count = 0;

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++) {
			const struct comparison *comparison = &report->lists[l].items[c];
			count += comparison->verdict == VERDICT_INCONCLUSIVE &&
				 (comparison->few || metric_has_equivalence(comparison->metric));
		}
	}
	return count;
}

size_t comparison_report_overall(const struct comparison_report *report, enum verdict verdict)
{
	size_t count = 0;

	for (size_t l = 0; l < report->count; l++)
		count += report->lists[l].overall_cases > 0 &&
			 report->lists[l].overall.verdict == verdict;
	return count;
}

size_t comparison_report_total(const struct comparison_report *report)
{
	size_t total = 0;

	for (size_t l = 0; l < report->count; l++)
		total += report->lists[l].count;
	return total;
}
