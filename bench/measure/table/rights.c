/* SPDX-License-Identifier: PostgreSQL */
#include "measure/table/rights.h"

#include "measure/table/catalog.h"

enum up_status rights_check_copy(struct up_conn *conn, const char *schema, const char *table,
				 const char *target, struct up_error *err)
{
	const char *const parameters[CATALOG_PARAMETERS] = {schema, table,
							    target != NULL ? target : CATALOG_NULL};
	OBJECT_JSON *lacking = NULL;

	UP_TRY(catalog_query(conn, "table/rights.sql", parameters, &lacking, err));
	if (lacking == NULL)
		return UP_OK;
	return up_fail(err, UP_INVALID, "%s.%s: this role lacks %s", schema, table,
		       json_string_value(lacking));
}
