/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/delayed.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

struct delayed {
	struct up_source
		source; /* first: a source is a delayed one when delayed_read is its read */
	struct up_source *inner;
	int64_t delay_ns;
	bool is_due; /* the next read waits */
};

static enum up_status wait_for(int64_t delay_ns, struct up_error *err)
{
	const struct timespec delay = {
		.tv_sec = (time_t)(delay_ns / 1000000000),
		.tv_nsec = (long)(delay_ns % 1000000000),
	};
	/* The kernel itself goes on after a stop; EINTR means that a handler ran. */
	int error = clock_nanosleep(CLOCK_MONOTONIC, 0, &delay, NULL);

	if (error == EINTR)
		return up_fail(err, UP_INTERRUPTED, "interrupted while waiting for rows");
	errno = error;
	return error == 0 ? UP_OK : up_fail_errno(err, UP_IO, "cannot wait for rows");
}

static enum up_status delayed_read(struct up_source *source, struct up_batch *batch, size_t limit,
				   size_t *read, struct up_error *err)
{
	struct delayed *delayed = (struct delayed *)source;

	if (delayed->is_due)
		UP_TRY(wait_for(delayed->delay_ns, err));
	delayed->is_due = false;
	return delayed->inner->read(delayed->inner, batch, limit, read, err);
}

static enum up_status delayed_rewind(struct up_source *source, struct up_error *err)
{
	struct delayed *delayed = (struct delayed *)source;

	UP_TRY(delayed->inner->rewind(delayed->inner, err));
	delayed->is_due = true;
	return UP_OK;
}

static enum up_status delayed_refresh(struct up_source *source, struct up_error *err)
{
	struct delayed *delayed = (struct delayed *)source;

	UP_TRY(up_source_refresh(delayed->inner, err));
	delayed->is_due = true;
	return UP_OK;
}

static void delayed_close(struct up_source *source)
{
	up_source_close(((struct delayed *)source)->inner);
	free(source);
}

enum up_status delayed_open(struct up_source *inner, int64_t delay_ns, struct up_source **source,
			    struct up_error *err)
{
	if (delay_ns == 0) {
		*source = inner;
		return UP_OK;
	}
	struct delayed *delayed = calloc(1, sizeof *delayed);
	if (delayed == NULL) {
		up_source_close(inner);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	}
	*delayed = (struct delayed){
		.source = {.relation = inner->relation,
			   .read = delayed_read,
			   .rewind = delayed_rewind,
			   .refresh = delayed_refresh,
			   .close = delayed_close},
		.inner = inner,
		.delay_ns = delay_ns,
		.is_due = true,
	};
	*source = &delayed->source;
	return UP_OK;
}
