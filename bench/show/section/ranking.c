/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/ranking.h"

#include "record/case_key.h"
#include "record/sample.h"

#include <math.h>

enum ranking_part ranking_part_of(const struct summary *summary)
{
	if (summary->status != SAMPLE_OK || isnan(summary->median_ns))
		return RANKING_WITHOUT_RESULT;
	return summary->reference != NULL ? RANKING_RANKED : RANKING_UNRANKED;
}

const char *ranking_words(const struct summary *summary)
{
	switch (summary->status) {
	case SAMPLE_FAILED:
		return "failed";
	case SAMPLE_TIMEOUT:
		return "timed out";
	case SAMPLE_MISMATCH:
		return summary->is_by_table ? "not measured" : "left the table in a wrong state";
	case SAMPLE_SKIPPED:
		return "skipped";
	default:
		return "no sample after its warm-up";
	}
}

static int by_part_and_time(const void *a, const void *b)
{
	const struct summary *x = *(const struct summary *const *)a;
	const struct summary *y = *(const struct summary *const *)b;
	int p = (int)ranking_part_of(x);
	int q = (int)ranking_part_of(y);

	if (p != q)
		return p - q;
	if (p != RANKING_WITHOUT_RESULT &&
	    (x->median_ns < y->median_ns || x->median_ns > y->median_ns))
		return x->median_ns < y->median_ns ? -1 : 1;
	return (x > y) - (x < y);
}

static int by_rows(const void *a, const void *b)
{
	const struct summary *x = ((const struct ranking *)a)->items[0];
	const struct summary *y = ((const struct ranking *)b)->items[0];

	const int order = factors_compare_workload(&x->key.factors, &y->key.factors);

	return order != 0 ? order : (x > y) - (x < y);
}

static bool is_in(const struct ranking_list *list, const struct summary *summary)
{
	for (size_t r = 0; r < list->count; r++) {
		for (size_t i = 0; i < list->items[r].count; i++) {
			if (list->items[r].items[i] == summary)
				return true;
		}
	}
	return false;
}

static enum up_status add(struct ranking_list *list, const struct summary_list *summaries,
			  size_t first, struct up_error *err)
{
	struct ranking *ranking = &list->items[list->count];
	const struct summary *of = &summaries->items[first];

	ranking->items = calloc(summaries->count, sizeof(struct summary *));
	if (ranking->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a ranking");
	for (size_t s = first; s < summaries->count; s++) {
		const struct summary *summary = &summaries->items[s];
		if (!case_key_same_workload(&of->key, &summary->key) || is_in(list, summary))
			continue;
		ranking->items[ranking->count++] = summary;
		ranking->ranked += ranking_part_of(summary) == RANKING_RANKED;
	}
	list->count++;
	return UP_OK;
}

enum up_status ranking_list_make(const struct summary_list *summaries, const char *reference,
				 struct ranking_list *list, struct up_error *err)
{
	RANKING_LIST new = {.items = calloc(summaries->count + 1, sizeof(struct ranking)),
			    .reference = reference};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a ranking");
	for (size_t s = 0; s < summaries->count; s++) {
		if (!is_in(&new, &summaries->items[s]))
			UP_TRY(add(&new, summaries, s, err));
	}
	for (size_t r = 0; r < new.count; r++)
		qsort(new.items[r].items, new.items[r].count, sizeof(struct summary *),
		      by_part_and_time);
	qsort(new.items, new.count, sizeof *new.items, by_rows);
	*list = new;
	new = (struct ranking_list){0};
	return UP_OK;
}

void ranking_list_release(struct ranking_list *list)
{
	for (size_t r = 0; r < list->count; r++)
		free(list->items[r].items);
	free(list->items);
	*list = (struct ranking_list){0};
}

const struct summary *ranking_fastest(const struct ranking *ranking)
{
	return ranking->ranked > 0 ? ranking->items[0] : NULL;
}

bool ranking_is_as_good(const struct ranking *ranking, const struct summary *summary)
{
	const struct summary *fastest = ranking_fastest(ranking);

	return fastest != NULL && summary != fastest &&
	       ranking_part_of(summary) == RANKING_RANKED && summary->ratio_low <= 1;
}

void ranking_append_name(struct up_buffer *text, const struct summary *summary)
{
	const size_t begin = text->length;

	case_key_append_name(text, &summary->key, factors_of_workload());
	if (text->length == begin)
		up_buffer_append_string(text, "(no name)");
}

/* The same strategy or peer, in the same way. */
static bool are_one_contender(const struct summary *a, const struct summary *b)
{
	return case_key_equal(&a->key, &b->key, factors_of_workload());
}

bool ranking_append_winner(struct up_buffer *text, const struct ranking_list *list)
{
	const struct summary *winner = NULL;
	size_t workloads = 0;

	for (size_t r = 0; r < list->count; r++) {
		const struct summary *fastest = ranking_fastest(&list->items[r]);
		if (list->items[r].ranked < 2)
			continue;
		if (winner != NULL && !are_one_contender(winner, fastest))
			return false;
		winner = fastest;
		workloads++;
	}
	if (workloads < 2)
		return false;
	ranking_append_name(text, winner);
	if (workloads == 2)
		up_buffer_append_string(text, " is the fastest in both workloads.");
	else
		up_buffer_append_format(text, " is the fastest in all %zu workloads.", workloads);
	return true;
}
