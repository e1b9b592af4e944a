/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/lattice.h"

#include <math.h>

#define LEVELS_MOST 64

/* Levels around one, and how far it is between them: 0 at low, 1 at high. */
struct bracket {
	double low;
	double high;
	double share;
};

static bool same(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(1, fabs(b));
}

/* In [low, high] of the levels, by the nearest of them outside. */
static struct bracket bracket_of(const double *levels, size_t count, double at)
{
	struct bracket bracket = {-INFINITY, INFINITY, 0};

	for (size_t l = 0; l < count; l++) {
		if (levels[l] <= at || same(levels[l], at))
			bracket.low = fmax(bracket.low, levels[l]);
		if (levels[l] >= at || same(levels[l], at))
			bracket.high = fmin(bracket.high, levels[l]);
	}
	if (isinf(bracket.low))
		bracket.low = bracket.high;
	if (isinf(bracket.high))
		bracket.high = bracket.low;
	if (same(bracket.low, at))
		bracket.high = bracket.low;
	if (same(bracket.high, at))
		bracket.low = bracket.high;
	if (bracket.high > bracket.low)
		bracket.share = (at - bracket.low) / (bracket.high - bracket.low);
	return bracket;
}

/* Adds a level in ascending order, once. */
static size_t add_level(double *levels, size_t count, double level)
{
	size_t at = 0;

	while (at < count && levels[at] < level && !same(levels[at], level))
		at++;
	if (count == LEVELS_MOST || (at < count && same(levels[at], level)))
		return count;
	for (size_t l = count; l > at; l--)
		levels[l] = levels[l - 1];
	levels[at] = level;
	return count + 1;
}

/* ---- levels of the run ------------------------------------------------ */

struct finder {
	const struct model_list *models;
	bool peers;
	struct lattice *lattice;
	struct bracket changed;
};

typedef double level_function(const struct model *model, const struct summary *summary);

static double rtt_level(const struct model *model, const struct summary *summary)
{
	(void)model;
	return family_rtt_ns(summary);
}

static double changed_level(const struct model *model, const struct summary *summary)
{
	(void)summary;
	return workload_changed(model);
}

static double rows_level(const struct model *model, const struct summary *summary)
{
	(void)model;
	return (double)summary->key.factors.rows;
}

static double table_level(const struct model *model, const struct summary *summary)
{
	return workload_table(family_table_rows(model->family), (double)summary->key.factors.rows);
}

/* What a case must have to count; NaN: anything. */
struct condition {
	double rtt_ns;
	double changed;
	double rows;
};

static bool meets(const struct model *model, const struct summary *summary,
		  const struct condition *condition)
{
	return (isnan(condition->rtt_ns) || same(family_rtt_ns(summary), condition->rtt_ns)) &&
	       (isnan(condition->changed) || same(workload_changed(model), condition->changed)) &&
	       (isnan(condition->rows) || same((double)summary->key.factors.rows, condition->rows));
}

static size_t find_levels(const struct finder *finder, level_function *level,
			  struct condition condition, double *levels)
{
	size_t count = 0;

	for (size_t m = 0; m < finder->models->count; m++) {
		const struct model *model = &finder->models->items[m];
		if (!workload_is_contender(model, finder->peers))
			continue;
		for (size_t c = 0; c < model->family->count; c++) {
			const struct summary *summary = model->family->cases[c];
			if (meets(model, summary, &condition))
				count = add_level(levels, count, level(model, summary));
		}
	}
	return count;
}

/* ---- nodes ------------------------------------------------------------ */

/* Rows of the tables at a size, ascending. */
static size_t find_tables(const struct finder *finder, double rows, double *levels)
{
	const struct condition condition = {finder->lattice->rtt_ns, finder->changed.low, rows};
	return find_levels(finder, table_level, condition, levels);
}

static bool has_plain_table(const struct finder *finder, double rows)
{
	const struct condition condition = {finder->lattice->rtt_ns, finder->changed.low, rows};

	for (size_t m = 0; m < finder->models->count; m++) {
		const struct model *model = &finder->models->items[m];
		for (size_t c = 0; c < model->family->count; c++) {
			if (family_table_rows(model->family) == UNMEASURED &&
			    meets(model, model->family->cases[c], &condition))
				return true;
		}
	}
	return false;
}

/* As families state it: a table of just the rows of the sync has none stated. */
static int64_t stated_rows(const struct finder *finder, double rows, double table)
{
	return fabs(table - rows) < 0.5 && has_plain_table(finder, rows) ? UNMEASURED
									 : llround(table);
}

static void add_node(struct lattice_size *size, double changed, int64_t table_rows, double weight)
{
	if (weight > 1e-9)
		size->nodes[size->count++] = (struct lattice_node){changed, table_rows, weight};
}

static void add_nodes(const struct finder *finder, struct lattice_size *size,
		      const struct bracket *tables)
{
	const struct bracket *changed = &finder->changed;
	const int64_t low = stated_rows(finder, size->rows, exp(tables->low));
	const int64_t high = stated_rows(finder, size->rows, exp(tables->high));

	add_node(size, changed->low, low, (1 - changed->share) * (1 - tables->share));
	add_node(size, changed->low, high, (1 - changed->share) * tables->share);
	add_node(size, changed->high, low, changed->share * (1 - tables->share));
	add_node(size, changed->high, high, changed->share * tables->share);
}

/* How many rows the table has, and how that goes on from one size to the next. */
struct table {
	double rows; /* at the rows that are asked for */
	bool in_proportion;
};

static double table_at(const struct table *table, const struct workload *asked, double rows)
{
	return table->in_proportion ? table->rows * rows / asked->rows : table->rows;
}

/* The nearest to what is asked that the tables of all the sizes surround; NaN: none. */
static double nearest_table(const struct finder *finder, const double *rows, size_t count,
			    const struct workload *asked, bool in_proportion)
{
	double least = 0;
	double most = INFINITY;

	for (size_t s = 0; s < count; s++) {
		double levels[LEVELS_MOST];
		const size_t found = find_tables(finder, rows[s], levels);
		const double scale = in_proportion ? asked->rows / rows[s] : 1;
		if (found == 0)
			return NAN;
		least = fmax(least, levels[0] * scale);
		most = fmin(most, levels[found - 1] * scale);
	}
	if (least > most && !same(least, most))
		return NAN;
	return fmax(least, fmin(most, workload_table(asked->table_rows, asked->rows)));
}

/* false: no table was measured at all the sizes. */
static bool choose_table(const struct finder *finder, const double *rows, size_t count,
			 const struct workload *asked, struct table *table)
{
	const double wanted = workload_table(asked->table_rows, asked->rows);
	const double scaled = nearest_table(finder, rows, count, asked, true);
	const double kept = nearest_table(finder, rows, count, asked, false);

	table->in_proportion =
		isnan(kept) || fabs(log(scaled / wanted)) <= fabs(log(kept / wanted));
	table->rows = table->in_proportion ? scaled : kept;
	return !isnan(table->rows);
}

/* ---- the lattice ------------------------------------------------------ */

/* Adds a size with its nodes, unless its tables do not surround the workload's. */
static bool add_size(struct finder *finder, double rows, const struct workload *asked,
		     const struct table *table)
{
	struct lattice *lattice = finder->lattice;
	struct lattice_size *size = &lattice->sizes[lattice->count];
	double levels[LEVELS_MOST];
	const size_t count = find_tables(finder, rows, levels);
	const double at = log(table_at(table, asked, rows));

	*size = (struct lattice_size){.rows = rows};
	for (size_t l = 0; l < count; l++)
		levels[l] = log(levels[l]);
	if (count == 0 || (at < levels[0] && !same(at, levels[0])) ||
	    (at > levels[count - 1] && !same(at, levels[count - 1])))
		return false;
	const struct bracket tables = bracket_of(levels, count, at);
	add_nodes(finder, size, &tables);
	lattice->count++;
	return true;
}

static void name_table(struct finder *finder, const struct workload *asked,
		       const struct table *table)
{
	if (!same(table->rows, workload_table(asked->table_rows, asked->rows)))
		finder->lattice->workload.table_rows =
			same(table->rows, asked->rows) ? UNMEASURED : llround(table->rows);
}

static void find_sizes(struct finder *finder, const struct workload *asked, const double *rows,
		       size_t count)
{
	struct lattice *lattice = finder->lattice;
	struct table table;
	size_t first = 0;

	if (count == 0 || asked->rows < rows[0] - 0.5 || asked->rows > rows[count - 1] + 0.5)
		return;
	while (first + 1 < count && rows[first + 1] <= asked->rows + 0.5)
		first++;
	const bool is_exact = fabs(rows[first] - asked->rows) < 0.5;
	const size_t around = is_exact ? 1 : 2;
	if (!choose_table(finder, rows + first, around, asked, &table))
		return;
	name_table(finder, asked, &table);
	if (!is_exact && first > 0)
		add_size(finder, rows[first - 1], asked, &table);
	lattice->below = lattice->count;
	for (size_t s = first; s < first + around; s++) {
		if (!add_size(finder, rows[s], asked, &table)) {
			lattice->count = 0;
			return;
		}
	}
	if (!is_exact && first + 2 < count)
		add_size(finder, rows[first + 2], asked, &table);
}

void lattice_find(const struct model_list *models, const struct workload *asked, bool peers,
		  struct lattice *lattice)
{
	struct finder finder = {.models = models, .peers = peers, .lattice = lattice};
	double levels[LEVELS_MOST];
	struct condition condition = {NAN, NAN, NAN};

	*lattice = (struct lattice){.workload = *asked};
	size_t count = find_levels(&finder, rtt_level, condition, levels);
	if (count == 0)
		return;
	const struct bracket rtt = bracket_of(levels, count, asked->rtt_ns);
	lattice->rtt_ns = asked->rtt_ns - rtt.low <= rtt.high - asked->rtt_ns ? rtt.low : rtt.high;
	condition.rtt_ns = lattice->rtt_ns;
	count = find_levels(&finder, changed_level, condition, levels);
	finder.changed = bracket_of(levels, count, asked->changed);
	lattice->workload.changed =
		fmin(fmax(asked->changed, finder.changed.low), finder.changed.high);
	condition.changed = finder.changed.low;
	count = find_levels(&finder, rows_level, condition, levels);
	find_sizes(&finder, asked, levels, count);
}

const struct summary *lattice_case(const struct lattice *lattice, const struct model_list *models,
				   const struct model *like, double rows,
				   const struct lattice_node *node)
{
	const struct condition condition = {lattice->rtt_ns, node->changed, rows};

	for (size_t m = 0; m < models->count; m++) {
		const struct model *model = &models->items[m];
		if (!workload_same_contender(model, like) ||
		    family_table_rows(model->family) != node->table_rows)
			continue;
		for (size_t c = 0; c < model->family->count; c++) {
			if (meets(model, model->family->cases[c], &condition))
				return model->family->cases[c];
		}
	}
	return NULL;
}

bool lattice_has_levels(const struct lattice *lattice)
{
	for (size_t s = 0; s < lattice->count; s++) {
		if (lattice->sizes[s].count > 1)
			return true;
	}
	return false;
}
