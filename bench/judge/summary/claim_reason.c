/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/claim_reason.h"

#include "judge/summary/claim_case.h"
#include "judge/summary/jit.h"

struct finder {
	const struct run *run;
	const struct summary_list *list;
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

size_t claim_reasons_find(const struct run *run, const struct summary_list *summaries,
			  struct claim_reason *reasons)
{
	static const char off[] = "jit=off";
	struct finder f = {run, summaries, reasons, 0};
	const struct summary *bulk_update = find(&f, "django-bulk-update", "");
	const struct summary *case_when = find(&f, "case-when", "");

	enum claim_reason_kind jit = jit_of(&run->manifest) == FACT_NO ? CLAIM_NO_JIT : CLAIM_JIT;

	add_pair(&f, jit, bulk_update, find(&f, "django-bulk-update", off));
	add_pair(&f, jit, case_when, find(&f, "case-when", off));
	add_jit_version(&f);
	add_pair(&f, CLAIM_LARGE, bulk_update, find(&f, "django-bulk-update-500", ""));
	add_pair(&f, CLAIM_ROUND_TRIPS, find(&f, "django-save", ""),
		 find(&f, "row-autocommit", ""));
	add_pair(&f, CLAIM_CLIENT, find(&f, "django-bulk-update", off), find(&f, "case-when", off));
	add_pair(&f, CLAIM_CLIENT, find(&f, "asyncpg-unnest", ""), find(&f, "unnest", ""));
	return f.count;
}
