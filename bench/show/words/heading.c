/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/heading.h"

#include "text/quantity.h"

/* In which factors the cases of the list with as many rows differ from each other. */
static factor_set varying(const struct summary *summary, const struct summary_list *list)
{
	const struct factors *factors = &summary->key.factors;
	factor_set set = 0;

	for (size_t c = 0; c < list->count; c++) {
		const struct factors *other = &list->items[c].key.factors;
		if (factor_equal(FACTOR_ROWS, other, factors))
			set |= factors_difference(other, factors);
	}
	return set;
}

/* The levels that all ranked cases of the workload have: there must be two of them. */
static factor_set shared(const struct summary *summary, const struct summary_list *list)
{
	factor_set set = factors_stated(&summary->key.factors);
	size_t count = 0;

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (other->reference == NULL || !case_key_same_workload(&other->key, &summary->key))
			continue;
		set &= ~factors_difference(&other->key.factors, &summary->key.factors);
		count++;
	}
	return count > 1 ? set : 0;
}

/* The levels that a heading states: those that are no default, and those of the work that other
 * cases vary; no delay and no limit go without saying. */
static factor_set stated(const struct summary *summary, const struct summary_list *list)
{
	const factor_set unsaid = FACTOR_BIT(FACTOR_RTT) | FACTOR_BIT(FACTOR_BANDWIDTH) |
				  FACTOR_BIT(FACTOR_FETCH_DELAY);

	return factors_stated(&summary->key.factors) |
	       (varying(summary, list) & factors_of_workload() & ~unsaid);
}

static void append(struct up_buffer *text, const struct summary *summary, factor_set set)
{
	const struct factors *factors = &summary->key.factors;

	if (factors->rows == UNMEASURED)
		up_buffer_append_string(text, "an unknown number of rows");
	else
		up_buffer_append_string(text, quantity_counted((double)factors->rows, "row").text);
	if (factors->columns != UNMEASURED && (set & FACTOR_BIT(FACTOR_COLUMNS)) != 0) {
		up_buffer_append_string(text, " \u00d7 ");
		up_buffer_append_string(text,
					quantity_counted((double)factors->columns, "column").text);
	}
	set &= ~(FACTOR_BIT(FACTOR_ROWS) | FACTOR_BIT(FACTOR_COLUMNS));
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if ((set & FACTOR_BIT(factor)) == 0 || !factor_is_known(factor, factors))
			continue;
		up_buffer_append_string(text, ", ");
		factor_append(factor, factors, text);
	}
}

void heading_append(struct up_buffer *text, const struct summary *summary,
		    const struct summary_list *list, enum factor omit)
{
	append(text, summary,
	       varying(summary, list) & factors_of_workload() & stated(summary, list) &
		       ~FACTOR_BIT(omit));
}

factor_set heading_factors(const struct summary *summary, const struct summary_list *list)
{
	return factors_of_workload() | shared(summary, list);
}

void heading_append_full(struct up_buffer *text, const struct summary *summary,
			 const struct summary_list *list)
{
	append(text, summary,
	       (heading_factors(summary, list) & stated(summary, list)) |
		       FACTOR_BIT(FACTOR_COLUMNS));
}
