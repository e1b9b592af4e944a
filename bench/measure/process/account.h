/* SPDX-License-Identifier: PostgreSQL */
/*
 * The account that a private cluster runs as.  initdb and postgres refuse to
 * run as root; so root lends them an account without privileges, and everybody
 * else runs them as themselves.
 */
#ifndef MEASURE_PROCESS_ACCOUNT_H
#define MEASURE_PROCESS_ACCOUNT_H

#include "base/error.h"

#include <stdbool.h>
#include <sys/types.h>

struct account {
	uid_t uid;
	gid_t gid;
	bool borrowed; /* not the caller's own: processes must change to it */
	char name[33]; /* for messages; empty when not borrowed */
};

/* The caller's account or, for root, "postgres" if that exists, else "nobody".
 * UP_UNSUPPORTED when root finds neither. */
UP_MUST_CHECK enum up_status account_choose(struct account *account, struct up_error *err);

/* Changes the calling process to the account for good, groups included; false
 * and errno when that is refused.  Does nothing when the account is not
 * borrowed.  Safe between fork() and exec(). */
UP_MUST_CHECK bool account_assume(const struct account *account);

#endif
