/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/capture.h"

void trial_capture_release(struct trial_capture *capture)
{
	plan_capture_release(&capture->session);
	case_plans_release(&capture->plans);
}

/* Of no use to ask again: LOAD needs a right, or a file of the server's. */
static bool is_for_all(const struct up_error *refusal)
{
	static const char *const states[] = {"42501", "58P01"};

	for (size_t s = 0; s < sizeof states / sizeof states[0]; s++) {
		if (strcmp(refusal->sqlstate, states[s]) == 0)
			return true;
	}
	return false;
}

static enum up_status set_reason(struct trial_capture *capture, const char *reason,
				 struct up_error *err)
{
	capture->outcome = TRIAL_PLANS_FAILED;
	return text_set(&capture->plans.reason, reason, err);
}

enum up_status trial_capture_begin(struct trial_capture *capture, struct up_conn *conn,
				   const struct up_relation *relation, struct up_error *err)
{
	enum up_status status =
		plan_capture_begin(&capture->session, conn, relation, &capture->refusal);

	capture->is_explaining = status == UP_OK;
	if (status == UP_OK)
		return UP_OK;
	if (status != UP_UNSUPPORTED) {
		*err = capture->refusal;
		return status;
	}
	if (!is_for_all(&capture->refusal))
		return set_reason(capture, capture->refusal.message, err);
	capture->outcome = TRIAL_PLANS_REFUSED;
	return UP_OK;
}

enum up_status trial_capture_end(struct trial_capture *capture, const struct trial_case *trial_case,
				 struct up_error *err)
{
	if (!capture->is_explaining)
		return UP_OK;
	struct up_conn *conn = capture->session.conn;
	UP_TRY(plan_capture_end(&capture->session, err));
	UP_TRY(case_apply_settings(trial_case, conn, err));
	capture->is_explaining = false;
	capture->outcome = TRIAL_PLANS_CAPTURED;
	capture->plans = capture->session.plans;
	capture->session.plans = (struct case_plans){0};
	return UP_OK;
}

bool trial_capture_blame(struct trial_capture *capture, enum up_status status,
			 const struct up_error *reason)
{
	const bool can_be =
		status == UP_STATEMENT || status == UP_TIMEOUT || status == UP_CONNECTION;

	if (!capture->is_explaining)
		return false;
	/* Its connection is not used any more. */
	plan_capture_release(&capture->session);
	capture->session = (struct plan_capture){0};
	capture->is_explaining = false;
	return can_be && set_reason(capture, reason->message, NULL) == UP_OK;
}

void trial_capture_acquit(struct trial_capture *capture)
{
	capture->outcome = TRIAL_PLANS_NONE;
}
