/* SPDX-License-Identifier: PostgreSQL */
/* Where one strategy overtakes another, as the rows become more. */
#ifndef JUDGE_PREDICT_CROSSOVER_H
#define JUDGE_PREDICT_CROSSOVER_H

#include "judge/predict/model.h"

/* Below rows one is faster, above it the other. */
struct crossover {
	const struct model *before;
	const struct model *after;
	double rtt_ns;
	double rows;
	bool of_fastest; /* no third one is faster there */
	bool is_within;  /* the sizes that were measured of both */
};

struct crossover_list {
	struct crossover *items; /* by rtt and rows; owned */
	size_t count;
};

void crossover_list_release(struct crossover_list *list);

/* Of ranked models that are rivals (family.h), at each of the round-trip times.  The models must live as long
 * as the list, which is empty before. */
UP_MUST_CHECK enum up_status crossover_list_find(const struct model_list *models,
						 const int64_t *rtt_ns, size_t rtt_count,
						 struct crossover_list *list, struct up_error *err);

#endif
