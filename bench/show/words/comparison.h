/* SPDX-License-Identifier: PostgreSQL */
/*
 * Comparisons for programs: one function per format (show/section/comparison.h is for people).  docs/compare.md
 * describes the formats for programs.
 *
 * Each fails with UP_IO when the file cannot be written, and with UP_NO_MEMORY.
 */
#ifndef SHOW_WORDS_COMPARISON_H
#define SHOW_WORDS_COMPARISON_H

#include "judge/compare/comparison.h"

#include <stdio.h>

struct comparison_report {
	const struct comparison_list *lists; /* borrowed; one for each arm that is not the base */
	size_t count;
	double threshold; /* of what has none of its own */
	bool refused;     /* for the differences of the first list: nothing was judged */
};

typedef enum up_status comparison_print(FILE *file, const struct comparison_report *report,
					struct up_error *err);

/* Strict: null where there is no number, valid UTF-8. */
comparison_print comparison_print_json;

/* A test suite for each list, a test case for each case and metric and for all cases together: a
 * failure for regressed; an error for incomparable, and for others with failures; skipped for
 * inconclusive, new and not measured; one error for runs that were refused. */
comparison_print comparison_print_junit;

/* RFC 4180, one row for each case and metric, and one for the verdict over all cases. */
comparison_print comparison_print_csv;

size_t comparison_report_count(const struct comparison_report *report, enum verdict verdict);

/* Inconclusive, and more data would decide it: not where the metric has no test of equivalence, unless
 * there are too few samples for any. */
bool comparison_is_open(const struct comparison *comparison);
size_t comparison_report_open(const struct comparison_report *report);

/* How many lists have this verdict over all of their cases. */
size_t comparison_report_overall(const struct comparison_report *report, enum verdict verdict);
/* The threshold that all comparisons have but those of counters; NaN: they differ. */
double comparison_report_threshold(const struct comparison_report *report);

/* Of all lists. */
size_t comparison_report_total(const struct comparison_report *report);

/* Those that were compared, and those that are an error (judge/compare/comparison.h). */
size_t comparison_report_judged(const struct comparison_report *report);
size_t comparison_report_errors(const struct comparison_report *report);

/* How many were compared or are new, but with samples that failed. */
size_t comparison_report_failures(const struct comparison_report *report);

#endif
