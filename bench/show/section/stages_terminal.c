/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/stages_terminal.h"

#include "text/display.h"
#include "text/quantity.h"

#include <math.h>

#define DIM "\033[2m"
#define PLAIN "\033[0m"

#define FIGURE_WIDTH 12
#define SHARE_WIDTH 9
#define NARROWEST_LABEL 16
#define WIDEST_LABEL 60

static const struct stage {
	const char *name;
	size_t offset; /* of its median in struct summary */
} stages[] = {
	{"fetch", offsetof(struct summary, fetch_ns)},
	{"classify", offsetof(struct summary, classify_ns)},
	{"create", offsetof(struct summary, create_ns)},
	{"update", offsetof(struct summary, update_ns)},
	{"business", offsetof(struct summary, business_ns)},
	{"commit", offsetof(struct summary, commit_ns)},
};

#define STAGE_COUNT (sizeof stages / sizeof stages[0])

static double time_of(const struct stage *stage, const struct summary *summary)
{
	return *(const double *)(const void *)((const char *)summary + stage->offset);
}

static bool is_update(const struct stage *stage)
{
	return stage->offset == offsetof(struct summary, update_ns);
}

struct tree {
	struct up_buffer *text;
	size_t label; /* columns of what stands left of the figures */
	bool color;
};

static void append_line(const struct tree *tree, const char *branch, const char *name, double ns,
			double total, double rows_per_second)
{
	struct up_buffer *text = tree->text;
	size_t taken = display_append(text, branch, tree->label);

	display_append_cell(text, name, tree->label - taken, DISPLAY_LEFT);
	display_append_cell(text, quantity_duration(ns).text, FIGURE_WIDTH, DISPLAY_RIGHT);
	up_buffer_append_string(text, tree->color ? DIM : "");
	if (total > 0)
		display_append_cell(text, quantity_share(ns / total).text, SHARE_WIDTH,
				    DISPLAY_RIGHT);
	if (!isnan(rows_per_second))
		up_buffer_append_format(text, "  %s", quantity_rate(rows_per_second).text);
	up_buffer_append_string(text, tree->color ? PLAIN : "");
	up_buffer_append_char(text, '\n');
}

/* Of the update stage alone; the summary's own rate is of update and commit. */
static double rate_of(const struct summary *summary)
{
	return summary->key.factors.rows != UNMEASURED && summary->update_ns > 0
		       ? (double)summary->key.factors.rows * 1e9 / summary->update_ns
		       : NAN;
}

static void append_stages(const struct tree *tree, const struct summary *summary)
{
	size_t last = 0;

	for (size_t s = 0; s < STAGE_COUNT; s++) {
		if (!isnan(time_of(&stages[s], summary)))
			last = s;
	}
	for (size_t s = 0; s < STAGE_COUNT; s++) {
		double ns = time_of(&stages[s], summary);
		bool update = is_update(&stages[s]);
		if (isnan(ns))
			continue;
		append_line(tree, s == last ? "\u2514\u2500 " : "\u251c\u2500 ", stages[s].name, ns,
			    summary->total_ns, update ? rate_of(summary) : NAN);
		if (update && !isnan(summary->encode_ns))
			append_line(tree, s == last ? "   \u2514\u2500 " : "\u2502  \u2514\u2500 ",
				    "encode", summary->encode_ns, summary->total_ns, NAN);
	}
}

static bool has_tree(const struct summary *summary)
{
	return summary->total_ns > 0;
}

static const char *name_of(const struct summary *summary)
{
	return summary->case_name != NULL ? summary->case_name : "";
}

/* As wide as the longest name, where the terminal has the room. */
static size_t label_width(const struct summary_list *list, int width)
{
	size_t figures = FIGURE_WIDTH + SHARE_WIDTH + sizeof "  70,600 rows/s";
	size_t label = NARROWEST_LABEL;

	for (size_t c = 0; c < list->count; c++) {
		size_t name = display_width(name_of(&list->items[c]));
		if (has_tree(&list->items[c]) && name > label)
			label = name;
	}
	if (label > WIDEST_LABEL)
		label = WIDEST_LABEL;
	if (width > 0 && label + figures > (size_t)width)
		label = (size_t)width > figures + NARROWEST_LABEL ? (size_t)width - figures
								  : NARROWEST_LABEL;
	return label;
}

enum up_status stages_print(FILE *file, const struct summary_list *list, bool color, int width,
			    struct up_error *err)
{
	UP_BUFFER text = {0};
	struct tree tree = {&text, label_width(list, width), color};

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *summary = &list->items[c];
		if (!has_tree(summary))
			continue;
		if (text.length > 0)
			up_buffer_append_char(&text, '\n');
		display_append_cell(&text, name_of(summary), tree.label, DISPLAY_LEFT);
		display_append_cell(&text, quantity_duration(summary->total_ns).text, FIGURE_WIDTH,
				    DISPLAY_RIGHT);
		up_buffer_append_char(&text, '\n');
		append_stages(&tree, summary);
	}
	UP_TRY(up_buffer_check(&text, err));
	if (fwrite(up_buffer_string(&text), 1, text.length, file) != text.length)
		return up_fail_errno(err, UP_IO, "cannot write the stages");
	return UP_OK;
}
