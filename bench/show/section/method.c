/* SPDX-License-Identifier: PostgreSQL */
/* Where and how it was measured, and how to do that again. */
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

static const struct table_column facts[] = {
	{.heading = "fact", .field = "fact"},
	{.heading = "value", .field = "value", .may_wrap = true},
};

/* The member at a path of two keys (second NULL: of one). */
static const json_t *member(const json_t *manifest, const char *first, const char *second)
{
	const json_t *value = json_object_get(manifest, first);
	return second == NULL ? value : json_object_get(value, second);
}

static void append_scalar(struct up_buffer *text, const json_t *value)
{
	if (json_is_string(value))
		up_buffer_append_string(text, json_string_value(value));
	else if (json_is_integer(value))
		up_buffer_append_format(text, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		up_buffer_append_format(text, "%.6g", json_real_value(value));
	else if (json_is_boolean(value))
		up_buffer_append_string(text, json_is_true(value) ? "yes" : "no");
}

static void append_fact(struct table *table, const char *name, const json_t *value)
{
	UP_BUFFER text = {0};

	append_scalar(&text, value);
	if (text.length == 0)
		return;
	table_row(table, EMPHASIS_NONE);
	table_text(table, name);
	table_take(table, &text);
}

static void append_facts(const struct report_context *context)
{
	static const struct {
		const char *name, *first, *second;
	} rows[] = {
		{"experiment", "experiment", NULL},
		{"what it asks", "description", NULL},
		{"begun", "started", NULL},
		{"ended", "ended", NULL},
		{"outcome", "outcome", NULL},
		{"upbench", "tool", "version"},
		{"revision", "tool", "revision"},
		{"seed", "seed", NULL},
		{"server", "server", "version"},
		{"JIT compiler", "server", "jit_available"},
		{"server of its own", "server", "private"},
		{"data checksums", "server", "data_checksums"},
		{"processor", "host", "cpu"},
		{"cores", "host", "cores"},
		{"kernel", "host", "kernel"},
		{"architecture", "host", "architecture"},
		{"run", "id", NULL},
	};
	const json_t *manifest = context->report->run->manifest;
	double memory = json_number_value(member(manifest, "host", "memory_bytes"));
	struct table *table = document_table(context->document, "environment", NULL, facts, 2);

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		append_fact(table, rows[r].name, member(manifest, rows[r].first, rows[r].second));
	if (memory > 0) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, "memory");
		table_text(table, quantity_bytes(memory).text);
	}
	const json_t *peer;
	const char *name;
	json_object_foreach((json_t *)(uintptr_t)json_object_get(manifest, "peers"), name, peer)
	{
		append_fact(table, name, peer);
	}
}

/* In the largest unit that divides it, as in postgresql.conf; bytes or milliseconds. */
static void append_with_unit(struct up_buffer *text, double value, bool is_bytes)
{
	static const struct {
		const char *name;
		double factor;
	} sizes[] = {{"TB", 1099511627776},
		     {"GB", 1073741824},
		     {"MB", 1048576},
		     {"kB", 1024},
		     {"B", 1}},
	  times[] = {{"d", 86400000}, {"h", 3600000}, {"min", 60000}, {"s", 1000}, {"ms", 1}};

	for (size_t u = 0; u < 5; u++) {
		const double factor = is_bytes ? sizes[u].factor : times[u].factor;
		if (fmod(value, factor) > 0)
			continue;
		up_buffer_append_format(text, "%.0f %s", value / factor,
					is_bytes ? sizes[u].name : times[u].name);
		return;
	}
	up_buffer_append_format(text, "%g %s", value, is_bytes ? "B" : "ms");
}

/* PostgreSQL keeps numbers in units such as 8 kB: "128 MB" of 16384 and "8kB". */
static void append_setting(struct up_buffer *text, const json_t *value, const char *unit)
{
	static const struct {
		const char *unit;
		double factor;
		bool is_bytes;
	} units[] = {{"B", 1, true},        {"kB", 1024, true},       {"8kB", 8192, true},
		     {"MB", 1048576, true}, {"16MB", 16777216, true}, {"ms", 1, false},
		     {"s", 1000, false},    {"min", 60000, false}};
	const char *number = json_string_value(value);
	char *end = NULL;
	const double count = number != NULL ? strtod(number, &end) : NAN;

	for (size_t u = 0; unit != NULL && u < sizeof units / sizeof units[0]; u++) {
		if (strcmp(unit, units[u].unit) != 0 || end == number || *end != '\0' ||
		    !(count > 0))
			continue;
		append_with_unit(text, count * units[u].factor, units[u].is_bytes);
		return;
	}
	append_scalar(text, value);
	if (unit != NULL && unit[0] != '\0')
		up_buffer_append_format(text, " %s", unit);
}

static void append_settings(const struct report_context *context)
{
	static const struct table_column columns[] = {
		{.heading = "setting", .field = "setting"},
		{.heading = "value", .field = "value", .may_wrap = true},
		{.heading = "from", .field = "source"},
	};
	const json_t *settings = member(context->report->run->manifest, "server", "settings");
	const json_t *setting;
	size_t index;

	if (json_array_size(settings) == 0)
		return;
	document_append(context->document, BLOCK_HEADING,
			"Settings that are not the server's defaults");
	struct table *table = document_table(context->document, "settings", NULL, columns, 3);
	json_array_foreach(settings, index, setting)
	{
		UP_BUFFER text = {0};
		table_row(table, EMPHASIS_NONE);
		append_scalar(&text, json_object_get(setting, "name"));
		table_take(table, &text);
		append_setting(&text, json_object_get(setting, "value"),
			       json_string_value(json_object_get(setting, "unit")));
		table_take(table, &text);
		append_scalar(&text, json_object_get(setting, "source"));
		table_take(table, &text);
	}
}

static void append_method(const struct report_context *context)
{
	const json_t *restore = member(context->report->run->manifest, "restore", NULL);
	const json_t *statement;
	size_t index;

	document_append(context->document, BLOCK_HEADING, "How it was measured");
	document_item(context->document, 0, EMPHASIS_NONE,
		      "A round runs every case once, in a balanced order drawn from the "
		      "seed, so that no case profits from what ran before it.",
		      NULL);
	document_item(
		context->document, 0, EMPHASIS_NONE,
		"The time is that of update and commit, by CLOCK_MONOTONIC, until the rows are "
		"durable. Encoding rows on the client is inside, connecting is not.",
		NULL);
	document_item(context->document, 0, EMPHASIS_NONE,
		      "The first sample on a fresh connection is kept apart (first call), "
		      "and so are those that warm up.",
		      NULL);
	document_item(context->document, 0, EMPHASIS_NONE,
		      "After each sample the client read the whole table and compared it "
		      "with what it had computed itself; a wrong one is not ranked.",
		      NULL);
	document_item(context->document, 0, EMPHASIS_NONE,
		      "The center is the median, its interval that of order statistics; ratios are "
		      "bootstrapped over pairs of the same round. Below six samples there is no "
		      "interval.",
		      NULL);
	if (json_array_size(restore) == 0)
		return;
	document_append(context->document, BLOCK_FOLD,
			"The statements that put the table back before each sample");
	json_array_foreach(restore, index, statement)
	{
		document_item(context->document, 0, EMPHASIS_NONE, json_string_value(statement),
			      NULL);
	}
	document_append(context->document, BLOCK_FOLD_END, NULL);
}

/* A short report has one line of it. */
static enum up_status append_short(const struct report_context *context, struct up_error *err)
{
	const json_t *manifest = context->report->run->manifest;
	UP_BUFFER text = {0};

	up_buffer_append_string(&text, "upbench ");
	append_scalar(&text, member(manifest, "tool", "version"));
	up_buffer_append_string(&text, " (");
	append_scalar(&text, member(manifest, "tool", "revision"));
	up_buffer_append_string(&text, "), PostgreSQL ");
	append_scalar(&text, member(manifest, "server", "version"));
	up_buffer_append_string(&text, ", ");
	append_scalar(&text, member(manifest, "host", "cpu"));
	up_buffer_append_string(&text, ", ");
	append_scalar(&text, member(manifest, "started", NULL));
	up_buffer_append_string(&text, ".");
	UP_TRY(up_buffer_check(&text, err));
	document_take(context->document, BLOCK_PARAGRAPH, &text);
	return report_repeat(context, err);
}

enum up_status report_method(const struct report_context *context, struct up_error *err)
{
	document_section(context->document, "method", "Where and how it was measured");
	if (context->is_short)
		return append_short(context, err);
	UP_TRY(report_repeat(context, err));
	append_method(context);
	document_append(context->document, BLOCK_HEADING, "Environment");
	append_facts(context);
	append_settings(context);
	return UP_OK;
}
