/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/watchdog.h"

#include "base/clock.h"
#include "measure/process/interrupt.h"

#include <pthread.h>
#include <stdlib.h>

#define LOOK_NS INT64_C(50000000) /* how late a signal may be noticed */
#define GRACE_NS (INT64_C(1000000) * WATCHDOG_GRACE_MS)

struct watchdog {
	struct server *server;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	bool stopping;
	bool acting; /* outside the mutex, on the target */
	bool armed;
	struct watchdog_target target;
	int64_t deadline; /* of up_clock_ns(); INT64_MAX: none */
	int step;         /* how many of the three have been taken */
	enum watchdog_verdict verdict;
};

static void terminate_backend(const struct watchdog *watchdog, const struct up_conn *conn)
{
	UP_CONN *own = NULL;
	char sql[64];

	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d)", conn->backend_pid);
	if (up_conn_open(watchdog->server->conninfo, &own, NULL) == UP_OK)
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

/* The same for the peer, which must not lose its own connection before it was asked. */
static void take_step_with_peer(const struct watchdog *watchdog,
				const struct watchdog_target *target, int step)
{
	if (step == 0) {
		peer_cancel(target->peer, watchdog->server->conninfo);
	} else if (step == 1) {
		peer_terminate(target->peer, watchdog->server->conninfo);
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
	if (now < watchdog->deadline)
		return false;
	if (watchdog->step == 0)
		watchdog->verdict = WATCHDOG_TIMEOUT;
	return true;
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
		if (watchdog->step > 2 || !is_due(watchdog, now)) {
			int64_t next = now + LOOK_NS;
			wait_until(watchdog, next < watchdog->deadline ? next : watchdog->deadline);
			continue;
		}
		const struct watchdog_target target = watchdog->target;
		int step = watchdog->step++;
		watchdog->acting = true;
		pthread_mutex_unlock(&watchdog->mutex);
		if (target.peer != NULL)
			take_step_with_peer(watchdog, &target, step);
		else
			take_step(watchdog, &target, step);
		pthread_mutex_lock(&watchdog->mutex);
		watchdog->acting = false;
		watchdog->deadline = step < 2 ? up_clock_ns() + GRACE_NS : INT64_MAX;
		pthread_cond_broadcast(&watchdog->wake);
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
	pthread_cond_destroy(&watchdog->wake);
	pthread_mutex_destroy(&watchdog->mutex);
	free(watchdog);
}

void watchdog_arm(struct watchdog *watchdog, struct watchdog_target target, int64_t limit_ns)
{
	pthread_mutex_lock(&watchdog->mutex);
	watchdog->armed = true;
	watchdog->target = target;
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
