/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/image.h"

#include "pg/statement.h"
#include "pg/text.h"

struct reading {
	struct up_batch row; /* one at a time */
	population_receiver *receive;
	void *context;
};

static enum up_status read_line(void *context, const char *line, size_t length,
				struct up_error *err)
{
	struct reading *reading = context;

	up_batch_clear(&reading->row);
	UP_TRY(up_text_parse_copy_row(&reading->row, line, length, err));
	return reading->receive(reading->context, &reading->row, err);
}

enum up_status image_read_lines(const struct up_relation *relation, struct up_conn *conn,
				up_copy_receiver *receive, void *context, struct up_error *err)
{
	UP_BUFFER sql = {0};

	/* COPY of the table itself has no rows where it is partitioned. */
	up_buffer_append_string(&sql, "COPY (SELECT ");
	up_sql_columns(&sql, relation);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, ") TO STDOUT");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_copy_out(conn, sql.data, receive, context, err);
}

enum up_status image_read(const struct up_relation *relation, struct up_conn *conn,
			  population_receiver *receive, void *context, struct up_error *err)
{
	struct reading reading = {.receive = receive, .context = context};

	UP_TRY(up_batch_init(&reading.row, relation, err));
	enum up_status status = image_read_lines(relation, conn, read_line, &reading, err);
	up_batch_release(&reading.row);
	return status;
}
