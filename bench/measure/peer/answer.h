/* SPDX-License-Identifier: PostgreSQL */
/* A line that a peer answers with, by the protocol of README.md. */
#ifndef MEASURE_PEER_ANSWER_H
#define MEASURE_PEER_ANSWER_H

#include "base/cleanup.h"
#include "base/error.h"
#include "sync/stage.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum answer_kind {
	ANSWER_READY,
	ANSWER_UPDATED,
	ANSWER_FLUSHED,
	ANSWER_SKIP,
	ANSWER_ERROR,
};

struct answer {
	enum answer_kind kind;
	json_t *object;   /* owned */
	const char *text; /* of ready, skip and error; the object owns it */
	int64_t rows;
	int64_t ns;
	bool flushes; /* of ready: the peer takes "flush" */
	/* -1: not stated */
	int64_t round_trips;
	int64_t fetched;
	int64_t duplicates;
	int64_t created;
	int64_t stage_ns[UP_STAGE_COUNT];
};

void answer_release(struct answer *answer);
#define ANSWER UP_CLEANUP(answer_release) struct answer

/* UP_INVALID, with the beginning of the line, when it is no message of a peer. */
UP_MUST_CHECK enum up_status answer_parse(const char *line, struct answer *answer,
					  struct up_error *err);

#endif
