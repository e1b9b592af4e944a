/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/finding.h"

#include "show/words/heading.h"
#include "show/words/ratio.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>

static void append_medians(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_format(text, "%s against %s",
				quantity_duration(finding->subject->median_ns).text,
				quantity_duration(finding->against->median_ns).text);
}

/* Between which ratios the truth may be: of the pairs where they were measured, else of the
 * intervals of both medians. */
static void append_ratio(struct up_buffer *text, const struct finding *finding)
{
	const struct summary *subject = finding->subject;
	const struct summary *against = finding->against;
	double low = subject->low_ns / against->high_ns;
	double high = subject->high_ns / against->low_ns;

	if (finding->kind == FINDING_SPREAD) {
		low = subject->ratio_low;
		high = subject->ratio_high;
	}
	if (isnan(low) || isnan(high))
		return;
	up_buffer_append_format(text, "; ratio %s, interval %s", ratio_text(finding->ratio).text,
				ratio_interval_text(low, high).text);
}

static void append_spread(struct up_buffer *text, const struct finding *finding)
{
	if (finding->certainty == FINDING_NOT_SHOWN) {
		up_buffer_append_string(text, "no difference between the slowest and the fastest "
					      "could be shown: ");
		case_key_append_name(text, &finding->subject->key, factors_of_workload());
		up_buffer_append_string(text, " and ");
		case_key_append_name(text, &finding->against->key, factors_of_workload());
	} else {
		case_key_append_name(text, &finding->subject->key, factors_of_workload());
		up_buffer_append_format(text, " takes %s times as long as ",
					quantity_number(finding->ratio).text);
		case_key_append_name(text, &finding->against->key, factors_of_workload());
	}
	up_buffer_append_string(text, " (");
	append_medians(text, finding);
	if (finding->certainty == FINDING_NOT_SHOWN)
		append_ratio(text, finding);
	up_buffer_append_string(text, ").");
}

static void append_bound(struct up_buffer *text, const struct finding *finding)
{
	case_key_append_name(text, &finding->subject->key, factors_of_workload());
	if (finding->certainty == FINDING_NOT_SHOWN)
		up_buffer_append_string(text, " shows no difference from its bound, ");
	else if (finding->ratio < 1)
		up_buffer_append_string(text, " is faster than its assumed bound, ");
	else
		up_buffer_append_format(text, " takes %s times as long as its bound, ",
					quantity_number(finding->ratio).text);
	case_key_append_name(text, &finding->against->key, factors_of_workload());
	up_buffer_append_string(text, " (");
	append_medians(text, finding);
	up_buffer_append_string(text, ").");
}

static void append_harness(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_string(text, "the overhead of upbench (");
	case_key_append_name(text, &finding->subject->key, factors_of_workload());
	up_buffer_append_format(text, ") is %s, %s of the fastest (",
				quantity_duration(finding->subject->median_ns).text,
				quantity_share(finding->ratio).text);
	case_key_append_name(text, &finding->against->key, factors_of_workload());
	up_buffer_append_format(text, ", %s).",
				quantity_duration(finding->against->median_ns).text);
}

/* What the two cases have in common, without the factor that they differ in. */
static void append_pair(struct up_buffer *text, const struct finding *finding)
{
	case_key_append_name(text, &finding->against->key,
			     factors_of_workload() | FACTOR_BIT(finding->factor));
}

static void append_with(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_string(text, " with ");
	factor_append(finding->factor, &finding->against->key.factors, text);
}

static void append_level_against(struct up_buffer *text, const struct finding *finding)
{
	if (!factor_is_default(finding->factor, &finding->against->key.factors)) {
		append_with(text, finding);
		return;
	}
	switch (finding->factor) {
	case FACTOR_SETTINGS:
		up_buffer_append_string(text, " with the server's defaults");
		break;
	case FACTOR_CHUNK:
		up_buffer_append_string(text, " in one statement");
		break;
	case FACTOR_WORKERS:
		up_buffer_append_string(text, " with one worker");
		break;
	case FACTOR_NEW:
	case FACTOR_TABLE_ROWS:
		append_with(text, finding);
		break;
	default:
		if (factor_table[finding->factor].initial == 0)
			up_buffer_append_string(text, " without it");
		else
			append_with(text, finding);
		break;
	}
}

static void append_contrast(struct up_buffer *text, const struct finding *finding,
			    const struct summary_list *summaries)
{
	bool faster = finding->ratio < 1;

	append_pair(text, finding);
	up_buffer_append_string(text, " at ");
	heading_append(text, finding->against, summaries, finding->factor);
	up_buffer_append_string(text, ": ");
	if (finding->is_without_jit) {
		up_buffer_append_string(
			text, "this server has no JIT compiler, so jit=off changes nothing");
	} else if (finding->certainty == FINDING_NOT_SHOWN) {
		up_buffer_append_string(text, "no effect of ");
		factor_append(finding->factor, &finding->subject->key.factors, text);
		up_buffer_append_string(text, " could be shown");
	} else {
		factor_append(finding->factor, &finding->subject->key.factors, text);
		up_buffer_append_format(
			text, " makes it %s times %s",
			quantity_number(faster ? 1 / finding->ratio : finding->ratio).text,
			faster ? "faster" : "slower");
	}
	up_buffer_append_string(text, " (");
	append_medians(text, finding);
	append_level_against(text, finding);
	if (finding->certainty == FINDING_NOT_SHOWN && !finding->is_without_jit)
		append_ratio(text, finding);
	up_buffer_append_string(text, ").");
}

static void append_subject(struct up_buffer *text, const struct finding *finding,
			   const struct summary_list *summaries)
{
	case_key_append_name(text, &finding->subject->key, factors_of_workload());
	up_buffer_append_string(text, " at ");
	heading_append(text, finding->subject, summaries, FACTOR_NONE);
	up_buffer_append_string(text, ": ");
}

static void append_plan_change(struct up_buffer *text, const struct finding *finding)
{
	const struct plan_change *change = &finding->plan_change;

	up_buffer_append_format(text, "the plan changed from %s to %s at sample %" PRId64,
				sample_plan_names[change->from], sample_plan_names[change->to],
				change->sample);
	if (change->count > 1)
		up_buffer_append_format(text, ", and %" PRId64 " times more after that",
					change->count - 1);
	up_buffer_append_format(
		text, "; the ranking uses the %" PRId64 " sample%s with a %s plan (%s)",
		change->ranked, change->ranked == 1 ? "" : "s", sample_plan_names[change->steady],
		quantity_duration(finding->subject->median_ns).text);
	if (change->others > 0)
		up_buffer_append_format(text, " and ignores the other %" PRId64 " (%s)",
					change->others, quantity_duration(change->others_ns).text);
	up_buffer_append_char(text, '.');
}

static void append_estimate(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_format(text, "the planner estimated %s row%s; actual rows: %s",
				quantity_count(finding->estimated_rows).text,
				finding->estimated_rows > 1 ? "s" : "",
				quantity_count(finding->actual_rows).text);
	if (finding->plan != SAMPLE_PLAN_UNKNOWN)
		up_buffer_append_format(text, " (%s plan%s)", sample_plan_names[finding->plan],
					finding->plan == SAMPLE_PLAN_MIXED ? "s" : "");
	up_buffer_append_char(text, '.');
}

static void append_compiled(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_format(
		text, "the server compiled %s functions in %s (JIT, from the plan).",
		quantity_count(finding->functions).text, quantity_duration(finding->part_ns).text);
}

/* From the plan, as the client does not see them. */
static void append_foreign(struct up_buffer *text, const struct finding *finding)
{
	const bool is_known = isfinite(finding->trips);

	up_buffer_append_string(text, finding->foreign == FOREIGN_UPDATE_BY_ROW
					      ? "an UPDATE per row is sent to the foreign server"
					      : "the foreign server gets the statement as a whole");
	if (is_known)
		up_buffer_append_format(text, ": %s round trip%s per statement",
					quantity_count(finding->trips).text,
					finding->trips > 1 ? "s" : "");
	if (is_known && finding->statements > 1)
		up_buffer_append_format(text, ", of which there are %s",
					quantity_count((double)finding->statements).text);
	up_buffer_append_string(text, " (from the plan).");
}

static void append_first_call(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_format(text, "the first call on a connection takes %s, a later one %s.",
				quantity_duration(finding->part_ns).text,
				quantity_duration(finding->subject->median_ns).text);
}

static void append_own_clock(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_format(text, "%s by its own clock, %s by that of upbench.",
				quantity_duration(finding->part_ns).text,
				quantity_duration(finding->subject->median_ns).text);
}

/* Whether a sentence begins with the workload. */
static bool begins_with_workload(enum finding_kind kind)
{
	return kind == FINDING_SPREAD || kind == FINDING_BOUND || kind == FINDING_HARNESS;
}

void sentence_append(struct up_buffer *text, const struct finding *finding,
		     const struct summary_list *summaries)
{
	if (begins_with_workload(finding->kind)) {
		up_buffer_append_string(text, "At ");
		heading_append(text, finding->against, summaries, FACTOR_NONE);
		up_buffer_append_string(text, ", ");
	}
	switch (finding->kind) {
	case FINDING_SPREAD:
		append_spread(text, finding);
		break;
	case FINDING_CONTRAST:
		append_contrast(text, finding, summaries);
		break;
	case FINDING_BOUND:
		append_bound(text, finding);
		break;
	case FINDING_HARNESS:
		append_harness(text, finding);
		break;
	case FINDING_PLAN_CHANGE:
		append_subject(text, finding, summaries);
		append_plan_change(text, finding);
		break;
	case FINDING_ESTIMATE:
		append_subject(text, finding, summaries);
		append_estimate(text, finding);
		break;
	case FINDING_COMPILED:
		append_subject(text, finding, summaries);
		append_compiled(text, finding);
		break;
	case FINDING_FOREIGN:
		append_subject(text, finding, summaries);
		append_foreign(text, finding);
		break;
	case FINDING_FIRST_CALL:
		append_subject(text, finding, summaries);
		append_first_call(text, finding);
		break;
	case FINDING_OWN_CLOCK:
		append_subject(text, finding, summaries);
		append_own_clock(text, finding);
		break;
	}
	/* The overhead of the harness is shown by its size, not by a test. */
	if (finding->certainty == FINDING_UNKNOWN && finding->kind != FINDING_HARNESS)
		up_buffer_append_string(text, " There are too few samples for an interval.");
}
