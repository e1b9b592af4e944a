/* SPDX-License-Identifier: PostgreSQL */
/* Strategies and peers as they were typed. */
#ifndef CLI_EXPERIMENT_STRATEGY_NAME_H
#define CLI_EXPERIMENT_STRATEGY_NAME_H

#include "cli/option/value.h"
#include "measure/case/contender.h"

/* UP_INVALID when there is none of that name; the message has the closest one, or the peer that
 * may be meant. */
UP_MUST_CHECK enum up_status strategy_name_find(const char *name, struct contender *contender,
						struct up_error *err);

/* Those of a list, in its order and each once, to an array that the caller frees; "all" stands for
 * all strategies, floor and null among them.  UP_INVALID as above. */
UP_MUST_CHECK enum up_status strategy_names_find(const struct string_list *names,
						 struct contender **contenders, size_t *count,
						 struct up_error *err);

/* UP_INVALID when text is neither NAME=PATH nor the name of a shipped peer, but close to
 * one, or to a strategy. */
UP_MUST_CHECK enum up_status peer_name_check(const char *text, struct up_error *err);

#endif
