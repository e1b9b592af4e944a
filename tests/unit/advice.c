/* SPDX-License-Identifier: PostgreSQL */
/* What is recommended out of runs that follow formulas, and what strategies ask for. */
#include "judge/advise/advice.h"

#include "judge/predict/requirement.h"
#include "show/export/advice_json.h"
#include "show/planning/advice.h"
#include "strategy/strategy.h"
#include "unit/manifest_of.h"
#include "unit/planned_run.h"
#include "unit/shown.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>

static const int64_t planned_rows[] = {1000, 2000, 5000, 10000, 20000};

/* values is the fastest below 3,500 rows, unnest above. */
static const struct planned_family values = {
	.name = "values", .a = 1e6, .b = 1500, .noise = 0.003, .chunk = 100, .wal = 1260};
static const struct planned_family unnest = {
	.name = "unnest", .a = 3e6, .b = 900, .noise = 0.003, .wal = 1260};
static const struct planned_family row = {
	.name = "row", .a = 1e6, .b = 80000, .noise = 0.003, .trips = 1, .wal = 1260};

struct planned {
	struct planned_run run;
	struct family_list families;
	struct advice advice;
};

static void planned_release(struct planned *planned)
{
	advice_release(&planned->advice);
	family_list_release(&planned->families);
	planned_run_release(&planned->run);
}
#define PLANNED UP_CLEANUP(planned_release) struct planned

static void add(struct planned *planned, const struct planned_family *family, size_t sizes)
{
	planned_run_add(&planned->run, family, planned_rows, sizes, 0, 8);
}

static enum up_status make(struct planned *planned, int64_t rows, double rtt_ns, double changed,
			   struct up_error *err)
{
	const struct advice_request request = {.rows = rows, .rtt_ns = rtt_ns, .changed = changed};

	planned_run_summarise(&planned->run);
	cr_assert_eq(family_list_make(&planned->run.run, &planned->run.summaries,
				      &planned->families, NULL),
		     UP_OK);
	return advice_make(&planned->run.run, &planned->families, &request, &planned->advice, err);
}

static const char *recommended(const struct planned *planned)
{
	return planned->advice.candidates.items[0].model->name;
}

static const struct advice_change *change_of(const struct advice *advice,
					     enum advice_change_kind kind, enum factor factor)
{
	for (size_t c = 0; c < advice->change_count; c++) {
		if (advice->changes[c].factor == factor && advice->changes[c].kind == kind)
			return &advice->changes[c];
	}
	return NULL;
}

static const struct advice_reason *reason_of(const struct advice *advice,
					     enum advice_reason_kind kind)
{
	for (size_t r = 0; r < advice->reason_count; r++) {
		if (advice->reasons[r].kind == kind)
			return &advice->reasons[r];
	}
	return NULL;
}

Test(advice, the_fastest_and_what_changes_it)
{
	PLANNED planned = {0};

	add(&planned, &values, 5);
	add(&planned, &unnest, 5);
	add(&planned, &row, 5);
	cr_assert_eq(make(&planned, 8000, -1, NAN, NULL), UP_OK);
	const struct advice *advice = &planned.advice;
	cr_assert_str_eq(recommended(&planned), "unnest");
	cr_assert_null(advice->candidates.items[0].base);

	const struct advice_change *below = change_of(advice, ADVICE_BELOW, FACTOR_ROWS);
	cr_assert_not_null(below);
	cr_assert(fabs(below->level - 3333) < 200, "%f", below->level);
	cr_assert_str_eq(below->model->name, "values");
	cr_assert_null(change_of(advice, ADVICE_ABOVE, FACTOR_ROWS));
	cr_assert_not_null(change_of(advice, ADVICE_SAME, FACTOR_RTT));
	cr_assert_not_null(change_of(advice, ADVICE_NOT_MEASURED, FACTOR_CHANGED));
	cr_assert_not_null(change_of(advice, ADVICE_NOT_MEASURED, FACTOR_TABLE_ROWS));

	const struct advice_reason *trips = reason_of(advice, ADVICE_ROUND_TRIPS);
	cr_assert_not_null(trips);
	cr_assert_float_eq(trips->own, 2, 1e-6);
	cr_assert_float_eq(trips->others, 81, 1e-6);
	cr_assert_null(reason_of(advice, ADVICE_WAL));
}

/* What is recommended at other rows of the same run. */
static void expect_at(struct planned *planned, double rows, double rtt_ns, const char *expected)
{
	ADVICE there = {0};
	const struct advice_request request = {
		.rows = llround(rows), .rtt_ns = rtt_ns, .changed = NAN};

	cr_assert_eq(advice_make(&planned->run.run, &planned->families, &request, &there, NULL),
		     UP_OK);
	cr_expect_str_eq(there.candidates.items[0].model->name, expected, "%g rows, %g ns: %s",
			 rows, rtt_ns, there.candidates.items[0].model->name);
}

/* Also where samples scatter: a level is one at which the advice is another one. */
Test(advice, changes_where_it_is_another_one)
{
	PLANNED planned = {0};
	struct planned_family few = values;
	struct planned_family many = unnest;

	few.noise = many.noise = 0.2;
	add(&planned, &few, 5);
	add(&planned, &many, 5);
	cr_assert_eq(make(&planned, 8000, -1, NAN, NULL), UP_OK);
	const struct advice_change *below = change_of(&planned.advice, ADVICE_BELOW, FACTOR_ROWS);
	cr_assert_not_null(below);
	expect_at(&planned, below->level, -1, "unnest");
	expect_at(&planned, below->level * 0.995, -1, "values");

	const struct advice_request near = {.rows = 2000, .rtt_ns = 0, .changed = NAN};
	ADVICE advice = {0};
	cr_assert_eq(advice_make(&planned.run.run, &planned.families, &near, &advice, NULL), UP_OK);
	const struct advice_change *above = change_of(&advice, ADVICE_ABOVE, FACTOR_RTT);
	cr_assert_not_null(above);
	expect_at(&planned, 2000, above->level, "unnest");
	expect_at(&planned, 2000, above->level * 0.995, "values");
}

Test(advice, of_what_was_measured_once)
{
	PLANNED planned = {0};

	add(&planned, &values, 1);
	add(&planned, &unnest, 1);
	cr_assert_eq(make(&planned, 0, -1, NAN, NULL), UP_OK);
	cr_assert_str_eq(recommended(&planned), "values");
	cr_assert_not_null(planned.advice.candidates.items[0].measured);
	cr_assert_not_null(change_of(&planned.advice, ADVICE_NOT_MEASURED, FACTOR_ROWS));
	/* 2.5 ms and 11 round trips against 3.9 ms and 2. */
	const struct advice_change *above = change_of(&planned.advice, ADVICE_ABOVE, FACTOR_RTT);
	cr_assert_not_null(above);
	cr_assert(fabs(above->level / (1.4e6 / 9) - 1) < 0.1, "%f", above->level);
}

Test(advice, a_delay_counts_round_trips)
{
	PLANNED planned = {0};

	add(&planned, &values, 1);
	add(&planned, &unnest, 1);
	cr_assert_eq(make(&planned, 1000, 1e6, NAN, NULL), UP_OK);
	cr_assert_str_eq(recommended(&planned), "unnest");
	const struct candidate *best = &planned.advice.candidates.items[0];
	cr_assert_null(best->measured);
	cr_assert_not_null(best->base);
	cr_assert(fabs(best->ns / 5.9e6 - 1) < 0.01, "%f", best->ns);
}

Test(advice, without_round_trips_there_is_no_time_at_another_delay)
{
	PLANNED planned = {0};

	add(&planned, &values, 1);
	add(&planned, &unnest, 1);
	for (size_t s = 0; s < planned.run.run.samples.count; s++) {
		struct sample *sample = &planned.run.run.samples.items[s];
		if (strcmp(sample->key.strategy, "values") == 0)
			sample->round_trips = UNMEASURED;
	}
	cr_assert_eq(make(&planned, 1000, 1e6, NAN, NULL), UP_OK);
	cr_assert_str_eq(recommended(&planned), "unnest");
	const struct candidate *refused = &planned.advice.candidates.items[1];
	cr_assert(isnan(refused->ns), "%f", refused->ns);
	cr_assert_str_eq(refused->refusal, "unknown number of round trips");
}

Test(advice, another_at_a_level_that_was_measured)
{
	PLANNED planned = {0};
	struct planned_family few_values = {
		.name = "values", .a = 1e6, .b = 300, .chunk = 100, .changed = 0.1};
	struct planned_family few_unnest = {.name = "unnest", .a = 3e6, .b = 800, .changed = 0.1};

	add(&planned, &values, 5);
	add(&planned, &unnest, 5);
	add(&planned, &few_values, 5);
	add(&planned, &few_unnest, 5);
	cr_assert_eq(make(&planned, 10000, -1, NAN, NULL), UP_OK);
	cr_assert_str_eq(recommended(&planned), "unnest");
	cr_assert_eq(planned.advice.candidates.count, 2);
	const struct advice_change *change = change_of(&planned.advice, ADVICE_AT, FACTOR_CHANGED);
	cr_assert_not_null(change);
	cr_assert_float_eq(change->level, 0.1, 1e-9);
	cr_assert_str_eq(change->model->short_name, "values");
}

Test(advice, the_nearest_level_is_told)
{
	PLANNED planned = {0};
	struct planned_family few = {
		.name = "values", .a = 1e6, .b = 300, .chunk = 100, .changed = 0.1};
	DOCUMENT document = {0};

	add(&planned, &unnest, 5);
	add(&planned, &few, 5);
	cr_assert_eq(make(&planned, 10000, -1, 0.3, NULL), UP_OK);
	cr_assert_str_eq(recommended(&planned), "values changed=0.1");
	cr_assert_eq(advice_append(&document, &planned.advice, false, NULL), UP_OK);
	UP_FREE char *text = shown(&document, 0, false);
	cr_assert(strstr(text, "changed 0.3 was not measured") != NULL, "%s", text);
}

Test(advice, the_partitions_of_its_workload_are_named)
{
	PLANNED planned = {0};
	struct planned_family parted = unnest;
	DOCUMENT document = {0};
	UP_BUFFER json = {0};

	parted.partitions = 8;
	add(&planned, &parted, 5);
	add(&planned, &unnest, 5);
	cr_assert_eq(make(&planned, 10000, -1, NAN, NULL), UP_OK);
	cr_assert_eq(advice_append(&document, &planned.advice, false, NULL), UP_OK);
	UP_FREE char *text = shown(&document, 0, false);
	cr_expect(strstr(text, "for 10,000 rows of 20 columns, in 8 partitions by range:") != NULL,
		  "%s", text);
	cr_assert_eq(advice_append_json(&json, &planned.advice, NULL, NULL, NULL), UP_OK);
	cr_expect(strstr(json.data, "\"partition_by\": \"range\"") != NULL, "%s", json.data);
}

Test(advice, nothing_to_recommend)
{
	PLANNED planned = {0};
	PLANNED empty = {0};
	struct up_error err;

	add(&planned, &unnest, 2);
	cr_assert_eq(make(&planned, 5000, -1, NAN, &err), UP_INVALID);
	cr_assert_str_eq(err.message,
			 "nothing can be recommended: unnest: a curve requires at least 3 numbers "
			 "of rows, the run has 2: measure more with --rows");
	cr_assert_eq(planned.advice.candidates.count, 0);
	cr_assert_eq(make(&empty, 5000, -1, NAN, &err), UP_INVALID);
	cr_assert_str_eq(err.message, "the run has no case with a result");
}

Test(advice, json_is_json)
{
	PLANNED planned = {0};
	UP_BUFFER text = {0};

	add(&planned, &values, 5);
	add(&planned, &unnest, 5);
	planned.run.run.manifest =
		manifest_of(json_pack("{s:{s:{s:b, s:[s]}}}", "strategies", "unnest", "autocommit",
				      0, "requires", "no-arrays"));
	cr_assert_eq(make(&planned, 10000, 1e6, NAN, NULL), UP_OK);
	cr_assert_eq(advice_append_json(&text, &planned.advice, NULL, NULL, NULL), UP_OK);
	json_t *root = json_loads(up_buffer_string(&text), JSON_REJECT_DUPLICATES, NULL);
	cr_assert(root != NULL, "%s", up_buffer_string(&text));
	json_t *best = json_object_get(root, "recommended");
	cr_assert_str_eq(json_string_value(json_object_get(best, "strategy")), "unnest");
	cr_assert_str_eq(json_string_value(json_object_get(best, "from")), "round trips");
	json_t *requirements = json_object_get(root, "requirements");
	cr_assert_eq(json_array_size(requirements), 1);
	cr_assert(json_array_size(json_object_get(root, "changes")) >= 4);
	json_decref(root);
}

/* Each word of the library is one of a requirement here, in the same place. */
Test(requirement, is_known_by_the_words_of_the_library)
{
	MANIFEST manifest =
		manifest_of(json_pack("{s:{s:{s:b, s:[s, s]}, s:{}}}", "strategies", "mine",
				      "autocommit", 0, "requires", "prepared", "copy", "older"));
	unsigned mask;

	for (unsigned r = 0; r < REQUIREMENT_COUNT; r++) {
		cr_expect_str_eq(requirement_name(r),
				 up_requirement_name((enum up_requirement)(1U << r)));
		cr_expect_not_null(requirement_text(r));
	}
	cr_assert_eq(REQUIREMENT_COUNT, UP_REQUIREMENT_COUNT);
	cr_assert(requirement_find(&manifest, "mine", &mask));
	cr_assert_eq(mask, 1U << REQUIRES_PREPARED | 1U << REQUIRES_COPY);
	cr_assert_not(requirement_find(&manifest, "older", &mask));
	cr_assert_not(requirement_find(&manifest, "nosuch", &mask));
	cr_assert_not(requirement_find(&manifest, NULL, &mask));
}
