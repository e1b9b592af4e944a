/* SPDX-License-Identifier: PostgreSQL */
/* The stages of a sync: see sync/sync.h. */
#ifndef UP_SYNC_STAGE_H
#define UP_SYNC_STAGE_H

enum up_stage {
	UP_STAGE_FETCH,
	UP_STAGE_CLASSIFY,
	UP_STAGE_CREATE,
	UP_STAGE_UPDATE,
	UP_STAGE_GONE,
	UP_STAGE_REFERENCES,
	UP_STAGE_COMMIT,
	UP_STAGE_COUNT
};

#endif
