/* SPDX-License-Identifier: PostgreSQL */
/* Samples that a run did not write. */
#include "unit/compared.h"

#include "judge/summary/intact.h"

Test(intact, finds_samples_that_no_run_wrote)
{
	struct up_error err;
	RUN run = make_run("run");
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_INVALID, "no sample");
	add_case(&run, "row", 20 * MS, 3, 1);
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_OK);
	run.samples.items[2].run = strdup("another");
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_INVALID, "of another run");
	cr_expect_not_null(strstr(err.message, "belongs to run another"));
	free(run.samples.items[2].run);
	run.samples.items[2].run = strdup("run");
	add(&run, "row", 0, 20 * MS);
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_INVALID, "twice");
	cr_expect_not_null(strstr(err.message, "duplicate sample 1 of row"));
	run.samples.items[3].session = 2;
	sort_run(&run);
	cr_expect_eq(intact_check(&run, &err), UP_OK, "another session counts anew");
}
