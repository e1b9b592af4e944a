/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/answer.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define PIECES 20
#define PAUSE_NS 10000000

/* A body that is sent in pieces. */
struct pieces {
	struct up_buffer body;
	enum answer_kind kind;
};

static void pieces_free(void *context)
{
	struct pieces *pieces = context;

	up_buffer_release(&pieces->body);
	free(pieces);
}

static ssize_t on_piece(void *context, uint64_t at, char *out, size_t room)
{
	const struct timespec pause = {.tv_nsec = PAUSE_NS};
	const struct pieces *pieces = context;
	const size_t left = pieces->body.length - at;
	size_t length = pieces->body.length / PIECES + 1;

	if (pieces->kind == ANSWER_BROKEN && at >= pieces->body.length / 2)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (at > 0 && pieces->kind == ANSWER_SLOW)
		clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, NULL);
	length = length < left ? length : left;
	length = length < room ? length : room;
	memcpy(out, pieces->body.data + at, length);
	return (ssize_t)length;
}

static enum MHD_Result queue(struct MHD_Connection *connection, unsigned status,
			     struct MHD_Response *response)
{
	if (response == NULL)
		return MHD_NO;
	(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
	const enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

enum MHD_Result answer_status(struct MHD_Connection *connection, unsigned status, int64_t wait_s)
{
	struct MHD_Response *response =
		MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	char text[24];

	if (response != NULL && wait_s >= 0) {
		snprintf(text, sizeof text, "%" PRId64, wait_s);
		(void)MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, text);
	}
	return queue(connection, status, response);
}

enum MHD_Result answer_whole(struct MHD_Connection *connection, struct up_buffer *body)
{
	const size_t length = body->length;
	char *bytes = up_buffer_detach(body);
	struct MHD_Response *response =
		MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);

	if (response == NULL)
		free(bytes);
	return queue(connection, MHD_HTTP_OK, response);
}

enum MHD_Result answer_in_pieces(struct MHD_Connection *connection, struct up_buffer *body,
				 enum answer_kind kind)
{
	const size_t length = body->length;
	struct pieces *pieces = malloc(sizeof *pieces);

	if (pieces == NULL)
		return MHD_NO;
	*pieces = (struct pieces){.body = *body, .kind = kind};
	*body = (struct up_buffer){0};
	struct MHD_Response *response = MHD_create_response_from_callback(
		length, length / PIECES + 1, on_piece, pieces, pieces_free);
	if (response == NULL)
		pieces_free(pieces);
	return queue(connection, MHD_HTTP_OK, response);
}
