/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/claim.h"

#include "record/case_key.h"
#include "text/quantity.h"

#include <math.h>

static void append_name(struct up_buffer *text, const struct summary *summary)
{
	case_key_append_name(text, &summary->key, factors_of_workload());
}

static void append_jit(struct up_buffer *text, const struct claim_reason *r)
{
	double compiler = r->subject_ns - r->against_ns;

	append_name(text, r->subject);
	if (compiler > 0)
		up_buffer_append_format(
			text, ": the JIT compiler takes %s of %s (%s with jit=off).",
			quantity_duration(compiler).text, quantity_duration(r->subject_ns).text,
			quantity_duration(r->against_ns).text);
	else
		up_buffer_append_format(text, ": jit=off makes it no faster (%s against %s).",
					quantity_duration(r->against_ns).text,
					quantity_duration(r->subject_ns).text);
}

static void append_no_jit(struct up_buffer *text, const struct claim_reason *r)
{
	append_name(text, r->subject);
	up_buffer_append_format(
		text,
		": this server has no JIT compiler, so jit=off changes nothing (%s against %s).",
		quantity_duration(r->against_ns).text, quantity_duration(r->subject_ns).text);
}

static void append_jit_version(struct up_buffer *text, const struct claim_reason *r)
{
	(void)r;
	up_buffer_append_string(text, "PostgreSQL 12 to 18 turn the JIT compiler on by default, 19 "
				      "turns it off: there the same statement takes what it takes "
				      "here with jit=off.");
}

static void append_large(struct up_buffer *text, const struct claim_reason *r)
{
	double ratio = r->subject_ns / r->against_ns;

	append_name(text, r->subject);
	up_buffer_append_format(text, ": one statement with all rows takes %s, several (",
				quantity_duration(r->subject_ns).text);
	append_name(text, r->against);
	up_buffer_append_format(
		text, ") together %s, %s times %s.", quantity_duration(r->against_ns).text,
		quantity_number(ratio >= 1 ? ratio : 1 / ratio).text, ratio >= 1 ? "less" : "more");
}

static void append_round_trips(struct up_buffer *text, const struct claim_reason *r)
{
	append_name(text, r->subject);
	up_buffer_append_format(text,
				": %s for a statement and a commit a row, one after the other; ",
				quantity_duration(r->subject_ns).text);
	append_name(text, r->against);
	up_buffer_append_format(text, " does the same in %s",
				quantity_duration(r->against_ns).text);
	if (r->count > 0)
		up_buffer_append_format(text, " (%s round trips)", quantity_count(r->count).text);
	up_buffer_append_char(text, '.');
}

/* The two statements have the same shape, not the same text: what the peer takes longer
 * is told, and not whether it goes into Python or into parsing what Python wrote. */
static void append_client(struct up_buffer *text, const struct claim_reason *r)
{
	double more = r->subject_ns - r->against_ns;

	append_name(text, r->subject);
	if (more > 0)
		up_buffer_append_format(text, ": %s of %s, %s, come on top of ",
					quantity_duration(more).text,
					quantity_duration(r->subject_ns).text,
					quantity_share(more / r->subject_ns).text);
	else
		up_buffer_append_format(text, " takes %s, no more than ",
					quantity_duration(r->subject_ns).text);
	append_name(text, r->against);
	up_buffer_append_format(text, ", a statement of the same shape sent from C (%s).",
				quantity_duration(r->against_ns).text);
}

void claim_append_reason(struct up_buffer *text, const struct claim_reason *reason)
{
	static void (*const kinds[])(struct up_buffer *, const struct claim_reason *) = {
		[CLAIM_JIT] = append_jit,
		[CLAIM_NO_JIT] = append_no_jit,
		[CLAIM_JIT_VERSION] = append_jit_version,
		[CLAIM_LARGE] = append_large,
		[CLAIM_ROUND_TRIPS] = append_round_trips,
		[CLAIM_CLIENT] = append_client,
	};
	kinds[reason->kind](text, reason);
}

/* ---- the verdict ------------------------------------------------------ */

void claim_append_speed_up(struct up_buffer *text, const struct claim *claim)
{
	const struct claim_origin *before = &claim->origins[CLAIM_MEASURED_BEFORE];
	const struct claim_origin *after = &claim->origins[CLAIM_MEASURED_AFTER];
	const struct interval *range = &claim->speed_up_range;

	up_buffer_append_format(text, "The update is %s times as fast",
				quantity_number(claim->speed_up).text);
	if (claim->is_confidence)
		up_buffer_append_format(text, " (95 %% interval: %s)",
					quantity_interval(range->low, range->high).text);
	else
		up_buffer_append_format(
			text,
			" (%zu and %zu samples give no interval; from any two of them it is %s)",
			before->update_count, after->update_count,
			quantity_interval(range->low, range->high).text);
	up_buffer_append_format(
		text, "; %s times were claimed.",
		quantity_count(claim->figures[CLAIM_SPEED_UP][CLAIM_CLAIMED_AFTER].low).text);
}

void claim_append_sync(struct up_buffer *text, const struct claim *claim)
{
	const struct interval *expected = &claim->figures[CLAIM_SYNC][CLAIM_CLAIMED_AFTER];
	double before = claim->figures[CLAIM_SYNC][CLAIM_MEASURED_BEFORE].low;
	double after = claim->figures[CLAIM_SYNC][CLAIM_MEASURED_AFTER].low;
	double fetch = claim->figures[CLAIM_FETCH][CLAIM_CLAIMED_BEFORE].low;

	if (isnan(before) || isnan(after)) {
		up_buffer_append_string(text, "The whole sync was not measured.");
		return;
	}
	up_buffer_append_format(text, "The sync %s from %s to %s",
				after < before ? "falls" : "does not fall, but goes",
				quantity_duration(before).text, quantity_duration(after).text);
	if (!(claim->delay_ns > 0)) {
		up_buffer_append_format(text,
					" without a partner to fetch from; with the %s that were "
					"claimed for that it comes to %s",
					quantity_duration(fetch).text,
					quantity_duration(after + fetch).text);
		after += fetch;
	}
	up_buffer_append_format(text, ", %s the %s that were expected.",
				after < expected->low    ? "less than"
				: after > expected->high ? "more than"
							 : "within",
				quantity_duration_interval(expected->low, expected->high).text);
}
