/* SPDX-License-Identifier: PostgreSQL */
/* How fast each case is, and against the fastest of its workload. */
#include "record/case_key.h"
#include "record/sample.h"
#include "show/section/section.h"
#include "show/words/heading.h"
#include "show/words/ratio.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>

/* With more workloads than that, one table is easier to read than many. */
#define TABLES_MAX 6

enum {
	CASE,
	WORKLOAD,
	MEDIAN,
	INTERVAL,
	COUNT,
	RATE,
	RATIO,
	RATIO_INTERVAL,
	REFERENCE,
	COLD,
	REMARK,
	COLUMNS
};

static const struct table_column all[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[WORKLOAD] = {.heading = "workload", .field = "workload", .is_hidden = true},
	[MEDIAN] = {.heading = "median", .field = "median_ns", .alignment = ALIGN_RIGHT},
	[INTERVAL] = {.heading = "95 % interval",
		      .field = "low_ns",
		      .field_high = "high_ns",
		      .alignment = ALIGN_RIGHT,
		      .priority = 1},
	[COUNT] = {.heading = "n", .field = "n", .alignment = ALIGN_RIGHT, .priority = 4},
	[RATE] = {.heading = "rows/s",
		  .field = "rows_per_second",
		  .alignment = ALIGN_RIGHT,
		  .priority = 3},
	[RATIO] = {.heading = "vs fastest", .field = "ratio", .alignment = ALIGN_RIGHT},
	[RATIO_INTERVAL] = {.heading = "ratio interval",
			    .field = "ratio_low",
			    .field_high = "ratio_high",
			    .alignment = ALIGN_RIGHT,
			    .priority = 6},
	/* Heading and field have the name of the reference. */
	[REFERENCE] = {.alignment = ALIGN_RIGHT, .priority = 2},
	[COLD] = {.heading = "first call",
		  .field = "cold_ns",
		  .alignment = ALIGN_RIGHT,
		  .priority = 5},
	[REMARK] = {.heading = "remark", .field = "remark", .may_wrap = true, .priority = 7},
};

/* The reference as programs use it: with the default of each factor that is not the workload's, so
 * with the server's own settings and one worker.  NULL: not measured. */
static const struct summary *reference_of(const struct ranking *ranking, const char *strategy)
{
	for (size_t i = 0; i < ranking->count; i++) {
		const struct summary *summary = ranking->items[i];
		if (summary->key.peer == NULL && summary->key.strategy != NULL &&
		    strcmp(summary->key.strategy, strategy) == 0 &&
		    ranking_part_of(summary) != RANKING_WITHOUT_RESULT &&
		    (factors_stated(&summary->key.factors) & ~factors_of_workload()) == 0)
			return summary;
	}
	return NULL;
}

static const char *remark_of(const struct ranking *ranking, const struct summary *summary)
{
	if (summary == ranking_fastest(ranking))
		return "fastest";
	if (ranking_is_as_good(ranking, summary))
		return "as good";
	return ranking_part_of(summary) == RANKING_UNRANKED ? "not ranked" : "";
}

static enum emphasis emphasis_of(const struct ranking *ranking, const struct summary *summary)
{
	if (summary == ranking_fastest(ranking))
		return EMPHASIS_BEST;
	switch (ranking_part_of(summary)) {
	case RANKING_UNRANKED:
		return EMPHASIS_ASIDE;
	case RANKING_WITHOUT_RESULT:
		return summary->status == SAMPLE_SKIPPED ? EMPHASIS_ASIDE : EMPHASIS_FAILED;
	default:
		return ranking_is_as_good(ranking, summary) ? EMPHASIS_GOOD : EMPHASIS_NONE;
	}
}

static void append_against(struct table *table, const struct summary *reference,
			   const struct summary *summary, bool works)
{
	double ratio = reference != NULL && works ? reference->median_ns / summary->median_ns : NAN;
	UP_BUFFER text = {0};

	if (summary == reference)
		up_buffer_append_string(&text, "1.00\u00d7");
	else if (!isfinite(ratio) || !(ratio > 0))
		up_buffer_append_char(&text, '-');
	else
		up_buffer_append_format(&text, "%s\u00d7 %s",
					quantity_number(ratio >= 1 ? ratio : 1 / ratio).text,
					ratio >= 1 ? "faster" : "slower");
	table_number(table, ratio, up_buffer_string(&text));
}

static void append_figures(struct table *table, const struct ranking *ranking,
			   const struct summary *summary, const char *reference)
{
	const struct summary *fastest = ranking_fastest(ranking);
	bool works = summary->role != ROLE_IDLE;
	double ratio = fastest != NULL && works ? summary->median_ns / fastest->median_ns : NAN;
	double rate = works ? summary->rows_per_second : NAN;
	/* The fastest against itself is no estimate. */
	double low = summary == fastest ? NAN : summary->ratio_low;
	double high = summary == fastest ? NAN : summary->ratio_high;

	table_number(table, summary->median_ns, quantity_duration(summary->median_ns).text);
	table_interval(table, summary->low_ns, summary->high_ns,
		       quantity_duration_interval(summary->low_ns, summary->high_ns).text);
	table_number(table, (double)summary->n, quantity_count((double)summary->n).text);
	table_number(table, rate, quantity_number(rate).text);
	table_number(table, ratio, ratio_text(ratio).text);
	table_interval(table, low, high, ratio_interval_text(low, high).text);
	append_against(table, reference_of(ranking, reference), summary, works);
	table_number(table, summary->cold_ns, quantity_duration(summary->cold_ns).text);
}

static void append_result(struct table *table, const struct ranking *ranking, size_t item,
			  const struct summary_list *summaries, factor_set omit,
			  const char *reference)
{
	const struct summary *summary = ranking->items[item];
	UP_BUFFER text = {0};

	if (item > 0 && ranking_part_of(summary) == RANKING_UNRANKED &&
	    ranking_part_of(ranking->items[item - 1]) == RANKING_RANKED)
		table_rule(table);
	table_row(table, emphasis_of(ranking, summary));
	case_key_append_name(&text, &summary->key, omit);
	table_take(table, &text);
	heading_append(&text, summary, summaries, FACTOR_NONE);
	table_take(table, &text);
	append_figures(table, ranking, summary, reference);
	table_text(table, remark_of(ranking, summary));
}

static void append_without_result(struct table *table, const struct ranking *ranking,
				  const struct summary *summary, factor_set omit)
{
	UP_BUFFER name = {0};
	UP_BUFFER text = {0};

	case_key_append_name(&name, &summary->key, omit);
	up_buffer_append_string(&text, ranking_words(summary));
	if (summary->error != NULL)
		up_buffer_append_format(&text, ": %s", summary->error);
	table_sentence(table, emphasis_of(ranking, summary), up_buffer_string(&name),
		       up_buffer_string(&text));
}

/* "times_faster_than_case_when" */
static void append_field(struct up_buffer *field, const char *reference)
{
	up_buffer_append_string(field, "times_faster_than_");
	for (const char *c = reference; *c != '\0'; c++)
		up_buffer_append_char(field, *c == '-' ? '_' : *c);
}

/* The rankings from begin to end as one table. */
static void append_table(struct document *document, const struct ranking_list *rankings,
			 size_t begin, size_t end, const struct summary_list *summaries)
{
	struct table_column columns[COLUMNS];
	const struct summary *first = rankings->items[begin].items[0];
	char name[64];
	UP_BUFFER heading = {0};
	UP_BUFFER field = {0};

	up_buffer_append_format(&heading, "vs %s", rankings->reference);
	append_field(&field, rankings->reference);
	document->failed |= heading.failed || field.failed;
	memcpy(columns, all, sizeof all);
	columns[REFERENCE].heading = up_buffer_string(&heading);
	columns[REFERENCE].field = up_buffer_string(&field);
	columns[WORKLOAD].is_hidden = end - begin == 1;
	snprintf(name, sizeof name, "ratios-%" PRId64 "-%zu", first->key.factors.rows, begin + 1);
	struct table *table = document_table(document, end - begin == 1 ? name : "ratios", NULL,
					     columns, COLUMNS);
	for (size_t r = begin; r < end; r++) {
		const struct ranking *ranking = &rankings->items[r];
		/* One heading for all has less to say. */
		const factor_set omit = end - begin == 1
						? heading_factors(ranking->items[0], summaries)
						: factors_of_workload();
		for (size_t i = 0; i < ranking->count; i++) {
			if (ranking_part_of(ranking->items[i]) == RANKING_WITHOUT_RESULT)
				append_without_result(table, ranking, ranking->items[i], omit);
			else
				append_result(table, ranking, i, summaries, omit,
					      rankings->reference);
		}
	}
}

/* The time of the ranked cases has no part in creating rows. */
static void append_created(struct document *document, const struct ranking *ranking)
{
	const struct summary *first = ranking->items[0];
	UP_BUFFER text = {0};

	if (first->key.factors.whole_sync == 1)
		return;
	if (factors_updated_rows(&first->key.factors) == 0)
		document_append(
			document, BLOCK_PARAGRAPH,
			"All rows are new: they are created before the update, which has none "
			"left. Its times are not ranked.");
	if (ranking->ranked == 0 || !(first->key.factors.new > 0))
		return;
	up_buffer_append_string(&text, "Rows that the table does not have are created before the "
				       "update, and that is not part of these times");
	if (first->create_ns > 0)
		up_buffer_append_format(&text, "; with %s it takes %s",
					first->key.peer != NULL ? first->key.peer
								: first->key.strategy,
					quantity_duration(first->create_ns).text);
	up_buffer_append_char(&text, '.');
	document_take(document, BLOCK_PARAGRAPH, &text);
}

/* Of a case that does not update all rows of its sync. */
static void append_rate(struct document *document, const struct ranking *ranking)
{
	for (size_t i = 0; i < ranking->count; i++) {
		const struct summary *summary = ranking->items[i];
		const double carried = summary->rows_per_second * summary->median_ns / 1e9;
		if (summary->role != ROLE_RANKED || isnan(carried) ||
		    fabs(carried - (double)summary->key.factors.rows) < 0.5)
			continue;
		document_append(document, BLOCK_PARAGRAPH,
				"rows/s counts the rows that are updated, not all of the sync.");
		return;
	}
}

void ranking_append(struct document *document, const struct ranking_list *rankings,
		    const struct summary_list *summaries)
{
	for (size_t r = 0; r < rankings->count; r++) {
		UP_BUFFER text = {0};
		heading_append_full(&text, rankings->items[r].items[0], summaries);
		up_buffer_append_format(
			&text, ": time of %s",
			sample_compared_words(&rankings->items[r].items[0]->key.factors));
		document_take(document, BLOCK_HEADING, &text);
		append_table(document, rankings, r, r + 1, summaries);
		append_created(document, &rankings->items[r]);
		append_rate(document, &rankings->items[r]);
	}
}

static bool is_ranked(const struct ranking_list *rankings)
{
	for (size_t r = 0; r < rankings->count; r++) {
		if (rankings->items[r].ranked > 0)
			return true;
	}
	return false;
}

static void append_introduction(struct document *document, const struct factors *factors)
{
	UP_BUFFER text = {0};

	up_buffer_append_format(&text,
				"Time of %s until the rows are durable, the fastest first. A case "
				"whose ratio interval includes 1 is as good as the fastest; the "
				"upper end is how much slower it may be.",
				sample_compared_words(factors));
	document_take(document, BLOCK_PARAGRAPH, &text);
}

enum up_status report_ratios(const struct report_context *context, struct up_error *err)
{
	const struct ranking_list *rankings = context->rankings;

	(void)err;
	if (rankings->count == 0)
		return UP_OK;
	document_section(context->document, "ratios", "How fast each case is");
	if (is_ranked(rankings))
		append_introduction(context->document, &rankings->items[0].items[0]->key.factors);
	if (rankings->count <= TABLES_MAX)
		ranking_append(context->document, rankings, context->report->summaries);
	else
		append_table(context->document, rankings, 0, rankings->count,
			     context->report->summaries);
	return UP_OK;
}
