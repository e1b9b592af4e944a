/* SPDX-License-Identifier: PostgreSQL */
/* Runs and summaries for tests, made of a few words each. */
#ifndef UNIT_SUMMARY_CASE_H
#define UNIT_SUMMARY_CASE_H

#include "key_of.h"
#include "record/run.h"
#include "record/summary.h"

#include <stdlib.h>
#include <string.h>

static inline char *own(const char *text)
{
	return text != NULL && text[0] != '\0' ? strdup(text) : NULL;
}

static inline void key_of_first_word(struct case_key *key, const char *case_name)
{
	UP_FREE char *strategy = strndup(case_name, strcspn(case_name, " "));
	key_of_name(key, case_name, strategy);
}

/* Puts a blank sample at the end of a run. */
static inline struct sample *add_sample(struct run *run, const char *case_name, int phase,
					int64_t round, int64_t update_ns)
{
	run->samples.items =
		realloc(run->samples.items, (run->samples.count + 1) * sizeof *run->samples.items);
	struct sample *sample = &run->samples.items[run->samples.count++];
	sample_init(sample);
	sample->case_name = own(case_name);
	key_of_first_word(&sample->key, case_name);
	if (sample->key.factors.rows == UNMEASURED)
		sample->key.factors.rows = 1914;
	sample->key.factors.columns = 20;
	sample->phase = phase;
	sample->round = round;
	sample->update_ns = update_ns;
	sample->rows_updated = sample->key.factors.rows;
	return sample;
}

/* A case that ran, with an interval of 2 % on both sides of its median. */
static inline struct summary *add_summary(struct summary_list *list, const char *case_name,
					  int64_t rows, double median_ns)
{
	list->items = realloc(list->items, (list->count + 1) * sizeof *list->items);
	struct summary *summary = &list->items[list->count++];
	summary_init(summary);
	summary->case_name = own(case_name);
	key_of_first_word(&summary->key, case_name);
	summary->key.factors.rows = rows;
	summary->key.factors.columns = 20;
	summary->n = 11;
	summary->median_ns = median_ns;
	summary->update_ns = median_ns;
	summary->low_ns = median_ns * 0.98;
	summary->high_ns = median_ns * 1.02;
	summary->rows_per_second = (double)rows * 1e9 / median_ns;
	return summary;
}

static inline struct summary *rank_against(struct summary *summary, const char *reference,
					   double ratio)
{
	summary->reference = own(reference);
	summary->ratio = ratio;
	summary->ratio_low = ratio * 0.98;
	summary->ratio_high = ratio * 1.02;
	return summary;
}

#endif
