/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/launch.h"

#include "asset/asset.h"
#include "measure/peer/interpreter.h"
#include "measure/process/exec_list.h"
#include "model/source.h"
#include "pg/conninfo.h"
#include "pg/session.h"
#include "source/csv_write.h"

#include <errno.h>
#include <sys/mman.h>

#define ROWS_AT_ONCE 4096

/* ---- files that exist in memory alone ---------------------------------- */

struct files {
	int fds[CHILD_MAX_FILES];
	size_t count;
};

static void files_close(struct files *files)
{
	for (size_t f = 0; f < files->count; f++)
		close(files->fds[f]);
}

static enum up_status write_all(int fd, const char *bytes, size_t length, struct up_error *err)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return up_fail_errno(err, UP_IO, "cannot write the data of a peer");
		bytes += put;
		length -= (size_t)put;
	}
	return UP_OK;
}

static enum up_status add_file(struct files *files, const char *name, struct up_error *err)
{
	if (files->count == CHILD_MAX_FILES)
		return up_fail(err, UP_INVALID, "%s is one file too many for a peer", name);
	int fd = memfd_create(name, MFD_CLOEXEC);

	if (fd < 0)
		return up_fail_errno(err, UP_IO, "cannot make a file in memory");
	files->fds[files->count++] = fd;
	return UP_OK;
}

/* The rows of a sync, as CSV. */
static enum up_status add_data(struct files *files, struct up_source *rows, size_t *row_count,
			       struct up_error *err)
{
	UP_BUFFER lines = {0};
	UP_BUFFER scratch = {0};
	UP_BATCH batch = {0};
	size_t count;

	UP_TRY(add_file(files, "rows.csv", err));
	UP_TRY(up_batch_init(&batch, rows->relation, err));
	up_csv_write_header(&lines, rows->relation);
	*row_count = 0;
	do {
		UP_TRY(up_buffer_check(&lines, err));
		UP_TRY(write_all(files->fds[files->count - 1], up_buffer_string(&lines),
				 lines.length, err));
		up_buffer_clear(&lines);
		up_batch_clear(&batch);
		UP_TRY(rows->read(rows, &batch, ROWS_AT_ONCE, &count, err));
		for (size_t row = 0; row < count; row++)
			up_csv_write_row(&lines, &scratch, &batch, row);
		*row_count += count;
	} while (count > 0);
	return UP_OK;
}

static enum up_status add_script(struct files *files, const char *name, struct up_error *err)
{
	UP_BUFFER path = {0};

	up_buffer_append_format(&path, "peer/%s", name);
	UP_TRY(up_buffer_check(&path, err));
	const struct asset *asset = asset_find(path.data);
	if (asset == NULL)
		return up_fail(err, UP_UNSUPPORTED, "%s is missing in this build of upbench",
			       path.data);
	UP_TRY(add_file(files, name, err));
	return write_all(files->fds[files->count - 1], asset->data, asset->size, err);
}

/* ---- the environment --------------------------------------------------- */

extern char **environ;

struct variables {
	struct exec_list *list;
	struct up_buffer options; /* PGOPTIONS */
};

static void variables_release(struct variables *variables)
{
	up_buffer_release(&variables->options);
}

static void take_parameter(void *context, const char *variable, const char *value)
{
	struct variables *variables = context;

	if (strcmp(variable, "PGOPTIONS") == 0)
		up_buffer_append_string(&variables->options, value);
	else if (strcmp(variable, "PGAPPNAME") != 0)
		exec_list_append(variables->list, "%s=%s", variable, value);
}

/* " -c NAME=VALUE", in which a backslash keeps blanks and backslashes:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS */
static void append_option(struct up_buffer *options, const char *setting)
{
	up_buffer_append_string(options, options->length > 0 ? " -c " : "-c ");
	for (; *setting != '\0'; setting++) {
		if (strchr(" \t\n\r\f\v\\", *setting) != NULL)
			up_buffer_append_char(options, '\\');
		up_buffer_append_char(options, *setting);
	}
}

static void append_setting(void *context, const char *name, const char *value)
{
	UP_BUFFER setting = {0};

	up_buffer_append_format(&setting, "%s=%s", name, value);
	append_option(context, up_buffer_string(&setting));
}

/* What is stated on every connection that is measured, and its search path. */
static enum up_status append_session(struct up_buffer *options, struct up_conn *conn,
				     struct up_error *err)
{
	UP_FREE char *path = NULL;

	up_session_settings(UP_SESSION_SYNC, conn->server_version, append_setting, options);
	UP_TRY(up_conn_query_value(conn, "SHOW search_path", &path, err));
	append_setting(options, "search_path", path);
	return up_buffer_check(options, err);
}

/* That of this process, except for the connection, which is that of the update. */
static enum up_status fill_environment(const struct launch *launch, struct exec_list *list,
				       struct up_error *err)
{
	const struct up_update *update = launch->update;
	UP_CLEANUP(variables_release) struct variables variables = {.list = list};

	for (char **entry = environ; *entry != NULL; entry++) {
		if (strncmp(*entry, "PG", 2) != 0)
			exec_list_append(list, "%s", *entry);
	}
	UP_TRY(up_conn_parameters(update->conn, take_parameter, &variables, err));
	UP_TRY(append_session(&variables.options, update->conn, err));
	for (size_t s = 0; s < launch->setting_count; s++)
		append_option(&variables.options, launch->settings[s]);
	UP_TRY(up_buffer_check(&variables.options, err));
	exec_list_append(list, "PGOPTIONS=%s", up_buffer_string(&variables.options));
	exec_list_append(list, "PGAPPNAME=%s", launch->application);
	return exec_list_check(list, err);
}

/* ---- the process ------------------------------------------------------- */

/* The modules of a shipped peer, and its script. */
static enum up_status add_scripts(struct files *files, const struct shipped_peer *peer,
				  struct up_error *err)
{
	const char *name = peer->modules;

	while (*name != '\0') {
		UP_BUFFER file = {0};
		const size_t length = strcspn(name, " ");
		up_buffer_append_format(&file, "%.*s.py", (int)length, name);
		UP_TRY(up_buffer_check(&file, err));
		UP_TRY(add_script(files, file.data, err));
		name += length + strspn(name + length, " ");
	}
	return add_script(files, peer->script, err);
}

static void append_arguments(const struct peer_spec *spec, int first, struct exec_list *arguments)
{
	if (spec->shipped != NULL) {
		interpreter_append(arguments, spec->shipped->modules, first);
		return;
	}
	exec_list_append(arguments, "%s", spec->path);
	if (spec->is_upbench)
		exec_list_append(arguments, "peer");
}

enum up_status launch_start(const struct launch *launch, size_t *row_count, struct child **child,
			    struct up_error *err)
{
	struct up_source *rows = launch->update->context;
	const struct peer_spec *spec = launch->spec;
	UP_CLEANUP(files_close) struct files files = {0};
	UP_CLEANUP(exec_list_release) struct exec_list arguments = {0};
	UP_CLEANUP(exec_list_release) struct exec_list environment = {0};

	*row_count = 0;
	if (!launch->fetches) {
		UP_TRY(rows->rewind(rows, err));
		UP_TRY(add_data(&files, rows, row_count, err));
	}
	const int first = CHILD_FIRST_FILE + (int)files.count;
	if (spec->shipped != NULL)
		UP_TRY(add_scripts(&files, spec->shipped, err));
	append_arguments(spec, first, &arguments);
	UP_TRY(exec_list_check(&arguments, err));
	UP_TRY(fill_environment(launch, &environment, err));
	const struct child_options options = {
		.arguments = arguments.items,
		.environment = environment.items,
		.files = files.fds,
		.file_count = files.count,
	};
	return child_start(&options, child, err);
}
