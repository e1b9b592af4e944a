/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/watchdog.h"

#include "base/clock.h"
#include "measure/process/interrupt.h"

#include <pthread.h>
#include <stdlib.h>

#define LOOK_NS INT64_C(50000000) /* how late a signal may be noticed */
#define GRACE_NS (INT64_C(1000000) * WATCHDOG_GRACE_MS)
#define LOCK_LOOK_NS (INT64_C(1000000) * WATCHDOG_LOCK_LOOK_MS)

struct watchdog {
	struct server *server;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	bool stopping;
	bool acting; /* outside the mutex, on the target */
	bool armed;
	struct watchdog_target target;
	int64_t limit_ns;
	int64_t deadline; /* of up_clock_ns(); INT64_MAX: none */
	int step;         /* how many of the three have been taken */
	enum watchdog_verdict verdict;
	/* Of these, own is used while acting, or by watchdog_arm(). */
	struct up_conn *own;   /* for looking; NULL: none yet, or it was lost */
	int64_t next_look;     /* of up_clock_ns() */
	struct lock_wait wait; /* seen last */
	bool is_locked;        /* it was seen twice */
};

/* ---- looking ---------------------------------------------------------- */

/* What cannot be seen is no wait.  The server may have been restarted since the last time. */
static struct lock_wait look(struct watchdog *watchdog, const struct watchdog_target *target)
{
	struct lock_wait wait = {0};

	for (int attempt = 0; attempt < 2; attempt++) {
		if (watchdog->own == NULL &&
		    server_connect(watchdog->server, "watchdog", &watchdog->own, NULL) != UP_OK)
			break;
		if (lock_wait_find(watchdog->own, target->conns, target->count, &wait, NULL) ==
		    UP_OK)
			break;
		up_conn_close(UP_TAKE(watchdog->own));
	}
	return wait;
}

static bool wants_look(const struct watchdog *watchdog, int64_t now)
{
	return watchdog->target.are_workers && watchdog->step == 0 && !watchdog->is_locked &&
	       now >= watchdog->next_look && now < watchdog->deadline;
}

static void begin_acting(struct watchdog *watchdog)
{
	watchdog->acting = true;
	pthread_mutex_unlock(&watchdog->mutex);
}

static void end_acting(struct watchdog *watchdog)
{
	pthread_mutex_lock(&watchdog->mutex);
	watchdog->acting = false;
	pthread_cond_broadcast(&watchdog->wake);
}

static void look_for_workers(struct watchdog *watchdog)
{
	const struct watchdog_target target = watchdog->target;

	begin_acting(watchdog);
	const struct lock_wait wait = look(watchdog, &target);
	end_acting(watchdog);
	watchdog->is_locked =
		wait.blocker != 0 && wait.is_to_end && lock_wait_equal(&wait, &watchdog->wait);
	watchdog->wait = wait;
	watchdog->next_look = up_clock_ns() + LOCK_LOOK_NS;
}

/* ---- acting ----------------------------------------------------------- */

static void terminate_backend(const struct watchdog *watchdog, const struct up_conn *conn)
{
	UP_CONN *own = NULL;
	const int backend = conn->backend_pid;
	char sql[64];

	/* Between the transactions of a pooled connection it has none. */
	if (backend == 0)
		return;
	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d)", backend);
	if (server_connect(watchdog->server, "watchdog", &own, NULL) == UP_OK)
		(void)!up_conn_exec(own, sql, NULL);
}

/* Whatever a step fails at, the next one is firmer; the last one cannot fail to
 * end the wait, since it ends the connections. */
static void take_step(const struct watchdog *watchdog, const struct watchdog_target *target,
		      int step)
{
	if (step == 2 && watchdog->server->cluster != NULL)
		(void)!cluster_restart_immediately(watchdog->server->cluster, NULL);
	for (size_t c = 0; c < target->count; c++) {
		if (step == 0)
			(void)!up_conn_cancel(target->conns[c], NULL);
		else if (step == 1)
			terminate_backend(watchdog, target->conns[c]);
		else
			up_conn_abort(target->conns[c]);
	}
}

static void end_peer(const struct watchdog *watchdog, const struct watchdog_target *target,
		     void end(struct peer *peer, struct up_conn *conn))
{
	UP_CONN *own = NULL;

	end(target->peer,
	    server_connect(watchdog->server, "watchdog", &own, NULL) == UP_OK ? own : NULL);
}

/* The same for the peer, which must not lose its own connection before it was asked. */
static void take_step_with_peer(const struct watchdog *watchdog,
				const struct watchdog_target *target, int step)
{
	if (step == 0) {
		end_peer(watchdog, target, peer_cancel);
	} else if (step == 1) {
		end_peer(watchdog, target, peer_terminate);
	} else {
		take_step(watchdog, target, step);
		peer_kill(target->peer);
	}
}

static void wait_until(struct watchdog *watchdog, int64_t when)
{
	struct timespec until = {
		.tv_sec = (time_t)(when / 1000000000),
		.tv_nsec = (long)(when % 1000000000),
	};
	pthread_cond_timedwait(&watchdog->wake, &watchdog->mutex, &until);
}

static bool is_due(struct watchdog *watchdog, int64_t now)
{
	if (watchdog->step == 0 && interrupt_signal() != 0) {
		watchdog->verdict = WATCHDOG_INTERRUPTED;
		return true;
	}
	if (watchdog->step == 0 && watchdog->is_locked) {
		watchdog->verdict = WATCHDOG_LOCKED;
		return true;
	}
	if (now < watchdog->deadline)
		return false;
	if (watchdog->step == 0)
		watchdog->verdict = WATCHDOG_TIMEOUT;
	return true;
}

/* The next of the three, outside the mutex. */
static void act(struct watchdog *watchdog)
{
	const struct watchdog_target target = watchdog->target;
	const int step = watchdog->step++;
	const bool has_timed_out = step == 0 && watchdog->verdict == WATCHDOG_TIMEOUT;
	struct lock_wait wait = watchdog->wait;

	begin_acting(watchdog);
	if (has_timed_out && target.peer == NULL)
		wait = look(watchdog, &target);
	if (target.source != NULL)
		up_source_interrupt(target.source);
	if (target.peer != NULL)
		take_step_with_peer(watchdog, &target, step);
	else
		take_step(watchdog, &target, step);
	end_acting(watchdog);
	watchdog->wait = wait;
	watchdog->deadline = step < 2 ? up_clock_ns() + GRACE_NS : INT64_MAX;
}

static void *watch(void *context)
{
	struct watchdog *watchdog = context;

	pthread_mutex_lock(&watchdog->mutex);
	while (!watchdog->stopping) {
		int64_t now = up_clock_ns();
		if (!watchdog->armed) {
			pthread_cond_wait(&watchdog->wake, &watchdog->mutex);
			continue;
		}
		if (wants_look(watchdog, now)) {
			look_for_workers(watchdog);
			continue;
		}
		if (watchdog->step > 2 || !is_due(watchdog, now)) {
			int64_t next = now + LOOK_NS;
			wait_until(watchdog, next < watchdog->deadline ? next : watchdog->deadline);
			continue;
		}
		act(watchdog);
	}
	pthread_mutex_unlock(&watchdog->mutex);
	return NULL;
}

static void init_condition(pthread_cond_t *condition)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(condition, &attributes);
	pthread_condattr_destroy(&attributes);
}

enum up_status watchdog_start(struct server *server, struct watchdog **watchdog,
			      struct up_error *err)
{
	struct watchdog *new = calloc(1, sizeof *new);
	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a watchdog");
	new->server = server;
	pthread_mutex_init(&new->mutex, NULL);
	init_condition(&new->wake);
	if (pthread_create(&new->thread, NULL, watch, new) != 0) {
		pthread_cond_destroy(&new->wake);
		pthread_mutex_destroy(&new->mutex);
		free(new);
		return up_fail(err, UP_IO, "cannot start a thread");
	}
	*watchdog = new;
	return UP_OK;
}

void watchdog_stop(struct watchdog *watchdog)
{
	if (watchdog == NULL)
		return;
	pthread_mutex_lock(&watchdog->mutex);
	watchdog->stopping = true;
	pthread_cond_broadcast(&watchdog->wake);
	pthread_mutex_unlock(&watchdog->mutex);
	pthread_join(watchdog->thread, NULL);
	up_conn_close(watchdog->own);
	pthread_cond_destroy(&watchdog->wake);
	pthread_mutex_destroy(&watchdog->mutex);
	free(watchdog);
}

void watchdog_arm(struct watchdog *watchdog, struct watchdog_target target, int64_t limit_ns)
{
	pthread_mutex_lock(&watchdog->mutex);
	/* Before the first sample that counts, as the first look fills the caches of the session. */
	if (target.are_workers && watchdog->own == NULL)
		(void)look(watchdog, &target);
	watchdog->wait = (struct lock_wait){0};
	watchdog->is_locked = false;
	watchdog->next_look = up_clock_ns() + LOCK_LOOK_NS;
	watchdog->armed = true;
	watchdog->target = target;
	watchdog->limit_ns = limit_ns;
	watchdog->deadline = limit_ns > 0 ? up_clock_ns() + limit_ns : INT64_MAX;
	watchdog->step = 0;
	watchdog->verdict = WATCHDOG_QUIET;
	pthread_cond_broadcast(&watchdog->wake);
	pthread_mutex_unlock(&watchdog->mutex);
}

enum watchdog_verdict watchdog_disarm(struct watchdog *watchdog)
{
	pthread_mutex_lock(&watchdog->mutex);
	while (watchdog->acting)
		pthread_cond_wait(&watchdog->wake, &watchdog->mutex);
	watchdog->armed = false;
	enum watchdog_verdict verdict = watchdog->verdict;
	pthread_mutex_unlock(&watchdog->mutex);
	return verdict;
}

enum up_status watchdog_finish(struct watchdog *watchdog, enum up_status status,
			       struct up_error *err)
{
	UP_BUFFER text = {0};

	switch (watchdog_disarm(watchdog)) {
	case WATCHDOG_INTERRUPTED:
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	case WATCHDOG_TIMEOUT:
		lock_wait_append_timeout(&text, &watchdog->wait);
		return up_fail(err, UP_TIMEOUT, "stopped after its limit of %.3g s%s",
			       (double)watchdog->limit_ns / 1e9, up_buffer_string(&text));
	case WATCHDOG_LOCKED:
		lock_wait_append_workers(&text, &watchdog->wait);
		return up_fail(err, UP_STATEMENT, "%s", up_buffer_string(&text));
	default:
		return status;
	}
}
