/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/proc.h"

#include "base/cleanup.h"

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

Test(proc, reads_processor_time)
{
	cr_expect_eq(proc_cpu_ns("40718592 104660 2\n"), 40718592);
	cr_expect_eq(proc_cpu_ns("9223372036854775807 1 1\n"), INT64_MAX);
	cr_expect_eq(proc_cpu_ns("0 0 0\n"), 0);
	cr_expect_eq(proc_cpu_ns(""), -1);
	cr_expect_eq(proc_cpu_ns("none\n"), -1);
}

Test(proc, reads_parents)
{
	cr_expect_eq(proc_parent("812 (postgres) S 790 812 812 0 -1 4194560\n"), 790);
	/* A name can look like what follows it. */
	cr_expect_eq(proc_parent("812 (a) R 1 (b) S 2) S 790 812 812 0\n"), 790);
	cr_expect_eq(proc_parent("812 (init) S 0 1 1 0\n"), 0);
	cr_expect_eq(proc_parent("812 (postgres\n"), -1);
	cr_expect_eq(proc_parent("812 (postgres) S\n"), -1);
	cr_expect_eq(proc_parent(""), -1);
}

Test(proc, reads_peaks_without_shared_memory)
{
	cr_expect_eq(proc_peak_bytes("Name:\tpostgres\nVmPeak:\t  220000 kB\nVmHWM:\t   20480 kB\n"
				     "VmRSS:\t   18000 kB\nRssAnon:\t    3000 kB\n"
				     "RssShmem:\t    4096 kB\nThreads:\t1\n"),
		     (20480 - 4096) * 1024);
	/* A kernel thread has no memory; kernels before 4.5 do not tell what is shared. */
	cr_expect_eq(proc_peak_bytes("Name:\tkthreadd\nThreads:\t1\n"), -1);
	cr_expect_eq(proc_peak_bytes("VmHWM:\t   20480 kB\nVmRSS:\t   18000 kB\n"), -1);
	cr_expect_eq(proc_peak_bytes("VmHWM:\t   20480 kB\nRssShmem:\n"), -1);
	/* A process named so is no line of that name. */
	cr_expect_eq(proc_peak_bytes("Name:\tVmHWM: 1 kB\nVmHWM:\t8 kB\nRssShmem:\t0 kB\n"), 8192);
	cr_expect_eq(proc_peak_bytes(""), -1);
}

static void expect_model(const char *cpuinfo, const char *expected)
{
	UP_FREE char *model = proc_cpu_model(cpuinfo);

	cr_expect_str_eq(model != NULL ? model : "none", expected, "%s", model);
}

Test(proc, names_the_model_of_the_processor)
{
	expect_model("processor\t: 0\nmodel\t\t: 2\nmodel name\t: AMD EPYC 7B13\n\n"
		     "processor\t: 1\nmodel name\t: Another\n",
		     "AMD EPYC 7B13");
	/* 64-bit ARM has numbers alone. */
	expect_model("processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd evtstrm\n"
		     "CPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x3\n"
		     "CPU part\t: 0xd0c\nCPU revision\t: 1\n",
		     "implementer 0x41, part 0xd0c");
	/* In a sandbox. */
	expect_model("processor\t: 0\nmodel name\t: unknown\n", "none");
	expect_model("processor\t: 0\nmodel name\t: unknown\nCPU implementer\t: 0x61\n"
		     "CPU part\t: 0x022\n",
		     "implementer 0x61, part 0x022");
	expect_model("processor\t: 0\ncpu\t\t: POWER9, altivec supported\n",
		     "POWER9, altivec supported");
	expect_model("processor\t: 0\nCPU implementer\t: 0x41\n", "none");
	expect_model("model name\t:\n", "none");
	expect_model("model nam", "none");
	expect_model("", "none");
}
