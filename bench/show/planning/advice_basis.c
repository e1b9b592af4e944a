/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/advice_basis.h"

#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>

/* Below it the run that settles the question is named. */
/* Sizes that are further apart: between 1,000 and 2,500 rows is near. */
#define FAR 2.55

/* ---- what is interpolated --------------------------------------------- */

static const char *count_text(double count, struct quantity *quantity)
{
	*quantity = quantity_count(count);
	return quantity->text;
}

static void append_tables(struct up_buffer *text, const struct lattice_size *size)
{
	const struct lattice_node *low = &size->nodes[0];
	const struct lattice_node *high = &size->nodes[size->count - 1];
	struct quantity a;
	struct quantity b;
	struct quantity c;

	if (low->table_rows == high->table_rows)
		return;
	up_buffer_append_format(text, ", and between tables of %s and %s rows (at %s)",
				count_text(workload_table(low->table_rows, size->rows), &a),
				count_text(workload_table(high->table_rows, size->rows), &b),
				count_text(size->rows, &c));
}

static void append_interpolated(struct document *document, const struct lattice *lattice)
{
	const struct lattice_size *below = &lattice->sizes[lattice->below];
	const struct lattice_node *last = &below->nodes[below->count - 1];
	struct quantity a;
	struct quantity b;
	UP_BUFFER text = {0};

	if (lattice->count == 0 || (lattice->count == 1 && below->count == 1))
		return;
	up_buffer_append_string(&text, "Interpolated");
	if (lattice->count > 1)
		up_buffer_append_format(&text, " between %s and %s rows",
					count_text(below->rows, &a),
					count_text((below + 1)->rows, &b));
	else
		up_buffer_append_format(&text, " at %s", quantity_counted(below->rows, "row").text);
	if (fabs(below->nodes[0].changed - last->changed) > 1e-9)
		up_buffer_append_format(&text, ", and between changed %g and %g",
					below->nodes[0].changed, last->changed);
	append_tables(&text, below);
	up_buffer_append_string(&text, ": ratios of times, by samples of the same rounds.");
	if (lattice->count > 1 && (below + 1)->rows > FAR * below->rows)
		up_buffer_append_format(
			&text,
			" These sizes are %s times apart; the error of the interpolation is in "
			"none of "
			"the figures below. Sizes at most 2.5 times apart keep it small.",
			quantity_number((below + 1)->rows / below->rows).text);
	document_take(document, BLOCK_PARAGRAPH, &text);
}

/* ---- how certain it is ------------------------------------------------ */

/* Whether a command line with one list of strategies has them all, as they were measured. */
static bool are_plain(const struct candidate_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct case_key *key = &list->items[c].model->family->cases[0]->key;
		if (list->items[c].is_open &&
		    (key->peer != NULL || key->arm != NULL ||
		     (factors_stated(&key->factors) & ~factors_of_workload()) != 0))
			return false;
	}
	return true;
}

static void append_level(struct up_buffer *text, enum factor factor, const struct factors *factors)
{
	if (factor_is_default(factor, factors))
		return;
	up_buffer_append_format(text, " --%s ", factor_table[factor].name);
	factor_append_level(factor, factors, text);
}

/* The other levels are those of the case, which all candidates share. */
static void append_workload(struct up_buffer *text, const struct advice *advice)
{
	const struct workload *asked = &advice->asked;
	struct factors factors = advice->candidates.items[0].model->family->cases[0]->key.factors;

	factors.changed = asked->changed;
	factors.rtt_ns = llround(asked->rtt_ns);
	factors.table_rows = asked->table_rows;
	up_buffer_append_format(text, " --rows %.0f", asked->rows);
	append_level(text, FACTOR_RTT, &factors);
	append_level(text, FACTOR_CHANGED, &factors);
	if (asked->table_rows != UNMEASURED)
		up_buffer_append_format(text, " --table-rows %" PRId64, asked->table_rows);
	append_level(text, FACTOR_NEW, &factors);
	append_level(text, FACTOR_BANDWIDTH, &factors);
	append_level(text, FACTOR_COLUMNS, &factors);
	append_level(text, FACTOR_PARTITIONS, &factors);
	append_level(text, FACTOR_PARTITION_BY, &factors);
}

static void append_run(struct document *document, const struct advice *advice)
{
	const struct candidate_list *list = &advice->candidates;
	UP_BUFFER text = {0};
	size_t named = 0;

	if (!are_plain(list)) {
		document_append(
			document, BLOCK_PARAGRAPH,
			"To settle it, measure these at the workload: `upbench advise` with "
			"--confirm does that.");
		return;
	}
	up_buffer_append_string(&text, "To settle it: upbench run -s ");
	for (size_t c = 0; c < list->count; c++) {
		if (list->items[c].is_open)
			up_buffer_append_format(
				&text, "%s%s", named++ > 0 ? "," : "",
				list->items[c].model->family->cases[0]->key.strategy);
	}
	append_workload(&text, advice);
	up_buffer_append_string(&text, ", or --confirm.");
	document_take(document, BLOCK_PARAGRAPH, &text);
}

/* Why no probability is known. */
static const char *unknown_reason(const struct candidate_list *list)
{
	for (size_t c = 0; c < list->known; c++) {
		const struct candidate *candidate = &list->items[c];
		if (candidate->origin == CANDIDATE_MODEL && isnan(candidate->low_ns) &&
		    candidate->model->fit.resamples != NULL)
			return "beyond the measured sizes of this run a prediction has no interval";
	}
	return "a case has fewer than six samples";
}

static void append_confidence(struct document *document, const struct advice *advice,
			      bool is_confirmed)
{
	const struct candidate_list *list = &advice->candidates;
	const double confidence = list->confidence;
	UP_BUFFER text = {0};

	if (list->known < 2 && list->count > 1) {
		document_append(
			document, BLOCK_PARAGRAPH,
			"No other contender has a time at this workload: nothing is compared.");
		return;
	}
	if (list->known < 2)
		return;
	if (isnan(confidence)) {
		up_buffer_append_format(&text, "How certain this is cannot be computed: %s.",
					unknown_reason(list));
		document_take(document, BLOCK_PARAGRAPH, &text);
		return;
	}
	/* Draws are too few for more than two digits. */
	up_buffer_append_string(&text, "Probability that no other is more than 5 % faster: ");
	if (confidence > 0.99)
		up_buffer_append_string(&text, "above 99 %.");
	else
		up_buffer_append_format(&text, "%.0f %%.", 100 * confidence);
	document_take(document, BLOCK_PARAGRAPH, &text);
	if (confidence < ADVICE_CERTAIN && !is_confirmed)
		append_run(document, advice);
}

void advice_basis_append(struct document *document, const struct advice *advice, bool is_confirmed)
{
	append_interpolated(document, &advice->candidates.lattice);
	append_confidence(document, advice, is_confirmed);
}
