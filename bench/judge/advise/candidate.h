/* SPDX-License-Identifier: PostgreSQL */
/*
 * A candidate for a workload: a contender with its time as it was measured there; as it was measured
 * with as many rows at another rtt, and its round trips at that of the workload; interpolated from
 * the workloads around (contest.h); or as its model predicts it.
 *
 * Candidates are in the order of their expected regret (regret.h), or of their times where too few
 * samples were taken for that.
 */
#ifndef JUDGE_ADVISE_CANDIDATE_H
#define JUDGE_ADVISE_CANDIDATE_H

#include "judge/advise/contest.h"
#include "judge/advise/regret.h"

enum candidate_origin {
	CANDIDATE_MEASURED,
	CANDIDATE_ROUND_TRIPS, /* measured at another rtt */
	CANDIDATE_INTERPOLATED,
	CANDIDATE_MODEL,
};

enum candidate_standing {
	STANDING_SLOWER,  /* than the first: the interval of the ratio of their times is above 1 */
	STANDING_OPEN,    /* they cannot be distinguished: neither this nor the next */
	STANDING_AS_GOOD, /* the interval ends at 1 + REGRET_RIGHT, or below */
};

struct candidate {
	const struct model *model; /* borrowed; of the levels that are nearest to the workload */
	enum candidate_origin origin;
	const struct summary
		*base; /* borrowed; of as many rows; NULL: it was not measured with them */
	const struct summary
		*measured; /* borrowed; base, where that is of the same rtt; NULL otherwise */
	double rows;       /* of the workload, as rtt_ns is */
	double rtt_ns;
	double ns;     /* NaN when refused */
	double low_ns; /* NaN when there is no interval */
	double high_ns;
	double trips;  /* NaN when not known */
	char *refusal; /* owned; why there is no time */
	bool turns;    /* its plan changes between the sizes around the workload */
	struct regret regret;
	struct regret_ratio ratio; /* of its time to that of the first; without draws the middle is
				      that of the two times, and the rest NaN */
	enum candidate_standing standing;
	bool is_open; /* its regret may be below REGRET_OPEN: it deserves to be measured */
};

struct candidate_list {
	struct candidate *items; /* owned; what is recommended first, those that are refused last */
	size_t count;
	size_t known; /* of them are not refused */
	struct workload
		workload;       /* that they are for: as asked, or the nearest levels of the run */
	struct lattice lattice; /* what is interpolated from; count 0: nothing */
	double confidence; /* that the regret of the first is at most REGRET_RIGHT; NaN: not known */
};

void candidate_list_release(struct candidate_list *list);
#define CANDIDATE_LIST UP_CLEANUP(candidate_list_release) struct candidate_list

/* Is the family a contender at the levels of the workload?  Rows and rtt do not matter. */
bool candidate_matches(const struct model *model, const struct workload *workload, bool peers);

/* The contenders among the models, which are of one workload but for rows, rtt, changed and
 * table-rows. */
UP_MUST_CHECK enum up_status candidate_list_make(const struct run *run,
						 const struct model_list *models,
						 const struct workload *asked, bool peers,
						 uint64_t seed, struct candidate_list *list,
						 struct up_error *err);

/* Of a run that measured the workload itself, such as one that confirms: the ratios to the first become
 * those of `upbench report`, of medians, with intervals from pairs of the same round, and the standings
 * follow them.  Which one is first stays. */
UP_MUST_CHECK enum up_status candidate_list_pair(const struct run *run, struct candidate_list *list,
						 struct up_error *err);

/* Those that are open, the first of the list among them: at most size, in their order; returns how
 * many. */
size_t candidate_list_open(const struct candidate_list *list, const struct candidate **open,
			   size_t size);

#endif
