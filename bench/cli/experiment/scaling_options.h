/* SPDX-License-Identifier: PostgreSQL */
/* The options --for-rows and --server-set, about private clusters and their scale. */
#ifndef CLI_EXPERIMENT_SCALING_OPTIONS_H
#define CLI_EXPERIMENT_SCALING_OPTIONS_H

#include "cli/option/option.h"
#include "measure/case/scaling.h"
#include "measure/workload/synthetic.h"

/* Three entries of a table of options; type has the members `int64_t for_rows`, `bool with_target` and
 * `struct string_list server_set`. */
/* clang-format off */
#define SCALING_OPTIONS(type) \
	{ \
		.name = "for-rows", .argument = "N", .kind = OPTION_NUMBER, \
		OPTION_FIELD(type, for_rows), .minimum = SCALING_LEAST_ROWS, \
		.maximum = INT64_C(10) * SYNTHETIC_MAX_ROWS, \
		.help = "In place of --rows: measure N/80, N/40, N/20 and N/10, and of 200,000 rows and more " \
			"up to 2N/5 until three of them have 20,000 rows, each on a private cluster whose memory " \
			"is scaled down alike, so that `upbench plan` can predict N rows on a server with default " \
			"settings and those of --server-set.", \
	}, \
	{ \
		.name = "with-target", .kind = OPTION_FLAG, OPTION_FIELD(type, with_target), \
		.help = "With --for-rows: measure N rows as well, in the same rounds. `upbench plan` predicts " \
			"without them, and prints what was measured next to it.", \
	}, \
	{ \
		.name = "server-set", .argument = "NAME=VALUE", .kind = OPTION_PAIR_LIST, \
		OPTION_FIELD(type, server_set), \
		.help = "Setting of the private cluster, as of postgres -c; can be repeated. Settings of " \
			"sessions are set by --set.", \
	}
/* clang-format on */

#endif
