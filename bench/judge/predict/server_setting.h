/* SPDX-License-Identifier: PostgreSQL */
/*
 * Settings of the server that a case was measured with, as numbers: as the case sets them (--set),
 * as its arm does, as run.json has them of its server, or else as PostgreSQL has them by default in
 * that version.
 */
#ifndef JUDGE_PREDICT_SERVER_SETTING_H
#define JUDGE_PREDICT_SERVER_SETTING_H

#include "record/run.h"

enum server_setting {
	SETTING_WORK_MEM,            /* bytes */
	SETTING_HASH_MEM_MULTIPLIER, /* 1 before version 15, 2 from then on */
	SETTING_JIT,                 /* 1: on, 0: off */
	SETTING_JIT_ABOVE_COST,      /* below 0: never */
	SETTING_TEMP_BUFFERS,        /* bytes */
	SETTING_SHARED_BUFFERS,      /* bytes */
	SETTING_COUNT,
};

/* NaN: not known, as where run.json has no settings of the server, or those that a strategy
 * recommends (--tuned) may have changed it. */
double server_setting_find(const struct run *run, const struct case_key *key,
			   enum server_setting setting);

const char *server_setting_name(enum server_setting setting);

#endif
