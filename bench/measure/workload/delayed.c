/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/delayed.h"

#include "base/event.h"

#include <stdlib.h>

struct delayed {
	struct up_source
		source; /* first: a source is a delayed one when delayed_read is its read */
	struct up_source *inner;
	struct up_event interrupted;
	int64_t delay_ns;
	bool is_due; /* the next read waits */
};

static enum up_status delayed_read(struct up_source *source, struct up_batch *batch, size_t limit,
				   size_t *read, struct up_error *err)
{
	struct delayed *delayed = (struct delayed *)source;

	if (delayed->is_due && up_event_wait(&delayed->interrupted, delayed->delay_ns))
		return up_fail(err, UP_INTERRUPTED, "interrupted while waiting for rows");
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

	up_event_clear(&delayed->interrupted);
	UP_TRY(up_source_refresh(delayed->inner, err));
	delayed->is_due = true;
	return UP_OK;
}

static void delayed_interrupt(struct up_source *source)
{
	struct delayed *delayed = (struct delayed *)source;

	up_event_set(&delayed->interrupted);
	up_source_interrupt(delayed->inner);
}

static void delayed_close(struct up_source *source)
{
	struct delayed *delayed = (struct delayed *)source;

	up_source_close(delayed->inner);
	up_event_release(&delayed->interrupted);
	free(delayed);
}

enum up_status delayed_open(struct up_source *inner, int64_t delay_ns, struct up_source **source,
			    struct up_error *err)
{
	if (delay_ns == 0) {
		*source = inner;
		return UP_OK;
	}
	struct up_event interrupted;
	if (up_event_init(&interrupted, err) != UP_OK) {
		up_source_close(inner);
		return UP_IO;
	}
	struct delayed *delayed = calloc(1, sizeof *delayed);
	if (delayed == NULL) {
		up_event_release(&interrupted);
		up_source_close(inner);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	}
	*delayed = (struct delayed){
		.source = {.relation = inner->relation,
			   .read = delayed_read,
			   .rewind = delayed_rewind,
			   .refresh = delayed_refresh,
			   .interrupt = delayed_interrupt,
			   .close = delayed_close},
		.inner = inner,
		.interrupted = interrupted,
		.delay_ns = delay_ns,
		.is_due = true,
	};
	*source = &delayed->source;
	return UP_OK;
}
