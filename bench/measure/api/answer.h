/* SPDX-License-Identifier: PostgreSQL */
/* Answers of the API, as libmicrohttpd sends them, right and wrong ones. */
#ifndef MEASURE_API_ANSWER_H
#define MEASURE_API_ANSWER_H

#include "base/buffer.h"

#include <microhttpd.h>

enum answer_kind {
	ANSWER_SLOW,   /* a piece of 1/20, then a pause of 10 ms */
	ANSWER_BROKEN, /* the connection is closed after half of it */
};

/* Without a body; wait_s is for Retry-After (-1: none). */
enum MHD_Result answer_status(struct MHD_Connection *connection, unsigned status, int64_t wait_s);

/* These take the body, and leave the buffer empty. */
enum MHD_Result answer_whole(struct MHD_Connection *connection, struct up_buffer *body);
enum MHD_Result answer_in_pieces(struct MHD_Connection *connection, struct up_buffer *body,
				 enum answer_kind kind);

#endif
