/* SPDX-License-Identifier: PostgreSQL */
#include "measure/plan/capture.h"

#include "measure/plan/explain.h"

#define PARAMETERS_SINCE 160000

static const struct {
	const char *name;
	const char *value;
	int since; /* server_version_num */
} settings[] = {
	{"client_min_messages", "notice", 0}, /* a case may want to hear less */
	{"auto_explain.log_analyze", "on", 0},
	{"auto_explain.log_timing", "off", 0}, /* its clocks cost more than the plan is worth */
	{"auto_explain.log_buffers", "off", 0},
	{"auto_explain.log_verbose", "off", 0}, /* every expression: as long as the statement */
	{"auto_explain.log_format", "json", 0},
	{"auto_explain.log_level", "notice", 0},
	{"auto_explain.log_nested_statements", "off", 0},
	{"auto_explain.sample_rate", "1", 0},
	{"auto_explain.log_parameter_max_length", "0", PARAMETERS_SINCE}, /* whole batches */
	{"auto_explain.log_min_duration", "0", 0},
};

#define SETTING_COUNT (sizeof settings / sizeof settings[0])

static void on_notice(void *context, const char *severity, const char *message)
{
	struct plan_capture *capture = context;
	PLAN_SHAPE shape = {0};
	bool found;

	(void)severity;
	if (capture->status != UP_OK)
		return;
	capture->status = explain_read(message, capture->relation, capture->conn->keeps_values_out,
				       &found, &shape, &capture->error);
	if (capture->status == UP_OK && found)
		capture->status = case_plans_add(&capture->plans, &shape, &capture->error);
}

enum up_status plan_capture_begin(struct plan_capture *capture, struct up_conn *conn,
				  const struct up_relation *relation, struct up_error *err)
{
	UP_BUFFER sql = {0};

	/* One message, so that the server keeps none of it when it refuses a part. */
	up_buffer_append_string(&sql, "LOAD 'auto_explain'");
	for (size_t s = 0; s < SETTING_COUNT; s++) {
		if (conn->server_version >= settings[s].since)
			up_buffer_append_format(&sql, "; SET %s = '%s'", settings[s].name,
						settings[s].value);
	}
	UP_TRY(up_buffer_check(&sql, err));
	enum up_status status = up_conn_exec(conn, sql.data, err);
	if (status == UP_STATEMENT)
		return err->status = UP_UNSUPPORTED;
	UP_TRY(status);
	*capture = (struct plan_capture){.conn = conn, .relation = relation};
	up_conn_receive_notices(conn, on_notice, capture);
	return UP_OK;
}

static void stop_listening(struct plan_capture *capture)
{
	if (capture->conn != NULL)
		up_conn_receive_notices(UP_TAKE(capture->conn), NULL, NULL);
}

enum up_status plan_capture_end(struct plan_capture *capture, struct up_error *err)
{
	struct up_conn *conn = capture->conn;
	UP_BUFFER sql = {0};

	stop_listening(capture);
	for (size_t s = SETTING_COUNT; s > 0; s--) {
		if (conn->server_version >= settings[s - 1].since)
			up_buffer_append_format(&sql, "RESET %s;", settings[s - 1].name);
	}
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_exec(conn, sql.data, err));
	if (capture->status != UP_OK)
		*err = capture->error;
	return capture->status;
}

void plan_capture_release(struct plan_capture *capture)
{
	stop_listening(capture);
	case_plans_release(&capture->plans);
}
