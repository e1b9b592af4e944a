/* SPDX-License-Identifier: PostgreSQL */
#include "record/replace.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "record/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* As many as the kernel follows. */
#define LINKS_MAX 40
#define TEMPORARIES_MAX 100

/* What a path leads to. */
struct target {
	const char *name;        /* as the user wrote it, for messages */
	char *path;              /* owned; behind the symbolic links */
	enum up_status unusable; /* the status when it cannot be created */
	bool is_new;             /* nothing is there */
	bool is_open;            /* what the path leads to is open in some process already */
	struct stat facts;       /* unless is_new */
};

static void target_release(struct target *target)
{
	free(target->path);
}

static enum up_status fail_to_create(const struct target *target, struct up_error *err)
{
	const bool full = errno == ENOSPC || errno == EDQUOT;
	return up_fail_errno(err, full ? UP_IO : target->unusable, "cannot create %s",
			     target->name);
}

static enum up_status fail_to_write(const struct target *target, struct up_error *err)
{
	return up_fail_errno(err, UP_IO, "cannot write %s", target->name);
}

/* ---- where a path leads to -------------------------------------------- */

/* The length of the directory's part of a path, with its slash; 0: the current one. */
static size_t directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* Replaces the path, which names a symbolic link, by what the link names. */
static enum up_status follow(struct target *target, struct up_error *err)
{
	char link[PATH_MAX];
	UP_BUFFER next = {0};
	const ssize_t length = readlink(target->path, link, sizeof link);

	if (length < 0 || (size_t)length == sizeof link)
		return fail_to_create(target, err);
	if (length > 0 && link[0] != '/')
		up_buffer_append(&next, target->path, directory_length(target->path));
	up_buffer_append(&next, link, (size_t)length);
	UP_TRY(up_buffer_check(&next, err));
	free(target->path);
	target->path = up_buffer_detach(&next);
	return UP_OK;
}

/* Takes one step; *done once there is no link to follow any more. */
static enum up_status look(struct target *target, bool *done, struct up_error *err)
{
	struct statfs file_system;
	UP_CLOSE int fd = open(target->path, O_PATH | O_NOFOLLOW | O_CLOEXEC);

	*done = true;
	if (fd < 0 && errno == ENOENT) {
		target->is_new = true;
		return UP_OK;
	}
	if (fd < 0 || fstat(fd, &target->facts) != 0 || fstatfs(fd, &file_system) != 0)
		return fail_to_create(target, err);
	if (!S_ISLNK(target->facts.st_mode))
		return UP_OK;
	/* Links in /proc are no names: they lead to open files. */
	target->is_open = file_system.f_type == PROC_SUPER_MAGIC;
	if (target->is_open)
		return stat(target->path, &target->facts) == 0 ? UP_OK
							       : fail_to_create(target, err);
	*done = false;
	return follow(target, err);
}

static enum up_status resolve(struct target *target, struct up_error *err)
{
	struct stat facts;
	bool done = false;

	target->path = strdup(target->name);
	if (target->path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the name of a file");
	/* The kernel may not let us follow a link that somebody else put into /tmp. */
	if (stat(target->name, &facts) != 0 && errno != ENOENT)
		return fail_to_create(target, err);
	for (int links = 0; !done && links <= LINKS_MAX; links++)
		UP_TRY(look(target, &done, err));
	if (!done || (!target->is_new && S_ISDIR(target->facts.st_mode))) {
		errno = done ? EISDIR : ELOOP;
		return fail_to_create(target, err);
	}
	return UP_OK;
}

/* ---- in place --------------------------------------------------------- */

/* The descriptor of this process that /proc/self/fd/N is, or -1. */
static int own_descriptor(const struct target *target)
{
	struct stat facts;
	char *end;
	const char *number = target->path + directory_length(target->path);
	const long fd = strtol(number, &end, 10);

	if (end == number || *end != '\0' || fd < 0 || fd > INT_MAX ||
	    fstat((int)fd, &facts) != 0 || facts.st_dev != target->facts.st_dev ||
	    facts.st_ino != target->facts.st_ino)
		return -1;
	return (int)fd;
}

static int open_in_place(const struct target *target)
{
	const int own = target->is_open ? own_descriptor(target) : -1;

	if (own >= 0)
		return fcntl(own, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	return open(target->path,
		    O_WRONLY | O_CLOEXEC | O_NOCTTY | (target->is_open ? O_APPEND : O_TRUNC));
}

static enum up_status fill(FILE *file, const struct target *target, replace_writer *write,
			   const void *context, struct up_error *err)
{
	struct stat facts;

	const enum up_status status = write(file, context, err);
	if (status != UP_OK) {
		up_error_prefix(err, "%s", target->name);
		return status;
	}
	if (fflush(file) != 0)
		return fail_to_write(target, err);
	/* Nothing else can be synchronized, and a stream into a pipe has no descriptor. */
	if (fileno(file) >= 0 && fstat(fileno(file), &facts) == 0 && S_ISREG(facts.st_mode) &&
	    fsync(fileno(file)) != 0)
		return fail_to_write(target, err);
	return UP_OK;
}

/* Whether it is what the standard output is open on. */
static bool is_standard_output(const struct stat *facts)
{
	struct stat own;

	return fstat(STDOUT_FILENO, &own) == 0 && own.st_dev == facts->st_dev &&
	       own.st_ino == facts->st_ino;
}

static FILE *open_stream(int fd)
{
	struct stat facts;

	if (!outlet_fits(fd))
		return fdopen(fd, "w");
	return outlet_open(fd, fstat(fd, &facts) == 0 && is_standard_output(&facts) ? OUTLET_DROPS
										    : OUTLET_FAILS);
}

static enum up_status write_to(int fd, const struct target *target, replace_writer *write,
			       const void *context, struct up_error *err)
{
	FILE *file = open_stream(fd);

	if (file == NULL) {
		close(fd);
		return fail_to_create(target, err);
	}
	enum up_status status = fill(file, target, write, context, err);
	if (fclose(file) != 0 && status == UP_OK)
		status = fail_to_write(target, err);
	return status;
}

static enum up_status write_in_place(const struct target *target, replace_writer *write,
				     const void *context, struct up_error *err)
{
	/* Earlier output may go to the same place, and comes first. */
	fflush(NULL);
	int fd = open_in_place(target);
	if (fd < 0)
		return fail_to_create(target, err);
	return write_to(fd, target, write, context, err);
}

/* ---- as a whole ------------------------------------------------------- */

/* A new file beside the target, with a short name, since that of the target may be as long as
 * names can be.  -1, with errno. */
static int open_beside(const struct target *target, struct up_buffer *path)
{
	for (int number = 0; number < TEMPORARIES_MAX; number++) {
		up_buffer_clear(path);
		up_buffer_append(path, target->path, directory_length(target->path));
		up_buffer_append_format(path, ".upbench-%ld-%d", (long)getpid(), number);
		if (path->failed) {
			errno = ENOMEM;
			return -1;
		}
		int fd = open(path->data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Of a file that is to be replaced.  Somebody else's that we may not give back must not become
 * a program that runs as us. */
static bool keep_mode(int fd, const struct target *target)
{
	if (target->is_new)
		return true;
	const bool given = fchown(fd, target->facts.st_uid, target->facts.st_gid) == 0;
	return fchmod(fd, target->facts.st_mode & (given ? 07777 : 0777)) == 0;
}

/* *refused when there can be no new file there, which means nothing for the old one. */
static enum up_status replace(const struct target *target, replace_writer *write,
			      const void *context, bool *refused, struct up_error *err)
{
	UP_BUFFER temporary = {0};
	int fd = open_beside(target, &temporary);

	if (fd < 0) {
		*refused = errno == EACCES || errno == EPERM || errno == EROFS;
		return fail_to_create(target, err);
	}
	enum up_status status = UP_OK;
	if (!keep_mode(fd, target)) {
		status = fail_to_create(target, err);
		close(fd);
	} else {
		status = write_to(fd, target, write, context, err);
	}
	if (status == UP_OK && rename(temporary.data, target->path) != 0) {
		*refused = errno == EBUSY || errno == EPERM || errno == EACCES;
		status = up_fail_errno(err, UP_IO, "cannot replace %s", target->name);
	}
	if (status != UP_OK)
		unlink(temporary.data);
	return status;
}

enum up_status replace_write_text(FILE *file, const void *context, struct up_error *err)
{
	const struct up_buffer *text = context;

	if (fwrite(text->data, 1, text->length, file) != text->length)
		return up_fail_errno(err, UP_IO, "cannot write the output");
	return UP_OK;
}

static bool is_in_place(const struct target *target)
{
	return target->is_open || (!target->is_new && !S_ISREG(target->facts.st_mode));
}

static enum up_status write_target(const char *path, enum up_status unusable, replace_writer *write,
				   const void *context, struct up_error *err)
{
	UP_CLEANUP(target_release) struct target target = {.name = path, .unusable = unusable};
	bool refused = false;

	UP_TRY(resolve(&target, err));
	if (is_in_place(&target))
		return write_in_place(&target, write, context, err);
	enum up_status status = replace(&target, write, context, &refused, err);
	if (refused && !target.is_new && access(target.path, W_OK) == 0)
		status = write_in_place(&target, write, context, err);
	return status;
}

enum up_status replace_file(const char *path, replace_writer *write, const void *context,
			    struct up_error *err)
{
	return write_target(path, UP_IO, write, context, err);
}

bool replace_is_standard_output(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0;
}

bool replace_reaches_standard_output(const char *path)
{
	UP_CLEANUP(target_release) struct target target = {.name = path};

	return replace_is_standard_output(path) ||
	       (resolve(&target, NULL) == UP_OK && is_in_place(&target) &&
		is_standard_output(&target.facts));
}

bool replace_is_in_place(const char *path)
{
	UP_CLEANUP(target_release) struct target target = {.name = path};

	return resolve(&target, NULL) == UP_OK && is_in_place(&target);
}

enum up_status replace_output(const char *path, FILE *out, replace_writer *write,
			      const void *context, struct up_error *err)
{
	if (replace_is_standard_output(path))
		return write(out, context, err);
	if (path[0] == '\0')
		return up_fail(err, UP_INVALID, "the file's name is empty");
	return write_target(path, UP_INVALID, write, context, err);
}
