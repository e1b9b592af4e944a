/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where PostgreSQL's server programs are.  Distributions keep initdb and
 * postgres off the PATH, each in a place of its own, and pg_config belongs to
 * the development files, which need not be there.
 */
#ifndef MEASURE_SERVER_BINDIR_H
#define MEASURE_SERVER_BINDIR_H

#include "base/error.h"

/*
 * Sets *found (to be freed by the caller) to a directory that has both initdb
 * and postgres: `wanted` when that is not NULL, else the first one of
 *   - the absolute directories on PATH,
 *   - /usr/lib/postgresql/VERSION/bin (Debian), the highest version,
 *   - /usr/pgsql-VERSION/bin (packages of postgresql.org for Red Hat), likewise.
 * UP_INVALID when `wanted` lacks them, UP_UNSUPPORTED when nothing was found.
 */
UP_MUST_CHECK enum up_status bindir_find(const char *wanted, char **found, struct up_error *err);

#endif
