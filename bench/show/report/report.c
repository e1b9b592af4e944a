/* SPDX-License-Identifier: PostgreSQL */
#include "show/report/report.h"

#include "asset/asset.h"
#include "show/document/escape.h"
#include "show/document/writer.h"
#include "show/report/template.h"
#include "show/section/section.h"
#include "text/sha256.h"

/* In the order of what a reader asks. */
static report_section *const sections[] = {
	report_end_of_run,    report_answer,  report_claim_runs,  report_ratios,
	report_distributions, report_scaling, report_crossover,   report_stages,
	report_costs,         report_plans,   report_conformance, report_comparisons,
	report_history,       report_method,
};

static void append_title(struct up_buffer *text, const struct run *run)
{
	const char *experiment = run->manifest.experiment;

	up_buffer_append_format(text, "upbench%s%s", experiment != NULL ? ": " : " report",
				experiment != NULL ? experiment : "");
}

/* "2026-11-24 16:02 UTC" of "2026-11-24T16:02:20Z", in one line; anything else as it is. */
static void append_time(struct up_buffer *text, const char *time)
{
	UP_BUFFER shown = {0};

	if (strlen(time) != 20 || time[10] != 'T' || time[19] != 'Z') {
		escape_html(text, time);
		return;
	}
	up_buffer_append_format(&shown, "%.10s %.5s UTC", time, time + 11);
	up_buffer_append_string(text, "<time datetime=\"");
	escape_html(text, time);
	up_buffer_append_string(text, "\">");
	escape_html(text, up_buffer_string(&shown));
	up_buffer_append_string(text, "</time>");
	text->failed |= shown.failed;
}

static void append_about(struct up_buffer *text, const struct run *run)
{
	const char *const parts[] = {run->manifest.description, run->manifest.server.version,
				     run->manifest.host.cpu};
	static const char *const before[] = {"", "PostgreSQL ", ""};
	const char *started = run->manifest.started;

	for (size_t p = 0; p < 3; p++) {
		if (parts[p] == NULL)
			continue;
		up_buffer_append_format(text, "%s%s", text->length > 0 ? " \u00b7 " : "",
					before[p]);
		escape_html(text, parts[p]);
	}
	if (started == NULL)
		return;
	up_buffer_append_string(text, text->length > 0 ? " \u00b7 " : "");
	append_time(text, started);
}

static enum up_status asset(const char *name, const struct asset **found, struct up_error *err)
{
	*found = asset_find(name);
	if (*found == NULL)
		return up_fail(err, UP_UNSUPPORTED, "%s is missing in this build of upbench", name);
	return UP_OK;
}

/* What the page may do: its own script and its own style, and nothing else. */
static void append_policy(struct up_buffer *policy, const struct asset *style,
			  const struct asset *script)
{
	up_buffer_append_string(policy, "default-src 'none'; style-src ");
	sha256_append_source(policy, style->data, style->size);
	up_buffer_append_string(policy, "; script-src ");
	sha256_append_source(policy, script->data, script->size);
	up_buffer_append_string(policy, "; img-src data:; base-uri 'none'; form-action 'none'");
}

static enum up_status append_html(struct up_buffer *text, const struct run *run,
				  const struct document *document, struct up_error *err)
{
	const struct asset *template, *style, *script;
	UP_BUFFER policy = {0};
	UP_BUFFER plain = {0};
	UP_BUFFER title = {0};
	UP_BUFFER about = {0};
	UP_BUFFER content = {0};
	UP_BUFFER navigation = {0};

	UP_TRY(asset("report/report.html", &template, err));
	UP_TRY(asset("report/report.css", &style, err));
	UP_TRY(asset("report/report.js", &script, err));
	append_policy(&policy, style, script);
	append_title(&plain, run);
	escape_html(&title, up_buffer_string(&plain));
	append_about(&about, run);
	UP_TRY(html_append(&content, &navigation, document, err));
	UP_TRY(up_buffer_check(&policy, err));
	UP_TRY(up_buffer_check(&plain, err));
	UP_TRY(up_buffer_check(&title, err));
	UP_TRY(up_buffer_check(&about, err));
	const struct template_value values[] = {
		{"policy", up_buffer_string(&policy)},
		{"title", up_buffer_string(&title)},
		{"about", up_buffer_string(&about)},
		{"style", style->data},
		{"script", script->data},
		{"navigation", up_buffer_string(&navigation)},
		{"content", up_buffer_string(&content)},
		{NULL, NULL},
	};
	return template_fill(text, template->data, values, err);
}

static enum up_status append_sections(struct document *document, const struct report *report,
				      bool is_short, struct up_error *err)
{
	RANKING_LIST rankings = {0};
	const struct report_context context = {report, &rankings, document, is_short};

	UP_TRY(ranking_list_make(report->summaries, report->run->manifest.reference, &rankings,
				 err));
	for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++)
		UP_TRY(sections[s](&context, err));
	return document_check(document, err);
}

enum up_status report_append_html(struct up_buffer *text, const struct report *report,
				  struct up_error *err)
{
	DOCUMENT document = {0};

	UP_TRY(append_sections(&document, report, false, err));
	return append_html(text, report->run, &document, err);
}

enum up_status report_append_markdown(struct up_buffer *text, const struct report *report,
				      struct up_error *err)
{
	DOCUMENT document = {0};
	UP_BUFFER title = {0};

	append_title(&title, report->run);
	document_section(&document, "report", up_buffer_string(&title));
	UP_TRY(up_buffer_check(&title, err));
	UP_TRY(append_sections(&document, report, true, err));
	return markdown_append(text, &document, err);
}
