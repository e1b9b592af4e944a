/* SPDX-License-Identifier: PostgreSQL */
#include "measure/relay/flow.h"

#include "base/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define SECOND_NS INT64_C(1000000000)
#define RESERVE (4U << 20)
#define CAPACITY_MAX (64U << 20)
#define READ_SIZE (256U << 10)
#define MARK_COUNT 8192
#define SHORT (64U << 10)

/* A line without a limit holds at most what one of 10 Gbit/s would. */
#define UNLIMITED INT64_C(10000000000)

/* So much of a line's time is read at once, so that it arrives spread out as well. */
#define READ_NS 500000
#define READ_LEAST 1500

static size_t bytes_in(const struct line *line, int64_t ns)
{
	int64_t bits = line->bits_per_second != 0 ? line->bits_per_second : UNLIMITED;

	return (size_t)((double)bits / 8 * (double)ns / (double)SECOND_NS);
}

enum up_status flow_init(struct flow *flow, const struct line *line, struct up_error *err)
{
	size_t capacity = bytes_in(line, line->delay_ns) +
			  (line->bits_per_second != 0 ? RESERVE / 4 : RESERVE);

	if (capacity > CAPACITY_MAX)
		capacity = CAPACITY_MAX;
	*flow = (struct flow){
		.ring = malloc(capacity), /* of this size: pages that are not there until used */
		.capacity = capacity,
		.marks = calloc(MARK_COUNT, sizeof *flow->marks),
	};
	if (flow->ring == NULL || flow->marks == NULL) {
		flow_release(flow);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a relay");
	}
	return UP_OK;
}

void flow_release(struct flow *flow)
{
	free(flow->ring);
	free(flow->marks);
	*flow = (struct flow){0};
}

static size_t held(const struct flow *flow)
{
	return (size_t)(flow->received - flow->sent);
}

bool flow_has_room(const struct flow *flow)
{
	return !flow->ended && held(flow) < flow->capacity && flow->mark_count < MARK_COUNT;
}

/* The parts of the ring from a position on, of which there may be two. */
static int parts(const struct flow *flow, uint64_t from, size_t length, struct iovec part[2])
{
	size_t at = (size_t)(from % flow->capacity);
	size_t first = flow->capacity - at < length ? flow->capacity - at : length;

	part[0] = (struct iovec){flow->ring + at, first};
	part[1] = (struct iovec){flow->ring, length - first};
	return first < length ? 2 : 1;
}

static int64_t release_ns(struct line *line, int64_t now_ns, size_t bytes)
{
	if (line->bits_per_second != 0) {
		int64_t begin = now_ns > line->free_ns ? now_ns : line->free_ns;
		line->free_ns = begin + (int64_t)((double)bytes * 8 * (double)SECOND_NS /
						  (double)line->bits_per_second);
		now_ns = line->free_ns;
	}
	return now_ns + line->delay_ns;
}

static size_t read_size(const struct flow *flow, const struct line *line)
{
	size_t size = READ_SIZE;

	if (line->bits_per_second != 0) {
		size_t spread = bytes_in(line, READ_NS);
		spread = spread > READ_LEAST ? spread : READ_LEAST;
		size = size < spread ? size : spread;
	}
	size_t room = flow->capacity - held(flow);
	return size < room ? size : room;
}

size_t flow_receive(struct flow *flow, struct line *line, int fd)
{
	struct iovec part[2];
	int count = parts(flow, flow->received, read_size(flow, line), part);
	ssize_t length = readv(fd, part, count);

	if (length > 0 && flow->is_closed)
		return (size_t)length;
	if (length > 0) {
		size_t last = (flow->mark_first + flow->mark_count++) % MARK_COUNT;
		flow->received += (size_t)length;
		flow->marks[last] = (struct mark){
			.release_ns = release_ns(line, up_clock_ns(), (size_t)length),
			.end = flow->received,
		};
		return (size_t)length;
	}
	if (length == 0 || (errno != EAGAIN && errno != EINTR))
		flow_end(flow, line);
	return 0;
}

void flow_end(struct flow *flow, const struct line *line)
{
	if (flow->ended)
		return;
	int64_t now_ns = up_clock_ns();
	flow->ended = true;
	flow->end_ns = (now_ns > line->free_ns ? now_ns : line->free_ns) + line->delay_ns;
}

/* Up to which byte it may go on; forgets those marks. */
static uint64_t due_end(struct flow *flow, int64_t now_ns)
{
	uint64_t end = flow->sent;

	for (size_t m = 0; m < flow->mark_count; m++) {
		const struct mark *mark = &flow->marks[(flow->mark_first + m) % MARK_COUNT];
		if (mark->release_ns > now_ns)
			break;
		end = mark->end;
	}
	return end;
}

static void forget_marks(struct flow *flow)
{
	while (flow->mark_count > 0 && flow->marks[flow->mark_first].end <= flow->sent) {
		flow->mark_first = (flow->mark_first + 1) % MARK_COUNT;
		flow->mark_count--;
	}
	/* Begin at the start again, where the memory is in the processor's cache. */
	if (flow->mark_count == 0)
		flow->sent = flow->received = 0;
}

static void flow_close(struct flow *flow)
{
	flow->is_closed = true;
	flow->blocked = false;
	flow->sent = flow->received;
	flow->mark_count = 0;
}

void flow_send(struct flow *flow, int fd, int64_t now_ns)
{
	uint64_t end = due_end(flow, now_ns);

	flow->blocked = false;
	while (flow->sent < end) {
		struct iovec part[2];
		int count = parts(flow, flow->sent, (size_t)(end - flow->sent), part);
		ssize_t length = writev(fd, part, count);
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0 && errno == EAGAIN) {
			flow->blocked = true;
			forget_marks(flow);
			return;
		}
		if (length < 0) {
			flow_close(flow);
			return;
		}
		flow->sent += (uint64_t)length;
	}
	forget_marks(flow);
	if (flow->ended && flow->mark_count == 0 && flow->end_ns <= now_ns) {
		shutdown(fd, SHUT_WR);
		flow_close(flow);
	}
}

int64_t flow_due_ns(const struct flow *flow)
{
	if (flow->is_closed || flow->blocked)
		return INT64_MAX;
	if (flow->mark_count > 0)
		return flow->marks[flow->mark_first].release_ns;
	return flow->ended ? flow->end_ns : INT64_MAX;
}

bool flow_is_short(const struct flow *flow)
{
	return held(flow) <= SHORT;
}
