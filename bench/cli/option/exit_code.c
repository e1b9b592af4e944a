/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/exit_code.h"

enum exit_code exit_code_of(enum up_status status)
{
	switch (status) {
	case UP_OK:
		return EXIT_CODE_DONE;
	case UP_INVALID:
	case UP_UNSUPPORTED:
		return EXIT_CODE_USAGE;
	case UP_MISMATCH:
		return EXIT_CODE_WRONG_STATE;
	default:
		return EXIT_CODE_FAILED;
	}
}

const char *exit_code_meaning(enum exit_code code)
{
	static const char *const meanings[EXIT_CODE_COUNT] = {
		[EXIT_CODE_DONE] = "Done; for compare, nothing regressed",
		[EXIT_CODE_REGRESSED] = "compare: a case, or the mean of all cases, regressed",
		[EXIT_CODE_USAGE] =
			"Wrong command line or input file, or nothing can be measured (as without "
			"a server); the message names the option, the file and line, or the reason",
		[EXIT_CODE_INCONCLUSIVE] = "compare: not enough data to detect a large slow-down "
					   "or, with --require-conclusive, for every verdict; the "
					   "message states what is needed",
		[EXIT_CODE_INCOMPARABLE] = "compare: the runs, or some cases, cannot be compared, "
					   "or samples failed; the message lists the reasons",
		[EXIT_CODE_FAILED] = "A measurement failed (server lost, statement failed, "
				     "timeout, disk full); what was measured is kept",
		[EXIT_CODE_WRONG_STATE] = "A strategy left the table in a wrong state",
	};
	return meanings[code];
}
