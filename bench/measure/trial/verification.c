/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/verification.h"

#define FULL_EVERY 10

enum up_status verification_begin(struct verification *verification, struct up_conn *conn,
				  struct up_error *err)
{
	const bool is_due = verification->count++ % FULL_EVERY == 0;

	verification->is_quick =
		verification->oracle->is_quick && !is_due && !verification->is_last;
	return verification->is_quick ? changed_rows_mark(conn, &verification->moment, err) : UP_OK;
}

static enum up_status check(const struct verification *verification, struct up_conn *conn,
			    char state[DIGEST_TEXT_SIZE], struct text_list *wrong,
			    struct up_error *err)
{
	bool is_right = false;

	if (verification->is_quick)
		UP_TRY(oracle_check_changes(verification->oracle, conn, &verification->moment,
					    &is_right, state, err));
	return is_right ? UP_OK : oracle_check(verification->oracle, conn, state, wrong, err);
}

enum up_status verification_end(struct verification *verification,
				const struct test_server *test_server, struct sample *sample,
				struct text_list *wrong, struct up_error *err)
{
	char state[DIGEST_TEXT_SIZE] = "";
	struct up_conn *control = test_server->server->control;

	watchdog_arm(test_server->watchdog, (struct watchdog_target){.conns = &control, .count = 1},
		     0);
	enum up_status status = check(verification, control, state, wrong, err);
	if (watchdog_disarm(test_server->watchdog) == WATCHDOG_INTERRUPTED)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	if (state[0] != '\0') {
		sample->state_hash = strdup(state);
		if (sample->state_hash == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a sample");
	}
	return status;
}
