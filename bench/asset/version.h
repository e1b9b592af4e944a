/* SPDX-License-Identifier: PostgreSQL */
/* Which upbench this is. */
#ifndef ASSET_VERSION_H
#define ASSET_VERSION_H

/* The release, "0.1.0". */
const char *upbench_version(void);

/* The git revision that it was built from: 12 hexadecimal digits, followed by "-dirty"
 * when the sources had changes that were not committed; "unknown" when they were not
 * in a git repository of their own. */
const char *upbench_revision(void);

#endif
