/* SPDX-License-Identifier: PostgreSQL */
/* What an experiment file has of how its cases are compared: into run.json, and out of it. */
#include "judge/compare/case_rule.h"

#include "cli/experiment/run_options.h"
#include "judge/compare/compare.h"

#include <criterion/criterion.h>
#include <math.h>

static const char file[] = "[global]\n"
			   "threshold = 2.5%\n"
			   "[a]\n"
			   "strategy = row\n"
			   "[b]\n"
			   "strategy = unnest\n"
			   "threshold = 8\n"
			   "metric = wal_bytes, update\n"
			   "[c]\n"
			   "strategy = json\n"
			   "threshold = 0\n";

Test(case_rule, is_in_the_manifest_as_the_experiment_has_it)
{
	EXPERIMENT experiment = {0};
	MANIFEST manifest;
	CASE_LIST cases = {0};
	struct up_error err = {0};

	manifest_init(&manifest);
	cr_assert_eq(experiment_read(file, "my.ini", run_specs, sizeof(struct run_options),
				     &experiment, &err),
		     UP_OK, "%s", err.message);
	for (size_t g = 0; g < experiment.group_count; g++) {
		const char *option;
		cr_assert_eq(
			run_options_add_cases(experiment.groups[g].values, &cases, &option, &err),
			UP_OK, "%s", err.message);
	}
	cr_assert_eq(cases.count, 3);
	for (size_t c = 0; c < cases.count; c++)
		cr_assert_eq(case_record(&cases.items[c], manifest_add_case(&manifest), &err),
			     UP_OK);
	const struct manifest_case *a = manifest.cases.items;
	cr_expect_eq(a[0].threshold, 0.025);
	cr_expect_eq(a[0].metrics.count, 0);
	cr_expect_eq(a[1].threshold, 0.08);
	cr_assert_eq(a[1].metrics.count, 2);
	cr_expect_str_eq(a[1].metrics.items[0], "wal_bytes");
	cr_expect_str_eq(a[1].metrics.items[1], "update");
	cr_expect(isnan(a[2].threshold), "0: that of the comparison");
}

/* A pair of cases, planned with these thresholds. */
static struct threshold threshold_of(double base, double new, bool is_given)
{
	const struct manifest_case of_base = {.threshold = base};
	const struct manifest_case of_new = {.threshold = new};
	const struct run_case sides[] = {{.planned = &of_base}, {.planned = &of_new}};
	const struct case_pair pair = {.name = "row", .base = &sides[0], .new = &sides[1]};
	const struct compare_options options = {.threshold = 0.05, .threshold_is_given = is_given};

	return case_rule_threshold(&options, &pair, METRIC_UPDATE, true);
}

Test(case_rule, prefers_the_command_line_then_the_new_side)
{
	cr_expect_eq(threshold_of(NAN, NAN, false).value, 0.05);
	cr_expect_eq(threshold_of(NAN, NAN, false).source, THRESHOLD_OF_COMPARISON);
	cr_expect_eq(threshold_of(0.1, NAN, false).value, 0.1, "an older base");
	cr_expect_eq(threshold_of(0.1, 0.2, false).value, 0.2);
	cr_expect_eq(threshold_of(0.1, 0.2, false).source, THRESHOLD_OF_EXPERIMENT);
	cr_expect_eq(threshold_of(0.1, 0.2, true).value, 0.05);
}

Test(case_rule, takes_each_metric_once)
{
	char *names[] = {(char *)(uintptr_t) "wal_bytes", (char *)(uintptr_t) "update",
			 (char *)(uintptr_t) "wal_bytes"};
	const struct manifest_case planned = {.threshold = NAN, .metrics = {names, 3}};
	const struct run_case new = {.planned = &planned};
	const struct case_pair pair = {.name = "row", .new = &new};
	static const enum metric total[] = {METRIC_TOTAL};
	struct compare_options options = {.metrics = total, .metric_count = 1};
	enum metric metrics[METRIC_COUNT];
	size_t count;
	struct up_error err;

	cr_assert_eq(case_rule_metrics(&options, &pair, metrics, &count, &err), UP_OK);
	cr_assert_eq(count, 2);
	cr_expect(metrics[0] == METRIC_WAL_BYTES && metrics[1] == METRIC_UPDATE);
	options.metrics_are_given = true;
	cr_assert_eq(case_rule_metrics(&options, &pair, metrics, &count, &err), UP_OK);
	cr_expect(count == 1 && metrics[0] == METRIC_TOTAL);
	names[1] = (char *)(uintptr_t) "elegance";
	options.metrics_are_given = false;
	cr_expect_eq(case_rule_metrics(&options, &pair, metrics, &count, &err), UP_INVALID);
}
