/* SPDX-License-Identifier: PostgreSQL */
/* The part of a manifest about one server and the database of its tables. */
#ifndef MEASURE_TRIAL_SERVER_DESCRIPTION_H
#define MEASURE_TRIAL_SERVER_DESCRIPTION_H

#include "measure/server/server.h"
#include "record/manifest.h"

/* Facts that the server's version does not have, or that the role may not read, are not known.
 * The file system is that of a private cluster: where a named server keeps its files cannot be
 * found out. */
UP_MUST_CHECK enum up_status server_describe(const struct server *server,
					     struct manifest_server *description,
					     struct up_error *err);

#endif
