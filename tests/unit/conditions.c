/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/conditions.h"
#include "judge/summary/disturbance.h"
#include "judge/summary/variance.h"

#include "base/random.h"

#include <criterion/criterion.h>
#include <math.h>

/* Searle, Casella and McCulloch's estimators by hand: two groups of two, {1, 3} and {5, 7}:
 * mean squares 16 between, 2 within; components (16 - 2) / 2 and 2. */
Test(variance, agrees_with_a_table_by_hand)
{
	static const double values[] = {1, 5, 3, 7};
	static const int64_t sessions[] = {1, 2, 1, 2};
	struct variance variance = variance_of(values, sessions, 4);

	cr_expect_eq(variance.sessions, 2);
	cr_expect_float_eq(variance.within, sqrt(2), 1e-12);
	cr_expect_float_eq(variance.between, sqrt(7), 1e-12);
}

/* Unequal groups {0}, {4, 8, 6}: total mean 4.5; between 1*4.5^2 + 3*1.5^2 = 27, within 8/2 = 4;
 * the mean size is (4 - (1 + 9) / 4) / 1 = 1.5; (27 - 4) / 1.5. */
Test(variance, weighs_unequal_sessions)
{
	static const double values[] = {0, 4, 8, 6};
	static const int64_t sessions[] = {7, 9, 9, 9};
	struct variance variance = variance_of(values, sessions, 4);

	cr_expect_float_eq(variance.within, 2, 1e-12);
	cr_expect_float_eq(variance.between, sqrt(23 / 1.5), 1e-12);
}

Test(variance, is_unknown_of_one_session_and_never_negative)
{
	static const double values[] = {1, 3, 1, 3};
	static const int64_t one[] = {1, 1, 1, 1};
	static const int64_t four[] = {1, 2, 3, 4};
	static const int64_t two[] = {1, 1, 2, 2};

	cr_expect(isnan(variance_of(values, one, 4).between));
	cr_expect(isnan(variance_of(values, four, 4).within));
	cr_expect(isnan(variance_of(values, two, 0).within));
	cr_expect_eq(variance_of(values, two, 4).between, 0);
}

#define SAMPLES 40

static void fill(struct sample samples[SAMPLES])
{
	for (size_t s = 0; s < SAMPLES; s++) {
		sample_init(&samples[s]);
		samples[s].phase = PHASE_MEASURE;
		samples[s].status = SAMPLE_OK;
		samples[s].total_ns = 10000000;
	}
}

static char *words(struct sample samples[SAMPLES], size_t count)
{
	const struct sample *pointers[SAMPLES];
	struct run_case of = {.samples = pointers, .count = count};
	const struct run run = {.cases = {.items = &of, .count = 1}};
	const struct summary_list none = {0};
	struct up_error err;
	UP_BUFFER text = {0};

	for (size_t s = 0; s < count; s++)
		pointers[s] = &samples[s];
	cr_assert_eq(conditions_append(&text, &run, &none, &err), UP_OK);
	return strdup(up_buffer_string(&text));
}

Test(conditions, says_nothing_of_a_quiet_machine)
{
	struct sample samples[SAMPLES];

	fill(samples);
	UP_FREE char *nothing = words(samples, SAMPLES);
	cr_expect_str_eq(nothing, "");
	for (size_t s = 0; s < SAMPLES; s++) {
		samples[s].steal_ns = samples[s].runnable = 0;
		samples[s].checkpoints = samples[s].autovacuums = 0;
		samples[s].cpu_khz = 2000000 + (int64_t)s * 1000;
	}
	UP_FREE char *still_nothing = words(samples, SAMPLES);
	cr_expect_str_eq(still_nothing, "");
}

static void expect_of_filesystem(char *type, const char *expected)
{
	const struct run run = {.manifest.server.filesystem = type};
	const struct summary_list none = {0};
	struct up_error err;
	UP_BUFFER text = {0};

	cr_assert_eq(conditions_append(&text, &run, &none, &err), UP_OK);
	cr_expect_str_eq(up_buffer_string(&text), expected);
}

Test(conditions, names_a_cluster_in_memory)
{
	expect_of_filesystem(NULL, "");
	expect_of_filesystem((char[]){"ext4"}, "");
	expect_of_filesystem((char[]){"tmpfs"}, "The private cluster was on tmpfs, in memory, "
						"where commits cost nothing.\n");
}

Test(conditions, names_columns_that_were_not_compared)
{
	struct run run = {0};
	const struct summary_list none = {0};
	struct up_error err;
	UP_BUFFER text = {0};

	run.manifest.relation.server_columns = (struct text_list){
		.items = (char *[]){(char[]){"seen_at"}, (char[]){"seen_by"}}, .count = 2};
	cr_assert_eq(conditions_append(&text, &run, &none, &err), UP_OK);
	cr_expect_str_eq(up_buffer_string(&text),
			 "The table writes seen_at, seen_by itself (--server-columns): not "
			 "compared with the expected state.\n");
}

Test(conditions, names_columns_that_were_chosen)
{
	struct run run = {0};
	const struct summary_list none = {0};
	struct up_error err;
	UP_BUFFER text = {0};

	run.manifest.relation.named_columns =
		(struct text_list){.items = (char *[]){(char[]){"status"}}, .count = 1};
	cr_assert_eq(conditions_append(&text, &run, &none, &err), UP_OK);
	cr_expect_str_eq(up_buffer_string(&text), "Besides the key, status travels (--columns).\n");
}

Test(conditions, names_servers_that_were_scaled_down)
{
	const struct run run = {.manifest.scaling.rows = 500000};
	const struct summary_list none = {0};
	struct up_error err;
	UP_BUFFER text = {0};

	cr_assert_eq(conditions_append(&text, &run, &none, &err), UP_OK);
	cr_expect_str_eq(up_buffer_string(&text),
			 "Each number of rows had a server of its own, scaled down for 500,000 "
			 "rows: upbench plan predicts these.\n");
}

Test(conditions, names_the_evidence)
{
	struct sample samples[SAMPLES];

	fill(samples);
	samples[0].runnable = samples[1].runnable = samples[2].runnable = 1;
	samples[3].steal_ns = 10000000;
	samples[4].cpu_khz = 2000000;
	samples[5].cpu_khz = 3500000;
	samples[6].checkpoints = samples[7].autovacuums = 1;
	UP_FREE char *text = words(samples, SAMPLES);
	cr_expect_str_eq(text,
			 "When 3 of 40 samples began, other processes were runnable.\n"
			 "During the samples the hypervisor gave 10.0 ms of CPU time to other "
			 "guests (steal), 2.5 % of the time.\n"
			 "The clock frequency of the cores varied from 2.00 to 3.50 GHz.\n"
			 "A checkpoint ended in 1 of 40 samples.\n"
			 "Autovacuum worked during 1 of 40 samples.\n",
			 "%s", text);
	/* Of a few samples nothing is said. */
	UP_FREE char *few = words(samples, 8);
	cr_expect_str_eq(few, "");
}
