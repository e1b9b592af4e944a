/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/factor.h"

#include <inttypes.h>
#include <math.h>

struct trait {
	const char *name;
	const char *unit; /* written after the number */
	enum column_kind kind;
	size_t offset; /* in struct summary */
};

#define AT(member) offsetof(struct summary, member)

static const struct trait traits[FACTOR_COUNT] = {
	[FACTOR_ROWS] = {"rows", "", COLUMN_INTEGER, AT(rows)},
	[FACTOR_COLUMNS] = {"columns", "", COLUMN_INTEGER, AT(columns)},
	[FACTOR_CHANGED] = {"changed", "", COLUMN_REAL, AT(changed)},
	[FACTOR_NEW] = {"new", "", COLUMN_REAL, AT(added)},
	[FACTOR_TABLE_ROWS] = {"table-rows", "", COLUMN_INTEGER, AT(table_rows)},
	[FACTOR_RTT] = {"rtt", "us", COLUMN_INTEGER, AT(rtt_us)},
	[FACTOR_FETCH_DELAY] = {"fetch-delay", "s", COLUMN_INTEGER, AT(fetch_delay_ns)},
	[FACTOR_CHUNK] = {"chunk", "", COLUMN_INTEGER, AT(chunk)},
	[FACTOR_WORKERS] = {"workers", "", COLUMN_INTEGER, AT(workers)},
	[FACTOR_SKIP_UNCHANGED] = {"skip-unchanged", "", COLUMN_INTEGER, AT(skip_unchanged)},
	[FACTOR_SETTINGS] = {"settings", "", COLUMN_TEXT, AT(settings)},
};

static const void *member(enum factor factor, const struct summary *summary)
{
	return (const char *)summary + traits[factor].offset;
}

static int64_t integer_of(enum factor factor, const struct summary *summary)
{
	return *(const int64_t *)member(factor, summary);
}

static double real_of(enum factor factor, const struct summary *summary)
{
	return *(const double *)member(factor, summary);
}

static const char *text_of(enum factor factor, const struct summary *summary)
{
	const char *text = *(char *const *)member(factor, summary);
	return text != NULL ? text : "";
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

const char *factor_name(enum factor factor)
{
	return traits[factor].name;
}

static bool is_recorded(enum factor factor, const struct summary *summary)
{
	if (traits[factor].kind == COLUMN_TEXT)
		return true;
	if (traits[factor].kind == COLUMN_REAL)
		return !isnan(real_of(factor, summary));
	return integer_of(factor, summary) != UNMEASURED;
}

bool factor_equal(enum factor factor, const struct summary *a, const struct summary *b)
{
	bool is_workload = factor != FACTOR_ROWS && factor_is_workload(factor);

	if (traits[factor].kind == COLUMN_TEXT)
		return same_text(text_of(factor, a), text_of(factor, b));
	if (!is_recorded(factor, a) || !is_recorded(factor, b)) {
		if (is_workload)
			return true;
		return factor_is_default(factor, a) && factor_is_default(factor, b);
	}
	if (traits[factor].kind == COLUMN_REAL)
		return fabs(real_of(factor, a) - real_of(factor, b)) <= 0;
	return integer_of(factor, a) == integer_of(factor, b);
}

bool factor_is_default(enum factor factor, const struct summary *summary)
{
	if (traits[factor].kind == COLUMN_TEXT)
		return text_of(factor, summary)[0] == '\0';
	if (!is_recorded(factor, summary))
		return true;
	if (traits[factor].kind == COLUMN_REAL)
		return false;

	int64_t level = integer_of(factor, summary);
	if (factor == FACTOR_WORKERS)
		return level == 1;
	return level == 0 && (factor == FACTOR_SKIP_UNCHANGED || factor == FACTOR_RTT ||
			      factor == FACTOR_FETCH_DELAY);
}

bool factor_varies(enum factor factor, const struct summary *summary,
		   const struct summary_list *list)
{
	const struct summary *first = NULL;

	for (size_t c = 0; c < list->count; c++) {
		const struct summary *other = &list->items[c];
		if (!is_recorded(factor, other) || !factor_equal(FACTOR_ROWS, other, summary) ||
		    (factor == FACTOR_TABLE_ROWS && !factor_equal(FACTOR_NEW, other, summary)))
			continue;
		if (first == NULL)
			first = other;
		else if (!factor_equal(factor, other, first))
			return true;
	}
	return false;
}

void factor_append(enum factor factor, const struct summary *summary, struct up_buffer *text)
{
	const struct trait *trait = &traits[factor];

	if (trait->kind == COLUMN_TEXT) {
		up_buffer_append_string(text, text_of(factor, summary));
	} else if (trait->kind == COLUMN_REAL) {
		if (is_recorded(factor, summary))
			up_buffer_append_format(text, "%s=%g", trait->name,
						real_of(factor, summary));
	} else if (!is_recorded(factor, summary)) {
		return;
	} else if (factor == FACTOR_SKIP_UNCHANGED) {
		if (!factor_is_default(factor, summary))
			up_buffer_append_string(text, trait->name);
	} else if (factor == FACTOR_FETCH_DELAY) {
		up_buffer_append_format(text, "%s=%.13g%s", trait->name,
					(double)integer_of(factor, summary) / 1e9, trait->unit);
	} else {
		up_buffer_append_format(text, "%s=%" PRId64 "%s", trait->name,
					integer_of(factor, summary), trait->unit);
	}
}

bool factor_same_workload(const struct summary *a, const struct summary *b)
{
	for (enum factor factor = 0; factor_is_workload(factor); factor++) {
		if (!factor_equal(factor, a, b))
			return false;
	}
	return true;
}

enum factor factor_difference(const struct summary *a, const struct summary *b)
{
	enum factor difference = FACTOR_NONE;

	if (!same_text(a->strategy, b->strategy) || !same_text(a->peer, b->peer))
		return FACTOR_NONE;
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		bool follows = factor == FACTOR_TABLE_ROWS && difference == FACTOR_NEW;
		if (factor_equal(factor, a, b) || follows)
			continue;
		if (difference != FACTOR_NONE)
			return FACTOR_NONE;
		difference = factor;
	}
	return difference;
}

/* "rows=20" is about rows; "rows" and "rowsize=20" are not. */
static bool is_about(enum factor factor, const char *word, size_t length)
{
	size_t name = strlen(traits[factor].name);
	return length > name && word[name] == '=' && strncmp(word, traits[factor].name, name) == 0;
}

static bool is_about_workload(const char *word, size_t length)
{
	for (enum factor factor = 0; factor_is_workload(factor); factor++) {
		if (is_about(factor, word, length))
			return true;
	}
	return false;
}

/* The next word at or after *rest, which goes behind it; its length is 0 at the end. */
static const char *next_word(const char **rest, size_t *length)
{
	const char *word = *rest + strspn(*rest, " ");
	*length = strcspn(word, " ");
	*rest = word + *length;
	return word;
}

bool factor_is_in_name(enum factor factor, const struct summary *summary)
{
	const char *rest = summary->case_name != NULL ? summary->case_name : "";
	size_t length;

	for (const char *word = next_word(&rest, &length); length > 0;
	     word = next_word(&rest, &length)) {
		if (is_about(factor, word, length))
			return true;
	}
	return false;
}

void factor_append_short_name(const struct summary *summary, struct up_buffer *text)
{
	const char *rest = summary->case_name != NULL ? summary->case_name : "";
	const char *blank = "";
	size_t length;

	for (const char *word = next_word(&rest, &length); length > 0;
	     word = next_word(&rest, &length)) {
		if (is_about_workload(word, length))
			continue;
		up_buffer_append_string(text, blank);
		up_buffer_append(text, word, length);
		blank = " ";
	}
}
