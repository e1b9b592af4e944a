/* SPDX-License-Identifier: PostgreSQL */
/* A strategy as it was typed. */
#ifndef CLI_STRATEGY_NAME_H
#define CLI_STRATEGY_NAME_H

#include "strategy/strategy.h"

/* UP_INVALID when there is none of that name; the message has the closest one. */
UP_MUST_CHECK enum up_status strategy_name_find(const char *name,
						const struct up_strategy **strategy,
						struct up_error *err);

#endif
