/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/presence.h"

#include "base/buffer.h"
#include "judge/summary/server_columns.h"

#include <stdlib.h>

static const char *const words[] = {
	[SAMPLE_OK] = "",
	[SAMPLE_FAILED] = "failed",
	[SAMPLE_TIMEOUT] = "timed out",
	[SAMPLE_MISMATCH] = "left the table in a wrong state",
	[SAMPLE_SKIPPED] = "was skipped",
};

/* What became of a side: "failed in new: syntax error ...". */
static void append_trouble(struct up_buffer *text, const struct presence_side *side,
			   const struct sample *trouble)
{
	if (trouble->status == SAMPLE_MISMATCH && server_columns_excuse(side->of)) {
		up_buffer_append_format(text, "not measured in %s: ", side->label);
		server_columns_append(text, side->of);
		return;
	}
	up_buffer_append_format(text, "%s in %s", words[trouble->status], side->label);
	if (trouble->error != NULL)
		up_buffer_append_format(text, ": %s", trouble->error);
}

static bool is_expected(const struct text_list *expected, const char *name)
{
	for (size_t e = 0; expected != NULL && e < expected->count; e++) {
		if (strcmp(expected->items[e], name) == 0)
			return true;
	}
	return false;
}

/* The sample with the error; NULL: there was none. */
static const struct sample *trouble_of(const struct presence_side *side)
{
	const struct sample *worst = side->of != NULL ? run_case_worst(side->of) : NULL;

	return worst != NULL && worst->status != SAMPLE_OK ? worst : NULL;
}

static bool is_skipped(const struct presence_side *side)
{
	const struct sample *trouble = trouble_of(side);

	return side->count == 0 && trouble != NULL && trouble->status == SAMPLE_SKIPPED;
}

static const char *error_of(const struct sample *sample)
{
	return sample->error != NULL ? sample->error : "";
}

static const char *colon(const struct sample *sample)
{
	return sample->error != NULL ? ": " : "";
}

/* ---- what is not compared ---------------------------------------------- */

/* Why a side alone keeps the case from being compared, if so. */
static enum up_status check_side(const struct presence_side *side, struct comparison *comparison,
				 struct up_error *err)
{
	const struct sample *trouble = trouble_of(side);
	UP_BUFFER text = {0};

	if (!comparison_is_judged(comparison))
		return UP_OK;
	if (side->of == NULL)
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err, "missing in %s",
					   side->label);
	if (trouble != NULL && (side->count == 0 || trouble->status == SAMPLE_MISMATCH)) {
		append_trouble(&text, side, trouble);
		UP_TRY(up_buffer_check(&text, err));
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err, "%s",
					   up_buffer_string(&text));
	}
	if (side->count == 0)
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err,
					   "no sample of %s has %s", side->label,
					   metric_names[comparison->metric]);
	return UP_OK;
}

static enum up_status conclude_skipped(const struct presence *presence,
				       struct comparison *comparison, struct up_error *err)
{
	const struct sample *trouble = trouble_of(&presence->new);
	const bool strict =
		presence->strict || is_expected(presence->expected, comparison->case_name);

	return comparison_conclude(comparison, strict ? VERDICT_INCOMPARABLE : VERDICT_NOT_MEASURED,
				   err, "was skipped in %s%s%s",
				   presence->base.of != NULL ? "both" : presence->new.label,
				   colon(trouble), error_of(trouble));
}

/* ---- what is compared without some of its samples ------------------------ */

static void append_failures(struct up_buffer *text, const struct presence_side *side)
{
	const struct sample *trouble = trouble_of(side);
	size_t count = 0;

	if (trouble == NULL)
		return;
	for (size_t s = 0; s < side->of->count; s++)
		count += side->of->samples[s]->status != SAMPLE_OK;
	up_buffer_append_format(text, "%s%zu of %zu samples ", text->length > 0 ? "; " : "", count,
				side->of->count);
	append_trouble(text, side, trouble);
}

static enum up_status note_failures(const struct presence *presence, struct comparison *comparison,
				    struct up_error *err)
{
	UP_BUFFER text = {0};

	append_failures(&text, &presence->base);
	append_failures(&text, &presence->new);
	UP_TRY(up_buffer_check(&text, err));
	if (text.length > 0)
		comparison->failures = up_buffer_detach(&text);
	return UP_OK;
}

enum up_status presence_check(const struct presence *presence, struct comparison *comparison,
			      struct up_error *err)
{
	const struct presence_side *base = &presence->base;
	const struct presence_side *new = &presence->new;
	const bool is_new = base->of == NULL && !presence->paired;

	if (base->of == NULL && new->of == NULL)
		return comparison_conclude(comparison, VERDICT_INCOMPARABLE, err,
					   "listed in --expect, but in neither %s nor %s",
					   base->label, new->label);
	if (is_skipped(new) && (is_new || is_skipped(base)))
		return conclude_skipped(presence, comparison, err);
	if (!is_new || presence->strict)
		UP_TRY(check_side(base, comparison, err));
	UP_TRY(check_side(new, comparison, err));
	if (!comparison_is_judged(comparison))
		return UP_OK;
	if (is_new)
		UP_TRY(comparison_conclude(comparison, VERDICT_NEW, err, "missing in %s",
					   base->label));
	return note_failures(presence, comparison, err);
}

/* ---- what must be there -------------------------------------------------- */

static bool is_paired(const struct case_pair_list *pairs, const char *name)
{
	for (size_t p = 0; p < pairs->count; p++) {
		if (strcmp(pairs->items[p].name, name) == 0)
			return true;
	}
	return false;
}

enum up_status presence_expect(const struct text_list *expected, struct case_pair_list *pairs,
			       struct up_error *err)
{
	if (expected == NULL || expected->count == 0)
		return UP_OK;
	struct case_pair *items =
		reallocarray(pairs->items, pairs->count + expected->count + 1, sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for pairs of cases");
	pairs->items = items;
	for (size_t e = 0; e < expected->count; e++) {
		if (!is_paired(pairs, expected->items[e]))
			items[pairs->count++] = (struct case_pair){.name = expected->items[e]};
	}
	return UP_OK;
}
