/* SPDX-License-Identifier: PostgreSQL */
#include "asset/version.h"

#include "generated/revision.h"

const char *upbench_version(void)
{
	return UPBENCH_VERSION;
}

const char *upbench_revision(void)
{
	return UPBENCH_REVISION;
}
