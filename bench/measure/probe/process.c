/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/process.h"

#include "measure/probe/proc.h"

#include <inttypes.h>
#include <sys/socket.h>
#include <time.h>

#define PATH_SIZE 64

static void name_file(char path[PATH_SIZE], int64_t process, const char *file)
{
	if (process == PROCESS_SELF)
		snprintf(path, PATH_SIZE, "/proc/self/%s", file);
	else
		snprintf(path, PATH_SIZE, "/proc/%" PRId64 "/%s", process, file);
}

static const char *read_file(struct up_buffer *text, int64_t process, const char *file)
{
	char path[PATH_SIZE];

	name_file(path, process, file);
	return proc_read(text, path);
}

int64_t process_of_server(const struct up_conn *control)
{
	struct ucred who = {0};
	socklen_t size = sizeof who;
	const char *host = PQhost(control->pg);

	/* A path, or the name of an abstract socket. */
	if (host == NULL || (host[0] != '/' && host[0] != '@') ||
	    getsockopt(PQsocket(control->pg), SOL_SOCKET, SO_PEERCRED, &who, &size) != 0)
		return 0;
	return who.pid;
}

int64_t process_of_backend(const struct up_conn *conn, int64_t server)
{
	UP_BUFFER text = {0};

	if (server <= 0 || proc_parent(read_file(&text, conn->backend_pid, "stat")) != server)
		return PROCESS_UNKNOWN;
	return conn->backend_pid;
}

int64_t process_cpu_ns(int64_t process)
{
	UP_BUFFER text = {0};

	return process == PROCESS_UNKNOWN ? PROCESS_UNKNOWN
					  : proc_cpu_ns(read_file(&text, process, "schedstat"));
}

int64_t process_own_cpu_ns(void)
{
	struct timespec used;

	if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0)
		return PROCESS_UNKNOWN;
	return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

bool process_reset_peak(int64_t process)
{
	static const char peak[] = "5"; /* https://man7.org/linux/man-pages/man5/proc.5.html */
	char path[PATH_SIZE];

	if (process == PROCESS_UNKNOWN)
		return false;
	name_file(path, process, "clear_refs");
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return false;
	const bool written = fputs(peak, file) >= 0;
	return (fclose(file) == 0) && written;
}

int64_t process_peak_bytes(int64_t process)
{
	UP_BUFFER text = {0};

	return process == PROCESS_UNKNOWN ? PROCESS_UNKNOWN
					  : proc_peak_bytes(read_file(&text, process, "status"));
}
