/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/scripts.h"

#include "asset/asset.h"
#include "base/buffer.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#define GROUP "plot/"

static enum up_status write_script(const char *directory, const struct asset *asset,
				   struct up_error *err)
{
	UP_BUFFER path = {0};

	up_buffer_append_format(&path, "%s/%s", directory, asset->name + strlen(GROUP));
	UP_TRY(up_buffer_check(&path, err));
	FILE *file = fopen(path.data, "wxe");
	if (file == NULL)
		return up_fail_errno(err, UP_IO, "cannot create %s", path.data);
	bool written = fwrite(asset->data, 1, asset->size, file) == asset->size;
	if (fclose(file) != 0 || !written)
		return up_fail_errno(err, UP_IO, "cannot write %s", path.data);
	return UP_OK;
}

enum up_status plot_scripts_write(const char *parent, struct plot_scripts *scripts,
				  struct up_error *err)
{
	UP_BUFFER path = {0};
	PLOT_SCRIPTS new = {0};

	up_buffer_append_format(&path, "%s/.gnuplot-XXXXXX", parent);
	UP_TRY(up_buffer_check(&path, err));
	if (mkdtemp(path.data) == NULL)
		return up_fail_errno(err, UP_IO, "cannot create a directory in %s", parent);
	new.directory = up_buffer_detach(&path);
	new.name = strrchr(new.directory, '/') + 1;

	for (const struct asset *asset = asset_next(GROUP, NULL); asset != NULL;
	     asset = asset_next(GROUP, asset))
		UP_TRY(write_script(new.directory, asset, err));
	*scripts = new;
	new = (struct plot_scripts){0};
	return UP_OK;
}

void plot_scripts_remove(struct plot_scripts *scripts)
{
	if (scripts->directory == NULL)
		return;
	DIR *stream = opendir(scripts->directory);
	if (stream != NULL) {
		for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
			unlinkat(dirfd(stream), entry->d_name, 0);
		closedir(stream);
	}
	rmdir(scripts->directory);
	free(scripts->directory);
	*scripts = (struct plot_scripts){0};
}
