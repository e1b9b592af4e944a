/* SPDX-License-Identifier: PostgreSQL */
/* The cases of a run, workload by workload, each in the order of a ranking. */
#ifndef SHOW_SECTION_RANKING_H
#define SHOW_SECTION_RANKING_H

#include "base/error.h"
#include "record/summary.h"
#include "show/document/document.h"

#include <stdbool.h>

enum ranking_part {
	RANKING_RANKED,
	RANKING_UNRANKED,       /* measured, but no contender */
	RANKING_WITHOUT_RESULT, /* failed, timed out, wrong, skipped */
};

enum ranking_part ranking_part_of(const struct summary *summary);

/* What became of a case without a result, in words: "timed out". */
const char *ranking_words(const struct summary *summary);

/* The cases of one workload: ranked ones, the fastest first, then the others. */
struct ranking {
	const struct summary **items; /* owned; what it points to is not */
	size_t count;
	size_t ranked; /* how many of them are */
};

struct ranking_list {
	struct ranking *items; /* owned; the workloads in the order of their rows */
	size_t count;
	const char *reference; /* borrowed; the strategy that all are compared with */
};

UP_MUST_CHECK enum up_status ranking_list_make(const struct summary_list *summaries,
					       const char *reference, struct ranking_list *list,
					       struct up_error *err);
void ranking_list_release(struct ranking_list *list);
#define RANKING_LIST UP_CLEANUP(ranking_list_release) struct ranking_list

/* NULL: nothing is ranked. */
const struct summary *ranking_fastest(const struct ranking *ranking);

/* Whether the samples do not tell a ranked case from the fastest: the interval of its
 * ratio reaches down to 1.  Without an interval that is not known, which is false. */
bool ranking_is_as_good(const struct ranking *ranking, const struct summary *summary);

/* The name of a case as its ranking shows it, without the factors of its heading. */
void ranking_append_name(struct up_buffer *text, const struct summary *summary);

/* A heading and a table for each workload. */
void ranking_append(struct document *document, const struct ranking_list *rankings,
		    const struct summary_list *summaries);

/* "merge-unnest is the fastest in all 8 workloads."; false, and nothing, where that is not so or
 * where fewer than two workloads have several contenders. */
bool ranking_append_winner(struct up_buffer *text, const struct ranking_list *list);

#endif
