/* SPDX-License-Identifier: PostgreSQL */
/* Round-trip times of a network that is not there, as they are typed: 0, 0.5ms, 20ms. */
#ifndef CLI_RTT_LIST_H
#define CLI_RTT_LIST_H

#include "base/cleanup.h"
#include "cli/value.h"

struct rtt_list {
	double *ns; /* owned */
	size_t count;
};

void rtt_list_release(struct rtt_list *list);
#define RTT_LIST UP_CLEANUP(rtt_list_release) struct rtt_list

/* A single 0 for no words.  UP_INVALID names the option --rtt. */
UP_MUST_CHECK enum up_status rtt_list_read(const struct string_list *words, struct rtt_list *list,
					   struct up_error *err);

#endif
