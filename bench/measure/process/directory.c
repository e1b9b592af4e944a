/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/directory.h"

#include "base/cleanup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *parent_of_all(void)
{
	const char *parent = getenv("TMPDIR");
	return parent != NULL && parent[0] != '\0' ? parent : "/tmp";
}

enum up_status directory_name(const char *socket_name, char **path, struct up_error *err)
{
	const char *parent = parent_of_all();
	/* libpq and unix_socket_directories take a comma for a list; a relative
	 * path means another place to the server. */
	if (parent[0] != '/' || strpbrk(parent, ",\"") != NULL)
		return up_fail(err, UP_INVALID,
			       "TMPDIR=%s: must be an absolute path without commas or quotes",
			       parent);

	uint64_t unique;
	if (getrandom(&unique, sizeof unique, 0) != sizeof unique)
		return up_fail_errno(err, UP_IO, "cannot get random bytes");
	UP_FREE char *new = NULL;
	if (asprintf(&new, "%s/upbench-%016" PRIx64, parent, unique) < 0) {
		new = NULL;
		return up_fail(err, UP_NO_MEMORY, "out of memory for a path in %s", parent);
	}

	size_t length = strlen(new) + strlen(socket_name);
	size_t limit = sizeof((struct sockaddr_un *)0)->sun_path - 1;
	if (length > limit)
		return up_fail(err, UP_INVALID,
			       "TMPDIR=%s: too long by %zu bytes for the path of a Unix socket "
			       "(at most %zu bytes): set TMPDIR to a shorter one",
			       parent, length - limit, limit);
	*path = UP_TAKE(new);
	return UP_OK;
}

/* The account reaches what it owns only when it may pass through all that is above it. */
static bool may_enter(const char *path, const struct account *owner)
{
	int status = 0;
	pid_t process = fork();

	if (process == 0)
		_exit(account_assume(owner) && chdir(path) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
	while (process > 0 && waitpid(process, &status, 0) < 0 && errno == EINTR)
		;
	return process > 0 && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

enum up_status directory_make(const char *path, const struct account *owner, struct up_error *err)
{
	if (mkdir(path, S_IRWXU) != 0)
		return up_fail_errno(err, errno == ENOSPC || errno == EDQUOT ? UP_IO : UP_INVALID,
				     "TMPDIR=%s: cannot make directory %s", parent_of_all(), path);
	/* The umask may have taken something from the mode. */
	if (chmod(path, S_IRWXU) != 0 ||
	    (owner->borrowed && chown(path, owner->uid, owner->gid) != 0)) {
		up_fail_errno(err, UP_IO, "cannot change the owner of directory %s", path);
		rmdir(path);
		return UP_IO;
	}
	if (owner->borrowed && !may_enter(path, owner)) {
		rmdir(path);
		return up_fail(err, UP_INVALID,
			       "TMPDIR=%s: the user %s, under which the server runs, cannot enter "
			       "it: set TMPDIR to a directory that this user can enter",
			       parent_of_all(), owner->name);
	}
	return UP_OK;
}

static enum up_status remove_at(int parent, const char *name, struct up_error *err);

static enum up_status remove_content(int fd, const char *name, struct up_error *err)
{
	enum up_status status = UP_OK;
	DIR *entries = fdopendir(fd);
	if (entries == NULL) {
		up_fail_errno(err, UP_IO, "cannot read directory %s", name);
		close(fd);
		return UP_IO;
	}

	for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		enum up_status one =
			remove_at(dirfd(entries), entry->d_name, status == UP_OK ? err : NULL);
		if (status == UP_OK)
			status = one;
	}
	closedir(entries);
	return status;
}

static enum up_status remove_at(int parent, const char *name, struct up_error *err)
{
	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return UP_OK;

	int refusal = errno;
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		if (errno == ENOENT)
			return UP_OK;
		if (errno == ENOTDIR || errno == ELOOP)
			errno = refusal; /* no directory: what unlinkat() said counts */
		return up_fail_errno(err, UP_IO, "cannot remove %s", name);
	}
	UP_TRY(remove_content(fd, name, err));
	if (unlinkat(parent, name, AT_REMOVEDIR) != 0 && errno != ENOENT)
		return up_fail_errno(err, UP_IO, "cannot remove directory %s", name);
	return UP_OK;
}

enum up_status directory_remove(const char *path, struct up_error *err)
{
	return remove_at(AT_FDCWD, path, err);
}
