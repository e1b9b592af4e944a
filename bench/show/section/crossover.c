/* SPDX-License-Identifier: PostgreSQL */
/* Which strategy is the fastest, by rows and round-trip time. */
#include "record/case_key.h"
#include "show/document/sheet.h"
#include "show/section/section.h"
#include "show/words/heading.h"
#include "text/quantity.h"

#include <inttypes.h>

#define LEVELS_MAX 16
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

static enum up_status append_cell(struct map *map, struct sheet *sheet,
				  const struct ranking *ranking, struct up_error *err)
{
	UP_BUFFER text = {0};
	char mark[] = "hue hue-0";
	size_t as_good = 0;

	if (ranking == NULL) {
		sheet_text(sheet, "-");
		return UP_OK;
	}
	const struct summary *fastest = ranking_fastest(ranking);
	UP_TRY(report_case_name(fastest, &text, err));
	up_buffer_append_format(&text, ", %s", quantity_duration(fastest->median_ns).text);
	for (size_t i = 0; i < ranking->count; i++)
		as_good += ranking_is_as_good(ranking, ranking->items[i]);
	if (as_good > 0)
		up_buffer_append_format(&text, " (%zu as good)", as_good);
	UP_TRY(up_buffer_check(&text, err));
	mark[sizeof mark - 2] = (char)('0' + hue_of(map, fastest));
	sheet_marked(sheet, mark, up_buffer_string(&text));
	return UP_OK;
}

static enum up_status append_rows(struct map *map, struct sheet *sheet, struct up_error *err)
{
	for (size_t t = 0; t < map->rtt.count; t++) {
		double rtt = (double)map->rtt.items[t];
		sheet_row(sheet, NULL);
		sheet_text(sheet, map->rtt.items[t] == 0 ? "0 (the same machine)"
							 : quantity_duration(rtt * 1e3).text);
		for (size_t r = 0; r < map->rows.count; r++)
			UP_TRY(append_cell(map, sheet,
					   cell_of(map, map->rows.items[r], map->rtt.items[t]),
					   err));
	}
	return UP_OK;
}

static enum up_status append_map(struct map *map, struct up_error *err)
{
	struct sheet_column columns[1 + LEVELS_MAX] = {
		{.heading = "round trip \\ rows", .field = "rtt"}};
	struct quantity names[LEVELS_MAX];
	UP_BUFFER caption = {0};

	for (size_t r = 0; r < map->rows.count; r++) {
		names[r] = quantity_count((double)map->rows.items[r]);
		columns[r + 1] = (struct sheet_column){
			.heading = names[r].text, .field = names[r].text, .is_long = true};
	}
	up_buffer_append_string(
		&caption, "The fastest case of each number of rows (across) and round-trip time "
			  "(down). Follow a line or a column to where the color changes: that is "
			  "where another strategy becomes the better one.");
	UP_TRY(up_buffer_check(&caption, err));
	struct sheet sheet = sheet_begin(map->context->page, "crossover", caption.data, columns,
					 map->rows.count + 1);
	UP_TRY(append_rows(map, &sheet, err));
	sheet_end(&sheet);
	return UP_OK;
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
	bool is_begun = false;

	for (size_t r = 0; r < context->rankings->count; r++) {
		if (!is_first_of_map(context, r))
			continue;
		struct map map = map_of(context, context->rankings->items[r].items[0]);
		if (map.rows.count < 2 || map.rtt.count < 2)
			continue;
		if (!is_begun)
			page_section(context->page, "crossover",
				     "Where which strategy is the fastest");
		is_begun = true;
		UP_TRY(append_map(&map, err));
	}
	return UP_OK;
}
