/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/mount.h"

#include "base/cleanup.h"
#include "measure/probe/proc.h"

#include <string.h>

void mount_release(struct mount *mount)
{
	free(mount->root);
	free(mount->point);
	free(mount->type);
	free(mount->options);
	*mount = (struct mount){0};
}

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* "\040" becomes a blank. */
static void unescape(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++, to++) {
		if (from[0] == '\\' && is_octal(from[1]) && is_octal(from[2]) &&
		    is_octal(from[3])) {
			*to = (char)((from[1] - '0') * 64 + (from[2] - '0') * 8 + from[3] - '0');
			from += 3;
		} else {
			*to = *from;
		}
	}
	*to = '\0';
}

/* False if the line is none of a mount, or memory runs out. */
static bool parse(const char *line, size_t length, struct mount *mount)
{
	UP_FREE char *copy = strndup(line, length);
	const char *optional = copy != NULL ? strstr(copy, " - ") : NULL;
	struct mount found = {0};

	if (optional != NULL &&
	    sscanf(copy, "%*s %*s %*s %ms %ms", &found.root, &found.point) == 2 &&
	    sscanf(optional, " - %ms %*s %ms", &found.type, &found.options) == 2) {
		unescape(found.root);
		unescape(found.point);
		*mount = found;
		return true;
	}
	mount_release(&found);
	return false;
}

static bool has_option(const char *options, const char *option)
{
	const size_t length = strlen(option);

	for (; options != NULL; options = strchr(options, ',')) {
		options += *options == ',';
		if (strcspn(options, ",") == length && strncmp(options, option, length) == 0)
			return true;
	}
	return false;
}

const char *mount_below(const char *path, const char *directory)
{
	const size_t length = strcmp(directory, "/") == 0 ? 0 : strlen(directory);

	if (strncmp(path, directory, length) != 0)
		return NULL;
	path += length;
	if (strcmp(path, "/") == 0)
		return "";
	return *path == '\0' || *path == '/' ? path : NULL;
}

/* What a mount is looked for by; NULL: not by that. */
struct wanted {
	const char *path;
	const char *type;
	const char *option;
};

static bool is_wanted(const struct mount *mount, const struct wanted *wanted)
{
	return (wanted->path == NULL || mount_below(wanted->path, mount->point) != NULL) &&
	       (wanted->type == NULL || strcmp(mount->type, wanted->type) == 0) &&
	       (wanted->option == NULL || has_option(mount->options, wanted->option));
}

/* Of several the one with the longest mount point; of those the last, which hides the others. */
static bool find(const char *mountinfo, const struct wanted *wanted, struct mount *best)
{
	*best = (struct mount){0};
	while (*mountinfo != '\0') {
		const size_t length = strcspn(mountinfo, "\n");
		MOUNT mount = {0};
		if (parse(mountinfo, length, &mount) && is_wanted(&mount, wanted) &&
		    (wanted->path == NULL || best->point == NULL ||
		     strlen(mount.point) >= strlen(best->point))) {
			mount_release(best);
			*best = mount;
			mount = (struct mount){0};
		}
		mountinfo += length + (mountinfo[length] == '\n');
	}
	return best->point != NULL;
}

bool mount_of_path(const char *mountinfo, const char *path, struct mount *mount)
{
	return find(mountinfo, &(struct wanted){.path = path}, mount);
}

bool mount_of_type(const char *mountinfo, const char *type, const char *option, struct mount *mount)
{
	return find(mountinfo, &(struct wanted){.type = type, .option = option}, mount);
}

char *mount_type_at(const char *path)
{
	UP_BUFFER mountinfo = {0};
	UP_FREE char *real = realpath(path, NULL);
	MOUNT mount = {0};

	if (real == NULL ||
	    !mount_of_path(proc_read(&mountinfo, "/proc/self/mountinfo"), real, &mount))
		return NULL;
	return UP_TAKE(mount.type);
}
