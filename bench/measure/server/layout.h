/* SPDX-License-Identifier: PostgreSQL */
/*
 * All that is decided about a private cluster before its first process starts:
 * its user, where everything lies, and with which arguments and environment.
 * The guardian, once forked, only carries it out.
 *
 *   DIRECTORY/               $TMPDIR/upbench-<16 hex digits>, mode 0700
 *     .s.PGSQL.5432          the socket
 *     log                    what initdb and postgres print
 *     data/                  the data directory
 */
#ifndef MEASURE_SERVER_LAYOUT_H
#define MEASURE_SERVER_LAYOUT_H

#include "base/cleanup.h"
#include "measure/process/account.h"
#include "measure/process/exec_list.h"
#include "measure/server/cluster.h"

struct layout {
	struct account account;
	char *directory;
	char *data;
	char *log;
	char *pid_file; /* postmaster.pid in data */
	char *conninfo;
	struct exec_list settings;    /* "name=value" */
	struct exec_list initdb;      /* arguments, the path of the program first */
	struct exec_list postgres;    /* likewise */
	struct exec_list environment; /* of both programs, all of it */
};

/*
 * Touches no file: the directory is only named.  Settings of the options override the
 * layout's own of the same name.
 *
 * UP_INVALID: bin_dir (see bindir_find()); TMPDIR that cannot hold a socket; a
 * setting that is no "name=value", or one that would move the cluster to
 * another place.  UP_UNSUPPORTED: no server programs, or no account for them.
 */
UP_MUST_CHECK enum up_status layout_make(const struct cluster_options *options,
					 struct layout *layout, struct up_error *err);

void layout_release(struct layout *layout);
#define LAYOUT UP_CLEANUP(layout_release) struct layout

#endif
