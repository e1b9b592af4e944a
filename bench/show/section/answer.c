/* SPDX-License-Identifier: PostgreSQL */
/* What to do, in two sentences for each workload, and what became of the claim. */
#include "judge/summary/claim.h"
#include "judge/summary/finding.h"
#include "show/document/sheet.h"
#include "show/section/claim_terminal.h"
#include "show/section/section.h"
#include "show/words/claim.h"
#include "show/words/finding.h"
#include "show/words/heading.h"
#include "text/quantity.h"

#include <math.h>

/* Beyond that, the table of the fastest says it better. */
#define WORKLOADS_IN_WORDS 4
#define NAMES_MAX 6
#define FINDINGS_MAX 30

static void append_name(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER name = {0};
	if (report_case_name(summary, &name, NULL) != UP_OK)
		text->failed = true;
	up_buffer_append_string(text, up_buffer_string(&name));
}

static void append_recommendation(struct up_buffer *text, const struct ranking *ranking,
				  const struct summary_list *summaries)
{
	const struct summary *fastest = ranking_fastest(ranking);

	up_buffer_append_string(text, "For ");
	heading_append_full(text, fastest, summaries);
	up_buffer_append_string(text, ", update with ");
	append_name(text, fastest);
	up_buffer_append_format(text, ": %s to update and commit",
				quantity_duration(fastest->median_ns).text);
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
		append_name(text, ranking->items[i]);
		seen++;
	}
	if (count > seen)
		up_buffer_append_format(text, " and %zu more", count - seen);
	up_buffer_append_format(text, " %s as good: the samples do not tell %s apart from it.",
				count == 1 ? "is" : "are", count == 1 ? "it" : "them");
}

static void append_next(struct up_buffer *text, const struct ranking *ranking)
{
	const struct summary *next = ranking->items[1];

	if (isnan(next->ratio_low)) {
		up_buffer_append_string(text, "Whether others are as good cannot be said from so "
					      "few samples; the next one, ");
		append_name(text, next);
		up_buffer_append_format(text, ", took %s times as long.",
					quantity_number(next->ratio).text);
		return;
	}
	up_buffer_append_string(text, "Nothing else that was measured is as good: the next one, ");
	append_name(text, next);
	up_buffer_append_format(text, ", takes %s times as long (95 %% interval %s).",
				quantity_number(next->ratio).text,
				quantity_interval(next->ratio_low, next->ratio_high).text);
}

static enum up_status append_workload(const struct report_context *context,
				      const struct ranking *ranking, struct up_error *err)
{
	UP_BUFFER text = {0};

	append_recommendation(&text, ranking, context->report->summaries);
	UP_TRY(up_buffer_check(&text, err));
	page_lead(context->page, up_buffer_string(&text));
	if (ranking->ranked < 2)
		return UP_OK;
	up_buffer_clear(&text);
	size_t count = count_as_good(ranking);
	if (count > 0)
		append_as_good(&text, ranking, count);
	else
		append_next(&text, ranking);
	UP_TRY(up_buffer_check(&text, err));
	page_paragraph(context->page, up_buffer_string(&text));
	return UP_OK;
}

/* ---- the claim -------------------------------------------------------- */

static const char *const claim_headings[CLAIM_COLUMN_COUNT] = {
	[CLAIM_CLAIMED_BEFORE] = "claimed before", [CLAIM_MEASURED_BEFORE] = "measured before",
	[CLAIM_CLAIMED_AFTER] = "claimed after",   [CLAIM_MEASURED_AFTER] = "measured after",
	[CLAIM_COLD] = "after, first call",        [CLAIM_OURS] = "fastest of upbench",
};

static void append_claim_table(struct page *page, const struct claim *claim)
{
	struct sheet_column columns[1 + CLAIM_COLUMN_COUNT] = {{.heading = "", .field = "figure"}};

	for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
		columns[c + 1] =
			(struct sheet_column){.heading = claim_headings[c],
					      .field = claim_headings[c],
					      .is_number = true,
					      .is_hidden = !claim_column_is_there(claim, c)};
	struct sheet sheet = sheet_begin(
		page, "claim",
		"The sync before and after, claimed and measured: 1,914 programs of 20 columns. "
		"Read "
		"a line from left to right; the update is the one that the claim is about.",
		columns, 1 + CLAIM_COLUMN_COUNT);
	for (size_t line = 0; line < CLAIM_SHOWN_LINES; line++) {
		sheet_row(&sheet, line == CLAIM_UPDATE || line == CLAIM_SPEED_UP ? "best" : NULL);
		sheet_text(&sheet, claim_line_name(line));
		for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++) {
			double value = line < CLAIM_LINE_COUNT ? claim->figures[line][c].low : NAN;
			sheet_number(&sheet, value, claim_figure_text(claim, line, c).text);
		}
	}
	sheet_end(&sheet);
}

static void append_origins(struct page *page, const struct claim *claim)
{
	UP_BUFFER text = {0};
	char *state = NULL;

	claim_append_origins(&text, claim);
	for (char *line = text.data == NULL ? NULL : strtok_r(text.data, "\n", &state);
	     line != NULL; line = strtok_r(NULL, "\n", &state))
		page_note(page, line + strspn(line, " "));
	page->text.failed |= text.failed;
}

static enum up_status append_claim(const struct report_context *context, const struct claim *claim,
				   struct up_error *err)
{
	UP_BUFFER text = {0};

	append_claim_table(context->page, claim);
	append_origins(context->page, claim);
	if (claim->reason_count > 0)
		page_heading(context->page, "What explains it");
	page_list(context->page);
	for (size_t r = 0; r < claim->reason_count; r++) {
		up_buffer_clear(&text);
		claim_append_reason(&text, &claim->reasons[r]);
		UP_TRY(up_buffer_check(&text, err));
		page_item(context->page, up_buffer_string(&text));
	}
	page_list_end(context->page);
	return UP_OK;
}

/* The verdict belongs to what a reader sees first. */
static enum up_status append_claim_verdict(const struct report_context *context,
					   const struct claim *claim, struct up_error *err)
{
	UP_BUFFER text = {0};

	claim_append_speed_up(&text, claim);
	up_buffer_append_char(&text, ' ');
	claim_append_sync(&text, claim);
	UP_TRY(up_buffer_check(&text, err));
	page_lead(context->page, up_buffer_string(&text));
	return UP_OK;
}

/* ---- findings --------------------------------------------------------- */

static enum up_status append_findings(const struct report_context *context, struct up_error *err)
{
	const struct report *report = context->report;
	FINDING_LIST findings = {0};
	UP_BUFFER sentence = {0};

	UP_TRY(finding_list_make(report->run, report->summaries, &findings, err));
	if (findings.count == 0)
		return UP_OK;
	page_heading(context->page, "What was measured, in words");
	page_list(context->page);
	for (size_t f = 0; f < findings.count && f < FINDINGS_MAX; f++) {
		up_buffer_clear(&sentence);
		sentence_append(&sentence, &findings.items[f], report->summaries);
		UP_TRY(up_buffer_check(&sentence, err));
		page_item(context->page, up_buffer_string(&sentence));
	}
	page_list_end(context->page);
	if (findings.count > FINDINGS_MAX)
		page_note(context->page, "There is more of that: upbench report prints all of it.");
	return UP_OK;
}

/* A stated delay of the fetch is there for the whole sync, and says nothing of the update. */
static bool is_delayed(const struct ranking *ranking)
{
	return ranking->items[0]->key.factors.fetch_delay_ns > 0;
}

enum up_status report_answer(const struct report_context *context, struct up_error *err)
{
	const struct ranking_list *rankings = context->rankings;
	struct claim claim;
	size_t told = 0;
	bool all_delayed = true;

	for (size_t r = 0; r < rankings->count; r++)
		all_delayed &= rankings->items[r].ranked == 0 || is_delayed(&rankings->items[r]);
	UP_TRY(claim_make(context->report->run, context->report->summaries, &claim, err));
	page_opening(context->page, "answer", "The answer");
	for (size_t r = 0; r < rankings->count && told < WORKLOADS_IN_WORDS; r++) {
		if (rankings->items[r].ranked == 0 ||
		    (is_delayed(&rankings->items[r]) && !all_delayed))
			continue;
		UP_TRY(append_workload(context, &rankings->items[r], err));
		told++;
	}
	if (told == 0)
		page_lead(context->page, "Nothing can be recommended: no strategy has a result.");
	if (rankings->count > WORKLOADS_IN_WORDS && told == WORKLOADS_IN_WORDS)
		page_note(context->page, "The other workloads are in the table of ratios.");
	if (claim.is_there)
		UP_TRY(append_claim_verdict(context, &claim, err));
	if (claim.is_there) {
		page_section(context->page, "claim", "The claim");
		UP_TRY(append_claim(context, &claim, err));
	}
	return append_findings(context, err);
}
