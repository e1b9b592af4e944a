/* SPDX-License-Identifier: PostgreSQL */
/* First the process itself, then the harness's side of it. */
#include "server/guardian.h"

#include "base/cleanup.h"
#include "server/directory.h"
#include "server/postmaster.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
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

/* Leaves the harness's terminal, files and signal handlers.  All signals are
 * blocked already.  Returns the lifeline, which may have moved. */
static int detach(int lifeline)
{
	setsid();
	signal(SIGCHLD, SIG_DFL); /* ignored, it would leave nothing to wait for */
	prctl(PR_SET_NAME, "upbench-guard");
	prctl(PR_SET_PDEATHSIG, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (chdir("/") != 0)
		_exit(EXIT_FAILURE);

	lifeline = fcntl(lifeline, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (lifeline < 0 || null < 0)
		_exit(EXIT_FAILURE);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fd == null ? fcntl(fd, F_SETFD, 0) < 0 : dup2(null, fd) < 0)
			_exit(EXIT_FAILURE);
	}

	const unsigned kept = (unsigned)lifeline, first = STDERR_FILENO + 1;
	if (kept > first)
		close_range(first, kept - 1, 0);
	close_range(kept + 1, ~0U, 0);
	return lifeline;
}

static void answer_send(const struct postmaster *pm, struct up_error *outcome)
{
	struct answer answer = {.error = *outcome, .postmaster = pm->pid};

	/* When nobody is there to take it, the next read will tell. */
	(void)!send(pm->lifeline, &answer, sizeof answer, MSG_NOSIGNAL);
}

/* False when the harness is gone. */
static bool command_receive(const struct postmaster *pm, enum command *command)
{
	ssize_t length;

	do
		length = recv(pm->lifeline, command, sizeof *command, 0);
	while (length < 0 && errno == EINTR);
	return length == sizeof *command;
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

/* Until the harness says stop (true) or is gone (false). */
static bool serve(struct postmaster *pm)
{
	enum command command;

	while (!pm->abandoned && command_receive(pm, &command)) {
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

static _Noreturn void guard(const struct layout *layout, int harness)
{
	int lifeline = detach(harness);
	struct postmaster pm;
	struct up_error outcome = {0};

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
	const struct layout *layout; /* borrowed */
	int lifeline;                /* -1: told to stop */
	pid_t process;
	pid_t postmaster;
};

static enum up_status answer_receive(struct guardian *guardian, struct up_error *err)
{
	struct answer answer;
	ssize_t length;

	do
		length = recv(guardian->lifeline, &answer, sizeof answer, 0);
	while (length < 0 && errno == EINTR);
	if (length != sizeof answer)
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
	if (guardian->lifeline < 0)
		return up_fail(err, UP_CONNECTION, "the private cluster was stopped");
	if (send(guardian->lifeline, &command, sizeof command, MSG_NOSIGNAL) < 0)
		return up_fail_errno(err, UP_CONNECTION,
				     "the process that guards the private cluster is gone");
	return answer_receive(guardian, err);
}

/* Hangs up; the guardian ends by itself, in bounded time. */
static void dismiss(struct guardian *guardian)
{
	close(guardian->lifeline);
	guardian->lifeline = -1;
	while (waitpid(guardian->process, NULL, 0) < 0 && errno == EINTR)
		;
}

/* After the guardian was killed: its postmaster is no child of ours, but
 * PR_SET_PDEATHSIG has told it to end, which is worth some seconds. */
static void clear_away(const struct guardian *guardian)
{
	UP_CLOSE int postmaster =
		guardian->postmaster != 0 ? pidfd_open(guardian->postmaster, 0) : -1;
	if (postmaster >= 0)
		poll(&(struct pollfd){.fd = postmaster, .events = POLLIN}, 1, 10000);
	(void)!directory_remove(guardian->layout->directory, NULL);
}

enum up_status guardian_start(const struct layout *layout, struct guardian **started,
			      struct up_error *err)
{
	UP_FREE struct guardian *guardian = calloc(1, sizeof *guardian);
	int ends[2];
	if (guardian == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a private cluster");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return up_fail_errno(err, UP_IO, "socketpair");

	/* The guardian never unblocks them; so no handler of the harness, and no
	 * Ctrl-C before setsid(), can hit it. */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pid_t process = fork();
	if (process == 0)
		guard(layout, ends[1]);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	if (process < 0) {
		close(ends[0]);
		return up_fail_errno(err, UP_IO, "fork");
	}

	*guardian = (struct guardian){.layout = layout, .lifeline = ends[0], .process = process};
	enum up_status status = answer_receive(guardian, err);
	if (status != UP_OK) {
		dismiss(guardian);
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

	if (guardian->lifeline >= 0) {
		dismiss(guardian);
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
	if (guardian->lifeline >= 0)
		(void)!guardian_stop(guardian, NULL);
	free(guardian);
}
