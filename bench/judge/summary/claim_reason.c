/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/claim_reason.h"

#include "judge/summary/claim_case.h"
#include "judge/summary/jit.h"
#include "stats/statistics.h"

#include <math.h>

struct finder {
	const struct run *run;
	const struct summary_list *list;
	double *values;
	struct claim_reason *reasons;
	size_t count;
};

static const struct summary *find(const struct finder *finder, const char *contender,
				  const char *settings)
{
	return claim_case_find(finder->list, contender, settings, CLAIM_ANY_DELAY);
}

static void add(struct finder *finder, const struct claim_reason *reason)
{
	if (reason->subject != NULL && reason->against != NULL && reason->subject_ns > 0 &&
	    reason->against_ns > 0)
		finder->reasons[finder->count++] = *reason;
}

/* By their medians. */
static void add_pair(struct finder *finder, enum claim_reason_kind kind,
		     const struct summary *subject, const struct summary *against)
{
	if (subject == NULL || against == NULL)
		return;
	const struct claim_reason reason = {
		.kind = kind,
		.subject = subject,
		.against = against,
		.subject_ns = subject->median_ns,
		.against_ns = against->median_ns,
		.count = against->round_trips,
	};
	add(finder, &reason);
}

/* Beside the first reason that the compiler is. */
static void add_jit_version(struct finder *finder)
{
	for (size_t r = 0; r < finder->count; r++) {
		struct claim_reason reason = finder->reasons[r];
		if (reason.kind != CLAIM_JIT || !(reason.subject_ns > reason.against_ns) ||
		    !jit_is_on_by_default(&finder->run->manifest))
			continue;
		reason.kind = CLAIM_JIT_VERSION;
		add(finder, &reason);
		return;
	}
}

/* The server's own account, for the largest of the statements. */
static void add_compiled(struct finder *finder, const struct summary *subject)
{
	const struct case_plans *plans =
		subject != NULL ? run_find_case(finder->run, subject->case_name)->plans : NULL;
	struct claim_reason reason = {
		.kind = CLAIM_COMPILED, .subject = subject, .against = subject, .count = NAN};

	for (size_t s = 0; plans != NULL && s < plans->shape_count; s++) {
		const double ns = plan_shape_compiling_ns(&plans->shapes[s]);
		if (!(ns > reason.against_ns))
			continue;
		reason.against_ns = ns;
		reason.subject_ns = subject->median_ns;
		reason.count = plan_shape_functions(&plans->shapes[s]);
	}
	add(finder, &reason);
}

static void add_first_call(struct finder *finder, const struct summary *subject)
{
	if (subject == NULL)
		return;
	const struct claim_reason reason = {
		.kind = CLAIM_FIRST_CALL,
		.subject = subject,
		.against = subject,
		.subject_ns = subject->cold_ns,
		.against_ns = subject->median_ns,
		.count = NAN,
	};
	add(finder, &reason);
}

static void add_own_clock(struct finder *finder, const struct summary *subject,
			  const struct summary *against)
{
	if (subject == NULL || against == NULL)
		return;
	size_t count = claim_case_collect(finder->run, subject, PHASE_MEASURE, claim_figure_own, 0,
					  finder->values);
	const struct claim_reason reason = {
		.kind = CLAIM_OWN_CLOCK,
		.subject = subject,
		.against = against,
		.subject_ns = statistics_median(finder->values, count),
		.against_ns = against->median_ns,
		.count = NAN,
	};
	add(finder, &reason);
}

size_t claim_reasons_find(const struct run *run, const struct summary_list *summaries,
			  double *values, struct claim_reason *reasons)
{
	static const char off[] = "jit=off";
	struct finder f = {run, summaries, values, reasons, 0};
	const struct summary *bulk_update = find(&f, "django-bulk-update", "");
	const struct summary *case_when = find(&f, "case-when", "");

	enum claim_reason_kind jit = jit_of(&run->manifest) == FACT_NO ? CLAIM_NO_JIT : CLAIM_JIT;

	add_pair(&f, jit, bulk_update, find(&f, "django-bulk-update", off));
	add_pair(&f, jit, case_when, find(&f, "case-when", off));
	add_jit_version(&f);
	add_compiled(&f, case_when);
	add_pair(&f, CLAIM_LARGE, bulk_update, find(&f, "django-bulk-update-500", ""));
	add_pair(&f, CLAIM_ROUND_TRIPS, find(&f, "django-save", ""),
		 find(&f, "row-autocommit", ""));
	add_pair(&f, CLAIM_CLIENT, find(&f, "django-bulk-update", off), find(&f, "case-when", off));
	add_pair(&f, CLAIM_CLIENT, find(&f, "asyncpg-unnest", ""), find(&f, "unnest", ""));
	add_first_call(&f, find(&f, "asyncpg-unnest", ""));
	add_own_clock(&f, find(&f, "pgbench-prepared", ""), find(&f, "row-prepared", ""));
	return f.count;
}
