/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/synchronous.h"

#include "measure/survey/patience.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#define COMMIT_MS 10000

static const char *skip_space(const char *text)
{
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

/* Behind the word, or text itself where another one is there. */
static const char *skip_word(const char *text, const char *word)
{
	const size_t length = strlen(word);

	if (strncasecmp(text, word, length) == 0 && isspace((unsigned char)text[length]))
		return skip_space(text + length);
	return text;
}

int64_t synchronous_required(const char *names)
{
	char *behind;

	names = skip_space(names);
	if (*names == '\0')
		return 0;
	const char *number = skip_word(skip_word(names, "first"), "any");
	const int64_t required = strtoimax(number, &behind, 10);
	/* A list without a number, in which a name may begin with a digit or be such a word. */
	if (!isdigit((unsigned char)*number) || *skip_space(behind) != '(')
		return 1;
	return required;
}

/* Whether all of its results arrived. */
static bool ends(struct up_conn *conn)
{
	for (;;) {
		bool in_time;
		UP_RESULT *result = patience_result(conn, COMMIT_MS, &in_time);
		if (!in_time || result == NULL)
			return in_time;
	}
}

enum up_status synchronous_try(struct up_conn *conn, struct up_error *err)
{
	if (!PQsendQuery(conn->pg,
			 "SELECT pg_catalog.pg_logical_emit_message(true, 'upbench', '')"))
		return up_conn_fail(conn, err);
	/* What is refused is no commit, and shows nothing. */
	if (ends(conn))
		return UP_OK;
	/* Its commit is done, but for the standby: the server ends the wait. */
	if (up_conn_cancel(conn, NULL) != UP_OK || !ends(conn))
		up_conn_abort(conn);
	return up_fail(err, UP_INVALID,
		       "commits wait for standbys by synchronous_standby_names, and one did not "
		       "end in %d s: the run would not end; start the standby, or set "
		       "PGOPTIONS='-c synchronous_commit=local'",
		       COMMIT_MS / 1000);
}
