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

static size_t count_all(const struct comparison_report *report,
			bool (*counts)(const struct comparison *))
{
	size_t count = 0;

	for (size_t l = 0; l < report->count; l++) {
		const struct comparison_list *list = &report->lists[l];
		for (size_t c = 0; c < list->count; c++)
			count += counts(&list->items[c]);
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

bool comparison_is_open(const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_INCONCLUSIVE &&
	       (comparison->few || metric_has_equivalence(comparison->metric));
}

size_t comparison_report_open(const struct comparison_report *report)
{
	return count_all(report, comparison_is_open);
}

static bool has_failures(const struct comparison *comparison)
{
	return comparison->failures != NULL && comparison->verdict != VERDICT_INCOMPARABLE;
}

size_t comparison_report_judged(const struct comparison_report *report)
{
	return count_all(report, comparison_is_judged);
}

size_t comparison_report_errors(const struct comparison_report *report)
{
	return count_all(report, comparison_is_error);
}

size_t comparison_report_failures(const struct comparison_report *report)
{
	return count_all(report, has_failures);
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
