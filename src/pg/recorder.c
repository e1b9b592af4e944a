/* SPDX-License-Identifier: PostgreSQL */
#include "pg/recorder.h"

enum up_status up_recorder_take(const struct up_recorder *recorder,
				const struct up_message *message, int64_t *rows,
				struct up_error *err)
{
	UP_TRY(recorder->record(recorder->context, message, err));
	if (rows != NULL)
		*rows = 0;
	return UP_OK;
}

enum up_status up_recorder_refuse(const char *sql, struct up_error *err)
{
	return up_fail(err, UP_UNSUPPORTED,
		       "statements are recorded and not sent, so there is no result: %s", sql);
}
