/* SPDX-License-Identifier: PostgreSQL */
/* What to do, in two sentences for each workload, and what became of the claim. */
#include "judge/predict/requirement.h"
#include "judge/summary/claim.h"
#include "record/sample.h"
#include "show/section/claim.h"
#include "show/section/findings.h"
#include "show/section/section.h"
#include "show/words/heading.h"
#include "show/words/ratio.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>

/* Beyond that, the table of the fastest is clearer. */
#define WORKLOADS_IN_WORDS 4
#define NAMES_MAX 6

static void append_recommendation(struct up_buffer *text, const struct ranking *ranking,
				  const struct summary_list *summaries)
{
	const struct summary *fastest = ranking_fastest(ranking);

	up_buffer_append_string(text, "For ");
	heading_append_full(text, fastest, summaries);
	up_buffer_append_string(text, ", update with ");
	ranking_append_name(text, fastest);
	up_buffer_append_format(text, ": %s for %s", quantity_duration(fastest->median_ns).text,
				sample_compared_words(&fastest->key.factors));
	if (isnan(fastest->low_ns))
		up_buffer_append_format(text, " (%s, too few for an interval).",
					fastest->n == 1 ? "one sample" : "few samples");
	else
		up_buffer_append_format(
			text, " (95 %% interval %s).",
			quantity_duration_interval(fastest->low_ns, fastest->high_ns).text);
}

static size_t count_as_good(const struct ranking *ranking)
{
	size_t count = 0;

	for (size_t i = 0; i < ranking->count; i++)
		count += ranking_is_as_good(ranking, ranking->items[i]);
	return count;
}

static void append_as_good(struct up_buffer *text, const struct ranking *ranking, size_t count)
{
	size_t seen = 0;

	for (size_t i = 0; i < ranking->count && seen < NAMES_MAX; i++) {
		if (!ranking_is_as_good(ranking, ranking->items[i]))
			continue;
		if (seen > 0)
			up_buffer_append_string(text, seen + 1 == count ? " and " : ", ");
		ranking_append_name(text, ranking->items[i]);
		seen++;
	}
	if (count > seen)
		up_buffer_append_format(text, " and %zu more", count - seen);
	up_buffer_append_format(text, " %s as good: the samples show no difference.",
				count == 1 ? "is" : "are");
}

static void append_next(struct up_buffer *text, const struct ranking *ranking)
{
	const struct summary *next = ranking->items[1];

	if (isnan(next->ratio_low)) {
		up_buffer_append_string(text, "There are too few samples to decide whether others "
					      "are as good; the next one, ");
		ranking_append_name(text, next);
		up_buffer_append_format(text, ", took %s times as long.",
					quantity_number(next->ratio).text);
		return;
	}
	up_buffer_append_string(text, "Nothing else that was measured is as good: the next one, ");
	ranking_append_name(text, next);
	up_buffer_append_format(text, ", takes %s times as long (95 %% interval %s).",
				quantity_number(next->ratio).text,
				ratio_interval_text(next->ratio_low, next->ratio_high).text);
}

static void append_workload(struct document *document, const struct summary_list *summaries,
			    const struct ranking *ranking, enum block_kind kind)
{
	UP_BUFFER text = {0};

	append_recommendation(&text, ranking, summaries);
	document_take(document, kind, &text);
	if (ranking->ranked < 2)
		return;
	size_t count = count_as_good(ranking);
	if (count > 0)
		append_as_good(&text, ranking, count);
	else
		append_next(&text, ranking);
	document_take(document, BLOCK_PARAGRAPH, &text);
}

/* How the strategy was set, and what an application needs for it. */
static void append_terms(struct document *document, const struct run *run,
			 const struct summary *fastest)
{
	const struct factors *factors = &fastest->key.factors;
	const char *separator = "It requires: ";
	unsigned mask = 0;
	UP_BUFFER text = {0};

	if (factors->chunk != UNMEASURED)
		up_buffer_append_format(&text, "Rows per statement: %" PRId64 ". ", factors->chunk);
	if (factors->tuned == 1)
		up_buffer_append_string(&text, "With the settings that it recommends (--tuned). ");
	if (factors->workers > 1)
		up_buffer_append_format(&text, "Connections that share the rows: %" PRId64 ". ",
					factors->workers);
	(void)requirement_find(&run->manifest, fastest->key.strategy, &mask);
	for (enum requirement r = 0; r < REQUIREMENT_COUNT; r++) {
		if ((mask & 1u << r) == 0)
			continue;
		up_buffer_append_format(&text, "%s%s", separator, requirement_text(r));
		separator = " ";
	}
	if (text.length > 0)
		document_take(document, BLOCK_PARAGRAPH, &text);
}

void answer_append_own(struct document *document, const struct run *run,
		       const struct summary_list *summaries, const struct ranking_list *rankings)
{
	const struct summary *last = NULL;
	size_t shown = 0;

	if (run->manifest.relation.own.data == NULL)
		return;
	for (size_t r = 0; r < rankings->count && shown < WORKLOADS_IN_WORDS; r++) {
		const struct ranking *ranking = &rankings->items[r];
		if (ranking->ranked == 0)
			continue;
		if (shown++ == 0)
			document_append(document, BLOCK_HEADING, "The answer");
		append_workload(document, summaries, ranking, BLOCK_PARAGRAPH);
		last = ranking_fastest(ranking);
		append_terms(document, run, last);
	}
	if (last == NULL || last->key.peer != NULL)
		return;
	UP_BUFFER text = {0};
	up_buffer_append_format(&text, "With --sql %s, a run prints its statements.",
				last->key.strategy);
	document_take(document, BLOCK_NOTE, &text);
}

/* Whether the workload is one to recommend for: a stated delay of the fetch is there for the
 * whole sync, and means nothing for the update, unless all have one. */
static bool counts(const struct ranking_list *rankings, size_t r)
{
	bool all_delayed = true;

	for (size_t o = 0; o < rankings->count; o++)
		all_delayed &= rankings->items[o].ranked == 0 ||
			       rankings->items[o].items[0]->key.factors.fetch_delay_ns > 0;
	return rankings->items[r].ranked > 0 &&
	       (all_delayed || !(rankings->items[r].items[0]->key.factors.fetch_delay_ns > 0));
}

static void append_workloads(const struct report_context *context)
{
	const struct ranking_list *rankings = context->rankings;
	UP_BUFFER text = {0};
	enum block_kind kind = BLOCK_LEAD;
	size_t shown = 0;

	if (ranking_append_winner(&text, rankings)) {
		document_take(context->document, BLOCK_LEAD, &text);
		kind = BLOCK_PARAGRAPH;
	}
	for (size_t r = 0; r < rankings->count && shown < WORKLOADS_IN_WORDS; r++) {
		if (!counts(rankings, r))
			continue;
		append_workload(context->document, context->report->summaries, &rankings->items[r],
				kind);
		if (context->report->run->manifest.relation.own.data != NULL)
			append_terms(context->document, context->report->run,
				     ranking_fastest(&rankings->items[r]));
		shown++;
	}
	if (shown == 0)
		document_append(context->document, BLOCK_LEAD,
				"Nothing can be recommended: no strategy has a result.");
	if (rankings->count > WORKLOADS_IN_WORDS && shown == WORKLOADS_IN_WORDS)
		document_append(context->document, BLOCK_NOTE,
				"The other workloads are in the table of ratios.");
}

enum up_status report_answer(const struct report_context *context, struct up_error *err)
{
	const struct report *report = context->report;
	CLAIM claim = {0};

	UP_TRY(claim_compare(report->run, report->summaries, &claim, err));
	document_opening(context->document, "answer", "The answer");
	append_workloads(context);
	claim_append_verdict(context->document, &claim, BLOCK_LEAD);
	if (claim.measured_count > 0)
		document_section(context->document, "claim", "The claim");
	claim_append(context->document, report->run, &claim);
	return findings_append(context->document, report->run, report->summaries, context->rankings,
			       FINDINGS_ALL, err);
}
