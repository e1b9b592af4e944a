/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/comparison_words.h"

#include "text/display.h"

#include <inttypes.h>
#include <math.h>

struct quantity comparison_value(enum metric metric, double value)
{
	if (metric_is_time(metric))
		return quantity_duration(value);
	if (strcmp(metric_unit(metric), "bytes") == 0)
		return quantity_bytes(value);
	if (metric == METRIC_UPDATE_SPREAD)
		return quantity_share(value);
	return quantity_count(value);
}

static bool is_percentage(double ratio)
{
	return ratio > 0.1 && ratio < 5;
}

struct quantity comparison_change(double ratio)
{
	struct quantity quantity;

	if (!is_percentage(ratio))
		return quantity_ratio(ratio);
	double percent = (ratio - 1) * 100;
	/* Exact ones may be small, and what floating point adds is none. */
	if (fabs(percent) < 1e-4)
		percent = 0;
	if (fabs(percent) >= 0.05)
		snprintf(quantity.text, sizeof quantity.text, "%+.1f %%", percent);
	else
		snprintf(quantity.text, sizeof quantity.text,
			 fabs(percent) > 0 ? "%+.2g %%" : "%g %%", percent);
	return quantity;
}

struct quantity comparison_change_interval(double low, double high)
{
	struct quantity quantity;

	if (!isfinite(low) || !isfinite(high) || !(low > 0))
		return quantity_number(NAN);
	if (is_percentage(low) && is_percentage(high))
		snprintf(quantity.text, sizeof quantity.text, "%+.1f … %+.1f %%", (low - 1) * 100,
			 (high - 1) * 100);
	else
		snprintf(quantity.text, sizeof quantity.text, "×%.38s",
			 quantity_interval(low, high).text);
	return quantity;
}

void comparison_append_name(struct up_buffer *text, const struct comparison *comparison)
{
	display_append(text, comparison->case_name, SIZE_MAX);
	if (comparison->metric != METRIC_UPDATE)
		up_buffer_append_format(text, ", %s", metric_names[comparison->metric]);
}

/* With one metric and one list a comparison is a case. */
static const char *noun_of_all(const struct comparison_report *report, size_t total)
{
	bool cases = report->count == 1;

	for (size_t l = 0; l < report->count; l++) {
		const struct comparison_list *list = &report->lists[l];
		for (size_t c = 0; c < list->count; c++)
			cases = cases && list->items[c].metric == list->items[0].metric;
	}
	if (cases)
		return total == 1 ? "case" : "cases";
	return total == 1 ? "comparison" : "comparisons";
}

void comparison_append_tally(struct up_buffer *text, const struct comparison_report *report)
{
	size_t total = comparison_report_total(report);
	bool first = true;

	if (report->refused) {
		up_buffer_append_string(text, "Nothing was compared: the runs differ in server, "
					      "settings, host or data, or a run is incomplete.");
		return;
	}
	if (total == 0) {
		up_buffer_append_string(text, "There is no case to compare.");
		return;
	}
	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++) {
		size_t count = comparison_report_count(report, verdict);
		if (count == 0)
			continue;
		if (first)
			up_buffer_append_format(text, "%zu of %zu %s ", count, total,
						noun_of_all(report, total));
		else
			up_buffer_append_format(text, ", %zu ", count);
		up_buffer_append_string(text, verdict_names[verdict]);
		first = false;
	}
	if (comparison_report_overall(report, VERDICT_REGRESSED) > 0)
		up_buffer_append_string(text, "; overall regressed");
	const size_t failing = comparison_report_failures(report);
	if (failing > 0)
		up_buffer_append_format(text, "; %zu with failed samples", failing);
	up_buffer_append_char(text, '.');
}

struct quantity comparison_interval(const struct comparison *comparison)
{
	struct quantity quantity = {"exact"};

	if (comparison->exact)
		return quantity;
	if (!comparison->counted || comparison->few)
		return comparison_change_interval(comparison->low, comparison->high);
	snprintf(quantity.text, sizeof quantity.text, "resolution %.30s",
		 quantity_share(comparison->threshold).text);
	return quantity;
}

static const char *noun_of(const struct comparison *comparison)
{
	if (comparison->by_session)
		return comparison->paired ? "sessions" : "sessions per side";
	return comparison->paired && !comparison->counted ? "pairs" : "samples per side";
}

static void append_counts(struct up_buffer *text, const struct comparison *comparison)
{
	if (comparison->paired && !comparison->counted)
		up_buffer_append_format(text, "%zu pair%s", comparison->n_base,
					comparison->n_base == 1 ? "" : "s");
	else
		up_buffer_append_format(text, "%zu and %zu samples", comparison->n_base,
					comparison->n_new);
}

/* Whether the interval of 95 % lies beyond the threshold on one side. */
static bool is_beyond(const struct comparison *comparison)
{
	const double border = 1 + comparison->threshold;

	return comparison->low > border || comparison->high < 1 / border;
}

static void append_inconclusive(struct up_buffer *text, const struct comparison *comparison)
{
	if (comparison->lacks_sessions) {
		/* The noise of a machine is that of times alone. */
		const bool may_be_known = metric_is_time(comparison->metric) &&
					  metric_has_equivalence(comparison->metric);
		up_buffer_append_format(text,
					"the variation between sessions is unknown: measure with "
					"--sessions 3 or more%s",
					may_be_known ? ", or use `upbench calibrate` and "
						       "`compare --noise`"
						     : "");
		return;
	}
	/* That it cannot be equivalent is a note of the list. */
	if (!comparison->few && !metric_has_equivalence(comparison->metric))
		return;
	append_counts(text, comparison);
	if (comparison->ended_early) {
		up_buffer_append_string(text, " do not decide: the case ended early, when another "
					      "of its comparisons was decided");
		return;
	}
	if (comparison->counted && !comparison->few) {
		up_buffer_append_string(text, " overlap");
		return;
	}
	if (comparison->few)
		up_buffer_append_string(text, " are too few for any verdict");
	else if (isnan(comparison->detectable))
		up_buffer_append_string(text, " are too few for so many comparisons at once");
	else
		up_buffer_append_format(text, " would have shown a slow-down of %s",
					quantity_share(comparison->detectable).text);
	if (is_beyond(comparison))
		up_buffer_append_format(
			text,
			"; the interval is beyond the threshold, but not after Holm's "
			"correction (p = %.2g)",
			comparison->p_value);
	if (comparison->wanted >= 0)
		up_buffer_append_format(text, "; about %s %s are needed",
					quantity_count((double)comparison->wanted).text,
					noun_of(comparison));
	else
		up_buffer_append_format(text,
					"; too close to the threshold to decide with any number of "
					"%s",
					comparison->by_session ? "sessions" : "samples");
}

/* The quantile is for the reader: it is not what was tested. */
static void append_p90(struct up_buffer *text, const struct comparison *comparison)
{
	if (comparison->metric == METRIC_UPDATE_SLOW && !isnan(comparison->base_p90))
		up_buffer_append_format(text, "90 %% quantile: %s, of base %s",
					quantity_duration(comparison->new_p90).text,
					quantity_duration(comparison->base_p90).text);
}

/* Equivalent is decided by the interval of 90 %. */
static void append_equivalent(struct up_buffer *text, const struct comparison *comparison)
{
	const double border = 1 + comparison->threshold;

	if (comparison->low < 1 / border || comparison->high > border)
		up_buffer_append_format(
			text, "equivalent by its 90 %% interval, %s",
			comparison_change_interval(comparison->narrow_low, comparison->narrow_high)
				.text);
}

/* Of the medians and the ratio beside them: nobody wonders about less. */
#define NOTICED 0.01

/* The ratio is the center of ratios; that of the two medians beside it can lie elsewhere. */
static void append_medians(struct up_buffer *text, const struct comparison *comparison)
{
	const double medians = comparison->new / comparison->base;

	if (!(medians < comparison->low || medians > comparison->high) ||
	    fabs(log(medians / comparison->ratio)) < NOTICED)
		return;
	up_buffer_append_format(
		text, "%sthe change is the center of the ratios of %s; that of the medians is %s",
		text->length > 0 ? "; " : "",
		comparison->by_session ? "sessions"
		: comparison->paired   ? "pairs"
				       : "samples",
		comparison_change(medians).text);
}

static void append_threshold(struct up_buffer *text, const struct comparison *comparison)
{
	if (comparison->threshold_source == THRESHOLD_OF_NOISE)
		up_buffer_append_format(text,
					"%sthreshold raised to %s, three times the standard "
					"deviation between sessions",
					text->length > 0 ? "; " : "",
					quantity_share(comparison->threshold).text);
}

/* Two modes have no center: the median is in one of them, or in the gap. */
static void append_modes(struct up_buffer *text, const char *side, const struct modes *modes)
{
	if (modes->are_two)
		up_buffer_append_format(
			text, "%s%s has two modes: %s (%.0f %%), %s (%.0f %%)",
			text->length > 0 ? "; " : "", side,
			quantity_duration(modes->low.median).text, 100 * modes->low.share,
			quantity_duration(modes->high.median).text, 100 * modes->high.share);
}

static void append_confirmed(struct up_buffer *text, const struct comparison *comparison)
{
	const char *before = text->length > 0 ? "; " : "";

	if (comparison->confirmation == CONFIRMATION_YES)
		up_buffer_append_format(
			text, "%sconfirmed in fresh sessions: %s (%s)", before,
			comparison_change(comparison->again.ratio).text,
			comparison_change_interval(comparison->again.low, comparison->again.high)
				.text);
}

void comparison_append_reason(struct up_buffer *text, const struct comparison *comparison)
{
	UP_BUFFER reason = {0};

	if (comparison->decision != DECISION_OPEN)
		up_buffer_append_format(&reason, "decided by the sequential test at pair %zu",
					comparison->decision_pairs);
	else if (comparison->reason != NULL)
		display_append(&reason, comparison->reason, SIZE_MAX);
	else if (comparison->verdict == VERDICT_INCONCLUSIVE)
		append_inconclusive(&reason, comparison);
	else if (comparison->verdict == VERDICT_EQUIVALENT)
		append_equivalent(&reason, comparison);
	else
		append_p90(&reason, comparison);
	append_confirmed(&reason, comparison);
	append_medians(&reason, comparison);
	append_modes(&reason, "base", &comparison->base_modes);
	append_modes(&reason, "new", &comparison->new_modes);
	if (comparison->failures != NULL) {
		if (reason.length > 0)
			up_buffer_append_string(&reason, "; ");
		display_append(&reason, comparison->failures, SIZE_MAX);
	}
	if (comparison_is_judged(comparison))
		append_threshold(&reason, comparison);
	up_buffer_append_string(text, up_buffer_string(&reason));
	text->failed |= reason.failed;
}

void comparison_append_overall(struct up_buffer *text, const struct comparison_list *list)
{
	const struct comparison *overall = &list->overall;

	if (list->overall_cases == 0)
		return;
	up_buffer_append_format(
		text, "Overall: %s, %s (%s), the mean of %zu cases over %zu",
		verdict_names[overall->verdict], comparison_change(overall->ratio).text,
		comparison_interval(overall).text, list->overall_cases, overall->n_base);
	if (overall->n_new != overall->n_base)
		up_buffer_append_format(text, " and %zu", overall->n_new);
	up_buffer_append_format(text, " sessions; threshold %s.",
				quantity_share(overall->threshold).text);
}

void comparison_append_errors(struct up_buffer *text, const struct comparison_report *report,
			      bool names)
{
	const size_t failing = comparison_report_failures(report);
	const size_t incomparable = comparison_report_errors(report) - failing;
	const size_t total = comparison_report_total(report);

	if (incomparable > 0)
		up_buffer_append_format(text, "%zu of %zu cannot be compared", incomparable, total);
	if (incomparable > 0 && failing > 0)
		up_buffer_append_format(text, ", %zu with failed samples", failing);
	else if (failing > 0)
		up_buffer_append_format(text, "%zu of %zu with failed samples", failing, total);
	for (size_t l = 0; names && l < report->count; l++) {
		const struct comparison_list *list = &report->lists[l];
		for (size_t c = 0; c < list->count; c++) {
			if (!comparison_is_error(&list->items[c]))
				continue;
			up_buffer_append_string(text, "\n  ");
			comparison_append_name(text, &list->items[c]);
			up_buffer_append_string(text, ": ");
			comparison_append_reason(text, &list->items[c]);
		}
	}
}

void comparison_append_difference(struct up_buffer *text, const struct difference *difference)
{
	display_append(text, difference->fact, SIZE_MAX);
	up_buffer_append_string(text, ": ");
	display_append(text, difference->base, SIZE_MAX);
	if (strcmp(difference->base, difference->new) == 0)
		return;
	up_buffer_append_string(text, " -> ");
	display_append(text, difference->new, SIZE_MAX);
}

static void append_sentence(struct up_buffer *text, const char *sentence)
{
	if (text->length > 0)
		up_buffer_append_char(text, ' ');
	up_buffer_append_string(text, sentence);
}

static bool has_undecided_tail(const struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct comparison *comparison = &list->items[c];
		if (comparison->verdict == VERDICT_INCONCLUSIVE && !comparison->few &&
		    !metric_has_equivalence(comparison->metric))
			return true;
	}
	return false;
}

void comparison_append_note(struct up_buffer *text, const struct comparison_list *list)
{
	if (list->cpu_unknown)
		append_sentence(text,
				"Warning: the CPU model of neither run is known. They may come "
				"from different machines.");
	if (list->few_sessions)
		append_sentence(text,
				"A side has fewer than three sessions, so the intervals do not "
				"include the variation between sessions: a time has a verdict only "
				"if the difference is gross. Measure with --sessions 3 or more, or "
				"use `upbench calibrate` and `compare --noise`.");
	if (has_undecided_tail(list))
		append_sentence(text, "Metrics of tails are never equivalent: one that shows no "
				      "change beyond its threshold is inconclusive.");
	if (list->is_mixed)
		append_sentence(text, "Warning: one arm is carried out by a peer and the other one "
				      "is not: their processes and protocols differ, not only what "
				      "is compared. Give both arms a peer.");
}
