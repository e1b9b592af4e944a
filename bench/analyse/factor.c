/* SPDX-License-Identifier: PostgreSQL */
#include "analyse/factor.h"

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

bool factor_equal(enum factor factor, const struct summary *a, const struct summary *b)
{
	if (traits[factor].kind == COLUMN_TEXT)
		return same_text(text_of(factor, a), text_of(factor, b));
	if (traits[factor].kind == COLUMN_REAL) {
		double x = real_of(factor, a);
		double y = real_of(factor, b);
		return (isnan(x) && isnan(y)) || !(x < y || x > y || isnan(x) || isnan(y));
	}
	if (factor_is_default(factor, a) && factor_is_default(factor, b))
		return true;
	return integer_of(factor, a) == integer_of(factor, b);
}

bool factor_is_default(enum factor factor, const struct summary *summary)
{
	if (traits[factor].kind == COLUMN_TEXT)
		return text_of(factor, summary)[0] == '\0';
	if (traits[factor].kind == COLUMN_REAL)
		return isnan(real_of(factor, summary));

	int64_t level = integer_of(factor, summary);
	if (level == UNMEASURED)
		return true;
	if (factor == FACTOR_WORKERS)
		return level == 1;
	return (factor == FACTOR_SKIP_UNCHANGED || factor == FACTOR_CHUNK) && level == 0;
}

void factor_append(enum factor factor, const struct summary *summary, struct up_buffer *text)
{
	const struct trait *trait = &traits[factor];

	if (trait->kind == COLUMN_TEXT) {
		up_buffer_append_string(text, text_of(factor, summary));
	} else if (trait->kind == COLUMN_REAL) {
		if (!isnan(real_of(factor, summary)))
			up_buffer_append_format(text, "%s=%g", trait->name,
						real_of(factor, summary));
	} else if (integer_of(factor, summary) == UNMEASURED) {
		return;
	} else if (factor == FACTOR_SKIP_UNCHANGED) {
		if (!factor_is_default(factor, summary))
			up_buffer_append_string(text, trait->name);
	} else {
		up_buffer_append_format(text, "%s=%" PRId64 "%s", trait->name,
					integer_of(factor, summary), trait->unit);
	}
}

bool factor_same_workload(const struct summary *a, const struct summary *b)
{
	for (enum factor factor = FACTOR_ROWS; factor <= FACTOR_RTT; factor++) {
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
		if (factor_equal(factor, a, b))
			continue;
		if (difference != FACTOR_NONE)
			return FACTOR_NONE;
		difference = factor;
	}
	return difference;
}

static bool is_about_workload(const char *word, size_t length)
{
	for (enum factor factor = FACTOR_ROWS; factor <= FACTOR_RTT; factor++) {
		size_t name = strlen(traits[factor].name);
		if (length > name && word[name] == '=' &&
		    strncmp(word, traits[factor].name, name) == 0)
			return true;
	}
	return false;
}

void factor_append_short_name(const struct summary *summary, struct up_buffer *text)
{
	const char *word = summary->case_name != NULL ? summary->case_name : "";
	bool first = true;

	while (*word != '\0') {
		size_t length = strcspn(word, " ");
		if (length > 0 && !is_about_workload(word, length)) {
			if (!first)
				up_buffer_append_char(text, ' ');
			up_buffer_append(text, word, length);
			first = false;
		}
		word += length;
		word += strspn(word, " ");
	}
}
