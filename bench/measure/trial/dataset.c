/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/dataset.h"

#include "pg/statement.h"

static enum up_status set_search_path(const struct server *server, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "SET search_path TO ");
	up_sql_identifier(&sql, server->schema);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

void dataset_release(struct dataset *dataset)
{
	population_close(dataset->population);
	restoration_release(&dataset->restoration);
}

enum up_status dataset_load(struct dataset *dataset, const struct subject *subject,
			    const struct population_request *request, size_t number,
			    const struct server *server, struct up_error *err)
{
	UP_BUFFER sql = {0};

	UP_TRY(set_search_path(server, err));
	UP_TRY(restoration_read(server, subject, &dataset->restoration, err));
	UP_TRY(subject->populate(subject, request, &dataset->population, err));
	UP_TRY(dataset->population->fill(dataset->population, server, number, err));

	/* All hint bits now, so that the first restore is like every other. */
	up_buffer_append_format(&sql, "VACUUM (ANALYZE) %s", dataset->population->pristine);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

enum up_status dataset_restore(const struct dataset *dataset, const struct server *server,
			       struct up_error *err)
{
	UP_TRY(set_search_path(server, err));
	if (restoration_run(&dataset->restoration, server, dataset->population->pristine, err) !=
	    UP_OK)
		return up_error_prefix(err, "cannot restore the table");
	return UP_OK;
}
