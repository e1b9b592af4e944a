/* SPDX-License-Identifier: PostgreSQL */
#include "sync/prefetch.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdlib.h>

struct slot {
	struct up_batch batch;
	struct up_path path; /* that leads to it */
};

struct up_prefetch {
	struct up_source *source;
	size_t limit;
	pthread_t thread;
	bool started;
	struct up_path path; /* of the thread */
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	/* The rest is shared, but for the slot that is filled: that is the thread's. */
	struct slot slots[UP_PREFETCH_BATCHES];
	size_t first; /* of those that wait */
	size_t count;
	bool ended; /* the thread adds no more */
	bool stopped;
	enum up_status status; /* of the read that ended it */
	struct up_error error;
	struct up_path freed; /* that leads to the last batch taken */
	int64_t busy_ns;
	int64_t end_ns; /* of the last read */
};

/* ---- the thread --------------------------------------------------------- */

/* The slot to fill; NULL: no more is wanted. */
static struct slot *wait_for_slot(struct up_prefetch *prefetch)
{
	pthread_mutex_lock(&prefetch->mutex);
	const bool waits = prefetch->count == UP_PREFETCH_BATCHES;
	while (prefetch->count == UP_PREFETCH_BATCHES && !prefetch->stopped)
		pthread_cond_wait(&prefetch->changed, &prefetch->mutex);
	if (waits)
		up_path_join(&prefetch->path, &prefetch->freed);
	struct slot *slot =
		&prefetch->slots[(prefetch->first + prefetch->count) % UP_PREFETCH_BATCHES];
	if (prefetch->stopped)
		slot = NULL;
	pthread_mutex_unlock(&prefetch->mutex);
	return slot;
}

/* A slot without rows is the end. */
static void publish(struct up_prefetch *prefetch, struct slot *slot, int64_t busy_ns,
		    enum up_status status, const struct up_error *error)
{
	pthread_mutex_lock(&prefetch->mutex);
	slot->path = prefetch->path;
	prefetch->busy_ns += busy_ns;
	prefetch->end_ns = prefetch->path.end;
	if (status == UP_OK && slot->batch.row_count > 0) {
		prefetch->count++;
	} else {
		prefetch->ended = true;
		prefetch->status = status;
		prefetch->error = *error;
	}
	pthread_cond_broadcast(&prefetch->changed);
	pthread_mutex_unlock(&prefetch->mutex);
}

static void *read_ahead(void *context)
{
	struct up_prefetch *prefetch = context;
	struct up_source *source = prefetch->source;
	struct slot *slot = wait_for_slot(prefetch);
	bool goes_on = true;

	while (slot != NULL && goes_on) {
		struct up_error error = {0};
		const int64_t start = up_clock_ns();
		size_t count = 0;

		up_batch_clear(&slot->batch);
		const enum up_status status =
			source->read(source, &slot->batch, prefetch->limit, &count, &error);
		const int64_t now = up_clock_ns();
		goes_on = status == UP_OK && count > 0;
		up_path_add(&prefetch->path, UP_STAGE_FETCH, now);
		publish(prefetch, slot, now - start, status, &error);
		if (goes_on)
			slot = wait_for_slot(prefetch);
	}
	return NULL;
}

/* ---- the other side ----------------------------------------------------- */

void up_prefetch_stop(struct up_prefetch *prefetch)
{
	if (prefetch == NULL)
		return;
	if (prefetch->started) {
		pthread_mutex_lock(&prefetch->mutex);
		prefetch->stopped = true;
		/* What it reads is not wanted any more, and may never come. */
		if (!prefetch->ended)
			up_source_interrupt(prefetch->source);
		pthread_cond_broadcast(&prefetch->changed);
		pthread_mutex_unlock(&prefetch->mutex);
		pthread_join(prefetch->thread, NULL);
	}
	for (size_t s = 0; s < UP_PREFETCH_BATCHES; s++)
		up_batch_release(&prefetch->slots[s].batch);
	pthread_cond_destroy(&prefetch->changed);
	pthread_mutex_destroy(&prefetch->mutex);
	free(prefetch);
}

enum up_status up_prefetch_start(struct up_source *source, size_t limit,
				 const struct up_path *start, struct up_prefetch **prefetch,
				 struct up_error *err)
{
	UP_PREFETCH *new = calloc(1, sizeof *new);
	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source that is read ahead");
	new->source = source;
	new->limit = limit;
	new->path = *start;
	pthread_mutex_init(&new->mutex, NULL);
	pthread_cond_init(&new->changed, NULL);
	for (size_t s = 0; s < UP_PREFETCH_BATCHES; s++)
		UP_TRY(up_batch_init(&new->slots[s].batch, source->relation, err));
	new->started = pthread_create(&new->thread, NULL, read_ahead, new) == 0;
	if (!new->started)
		return up_fail(err, UP_IO, "cannot start a thread that reads ahead");
	*prefetch = UP_TAKE(new);
	return UP_OK;
}

static void take_first(struct up_prefetch *prefetch, struct up_batch *batch, struct up_path *path)
{
	struct slot *slot = &prefetch->slots[prefetch->first];
	const struct up_batch taken = slot->batch;

	up_path_join(path, &slot->path);
	slot->batch = *batch;
	*batch = taken;
	prefetch->first = (prefetch->first + 1) % UP_PREFETCH_BATCHES;
	prefetch->count--;
	prefetch->freed = *path;
	pthread_cond_broadcast(&prefetch->changed);
}

enum up_status up_prefetch_take(struct up_prefetch *prefetch, struct up_batch *batch,
				struct up_path *path, struct up_error *err)
{
	enum up_status status = UP_OK;

	up_batch_clear(batch);
	pthread_mutex_lock(&prefetch->mutex);
	while (prefetch->count == 0 && !prefetch->ended)
		pthread_cond_wait(&prefetch->changed, &prefetch->mutex);
	if (prefetch->count > 0) {
		take_first(prefetch, batch, path);
	} else {
		status = prefetch->status;
		if (status != UP_OK)
			*err = prefetch->error;
		up_path_join(path, &prefetch->path);
	}
	pthread_mutex_unlock(&prefetch->mutex);
	return status;
}

int64_t up_prefetch_busy_ns(struct up_prefetch *prefetch)
{
	pthread_mutex_lock(&prefetch->mutex);
	const int64_t busy_ns = prefetch->busy_ns;
	pthread_mutex_unlock(&prefetch->mutex);
	return busy_ns;
}

int64_t up_prefetch_end_ns(struct up_prefetch *prefetch)
{
	pthread_mutex_lock(&prefetch->mutex);
	const int64_t end_ns = prefetch->end_ns;
	pthread_mutex_unlock(&prefetch->mutex);
	return end_ns;
}
