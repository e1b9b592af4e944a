/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/arm.h"

#include <stdlib.h>
#include <string.h>

void arm_release(struct arm *arm)
{
	for (size_t s = 0; s < arm->setting_count; s++)
		free(arm->settings[s]);
	free(arm->settings);
	free(arm->text);
	free(arm->name);
	free(arm->dbname);
	free(arm->pooled);
	free(arm->distribution);
	free(arm->schema_source);
	free(arm->schema_sql);
	free(arm->shape_file);
	subject_close(arm->subject);
	free(arm->peer);
	*arm = (struct arm){0};
}

enum up_status arm_add_setting(struct arm *arm, const char *setting, struct up_error *err)
{
	UP_FREE char *copy = strdup(setting);
	char **settings = reallocarray(arm->settings, arm->setting_count + 1, sizeof *settings);

	if (settings != NULL)
		arm->settings = settings;
	if (settings == NULL || copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an arm");
	settings[arm->setting_count++] = UP_TAKE(copy);
	return UP_OK;
}

bool arm_has_server(const struct arm *arm)
{
	return arm->dbname != NULL || arm->schema_source != NULL || arm->shape_file != NULL;
}
