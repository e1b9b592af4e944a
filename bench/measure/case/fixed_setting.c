/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/fixed_setting.h"

#include <string.h>

static const char of_role[] =
	"the measured table belongs to the role that connects: name another one in --dbname";

static const struct {
	const char *name;
	const char *why;
} fixed[] = {
	{"array_nulls", "arrays of strategies have nulls"},
	{"client_encoding", "values are sent and read in UTF-8"},
	{"default_transaction_read_only", "a sync writes"},
	{"lc_monetary", "amounts of money are sent as in the locale C"},
	{"role", of_role},
	{"session_authorization", of_role},
	{"transaction_deferrable",
	 "it is one of a transaction: take default_transaction_deferrable"},
	{"transaction_isolation", "it is one of a transaction: take default_transaction_isolation"},
	{"transaction_read_only", "a sync writes"},
	{"xmloption", "values of type xml need not be documents"},
};

enum up_status fixed_setting_check(const char *assignment, struct up_error *err)
{
	const size_t length = strcspn(assignment, "=");

	for (size_t f = 0; f < sizeof fixed / sizeof fixed[0]; f++) {
		if (strlen(fixed[f].name) == length &&
		    strncasecmp(fixed[f].name, assignment, length) == 0)
			return up_fail(err, UP_INVALID, "%s cannot be changed: %s", fixed[f].name,
				       fixed[f].why);
	}
	return UP_OK;
}
