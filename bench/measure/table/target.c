/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/target.h"

#include "measure/table/catalog.h"

/* A row of sql/target.sql. */
struct found {
	int64_t oid;
	char *schema;
	char *name;
	char *relkind;
	char *persistence;
	enum fact is_system;
	enum fact is_partition;
	char *parent;
	int64_t children;
	enum fact is_hypertable;
	char *foreign; /* a partition that is a foreign table */
	enum fact is_readable;
	enum fact is_filtered;
};

#define AT(member) offsetof(struct found, member)
static const struct member found_members[] = {
	MEMBER("oid", INTEGER, oid),
	MEMBER("schema", TEXT, schema),
	MEMBER("name", TEXT, name),
	MEMBER("relkind", TEXT, relkind),
	MEMBER("persistence", TEXT, persistence),
	MEMBER("system", FACT, is_system),
	MEMBER("partition", FACT, is_partition),
	MEMBER("parent", TEXT, parent),
	MEMBER("children", INTEGER, children),
	MEMBER("hypertable", FACT, is_hypertable),
	MEMBER("foreign", TEXT, foreign),
	MEMBER("readable", FACT, is_readable),
	MEMBER("filtered", FACT, is_filtered),
};
static const struct record_table found_table = RECORD_TABLE(found_members, struct found);
#undef AT

static void found_release(struct found *found)
{
	record_release(&found_table, found);
}

void target_release(struct target *target)
{
	free(target->schema);
	free(target->name);
	*target = (struct target){0};
}

static enum up_status fail_not_found(struct up_conn *conn, const struct table_name *name,
				     struct up_error *err)
{
	const char *const parameters[CATALOG_PARAMETERS] = {name->name};
	OBJECT_JSON *names = NULL;
	UP_BUFFER text = {0};

	UP_TRY(catalog_query(conn, "table/namesakes.sql", parameters, &names, err));
	if (name->schema != NULL)
		up_buffer_append_format(&text, "there is no table \"%s\" in the schema \"%s\"",
					name->name, name->schema);
	else
		up_buffer_append_format(&text,
					"there is no table \"%s\" in the search path of this role",
					name->name);
	if (json_string_length(names) > 0)
		up_buffer_append_format(&text, "; elsewhere: %s", json_string_value(names));
	return up_fail(err, UP_INVALID, "%s", up_buffer_string(&text));
}

/* What it is, where it is no table; NULL for one. */
static const char *other_kind(char relkind)
{
	switch (relkind) {
	case 'r':
	case 'p':
		return NULL;
	case 'v':
		return "a view: name the table behind it";
	case 'm':
		return "a materialized view, which no UPDATE reaches";
	case 'f':
		return "a foreign table: its rows are on another server";
	case 'S':
		return "a sequence";
	case 'i':
	case 'I':
		return "an index";
	case 'c':
		return "a composite type";
	default:
		return "no ordinary table";
	}
}

static enum up_status refuse(const struct found *found, bool takes_partitions, struct up_error *err)
{
	const char *kind = other_kind(found->relkind[0]);

	if (kind != NULL)
		return up_fail(err, UP_INVALID, "%s.%s is %s", found->schema, found->name, kind);
	if (found->is_hypertable == FACT_YES)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s.%s is a hypertable of TimescaleDB, which is not supported",
			       found->schema, found->name);
	if (found->persistence[0] == 't')
		return up_fail(err, UP_INVALID,
			       "%s.%s is a temporary table of another session, whose rows nobody "
			       "else can see",
			       found->schema, found->name);
	if (found->is_system == FACT_YES)
		return up_fail(err, UP_INVALID, "%s.%s is a table of the system's", found->schema,
			       found->name);
	const bool is_partition = found->is_partition == FACT_YES;
	if (is_partition && !takes_partitions)
		return up_fail(err, UP_INVALID, "%s.%s is a partition of %s: name that table",
			       found->schema, found->name, found->parent);
	if (found->parent != NULL && !is_partition)
		return up_fail(err, UP_INVALID,
			       "%s.%s inherits from %s, and inheritance is not supported",
			       found->schema, found->name, found->parent);
	if (found->foreign != NULL)
		return up_fail(err, UP_INVALID,
			       "%s.%s has a foreign table as partition, %s: its rows are on "
			       "another server",
			       found->schema, found->name, found->foreign);
	if (found->relkind[0] == 'r' && found->children > 0)
		return up_fail(err, UP_INVALID,
			       "%s.%s has %" PRId64
			       " table%s that inherit%s from it, and inheritance is "
			       "not supported",
			       found->schema, found->name, found->children,
			       found->children == 1 ? "" : "s", found->children == 1 ? "s" : "");
	return UP_OK;
}

enum up_status target_find(struct up_conn *conn, const struct table_name *name,
			   bool takes_partitions, struct target *target, struct up_error *err)
{
	const char *const parameters[CATALOG_PARAMETERS] = {
		name->schema != NULL ? name->schema : CATALOG_NULL, name->name};
	UP_CLEANUP(found_release) struct found found;

	record_init(&found_table, &found);
	UP_TRY(catalog_read(conn, "table/target.sql", parameters, &found_table, &found, err));
	if (found.name == NULL)
		return fail_not_found(conn, name, err);
	UP_TRY(refuse(&found, takes_partitions, err));
	snprintf(target->oid, sizeof target->oid, "%" PRId64, found.oid);
	target->schema = UP_TAKE(found.schema);
	target->name = UP_TAKE(found.name);
	target->is_readable = found.is_readable == FACT_YES;
	target->is_filtered = found.is_filtered == FACT_YES;
	return UP_OK;
}
