/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/children.h"

#include "base/cleanup.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

/* The parent's process id; 0 when there is no such process. */
static pid_t parent_of(pid_t pid)
{
	char path[64], text[512];

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	UP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
	if (length <= 0)
		return 0;
	text[length] = '\0';

	/* pid (name) state ppid ...: the name may contain anything. */
	const char *after_name = strrchr(text, ')');
	int parent;
	if (after_name == NULL || sscanf(after_name, ") %*c %d", &parent) != 1)
		return 0;
	return parent;
}

static bool kill_child(pid_t pid, pid_t parent)
{
	UP_CLOSE int process = pidfd_open(pid, 0);

	return process >= 0 && parent_of(pid) == parent &&
	       pidfd_send_signal(process, SIGKILL, NULL, 0) == 0;
}

size_t children_kill(pid_t parent)
{
	size_t killed = 0;
	DIR *processes = opendir("/proc");
	if (processes == NULL)
		return 0;

	for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
		if (pid > 0 && parent_of(pid) == parent && kill_child(pid, parent))
			killed++;
	}
	closedir(processes);
	return killed;
}
