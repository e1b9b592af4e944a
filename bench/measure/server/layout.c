/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/layout.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "measure/process/directory.h"
#include "measure/server/bindir.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUPERUSER "postgres"
#define SOCKET "/.s.PGSQL.5432"

static enum up_status append_path(const char *directory, const char *name, char **path,
				  struct up_error *err)
{
	char *joined;

	if (asprintf(&joined, "%s/%s", directory, name) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a path in %s", directory);
	*path = joined;
	return UP_OK;
}

static enum up_status name_content(struct layout *layout, struct up_error *err)
{
	UP_TRY(append_path(layout->directory, "data", &layout->data, err));
	UP_TRY(append_path(layout->directory, "log", &layout->log, err));
	return append_path(layout->data, "postmaster.pid", &layout->pid_file, err);
}

/* hostaddr, options and requirepeer are named only to be empty: otherwise
 * libpq would look for them in the environment. */
static enum up_status write_conninfo(struct layout *layout, struct up_error *err)
{
	UP_BUFFER conninfo = {0};

	up_buffer_append_string(&conninfo, "host='");
	for (const char *c = layout->directory; *c != '\0'; c++) {
		if (*c == '\'' || *c == '\\')
			up_buffer_append_char(&conninfo, '\\');
		up_buffer_append_char(&conninfo, *c);
	}
	up_buffer_append_string(&conninfo, "' hostaddr='' port=5432 user=" SUPERUSER
					   " dbname=postgres options='' requirepeer=''");
	UP_TRY(up_buffer_check(&conninfo, err));
	layout->conninfo = up_buffer_detach(&conninfo);
	return UP_OK;
}

/* Whether two settings ("name=value", or only a name) have the same name, by
 * the server's rules: case does not matter, and '-' is '_'. */
static bool same_setting(const char *a, const char *b)
{
	for (;; a++, b++) {
		int left = *a == '-' ? '_' : tolower((unsigned char)*a);
		int right = *b == '-' ? '_' : tolower((unsigned char)*b);
		bool left_ends = left == '\0' || left == '=';
		bool right_ends = right == '\0' || right == '=';
		if (left_ends || right_ends)
			return left_ends && right_ends;
		if (left != right)
			return false;
	}
}

static enum up_status check_setting(const char *setting, struct up_error *err)
{
	static const char *const fixed[] = {
		"listen_addresses",
		"unix_socket_directories",
		"port",
		"data_directory",
		"config_file",
		"hba_file",
		"ident_file",
		"external_pid_file",
		"logging_collector",
	};
	const char *equals = strchr(setting, '=');

	if (equals == NULL || equals == setting)
		return up_fail(err, UP_INVALID, "setting \"%s\": must be name=value", setting);
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		if (same_setting(setting, fixed[i]))
			return up_fail(err, UP_INVALID,
				       "setting \"%s\": %s of a private cluster is fixed", setting,
				       fixed[i]);
	}
	return UP_OK;
}

static bool overridden(const char *own, const char *const *settings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (same_setting(own, settings[i]))
			return true;
	}
	return false;
}

/* The reasons are in cluster.h. */
static enum up_status collect_settings(struct layout *layout, const char *const *settings,
				       size_t count, struct up_error *err)
{
	static const char *const own[] = {
		"autovacuum=off", CLUSTER_CHECKPOINT_TIMEOUT, CLUSTER_MAX_WAL_SIZE,
		"timezone=UTC",   "log_timezone=UTC",
	};

	exec_list_append(&layout->settings, "listen_addresses=");
	exec_list_append(&layout->settings, "unix_socket_directories=%s", layout->directory);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (!overridden(own[i], settings, count))
			exec_list_append(&layout->settings, "%s", own[i]);
	}
	for (size_t i = 0; i < count; i++) {
		UP_TRY(check_setting(settings[i], err));
		exec_list_append(&layout->settings, "%s", settings[i]);
	}
	return exec_list_check(&layout->settings, err);
}

static enum up_status collect_arguments(struct layout *layout, const char *bin_dir,
					int wal_segment_mb, struct up_error *err)
{
	struct exec_list *initdb = &layout->initdb;
	exec_list_append(initdb, "%s/initdb", bin_dir);
	exec_list_append(initdb, "--pgdata=%s", layout->data);
	exec_list_append(initdb, "--username=" SUPERUSER);
	exec_list_append(initdb, "--encoding=UTF8");
	exec_list_append(initdb, "--no-locale");
	exec_list_append(initdb, "--auth=trust");
	exec_list_append(initdb, "--no-sync");
	if (wal_segment_mb > 0)
		exec_list_append(initdb, "--wal-segsize=%d", wal_segment_mb);
	UP_TRY(exec_list_check(initdb, err));

	struct exec_list *postgres = &layout->postgres;
	exec_list_append(postgres, "%s/postgres", bin_dir);
	exec_list_append(postgres, "-D");
	exec_list_append(postgres, "%s", layout->data);
	for (size_t i = 0; i < layout->settings.count; i++) {
		exec_list_append(postgres, "-c");
		exec_list_append(postgres, "%s", layout->settings.items[i]);
	}
	return exec_list_check(postgres, err);
}

/* Built from nothing, so that no PG* variable and no locale of the caller
 * decides how the cluster is set up or in which language it reports errors. */
static enum up_status collect_environment(struct layout *layout, struct up_error *err)
{
	static const char *const kept[] = {"PATH", "LD_LIBRARY_PATH"};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = getenv(kept[i]);
		if (value != NULL)
			exec_list_append(&layout->environment, "%s=%s", kept[i], value);
	}
	exec_list_append(&layout->environment, "LC_ALL=C");
	exec_list_append(&layout->environment, "TZ=UTC");
	return exec_list_check(&layout->environment, err);
}

enum up_status layout_make(const struct cluster_options *options, struct layout *layout,
			   struct up_error *err)
{
	LAYOUT made = {0};
	UP_FREE char *programs = NULL;

	UP_TRY(bindir_find(options->bin_dir, &programs, err));
	UP_TRY(account_choose(&made.account, err));
	UP_TRY(directory_name(SOCKET, &made.directory, err));
	UP_TRY(name_content(&made, err));
	UP_TRY(write_conninfo(&made, err));
	UP_TRY(collect_settings(&made, options->settings, options->setting_count, err));
	UP_TRY(collect_arguments(&made, programs, options->wal_segment_mb, err));
	UP_TRY(collect_environment(&made, err));

	*layout = made;
	made = (struct layout){0};
	return UP_OK;
}

void layout_release(struct layout *layout)
{
	free(layout->directory);
	free(layout->data);
	free(layout->log);
	free(layout->pid_file);
	free(layout->conninfo);
	exec_list_release(&layout->settings);
	exec_list_release(&layout->initdb);
	exec_list_release(&layout->postgres);
	exec_list_release(&layout->environment);
	*layout = (struct layout){0};
}
