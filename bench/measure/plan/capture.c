/* SPDX-License-Identifier: PostgreSQL */
#include "measure/plan/capture.h"

#include "measure/plan/explain.h"
#include "text/unit.h"

#define PARAMETERS_SINCE 160000

static const struct {
	const char *name;
	const char *value;
	int since; /* server_version_num */
} settings[] = {
	{"client_min_messages", "log", 0}, /* a case may want to hear less */
	{"log_min_messages", "fatal", 0},  /* the log gets none of it */
	{"log_statement_stats", "off", 0}, /* excludes the next */
	{"log_planner_stats", "on", 0},
	{"auto_explain.log_analyze", "on", 0},
	{"auto_explain.log_timing", "off", 0}, /* its clocks cost more than the plan is worth */
	{"auto_explain.log_buffers", "on", 0},
	{"auto_explain.log_wal", "on", 0},
	{"auto_explain.log_verbose", "off", 0}, /* every expression: as long as the statement */
	{"auto_explain.log_format", "json", 0},
	{"auto_explain.log_level", "notice", 0},
	{"auto_explain.log_nested_statements", "off", 0},
	{"auto_explain.sample_rate", "1", 0},
	{"auto_explain.log_parameter_max_length", "0", PARAMETERS_SINCE}, /* whole batches */
	{"auto_explain.log_min_duration", "0", 0},
};

#define SETTING_COUNT (sizeof settings / sizeof settings[0])

/* "! system usage stats:\n!\t0.000120 s user, 0.000000 s system, 0.000131 s elapsed\n...": ShowUsage() in
 * postgres.c.  UNMEASURED: it is not there. */
static int64_t elapsed_ns(const char *detail)
{
	const char *end = detail != NULL ? strstr(detail, " s elapsed") : NULL;
	char text[32] = "";
	double seconds;

	if (end == NULL)
		return UNMEASURED;
	const char *start = end;
	while (start > detail && strchr("0123456789.", start[-1]) != NULL)
		start--;
	snprintf(text, sizeof text, "%.*s", (int)(end - start), start);
	return unit_parse_number(text, &seconds) ? (int64_t)(seconds * 1e9) : UNMEASURED;
}

static void note_planning(struct plan_capture *capture, const char *detail)
{
	const int64_t ns = elapsed_ns(detail);

	if (ns == UNMEASURED)
		return;
	capture->planning_ns = (capture->planning_ns != UNMEASURED ? capture->planning_ns : 0) + ns;
}

static void note_plan(struct plan_capture *capture, const char *message)
{
	PLAN_SHAPE shape = {0};
	bool found;

	capture->status = explain_read(message, capture->relation, capture->conn->keeps_values_out,
				       &found, &shape, &capture->error);
	shape.cost.planning_ns = capture->planning_ns;
	if (capture->status == UP_OK && found)
		capture->status = case_plans_add(&capture->plans, &shape, &capture->error);
	if (capture->planning_ns != UNMEASURED)
		capture->planning_ns = 0;
}

static void on_notice(void *context, const char *severity, const char *message, const char *detail)
{
	struct plan_capture *capture = context;

	if (capture->status != UP_OK)
		return;
	/* Its title is not translated. */
	if (strcmp(severity, "LOG") == 0 && strcmp(message, "PLANNER STATISTICS") == 0)
		note_planning(capture, detail);
	else if (explain_is_plan(message))
		note_plan(capture, message);
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
	*capture = (struct plan_capture){
		.conn = conn, .relation = relation, .planning_ns = UNMEASURED};
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
