/* SPDX-License-Identifier: PostgreSQL */
/* The private cluster: private, where it says, and gone afterwards. */
#include "measure/server/cluster.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <libpq-fe.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/inotify.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* Only ever spent by a failure. */
#define PATIENCE_MS 60000

static struct cluster *start(const struct cluster_options *options)
{
	struct up_error err = {0};
	struct cluster *cluster = NULL;

	enum up_status status = cluster_start(options, &cluster, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	return cluster;
}

static void stop(struct cluster *cluster)
{
	struct up_error err = {0};

	enum up_status status = cluster_stop(cluster, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cluster_free(cluster);
}

static PGconn *connect_to(const struct cluster *cluster)
{
	PGconn *connection = PQconnectdb(cluster_conninfo(cluster));
	cr_assert_eq(PQstatus(connection), CONNECTION_OK, "%s", PQerrorMessage(connection));
	return connection;
}

/* Asserts that the statement succeeds and, unless NULL, what it returns. */
static void ask(PGconn *connection, const char *statement, const char *expected)
{
	PGresult *result = PQexec(connection, statement);
	ExecStatusType status = PQresultStatus(result);

	cr_assert(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK, "%s: %s", statement,
		  PQerrorMessage(connection));
	if (expected != NULL)
		cr_assert_str_eq(PQgetvalue(result, 0, 0), expected, "%s", statement);
	PQclear(result);
}

static bool exists(const char *path)
{
	struct stat facts;
	return lstat(path, &facts) == 0;
}

static pid_t parent_of(pid_t pid)
{
	char path[64], line[256];
	int parent = 0;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *file = fopen(path, "r");
	cr_assert_not_null(file, "no process %d", (int)pid);
	while (parent == 0 && fgets(line, sizeof line, file) != NULL)
		(void)!sscanf(line, "PPid: %d", &parent);
	fclose(file);
	return parent;
}

static bool ended(int process, int patience_ms)
{
	return poll(&(struct pollfd){.fd = process, .events = POLLIN}, 1, patience_ms) == 1;
}

/* A directory for TMPDIR that an unprivileged server can reach. */
static void make_temporary_place(char *path, size_t size)
{
	snprintf(path, size, "/tmp/upbench-test-XXXXXX");
	cr_assert_not_null(mkdtemp(path));
	cr_assert_eq(chmod(path, 01777), 0);
	cr_assert_eq(setenv("TMPDIR", path, 1), 0);
}

Test(cluster, is_reached_by_its_conninfo_whatever_the_environment_says)
{
	setenv("PGHOST", "192.0.2.1", 1);
	setenv("PGHOSTADDR", "192.0.2.1", 1);
	setenv("PGPORT", "1", 1);
	setenv("PGUSER", "nobody", 1);
	setenv("PGDATABASE", "nowhere", 1);
	setenv("PGDATA", "/nonexistent", 1);
	setenv("PGOPTIONS", "-c no_such_setting=1", 1);
	setenv("PGREQUIREPEER", "nobody-of-that-name", 1);
	struct cluster *cluster = start(NULL);
	PGconn *connection = connect_to(cluster);

	ask(connection, "SELECT current_database() || ' ' || current_user", "postgres postgres");
	ask(connection, "SHOW server_encoding", "UTF8");
	ask(connection, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'", "C");
	ask(connection, "SHOW fsync", "on");

	PQfinish(connection);
	stop(cluster);
}

Test(cluster, has_a_private_directory_and_an_unprivileged_owner)
{
	struct cluster *cluster = start(NULL);
	struct stat directory, process;
	char path[64];

	cr_assert_eq(lstat(cluster_directory(cluster), &directory), 0);
	cr_assert(S_ISDIR(directory.st_mode));
	cr_assert_eq(directory.st_mode & 07777, 0700);
	cr_assert_neq(directory.st_uid, 0);

	snprintf(path, sizeof path, "/proc/%d", (int)cluster_postmaster(cluster));
	cr_assert_eq(stat(path, &process), 0);
	cr_assert_eq(process.st_uid, directory.st_uid);
	stop(cluster);
}

Test(cluster, listens_on_no_network)
{
	struct cluster *cluster = start(NULL);
	PGconn *connection = connect_to(cluster);
	char path[PATH_MAX], line[256] = "";

	ask(connection, "SHOW listen_addresses", "");
	/* The sixth line is the first TCP address that it really listens on. */
	snprintf(path, sizeof path, "%s/data/postmaster.pid", cluster_directory(cluster));
	FILE *file = fopen(path, "r");
	cr_assert_not_null(file);
	for (int number = 1; number <= 6; number++)
		cr_assert_not_null(fgets(line, sizeof line, file));
	cr_assert_str_eq(line, "\n");

	fclose(file);
	PQfinish(connection);
	stop(cluster);
}

Test(cluster, leaves_nothing_when_stopped)
{
	struct cluster *cluster = start(NULL);
	UP_FREE char *directory = strdup(cluster_directory(cluster));
	UP_CLOSE int postmaster = pidfd_open(cluster_postmaster(cluster), 0);
	cr_assert_geq(postmaster, 0);
	cr_assert(exists(directory));
	cr_assert_not(ended(postmaster, 0));

	/* A client that stays does not keep the server from stopping. */
	PGconn *connection = connect_to(cluster);
	stop(cluster);

	cr_assert(ended(postmaster, 0));
	cr_assert_not(exists(directory));
	cr_assert_eq(waitpid(-1, NULL, WNOHANG), -1, "the guardian was not reaped");
	cr_assert_eq(errno, ECHILD);
	PQfinish(connection);
}

Test(cluster, is_stopped_by_its_destructor)
{
	struct cluster *cluster = start(NULL);
	UP_FREE char *directory = strdup(cluster_directory(cluster));

	cluster_free(cluster);
	cr_assert_not(exists(directory));
	cluster_free(NULL);
}

Test(cluster, stops_once)
{
	struct cluster *cluster = start(NULL);
	struct up_error err;

	cr_assert_eq(cluster_stop(cluster, &err), UP_OK);
	cr_assert_eq(cluster_stop(cluster, &err), UP_CONNECTION);
	cr_assert_eq(cluster_restart_immediately(cluster, &err), UP_CONNECTION);
	cluster_free(cluster);
}

struct sighting {
	char directory[PATH_MAX];
	pid_t postmaster;
};

/* A harness that has two clusters, tells of them, and waits to be killed.  (Two,
 * since the second guardian is forked while the first one's lifeline is open.) */
static _Noreturn void be_a_harness(int report)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail before it kills */
	for (int i = 0; i < 2; i++) {
		struct cluster *cluster;
		struct sighting sighting = {0};
		if (cluster_start(NULL, &cluster, NULL) != UP_OK)
			_exit(1);
		snprintf(sighting.directory, sizeof sighting.directory, "%s",
			 cluster_directory(cluster));
		sighting.postmaster = cluster_postmaster(cluster);
		if (write(report, &sighting, sizeof sighting) != sizeof sighting)
			_exit(1);
	}
	for (;;)
		pause();
}

Test(cluster, leaves_nothing_when_the_harness_is_killed)
{
	struct sighting sightings[2];
	int report[2], postmaster[2], guardian[2];

	cr_assert_eq(pipe(report), 0);
	pid_t harness = fork();
	if (harness == 0)
		be_a_harness(report[1]);
	close(report[1]);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(read(report[0], &sightings[i], sizeof *sightings), sizeof *sightings);
		postmaster[i] = pidfd_open(sightings[i].postmaster, 0);
		guardian[i] = pidfd_open(parent_of(sightings[i].postmaster), 0);
		cr_assert(postmaster[i] >= 0 && guardian[i] >= 0);
		cr_assert(exists(sightings[i].directory));
	}

	cr_assert_eq(kill(harness, SIGKILL), 0);
	cr_assert_eq(waitpid(harness, NULL, 0), harness);
	for (int i = 0; i < 2; i++) {
		cr_assert(ended(guardian[i], PATIENCE_MS));
		cr_assert(ended(postmaster[i], 0));
		cr_assert_not(exists(sightings[i].directory));
	}
}

/* The next event in a watched directory, as a mask. */
static uint32_t next_change(int watch)
{
	_Alignas(struct inotify_event) char bytes[sizeof(struct inotify_event) + NAME_MAX + 1];

	cr_assert(ended(watch, PATIENCE_MS), "nothing happened");
	cr_assert_gt(read(watch, bytes, sizeof bytes), 0);
	return ((const struct inotify_event *)bytes)->mask;
}

Test(cluster, leaves_nothing_when_the_harness_is_killed_during_initdb)
{
	char place[64];
	make_temporary_place(place, sizeof place);
	int watch = inotify_init1(IN_CLOEXEC);
	cr_assert_geq(inotify_add_watch(watch, place, IN_CREATE | IN_DELETE), 0);

	pid_t harness = fork();
	if (harness == 0)
		be_a_harness(STDOUT_FILENO);
	cr_assert(next_change(watch) & IN_CREATE);
	cr_assert_eq(kill(harness, SIGKILL), 0);
	cr_assert_eq(waitpid(harness, NULL, 0), harness);
	cr_assert(next_change(watch) & IN_DELETE);

	cr_assert_eq(rmdir(place), 0);
	close(watch);
}

Test(cluster, survives_signals_to_its_guardian)
{
	struct cluster *cluster = start(NULL);
	pid_t guardian = parent_of(cluster_postmaster(cluster));

	cr_assert_neq(getsid(guardian), getsid(0), "Ctrl-C would reach it");
	cr_assert_eq(kill(guardian, SIGINT), 0);
	cr_assert_eq(kill(guardian, SIGTERM), 0);
	cr_assert_eq(kill(guardian, SIGHUP), 0);
	PQfinish(connect_to(cluster));
	stop(cluster);
}

Test(cluster, does_not_outlive_a_killed_guardian)
{
	struct cluster *cluster = start(NULL);
	struct up_error err;
	UP_CLOSE int postmaster = pidfd_open(cluster_postmaster(cluster), 0);

	cr_assert_eq(kill(parent_of(cluster_postmaster(cluster)), SIGKILL), 0);
	cr_assert(ended(postmaster, PATIENCE_MS));
	cr_assert_eq(cluster_stop(cluster, &err), UP_CONNECTION);
	cr_assert_not(exists(cluster_directory(cluster)));
	cluster_free(cluster);
}

Test(cluster, does_not_hold_the_files_of_the_harness)
{
	int ends[2];
	char byte;

	cr_assert_eq(pipe(ends), 0); /* not close-on-exec, like standard output */
	struct cluster *cluster = start(NULL);
	close(ends[1]);
	cr_assert(ended(ends[0], PATIENCE_MS), "somebody else has the pipe open");
	cr_assert_eq(read(ends[0], &byte, 1), 0);
	close(ends[0]);
	stop(cluster);
}

Test(cluster, restarts_over_a_backend_that_hears_nothing)
{
	struct cluster *cluster = start(NULL);
	struct up_error err = {0};
	pid_t before = cluster_postmaster(cluster);
	PGconn *connection = connect_to(cluster);
	ask(connection, "CREATE TABLE kept AS SELECT 42 AS answer", NULL);
	UP_CLOSE int backend = pidfd_open(PQbackendPID(connection), 0);
	cr_assert_eq(kill(PQbackendPID(connection), SIGSTOP), 0);

	enum up_status status = cluster_restart_immediately(cluster, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_assert(ended(backend, 0));
	cr_assert_neq(cluster_postmaster(cluster), before);
	PQfinish(connection);

	connection = connect_to(cluster);
	ask(connection, "SELECT answer FROM kept", "42");
	PQfinish(connection);
	stop(cluster);
}

Test(cluster, restarts_after_its_postmaster_was_killed)
{
	struct cluster *cluster = start(NULL);
	struct up_error err = {0};
	UP_CLOSE int postmaster = pidfd_open(cluster_postmaster(cluster), 0);

	cr_assert_eq(kill(cluster_postmaster(cluster), SIGKILL), 0);
	cr_assert(ended(postmaster, PATIENCE_MS));
	enum up_status status = cluster_restart_immediately(cluster, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	PQfinish(connect_to(cluster));
	stop(cluster);
}

static size_t count_of(const struct cluster *cluster, const char *prefix)
{
	size_t count = 0;
	for (const char *const *setting = cluster_settings(cluster); *setting != NULL; setting++)
		count += strncasecmp(*setting, prefix, strlen(prefix)) == 0;
	return count;
}

Test(cluster, applies_the_settings_that_it_lists)
{
	static const char *const settings[] = {"work_mem=5MB", "Autovacuum=on"};
	struct cluster *cluster =
		start(&(struct cluster_options){.settings = settings, .setting_count = 2});
	PGconn *connection = connect_to(cluster);

	ask(connection, "SHOW work_mem", "5MB");
	ask(connection, "SHOW autovacuum", "on");
	ask(connection, "SHOW checkpoint_timeout", "1d");
	cr_assert_eq(count_of(cluster, "autovacuum="), 1);
	/* And nothing else came from the command line. */
	PGresult *result = PQexec(connection, "SELECT name FROM pg_settings "
					      "WHERE source = 'command line'");
	cr_assert_gt(PQntuples(result), 0);
	for (int i = 0; i < PQntuples(result); i++) {
		char prefix[80];
		snprintf(prefix, sizeof prefix, "%s=", PQgetvalue(result, i, 0));
		cr_assert_eq(count_of(cluster, prefix), 1, "%s", prefix);
	}
	PQclear(result);
	PQfinish(connection);
	stop(cluster);
}

Test(cluster, refuses_what_it_cannot_do)
{
	static const struct {
		const char *setting, *bin_dir, *place;
		enum up_status status;
		const char *message; /* a part of it */
	} cases[] = {
		{"work_mem", NULL, "/tmp", UP_INVALID, "name=value"},
		{"=1", NULL, "/tmp", UP_INVALID, "name=value"},
		{"port=1", NULL, "/tmp", UP_INVALID, "fixed"},
		{"Listen-Addresses=*", NULL, "/tmp", UP_INVALID, "listen_addresses"},
		{NULL, "/nonexistent", "/tmp", UP_INVALID, "/nonexistent"},
		{NULL, "/", "/tmp", UP_INVALID, "initdb"},
		{NULL, NULL, "relative", UP_INVALID, "TMPDIR"},
		{NULL, NULL, "/tmp/a,b", UP_INVALID, "comma"},
		{NULL, NULL,
		 "/tmp/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789/01234",
		 UP_INVALID, "107 bytes"},
		{NULL, NULL, "/nonexistent", UP_INVALID, "TMPDIR=/nonexistent"},
		{"no_such_setting=1", NULL, NULL, UP_IO, "no_such_setting"},
		{"work_mem=much", NULL, NULL, UP_IO, "work_mem"},
	};
	char place[64];
	make_temporary_place(place, sizeof place);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct cluster *cluster = NULL;
		struct up_error err = {0};
		struct cluster_options options = {
			.bin_dir = cases[i].bin_dir,
			.settings = &cases[i].setting,
			.setting_count = cases[i].setting != NULL,
		};
		setenv("TMPDIR", cases[i].place != NULL ? cases[i].place : place, 1);
		cr_expect_eq(cluster_start(&options, &cluster, &err), cases[i].status, "case %zu",
			     i);
		cr_expect_null(cluster, "case %zu", i);
		cr_expect_eq(err.status, cases[i].status, "case %zu", i);
		cr_expect_not_null(strstr(err.message, cases[i].message), "case %zu: %s", i,
				   err.message);
	}
	cr_assert_eq(rmdir(place), 0, "a failed start left something behind");
}

Test(cluster, shields_the_environment)
{
	setenv("PGSERVICE", "elsewhere", 1);
	setenv("PGHOSTADDR", "192.0.2.1", 1);
	setenv("PGDATESTYLE", "German", 1);
	setenv("NOT_PG", "kept", 1);
	struct up_error err;

	cr_assert_eq(cluster_shield_environment(&err), UP_OK);
	for (char **variable = environ; *variable != NULL; variable++)
		cr_assert_neq(strncmp(*variable, "PG", 2), 0, "%s", *variable);
	cr_assert_str_eq(getenv("NOT_PG"), "kept");
}
