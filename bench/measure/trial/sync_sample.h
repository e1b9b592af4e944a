/* SPDX-License-Identifier: PostgreSQL */
/* What a sync did, as members of a sample; what is not known becomes UNMEASURED. */
#ifndef MEASURE_TRIAL_SYNC_SAMPLE_H
#define MEASURE_TRIAL_SYNC_SAMPLE_H

#include "measure/peer/peer.h"
#include "record/sample.h"
#include "source/page_fetch.h"
#include "sync/sync.h"

void sync_sample_copy_result(struct sample *sample, const struct up_sync_result *result);

/* Of an update that a peer carried out: the counters that it reports. */
void sync_sample_copy_answer(struct sample *sample, const struct peer *peer);

/* Of a whole sync of a peer: its stages are by its own clock. */
void sync_sample_copy_peer_sync(struct sample *sample, const struct peer *peer);

/* What an API was asked between two moments. */
void sync_sample_copy_fetch(struct sample *sample, const struct up_page_fetch_counters *before,
			    struct up_page_fetch_counters after);

#endif
