/* SPDX-License-Identifier: PostgreSQL */
/* Which strategy is the fastest, by rows and round-trip time. */
#include "record/case_key.h"
#include "show/section/section.h"
#include "show/words/heading.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>

#define LEVELS_MAX 15
#define HUES 8

/* The levels of a factor, ascending. */
struct levels {
	int64_t items[LEVELS_MAX];
	size_t count;
};

static void add_level(struct levels *levels, int64_t level)
{
	size_t at = 0;

	while (at < levels->count && levels->items[at] < level)
		at++;
	if (levels->count == LEVELS_MAX || (at < levels->count && levels->items[at] == level))
		return;
	memmove(levels->items + at + 1, levels->items + at,
		(levels->count - at) * sizeof levels->items[0]);
	levels->items[at] = level;
	levels->count++;
}

static int64_t rtt_of(const struct summary *summary)
{
	return summary->key.factors.rtt_ns == UNMEASURED ? 0 : summary->key.factors.rtt_ns;
}

/* Rankings that differ in rows and round-trip time alone are of one map; that of others
 * follows from the rows. */
static bool is_of_map(const struct summary *a, const struct summary *b)
{
	const factor_set map =
		FACTOR_BIT(FACTOR_ROWS) | FACTOR_BIT(FACTOR_RTT) | FACTOR_BIT(FACTOR_TABLE_ROWS);

	return (factors_difference(&a->key.factors, &b->key.factors) & factors_of_workload() &
		~map) == 0;
}

struct map {
	const struct report_context *context;
	const struct summary *first;
	struct levels rows;
	struct levels rtt;
	const char *winners[HUES]; /* strategies or peers, in the order met: each has a hue */
	size_t winner_count;
};

static struct map map_of(const struct report_context *context, const struct summary *first)
{
	struct map map = {.context = context, .first = first};

	for (size_t r = 0; r < context->rankings->count; r++) {
		const struct summary *other = context->rankings->items[r].items[0];
		if (!is_of_map(first, other) || context->rankings->items[r].ranked == 0)
			continue;
		add_level(&map.rows, other->key.factors.rows);
		add_level(&map.rtt, rtt_of(other));
	}
	return map;
}

static const struct ranking *cell_of(const struct map *map, int64_t rows, int64_t rtt)
{
	for (size_t r = 0; r < map->context->rankings->count; r++) {
		const struct ranking *ranking = &map->context->rankings->items[r];
		const struct summary *other = ranking->items[0];
		if (ranking->ranked > 0 && other->key.factors.rows == rows &&
		    rtt_of(other) == rtt && is_of_map(map->first, other))
			return ranking;
	}
	return NULL;
}

static size_t hue_of(struct map *map, const struct summary *summary)
{
	const char *name = summary->key.peer != NULL ? summary->key.peer : summary->key.strategy;
	size_t at = 0;

	while (at < map->winner_count && strcmp(map->winners[at], name != NULL ? name : "") != 0)
		at++;
	if (at == map->winner_count && at < HUES)
		map->winners[map->winner_count++] = name != NULL ? name : "";
	return at % HUES;
}

static void append_cell(struct map *map, struct table *table, const struct ranking *ranking)
{
	UP_BUFFER text = {0};
	size_t as_good = 0;

	if (ranking == NULL) {
		table_text(table, "-");
		table_number(table, NAN, "");
		return;
	}
	const struct summary *fastest = ranking_fastest(ranking);
	ranking_append_name(&text, fastest);
	for (size_t i = 0; i < ranking->count; i++)
		as_good += ranking_is_as_good(ranking, ranking->items[i]);
	if (as_good > 0)
		up_buffer_append_format(&text, " (%zu as good)", as_good);
	table_take(table, &text);
	table_set_hue(table, (int)hue_of(map, fastest) + 1);
	table_number(table, fastest->median_ns, quantity_duration(fastest->median_ns).text);
}

static void append_rows(struct map *map, struct table *table)
{
	for (size_t t = 0; t < map->rtt.count; t++) {
		double rtt = (double)map->rtt.items[t];
		table_row(table, EMPHASIS_NONE);
		table_number(table, rtt,
			     map->rtt.items[t] == 0 ? "0 (the same machine)"
						    : quantity_duration(rtt).text);
		for (size_t r = 0; r < map->rows.count; r++)
			append_cell(map, table,
				    cell_of(map, map->rows.items[r], map->rtt.items[t]));
	}
}

static void append_map(struct map *map)
{
	struct table_column columns[1 + 2 * LEVELS_MAX] = {
		{.heading = "round trip \\ rows", .field = "rtt_ns", .alignment = ALIGN_RIGHT}};
	char fields[LEVELS_MAX][2][48];
	struct quantity names[LEVELS_MAX];

	for (size_t r = 0; r < map->rows.count; r++) {
		const int64_t rows = map->rows.items[r];
		names[r] = quantity_count((double)rows);
		snprintf(fields[r][0], sizeof fields[r][0], "fastest_at_%" PRId64 "_rows", rows);
		snprintf(fields[r][1], sizeof fields[r][1], "median_ns_at_%" PRId64 "_rows", rows);
		columns[2 * r + 1] = (struct table_column){
			.heading = names[r].text, .field = fields[r][0], .may_wrap = true};
		columns[2 * r + 2] = (struct table_column){
			.heading = "median", .field = fields[r][1], .alignment = ALIGN_RIGHT};
	}
	struct table *table =
		document_table(map->context->document, "crossover",
			       "The fastest case of each number of rows (across) and round-trip "
			       "time (down). Where the color changes along a row or a column, "
			       "another strategy becomes the fastest.",
			       columns, 2 * map->rows.count + 1);
	append_rows(map, table);
}

static bool is_first_of_map(const struct report_context *context, size_t ranking)
{
	for (size_t r = 0; r < ranking; r++) {
		if (is_of_map(context->rankings->items[r].items[0],
			      context->rankings->items[ranking].items[0]))
			return false;
	}
	return true;
}

enum up_status report_crossover(const struct report_context *context, struct up_error *err)
{
	(void)err;
	bool is_begun = false;

	for (size_t r = 0; r < context->rankings->count; r++) {
		if (!is_first_of_map(context, r))
			continue;
		struct map map = map_of(context, context->rankings->items[r].items[0]);
		if (map.rows.count < 2 || map.rtt.count < 2)
			continue;
		if (!is_begun)
			document_section(context->document, "crossover",
					 "Fastest strategy by rows and round-trip time");
		is_begun = true;
		append_map(&map);
	}
	return UP_OK;
}
