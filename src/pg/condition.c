/* SPDX-License-Identifier: PostgreSQL */
#include "pg/condition.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *sqlstate;
	const char *name;
} conditions[] = {
#define CONDITION(sqlstate, name) {sqlstate, name},
#include "pg/conditions.def"
#undef CONDITION
};

const char *up_condition_name(const char *sqlstate)
{
	for (size_t c = 0; c < sizeof conditions / sizeof conditions[0]; c++) {
		if (strcmp(conditions[c].sqlstate, sqlstate) == 0)
			return conditions[c].name;
	}
	return NULL;
}
