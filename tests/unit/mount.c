/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/mount.h"

#include "base/cleanup.h"

#include <criterion/criterion.h>

static const char mountinfo[] =
	"26 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard\n"
	"21 26 0:20 / /proc rw,relatime - proc proc rw\n"
	"24 26 0:22 / /dev/shm rw,nosuid shared:3 master:1 - tmpfs tmpfs rw,size=4k\n"
	"27 26 0:40 /@home /home rw,relatime shared:9 - btrfs /dev/vdb rw,subvol=/@home\n"
	"28 26 0:41 / /mnt/my\\040disk rw - xfs /dev/vdc rw\n"
	"29 28 0:42 / /mnt/my\\040disk rw - zfs tank rw\n"
	"34 30 0:31 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"
	"35 30 0:32 /docker/a /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n"
	"a line that is none\n";

static void expect_type(const char *path, const char *type)
{
	MOUNT mount = {0};

	cr_assert(mount_of_path(mountinfo, path, &mount), "%s", path);
	cr_expect_str_eq(mount.type, type, "%s: %s", path, mount.type);
}

Test(mount, holds_the_paths_below_it)
{
	expect_type("/", "ext4");
	expect_type("/var/tmp/upbench-1/data", "ext4");
	expect_type("/dev/shm", "tmpfs");
	expect_type("/dev/shm/upbench-1", "tmpfs");
	expect_type("/dev/shmem", "ext4");
	expect_type("/home/me", "btrfs");
	/* The second one hides the first. */
	expect_type("/mnt/my disk/data", "zfs");
}

Test(mount, is_found_by_type_and_option)
{
	MOUNT mount = {0};

	cr_assert(mount_of_type(mountinfo, "cgroup", "memory", &mount));
	cr_expect_str_eq(mount.point, "/sys/fs/cgroup/memory");
	cr_expect_str_eq(mount.root, "/docker/a");
	mount_release(&mount);
	cr_assert(mount_of_type(mountinfo, "cgroup", "cpu", &mount));
	cr_expect_str_eq(mount.point, "/sys/fs/cgroup/cpu");
	cr_expect_not(mount_of_type(mountinfo, "cgroup", "cp", &(struct mount){0}));
	cr_expect_not(mount_of_type(mountinfo, "cgroup2", NULL, &(struct mount){0}));
	cr_expect_not(mount_of_path("", "/", &(struct mount){0}));
}

Test(mount, is_known_of_this_machine)
{
	UP_FREE char *type = mount_type_at("/proc/self");

	cr_expect_str_eq(type, "proc");
	cr_expect_null(mount_type_at("/no/such/path"));
}
