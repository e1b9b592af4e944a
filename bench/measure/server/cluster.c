/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/cluster.h"

#include "measure/server/guardian.h"
#include "measure/server/layout.h"
#include "measure/server/log.h"

#include <stdlib.h>
#include <string.h>

struct cluster {
	struct layout layout;
	struct guardian *guardian; /* owned */
};

enum up_status cluster_start(const struct cluster_options *options, struct cluster **started,
			     struct up_error *err)
{
	static const struct cluster_options defaults = {0};
	if (options == NULL)
		options = &defaults;

	CLUSTER *cluster = calloc(1, sizeof *cluster);
	if (cluster == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a private cluster");
	UP_TRY(layout_make(options, &cluster->layout, err));
	UP_TRY(guardian_start(&cluster->layout, &cluster->guardian, err));
	*started = UP_TAKE(cluster);
	return UP_OK;
}

enum up_status cluster_restart_immediately(struct cluster *cluster, struct up_error *err)
{
	return guardian_restart(cluster->guardian, err);
}

enum up_status cluster_stop(struct cluster *cluster, struct up_error *err)
{
	return guardian_stop(cluster->guardian, err);
}

void cluster_free(struct cluster *cluster)
{
	if (cluster == NULL)
		return;
	guardian_free(cluster->guardian);
	layout_release(&cluster->layout);
	free(cluster);
}

const char *cluster_conninfo(const struct cluster *cluster)
{
	return cluster->layout.conninfo;
}

const char *const *cluster_settings(const struct cluster *cluster)
{
	return (const char *const *)cluster->layout.settings.items;
}

const char *cluster_directory(const struct cluster *cluster)
{
	return cluster->layout.directory;
}

pid_t cluster_postmaster(const struct cluster *cluster)
{
	return guardian_postmaster(cluster->guardian);
}

enum up_status cluster_shield_environment(struct up_error *err)
{
	size_t i = 0;

	while (environ != NULL && environ[i] != NULL) {
		const char *variable = environ[i];
		if (strncmp(variable, "PG", 2) != 0) {
			i++;
			continue;
		}
		UP_FREE char *name = strndup(variable, strcspn(variable, "="));
		if (name == NULL || unsetenv(name) != 0)
			return up_fail(err, UP_NO_MEMORY, "cannot remove %s from the environment",
				       variable);
	}
	return UP_OK;
}
