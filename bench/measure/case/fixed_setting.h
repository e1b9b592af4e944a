/* SPDX-License-Identifier: PostgreSQL */
/*
 * Server settings that no case can change: with another value strategies send, or the harness reads,
 * something else than it means, or have no right to the measured table.  All others are the user's to
 * vary, also those that make a sync fail, such as a short statement_timeout.
 */
#ifndef MEASURE_CASE_FIXED_SETTING_H
#define MEASURE_CASE_FIXED_SETTING_H

#include "base/error.h"

/* UP_INVALID with the reason for NAME=VALUE of such a setting, the name in any case of letters. */
UP_MUST_CHECK enum up_status fixed_setting_check(const char *assignment, struct up_error *err);

#endif
