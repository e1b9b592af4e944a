/* SPDX-License-Identifier: PostgreSQL */
/*
 * What processes on this machine use: ours, and the backends of a server here.
 *
 * The processor time of a process comes from its schedstat, in ns: utime and stime of its stat
 * count ticks of 10 ms, which is as long as a whole sample.  Its peak memory can be set back to
 * what it has now, so that it is that of a sample and not of a life, by its owner or root.
 *
 * Nothing here fails: what cannot be read is PROCESS_UNKNOWN.
 */
#ifndef MEASURE_PROBE_PROCESS_H
#define MEASURE_PROBE_PROCESS_H

#include "pg/conn.h"

#define PROCESS_UNKNOWN (-1)
#define PROCESS_SELF 0

/* The process id of a server whose control connection goes through a Unix socket: of the process that
 * listens there.  0: not known, the server may be elsewhere. */
int64_t process_of_server(const struct up_conn *control);

/* The id that the backend of conn has here; PROCESS_UNKNOWN when it is not a child of that
 * server: in a container it may call itself by a number that another process has here. */
int64_t process_of_backend(const struct up_conn *conn, int64_t server);

/* Time on a processor since it started, of its first thread: a backend has one. */
int64_t process_cpu_ns(int64_t process);

/* The same of all threads of ours. */
int64_t process_own_cpu_ns(void);

/* Resets the peak; false: not permitted, and the peak is unknown. */
bool process_reset_peak(int64_t process);
int64_t process_peak_bytes(int64_t process);

#endif
