/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/leftover.h"

#include "base/cleanup.h"

#include <stdlib.h>
#include <string.h>

#define KEY_SPACE 0x7570ULL
#define STRING_OF(macro) STRING(macro)
#define STRING(text) #text

enum up_status leftover_lock(struct up_conn *conn, const char *schema, struct up_error *err)
{
	UP_BUFFER sql = {0};
	const char *id = strrchr(schema, '_') + 1;

	up_buffer_append_format(&sql, "SELECT pg_advisory_lock(%llu)",
				(KEY_SPACE << 48) | strtoull(id, NULL, 16));
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(conn, sql.data, err);
}

/* pg_locks shows the two halves of a key; a role may see all of it. */
enum up_status leftover_find(struct up_conn *conn, struct up_buffer *names, struct up_error *err)
{
	static const char sql[] =
		"SELECT coalesce(string_agg(nspname, ', ' ORDER BY oid), '')"
		" FROM (SELECT oid, nspname FROM pg_catalog.pg_namespace"
		"  WHERE nspname ~ '^upbench_[0-9a-f]{12}$'"
		"  AND pg_catalog.pg_has_role(nspowner, 'USAGE')"
		"  AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks"
		"   WHERE locktype = 'advisory' AND granted AND objsubid = 1"
		"   AND database = (SELECT oid FROM pg_catalog.pg_database"
		"    WHERE datname = pg_catalog.current_database())"
		"   AND pg_catalog.to_hex(classid::bigint) ="
		"    '7570' || pg_catalog.substr(nspname, 9, 4)"
		"   AND pg_catalog.lpad(pg_catalog.to_hex(objid::bigint), 8, '0') ="
		"    pg_catalog.substr(nspname, 13))"
		"  ORDER BY oid LIMIT " STRING_OF(LEFTOVER_MAX) ") AS leftover";
	UP_FREE char *found = NULL;

	UP_TRY(up_conn_query_value(conn, sql, &found, err));
	up_buffer_append_string(names, found);
	return up_buffer_check(names, err);
}
