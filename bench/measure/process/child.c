/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/wait.h>

#define TAIL_MAX 4096 /* bytes of standard error that are kept */

struct child {
	pid_t pid;
	int process; /* a pidfd: readable when it has ended */
	int input;   /* we write; -1 once closed */
	int output;  /* we read */
	int errors;  /* we read; -1 at its end */
	int killed;  /* an eventfd: readable once child_kill() was called */
	const char *program;
	struct up_buffer received; /* from output; the rest behind the line handed out
				      begins at next */
	size_t next;
	struct up_buffer tail; /* of errors */
};

/* ---- starting --------------------------------------------------------- */

static void close_pair(int pair[2])
{
	up_close_p(&pair[0]);
	up_close_p(&pair[1]);
}

struct pipes {
	int input[2];
	int output[2];
	int errors[2];
};

static void pipes_close(struct pipes *pipes)
{
	close_pair(pipes->input);
	close_pair(pipes->output);
	close_pair(pipes->errors);
}

/* Out of the way of the numbers that descriptors get in the child. */
static int move_up(int fd, size_t file_count)
{
	int moved = fcntl(fd, F_DUPFD_CLOEXEC, CHILD_FIRST_FILE + (int)file_count);

	close(fd);
	return moved;
}

static bool open_pipe(int pair[2], size_t file_count)
{
	if (pipe2(pair, O_CLOEXEC) != 0)
		return false;
	pair[0] = move_up(pair[0], file_count);
	pair[1] = move_up(pair[1], file_count);
	return pair[0] >= 0 && pair[1] >= 0;
}

static int spawn(const struct child_options *options, const struct pipes *pipes, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t defaults;
	const size_t count = options->file_count;
	int moved[CHILD_MAX_FILES];
	int failure = 0;

	sigemptyset(&none);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE); /* which the harness ignores */
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, pipes->input[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, pipes->output[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, pipes->errors[1], STDERR_FILENO);
	for (size_t f = 0; f < count; f++) {
		moved[f] = fcntl(options->files[f], F_DUPFD_CLOEXEC, CHILD_FIRST_FILE + (int)count);
		if (moved[f] < 0)
			failure = errno;
		posix_spawn_file_actions_adddup2(&actions, moved[f], CHILD_FIRST_FILE + (int)f);
	}
	posix_spawn_file_actions_addclosefrom_np(&actions, CHILD_FIRST_FILE + (int)count);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
						      POSIX_SPAWN_SETPGROUP);
	if (failure == 0)
		failure = posix_spawn(pid, options->arguments[0], &actions, &attributes,
				      options->arguments, options->environment);
	for (size_t f = 0; f < count; f++)
		up_close_p(&moved[f]);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return failure;
}

static enum up_status start(const struct child_options *options, struct pipes *pipes,
			    struct child *child, struct up_error *err)
{
	const size_t count = options->file_count;

	if (!open_pipe(pipes->input, count) || !open_pipe(pipes->output, count) ||
	    !open_pipe(pipes->errors, count))
		return up_fail_errno(err, UP_IO, "cannot make a pipe");
	child->killed = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (child->killed < 0)
		return up_fail_errno(err, UP_IO, "eventfd");
	int failure = spawn(options, pipes, &child->pid);
	if (failure != 0) {
		bool missing = failure == ENOENT || failure == EACCES || failure == ENOEXEC;
		errno = failure;
		return up_fail_errno(err, missing ? UP_UNSUPPORTED : UP_IO, "cannot start %s",
				     options->arguments[0]);
	}
	child->process = pidfd_open(child->pid, 0);
	child->input = pipes->input[1];
	child->output = pipes->output[0];
	child->errors = pipes->errors[0];
	pipes->input[1] = pipes->output[0] = pipes->errors[0] = -1;
	return UP_OK;
}

enum up_status child_start(const struct child_options *options, struct child **child,
			   struct up_error *err)
{
	struct pipes pipes = {{-1, -1}, {-1, -1}, {-1, -1}};
	struct child *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a process");
	new->process = new->input = new->output = new->errors = new->killed = -1;
	enum up_status status = start(options, &pipes, new, err);
	pipes_close(&pipes);
	if (status != UP_OK) {
		up_close_p(&new->killed);
		free(new);
		return status;
	}
	*child = new;
	return UP_OK;
}

/* ---- its output ----------------------------------------------------- */

/* Keeps the last bytes; true as long as more may come. */
static bool read_errors(struct child *child)
{
	char bytes[TAIL_MAX];
	ssize_t got = read(child->errors, bytes, sizeof bytes);

	if (got <= 0) {
		if (got < 0 && errno == EINTR)
			return true;
		close(child->errors);
		child->errors = -1;
		return false;
	}
	up_buffer_append(&child->tail, bytes, (size_t)got);
	if (child->tail.length > TAIL_MAX) {
		size_t gone = child->tail.length - TAIL_MAX;
		memmove(child->tail.data, child->tail.data + gone, TAIL_MAX);
		up_buffer_end_at(&child->tail, child->tail.data + TAIL_MAX);
	}
	return true;
}

/* Reads the rest of standard error without waiting for more. */
static void drain_errors(struct child *child)
{
	struct pollfd ready = {.fd = child->errors, .events = POLLIN};

	while (child->errors >= 0 && poll(&ready, 1, 0) > 0 && read_errors(child))
		;
}

/* The last line of standard error that is not empty; the child owns it. */
static const char *last_words(struct child *child)
{
	drain_errors(child);
	if (child->tail.length == 0)
		return "";
	char *end = up_buffer_end(&child->tail);
	while (end > child->tail.data && (end[-1] == '\n' || end[-1] == '\r' || end[-1] == ' '))
		*--end = '\0';
	up_buffer_end_at(&child->tail, end);
	char *newline = strrchr(child->tail.data, '\n');
	return newline != NULL ? newline + 1 : child->tail.data;
}

/* For the end of a program that closed its output: longer than a limit that somebody would set for
 * one that hangs, so that whether it is the limit that ends it does not depend on the load. */
#define END_WAIT_MS 5000

static enum up_status fail_ended(struct child *child, struct up_error *err)
{
	siginfo_t info = {0};
	UP_BUFFER how = {0};

	/* A program that closed its output usually ends; its status is the best reason. */
	struct pollfd ended = {.fd = child->process, .events = POLLIN};
	if (poll(&ended, 1, END_WAIT_MS) > 0)
		waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOWAIT | WNOHANG);
	const char *words = last_words(child);
	if (info.si_pid == 0)
		up_buffer_append_string(&how, "closed its output");
	else if (info.si_code == CLD_EXITED)
		up_buffer_append_format(&how, "exited with code %d", info.si_status);
	else
		up_buffer_append_format(&how, "terminated by SIG%s",
					sigabbrev_np(info.si_status) ?: "?");
	if (words[0] != '\0')
		up_buffer_append_format(&how, ": %s", words);
	return up_fail(err, UP_IO, "%s", up_buffer_string(&how));
}

/* ---- talking ---------------------------------------------------------- */

enum up_status child_write_line(struct child *child, const char *line, struct up_error *err)
{
	UP_BUFFER text = {0};
	size_t done = 0;

	up_buffer_append_string(&text, line);
	up_buffer_append_char(&text, '\n');
	UP_TRY(up_buffer_check(&text, err));
	while (done < text.length) {
		ssize_t put = write(child->input, text.data + done, text.length - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return fail_ended(child, err);
		done += (size_t)put;
	}
	return UP_OK;
}

static bool take_line(struct child *child, const char **line)
{
	struct up_buffer *received = &child->received;

	if (child->next >= received->length)
		return false;
	char *begin = received->data + child->next;
	char *newline = memchr(begin, '\n', received->length - child->next);
	if (newline == NULL)
		return false;
	*newline = '\0';
	child->next = (size_t)(newline + 1 - received->data);
	*line = begin;
	return true;
}

/* Forgets the lines that were handed out. */
static void compact(struct child *child)
{
	size_t left = child->received.length - child->next;

	if (child->next == 0)
		return;
	memmove(child->received.data, child->received.data + child->next, left);
	up_buffer_end_at(&child->received, child->received.data + left);
	child->next = 0;
}

static enum up_status read_output(struct child *child, bool *ended, struct up_error *err)
{
	char bytes[4096];
	ssize_t got = read(child->output, bytes, sizeof bytes);

	*ended = got == 0;
	if (got < 0)
		return errno == EINTR ? UP_OK : up_fail_errno(err, UP_IO, "cannot read from it");
	up_buffer_append(&child->received, bytes, (size_t)got);
	UP_TRY(up_buffer_check(&child->received, err));
	if (memchr(bytes, '\0', (size_t)got) != NULL)
		return up_fail(err, UP_INVALID, "answer with a NUL byte");
	if (child->received.length > CHILD_LINE_MAX &&
	    memchr(child->received.data, '\n', CHILD_LINE_MAX + 1) == NULL)
		return up_fail(err, UP_INVALID, "answer longer than %d bytes: %.60s…",
			       CHILD_LINE_MAX, child->received.data);
	return UP_OK;
}

enum up_status child_read_line(struct child *child, const char **line, struct up_error *err)
{
	bool ended = false;

	if (take_line(child, line))
		return UP_OK;
	compact(child);
	while (!take_line(child, line)) {
		struct pollfd ready[3] = {
			{.fd = child->output, .events = POLLIN},
			{.fd = child->killed, .events = POLLIN},
			{.fd = child->errors, .events = POLLIN}, /* -1 is not looked at */
		};
		if (poll(ready, 3, -1) < 0 && errno != EINTR)
			return up_fail_errno(err, UP_IO, "poll");
		if (ready[1].revents != 0)
			return up_fail(err, UP_IO, "it was killed");
		if (ready[2].revents != 0)
			read_errors(child);
		if (ready[0].revents != 0)
			UP_TRY(read_output(child, &ended, err));
		if (ended)
			return fail_ended(child, err);
	}
	return UP_OK;
}

/* ---- ending ----------------------------------------------------------- */

void child_kill(struct child *child)
{
	uint64_t one = 1;

	kill(-child->pid, SIGKILL);
	if (write(child->killed, &one, sizeof one) < 0)
		return; /* it counts to 2^64: that cannot be */
}

void child_close(struct child *child)
{
	if (child == NULL)
		return;
	up_close_p(&child->input);
	struct pollfd ended = {.fd = child->process, .events = POLLIN};
	/* Until then its output need not be read: nothing more is expected. */
	int got;
	do
		got = poll(&ended, 1, CHILD_END_MS);
	while (got < 0 && errno == EINTR);
	/* What it has started is ended in any case. */
	kill(-child->pid, SIGKILL);
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		;
	up_close_p(&child->process);
	up_close_p(&child->output);
	up_close_p(&child->errors);
	up_close_p(&child->killed);
	up_buffer_release(&child->received);
	up_buffer_release(&child->tail);
	free(child);
}
