/* SPDX-License-Identifier: PostgreSQL */
/* The server as run.json describes it. */
#ifndef MEASURE_SERVER_DESCRIPTION_H
#define MEASURE_SERVER_DESCRIPTION_H

#include "measure/server/server.h"

#include <jansson.h>

/* Sets *description to a new object: "version", "version_number", "private",
 * "data_checksums" ("on" or "off"; from PostgreSQL 18 on, initdb turns them on),
 * "set_by_upbench" (of a private cluster), "settings" (every one that is not
 * default, {"name", "value", "unit", "source"}), "jit_available" (whether it has a JIT
 * compiler; null: not known).  The value of a setting that may hold a secret is
 * null.  Neither host nor user nor password is in it. */
UP_MUST_CHECK enum up_status server_describe(const struct server *server, json_t **description,
					     struct up_error *err);

#endif
