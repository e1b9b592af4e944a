/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/comparison.h"
#include "show/words/comparison_words.h"
#include "text/display.h"

#define DIM "\033[2m"
#define RED "\033[31m"
#define GREEN "\033[32m"
#define YELLOW "\033[33m"
#define PLAIN "\033[0m"

#define INDENT 2
#define GAP 2
#define NARROWEST_NAME 10
#define WIDEST_NAME 60

/* ---- cells ------------------------------------------------------------ */

static void append_base(struct up_buffer *cell, const struct comparison *comparison)
{
	up_buffer_append_string(cell, comparison_value(comparison->metric, comparison->base).text);
}

static void append_new(struct up_buffer *cell, const struct comparison *comparison)
{
	up_buffer_append_string(cell, comparison_value(comparison->metric, comparison->new).text);
}

static void append_change(struct up_buffer *cell, const struct comparison *comparison)
{
	up_buffer_append_string(cell, comparison_change(comparison->ratio).text);
}

static void append_interval(struct up_buffer *cell, const struct comparison *comparison)
{
	if (comparison->exact)
		up_buffer_append_string(cell, "exact");
	else
		up_buffer_append_string(
			cell, comparison_change_interval(comparison->low, comparison->high).text);
}

static void append_n(struct up_buffer *cell, const struct comparison *comparison)
{
	if (comparison->n_base == comparison->n_new)
		up_buffer_append_format(cell, "%zu", comparison->n_base);
	else
		up_buffer_append_format(cell, "%zu+%zu", comparison->n_base, comparison->n_new);
}

static void append_verdict(struct up_buffer *cell, const struct comparison *comparison)
{
	up_buffer_append_string(cell, verdict_names[comparison->verdict]);
}

static const struct field {
	const char *heading;
	void (*append)(struct up_buffer *cell, const struct comparison *comparison);
	int rank; /* who gets the room where it is short, from 1; 0: always there */
} fields[] = {
	{"case", comparison_append_name, 0},
	{"base", append_base, 3},
	{"new", append_new, 2},
	{"change", append_change, 0},
	{"95 % interval", append_interval, 1},
	{"n", append_n, 4},
	{"verdict", append_verdict, 0},
};

#define FIELD_COUNT (sizeof fields / sizeof fields[0])
#define LAST_RANK 4

/* ---- layout ----------------------------------------------------------- */

struct layout {
	size_t line; /* columns of the terminal */
	size_t width[FIELD_COUNT];
	bool shown[FIELD_COUNT];
	bool color;
};

/* An incomparable case has its reason instead of numbers. */
static bool has_numbers(const struct comparison *comparison)
{
	return comparison->verdict != VERDICT_INCOMPARABLE;
}

static size_t total_width(const struct layout *layout)
{
	size_t total = INDENT;

	for (size_t f = 0; f < FIELD_COUNT; f++) {
		if (layout->shown[f])
			total += layout->width[f] + (f > 0 ? GAP : 0);
	}
	return total;
}

static void measure(struct layout *layout, const struct comparison_list *list,
		    struct up_buffer *cell)
{
	for (size_t f = 0; f < FIELD_COUNT; f++) {
		layout->width[f] = display_width(fields[f].heading);
		for (size_t c = 0; c < list->count; c++) {
			if (!has_numbers(&list->items[c]))
				continue;
			up_buffer_clear(cell);
			fields[f].append(cell, &list->items[c]);
			size_t width = display_width(up_buffer_string(cell));
			if (width > layout->width[f])
				layout->width[f] = width;
		}
	}
	if (layout->width[0] > WIDEST_NAME)
		layout->width[0] = WIDEST_NAME;
}

static void fit(struct layout *layout)
{
	for (int rank = 0; rank <= LAST_RANK; rank++) {
		for (size_t f = 0; f < FIELD_COUNT; f++) {
			if (fields[f].rank != rank)
				continue;
			layout->shown[f] = true;
			layout->shown[f] = rank == 0 || total_width(layout) <= layout->line;
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

static void append_cell(struct up_buffer *text, const struct layout *layout, size_t f,
			const char *content)
{
	bool left = f == 0 || f == FIELD_COUNT - 1;

	if (!layout->shown[f])
		return;
	up_buffer_append_format(text, "%*s", f > 0 ? GAP : 0, "");
	/* Nothing stands behind the last one. */
	if (f == FIELD_COUNT - 1)
		display_append(text, content, layout->width[f]);
	else
		display_append_cell(text, content, layout->width[f],
				    left ? DISPLAY_LEFT : DISPLAY_RIGHT);
}

static const char *style_of(const struct comparison *comparison)
{
	switch (comparison->verdict) {
	case VERDICT_REGRESSED:
		return RED;
	case VERDICT_IMPROVED:
		return GREEN;
	case VERDICT_INCONCLUSIVE:
		return DIM;
	case VERDICT_INCOMPARABLE:
		return YELLOW;
	default:
		return "";
	}
}

static void append_numbers(struct up_buffer *text, const struct layout *layout,
			   const struct comparison *comparison, struct up_buffer *cell)
{
	for (size_t f = 0; f < FIELD_COUNT; f++) {
		up_buffer_clear(cell);
		fields[f].append(cell, comparison);
		append_cell(text, layout, f, up_buffer_string(cell));
	}
}

static void append_without_numbers(struct up_buffer *text, const struct layout *layout,
				   const struct comparison *comparison, struct up_buffer *cell)
{
	up_buffer_clear(cell);
	comparison_append_name(cell, comparison);
	up_buffer_append_format(cell, "%*s%s: ", GAP, "", verdict_names[comparison->verdict]);
	comparison_append_reason(cell, comparison);
	display_append(text, up_buffer_string(cell),
		       layout->line > INDENT ? layout->line - INDENT : 0);
}

static void append_line(struct up_buffer *text, const struct layout *layout,
			const struct comparison *comparison, struct up_buffer *cell)
{
	const char *style = layout->color ? style_of(comparison) : "";

	up_buffer_append_format(text, "%*s%s", INDENT, "", style);
	if (has_numbers(comparison))
		append_numbers(text, layout, comparison, cell);
	else
		append_without_numbers(text, layout, comparison, cell);
	up_buffer_append_string(text, style[0] != '\0' ? PLAIN "\n" : "\n");
}

static void append_list(struct up_buffer *text, const struct comparison_list *list,
			struct layout *layout, struct up_buffer *cell)
{
	up_buffer_clear(cell);
	up_buffer_append_format(cell, "%s, against %s: %s", list->new_label, list->base_label,
				list->paired ? "pairs of the same round" : "two runs, unpaired");
	display_append(text, up_buffer_string(cell), layout->line);
	up_buffer_append_char(text, '\n');
	measure(layout, list, cell);
	fit(layout);
	up_buffer_append_format(text, "%*s", INDENT, "");
	for (size_t f = 0; f < FIELD_COUNT; f++)
		append_cell(text, layout, f, fields[f].heading);
	up_buffer_append_char(text, '\n');
	for (size_t c = 0; c < list->count; c++)
		append_line(text, layout, &list->items[c], cell);
	up_buffer_append_char(text, '\n');
}

/* ---- words ------------------------------------------------------------ */

static void append_inconclusive(struct up_buffer *text, const struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		if (list->items[c].verdict != VERDICT_INCONCLUSIVE)
			continue;
		up_buffer_append_string(text, "  - ");
		comparison_append_name(text, &list->items[c]);
		up_buffer_append_string(text, ": ");
		comparison_append_reason(text, &list->items[c]);
		up_buffer_append_string(text, ".\n");
	}
}

static void append_differences(struct up_buffer *text, const struct comparison_list *list,
			       bool refused)
{
	const struct difference_list *differences = &list->differences;

	if (differences->count == 0)
		return;
	up_buffer_append_string(text, refused ? "Why:\n"
					      : "Warning: the runs differ in what their numbers "
						"depend on, or did not end:\n");
	for (size_t d = 0; d < differences->count; d++) {
		up_buffer_append_string(text, "  - ");
		comparison_append_difference(text, &differences->items[d]);
		up_buffer_append_char(text, '\n');
	}
}

enum up_status comparison_print_terminal(FILE *file, const struct comparison_report *report,
					 struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_BUFFER cell = {0};
	struct layout layout = {
		.line = report->width > 0 ? (size_t)report->width : SIZE_MAX,
		.color = report->color,
	};

	for (size_t l = 0; l < report->count && !report->refused; l++) {
		if (report->lists[l].count > 0)
			append_list(&text, &report->lists[l], &layout, &cell);
	}
	comparison_append_tally(&text, report);
	up_buffer_append_char(&text, '\n');
	for (size_t l = 0; l < report->count; l++) {
		const struct comparison_list *list = &report->lists[l];
		if (!report->refused)
			append_inconclusive(&text, list);
		append_differences(&text, list, report->refused);
		up_buffer_clear(&cell);
		comparison_append_note(&cell, list);
		if (cell.length > 0 && !report->refused)
			up_buffer_append_format(&text, "%s\n", cell.data);
	}
	UP_TRY(up_buffer_check(&cell, err));
	UP_TRY(up_buffer_check(&text, err));
	if (fwrite(up_buffer_string(&text), 1, text.length, file) != text.length)
		return up_fail_errno(err, UP_IO, "cannot write the comparison");
	return UP_OK;
}
