/* SPDX-License-Identifier: PostgreSQL */
/* The facts in which two runs differ, as they are listed. */
#ifndef JUDGE_COMPARE_DIFFERENCE_H
#define JUDGE_COMPARE_DIFFERENCE_H

#include "record/member.h"

/* The value of a fact that a run has not recorded. */
#define DIFFERENCE_UNKNOWN "not recorded"

struct difference {
	char *fact; /* owned, as all: "server version", "setting work_mem", ... */
	char *base;
	char *new;
};

struct difference_list {
	struct difference *items; /* owned */
	size_t count;
};

void difference_list_release(struct difference_list *list);
#define DIFFERENCE_LIST UP_CLEANUP(difference_list_release) struct difference_list

/* All that follow fail only with UP_NO_MEMORY. */

UP_MUST_CHECK enum up_status difference_list_add(struct difference_list *list, const char *fact,
						 const char *base, const char *new,
						 struct up_error *err);

/* Adds the fact "PREFIX FACT" unless both texts are the same. */
UP_MUST_CHECK enum up_status difference_list_compare(struct difference_list *list,
						     const char *prefix, const char *fact,
						     const struct up_buffer *base,
						     const struct up_buffer *new,
						     struct up_error *err);

/* Adds the facts "PREFIX KEY", by the keys of the members, that differ between two structs, or
 * that only one of them has. */
UP_MUST_CHECK enum up_status difference_list_compare_members(struct difference_list *list,
							     const char *prefix,
							     const struct member *members,
							     size_t count, const void *base,
							     const void *new, struct up_error *err);

#endif
