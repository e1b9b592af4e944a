/* SPDX-License-Identifier: PostgreSQL */
/* A private directory, as of a cluster or of a socket: made, and removed again. */
#ifndef MEASURE_PROCESS_DIRECTORY_H
#define MEASURE_PROCESS_DIRECTORY_H

#include "base/error.h"
#include "measure/process/account.h"

/* Names a new one in TMPDIR (else /tmp) which has room for a socket of that name ("/name");
 * to be freed.  UP_INVALID: TMPDIR is not absolute, or too long for the 107 bytes that the
 * path of a Unix socket may have. */
UP_MUST_CHECK enum up_status directory_name(const char *socket_name, char **path,
					    struct up_error *err);

/* Makes the directory with mode 0700, owned by the account.  UP_INVALID, naming TMPDIR, with
 * nothing left behind, when that cannot be, also when the path exists already (what somebody
 * else made is not private) or the account, if it is not ours, cannot get there; UP_IO when the
 * disk is full. */
UP_MUST_CHECK enum up_status directory_make(const char *path, const struct account *owner,
					    struct up_error *err);

/* Removes the directory and all that is in it.  Symbolic links are removed,
 * never followed (the caller may be root, and the content another account's).
 * Goes on after a failure; UP_IO names the first thing that is left.  A path
 * that does not exist is fine. */
UP_MUST_CHECK enum up_status directory_remove(const char *path, struct up_error *err);

#endif
