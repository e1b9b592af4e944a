/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/cases.h"

#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

static bool can_be_drawn(const struct summary *summary)
{
	return summary->role != ROLE_IDLE && summary->key.factors.rows > 0 && summary->n > 0 &&
	       isfinite(summary->median_ns) && summary->median_ns >= 0;
}

static int compare(const void *left, const void *right)
{
	const struct summary *a = *(const struct summary *const *)left;
	const struct summary *b = *(const struct summary *const *)right;

	const int order = factors_compare_workload(&a->key.factors, &b->key.factors);

	if (order != 0)
		return order;
	if (a->median_ns != b->median_ns)
		return a->median_ns < b->median_ns ? -1 : 1;
	return (a > b) - (a < b);
}

enum up_status plot_cases_select(const struct summary_list *summaries, struct plot_cases *cases,
				 struct up_error *err)
{
	struct plot_cases new = {.items = calloc(summaries->count + 1, sizeof(struct summary *))};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0; i < summaries->count; i++) {
		if (can_be_drawn(&summaries->items[i]))
			new.items[new.count++] = &summaries->items[i];
	}
	qsort(new.items, new.count, sizeof(struct summary *), compare);
	*cases = new;
	return UP_OK;
}

void plot_cases_release(struct plot_cases *cases)
{
	free(cases->items);
	*cases = (struct plot_cases){0};
}

size_t plot_cases_same_rows(const struct plot_cases *cases, size_t first)
{
	size_t end = first + 1;

	while (end < cases->count && factor_equal(FACTOR_ROWS, &cases->items[end]->key.factors,
						  &cases->items[first]->key.factors))
		end++;
	return end - first;
}

size_t plot_cases_same_panel(const struct plot_cases *cases, size_t first)
{
	size_t end = first + 1;

	while (end < cases->count &&
	       case_key_same_workload(&cases->items[end]->key, &cases->items[first]->key))
		end++;
	return end - first;
}

size_t plot_cases_panels(const struct plot_cases *cases)
{
	size_t panels = 0;

	for (size_t i = 0; i < cases->count; i += plot_cases_same_panel(cases, i))
		panels++;
	return panels;
}

factor_set plot_cases_panel_factors(const struct plot_cases *cases, const struct summary *summary)
{
	factor_set shared = factors_stated(&summary->key.factors);
	size_t count = 0;

	for (size_t i = 0; i < cases->count; i++) {
		const struct case_key *other = &cases->items[i]->key;
		if (!case_key_same_workload(other, &summary->key))
			continue;
		shared &= ~factors_difference(&other->factors, &summary->key.factors);
		count++;
	}
	return factors_of_workload() | (count > 1 ? shared : 0);
}

/* In which factors any case differs. */
static factor_set varying(const struct plot_cases *cases, const struct summary *summary)
{
	factor_set set = 0;

	for (size_t i = 0; i < cases->count; i++)
		set |= factors_difference(&cases->items[i]->key.factors, &summary->key.factors);
	return set;
}

void plot_cases_panel(struct up_buffer *text, const struct plot_cases *cases,
		      const struct summary *summary)
{
	const struct factors *factors = &summary->key.factors;
	const factor_set stated =
		factors_stated(factors) | (varying(cases, summary) & FACTOR_BIT(FACTOR_RTT));

	up_buffer_append_format(text, "%s row%s", quantity_count((double)factors->rows).text,
				factors->rows == 1 ? "" : "s");
	for (enum factor factor = FACTOR_ROWS + 1; factor < FACTOR_COUNT; factor++) {
		const factor_set set = plot_cases_panel_factors(cases, summary) & stated;
		if ((set & FACTOR_BIT(factor)) == 0 || !factor_is_known(factor, factors))
			continue;
		up_buffer_append_string(text, ", ");
		factor_append(factor, factors, text);
	}
}

void plot_cases_panel_id(struct up_buffer *text, const struct plot_cases *cases,
			 const struct summary *summary)
{
	const struct factors *factors = &summary->key.factors;
	/* All columns of a table are its default, whatever their number. */
	const factor_set stated =
		factors_stated(factors) |
		(varying(cases, summary) & factors->derived & FACTOR_BIT(FACTOR_COLUMNS));

	factor_append_level(FACTOR_ROWS, factors, text);
	for (enum factor factor = FACTOR_ROWS + 1; factor < FACTOR_COUNT; factor++) {
		if ((factors_of_workload() & stated & FACTOR_BIT(factor)) == 0)
			continue;
		up_buffer_append_format(text, "-%s", factor_table[factor].name);
		if (factor_table[factor].kind != FACTOR_FLAG_KIND)
			factor_append_level(factor, factors, text);
	}
}

void plot_cases_family(struct up_buffer *text, const struct summary *summary)
{
	case_key_append_name(text, &summary->key, FACTOR_BIT(FACTOR_ROWS));
}
