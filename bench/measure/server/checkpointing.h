/* SPDX-License-Identifier: PostgreSQL */
/* When a server makes checkpoints by itself, for the run's record. */
#ifndef MEASURE_SERVER_CHECKPOINTING_H
#define MEASURE_SERVER_CHECKPOINTING_H

#include "measure/server/server.h"
#include "record/manifest.h"

/* Settings of the server; of a private cluster the server's defaults in place of those that the harness
 * set (cluster.h), and of one that is scaled down all of them.  What a server does not have is not
 * known. */
UP_MUST_CHECK enum up_status checkpointing_read(const struct server *server,
						struct manifest_checkpointing *checkpointing,
						struct up_error *err);

#endif
