/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/dry_run.h"

#include "measure/case/feasibility.h"
#include "measure/case/planned_list.h"
#include "text/display.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct totals {
	bool portable; /* the data sets are */
	size_t cases;  /* that would be measured */
	size_t skipped;
	bool may_stop; /* at least one has stop_at_budget */
	bool has_settings;
	double memory; /* bytes, of all */
	double largest_memory;
	double budget_ns;
	struct planned_list datasets;
};

static void totals_release(struct totals *totals)
{
	planned_list_release(&totals->datasets);
}

/* As rounds_run() admits a case. */
static enum up_status admit(const struct subject *subject, const struct trial_case *trial_case,
			    const struct population_request *population, int64_t memory,
			    struct up_error *err)
{
	UP_TRY(feasibility_check(subject, trial_case, memory, err));
	return subject->check(subject, population, err);
}

static int widest_name(const struct case_list *cases)
{
	int widest = 4; /* "case" */

	for (size_t c = 0; c < cases->count; c++) {
		int width = (int)strlen(cases->items[c].name);
		widest = width > widest ? width : widest;
	}
	return widest;
}

static enum up_status print_case(const struct case_list *cases, const struct trial_case *trial_case,
				 const struct rounds_options *options, int width,
				 struct totals *totals, FILE *out, struct up_error *err)
{
	const struct subject *subject = case_list_subject(cases, trial_case->arm);
	const struct sampling *sampling = &trial_case->sampling;
	const struct population_request population =
		case_population(trial_case, options->seed, totals->portable, false);
	struct footprint footprint;
	enum up_status status = admit(subject, trial_case, &population, options->memory, err);

	if (status == UP_UNSUPPORTED) {
		fprintf(out, "  %-*s  skipped: %s\n", width, trial_case->name, err->message);
		totals->skipped++;
		return UP_OK;
	}
	UP_TRY(status);
	UP_TRY(footprint_of_case(subject, trial_case, &footprint, err));
	fprintf(out, "  %-*s  %9s  %4" PRId64 "  %7" PRId64 "  %8s\n", width, trial_case->name,
		quantity_bytes((double)footprint.memory).text, sampling->min_samples,
		sampling->samples, quantity_duration((double)sampling->budget_ns).text);
	totals->cases++;
	totals->has_settings |= trial_case->key.factors.settings != NULL;
	totals->may_stop = totals->may_stop || sampling->stop_at_budget;
	totals->memory += (double)footprint.memory;
	if ((double)footprint.memory > totals->largest_memory)
		totals->largest_memory = (double)footprint.memory;
	totals->budget_ns += (double)sampling->budget_ns;
	return planned_list_add(&totals->datasets, trial_case, &population, err);
}

static enum up_status print_disk(const struct case_list *cases, const struct totals *totals,
				 bool is_private, FILE *out, struct up_error *err)
{
	UP_FREE struct footprint_table *tables = NULL;
	const size_t count = totals->datasets.count;

	UP_TRY(planned_list_tables(&totals->datasets, cases, &tables, err));
	const int64_t bytes = footprint_disk_bytes(tables, count, is_private);
	if (bytes == UNMEASURED)
		return UP_OK;
	fprintf(out, "Disk    roughly %s on the server, for %zu data set%s\n",
		quantity_bytes((double)bytes).text, count, count == 1 ? "" : "s");
	return UP_OK;
}

/* A run would be refused without its name. */
static bool lacks_server(const struct case_list *cases, bool is_private)
{
	for (size_t a = 0; is_private && a < cases->arm_count; a++) {
		if (cases->arms[a]->distribution != NULL && cases->arms[a]->dbname == NULL)
			return true;
	}
	return false;
}

static enum up_status print_totals(const struct case_list *cases, const struct totals *totals,
				   const struct rounds_options *options, bool is_private,
				   const char *schema, FILE *out, struct up_error *err)
{
	fprintf(out, "\n%zu case%s to measure, %zu to skip; nothing was run.\n", totals->cases,
		totals->cases == 1 ? "" : "s", totals->skipped);
	if (totals->cases == 0)
		return UP_OK;
	/* A case keeps its batch from sample to sample, while the others take theirs. */
	fprintf(out, "\nMemory  %s for the largest case (limit: %s), %s for all together\n",
		quantity_bytes(totals->largest_memory).text,
		quantity_bytes((double)options->memory).text, quantity_bytes(totals->memory).text);
	UP_TRY(print_disk(cases, totals, is_private, out, err));
	fprintf(out, "Time    %s if every case uses its whole budget, plus loading\n",
		quantity_duration(totals->budget_ns).text);
	if (schema != NULL)
		fprintf(out, "Schema  %s, which must be empty, and is left empty\n", schema);
	if (totals->may_stop)
		fputs("        (a size is skipped when smaller ones predict that it takes too "
		      "long)\n",
		      out);
	if (totals->has_settings)
		fputs("Set     not checked: a run stops before its first sample if the server "
		      "rejects a setting\n",
		      out);
	if (lacks_server(cases, is_private))
		fputs("Server  not named: a run requires --dbname, of a server with Citus\n", out);
	return UP_OK;
}

/* arm: NULL: that of the run's own table. */
static enum up_status print_plan(const struct subject *subject, const char *arm, const char *schema,
				 FILE *out, struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_BUFFER shown = {0};

	if (subject->append_plan == NULL)
		return UP_OK;
	UP_TRY(subject->append_plan(subject, schema != NULL ? schema : "upbench_ID", &text, err));
	display_append_lines(&shown, up_buffer_string(&text));
	UP_TRY(up_buffer_check(&shown, err));
	if (arm != NULL)
		fprintf(out, "\nArm %s\n", arm);
	fprintf(out, "\n%s", shown.data);
	return UP_OK;
}

static enum up_status print_plans(const struct case_list *cases, const char *schema, FILE *out,
				  struct up_error *err)
{
	UP_TRY(print_plan(cases->subject, NULL, schema, out, err));
	for (size_t a = 0; a < cases->arm_count; a++) {
		const struct arm *arm = cases->arms[a];
		if (arm->subject != NULL)
			UP_TRY(print_plan(arm->subject, arm->name, schema, out, err));
	}
	return UP_OK;
}

enum up_status dry_run_print(const struct case_list *cases, const struct rounds_options *options,
			     bool is_private, const char *schema, FILE *out, struct up_error *err)
{
	const int width = widest_name(cases);
	UP_CLEANUP(totals_release)
	struct totals totals = {.portable = case_list_has_peers(cases)};

	fprintf(out, "  %-*s  %9s  %4s  %7s  %8s\n", width, "case", "memory", "min.", "samples",
		"budget");
	for (size_t c = 0; c < cases->count; c++)
		UP_TRY(print_case(cases, &cases->items[c], options, width, &totals, out, err));
	UP_TRY(print_plans(cases, schema, out, err));
	UP_TRY(print_totals(cases, &totals, options, is_private, schema, out, err));
	fflush(out); /* before the message on another stream */
	if (totals.cases == 0)
		return up_fail(err, UP_UNSUPPORTED, "no case could be measured");
	return UP_OK;
}
