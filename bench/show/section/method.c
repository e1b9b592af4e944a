/* SPDX-License-Identifier: PostgreSQL */
/* Where and how it was measured, and how to do that again. */
#include "show/document/sheet.h"
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>

static const struct sheet_column facts[] = {
	{.heading = "fact", .field = "fact"},
	{.heading = "value", .field = "value", .is_long = true},
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

static void append_fact(struct sheet *sheet, const char *name, const json_t *value)
{
	UP_BUFFER text = {0};

	append_scalar(&text, value);
	if (text.length == 0)
		return;
	sheet_row(sheet, NULL);
	sheet_text(sheet, name);
	sheet_text(sheet, up_buffer_string(&text));
	sheet->page->text.failed |= text.failed;
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
	struct sheet sheet = sheet_begin(context->page, "environment", NULL, facts, 2);

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		append_fact(&sheet, rows[r].name, member(manifest, rows[r].first, rows[r].second));
	if (memory > 0) {
		sheet_row(&sheet, NULL);
		sheet_text(&sheet, "memory");
		sheet_text(&sheet, quantity_bytes(memory).text);
	}
	const json_t *peer;
	const char *name;
	json_object_foreach((json_t *)(uintptr_t)json_object_get(manifest, "peers"), name, peer)
	{
		append_fact(&sheet, name, peer);
	}
	sheet_end(&sheet);
}

static void append_settings(const struct report_context *context)
{
	static const struct sheet_column columns[] = {
		{.heading = "setting", .field = "setting"},
		{.heading = "value", .field = "value", .is_long = true},
		{.heading = "unit", .field = "unit"},
		{.heading = "from", .field = "source"},
	};
	static const char *const keys[] = {"name", "value", "unit", "source"};
	const json_t *settings = member(context->report->run->manifest, "server", "settings");
	const json_t *setting;
	size_t index;

	if (json_array_size(settings) == 0)
		return;
	page_heading(context->page, "Settings that are not the server's defaults");
	struct sheet sheet = sheet_begin(context->page, "settings", NULL, columns, 4);
	json_array_foreach(settings, index, setting)
	{
		sheet_row(&sheet, NULL);
		for (size_t k = 0; k < 4; k++) {
			UP_BUFFER text = {0};
			append_scalar(&text, json_object_get(setting, keys[k]));
			sheet_text(&sheet, up_buffer_string(&text));
		}
	}
	sheet_end(&sheet);
}

static void append_method(const struct report_context *context)
{
	const json_t *restore = member(context->report->run->manifest, "restore", NULL);
	const json_t *statement;
	size_t index;

	page_heading(context->page, "How it was measured");
	page_list(context->page);
	page_item(context->page, "A round runs every case once, in a balanced order drawn from the "
				 "seed, so that no case profits from what ran before it.");
	page_item(context->page,
		  "The time is that of update and commit, by CLOCK_MONOTONIC, until the rows are "
		  "durable. Encoding rows on the client is inside, connecting is not.");
	page_item(context->page,
		  "The first sample on a fresh connection is kept apart (first call), "
		  "and so are those that warm up.");
	page_item(context->page,
		  "After each sample the client read the whole table and compared it "
		  "with what it had computed itself; a wrong one is not ranked.");
	page_item(context->page,
		  "The center is the median, its interval that of order statistics; ratios are "
		  "bootstrapped over pairs of the same round. Below six samples there is no "
		  "interval.");
	page_list_end(context->page);
	if (json_array_size(restore) == 0)
		return;
	page_fold(context->page, "The statements that put the table back before each sample");
	page_list(context->page);
	json_array_foreach(restore, index, statement)
	{
		page_item(context->page, json_string_value(statement));
	}
	page_list_end(context->page);
	page_fold_end(context->page);
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
	page_paragraph(context->page, up_buffer_string(&text));
	return report_repeat(context, err);
}

enum up_status report_method(const struct report_context *context, struct up_error *err)
{
	page_section(context->page, "method", "Where and how it was measured");
	if (context->page->format == PAGE_MARKDOWN)
		return append_short(context, err);
	UP_TRY(report_repeat(context, err));
	append_method(context);
	page_heading(context->page, "Environment");
	append_facts(context);
	append_settings(context);
	return UP_OK;
}
