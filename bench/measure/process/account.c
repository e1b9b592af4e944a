/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/account.h"

#include <grp.h>
#include <pwd.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

enum up_status account_choose(struct account *account, struct up_error *err)
{
	static const char *const candidates[] = {"postgres", "nobody"};

	if (geteuid() != 0) {
		*account = (struct account){.uid = geteuid(), .gid = getegid()};
		return UP_OK;
	}
	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
		/* cppcheck-suppress getpwnamCalled; there is one thread: see cluster_start() */
		const struct passwd *entry = getpwnam(candidates[i]);
		if (entry == NULL || entry->pw_uid == 0)
			continue;
		*account = (struct account){
			.uid = entry->pw_uid, .gid = entry->pw_gid, .borrowed = true};
		snprintf(account->name, sizeof account->name, "%s", candidates[i]);
		return UP_OK;
	}
	return up_fail(err, UP_UNSUPPORTED,
		       "PostgreSQL does not run as root, and there is neither a user \"postgres\" "
		       "nor \"nobody\" to run it as: start this program as another user");
}

bool account_assume(const struct account *account)
{
	if (!account->borrowed)
		return true;
	return setgroups(1, &account->gid) == 0 &&
	       setresgid(account->gid, account->gid, account->gid) == 0 &&
	       setresuid(account->uid, account->uid, account->uid) == 0;
}
