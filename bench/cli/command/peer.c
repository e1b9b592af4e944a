/* SPDX-License-Identifier: PostgreSQL */
/* upbench peer: the strategies of this program for another upbench. */
#include "asset/version.h"
#include "base/buffer.h"
#include "cli/command/commands.h"
#include "measure/case/contender.h"
#include "measure/peer/serve.h"

static const struct up_strategy *find(const char *name)
{
	struct contender contender;

	return contender_find(name, &contender) ? contender.strategy : NULL;
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	UP_BUFFER version = {0};

	(void)code;
	up_buffer_append_format(&version, "upbench %s (%s)", upbench_version(), upbench_revision());
	UP_TRY(up_buffer_check(&version, err));
	return serve(stdin, invocation->out, version.data, find, err);
}

const struct command command_peer = {
	.name = "peer",
	.summary = "serve the strategies of this build to another upbench",
	.description =
		"Another upbench starts this command for --peer NAME=PATH:STRATEGY, to measure "
		"that strategy of this build beside its own. It reads messages on standard input "
		"and answers on standard output, as bench/measure/peer/README.md of the sources "
		"describes. The server is that of libpq's environment variables.",
	.run = run,
};
