/* SPDX-License-Identifier: PostgreSQL */
/* How and where it was measured, and how to repeat it. */
#include "show/section/conditions.h"
#include "show/section/section.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct table_column facts[] = {
	{.heading = "fact", .field = "fact"},
	{.heading = "value", .field = "value", .may_wrap = true},
};

#define AT(member) offsetof(struct manifest, member)

static void append_fact(struct table *table, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	table_row(table, EMPHASIS_NONE);
	table_text(table, name);
	table_text(table, value);
}

/* Those of the control group; the lack of one is not worth a line. */
static void append_limits(struct table *table, const struct manifest_host *host)
{
	if (host->cpu_limit > 0)
		append_fact(table, "CPU limit", quantity_number(host->cpu_limit).text);
	if (host->memory_limit_bytes > 0)
		append_fact(table, "memory limit",
			    quantity_bytes((double)host->memory_limit_bytes).text);
}

/* Of a user's table. */
static void append_own_table(struct table *table, const struct manifest_relation *relation)
{
	const struct manifest_own_table *own = &relation->own;

	if (own->data == NULL)
		return;
	append_fact(table, "table", relation->table);
	append_fact(table, "its rows",
		    strcmp(own->data, "shape") == 0 ? "made up from its shape" : "its own");
	if (own->rows != UNMEASURED)
		append_fact(table, "rows copied", quantity_count((double)own->rows).text);
	if (own->structure != NULL)
		append_fact(table, "its shape", own->structure);
}

static void append_facts(const struct report_context *context)
{
	static const struct member members[] = {
		MEMBER("experiment", TEXT, experiment),
		MEMBER("question", TEXT, description),
		MEMBER("started", TEXT, started),
		MEMBER("ended", TEXT, ended),
		MEMBER("outcome", TEXT, outcome),
		MEMBER("upbench", TEXT, tool.version),
		MEMBER("revision", TEXT, tool.revision),
		MEMBER("seed", INTEGER, seed),
		MEMBER("order seed", INTEGER, order_seed),
		MEMBER("server", TEXT, server.version),
		MEMBER("engine", TEXT, server.engine.name),
		MEMBER("mode of the pooler", TEXT, pooler),
		MEMBER("JIT compiler", FACT, server.has_jit),
		MEMBER("private server", FACT, server.is_private),
		MEMBER("file system", TEXT, server.filesystem),
		MEMBER("data checksums", TEXT, server.data_checksums),
		MEMBER("collation", TEXT, server.database.collation),
		MEMBER("collation provider", TEXT, server.database.collation_provider),
		MEMBER("processor", TEXT, host.cpu),
		MEMBER("cores", INTEGER, host.cores),
		MEMBER("usable processors", INTEGER, host.usable_processors),
		MEMBER("kernel", TEXT, host.kernel),
		MEMBER("architecture", TEXT, host.architecture),
		MEMBER("run", TEXT, id),
	};
	const struct manifest *manifest = &context->report->run->manifest;
	const double memory = (double)manifest->host.memory_bytes;
	struct table *table = document_table(context->document, "environment", NULL, facts, 2);
	UP_BUFFER value = {0};

	for (size_t m = 0; m < sizeof members / sizeof members[0]; m++) {
		up_buffer_clear(&value);
		member_format(&members[m], manifest, &value);
		append_fact(table, members[m].key, up_buffer_string(&value));
	}
	context->document->failed |= value.failed;
	if (memory > 0)
		append_fact(table, "memory", quantity_bytes(memory).text);
	append_limits(table, &manifest->host);
	append_own_table(table, &manifest->relation);
	for (size_t p = 0; p < manifest->peers.count; p++)
		append_fact(table, manifest->peers.items[p].name, manifest->peers.items[p].value);
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
static void append_setting(struct up_buffer *text, const char *value, const char *unit)
{
	static const struct {
		const char *unit;
		double factor;
		bool is_bytes;
	} units[] = {{"B", 1, true},        {"kB", 1024, true},       {"8kB", 8192, true},
		     {"MB", 1048576, true}, {"16MB", 16777216, true}, {"ms", 1, false},
		     {"s", 1000, false},    {"min", 60000, false}};
	char *end = NULL;
	const double count = value != NULL ? strtod(value, &end) : NAN;

	for (size_t u = 0; unit != NULL && u < sizeof units / sizeof units[0]; u++) {
		if (strcmp(unit, units[u].unit) != 0 || end == value || *end != '\0' ||
		    !(count > 0))
			continue;
		append_with_unit(text, count * units[u].factor, units[u].is_bytes);
		return;
	}
	up_buffer_append_string(text, value != NULL ? value : "");
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
	const struct manifest_server *server = &context->report->run->manifest.server;

	if (server->settings.count == 0)
		return;
	document_append(context->document, BLOCK_HEADING,
			"Settings that are not the server's defaults");
	struct table *table = document_table(context->document, "settings", NULL, columns, 3);
	for (size_t s = 0; s < server->settings.count; s++) {
		const struct manifest_setting *setting = &server->settings.items[s];
		UP_BUFFER text = {0};
		table_row(table, EMPHASIS_NONE);
		table_text(table, setting->name != NULL ? setting->name : "");
		append_setting(&text, setting->value, setting->unit);
		table_take(table, &text);
		table_text(table, setting->source != NULL ? setting->source : "");
	}
}

static const char *const method[] = {
	"A round runs every case once, the arms of a case next to each other, in a balanced order "
	"that is drawn anew for each run, so that no case profits from what ran before it.",
	"The first sample on a fresh connection (first call) and warm-up samples are not part of "
	"the median.",
};

static const char *const of_update[] = {
	"The time is that of update and commit, by CLOCK_MONOTONIC, until the rows are durable. It "
	"includes encoding rows on the client, but not connecting.",
};

static const char *const of_whole_sync[] = {
	"The time is that of the whole sync, by CLOCK_MONOTONIC, from the beginning of the fetch "
	"until "
	"the rows are durable. It does not include connecting.",
};

/* Behind what is said of the state of the table. */
static const char *const statistics[] = {
	"The center is the median, its interval that of order statistics; ratios are bootstrapped "
	"over pairs of the same round. Below six samples there is no interval.",
};

static const char *const filled[] = {
	"After each sample the client reads the whole table and compares it with the expected "
	"state; a case with a wrong state is not ranked.",
};

static const char *const undone[] = {
	"Before each sample the rows of the sync are deleted and inserted again, into the same "
	"places, and the table is vacuumed. It is filled anew only where that does not bring it "
	"back.",
	"After each sample the client compares the rows that changed with the expected state, and "
	"the server counts the others; after the first sample of a case and each tenth behind it "
	"the client reads the whole table. A case with a wrong state is not ranked.",
};

static void append_restore(const struct report_context *context, const char *heading,
			   const struct text_list *restore)
{
	if (restore->count == 0)
		return;
	document_append(context->document, BLOCK_FOLD, heading);
	for (size_t i = 0; i < restore->count; i++)
		document_item(context->document, 0, EMPHASIS_NONE, restore->items[i], NULL);
	document_append(context->document, BLOCK_FOLD_END, NULL);
}

/* An arm may have others than the run. */
static enum up_status append_restores(const struct report_context *context, struct up_error *err)
{
	const struct manifest *manifest = &context->report->run->manifest;
	UP_BUFFER heading = {0};

	append_restore(context,
		       manifest->relation.own.is_undone == FACT_YES
			       ? "Statements that fill the table, and those that undo a sync"
			       : "Statements that restore the table before each sample",
		       &manifest->restore);
	for (size_t a = 0; a < manifest->arms.count; a++) {
		const struct manifest_arm *arm = &manifest->arms.items[a];
		up_buffer_clear(&heading);
		up_buffer_append_format(&heading, "The same in arm %s", arm->name);
		UP_TRY(up_buffer_check(&heading, err));
		append_restore(context, heading.data, &arm->restore);
	}
	return UP_OK;
}

static void append_items(const struct report_context *context, const char *const *items,
			 size_t count)
{
	for (size_t i = 0; i < count; i++)
		document_item(context->document, 0, EMPHASIS_NONE, items[i], NULL);
}

/* Of a user's table. */
static void append_left_out(const struct report_context *context)
{
	const struct text_list *left_out = &context->report->run->manifest.relation.own.left_out;

	append_restore(context, "What was left out of the measured table, or replaced in it",
		       left_out);
}

/* Of rows that were made up. */
static enum up_status append_rejected(const struct report_context *context, struct up_error *err)
{
	const int64_t rejected = context->report->run->manifest.relation.own.rejected;
	UP_BUFFER text = {0};

	if (rejected == UNMEASURED || rejected == 0)
		return UP_OK;
	up_buffer_append_format(&text,
				"Rows were made up from the shape of the table. %" PRId64
				" of them did not meet a constraint, and others took their place.",
				rejected);
	UP_TRY(up_buffer_check(&text, err));
	document_item(context->document, 0, EMPHASIS_NONE, text.data, NULL);
	return UP_OK;
}

static bool has_whole_sync(const struct summary_list *summaries)
{
	for (size_t s = 0; s < summaries->count; s++) {
		if (summaries->items[s].key.factors.whole_sync == 1)
			return true;
	}
	return false;
}

static enum up_status append_method(const struct report_context *context, struct up_error *err)
{
	const bool is_undone = context->report->run->manifest.relation.own.is_undone == FACT_YES;

	document_append(context->document, BLOCK_HEADING, "How it was measured");
	append_items(context, method, sizeof method / sizeof method[0]);
	if (has_whole_sync(context->report->summaries))
		append_items(context, of_whole_sync, 1);
	else
		append_items(context, of_update, 1);
	if (is_undone)
		append_items(context, undone, sizeof undone / sizeof undone[0]);
	else
		append_items(context, filled, sizeof filled / sizeof filled[0]);
	append_items(context, statistics, sizeof statistics / sizeof statistics[0]);
	UP_TRY(append_rejected(context, err));
	append_left_out(context);
	return append_restores(context, err);
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
	document_take(context->document, BLOCK_PARAGRAPH, &text);
	return report_repeat(context, err);
}

enum up_status report_method(const struct report_context *context, struct up_error *err)
{
	document_section(context->document, "method", "Method and environment");
	UP_TRY(conditions_append_section(context->document, context->report->run,
					 context->report->summaries, err));
	if (context->is_short)
		return append_short(context, err);
	UP_TRY(report_repeat(context, err));
	UP_TRY(append_method(context, err));
	document_append(context->document, BLOCK_HEADING, "Environment");
	append_facts(context);
	append_settings(context);
	return UP_OK;
}
