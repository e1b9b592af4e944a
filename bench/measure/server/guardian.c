/* SPDX-License-Identifier: PostgreSQL */
/* First the process itself, then the harness's side of it. */
#include "measure/server/guardian.h"

#include "base/cleanup.h"
#include "measure/process/detached.h"
#include "measure/process/directory.h"
#include "measure/server/postmaster.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <unistd.h>

enum command {
	COMMAND_RESTART,
	COMMAND_STOP,
};

/* To every command, and, unasked, when the first start is over. */
struct answer {
	struct up_error error; /* its status is UP_OK when all went well */
	pid_t postmaster;      /* 0: none runs */
};

static void answer_send(const struct postmaster *pm, struct up_error *outcome)
{
	struct answer answer = {.error = *outcome, .postmaster = pm->pid};

	/* When nobody is there to take it, the next read fails. */
	(void)!detached_send(pm->lifeline, &answer, sizeof answer);
}

static enum up_status set_up(struct postmaster *pm, const struct layout *layout, int lifeline,
			     struct up_error *err)
{
	UP_TRY(postmaster_init(pm, layout, lifeline, err));
	UP_TRY(directory_make(layout->directory, &layout->account, err));

	enum up_status status = postmaster_create(pm, err);
	if (status == UP_OK)
		status = postmaster_start(pm, err);
	if (status != UP_OK)
		(void)!directory_remove(layout->directory, NULL);
	return status;
}

/* Until the program sends a stop (true) or is gone (false). */
static bool serve(struct postmaster *pm)
{
	enum command command;

	while (!pm->abandoned && detached_receive(pm->lifeline, &command, sizeof command)) {
		if (command == COMMAND_STOP)
			return true;
		struct up_error outcome = {0};
		postmaster_stop_immediately(pm);
		if (postmaster_start(pm, &outcome) == UP_OK)
			outcome.status = UP_OK;
		answer_send(pm, &outcome);
	}
	return false;
}

static void guard(void *context, int lifeline)
{
	const struct layout *layout = context;
	struct postmaster pm;
	struct up_error outcome = {0};

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	enum up_status status = set_up(&pm, layout, lifeline, &outcome);
	answer_send(&pm, &outcome);
	if (status != UP_OK)
		_exit(EXIT_FAILURE);

	if (serve(&pm))
		postmaster_stop(&pm);
	else
		postmaster_stop_immediately(&pm);
	outcome = (struct up_error){0};
	status = directory_remove(layout->directory, &outcome);
	answer_send(&pm, &outcome);
	_exit(status == UP_OK ? EXIT_SUCCESS : EXIT_FAILURE);
}

struct guardian {
	struct layout *layout;    /* borrowed */
	struct detached detached; /* dismissed: asked to stop */
	pid_t postmaster;
};

static enum up_status answer_receive(struct guardian *guardian, struct up_error *err)
{
	struct answer answer;

	if (!detached_receive(guardian->detached.lifeline, &answer, sizeof answer))
		return up_fail(err, UP_CONNECTION,
			       "the process that guards the private cluster is gone");
	guardian->postmaster = answer.postmaster;
	if (answer.error.status != UP_OK && err != NULL)
		*err = answer.error;
	return answer.error.status;
}

static enum up_status command_send(struct guardian *guardian, enum command command,
				   struct up_error *err)
{
	if (guardian->detached.lifeline < 0)
		return up_fail(err, UP_CONNECTION, "the private cluster was stopped");
	if (!detached_send(guardian->detached.lifeline, &command, sizeof command))
		return up_fail_errno(err, UP_CONNECTION,
				     "the process that guards the private cluster is gone");
	return answer_receive(guardian, err);
}

/* After the guardian was killed: its postmaster is no child of ours, but
 * PR_SET_PDEATHSIG has signaled it to end, which is worth some seconds. */
static void clear_away(const struct guardian *guardian)
{
	UP_CLOSE int postmaster =
		guardian->postmaster != 0 ? pidfd_open(guardian->postmaster, 0) : -1;
	if (postmaster >= 0)
		poll(&(struct pollfd){.fd = postmaster, .events = POLLIN}, 1, 10000);
	(void)!directory_remove(guardian->layout->directory, NULL);
}

enum up_status guardian_start(struct layout *layout, struct guardian **started,
			      struct up_error *err)
{
	UP_FREE struct guardian *guardian = calloc(1, sizeof *guardian);
	if (guardian == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a private cluster");
	guardian->layout = layout;
	UP_TRY(detached_start("upbench-guard", guard, layout, &guardian->detached, err));
	enum up_status status = answer_receive(guardian, err);
	if (status != UP_OK) {
		detached_dismiss(&guardian->detached);
		if (status == UP_CONNECTION)
			clear_away(guardian);
		return status;
	}
	*started = UP_TAKE(guardian);
	return UP_OK;
}

enum up_status guardian_restart(struct guardian *guardian, struct up_error *err)
{
	return command_send(guardian, COMMAND_RESTART, err);
}

enum up_status guardian_stop(struct guardian *guardian, struct up_error *err)
{
	enum up_status status = command_send(guardian, COMMAND_STOP, err);

	if (guardian->detached.lifeline >= 0) {
		detached_dismiss(&guardian->detached);
		if (status == UP_CONNECTION)
			clear_away(guardian);
	}
	return status;
}

pid_t guardian_postmaster(const struct guardian *guardian)
{
	return guardian->postmaster;
}

void guardian_free(struct guardian *guardian)
{
	if (guardian == NULL)
		return;
	if (guardian->detached.lifeline >= 0)
		(void)!guardian_stop(guardian, NULL);
	free(guardian);
}
