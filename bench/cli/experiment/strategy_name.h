/* SPDX-License-Identifier: PostgreSQL */
/* Strategies and peers as they were typed. */
#ifndef CLI_EXPERIMENT_STRATEGY_NAME_H
#define CLI_EXPERIMENT_STRATEGY_NAME_H

#include "measure/case/contender.h"

/* UP_INVALID when there is none of that name; the message has the closest one, or the peer that
 * may be meant. */
UP_MUST_CHECK enum up_status strategy_name_find(const char *name, struct contender *contender,
						struct up_error *err);

/* UP_INVALID when text is neither NAME=PATH nor the name of a peer that comes along, but close to
 * one, or to a strategy. */
UP_MUST_CHECK enum up_status peer_name_check(const char *text, struct up_error *err);

#endif
