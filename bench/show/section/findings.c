/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/findings.h"

#include "judge/summary/finding.h"
#include "show/words/finding.h"

/* On the first screen. */
#define SHOWN_MAX 8

static bool is_without_effect(const struct finding *finding)
{
	return finding->certainty == FINDING_NOT_SHOWN && finding->kind == FINDING_CONTRAST;
}

/* A delay on the way costs its round trips by construction: that the samples do not show it is
 * a fact about the samples. */
static bool is_worth_a_line(const struct finding *finding)
{
	return !(is_without_effect(finding) && finding->factor == FACTOR_RTT);
}

struct selection {
	const struct finding_list *findings;
	const struct summary_list *summaries;
	bool is_without_effect;
};

static size_t count(const struct selection *selection)
{
	size_t n = 0;

	for (size_t f = 0; f < selection->findings->count; f++) {
		const struct finding *finding = &selection->findings->items[f];
		n += is_worth_a_line(finding) &&
		     is_without_effect(finding) == selection->is_without_effect;
	}
	return n;
}

/* The sentences from the first-th on, before the last-th. */
static void append_items(struct document *document, const struct selection *selection, size_t first,
			 size_t last)
{
	size_t n = 0;

	for (size_t f = 0; f < selection->findings->count; f++) {
		const struct finding *finding = &selection->findings->items[f];
		UP_BUFFER text = {0};
		if (!is_worth_a_line(finding) ||
		    is_without_effect(finding) != selection->is_without_effect)
			continue;
		if (n >= first && n < last) {
			sentence_append(&text, finding, selection->summaries);
			document_item(document, 0, EMPHASIS_NONE, up_buffer_string(&text), NULL);
		}
		n++;
		document->failed |= text.failed;
	}
}

static void append_fold(struct document *document, const struct selection *selection, size_t first,
			const char *title)
{
	const size_t total = count(selection);
	UP_BUFFER text = {0};

	if (first >= total)
		return;
	up_buffer_append_format(&text, title, total - first);
	document_take(document, BLOCK_FOLD, &text);
	append_items(document, selection, first, total);
	document_append(document, BLOCK_FOLD_END, NULL);
}

static void append_rest(struct document *document, const struct selection *effects,
			const struct selection *others, enum findings_extent extent)
{
	const size_t more = count(effects) > SHOWN_MAX ? count(effects) - SHOWN_MAX : 0;
	UP_BUFFER text = {0};

	if (extent == FINDINGS_ALL) {
		append_fold(document, effects, SHOWN_MAX, "%zu more");
		append_fold(document, others, 0, "No significant effect (%zu)");
		return;
	}
	if (more > 0)
		up_buffer_append_format(&text, "%zu more", more);
	if (count(others) > 0)
		up_buffer_append_format(&text, "%s%zu without a significant effect",
					more > 0 ? ", and " : "", count(others));
	if (text.length > 0) {
		up_buffer_append_string(&text, "; see report.html.");
		document_take(document, BLOCK_NOTE, &text);
	}
}

enum up_status findings_append(struct document *document, const struct run *run,
			       const struct summary_list *summaries,
			       const struct ranking_list *rankings, enum findings_extent extent,
			       struct up_error *err)
{
	FINDING_LIST findings = {0};
	UP_BUFFER winner = {0};

	UP_TRY(finding_list_make(run, summaries, &findings, err));
	const struct selection effects = {&findings, summaries, false};
	const struct selection others = {&findings, summaries, true};
	const bool has_winner = ranking_append_winner(&winner, rankings);
	if (findings.count == 0 && !has_winner)
		return UP_OK;
	document_append(document, BLOCK_HEADING, "Measured");
	if (has_winner && extent == FINDINGS_FEW)
		document_item(document, 0, EMPHASIS_NONE, up_buffer_string(&winner), NULL);
	append_items(document, &effects, 0, SHOWN_MAX);
	append_rest(document, &effects, &others, extent);
	return document_check(document, err);
}
