/* SPDX-License-Identifier: PostgreSQL */
/*
 * A private cluster: a PostgreSQL server of the harness's own, in a temporary
 * directory that only its owner (and root) can enter, reached through a Unix
 * socket in that directory and through nothing else.  It is gone without a
 * trace when the harness ends, in whatever way: see guardian.h.
 *
 * It is set up with `initdb --encoding=UTF8 --no-locale --auth=trust --no-sync`
 * (the new files are not forced to disk, which matters only in a crash of the
 * machine; everything written afterwards is, fsync being on as in stock) and
 * differs from a stock server in these settings only:
 *
 *   listen_addresses=            no TCP: nobody else reaches it
 *   unix_socket_directories=DIR  the socket is as private as the directory
 *   autovacuum=off               it would start in the middle of a sample; the
 *                                harness vacuums between samples
 *   checkpoint_timeout=1d,       no checkpoint in the middle of a sample; the
 *   max_wal_size=16GB            harness checkpoints between samples.  The disk
 *                                must have that room for a run that needs it
 *   timezone=UTC,                what the server writes does not depend on the
 *   log_timezone=UTC             machine
 *
 * The environment of the caller has no influence, except for TMPDIR and PATH.
 */
#ifndef MEASURE_SERVER_CLUSTER_H
#define MEASURE_SERVER_CLUSTER_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>
#include <sys/types.h>

#define CLUSTER_MAX_WAL_SIZE "max_wal_size=16GB"
#define CLUSTER_CHECKPOINT_TIMEOUT "checkpoint_timeout=1d"

struct cluster_options {
	const char *bin_dir; /* where initdb and postgres are; NULL: see bindir_find() */

	/* "name=value" each, for postgres -c; they win over those above.  The ones
	 * that would open or move the cluster (listen_addresses, port,
	 * data_directory, ...) are refused. */
	const char *const *settings;
	size_t setting_count;
	int wal_segment_mb; /* initdb --wal-segsize, a power of 2; 0: the server's default, 16 */
};

struct cluster;

/*
 * Makes a cluster and waits until it accepts connections: about 2 s.  NULL
 * options are the defaults.  When the caller is root, the cluster belongs to
 * "postgres" or else "nobody".  To be called while the process has one thread;
 * a signal to the caller does not cut the wait short, but its end does.
 *
 * UP_INVALID: bin_dir, a setting, or TMPDIR (not absolute, or too long for the
 * 107 bytes that the path of a Unix socket may have).  UP_UNSUPPORTED: no server
 * programs found, or no account to run them as.  UP_IO, UP_TIMEOUT: a program
 * failed; the message names it and has its complaint.
 */
UP_MUST_CHECK enum up_status cluster_start(const struct cluster_options *options,
					   struct cluster **started, struct up_error *err);

/*
 * Ends all processes of the server at once, without asking the backends (one
 * that compiles inside LLVM hears neither cancel nor terminate), and starts it
 * again; connections are lost, committed data is not.  Takes up to some seconds
 * when processes must be killed, and as long as WAL must be replayed.  After a
 * failure no server runs; it can be tried again.
 */
UP_MUST_CHECK enum up_status cluster_restart_immediately(struct cluster *cluster,
							 struct up_error *err);

/* Stops the server (fast, after some seconds immediately) and removes the
 * directory.  UP_IO names what could not be removed; UP_CONNECTION when somebody
 * had killed the guardian.  The cluster is stopped in any case; only cluster_free() is
 * left to call. */
UP_MUST_CHECK enum up_status cluster_stop(struct cluster *cluster, struct up_error *err);

/* Stops the cluster if that was not done, and ignores what fails. */
void cluster_free(struct cluster *cluster); /* NULL is fine */

static inline void cluster_free_p(struct cluster **cluster)
{
	cluster_free(*cluster);
}
#define CLUSTER UP_CLEANUP(cluster_free_p) struct cluster

/* The strings below are owned by the cluster and valid until cluster_free(). */

/* For libpq: superuser, database postgres; names host, port, user and database,
 * so that no PG* variable decides them.  (Others, such as PGSERVICE or
 * PGDATESTYLE, would still leak in: see cluster_shield_environment().) */
const char *cluster_conninfo(const struct cluster *cluster);

/* The settings given with -c, "name=value" each, up to a final NULL: the cluster's
 * own settings and those of the options. */
const char *const *cluster_settings(const struct cluster *cluster);

const char *cluster_directory(const struct cluster *cluster);

/* The process id of the postmaster; another one after a restart, 0 when none
 * runs. */
pid_t cluster_postmaster(const struct cluster *cluster);

/* Removes every variable PG* from the environment of this process, and with
 * that from its children: for programs that use a private cluster and no other
 * server.  To be called while the process has one thread.  UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status cluster_shield_environment(struct up_error *err);

#endif
