/* SPDX-License-Identifier: PostgreSQL */
/* Numbers that a record owns. */
#ifndef RECORD_REAL_LIST_H
#define RECORD_REAL_LIST_H

#include "base/error.h"

#include <stddef.h>

struct real_list {
	double *items; /* owned */
	size_t count;
};

void real_list_release(struct real_list *list);

/* UP_NO_MEMORY, and then nothing is changed. */
UP_MUST_CHECK enum up_status real_list_add(struct real_list *list, double value,
					   struct up_error *err);

#endif
