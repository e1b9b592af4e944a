/* SPDX-License-Identifier: PostgreSQL */
#include "pg/conninfo.h"

void up_conninfo_append(struct up_buffer *conninfo, const char *keyword, const char *value)
{
	up_buffer_append_format(conninfo, "%s='", keyword);
	for (const char *at = value; *at != '\0'; at++) {
		if (*at == '\'' || *at == '\\')
			up_buffer_append_char(conninfo, '\\');
		up_buffer_append_char(conninfo, *at);
	}
	up_buffer_append_string(conninfo, "' ");
}

/* Parameters that choose between servers, and the name that a program gives itself. */
static bool is_left_out(const char *keyword)
{
	static const char *const left_out[] = {
		"host",
		"hostaddr",
		"port",
		"target_session_attrs",
		"load_balance_hosts",
		"service",
		"servicefile",
		"fallback_application_name",
	};

	for (size_t l = 0; l < sizeof left_out / sizeof *left_out; l++) {
		if (strcmp(keyword, left_out[l]) == 0)
			return true;
	}
	return false;
}

static enum up_status read_parameters(const struct up_conn *conn, PQconninfoOption **options,
				      struct up_error *err)
{
	*options = PQconninfo(conn->pg);
	return *options != NULL ? UP_OK
				: up_fail(err, UP_NO_MEMORY, "out of memory for a connection");
}

enum up_status up_conninfo_append_reached(struct up_buffer *conninfo, const struct up_conn *conn,
					  struct up_error *err)
{
	PQconninfoOption *options;

	UP_TRY(read_parameters(conn, &options, err));
	for (const PQconninfoOption *o = options; o->keyword != NULL; o++) {
		if (!is_left_out(o->keyword) && o->val != NULL && o->val[0] != '\0')
			up_conninfo_append(conninfo, o->keyword, o->val);
	}
	PQconninfoFree(options);
	up_conninfo_append(conninfo, "host", PQhost(conn->pg));
	up_conninfo_append(conninfo, "hostaddr", PQhostaddr(conn->pg));
	up_conninfo_append(conninfo, "port", PQport(conn->pg));
	up_conninfo_append(conninfo, "target_session_attrs", "any");
	return up_buffer_check(conninfo, err);
}

enum up_status up_conn_parameters(const struct up_conn *conn, up_parameter_receiver *receive,
				  void *context, struct up_error *err)
{
	PQconninfoOption *options;

	UP_TRY(read_parameters(conn, &options, err));
	for (const PQconninfoOption *o = options; o->keyword != NULL; o++) {
		if (o->envvar != NULL && o->val != NULL && o->val[0] != '\0')
			receive(context, o->envvar, o->val);
	}
	PQconninfoFree(options);
	return UP_OK;
}

static bool is_name_of_database(const char *conninfo)
{
	return strchr(conninfo, '=') == NULL && strstr(conninfo, "://") == NULL;
}

bool up_conninfo_has_unspeakable_fault(const char *conninfo)
{
	if (is_name_of_database(conninfo))
		return false;
	if (strstr(conninfo, "pass") == NULL && strchr(conninfo, '@') == NULL)
		return false;
	/* A slash in a password of a URI ends it, and its first part passes for a port. */
	PQconninfoOption *parsed = PQconninfoParse(conninfo, NULL);
	bool fault = parsed == NULL;
	for (const PQconninfoOption *o = parsed; o != NULL && o->keyword != NULL; o++) {
		if (strcmp(o->keyword, "port") == 0 && o->val != NULL)
			fault = o->val[strspn(o->val, "0123456789, ")] != '\0';
	}
	PQconninfoFree(parsed);
	return fault;
}

/* Of libpq's complaints about a connection string, most show all of it, or a word
 * that may be a part of the password. */
enum up_status up_conninfo_check(const char *conninfo, const char *named_by, struct up_error *err)
{
	static const char harmless[] = "invalid connection option";
	char *complaint = NULL;
	enum up_status status = UP_OK;

	if (is_name_of_database(conninfo))
		return UP_OK;
	PQconninfoOption *options = PQconninfoParse(conninfo, &complaint);
	if (options == NULL && complaint != NULL &&
	    strncmp(complaint, harmless, sizeof harmless - 1) == 0)
		status = up_fail(err, UP_INVALID, "%s: %.*s", named_by,
				 (int)strcspn(complaint, "\n"), complaint);
	else if (options == NULL)
		status = up_fail(err, UP_INVALID,
				 "%s: libpq does not understand this connection string (not "
				 "repeated here, since it may hold a password)",
				 named_by);
	PQconninfoFree(options);
	PQfreemem(complaint);
	return status;
}
