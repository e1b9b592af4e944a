/* SPDX-License-Identifier: PostgreSQL */
/* upbench list: names for the command line, and the columns of files. */
#include "asset/asset.h"
#include "cli/command/commands.h"
#include "cli/experiment/run_options.h"
#include "measure/case/contender.h"
#include "measure/peer/shipped.h"
#include "record/column.h"
#include "record/sample.h"
#include "record/summary.h"

#include <jansson.h>
#include <string.h>

enum list_format {
	FORMAT_TERMINAL,
	FORMAT_JSON,
	FORMAT_NAMES,
};

struct list_options {
	int format; /* enum list_format */
};

static const char *const formats[] = {"terminal", "json", "names", NULL};
static const char *const nouns[] = {"strategies", "peers",   "experiments",
				    "columns",    "summary", NULL};

static const struct option_spec specs[] = {
	{.name = "format",
	 .kind = OPTION_CHOICE,
	 OPTION_FIELD(struct list_options, format),
	 .choices = formats,
	 .synonyms = format_synonyms,
	 .initial = "terminal",
	 .help = "Output format; names: one per line."},
	{0},
};

static json_t *describe_tuning(const struct up_tuning *tuning)
{
	json_t *list = json_array();

	for (; tuning != NULL && tuning->name != NULL; tuning++)
		json_array_append_new(list,
				      json_pack("{s:s, s:s, s:s}", "name", tuning->name, "value",
						tuning->value, "reason", tuning->reason));
	return list;
}

static json_t *describe_requirements(const struct contender *contender)
{
	struct text_list names = {0};
	json_t *list = json_array();

	if (contender_requires(contender, &names, NULL) == UP_OK) {
		for (size_t n = 0; n < names.count; n++)
			json_array_append_new(list, json_string(names.items[n]));
	}
	text_list_release(&names);
	return list;
}

static json_t *describe_contender(const struct contender *contender)
{
	const struct up_strategy *strategy = contender->strategy;
	static const struct {
		const char *name;
		enum up_strategy_flags flag;
	} flags[] = {
		{"chunked", UP_STRATEGY_CHUNKED},       {"streams", UP_STRATEGY_STREAMS},
		{"parallel", UP_STRATEGY_PARALLEL},     {"skips_unchanged", UP_STRATEGY_SKIPS},
		{"autocommit", UP_STRATEGY_AUTOCOMMIT}, {"binary", UP_STRATEGY_BINARY},
		{"whole_rows", UP_STRATEGY_WHOLE_ROWS}, {"syncs", UP_STRATEGY_SYNCS},
	};
	json_t *entry =
		json_pack("{s:s, s:s}", "name", strategy->name, "description", strategy->summary);

	for (size_t f = 0; f < sizeof flags / sizeof *flags; f++)
		json_object_set_new(entry, flags[f].name,
				    json_boolean(strategy->flags & flags[f].flag));
	json_object_set_new(entry, "idle", json_boolean(contender->role == ROLE_IDLE));
	json_object_set_new(entry, "bound", json_boolean(contender->role == ROLE_BOUND));
	json_object_set_new(entry, "default_chunk",
			    strategy->default_chunk != 0
				    ? json_integer((json_int_t)strategy->default_chunk)
				    : json_null());
	json_object_set_new(entry, "min_server_version",
			    strategy->min_server_version != 0
				    ? json_integer(strategy->min_server_version / 10000)
				    : json_null());
	json_object_set_new(entry, "requires", describe_requirements(contender));
	json_object_set_new(entry, "copies", json_integer(strategy->copies));
	json_object_set_new(entry, "tuning", describe_tuning(strategy->tuning));
	return entry;
}

/* Each entry is an object whose first member is its name. */
static enum up_status list_strategies(json_t *entries, struct up_error *err)
{
	(void)err;
	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		json_array_append_new(entries, describe_contender(&contender));
	}
	return UP_OK;
}

static enum up_status list_peers(json_t *entries, struct up_error *err)
{
	size_t count;
	const struct shipped_peer *all = shipped_peers(&count);

	(void)err;
	for (size_t p = 0; p < count; p++)
		json_array_append_new(entries, json_pack("{s:s, s:s, s:s}", "name", all[p].name,
							 "description", all[p].summary, "packages",
							 all[p].packages));
	return UP_OK;
}

static enum up_status list_experiments(json_t *entries, struct up_error *err)
{
	static const char prefix[] = "experiments/";

	for (const struct asset *a = asset_next(prefix, NULL); a != NULL;
	     a = asset_next(prefix, a)) {
		EXPERIMENT experiment = {0};
		const char *file = a->name + sizeof prefix - 1;

		UP_TRY(experiment_read(a->data, file, run_specs, sizeof(struct run_options),
				       &experiment, err));
		json_array_append_new(
			entries,
			json_pack("{s:o, s:s, s:s?}", "name",
				  json_stringn(file, strcspn(file, ".")), "description",
				  experiment.description != NULL ? experiment.description : "",
				  "needs", experiment.needs));
	}
	return UP_OK;
}

static void add_columns(json_t *entries, const char *file, const struct record_table *table)
{
	for (size_t c = 0; c < table->count; c++) {
		const struct member *column = &table->members[c];
		json_array_append_new(entries,
				      json_pack("{s:s, s:s, s:s, s:s}", "name", column_name(column),
						"unit", column_unit(column), "description",
						column_help(column), "file", file));
	}
}

/* For people those of both files; for programs one file has one list. */
static void list_columns(json_t *entries, bool of_samples, bool of_summary)
{
	if (of_samples)
		add_columns(entries, "samples.csv", &sample_table);
	if (of_summary)
		add_columns(entries, "summary.csv", &summary_table);
}

static const char *member(const json_t *entry, const char *key)
{
	const char *text = json_string_value(json_object_get(entry, key));
	return text != NULL ? text : "";
}

static void print_table(const json_t *entries, FILE *out)
{
	const char *file = "";
	int widest = 0;

	for (size_t e = 0; e < json_array_size(entries); e++) {
		int width = (int)strlen(member(json_array_get(entries, e), "name"));
		widest = width > widest ? width : widest;
	}
	for (size_t e = 0; e < json_array_size(entries); e++) {
		const json_t *entry = json_array_get(entries, e);
		if (strcmp(member(entry, "file"), file) != 0) {
			file = member(entry, "file");
			fprintf(out, "%s%s:\n", e > 0 ? "\n" : "", file);
		}
		const char *unit = member(entry, "unit");
		const char *needs = member(entry, "needs");
		fprintf(out, "%-*s  %s%s%s%s%s%s%s\n", widest, member(entry, "name"),
			member(entry, "description"), unit[0] != '\0' ? " [" : "", unit,
			unit[0] != '\0' ? "]" : "", needs[0] != '\0' ? " [needs " : "", needs,
			needs[0] != '\0' ? ": --dbname]" : "");
	}
}

static void print_names(const json_t *entries, FILE *out)
{
	for (size_t e = 0; e < json_array_size(entries); e++)
		fprintf(out, "%s\n", member(json_array_get(entries, e), "name"));
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct list_options *options = invocation->options;
	const char *noun = invocation->line->arguments[0];
	json_t *entries = json_array();
	enum up_status status = UP_OK;

	(void)code;
	if (strcmp(noun, "strategies") == 0)
		status = list_strategies(entries, err);
	else if (strcmp(noun, "peers") == 0)
		status = list_peers(entries, err);
	else if (strcmp(noun, "experiments") == 0)
		status = list_experiments(entries, err);
	else if (strcmp(noun, "columns") == 0)
		list_columns(entries, true, options->format == FORMAT_TERMINAL);
	else if (strcmp(noun, "summary") == 0)
		list_columns(entries, false, true);
	else
		status = up_fail(err, UP_INVALID,
				 "\"%s\" is none of strategies, peers, experiments, columns, "
				 "summary",
				 noun);

	if (status == UP_OK && options->format == FORMAT_JSON) {
		json_dumpf(entries, invocation->out, JSON_INDENT(2));
		fputc('\n', invocation->out);
	} else if (status == UP_OK && options->format == FORMAT_NAMES) {
		print_names(entries, invocation->out);
	} else if (status == UP_OK) {
		print_table(entries, invocation->out);
	}
	json_decref(entries);
	return status;
}

const struct command command_list = {
	.name = "list",
	.arguments = "strategies|peers|experiments|columns|summary",
	.summary = "list strategies, peers, experiments, or columns of samples.csv and summary.csv",
	.options = specs,
	.options_size = sizeof(struct list_options),
	.description = "`list columns` prints the columns of samples.csv and, as a table only, "
		       "those of summary.csv. `list summary` prints those of summary.csv.",
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.argument_choices = nouns,
	.run = run,
};
