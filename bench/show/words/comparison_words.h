/* SPDX-License-Identifier: PostgreSQL */
/* A comparison in words and in numbers as people read them, for any format that
 * is for people.  Names may hold anything; what is appended is printable UTF-8. */
#ifndef SHOW_WORDS_COMPARISON_WORDS_H
#define SHOW_WORDS_COMPARISON_WORDS_H

#include "show/words/comparison.h"
#include "text/quantity.h"

/* "27.1 ms", "1,914", "39.2 MiB" */
struct quantity comparison_value(enum metric metric, double value);

/* "+12.3 %", "-8.0 %", "×513" where a percentage would be hard to read */
struct quantity comparison_change(double ratio);

/* "+9.8 … +14.9 %" */
struct quantity comparison_change_interval(double low, double high);

/* "unnest rows=1914", and the metric where it is not the time of the update. */
void comparison_append_name(struct up_buffer *text, const struct comparison *comparison);

/* "2 of 14 cases regressed, 1 improved, 11 equivalent; overall regressed." */
void comparison_append_tally(struct up_buffer *text, const struct comparison_report *report);

/* "2 of 14 cannot be compared, 1 with failed samples", and with names, a line for each of them. */
void comparison_append_errors(struct up_buffer *text, const struct comparison_report *report,
			      bool names);

/* What the numbers of the comparison do not show by themselves, in a sentence without the case's name
 * and without a period: why it was not compared or is inconclusive, what would have been detected and how
 * much more is needed; samples that failed; a gross difference; the pair at which bets decided; the 90 % quantiles of a tail that changed; the interval that decided, or the correction, where the
 * interval of 95 % alone would not; what its confirmation measured; that the medians alone differ otherwise; that a side has two modes; a threshold that the noise of the machine sets.  Nothing where there
 * is none of it. */
void comparison_append_reason(struct up_buffer *text, const struct comparison *comparison);

/* What stands for the interval: "+9.8 … +14.9 %", "exact", or "resolution 0.1 %" where a counter of the
 * server has a resolution instead. */
struct quantity comparison_interval(const struct comparison *comparison);

/* "Overall: regressed, +3.0 % (+2.8 … +3.2 %), the mean of 200 cases over 3 sessions; threshold
 * 2.0 %."; nothing where there is no such verdict. */
void comparison_append_overall(struct up_buffer *text, const struct comparison_list *list);

/* "server version: 15.4 -> 16.1" */
void comparison_append_difference(struct up_buffer *text, const struct difference *difference);

/* What a reader should know of all comparisons of a list; nothing when there is nothing. */
void comparison_append_note(struct up_buffer *text, const struct comparison_list *list);

#endif
