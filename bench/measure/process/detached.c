/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/detached.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Leaves the harness's terminal, files and signal handlers.  All signals are
 * blocked already.  Returns the lifeline, which may have moved. */
static int detach(const char *name, int lifeline)
{
	setsid();
	signal(SIGCHLD, SIG_DFL); /* ignored, it would leave nothing to wait for */
	prctl(PR_SET_NAME, name);
	prctl(PR_SET_PDEATHSIG, 0);
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

enum up_status detached_start(const char *name, detached_body *body, void *context,
			      struct detached *started, struct up_error *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return up_fail_errno(err, UP_IO, "socketpair");

	/* They are never unblocked there; so no handler of the harness, and no
	 * Ctrl-C before setsid(), can hit the process. */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pid_t process = fork();
	if (process == 0) {
		body(context, detach(name, ends[1]));
		_exit(EXIT_FAILURE);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	if (process < 0) {
		close(ends[0]);
		return up_fail_errno(err, UP_IO, "fork");
	}
	*started = (struct detached){.lifeline = ends[0], .process = process};
	return UP_OK;
}

bool detached_send(int lifeline, const void *message, size_t size)
{
	return send(lifeline, message, size, MSG_NOSIGNAL) == (ssize_t)size;
}

bool detached_receive(int lifeline, void *message, size_t size)
{
	ssize_t length;

	do
		length = recv(lifeline, message, size, 0);
	while (length < 0 && errno == EINTR);
	return length == (ssize_t)size;
}

void detached_dismiss(struct detached *detached)
{
	close(detached->lifeline);
	detached->lifeline = -1;
	while (waitpid(detached->process, NULL, 0) < 0 && errno == EINTR)
		;
}
