/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/space.h"

#include "measure/probe/mount.h"
#include "measure/probe/process.h"
#include "measure/table/catalog.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

struct places {
	char *data;
	char *tables;
};

#define AT(member) offsetof(struct places, member)
static const struct member members[] = {
	MEMBER("data", TEXT, data),
	MEMBER("tables", TEXT, tables),
};
static const struct record_table places_table = RECORD_TABLE(members, struct places);
#undef AT

static void places_release(struct places *places)
{
	record_release(&places_table, places);
}

/* For the account of the server, which is not root. */
static int64_t free_bytes(const char *path)
{
	struct statvfs of;

	if (statvfs(path, &of) != 0)
		return UNMEASURED;
	return (int64_t)of.f_bavail * (int64_t)of.f_frsize;
}

/* WAL may have a file system of its own; a role that may not look into the data directory does not see. */
static enum up_status read_wal(const struct places *places, struct survey_space *space,
			       struct up_error *err)
{
	UP_FREE char *wal = NULL;
	struct stat of_tables;
	struct stat of_wal;

	if (asprintf(&wal, "%s/pg_wal", places->data) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a survey");
	space->wal_bytes = free_bytes(wal);
	if (stat(wal, &of_wal) == 0 && stat(places->tables, &of_tables) == 0)
		space->is_shared = fact_of(of_wal.st_dev == of_tables.st_dev);
	return UP_OK;
}

enum up_status space_read(struct up_conn *conn, struct survey *survey, struct up_error *err)
{
	static const char *const none[CATALOG_PARAMETERS] = {NULL};
	struct survey_space *space = &survey->space;
	UP_CLEANUP(places_release) struct places places = {0};

	if (process_of_backend(conn, process_of_server(conn)) == PROCESS_UNKNOWN)
		return UP_OK;
	survey->connection.is_local = FACT_YES;
	UP_TRY(catalog_read(conn, "survey/space.sql", none, &places_table, &places, err));
	if (places.tables == NULL)
		return UP_OK;
	UP_FREE char *type = mount_type_at(places.tables);
	space->table_bytes = free_bytes(places.tables);
	UP_TRY(text_set(&space->filesystem, type, err));
	return places.data != NULL ? read_wal(&places, space, err) : UP_OK;
}
