/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/advice_reason.h"

#include "judge/summary/measured.h"
#include "record/case_key.h"

#include <math.h>

/* A cost that is smaller by less explains nothing. */
#define LEAST_RATIO 1.1
/* Nor does a part of the difference that is less than this. */
#define LEAST_SHARE 0.05
#define LEAST_TRIPS 2.0
#define WRONG_ESTIMATE 10.0

static const char *const names[ADVICE_REASON_COUNT] = {
	[ADVICE_ROUND_TRIPS] = "round-trips", [ADVICE_COMPILING] = "jit",
	[ADVICE_ESTIMATE] = "estimate",       [ADVICE_WAL] = "wal",
	[ADVICE_SENT] = "bytes-sent",         [ADVICE_ENCODING] = "encoding",
	[ADVICE_CONTENTION] = "contention",
};

const char *advice_reason_name(enum advice_reason_kind kind)
{
	return names[kind];
}

struct finder {
	const struct run *run;
	const struct workload *workload;
	const struct candidate *best;
	const struct candidate *against;
	const struct summary *own; /* cases of the same rows; NULL: there is none */
	const struct summary *others;
	struct advice_reason *reasons;
	size_t count;
};

/* ---- cases that can be compared --------------------------------------- */

static const struct summary *find_case(const struct family *family, const struct summary *like)
{
	for (size_t c = 0; c < family->count; c++) {
		if (family->cases[c]->key.factors.rows == like->key.factors.rows &&
		    factor_equal(FACTOR_RTT, &family->cases[c]->key.factors, &like->key.factors))
			return family->cases[c];
	}
	return NULL;
}

/* How far a case is from the workload; rtt counts before rows. */
static double distance(const struct summary *summary, const struct workload *workload)
{
	const double rtt_ns = (double)summary->key.factors.rtt_ns;
	return 1e3 * fabs(log1p(fmax(0, rtt_ns) / 1e3) - log1p(workload->rtt_ns / 1e3)) +
	       fabs(log((double)summary->key.factors.rows / workload->rows));
}

static void find_cases(struct finder *finder)
{
	const struct family *family = finder->best->model->family;

	for (size_t c = 0; c < family->count; c++) {
		const struct summary *own = family->cases[c];
		const struct summary *others = find_case(finder->against->model->family, own);
		if (others == NULL ||
		    (finder->own != NULL &&
		     distance(own, finder->workload) >= distance(finder->own, finder->workload)))
			continue;
		finder->own = own;
		finder->others = others;
	}
}

/* ---- reasons ---------------------------------------------------------- */

static void add(struct finder *finder, enum advice_reason_kind kind, double own, double others)
{
	finder->reasons[finder->count++] = (struct advice_reason){
		.kind = kind,
		.against = finder->against,
		.own = own,
		.others = others,
		.rows = finder->own != NULL ? (double)finder->own->key.factors.rows : NAN,
		.own_ns = NAN,
		.others_ns = NAN,
	};
}

static void add_round_trips(struct finder *finder)
{
	const double own = finder->best->trips;
	const double others = finder->against->trips;
	const double rtt_ns = finder->workload->rtt_ns;

	if (!(others >= LEAST_TRIPS * own))
		return;
	if (rtt_ns > 0 &&
	    (others - own) * rtt_ns < LEAST_SHARE * (finder->against->ns - finder->best->ns))
		return;
	add(finder, ADVICE_ROUND_TRIPS, own, others);
	struct advice_reason *reason = &finder->reasons[finder->count - 1];
	reason->rows = finder->workload->rows;
	reason->own_ns = own * rtt_ns;
	reason->others_ns = others * rtt_ns;
}

static double compiling_ns(const struct run *run, const struct summary *summary)
{
	const struct case_plans *plans = run_find_case(run, summary->case_name)->plans;
	double most = 0;

	if (plans == NULL)
		return NAN;
	for (size_t s = 0; s < plans->shape_count; s++) {
		/* fmax() leaves out what is not known. */
		most = fmax(most, plan_shape_compiling_ns(&plans->shapes[s]) *
					  (double)plans->shapes[s].count);
	}
	return most;
}

static double wrong_estimate(const struct run *run, const struct summary *summary)
{
	const struct case_plans *plans = run_find_case(run, summary->case_name)->plans;
	double worst = 1;

	if (plans == NULL)
		return NAN;
	for (size_t s = 0; s < plans->shape_count; s++) {
		double expected = plans->shapes[s].estimated_rows;
		double met = plans->shapes[s].actual_rows;
		if (expected > 0 && met > 0)
			worst = fmax(worst, fmax(expected / met, met / expected));
	}
	return worst;
}

static void add_plans(struct finder *finder)
{
	const double gap = finder->others->median_ns - finder->own->median_ns;
	const double compiling = compiling_ns(finder->run, finder->others);
	const double own_compiling = compiling_ns(finder->run, finder->own);
	const double estimate = wrong_estimate(finder->run, finder->others);
	const double own_estimate = wrong_estimate(finder->run, finder->own);

	if (gap > 0 && compiling - fmax(0, own_compiling) > LEAST_SHARE * gap)
		add(finder, ADVICE_COMPILING, fmax(0, own_compiling), compiling);
	if (estimate >= WRONG_ESTIMATE && !(own_estimate >= WRONG_ESTIMATE))
		add(finder, ADVICE_ESTIMATE, fmax(1, own_estimate), estimate);
}

static void add_cost(struct finder *finder, enum advice_reason_kind kind, enum cost cost)
{
	double own = cost_median(finder->run, finder->own->case_name, cost);
	double others = cost_median(finder->run, finder->others->case_name, cost);

	if (others > LEAST_RATIO * own)
		add(finder, kind, own, others);
}

static void add_encoding(struct finder *finder)
{
	const double own = finder->own->encode_ns;
	const double others = finder->others->encode_ns;
	const double gap = finder->others->median_ns - finder->own->median_ns;

	if (gap > 0 && others - own > LEAST_SHARE * gap)
		add(finder, ADVICE_ENCODING, own, others);
}

/* The same strategy with fewer or more workers is slower for nothing else. */
static void add_contention(struct finder *finder)
{
	const struct summary *own = finder->own;
	const struct summary *others = finder->others;

	if (case_key_difference(&own->key, &others->key) == FACTOR_WORKERS &&
	    others->median_ns > own->median_ns)
		add(finder, ADVICE_CONTENTION, own->median_ns, others->median_ns);
}

size_t advice_reasons_find(const struct run *run, const struct workload *workload,
			   const struct candidate *best, const struct candidate *against,
			   struct advice_reason *reasons)
{
	struct finder finder = {
		.run = run,
		.workload = workload,
		.best = best,
		.against = against,
		.reasons = reasons,
	};

	find_cases(&finder);
	add_round_trips(&finder);
	if (finder.own == NULL)
		return finder.count;
	add_plans(&finder);
	add_cost(&finder, ADVICE_WAL, COST_WAL);
	add_cost(&finder, ADVICE_SENT, COST_SENT);
	add_encoding(&finder);
	add_contention(&finder);
	return finder.count;
}
