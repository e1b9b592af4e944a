/* SPDX-License-Identifier: PostgreSQL */
#include "probe/proc.h"

#include <criterion/criterion.h>

Test(proc, reads_steal)
{
	cr_expect_eq(
		proc_steal_ticks("cpu  101 2 33 4444 5 6 7 88 9 10\ncpu0 1 1 1 1 1 1 1 44 0 0\n"),
		88);
	cr_expect_eq(proc_steal_ticks("cpu  101 2 33 4444 5 6 7 0 0 0\n"), 0);
	/* An old kernel has fewer figures; the next line must not stand in for them. */
	cr_expect_eq(proc_steal_ticks("cpu  1 2 3 4\ncpu0 1 2 3 4 5 6 7 8\n"), -1);
	cr_expect_eq(proc_steal_ticks(""), -1);
	cr_expect_eq(proc_steal_ticks("intr 1 2 3 4 5 6 7 8 9\n"), -1);
}

Test(proc, reads_runnable)
{
	cr_expect_eq(proc_runnable("0.42 0.30 0.25 3/812 12345\n"), 2);
	cr_expect_eq(proc_runnable("0.42 0.30 0.25 1/812 12345\n"), 0);
	/* Who reads is not always counted: in a container the figure may be another's. */
	cr_expect_eq(proc_runnable("0.42 0.30 0.25 0/812 12345\n"), 0);
	cr_expect_eq(proc_runnable("0.42 0.30\n"), -1);
	cr_expect_eq(proc_runnable(""), -1);
}

Test(proc, averages_frequencies)
{
	cr_expect_eq(proc_cpu_khz("processor\t: 0\nmodel name\t: X\ncpu MHz\t\t: 2000.500\n\n"
				  "processor\t: 1\ncpu MHz\t\t: 3000.000\n"),
		     2500250);
	/* Other architectures do not tell, and some virtual machines tell 0. */
	cr_expect_eq(proc_cpu_khz("processor\t: 0\nBogoMIPS\t: 50.00\n"), -1);
	cr_expect_eq(proc_cpu_khz("cpu MHz\t\t: 0.000\n"), -1);
	cr_expect_eq(proc_cpu_khz("cpu MHz"), -1);
	cr_expect_eq(proc_cpu_khz(""), -1);
}
