/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/ranking_terminal.h"

#include "record/case_key.h"
#include "record/sample.h"
#include "show/words/heading.h"
#include "text/display.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define RED "\033[31m"
#define PLAIN "\033[0m"

#define INDENT 2
#define GAP 2
#define NARROWEST_NAME 10
#define WIDEST_NAME 60
/* A case that takes less than this share of the fastest does not do the work. */
#define LEAST_WORK 0.01

/* ---- cells ------------------------------------------------------------ */

/* What the cells of one line are made of. */
struct row {
	const struct summary *summary;
	const struct summary *fastest; /* of its workload; NULL when nothing is ranked */
	const struct summary *naive;   /* case-when as programs use it; NULL: not measured */
};

static void append_name(const struct row *row, struct up_buffer *cell)
{
	case_key_append_name(cell, &row->summary->key, factors_of_workload());
}

static void append_median(const struct row *row, struct up_buffer *cell)
{
	up_buffer_append_string(cell, quantity_duration(row->summary->median_ns).text);
}

static void append_interval(const struct row *row, struct up_buffer *cell)
{
	up_buffer_append_string(
		cell, quantity_duration_interval(row->summary->low_ns, row->summary->high_ns).text);
}

static void append_count(const struct row *row, struct up_buffer *cell)
{
	up_buffer_append_string(cell, quantity_count((double)row->summary->n).text);
}

/* Whether the case can be held against others; null, which does nothing, cannot. */
static bool does_the_work(const struct row *row)
{
	return row->fastest == NULL ||
	       row->summary->median_ns >= row->fastest->median_ns * LEAST_WORK;
}

static void append_rate(const struct row *row, struct up_buffer *cell)
{
	double rate = does_the_work(row) ? row->summary->rows_per_second : NAN;
	up_buffer_append_string(cell, quantity_number(rate).text);
}

static void append_ratio(const struct row *row, struct up_buffer *cell)
{
	double ratio = row->fastest != NULL && does_the_work(row)
			       ? row->summary->median_ns / row->fastest->median_ns
			       : NAN;
	up_buffer_append_string(cell, quantity_ratio(ratio).text);
}

static void append_ratio_interval(const struct row *row, struct up_buffer *cell)
{
	const struct summary *summary = row->summary;
	bool fastest = summary == row->fastest; /* is itself, which is no estimate */
	up_buffer_append_string(cell, quantity_interval(fastest ? NAN : summary->ratio_low,
							fastest ? NAN : summary->ratio_high)
					      .text);
}

static void append_against_naive(const struct row *row, struct up_buffer *cell)
{
	double ratio = row->naive != NULL && does_the_work(row)
			       ? row->naive->median_ns / row->summary->median_ns
			       : NAN;

	if (row->summary == row->naive)
		up_buffer_append_string(cell, "1.00\xc3\x97");
	else if (!isfinite(ratio) || !(ratio > 0))
		up_buffer_append_char(cell, '-');
	else
		up_buffer_append_format(cell, "%s\xc3\x97 %s",
					quantity_number(ratio >= 1 ? ratio : 1 / ratio).text,
					ratio >= 1 ? "faster" : "slower");
}

static void append_cold(const struct row *row, struct up_buffer *cell)
{
	up_buffer_append_string(cell, quantity_duration(row->summary->cold_ns).text);
}

static const struct field {
	const char *heading;
	void (*append)(const struct row *row, struct up_buffer *cell);
	int rank; /* who gets the room where it is short, from 1; 0: always there */
} fields[] = {
	{"case", append_name, 0},
	{"median", append_median, 0},
	{"95 % interval", append_interval, 1},
	{"n", append_count, 4},
	{"rows/s", append_rate, 3},
	{"vs fastest", append_ratio, 0},
	{"ratio interval", append_ratio_interval, 6},
	{"vs case-when", append_against_naive, 2},
	{"cold", append_cold, 5},
};

#define FIELD_COUNT (sizeof fields / sizeof fields[0])

/* ---- which case goes where -------------------------------------------- */

enum part {
	PART_RANKED,
	PART_UNRANKED,
	PART_WITHOUT_RESULT,
};

static enum part part_of(const struct summary *summary)
{
	if (summary->status != SAMPLE_OK || isnan(summary->median_ns))
		return PART_WITHOUT_RESULT;
	return summary->reference != NULL ? PART_RANKED : PART_UNRANKED;
}

static bool is_naive(const struct summary *summary)
{
	if (summary->key.peer != NULL || summary->key.strategy == NULL ||
	    strcmp(summary->key.strategy, "case-when") != 0 ||
	    part_of(summary) == PART_WITHOUT_RESULT)
		return false;
	return (factors_stated(&summary->key.factors) & ~factors_of_workload()) == 0;
}

static struct row make_row(const struct summary_list *list, const struct summary *summary)
{
	struct row row = {.summary = summary};

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (!case_key_same_workload(&other->key, &summary->key))
			continue;
		if (is_naive(other))
			row.naive = other;
		if (part_of(other) == PART_RANKED &&
		    (row.fastest == NULL || other->median_ns < row.fastest->median_ns))
			row.fastest = other;
	}
	return row;
}

static int by_part_and_time(const void *a, const void *b)
{
	const struct summary *x = ((const struct row *)a)->summary;
	const struct summary *y = ((const struct row *)b)->summary;
	int p = (int)part_of(x);
	int q = (int)part_of(y);

	if (p != q)
		return p - q;
	if (p != PART_WITHOUT_RESULT &&
	    (x->median_ns < y->median_ns || x->median_ns > y->median_ns))
		return x->median_ns < y->median_ns ? -1 : 1;
	return (x > y) - (x < y);
}

/* ---- layout ----------------------------------------------------------- */

struct layout {
	const struct summary_list *list;
	bool color;
	size_t line; /* columns of the terminal */
	size_t width[FIELD_COUNT];
	bool shown[FIELD_COUNT];
};

static size_t total_width(const struct layout *layout)
{
	size_t total = INDENT;

	for (size_t f = 0; f < FIELD_COUNT; f++) {
		if (layout->shown[f])
			total += layout->width[f] + (f > 0 ? GAP : 0);
	}
	return total;
}

static void measure(struct layout *layout, struct up_buffer *cell)
{
	for (size_t c = 0; c < layout->list->count; c++) {
		struct row row = make_row(layout->list, &layout->list->items[c]);
		if (part_of(row.summary) == PART_WITHOUT_RESULT)
			continue;
		for (size_t f = 0; f < FIELD_COUNT; f++) {
			up_buffer_clear(cell);
			fields[f].append(&row, cell);
			size_t width = display_width(up_buffer_string(cell));
			if (width > layout->width[f])
				layout->width[f] = width;
			if (strcmp(up_buffer_string(cell), "-") != 0)
				layout->shown[f] = true;
		}
	}
	for (size_t f = 0; f < FIELD_COUNT; f++) {
		size_t width = display_width(fields[f].heading);
		if (width > layout->width[f])
			layout->width[f] = width;
	}
	if (layout->width[0] > WIDEST_NAME)
		layout->width[0] = WIDEST_NAME;
}

static void fit(struct layout *layout)
{
	bool wanted[FIELD_COUNT];

	memcpy(wanted, layout->shown, sizeof wanted);
	for (size_t f = 0; f < FIELD_COUNT; f++)
		layout->shown[f] = wanted[f] && fields[f].rank == 0;
	for (int rank = 1; rank < (int)FIELD_COUNT; rank++) {
		for (size_t f = 0; f < FIELD_COUNT; f++) {
			if (!wanted[f] || fields[f].rank != rank)
				continue;
			layout->shown[f] = true;
			layout->shown[f] = total_width(layout) <= layout->line;
		}
	}
	size_t total = total_width(layout);
	if (total > layout->line) {
		size_t excess = total - layout->line;
		size_t name = layout->width[0];
		layout->width[0] = name > excess + NARROWEST_NAME ? name - excess : NARROWEST_NAME;
	}
}

/* ---- lines ------------------------------------------------------------ */

static void trim(struct up_buffer *line)
{
	while (line->length > 0 && line->data[line->length - 1] == ' ')
		line->data[--line->length] = '\0';
}

static void append_headings(struct up_buffer *text, const struct layout *layout)
{
	bool any = false;

	for (size_t f = 1; f < FIELD_COUNT; f++)
		any = any || layout->shown[f];
	if (!any)
		return;
	up_buffer_append_format(text, "%*s", INDENT, "");
	for (size_t f = 0; f < FIELD_COUNT; f++) {
		if (!layout->shown[f])
			continue;
		up_buffer_append_format(text, "%*s", f > 0 ? GAP : 0, "");
		display_append_cell(text, fields[f].heading, layout->width[f],
				    f == 0 ? DISPLAY_LEFT : DISPLAY_RIGHT);
	}
	trim(text);
	up_buffer_append_char(text, '\n');
}

static void append_rule(struct up_buffer *text, const struct layout *layout)
{
	up_buffer_append_format(text, "%*s", INDENT, "");
	for (size_t column = INDENT; column < total_width(layout); column++)
		up_buffer_append_string(text, "\xe2\x94\x80");
	up_buffer_append_char(text, '\n');
}

static void append_result(struct up_buffer *text, const struct layout *layout,
			  const struct row *row, struct up_buffer *cell)
{
	up_buffer_append_format(text, "%*s", INDENT, "");
	for (size_t f = 0; f < FIELD_COUNT; f++) {
		if (!layout->shown[f])
			continue;
		up_buffer_clear(cell);
		fields[f].append(row, cell);
		up_buffer_append_format(text, "%*s", f > 0 ? GAP : 0, "");
		display_append_cell(text, up_buffer_string(cell), layout->width[f],
				    f == 0 ? DISPLAY_LEFT : DISPLAY_RIGHT);
	}
	trim(text);
}

static const char *words_of(const struct summary *summary)
{
	switch (summary->status) {
	case SAMPLE_FAILED:
		return "failed";
	case SAMPLE_TIMEOUT:
		return "timed out";
	case SAMPLE_MISMATCH:
		return "left the table in a wrong state";
	case SAMPLE_SKIPPED:
		return "skipped";
	default:
		return "no sample was measured";
	}
}

static void append_reason(struct up_buffer *text, const struct layout *layout,
			  const struct row *row, struct up_buffer *cell)
{
	const struct summary *summary = row->summary;

	up_buffer_clear(cell);
	append_name(row, cell);
	display_append_cell(cell, "", GAP, DISPLAY_LEFT);
	up_buffer_append_string(cell, words_of(summary));
	if (summary->error != NULL)
		up_buffer_append_format(cell, ": %s", summary->error);
	up_buffer_append_format(text, "%*s", INDENT, "");
	display_append(text, up_buffer_string(cell),
		       layout->line > INDENT ? layout->line - INDENT : 0);
}

static void append_line(struct up_buffer *text, const struct layout *layout, const struct row *row,
			struct up_buffer *cell)
{
	const struct summary *summary = row->summary;
	enum part part = part_of(summary);
	const char *style = part == PART_UNRANKED         ? DIM
			    : part == PART_WITHOUT_RESULT ? RED
			    : summary == row->fastest     ? BOLD
							  : "";

	/* What was skipped was never tried: nothing is wrong with it. */
	if (part == PART_WITHOUT_RESULT && summary->status == SAMPLE_SKIPPED)
		style = DIM;
	if (!layout->color)
		style = "";
	up_buffer_append_string(text, style);
	if (part == PART_WITHOUT_RESULT)
		append_reason(text, layout, row, cell);
	else
		append_result(text, layout, row, cell);
	if (style[0] != '\0')
		up_buffer_append_string(text, PLAIN);
	up_buffer_append_char(text, '\n');
}

static void append_block(struct up_buffer *text, const struct layout *layout, struct row *rows,
			 size_t count, struct up_buffer *cell)
{
	qsort(rows, count, sizeof *rows, by_part_and_time);
	if (text->length > 0)
		up_buffer_append_char(text, '\n');
	up_buffer_clear(cell);
	heading_append_full(cell, rows[0].summary, layout->list);
	up_buffer_append_string(cell, ": time of update and commit");
	display_append(text, up_buffer_string(cell), layout->line);
	up_buffer_append_char(text, '\n');
	if (part_of(rows[0].summary) != PART_WITHOUT_RESULT)
		append_headings(text, layout);
	for (size_t c = 0; c < count; c++) {
		if (c > 0 && part_of(rows[c].summary) == PART_UNRANKED &&
		    part_of(rows[c - 1].summary) == PART_RANKED)
			append_rule(text, layout);
		append_line(text, layout, &rows[c], cell);
	}
}

static void append_table(struct up_buffer *text, const struct layout *layout, struct row *rows,
			 bool *done, struct up_buffer *cell)
{
	const struct summary_list *list = layout->list;

	for (size_t c = 0; c < list->count; c++) {
		size_t count = 0;
		for (size_t other = c; other < list->count; other++) {
			if (done[other] ||
			    !case_key_same_workload(&list->items[other].key, &list->items[c].key))
				continue;
			done[other] = true;
			rows[count++] = make_row(list, &list->items[other]);
		}
		if (count > 0)
			append_block(text, layout, rows, count, cell);
	}
}

enum up_status table_print(FILE *file, const struct summary_list *list, bool color, int width,
			   struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_BUFFER cell = {0};
	struct layout layout = {
		.list = list,
		.color = color,
		.line = width > 0 ? (size_t)width : SIZE_MAX,
		.shown = {true},
	};
	UP_FREE struct row *rows = malloc((list->count + 1) * sizeof *rows);
	UP_FREE bool *done = calloc(list->count + 1, sizeof *done);

	if (rows == NULL || done == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a table");
	measure(&layout, &cell);
	fit(&layout);
	append_table(&text, &layout, rows, done, &cell);
	UP_TRY(up_buffer_check(&cell, err));
	UP_TRY(up_buffer_check(&text, err));
	if (fwrite(up_buffer_string(&text), 1, text.length, file) != text.length)
		return up_fail_errno(err, UP_IO, "cannot write the table");
	return UP_OK;
}
