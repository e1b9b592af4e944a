/* SPDX-License-Identifier: PostgreSQL */
/*
 * What ends a wait is always an event: a child that ended (SIGCHLD through a
 * signalfd), the harness that ended (the lifeline hangs up), a file that the
 * server wrote (inotify), or the limit.
 *
 * The guardian is a "child subreaper": when the postmaster dies before its
 * backends they become the guardian's children, so that none can get away.
 */
#include "measure/server/postmaster.h"

#include "base/cleanup.h"
#include "base/clock.h"
#include "measure/process/children.h"
#include "measure/server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

/* Generous: they end a hopeless wait, and are no expectation.  A start after an
 * immediate stop may have to replay up to max_wal_size. */
static const int64_t create_limit = 120 * SECOND;
static const int64_t start_limit = 600 * SECOND;
static const int64_t stop_limit = 5 * SECOND;
static const int64_t quit_limit = 2 * SECOND;
static const int64_t kill_limit = 10 * SECOND;

enum event {
	EVENT_ANY,       /* something happened: look again */
	EVENT_ENDED,     /* the child ended */
	EVENT_ABANDONED, /* the harness did */
	EVENT_LATE,
};

enum up_status postmaster_init(struct postmaster *pm, const struct layout *layout, int lifeline,
			       struct up_error *err)
{
	sigset_t child;
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);

	*pm = (struct postmaster){.layout = layout, .lifeline = lifeline};
	pm->children = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
	if (pm->children < 0)
		return up_fail_errno(err, UP_IO, "signalfd");
	return UP_OK;
}

static void reap(struct postmaster *pm)
{
	int status;

	for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
		if (pid == pm->pid) {
			pm->pid = 0;
			pm->exit_status = status;
		}
	}
}

static void drain(int fd)
{
	char bytes[4096];
	while (read(fd, bytes, sizeof bytes) > 0)
		;
}

/* Waits for whatever comes first; `watch` is an inotify descriptor or -1. */
static enum event next_event(struct postmaster *pm, int watch, int64_t deadline)
{
	reap(pm);
	if (pm->pid == 0)
		return EVENT_ENDED;
	int64_t left = deadline - up_clock_ns();
	if (left <= 0)
		return EVENT_LATE;

	struct pollfd fds[] = {
		{.fd = pm->children, .events = POLLIN},
		{.fd = watch, .events = POLLIN},
		{.fd = pm->abandoned ? -1 : pm->lifeline, .events = POLLRDHUP},
	};
	if (poll(fds, sizeof fds / sizeof *fds, (int)(left / 1000000) + 1) <= 0)
		return EVENT_ANY;
	if (fds[0].revents != 0)
		drain(pm->children);
	if (fds[1].revents != 0)
		drain(watch);
	if (fds[2].revents != 0) {
		pm->abandoned = true;
		return EVENT_ABANDONED;
	}
	return EVENT_ANY;
}

static enum event await_end(struct postmaster *pm, int64_t limit)
{
	int64_t deadline = up_clock_ns() + limit;
	enum event event;

	while ((event = next_event(pm, -1, deadline)) == EVENT_ANY)
		;
	return event;
}

/* As await_end(), but goes on when abandoned: in pm->abandoned that is kept. */
static enum event await_end_anyhow(struct postmaster *pm, int64_t limit)
{
	enum event event = await_end(pm, limit);
	return event == EVENT_ABANDONED ? await_end(pm, limit) : event;
}

static void explain_exec(const struct layout *layout, const char *program, int error)
{
	dprintf(STDERR_FILENO, "error: cannot execute %s: %s", program, strerror(error));
	/* Root, who may, found it there: see bindir_find(). */
	if (error == EACCES && layout->account.borrowed)
		dprintf(STDERR_FILENO,
			"; user %s must be able to enter every directory of that path and to run "
			"the file: copy the server to such a place, or start this program as "
			"another user than root",
			layout->account.name);
	dprintf(STDERR_FILENO, "\n");
}

/* The rest of a new child: becomes the program, or writes the reason to the log. */
static void become(const struct layout *layout, const struct exec_list *arguments, int death_signal,
		   pid_t guardian)
{
	const char *program = arguments->items[0];
	sigset_t none;
	sigemptyset(&none);

	int log = open(layout->log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC,
		       S_IRUSR | S_IWUSR);
	if (log < 0 || dup2(log, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0)
		return;
	for (int signal_number = 1; signal_number < NSIG; signal_number++)
		signal(signal_number, SIG_DFL);
	if (!account_assume(&layout->account)) {
		dprintf(STDERR_FILENO, "error: cannot become user %s: %s\n", layout->account.name,
			strerror(errno));
		return;
	}
	/* Here, since a change of user forgets it; and then the parent may have
	 * died already. */
	prctl(PR_SET_PDEATHSIG, death_signal);
	if (getppid() != guardian)
		return;
	if (chdir(layout->directory) != 0 || sigprocmask(SIG_SETMASK, &none, NULL) != 0 ||
	    execve(program, arguments->items, layout->environment.items) != 0)
		explain_exec(layout, program, errno);
}

static enum up_status spawn(struct postmaster *pm, const struct exec_list *arguments,
			    int death_signal, struct up_error *err)
{
	pid_t guardian = getpid();

	pm->log_begin = server_log_end(pm->layout->log);
	pid_t pid = fork();
	if (pid < 0)
		return up_fail_errno(err, UP_IO, "fork");
	if (pid == 0) {
		become(pm->layout, arguments, death_signal, guardian);
		_exit(127);
	}
	pm->pid = pid;
	return UP_OK;
}

/* initdb removes what it has written, and then there is room again: hence the log.  Where there is
 * none at all, the log is empty. */
static bool is_out_of_space(const struct postmaster *pm)
{
	struct statvfs facts;

	return server_log_reports_full_disk(pm->layout->log) ||
	       (statvfs(pm->layout->directory, &facts) == 0 && facts.f_bavail == 0);
}

/* The message of a program that ended. */
static enum up_status complain(const struct postmaster *pm, const struct exec_list *arguments,
			       struct up_error *err)
{
	char line[512], user[64] = "", end[64];
	int status = pm->exit_status;

	if (is_out_of_space(pm))
		return up_fail(err, UP_IO,
			       "no space is left for the private cluster in %s: free some, or set "
			       "TMPDIR to a directory that has more",
			       pm->layout->directory);
	server_log_complaint(pm->layout->log, pm->log_begin, line, sizeof line);
	if (pm->layout->account.borrowed)
		snprintf(user, sizeof user, " (as user %s)", pm->layout->account.name);
	if (WIFSIGNALED(status))
		snprintf(end, sizeof end, "was ended by signal %d", WTERMSIG(status));
	else
		snprintf(end, sizeof end, "ended with status %d", WEXITSTATUS(status));
	return up_fail(err, UP_IO, "%s%s %s: %s", arguments->items[0], user, end,
		       line[0] != '\0' ? line : "its log is empty");
}

static enum up_status report_abandoned(struct up_error *err)
{
	return up_fail(err, UP_INTERRUPTED,
		       "the private cluster is no longer needed: upbench has ended");
}

/* Kills and reaps all children, those that the guardian inherits meanwhile
 * included: hence another look after each. */
static void bury(struct postmaster *pm)
{
	pid_t pid;
	int status;

	do {
		children_kill(getpid());
		pid = waitpid(-1, &status, 0);
		if (pid > 0 && pid == pm->pid) {
			pm->pid = 0;
			pm->exit_status = status;
		}
	} while (pid > 0 || errno == EINTR);
}

enum up_status postmaster_create(struct postmaster *pm, struct up_error *err)
{
	const struct exec_list *initdb = &pm->layout->initdb;

	/* initdb runs servers of its own, whose shared memory would outlive them
	 * if they were killed.  It is cheaper to let it end, which takes a second. */
	UP_TRY(spawn(pm, initdb, SIGKILL, err));
	enum event event = await_end_anyhow(pm, create_limit);
	bury(pm);
	if (pm->abandoned)
		return report_abandoned(err);
	if (event == EVENT_LATE)
		return up_fail(err, UP_TIMEOUT, "%s did not end within %d s", initdb->items[0],
			       (int)(create_limit / SECOND));
	return pm->exit_status == 0 ? UP_OK : complain(pm, initdb, err);
}

/* The server keeps its process id in the first line of postmaster.pid and its
 * state in the eighth (since version 10); pg_ctl goes by the same. */
static bool accepts_connections(const struct postmaster *pm)
{
	char text[1024];

	UP_CLOSE int fd = open(pm->layout->pid_file, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
	if (length <= 0)
		return false;
	text[length] = '\0';
	if (strtol(text, NULL, 10) != pm->pid)
		return false;

	const char *line = text;
	for (int number = 1; number < 8 && line != NULL; number++) {
		line = strchr(line, '\n');
		line = line != NULL ? line + 1 : NULL;
	}
	return line != NULL && strncmp(line, "ready", strlen("ready")) == 0;
}

static enum up_status await_ready(struct postmaster *pm, int watch, struct up_error *err)
{
	int64_t deadline = up_clock_ns() + start_limit;

	while (!accepts_connections(pm)) {
		switch (next_event(pm, watch, deadline)) {
		case EVENT_ANY:
			break;
		case EVENT_ENDED:
			return complain(pm, &pm->layout->postgres, err);
		case EVENT_ABANDONED:
			return report_abandoned(err);
		case EVENT_LATE:
			return up_fail(err, UP_TIMEOUT, "%s did not get ready within %d s",
				       pm->layout->postgres.items[0], (int)(start_limit / SECOND));
		}
	}
	return UP_OK;
}

enum up_status postmaster_start(struct postmaster *pm, struct up_error *err)
{
	UP_CLOSE int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	/* The directory, since the file does not exist yet. */
	if (watch < 0 || inotify_add_watch(watch, pm->layout->data, IN_CLOSE_WRITE) < 0)
		return up_fail_errno(err, UP_IO, "cannot watch %s (inotify)", pm->layout->data);
	UP_TRY(spawn(pm, &pm->layout->postgres, SIGQUIT, err));
	enum up_status status = await_ready(pm, watch, err);
	if (status != UP_OK)
		postmaster_stop_immediately(pm);
	return status;
}

void postmaster_stop(struct postmaster *pm)
{
	reap(pm);
	if (pm->pid != 0) {
		kill(pm->pid, SIGINT);
		await_end(pm, stop_limit);
	}
	postmaster_stop_immediately(pm);
}

void postmaster_stop_immediately(struct postmaster *pm)
{
	reap(pm);
	if (pm->pid != 0) {
		kill(pm->pid, SIGQUIT);
		await_end_anyhow(pm, quit_limit);
	}
	/* The backends first: as long as the postmaster lives it also removes
	 * its shared memory, which outlives a killed one. */
	if (pm->pid != 0) {
		children_kill(pm->pid);
		await_end_anyhow(pm, kill_limit);
	}
	bury(pm);
}
