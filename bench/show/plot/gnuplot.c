/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/gnuplot.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define ARGUMENTS_MAX 8
/* The size that is kept of the output of gnuplot, from its end. */
#define COMPLAINT_MAX 4096

static bool is_program(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 && S_ISREG(file.st_mode) && access(path, X_OK) == 0;
}

enum up_status gnuplot_find(char **program, struct up_error *err)
{
	UP_BUFFER candidate = {0};
	const char *rest = getenv("PATH");

	*program = NULL;
	while (rest != NULL && *rest != '\0') {
		size_t length = strcspn(rest, ":");
		if (*rest == '/') {
			up_buffer_clear(&candidate);
			up_buffer_append(&candidate, rest, length);
			up_buffer_append_string(&candidate, "/gnuplot");
			UP_TRY(up_buffer_check(&candidate, err));
			if (is_program(candidate.data)) {
				*program = up_buffer_detach(&candidate);
				return up_buffer_check(&candidate, err);
			}
		}
		rest += length + (rest[length] == ':');
	}
	return UP_OK;
}

/* Only what gnuplot and its font library need: nothing that would change a picture. */
struct environment {
	struct up_buffer entries[4];
	char *list[5];
};

static void environment_release(struct environment *environment)
{
	for (size_t i = 0; i < 4; i++)
		up_buffer_release(&environment->entries[i]);
}

static enum up_status environment_fill(struct environment *environment, struct up_error *err)
{
	static const char *const kept[] = {"PATH", "HOME", "TMPDIR"};
	size_t count = 0;

	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(kept[i]);
		if (value != NULL)
			up_buffer_append_format(&environment->entries[count++], "%s=%s", kept[i],
						value);
	}
	up_buffer_append_string(&environment->entries[count++], "LC_ALL=C.UTF-8");
	for (size_t i = 0; i < count; i++) {
		UP_TRY(up_buffer_check(&environment->entries[i], err));
		environment->list[i] = environment->entries[i].data;
	}
	environment->list[count] = NULL;
	return UP_OK;
}

/* stdin is empty, stdout and stderr go to the pipe, and nothing else of ours is open. */
static int prepare_child(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes,
			 const char *directory, int output)
{
	sigset_t none, all;
	int failure = 0;

	sigemptyset(&none);
	sigfillset(&all);
	failure = failure ?: posix_spawn_file_actions_addchdir_np(actions, directory);
	failure = failure ?: posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
	failure = failure ?: posix_spawn_file_actions_adddup2(actions, output, 1);
	failure = failure ?: posix_spawn_file_actions_adddup2(actions, output, 2);
	failure = failure ?: posix_spawn_file_actions_addclosefrom_np(actions, 3);
	failure = failure ?: posix_spawnattr_setsigmask(attributes, &none);
	failure = failure ?: posix_spawnattr_setsigdefault(attributes, &all);
	failure = failure
			  ?: posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
									  POSIX_SPAWN_SETSIGDEF);
	return failure;
}

static int spawn(pid_t *child, const char *program, char *const *arguments, char *const *variables,
		 const char *directory, int output)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;

	int failure = posix_spawn_file_actions_init(&actions);
	if (failure != 0)
		return failure;
	failure = posix_spawnattr_init(&attributes);
	if (failure == 0) {
		failure = prepare_child(&actions, &attributes, directory, output);
		if (failure == 0)
			failure = posix_spawn(child, program, &actions, &attributes, arguments,
					      variables);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

/* Reads until the child has closed its end; what is kept is the end of it. */
static void read_complaint(int fd, char text[COMPLAINT_MAX + 1])
{
	size_t length = 0;

	for (;;) {
		if (length == COMPLAINT_MAX) {
			length = COMPLAINT_MAX / 2;
			memmove(text, text + COMPLAINT_MAX - length, length);
		}
		ssize_t got = read(fd, text + length, COMPLAINT_MAX - length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		length += (size_t)got;
	}
	text[length] = '\0';
}

/* The last line that is not empty; text is cut up. */
static const char *last_line(char *text)
{
	const char *last = "no message";
	char *state = NULL;

	for (char *line = strtok_r(text, "\n", &state); line != NULL;
	     line = strtok_r(NULL, "\n", &state)) {
		if (line[strspn(line, " \t\r")] != '\0')
			last = line;
	}
	return last;
}

static enum up_status wait_for(pid_t child, const char *complaint, struct up_error *err)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return up_fail_errno(err, UP_IO, "cannot wait for gnuplot");
	}
	if (WIFSIGNALED(status))
		return up_fail(err, UP_IO, "gnuplot was ended by signal %d (%s)", WTERMSIG(status),
			       strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) != 0)
		return up_fail(err, UP_IO, "gnuplot failed: %s", complaint);
	return UP_OK;
}

enum up_status gnuplot_run(const char *program, const char *directory, const char *script,
			   const char *const *arguments, struct up_error *err)
{
	UP_CLEANUP(environment_release) struct environment environment = {0};
	/* exec's parameter lacks a const for history's sake; the strings are not written to. */
	char *list[ARGUMENTS_MAX + 5] = {(char *)(uintptr_t) "gnuplot", (char *)(uintptr_t) "-d",
					 (char *)(uintptr_t) "-c", (char *)(uintptr_t)script};
	int ends[2];
	pid_t child;

	for (size_t i = 0; arguments[i] != NULL; i++) {
		if (i == ARGUMENTS_MAX)
			return up_fail(err, UP_INVALID, "more than %d arguments for gnuplot",
				       ARGUMENTS_MAX);
		list[i + 4] = (char *)(uintptr_t)arguments[i];
	}
	UP_TRY(environment_fill(&environment, err));
	if (pipe2(ends, O_CLOEXEC) != 0)
		return up_fail_errno(err, UP_IO, "cannot make a pipe for gnuplot");

	UP_CLOSE int reading = ends[0];
	int failure = spawn(&child, program, list, environment.list, directory, ends[1]);
	close(ends[1]);
	if (failure != 0) {
		errno = failure;
		return up_fail_errno(err, UP_IO, "cannot start %s in %s", program, directory);
	}
	char complaint[COMPLAINT_MAX + 1];
	read_complaint(reading, complaint);
	return wait_for(child, last_line(complaint), err);
}
