/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/log.h"

#include "base/cleanup.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAIL_SIZE 8192

static bool reports_error(const char *line)
{
	return strstr(line, "FATAL:") != NULL || strstr(line, "PANIC:") != NULL ||
	       strstr(line, "error:") != NULL;
}

off_t server_log_end(const char *path)
{
	struct stat facts;
	return stat(path, &facts) == 0 ? facts.st_size : 0;
}

/* Fills tail, a string, with the end of the file, from begin on at the earliest. */
static void read_tail(const char *path, off_t begin, char *tail, size_t size)
{
	struct stat facts;

	tail[0] = '\0';
	UP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &facts) != 0)
		return;
	off_t room = (off_t)size - 1;
	if (facts.st_size - room > begin)
		begin = facts.st_size - room;
	ssize_t got = pread(fd, tail, (size_t)room, begin);
	tail[got > 0 ? got : 0] = '\0';
}

bool server_log_reports_full_disk(const char *path)
{
	char tail[TAIL_SIZE];

	read_tail(path, 0, tail, sizeof tail);
	/* The second is a hint of the server, also where it wrote only a part of a page. */
	return strstr(tail, "No space left on device") != NULL ||
	       strstr(tail, "Check free disk space") != NULL ||
	       strstr(tail, "Disk quota exceeded") != NULL;
}

void server_log_complaint(const char *path, off_t begin, char *line, size_t size)
{
	char tail[TAIL_SIZE];
	const char *best = "";
	bool certain = false;

	read_tail(path, begin, tail, sizeof tail);
	char *rest = tail;
	for (char *candidate; (candidate = strsep(&rest, "\n")) != NULL;) {
		if (candidate[0] == '\0')
			continue;
		bool error = reports_error(candidate);
		if (error || !certain)
			best = candidate;
		certain = certain || error;
	}
	snprintf(line, size, "%s", best);
}
