/* SPDX-License-Identifier: PostgreSQL */
/*
 * Mounts of this process, as /proc/self/mountinfo lists them:
 * https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html.  A line is
 *
 *   36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
 *              root  point           optional    type source    options
 *
 * where blanks and backslashes in names are escaped as in \040.
 */
#ifndef MEASURE_PROBE_MOUNT_H
#define MEASURE_PROBE_MOUNT_H

#include "base/error.h"

#include <stdbool.h>

/* Texts are owned. */
struct mount {
	char *root;    /* the directory of the file system that is visible at point */
	char *point;   /* where it is mounted */
	char *type;    /* "ext4", "tmpfs", "cgroup2", ... */
	char *options; /* of the file system, separated by commas */
};

void mount_release(struct mount *mount);
#define MOUNT UP_CLEANUP(mount_release) struct mount

/* Both find in the text of a mountinfo; false if there is none, or no memory. */

/* The mount that an absolute path without symbolic links lies on. */
bool mount_of_path(const char *mountinfo, const char *path, struct mount *mount);

/* The last mount of a type that has the option; option NULL: any. */
bool mount_of_type(const char *mountinfo, const char *type, const char *option,
		   struct mount *mount);

/* The part of path below directory: "" if they are the same, "/..." below; NULL if path lies
 * elsewhere.  Both are absolute. */
const char *mount_below(const char *path, const char *directory);

/* The type of the file system that holds an existing path on this machine, to be freed; NULL if
 * that cannot be found out. */
char *mount_type_at(const char *path);

#endif
