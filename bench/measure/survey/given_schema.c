/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/given_schema.h"

#include "measure/table/catalog.h"
#include "pg/statement.h"

#include <inttypes.h>
#include <string.h>

#define SUBJECT "schema"

enum up_status given_schema_read(struct up_conn *conn, const char *name,
				 struct survey_schema *schema, struct up_error *err)
{
	const char *const parameters[CATALOG_PARAMETERS] = {name};

	return catalog_read(conn, "survey/schema.sql", parameters, &survey_schema_table, schema,
			    err);
}

static void append_role(struct up_buffer *sql, const char *role)
{
	if (role != NULL)
		up_sql_identifier(sql, role);
	else
		up_buffer_append_string(sql, "CURRENT_USER");
}

static enum up_status refuse(struct finding_list *list, const struct up_buffer *what,
			     const char *consequence, const char *remedy, struct up_error *err)
{
	UP_TRY(up_buffer_check(what, err));
	return finding_list_add(list, SUBJECT, SEVERITY_REFUSED, what->data, consequence, remedy,
				err);
}

static enum up_status refuse_missing(const struct survey_schema *schema, const char *role,
				     struct finding_list *list, struct up_error *err)
{
	UP_BUFFER what = {0};
	UP_BUFFER remedy = {0};

	up_buffer_append_format(&what, "there is no schema %s", schema->name);
	up_buffer_append_string(&remedy, "CREATE SCHEMA ");
	up_sql_identifier(&remedy, schema->name);
	up_buffer_append_string(&remedy, " AUTHORIZATION ");
	append_role(&remedy, role);
	UP_TRY(up_buffer_check(&remedy, err));
	return refuse(list, &what, "tables are made in the one that is named, and none is created",
		      remedy.data, err);
}

static enum up_status refuse_rights(const struct survey_schema *schema, const char *role,
				    struct finding_list *list, struct up_error *err)
{
	UP_BUFFER what = {0};
	UP_BUFFER remedy = {0};

	up_buffer_append_format(&what, "the role%s%s may not %s the schema %s",
				role != NULL ? " " : "", role != NULL ? role : "",
				schema->may_create == FACT_NO ? "create in" : "use", schema->name);
	up_buffer_append_string(&remedy, "GRANT USAGE, CREATE ON SCHEMA ");
	up_sql_identifier(&remedy, schema->name);
	up_buffer_append_string(&remedy, " TO ");
	append_role(&remedy, role);
	UP_TRY(up_buffer_check(&remedy, err));
	return refuse(list, &what, "all tables are made there", remedy.data, err);
}

static enum up_status refuse_content(const struct survey_schema *schema, struct finding_list *list,
				     struct up_error *err)
{
	UP_BUFFER what = {0};
	UP_BUFFER remedy = {0};

	if (schema->is_left == FACT_YES) {
		up_buffer_append_format(&what,
					"a killed run left %" PRId64 " objects in the schema %s",
					schema->objects, schema->name);
		up_buffer_append_format(&remedy, "to remove them: %s",
					schema->removal != NULL ? schema->removal : "");
		UP_TRY(up_buffer_check(&remedy, err));
		return refuse(list, &what, "it must be empty", remedy.data, err);
	}
	up_buffer_append_format(&what,
				"the schema %s is not empty: %" PRId64 " object%s, the first is %s",
				schema->name, schema->objects, schema->objects == 1 ? "" : "s",
				schema->first != NULL ? schema->first : "not known");
	return refuse(list, &what, "all that is in it would be removed at the end of a run",
		      "name a schema that is empty", err);
}

enum up_status given_schema_judge(const struct survey_schema *schema, const char *role,
				  struct finding_list *list, struct up_error *err)
{
	UP_BUFFER what = {0};

	if (schema->name == NULL)
		return UP_OK;
	if (strncmp(schema->name, "pg_", 3) == 0 ||
	    strcmp(schema->name, "information_schema") == 0) {
		up_buffer_append_format(&what, "the schema %s is one of the system's",
					schema->name);
		return refuse(list, &what, "nothing is to be made there",
			      "name a schema that is empty", err);
	}
	if (schema->exists == FACT_NO)
		return refuse_missing(schema, role, list, err);
	if (schema->is_in_use == FACT_YES) {
		up_buffer_append_format(&what, "another run of upbench works in the schema %s",
					schema->name);
		return refuse(list, &what, "both would make the same tables",
			      "wait for its end, or name another schema", err);
	}
	if (schema->may_create == FACT_NO || schema->may_use == FACT_NO)
		return refuse_rights(schema, role, list, err);
	if (schema->objects != UNMEASURED && schema->objects > 0)
		return refuse_content(schema, list, err);
	return UP_OK;
}
