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

#define FACT(name_, kind_, member_)                                                                \
	{                                                                                          \
		.key = name_, .kind = MEMBER_##kind_, .offset = offsetof(struct manifest, member_) \
	}

static void append_fact(struct sheet *sheet, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	sheet_row(sheet, NULL);
	sheet_text(sheet, name);
	sheet_text(sheet, value);
}

static void append_facts(const struct report_context *context)
{
	static const struct member members[] = {
		FACT("experiment", TEXT, experiment),
		FACT("what it asks", TEXT, description),
		FACT("begun", TEXT, started),
		FACT("ended", TEXT, ended),
		FACT("outcome", TEXT, outcome),
		FACT("upbench", TEXT, tool.version),
		FACT("revision", TEXT, tool.revision),
		FACT("seed", INTEGER, seed),
		FACT("server", TEXT, server.version),
		FACT("JIT compiler", FACT, server.has_jit),
		FACT("server of its own", FACT, server.is_private),
		FACT("data checksums", TEXT, server.data_checksums),
		FACT("processor", TEXT, host.cpu),
		FACT("cores", INTEGER, host.cores),
		FACT("kernel", TEXT, host.kernel),
		FACT("architecture", TEXT, host.architecture),
		FACT("run", TEXT, id),
	};
	const struct manifest *manifest = &context->report->run->manifest;
	const double memory = (double)manifest->host.memory_bytes;
	struct sheet sheet = sheet_begin(context->page, "environment", NULL, facts, 2);
	UP_BUFFER value = {0};

	for (size_t m = 0; m < sizeof members / sizeof members[0]; m++) {
		up_buffer_clear(&value);
		member_append(&members[m], manifest, &value);
		append_fact(&sheet, members[m].key, up_buffer_string(&value));
	}
	sheet.page->text.failed |= value.failed;
	if (memory > 0)
		append_fact(&sheet, "memory", quantity_bytes(memory).text);
	for (size_t p = 0; p < manifest->peers.count; p++)
		append_fact(&sheet, manifest->peers.items[p].name, manifest->peers.items[p].value);
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
	const struct manifest_server *server = &context->report->run->manifest.server;

	if (server->settings.count == 0)
		return;
	page_heading(context->page, "Settings that are not the server's defaults");
	struct sheet sheet = sheet_begin(context->page, "settings", NULL, columns, 4);
	for (size_t s = 0; s < server->settings.count; s++) {
		const struct manifest_setting *setting = &server->settings.items[s];
		const char *const cells[] = {setting->name, setting->value, setting->unit,
					     setting->source};
		sheet_row(&sheet, NULL);
		for (size_t k = 0; k < 4; k++)
			sheet_text(&sheet, cells[k] != NULL ? cells[k] : "");
	}
	sheet_end(&sheet);
}

static void append_method(const struct report_context *context)
{
	const struct text_list *restore = &context->report->run->manifest.restore;

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
	if (restore->count == 0)
		return;
	page_fold(context->page, "The statements that put the table back before each sample");
	page_list(context->page);
	for (size_t s = 0; s < restore->count; s++)
		page_item(context->page, restore->items[s]);
	page_list_end(context->page);
	page_fold_end(context->page);
}

/* A short report has one line of it. */
static enum up_status append_short(const struct report_context *context, struct up_error *err)
{
	const struct manifest *manifest = &context->report->run->manifest;
	const char *const parts[] = {manifest->tool.version, manifest->tool.revision,
				     manifest->server.version, manifest->host.cpu,
				     manifest->started};
	static const char *const before[] = {"upbench ", " (", "), PostgreSQL ", ", ", ", "};
	UP_BUFFER text = {0};

	for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++)
		up_buffer_append_format(&text, "%s%s", before[p], parts[p] != NULL ? parts[p] : "");
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
