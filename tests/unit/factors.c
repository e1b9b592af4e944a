/* SPDX-License-Identifier: PostgreSQL */
/* The table of factors, walked: another level of each is another case, everywhere. */
#include "record/factors.h"
#include "record/column.h"

#include "cli/experiment/run_options.h"
#include "cli/option/option.h"
#include "judge/summary/summarize.h"
#include "record/history.h"
#include "show/export/case_name.h"
#include "show/plot/cases.h"
#include "show/words/heading.h"
#include "unit/key_of.h"
#include "unit/sort_run.h"

#include <criterion/criterion.h>
#include <math.h>

/* All defaults; table-rows and chunk are derived. */
static void default_key(struct case_key *key)
{
	struct factors *factors = &key->factors;

	case_key_init(key);
	key->strategy = strdup("unnest");
	factors->rows = 1914;
	factors->table_rows = 1914;
	factors->partition_by = PARTITION_BY_HASH;
	factors->gone = GONE_IGNORE;
	factors->derived = FACTOR_BIT(FACTOR_TABLE_ROWS) | FACTOR_BIT(FACTOR_CHUNK) |
			   FACTOR_BIT(FACTOR_PARTITION_BY) | FACTOR_BIT(FACTOR_GONE);
	factors_assume_defaults(factors);
}

/* A level that no case has by default, as a user may type it, and as its file has it. */
static void other_level(struct case_key *key, enum factor factor)
{
	int64_t *integer = (void *)((char *)&key->factors + factor_table[factor].offset);

	key->factors.derived &= ~FACTOR_BIT(factor);
	switch (factor_table[factor].kind) {
	case FACTOR_COUNT_KIND:
		*integer = factor == FACTOR_COLUMNS || factor == FACTOR_WORKERS ||
					   factor == FACTOR_PARTITIONS ||
					   factor == FACTOR_FETCH_CONCURRENCY
				   ? 5
				   : 2500;
		break;
	case FACTOR_SHARE_KIND:
		*(double *)(void *)integer = 0.25;
		break;
	case FACTOR_DURATION_KIND:
		*integer = 2500000;
		break;
	case FACTOR_RATE_KIND:
		*integer = 2500000000;
		break;
	case FACTOR_FLAG_KIND:
		*integer = 1;
		break;
	case FACTOR_PARTITION_KIND:
		*integer = PARTITION_BY_LIST;
		break;
	case FACTOR_CREATOR_KIND:
	case FACTOR_GONE_KIND:
		*integer = 2;
		break;
	case FACTOR_SETTINGS_KIND:
		cr_assert_eq(settings_add((char **)(void *)integer, "search_path=a, b", NULL),
			     UP_OK);
		break;
	}
}

Test(factors, have_names_of_their_own)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const struct factor_info *info = &factor_table[factor];
		cr_expect(info->name != NULL && info->column != NULL && info->help[0] != '\0');
		cr_expect_eq(info->option_help[strlen(info->option_help) - 1], '.', "%s",
			     info->name);
		for (enum factor other = 0; other < factor; other++) {
			cr_expect_str_neq(factor_table[other].name, info->name);
			cr_expect_str_neq(factor_table[other].column, info->column);
		}
	}
}

static bool has_column(const struct record_table *table, const char *name)
{
	for (size_t c = 0; c < table->count; c++) {
		if (table->members[c].kind == MEMBER_FACTOR &&
		    strcmp(column_name(&table->members[c]), name) == 0)
			return true;
	}
	return false;
}

Test(factors, have_an_option_and_a_column_in_each_file)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const struct factor_info *info = &factor_table[factor];
		const struct option_spec *option = run_specs;
		while (option->name != NULL && strcmp(option->name, info->name) != 0)
			option++;
		cr_assert_not_null(option->name, "--%s", info->name);
		cr_expect_str_eq(option->help, info->option_help);
		cr_expect(has_column(&sample_table, info->column), "samples: %s", info->name);
		cr_expect(has_column(&summary_table, info->column), "summary: %s", info->name);
		cr_expect(has_column(&history_table, info->column), "history: %s", info->name);
	}
}

Test(factors, another_level_is_another_key_and_name)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		CASE_KEY plain, other;
		UP_BUFFER plain_name = {0};
		UP_BUFFER name = {0};
		UP_BUFFER word = {0};
		UP_BUFFER omitted = {0};
		default_key(&plain);
		default_key(&other);
		cr_expect(case_key_equal(&plain, &other, 0));
		other_level(&other, factor);
		cr_expect_not(case_key_equal(&plain, &other, 0), "%s", factor_table[factor].name);
		cr_expect(case_key_equal(&plain, &other, FACTOR_BIT(factor)));
		cr_expect_eq(case_key_difference(&plain, &other), factor);
		cr_expect_eq(case_key_same_workload(&plain, &other),
			     !factor_table[factor].is_workload);
		cr_expect_neq(factor_compare(factor, &plain.factors, &other.factors), 0);
		case_key_append_name(&plain_name, &plain, 0);
		case_key_append_name(&name, &other, 0);
		cr_expect_str_eq(up_buffer_string(&plain_name), "unnest rows=1914");
		factor_append(factor, &other.factors, &word);
		cr_expect_not_null(strstr(up_buffer_string(&name), up_buffer_string(&word)), "%s",
				   up_buffer_string(&name));
		cr_expect_str_neq(up_buffer_string(&name), up_buffer_string(&plain_name));
		case_key_append_name(&omitted, &other,
				     FACTOR_BIT(factor) | FACTOR_BIT(FACTOR_ROWS));
		cr_expect_str_eq(up_buffer_string(&omitted), "unnest");
	}
}

/* In JSON and in a field of a CSV file, both of which know nothing of the rest. */
Test(factors, a_level_is_read_back_from_files)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		CASE_KEY key, from_json, from_field;
		UP_BUFFER field = {0};
		struct up_error err = {0};
		json_t *object = json_object();
		default_key(&key);
		other_level(&key, factor);
		case_key_init(&from_json);
		cr_assert(case_key_to_json(&key, object));
		cr_assert_eq(case_key_from_json(&from_json, object, "", &err), UP_OK, "%s",
			     err.message);
		cr_expect(case_key_equal(&key, &from_json, 0), "%s", factor_table[factor].name);
		cr_expect_eq(key.factors.derived, from_json.factors.derived);
		json_decref(object);
		default_key(&from_field);
		from_field.factors.derived &= ~FACTOR_BIT(factor);
		factor_format(factor, &key.factors, &field);
		cr_assert_eq(
			factor_parse(factor, &from_field.factors, up_buffer_string(&field), &err),
			UP_OK, "%s", err.message);
		cr_expect(case_key_equal(&key, &from_field, 0), "%s", factor_table[factor].name);
	}
}

/* A name of an earlier version is all there is of a level that had no column then. */
Test(factors, a_level_without_a_column_is_recovered_from_the_name)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const enum factor_kind kind = factor_table[factor].kind;
		if (kind != FACTOR_DURATION_KIND && kind != FACTOR_RATE_KIND &&
		    kind != FACTOR_FLAG_KIND)
			continue;
		CASE_KEY key, recovered;
		UP_BUFFER name = {0};
		struct up_error err = {0};
		default_key(&key);
		default_key(&recovered);
		other_level(&key, factor);
		case_key_append_name(&name, &key, 0);
		*(int64_t *)(void *)((char *)&recovered.factors + factor_table[factor].offset) =
			UNMEASURED;
		recovered.factors.derived = 0;
		cr_assert_eq(case_key_recover(&recovered, up_buffer_string(&name), &err), UP_OK,
			     "%s", err.message);
		cr_expect(case_key_equal(&key, &recovered, 0), "%s", up_buffer_string(&name));
	}
}

/* ---- rankings and labels ---- */

static void add_sample(struct run *run, const struct case_key *key, int64_t update_ns)
{
	struct sample *samples =
		realloc(run->samples.items, (run->samples.count + 1) * sizeof *samples);
	UP_BUFFER name = {0};
	struct up_error err;

	run->samples.items = samples;
	struct sample *sample = &samples[run->samples.count++];
	sample_init(sample);
	cr_assert_eq(case_key_copy(&sample->key, key, &err), UP_OK);
	case_key_append_name(&name, key, 0);
	sample->case_name = up_buffer_detach(&name);
	sample->phase = PHASE_MEASURE;
	sample->status = SAMPLE_OK;
	sample->round = 1;
	sample->update_ns = update_ns;
}

/* The case of another level is faster: it becomes the reference of both unless it does other
 * work, which has a heading, a panel and files of its own. */
Test(factors, of_the_workload_divide_rankings_and_the_others_do_not)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		CASE_KEY plain, other;
		RUN run = {0};
		SUMMARY_LIST list = {0};
		PLOT_CASES cases = {0};
		struct up_error err = {0};
		struct up_buffer text[6] = {0};
		const bool is_workload = factor_table[factor].is_workload;
		default_key(&plain);
		default_key(&other);
		other_level(&other, factor);
		add_sample(&run, &plain, 2000000);
		add_sample(&run, &other, 1000000);
		sort_run(&run);
		cr_assert_eq(summarise(&run, &list, &err), UP_OK, "%s", err.message);
		cr_assert_eq(list.count, 2);
		cr_assert_eq(plot_cases_select(&list, &cases, &err), UP_OK);
		cr_expect_str_eq(list.items[0].reference, list.items[is_workload ? 0 : 1].case_name,
				 "%s", factor_table[factor].name);
		for (size_t c = 0; c < 2; c++) {
			const struct summary *summary = &list.items[c];
			heading_append_full(&text[c], summary, &list);
			plot_cases_panel_id(&text[2 + c], &cases, summary);
			export_case_append_name(summary, &text[4 + c]);
		}
		cr_expect_eq(strcmp(up_buffer_string(&text[0]), up_buffer_string(&text[1])) != 0,
			     is_workload, "%s: %s", factor_table[factor].name,
			     up_buffer_string(&text[1]));
		cr_expect_eq(strcmp(up_buffer_string(&text[2]), up_buffer_string(&text[3])) != 0,
			     is_workload, "%s: %s", factor_table[factor].name,
			     up_buffer_string(&text[3]));
		cr_expect_str_neq(up_buffer_string(&text[4]), up_buffer_string(&text[5]));
		for (size_t t = 0; t < 6; t++)
			up_buffer_release(&text[t]);
	}
}

/* ---- what has been wrong ---- */

static void summaries_of(struct run *run, struct summary_list *list)
{
	struct up_error err = {0};

	sort_run(run);
	cr_assert_eq(summarise(run, list, &err), UP_OK, "%s", err.message);
	for (size_t c = 0; c < list->count; c++)
		cr_assert_not_null(list->items[c].reference);
}

/* Shares can differ by a billionth, delays by a nanosecond. */
Test(factors, workloads_that_hardly_differ_have_headings_of_their_own)
{
	struct case_key keys[4];
	RUN run = {0};
	SUMMARY_LIST list = {0};
	PLOT_CASES cases = {0};

	for (size_t k = 0; k < 4; k++) {
		default_key(&keys[k]);
		keys[k].factors.changed = k % 2 == 0 ? 0.1234567888 : 0.1234567889;
		keys[k].factors.rtt_ns = k < 2 ? 1000001 : 1000002;
		add_sample(&run, &keys[k], 1000000);
	}
	summaries_of(&run, &list);
	cr_assert_eq(list.count, 4);
	cr_assert_eq(plot_cases_select(&list, &cases, NULL), UP_OK);
	for (size_t c = 0; c < 4; c++) {
		for (size_t other = 0; other < c; other++) {
			UP_BUFFER a = {0};
			UP_BUFFER b = {0};
			heading_append_full(&a, &list.items[c], &list);
			heading_append_full(&b, &list.items[other], &list);
			cr_expect_str_neq(up_buffer_string(&a), up_buffer_string(&b));
			up_buffer_clear(&a);
			up_buffer_clear(&b);
			heading_append(&a, &list.items[c], &list, FACTOR_NONE);
			heading_append(&b, &list.items[other], &list, FACTOR_NONE);
			cr_expect_str_neq(up_buffer_string(&a), up_buffer_string(&b));
			up_buffer_clear(&a);
			up_buffer_clear(&b);
			plot_cases_panel_id(&a, &cases, &list.items[c]);
			plot_cases_panel_id(&b, &cases, &list.items[other]);
			cr_expect_str_neq(up_buffer_string(&a), up_buffer_string(&b));
		}
	}
	for (size_t k = 0; k < 4; k++)
		case_key_release(&keys[k]);
}

/* An arm with a table of its own has all of its columns, which are not those of the built-in one. */
Test(factors, all_columns_of_two_tables_have_files_of_their_own)
{
	CASE_KEY built_in, own;
	RUN run = {0};
	SUMMARY_LIST list = {0};
	PLOT_CASES cases = {0};
	UP_BUFFER a = {0};
	UP_BUFFER b = {0};

	default_key(&built_in);
	default_key(&own);
	built_in.arm = strdup("a");
	own.arm = strdup("b");
	own.factors.columns = 3;
	own.factors.derived |= FACTOR_BIT(FACTOR_COLUMNS);
	add_sample(&run, &built_in, 1000000);
	add_sample(&run, &own, 1000000);
	summaries_of(&run, &list);
	cr_assert_eq(list.count, 2);
	cr_assert_eq(plot_cases_select(&list, &cases, NULL), UP_OK);
	cr_assert_eq(plot_cases_panels(&cases), 2);
	plot_cases_panel_id(&a, &cases, cases.items[0]);
	plot_cases_panel_id(&b, &cases, cases.items[1]);
	cr_expect_str_eq(up_buffer_string(&a), "1914-columns3");
	cr_expect_str_eq(up_buffer_string(&b), "1914");
	/* Alone it needs no number. */
	const struct plot_cases alone = {.items = cases.items, .count = 1};
	up_buffer_clear(&a);
	plot_cases_panel_id(&a, &alone, cases.items[0]);
	cr_expect_str_eq(up_buffer_string(&a), "1914");
}

/* Name, heading, panel, its file, and exports. */
Test(factors, a_level_has_one_spelling)
{
	CASE_KEY key, without;
	RUN run = {0};
	SUMMARY_LIST list = {0};
	PLOT_CASES cases = {0};
	struct up_error err = {0};
	UP_BUFFER heading = {0};
	UP_BUFFER panel = {0};
	UP_BUFFER id = {0};
	UP_BUFFER export = {0};

	default_key(&without);
	default_key(&key);
	key.factors.rtt_ns = 2000000;
	add_sample(&run, &without, 1000000);
	add_sample(&run, &key, 1000000);
	summaries_of(&run, &list);
	cr_assert_eq(plot_cases_select(&list, &cases, &err), UP_OK);
	const struct summary *summary = &list.items[1];
	cr_expect_str_eq(summary->case_name, "unnest rows=1914 rtt=2ms");
	heading_append_full(&heading, summary, &list);
	cr_expect_str_eq(up_buffer_string(&heading), "1,914 rows \u00d7 20 columns, rtt=2ms");
	plot_cases_panel(&panel, &cases, summary);
	cr_expect_str_eq(up_buffer_string(&panel), "1,914 rows, rtt=2ms");
	plot_cases_panel_id(&id, &cases, summary);
	cr_expect_str_eq(up_buffer_string(&id), "1914-rtt2ms");
	export_case_append_name(summary, &export);
	cr_expect_str_eq(up_buffer_string(&export), "update/unnest/rows=1914/rtt=2ms");
}

/* A value with a blank stays one word of a name, and one part of an exported name. */
Test(factors, a_setting_with_a_blank_is_not_torn)
{
	CASE_KEY key;
	UP_BUFFER name = {0};
	UP_BUFFER export = {0};
	struct summary summary;
	struct up_error err = {0};

	default_key(&key);
	cr_assert_eq(settings_add(&key.factors.settings, "work_mem=1 GB", &err), UP_OK);
	cr_assert_eq(settings_add(&key.factors.settings, "jit=off", &err), UP_OK);
	cr_assert_eq(settings_add(&key.factors.settings, "search_path=it's, b=c", &err), UP_OK);
	case_key_append_name(&name, &key, 0);
	cr_expect_str_eq(up_buffer_string(&name), "unnest rows=1914 jit=off "
						  "search_path='it''s, b=c' work_mem='1 GB'");
	summary_init(&summary);
	cr_assert_eq(case_key_copy(&summary.key, &key, &err), UP_OK);
	export_case_append_name(&summary, &export);
	cr_expect_str_eq(up_buffer_string(&export),
			 "update/unnest/rows=1914/jit=off/search_path=it%27s,%20b=c/"
			 "work_mem=1%20GB");
	summary_release(&summary);
}

/* Rows that are created are no work of the update. */
Test(factors, updated_rows_are_those_that_the_table_has)
{
	FACTORS factors;

	factors_init(&factors);
	cr_expect(isnan(factors_updated_rows(&factors)), "rows are not known");
	factors.rows = 3;
	cr_expect_eq(factors_updated_rows(&factors), 3);
	factors.new = 0.5;
	cr_expect_eq(factors_updated_rows(&factors), 2, "one of three is new");
	factors.new = 1;
	cr_expect_eq(factors_updated_rows(&factors), 0);
	factors.whole_sync = 1;
	cr_expect_eq(factors_updated_rows(&factors), 3);
}
